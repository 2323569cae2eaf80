"""What simpler ways would have answered, each with an out-of-fold hit rate so that its log loss is finite.

A baseline names one column per trial. Its confidence is how often it is right on the trials of other documents
(Laplace's rule of succession); the rest of the probability is spread evenly over the other columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from qualmap.benchmark.metrics import numbered
from qualmap.benchmark.trials import Trial, Trials
from qualmap.crosswalk.joint import Floats, Ints
from qualmap.crosswalk.placement import printed_number

Guess = Callable[[Trial], float | None]
"""The column a baseline names, not yet rounded; None where it has nothing to say."""


def printed(trial: Trial) -> float | None:
    """The level that prints the same number, or the nearest; the rank where a code prints none."""
    number, theirs = printed_number(trial.level), [printed_number(code) for code in trial.codes]
    if number is None or any(other is None for other in theirs):
        return trial.rung
    return 1 + min(range(len(theirs)), key=lambda at: abs((theirs[at] or 0.0) - number))


def rank(trial: Trial) -> float | None:
    """The level's rank."""
    return trial.rung


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


def scored(trials: Trials, guess: Guess) -> Trials | None:
    """The trials as a baseline answers them; None if it has nothing to say of any."""
    named = [guess(trial) for trial in trials.each]
    if all(column is None for column in named):
        return None
    last = trials.columns - 1
    wanted = [np.nan if column is None else np.floor(column + 0.5) for column in named]
    column = np.clip(np.array(wanted), 0, last)
    return with_hit_rate(trials, np.where(np.isnan(column), -1, column).astype(np.int64))


def with_hit_rate(trials: Trials, column: Ints) -> Trials:
    """Trials whose answer is one column each (-1: none), sure as the same way is on other documents' trials."""
    rows = np.arange(len(trials))
    answer = np.zeros_like(trials.official)
    answer[rows[column >= 0], column[column >= 0]] = True
    right = (answer == trials.official).all(axis=1)
    clusters = numbered([trial.cluster for trial in trials.each])
    hits, sizes = np.bincount(clusters, right), np.bincount(clusters)
    rate = (hits.sum() - hits[clusters] + 1) / (sizes.sum() - sizes[clusters] + 2)
    real = np.arange(trials.official.shape[1]) < trials.columns[:, None]
    others = np.maximum(trials.columns - answer.sum(axis=1), 1)
    sure = np.where(column >= 0, rate, 0.0)
    probability = np.where(answer, sure[:, None], ((1 - sure) / others)[:, None]) * real
    return replace(trials, probability=probability, answer=answer, confidence=np.where(column >= 0, rate, np.nan))


def by_number(trials: Trials, names: Sequence[str] = tuple(BY_NUMBER)) -> dict[str, Trials | None]:
    """The baselines that need nothing but the two ladders."""
    return {name: scored(trials, BY_NUMBER[name]) for name in names}
