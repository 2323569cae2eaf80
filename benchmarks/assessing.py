"""Assessing a table of 10,000 awards, per award, against one award assessed by itself in the same warm process."""

from __future__ import annotations

import csv
import io
import statistics
import time
from typing import TYPE_CHECKING, Any

from comparison import Comparison

if TYPE_CHECKING:
    from qualmap.facade import Qualmap

ROWS, SINGLES = 10_000, 40
LIMIT = 1 / 10
DESTINATIONS = ("DE", "FR")
ON = "2026-11-01"


def comparison() -> Comparison:
    """An agency's table: every recorded title of every country, in several years, to two destinations."""
    import qualmap
    from qualmap.portability.batch import Bad, assess_rows, read_rows

    qm = qualmap.load()
    rows = awards(qm)
    text = table(rows)
    assess(qm, rows[0])  # warm
    alone = [timed(qm, row) for row in rows[:: ROWS // SINGLES]]
    start = time.perf_counter()
    found = list(assess_rows(qm.desk(), read_rows(text), qm.catalogue.policy, None, None, ON))
    taken = (time.perf_counter() - start) / ROWS
    bad = [item for item in found if isinstance(item, Bad)]
    if len(found) != ROWS or bad:
        raise SystemExit(f"assessing a table: {len(found)} answers, {len(bad)} of them errors, such as {bad[:1]}")
    return Comparison("one award of 10,000 / assessed alone", taken, statistics.median(alone), LIMIT)


def awards(qm: Qualmap) -> list[dict[str, str]]:
    """The rows, no two alike."""
    titles = sorted({(award.title, country) for country, each in qm.catalogue.of_country.items() for f in each
                     for award in f.qualification_types})  # fmt: skip
    rows: list[dict[str, str]] = []
    for number in range(ROWS):
        title, country = titles[number % len(titles)]
        rows.append(
            {
                "title": title,
                "country": country,
                "awarded": str(2012 + number // len(titles)),
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


def timed(qm: Qualmap, row: dict[str, Any]) -> float:
    """The seconds that one row by itself takes."""
    start = time.perf_counter()
    assess(qm, row)
    return time.perf_counter() - start


if __name__ == "__main__":
    found = comparison()
    print(f"{found.name}: {found.ratio:.3f} ({found.ours * 1e3:.2f} against {found.reference * 1e3:.2f} ms)")
