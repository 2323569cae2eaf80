"""Trials: what was predicted of levels whose official answer is known, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qualmap.crosswalk.joint import Bools, Floats, Ints


@dataclass(frozen=True)
class Trial:
    """One level: its name, what is officially known, and what was answered.

    ``codes``: the destination's levels. ``official`` and ``answer`` are sets of columns; columns count ``below`` as 0,
    the destination's levels from 1, ``above`` last. ``confidence`` is None for an answer that claims none.
    ``known``: whether the engine would give the answer, or say *not known*. ``why``: what the answer rests on.
    ``cluster``: what shared source documents join: such trials are not independent.
    """

    origin: str
    level: str
    destination: str
    codes: tuple[str, ...]
    rung: int
    rungs: int
    region: str
    irregular: bool
    headline: bool
    cluster: str
    official: frozenset[int]
    probability: Floats
    answer: frozenset[int]
    confidence: float | None
    known: bool
    why: str


@dataclass(frozen=True)
class Trials:
    """Many trials, arrays padded to the most columns (padding is never official, answered or probable)."""

    each: tuple[Trial, ...]
    columns: Ints
    official: Bools
    probability: Floats
    answer: Bools
    confidence: Floats

    @classmethod
    def of(cls, each: Iterable[Trial]) -> Trials:
        """Trials as arrays; a missing confidence is nan."""
        each = tuple(each)
        columns = np.array([len(trial.probability) for trial in each], np.int64)
        shape = len(each), int(columns.max(initial=1))
        official, answer, probability = np.zeros(shape, bool), np.zeros(shape, bool), np.zeros(shape)
        for at, trial in enumerate(each):
            official[at, list(trial.official)] = True
            answer[at, list(trial.answer)] = True
            probability[at, : len(trial.probability)] = trial.probability
        confidence = np.array([np.nan if t.confidence is None else t.confidence for t in each], float)
        return cls(each, columns, official, probability, answer, confidence)

    def __len__(self) -> int:
        return len(self.each)

    def where(self, mask: Sequence[bool] | Bools) -> Trials:
        """Those of the trials for which ``mask`` holds."""
        kept = np.asarray(mask, bool)
        each = tuple(trial for trial, keep in zip(self.each, kept, strict=True) if keep)
        arrays = (self.columns, self.official, self.probability, self.answer, self.confidence)
        return Trials(each, *(array[kept] for array in arrays))
