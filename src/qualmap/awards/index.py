"""The names nearest to a text by rapidfuzz's WRatio, without scoring every name.

Names are found by the groups of letters that they share with the text; only the most promising ones are scored. With
few names all are.
"""

from __future__ import annotations

from collections.abc import Sequence
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
        held: dict[str, list[int]] = {}
        sizes = []
        for at, name in enumerate(self.names):
            groups = _groups(name)
            sizes.append(len(groups))
            for group in groups:
                held.setdefault(group, []).append(at)
        self._holders = {group: np.array(places, np.int32) for group, places in held.items()}
        self._size = np.array(sizes, np.float32)
        self._length = np.array([len(name) for name in self.names], np.float32)

    def nearest(self, text: str, limit: int = 1, among: NDArray[np.bool_] | None = None) -> list[Near]:
        """The nearest names, the nearest first; of equals, the one that comes first in the index where all are scored.

        ``among`` marks the names that may be found; None for all.
        """
        places = self._promising(text, max(limit, SCORED), among)
        chosen = [self.names[at] for at in places]
        if limit == 1:  # with the most promising first, rapidfuzz can leave off early with the others
            best = process.extractOne(text, chosen, scorer=fuzz.WRatio)
            return [] if best is None else [Near(places[best[2]], best[1])]
        found = process.extract(text, chosen, scorer=fuzz.WRatio, limit=limit)
        return [Near(places[at], ratio) for _, ratio, at in found]

    def _promising(self, text: str, count: int, among: NDArray[np.bool_] | None) -> list[int]:
        """Places of names that may be nearest; the most promising first where not all can be scored."""
        if among is not None and among.sum() <= count:
            few: list[int] = np.flatnonzero(among).tolist()
            return few
        if len(self.names) <= count:
            return list(range(len(self.names)))
        promise = self._promise(text)
        if among is not None:
            promise[~among] = 0
        least = np.partition(promise, -count)[-count]  # all that are as good as the last one, on every machine
        places = np.flatnonzero(promise >= least if least > 0 else promise > 0)
        found: list[int] = places[np.argsort(-promise[places], kind="stable")].tolist()
        return found

    def _promise(self, text: str) -> NDArray[np.float32]:
        """About what WRatio will be: shared groups against the size of both, or of the smaller where one is longer."""
        groups = _groups(text)
        holders = [self._holders[group] for group in groups if group in self._holders]
        shared = (
            np.bincount(np.concatenate(holders), minlength=len(self.names)) if holders else np.zeros(len(self.names))
        )
        promise: NDArray[np.float32] = shared.astype(np.float32)
        size, length = np.float32(len(groups)), len(text)
        alike = (self._length < APART * length) & (self._length * APART > length)
        part = np.where(alike, PARTIAL * PARTIAL, PARTIAL).astype(np.float32) / np.minimum(self._size, size)
        promise *= np.maximum(2 / (self._size + size), part)
        return promise


def _groups(text: str) -> set[str]:
    """The words of a text and every group of letters in it, ends marked."""
    marked = f" {text} "
    found = {marked[at : at + LETTERS] for at in range(len(marked) - LETTERS + 1)}
    found.update(text.split())
    return found
