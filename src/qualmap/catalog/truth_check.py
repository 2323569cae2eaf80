"""What a second reader found of recalled awards drawn at random: ``frameworks/awards/truth-check.csv``."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass

from qualmap.catalog.files import COMPILED, working_tree
from qualmap.records import Awards
from qualmap.records.kinds import kind_of

VERDICTS = {
    "confirmed": "a source says so",
    "known": "agreed from the second reader's general knowledge; no source was read",
    "doubtful": "a source, or its absence, speaks against it",
    "wrong": "a fact of it is wrong",
    "not found": "nothing was found",
}


@dataclass(frozen=True)
class TruthCheck:
    """How many awards were looked at, with which verdict, on how many a source was read, and when."""

    awards: int
    verdicts: dict[str, int]
    in_a_source: int
    wrong_in_a_source: int
    mended: int
    latest: str

    @property
    def wrong(self) -> int:
        """Awards of which a fact is wrong."""
        return self.verdicts["wrong"]


def rows() -> list[dict[str, str]]:
    """The rows as they stand; none where the folder of awards was left out."""
    path = (working_tree() or COMPILED.parent) / kind_of(Awards).folder / "truth-check.csv"
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return []
    return list(csv.DictReader(text.splitlines()))


def truth_check(found: list[dict[str, str]]) -> TruthCheck | None:
    """The counts of the rows; None of no rows."""
    if not found:
        return None
    counted = Counter(row["verdict"] for row in found)
    read = [row for row in found if row["source"]]
    return TruthCheck(
        awards=len(found),
        verdicts={verdict: counted[verdict] for verdict in VERDICTS},
        in_a_source=len(read),
        wrong_in_a_source=sum(row["verdict"] == "wrong" for row in read),
        mended=sum(row["verdict"] == "wrong" and bool(row["mended"]) for row in found),
        latest=max(row["date"] for row in found),
    )


__all__ = ["VERDICTS", "TruthCheck", "rows", "truth_check"]
