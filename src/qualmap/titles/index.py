"""The names nearest to a text by rapidfuzz's WRatio, without scoring every name.

Names are found by the groups of letters that they share with the text; only the most promising ones are scored. With
few names all are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

LETTERS = 3
"""How many make a group."""
SCORED = 40
"""How many names are scored: with this many the best is among them in all but two of a thousand searches."""
PARTIAL = 0.9
"""What WRatio takes off when only a part of the longer text is compared."""
APART = 1.5
"""How many times longer the longer text is when WRatio begins to compare parts."""


class Near(NamedTuple):
    """A name, by its place in the index, and how near it is: WRatio, 0 to 100."""

    at: int
    ratio: float


class Index:
    """Names that can be searched. Immutable."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        groups: dict[str, list[int]] = {}
        for at, name in enumerate(self.names):
            for group in _groups(name):
                groups.setdefault(group, []).append(at)
        self._row = {group: row for row, group in enumerate(groups)}
        self._holds = np.zeros((len(groups), len(self.names)), np.uint8)
        for row, holders in enumerate(groups.values()):
            self._holds[row, holders] = 1
        self._size = self._holds.sum(axis=0, dtype=np.float32)
        self._length = np.array([len(name) for name in self.names], np.float32)

    def nearest(self, text: str, limit: int = 1, among: NDArray[np.bool_] | None = None) -> list[Near]:
        """The nearest names, the nearest first; of equals the one that comes first in the index.

        ``among`` marks the names that may be found; None for all.
        """
        places = self._promising(text, max(limit, SCORED), among)
        chosen = [self.names[at] for at in places]
        if limit == 1:
            best = process.extractOne(text, chosen, scorer=fuzz.WRatio)
            return [] if best is None else [Near(places[best[2]], best[1])]
        found = process.extract(text, chosen, scorer=fuzz.WRatio, limit=limit)
        return [Near(places[at], ratio) for _, ratio, at in found]

    def _promising(self, text: str, count: int, among: NDArray[np.bool_] | None) -> list[int]:
        """Places of names that may be nearest, in the order of the index."""
        allowed = len(self.names) if among is None else int(among.sum())
        if allowed <= count:
            places = np.arange(len(self.names)) if among is None else np.flatnonzero(among)
        else:
            promise = self._promise(text)
            if among is not None:
                promise[~among] = -1
            places = np.sort(np.argpartition(promise, -count)[-count:])
        found: list[int] = places.tolist()
        return found

    def _promise(self, text: str) -> NDArray[np.float32]:
        """About what WRatio will be: shared groups against the size of both, or of the smaller where one is longer."""
        groups = list(_groups(text))
        rows = [self._row[group] for group in groups if group in self._row]
        shared = self._holds[rows].sum(axis=0, dtype=np.float32)
        size, length = max(len(groups), 1), max(len(text), 1)
        whole = 2 * shared / (self._size + size)
        part = PARTIAL * shared / np.minimum(self._size, size)
        far = np.maximum(self._length, length) >= APART * np.minimum(self._length, length)
        part[~far] *= PARTIAL
        promise: NDArray[np.float32] = np.maximum(whole, part)
        return promise


def _groups(text: str) -> set[str]:
    """The words of a text and every group of letters in them, ends marked."""
    return {group for word in text.split() for group in _of_word(word)}


def _of_word(word: str) -> Iterator[str]:
    yield word
    marked = f" {word} "
    for at in range(len(marked) - LETTERS + 1):
        yield marked[at : at + LETTERS]
