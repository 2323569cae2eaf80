"""Scores of trials, with intervals from resampling whole source documents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualmap.crosswalk.joint import Bools, Floats, Ints
from qualmap.evaluation.benchmark.trials import Trials

BINS = 10
RESAMPLES = 2000
SIMULATIONS = 2000
ENOUGH = 30
"""Below this many trials no claim about calibration is made."""


@dataclass(frozen=True)
class PerTrial:
    """One number per trial. ``error``: how many columns the likeliest one is from the nearest official one."""

    exact: Floats
    error: Floats
    log_loss: Floats
    brier: Floats


def per_trial(trials: Trials) -> PerTrial:
    """The scores of each trial; an official span over k levels counts 1/k each."""
    # Both scores are proper: no forecast but one's own belief scores better on the mean (Gneiting and Raftery, Strictly
    # proper scoring rules, 2007). Brier: the original, over all columns (Monthly Weather Review 78, 1950).
    column = np.arange(trials.official.shape[1])
    likeliest = trials.probability.argmax(axis=1)[:, None]
    error = np.where(trials.official, np.abs(column - likeliest), np.inf).min(axis=1)
    share = trials.official / trials.official.sum(axis=1, keepdims=True)
    log = np.log(np.maximum(trials.probability, 1e-6))
    return PerTrial(
        (trials.official == trials.answer).all(axis=1).astype(float),
        error,
        -(share * log).sum(axis=1),
        ((trials.probability - share) ** 2).sum(axis=1),
    )


def scores(trials: Trials) -> dict[str, object]:
    """The figures of one table row; null where they cannot be had."""
    names = ("exact", "top1", "mae", "within_one", "log_loss", "brier")
    if not len(trials):
        nothing = dict.fromkeys((*names, "ece", "ece_interval", "ece_perfect", "top1_interval"))
        return {"n": 0, "clusters": 0, "not_known": 0} | nothing
    each = per_trial(trials)
    top1, near = (each.error == 0).astype(float), (each.error <= 1).astype(float)
    values = (each.exact, top1, each.error, near, each.log_loss, each.brier)
    clusters = numbered([trial.cluster for trial in trials.each])
    weights = resamples(clusters)
    silent = sum(not trial.known for trial in trials.each)
    found: dict[str, object] = {"n": len(trials), "clusters": int(clusters.max()) + 1, "not_known": silent}
    found |= {name: rounded(value.mean()) for name, value in zip(names, values, strict=True)}
    sure = ~np.isnan(trials.confidence)
    enough = int(sure.sum()) >= ENOUGH
    confidence, exact = trials.confidence[sure], each.exact[sure]
    found["ece"] = rounded(calibration_error(confidence, exact)) if enough else None
    found["ece_interval"] = _ece_interval(confidence, exact, clusters[sure], weights) if enough else None
    found["ece_perfect"] = rounded(perfect(confidence).mean()) if enough else None
    found["top1_interval"] = interval(top1, clusters, weights)
    return found


def rounded(value: float) -> float:
    """To the six decimals of everything that is published."""
    return round(float(value), 6)


# -- calibration --------------------------------------------------------------------------------


def bins(confidence: Floats) -> Ints:
    """The bin of each confidence: ``BINS`` bins of equal width."""
    return np.minimum((confidence * BINS).astype(np.int64), BINS - 1)


def calibration_error(confidence: Floats, right: Floats) -> float:
    """Expected calibration error: the mean gap between confidence and hit rate, bin by bin, weighted by size.

    Naeini and others 2015; Guo and others, On calibration of modern neural networks, https://arxiv.org/abs/1706.04599.
    """
    gap = np.bincount(bins(confidence), confidence - right, BINS)
    return float(np.abs(gap).sum() / len(confidence))


def perfect(confidence: Floats) -> Floats:
    """The calibration errors of answers that are right exactly as often as they say, simulated at this size."""
    # Chance alone makes gaps in small bins; simulated, as in the consistency bars of Bröcker and Smith, Increasing the
    # reliability of reliability diagrams, 2007.
    hits = np.random.default_rng(0).random((SIMULATIONS, len(confidence))) < confidence
    inside = np.eye(BINS)[bins(confidence)]
    return np.asarray(np.abs((confidence - hits) @ inside).sum(axis=1) / len(confidence))


def reliability(trials: Trials) -> list[dict[str, object]]:
    """Per bin of confidence: how many answers, what they said, and how many were exactly right."""
    sure = ~np.isnan(trials.confidence)
    confidence, right = trials.confidence[sure], per_trial(trials).exact[sure]
    found: list[dict[str, object]] = []
    for number in np.unique(bins(confidence)):
        mine = bins(confidence) == number
        low, high = (number / BINS, (number + 1) / BINS)
        found.append(
            {
                "low": rounded(low),
                "high": rounded(high),
                "n": int(mine.sum()),
                "confidence": rounded(confidence[mine].mean()),
                "hit_rate": rounded(right[mine].mean()),
            }
        )
    return found


def risk_coverage(trials: Trials) -> list[dict[str, object]]:
    """For each confidence below which the engine would abstain: the share still answered, and how often it is wrong.

    El-Yaniv and Wiener, On the foundations of noise-free selective classification, 2010.
    """
    right = per_trial(trials).exact
    confidence = np.nan_to_num(trials.confidence, nan=0.0)
    found: list[dict[str, object]] = []
    for least in sorted({0.0, *np.round(confidence, 6).tolist()}):
        kept = np.round(confidence, 6) >= least
        found.append(
            {
                "min_confidence": least,
                "n": int(kept.sum()),
                "coverage": rounded(kept.mean()),
                "risk": rounded(1 - right[kept].mean()),
            }
        )
    return found


# -- intervals ----------------------------------------------------------------------------------


def numbered(names: list[str]) -> Ints:
    """Names as numbers, in the order of the alphabet."""
    return np.unique(names, return_inverse=True)[1]


def resamples(clusters: Ints) -> Floats:
    """How often each cluster is drawn in each resample, (resamples, clusters)."""
    count = int(clusters.max()) + 1
    return np.random.default_rng(0).multinomial(count, np.full(count, 1 / count), RESAMPLES).astype(float)


def interval(values: Floats, clusters: Ints, weights: Floats) -> list[float] | None:
    """95 % interval of a mean by the cluster bootstrap; None with fewer than two clusters.

    Whole documents are drawn, as answers from one document are not independent (Field and Welsh, Bootstrapping
    clustered data, 2007).
    """
    count = weights.shape[1]
    if count < 2:
        return None
    total = weights @ np.bincount(clusters, values, count)
    return _middle(total / (weights @ np.bincount(clusters, minlength=count)))


def _ece_interval(confidence: Floats, right: Floats, clusters: Ints, weights: Floats) -> list[float] | None:
    count = weights.shape[1]
    if count < 2:
        return None
    gaps = np.zeros((count, BINS))
    np.add.at(gaps, (clusters, bins(confidence)), confidence - right)
    size = weights @ np.bincount(clusters, minlength=count)
    return _middle(np.abs(weights @ gaps).sum(axis=1) / np.maximum(size, 1))


def _middle(samples: Floats) -> list[float]:
    low, high = np.quantile(samples, [0.025, 0.975])
    return [rounded(low), rounded(high)]


def paired(ours: Floats, theirs: Floats, names: list[str]) -> dict[str, object]:
    """Mean difference of two scores of the same trials, its interval, and how seldom chance alone makes one so large.

    Both by clusters: the interval resamples them, the test swaps the two scores of whole clusters (None with one).
    """
    clusters = numbered(names)
    difference = ours - theirs
    totals = np.bincount(clusters, difference)
    signs = np.random.default_rng(1).choice([-1.0, 1.0], (RESAMPLES, len(totals)))
    as_large = np.abs(signs @ totals) >= abs(totals.sum()) - 1e-12
    return {
        "n": len(ours),
        "difference": rounded(difference.mean()),
        "interval": interval(difference, clusters, resamples(clusters)),
        # One more of each: the data as they are count too (Phipson and Smyth, https://arxiv.org/abs/1603.05766).
        "p": rounded((as_large.sum() + 1) / (RESAMPLES + 1)) if len(totals) > 1 else None,
    }


def within(trials: Trials, least: float) -> Bools:
    """Which answers are at least so sure."""
    return np.nan_to_num(trials.confidence, nan=0.0) >= least
