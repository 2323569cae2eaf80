"""What simpler ways would have answered, each with an out-of-fold hit rate so that its log loss is finite.

A baseline names one column per trial. Its confidence is how often it is right on the trials of other documents
(Laplace's rule of succession); the rest of the probability is spread evenly over the other columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from qualmap.crosswalk.joint import Bools, Floats, Ints
from qualmap.crosswalk.placement import printed_number
from qualmap.evaluation.benchmark.metrics import numbered
from qualmap.evaluation.benchmark.trials import Trial, Trials

FEWEST = 10
"""Linked frameworks with descriptors without which matching them is not tried."""
Guess = Callable[[Trial], float | None]
"""The column a baseline names, not yet rounded; None where it has nothing to say."""


def printed(trial: Trial) -> float | None:
    """The level that prints the same number, or the nearest; the rank where a code prints none."""
    number, theirs = printed_number(trial.level), [printed_number(code) for code in trial.codes]
    if number is None or any(other is None for other in theirs):
        return trial.rung
    return 1 + min(range(len(theirs)), key=lambda at: abs((theirs[at] or 0.0) - number))


def rank(trial: Trial) -> float | None:
    """The level's rank, or the highest level for ranks beyond it."""
    return min(trial.rung, len(trial.codes))


def proportional(trial: Trial) -> float | None:
    """The rank, stretched so that both ladders begin and end together."""
    top = len(trial.codes)
    return 1 + (trial.rung - 1) * (top - 1) / max(trial.rungs - 1, 1)


BY_NUMBER: dict[str, Guess] = {
    "printed number": printed,
    "rank": rank,
    "proportional rank": proportional,
}


def anchors_alone(seen: Mapping[str, tuple[Floats, Floats]]) -> Guess:
    """The mean height of the award types on the rung; between and beyond typed rungs, in a straight line.

    ``seen``: per framework, height and precision of every rung, with anchors from other frameworks.
    """

    def guess(trial: Trial) -> float | None:
        height, precision = seen[trial.origin]
        known = np.flatnonzero(precision > 0)
        return float(np.interp(trial.rung - 1, known, height[known])) if len(known) else None

    return guess


def alike_descriptors(texts: Mapping[str, Mapping[str, str]]) -> Guess | None:
    """The destination's level whose descriptors read most alike, by rapidfuzz's ratio of shared words.

    ``texts``: per framework, the descriptors of each level that has any. None if fewer than ``FEWEST`` origins have.
    """
    from rapidfuzz import fuzz

    def guess(trial: Trial) -> float | None:
        mine, theirs = texts.get(trial.origin, {}).get(trial.level), texts.get(trial.destination, {})
        if mine is None or not theirs:
            return None
        best = max(theirs, key=lambda code: (fuzz.token_set_ratio(mine, theirs[code]), code))
        return float(trial.codes.index(best) + 1)

    return guess if sum(bool(levels) for levels in texts.values()) > FEWEST else None


def scored(trials: Trials, guess: Guess, others: Trials | None = None) -> Trials | None:
    """The trials of which a baseline has something to say, as it answers them; None if there are none.

    It is as sure as it is on the trials of other documents, ``others`` among them.
    """
    column = _columns(trials, guess)
    trials, column = trials.where(column >= 0), column[column >= 0]
    if not len(trials):
        return None
    answer = _answers(trials, column)
    right = (answer == trials.official).all(axis=1)
    clusters = numbered([trial.cluster for trial in trials.each])
    hits, sizes = np.bincount(clusters, right), np.bincount(clusters)
    elsewhere = _hits(others, guess) if others is not None else (0, 0)
    rate = (hits.sum() - hits[clusters] + elsewhere[0] + 1) / (sizes.sum() - sizes[clusters] + elsewhere[1] + 2)
    real = np.arange(trials.official.shape[1]) < trials.columns[:, None]
    rest = ((1 - rate) / (trials.columns - 1))[:, None]
    probability = np.where(answer, rate[:, None], rest) * real
    return replace(trials, probability=probability, answer=answer, confidence=rate)


def _columns(trials: Trials, guess: Guess) -> Ints:
    """The column that a baseline names for each trial; -1 where it names none."""
    named = [guess(trial) for trial in trials.each]
    wanted = np.array([np.nan if column is None else np.floor(column + 0.5) for column in named])
    return np.where(np.isnan(wanted), -1, np.clip(wanted, 0, trials.columns - 1)).astype(np.int64)


def _answers(trials: Trials, column: Ints) -> Bools:
    return np.asarray(np.arange(trials.official.shape[1]) == column[:, None])


def _hits(trials: Trials, guess: Guess) -> tuple[int, int]:
    right = (_answers(trials, _columns(trials, guess)) == trials.official).all(axis=1)
    return int(right.sum()), len(right)


def by_number(trials: Trials, others: Trials | None = None) -> dict[str, Trials | None]:
    """The baselines that need nothing but the two ladders."""
    return {name: scored(trials, guess, others) for name, guess in BY_NUMBER.items()}
