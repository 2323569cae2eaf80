"""Finding titles: the index of names against rapidfuzz's own search through all of them, on the same texts.

Run alone it prints how often both give the same first answer, and the microseconds of a search.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

from comparison import Comparison, timed
from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from qualmap.awards.search import Search

QUERIES = 10_000
SAME = 0.99
LIMIT = 1 / 5
SEED = 6


def comparison() -> Comparison:
    """10,000 distorted titles of the whole catalogue, one after the other; both read them in the same way first.

    Raises SystemExit when fewer than 99 % of the first answers are as near as the exhaustive search's.
    """
    from qualmap.awards.search import Search
    from qualmap.catalog import read_catalogue

    search = Search(read_catalogue())
    queries, index, spelled = texts(search), search.library.index, search.words.spelled

    indexed, exhaustive = list[float](), list[float]()

    def ours() -> None:
        indexed.extend(found[0].ratio if (found := index.nearest(spelled(query))) else 0.0 for query in queries)

    def reference() -> None:
        best = (process.extractOne(spelled(query), index.names, scorer=fuzz.WRatio) for query in queries)
        exhaustive.extend(found[1] if found else 0.0 for found in best)

    taken = timed(ours), timed(reference)
    same = sum(a == b for a, b in zip(indexed, exhaustive, strict=True)) / len(queries)
    if same < SAME:
        raise SystemExit(f"finding titles: {same:.2%} of first answers are those of the exhaustive search")
    return Comparison(f"finding titles ({same:.2%} alike) / rapidfuzz", *taken, LIMIT)


def texts(search: Search) -> list[str]:
    """The queries, no two alike: all titles in turn, shortened, misspelt, reordered, undressed or with a subject."""
    from qualmap.evaluation.titles.distort import Distorter

    titles = sorted({award.title for award in search.library.awards})
    distort = Distorter(search.catalogue.title_words, SEED)
    random, found = Random(SEED), dict[str, None]()  # noqa: S311  # nothing is secret here
    while len(found) < QUERIES:
        way, title = random.choice(distort.ways), titles[len(found) % len(titles)]
        text = way(title)
        found[text if text not in found else distort.misspelt(text)] = None
    return list(found)


if __name__ == "__main__":
    done = comparison()
    print(f"{done.name}: {done.ours / QUERIES * 1e6:.0f} / {done.reference / QUERIES * 1e6:.0f} us = {done.ratio:.3f}")
