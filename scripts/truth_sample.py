"""Draws the awards of the truth check: 200 recalled awards, at random with a fixed seed.

`python scripts/truth_sample.py` writes the draw as CSV; the reader fills in what was found and commits it as
`frameworks/awards/truth-check.csv`. The draw is from the awards of the day: records that came later may change it,
so the committed rows, not the seed, say what was checked.
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SEED = 20261201
NUMBER = 200
COLUMNS = ("file", "award", "title", "checked", "verdict", "wrong", "mended", "source", "date")


def recalled(folder: Path) -> list[tuple[str, str, str]]:
    """File, id and title of every award whose source nobody has read, sorted by file and id."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        record = yaml.safe_load(path.read_text("utf-8"))
        unread = {source["id"] for source in record["sources"] if source["verification"] == "recalled"}
        found += [(path.stem, award["id"], award["title"]) for award in record["awards"] if award["source"] in unread]
    return sorted(found)


def draw(awards: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """`NUMBER` of the awards, the same ones for the same list."""
    return sorted(random.Random(SEED).sample(awards, NUMBER))  # noqa: S311


if __name__ == "__main__":
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*award, *[""] * (len(COLUMNS) - 3)) for award in draw(recalled(ROOT / "frameworks" / "awards")))
