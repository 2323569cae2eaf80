"""Assessing awards one after another by ``qm.assess``, against the same awards as the rows of a table."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from comparison import Comparison, compare

if TYPE_CHECKING:
    from qualmap.facade import Qualmap

ROWS = 1_000
LIMIT = 1.5
DESTINATIONS = ("DE", "FR")
ON = "2026-11-01"


def comparison() -> Comparison:
    """An agency's awards: recorded titles of every country to two destinations, judged by one warm library."""
    import qualmap
    from qualmap.assessment.table import Bad, assess_rows, read_rows

    qm = qualmap.load()
    rows = awards(qm)
    text = table(rows)

    def loop() -> None:
        for row in rows:
            assess(qm, row)

    def as_table() -> None:
        found = list(assess_rows(qm.session, read_rows(text), qm.catalogue.policy, None, None, ON))
        bad = [item for item in found if isinstance(item, Bad)]
        if len(found) != ROWS or bad:
            raise SystemExit(f"assessing a table: {len(found)} answers, {len(bad)} of them errors, such as {bad[:1]}")

    return compare("1,000 awards by qm.assess / as a table", loop, as_table, LIMIT)


def awards(qm: Qualmap) -> list[dict[str, str]]:
    """The rows, no two alike."""
    named = sorted({(award.title, country) for country, each in qm.catalogue.of_country.items() for f in each
                    for award in f.qualification_types})  # fmt: skip
    rows: list[dict[str, str]] = []
    for number in range(ROWS):
        title, country = named[number * len(named) // ROWS]
        rows.append(
            {
                "title": title,
                "country": country,
                "awarded": str(2012 + number % 10),
                "credits": "180",
                "credit_system": "ECTS",
                "destination": DESTINATIONS[number % len(DESTINATIONS)],
                "purpose": "further-study",
                "as_type": "bachelor",
            }
        )
    return rows


def table(rows: list[dict[str, str]]) -> str:
    """The rows as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def assess(qm: Qualmap, row: dict[str, Any]) -> object:
    """One row by itself."""
    award = {name: row[name] for name in ("title", "country", "awarded", "credits", "credit_system")}
    return qm.assess(award, row["destination"], row["purpose"], sought={"as_type": row["as_type"]}, on=ON)


if __name__ == "__main__":
    found = comparison()
    print(f"{found.name}: {found.ratio:.2f} ({found.ours:.2f} against {found.reference:.2f} s)")
