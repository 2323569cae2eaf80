"""Of which kind the award is that a title names, or that it names none: from the title's words alone.

A multinomial logistic model over words and groups of letters, trained on the recorded awards of all countries and on
papers that are no award (``python -m qualmap.evaluation.titles.kinds``). Its weights are whole numbers in a file beside
this module, so that every machine gives the same answer. The file is read when a kind is first asked for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from qualmap.catalog.words import plain
from qualmap.records.titles import NotKind

PLACE = Path(__file__).with_name("kinds.npz")
"""The weights."""
PAPERS: frozenset[str] = frozenset(get_args(NotKind))
"""What is no kind of award."""
GROUPS = range(2, 6)
"""How many letters make a group."""
SHOWN = 5
"""How many pieces of a title are named as those that spoke most."""


class Spoke(NamedTuple):
    """A piece of a title, ends of words marked by ``<`` and ``>``, and what it adds to the log odds of a kind."""

    piece: str
    adds: float


def pieces(title: str, country: str | None) -> Iterator[str]:
    """What the model sees of a title: words, pairs of words, groups of letters, the first word, the country's use."""
    words = plain(title)
    for word in words:
        marked = f"<{word}>"
        yield marked
        for size in GROUPS:
            for at in range(len(marked) - size + 1):
                yield marked[at : at + size]
        if country is not None:
            yield f"{country} {word}"
    for pair in pairwise(words):
        yield " ".join(pair)
    if words:
        yield f"^{words[0]}"
    if country is not None:
        yield f"{country} "


@dataclass(frozen=True)
class KindModel:
    """The weights of every known piece for every kind, in whole numbers of ``unit`` log odds.

    ``bias`` counts once; pieces count by the root of how many different ones a title has.
    """

    kinds: tuple[str, ...]
    row_of: Mapping[str, int]
    weights: NDArray[np.int8]
    bias: NDArray[np.int32]
    unit: float

    @classmethod
    def read(cls, place: Path = PLACE) -> KindModel:
        """The committed model."""
        with np.load(place, allow_pickle=False) as held:
            known = held["pieces"].tobytes().decode().split("\n")
            kinds = tuple(held["kinds"].tobytes().decode().split("\n"))
            row_of = {piece: row for row, piece in enumerate(known)}
            return cls(kinds, row_of, held["weights"], held["bias"], float(held["unit"]))

    def of(self, title: str, country: str | None = None) -> dict[str, float]:
        """The probability of each kind, the likeliest first; they sum to 1."""
        rows, root = self._seen(title, country)
        added = self.weights[rows].sum(axis=0, dtype=np.int64) if rows else np.zeros(len(self.kinds), np.int64)
        odds = [self.unit * (float(bias) + float(each) / root) for bias, each in zip(self.bias, added, strict=True)]
        most = max(odds)
        parts = [math.exp(each - most) for each in odds]
        total = sum(parts)
        found = {kind: round(part / total, 6) for kind, part in zip(self.kinds, parts, strict=True)}
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def spoke(self, title: str, kind: str, country: str | None = None) -> Sequence[Spoke]:
        """The pieces of a title that spoke most for a kind, against what they say of all kinds on average."""
        rows, root = self._seen(title, country)
        names = {self.row_of[piece]: piece for piece in pieces(title, country) if piece in self.row_of}
        at = self.kinds.index(kind)
        said = [
            Spoke(names[row], round(self.unit * float(self.weights[row, at] - self.weights[row].mean()) / root, 4))
            for row in rows
        ]
        return sorted(said, key=lambda one: (-one.adds, one.piece))[:SHOWN]

    def knows(self, title: str) -> bool:
        """Whether it has met most of what a title is made of; else it says little more than what is usual."""
        found = set(pieces(title, None))
        return 2 * sum(piece in self.row_of for piece in found) >= len(found)

    def _seen(self, title: str, country: str | None) -> tuple[list[int], float]:
        """The rows of the known pieces, and the root of how many different pieces there are."""
        found = set(pieces(title, country))
        rows = sorted(self.row_of[piece] for piece in found if piece in self.row_of)
        return rows, math.sqrt(max(len(rows), 1))


@lru_cache(maxsize=1)
def model() -> KindModel:
    """The committed model, read once."""
    return KindModel.read()


@lru_cache(maxsize=8192)
def _of(title: str, country: str | None) -> tuple[tuple[str, float], ...]:
    return tuple(model().of(title, country).items())


def kinds_of(title: str, country: str | None = None) -> dict[str, float]:
    """The probability of each kind of award, the likeliest first; of ``no-award`` and other papers among them.

    Kinds are the ids of ``crosswalks/model/generic-types.yaml``. ``country``: ISO 3166-1 alpha-2, where it is known.
    """
    return dict(_of(title, country))
