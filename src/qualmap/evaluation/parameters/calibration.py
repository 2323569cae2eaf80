"""How sure an inferred answer is: calibrated on the answers that held-out frameworks got.

Many calibrations are made at once, one per group of held-out answers; arrays run over groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualmap.crosswalk.answers import answer_intervals
from qualmap.crosswalk.joint import PADDING, Bools, Floats, Ints, transpose
from qualmap.evaluation.logistic import logistic
from qualmap.evaluation.parameters.training import Training

RATIOS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
SUREST = 0.75
"""The quantile of mass from which a held-out answer counts as one of the surest."""
_RIDGE = 0.01


@dataclass(frozen=True)
class Outcomes:
    """Held-out answers, in parallel.

    ``group``: which calibration each counts for; ``mass``: what the model gives the answer; ``several``: whether it
    names several levels; ``right``: whether it is exactly the official set.
    """

    group: Ints
    mass: Floats
    several: Bools
    right: Bools


def outcomes(official: Bools, group: Ints, conditional: Floats, above: Ints, ratio: float) -> Outcomes:
    """The answers to every row that ``official`` (cases, rows, columns) gives a set; ``above`` (cases,)."""
    lows, highs = answer_intervals(conditional, above[:, None], ratio)
    case, row = np.nonzero(official.any(axis=2))
    low, high = lows[case, row], highs[case, row]
    column = np.arange(conditional.shape[2])
    answer = (column >= low[:, None]) & (column <= high[:, None])
    named = official[case, row]
    first, last = named.argmax(axis=1), len(column) - 1 - named[:, ::-1].argmax(axis=1)
    mass = (conditional[case, row] * answer).sum(axis=1)
    return Outcomes(group[case], mass, high > low, (low == first) & (high == last))


def both_ways(known: Training, which: Ints, group: Ints, predicted: tuple[Floats, Floats], ratio: float) -> Outcomes:
    """The answers to all links that were read in a source, and to the same links read backwards."""
    forward, mass = predicted
    official = known.spread[which] > 0
    named = np.swapaxes(official, 1, 2).copy()
    named[:, [0, -1]] = False  # what the scale does not hold is no level to answer for
    top = np.full(len(which), known.top + 1)
    there = outcomes(official, group, forward, top, ratio)
    back = outcomes(named, group, transpose(forward, mass), (known.ranks[which] < PADDING).sum(axis=1) - 1, ratio)
    return Outcomes(
        *(np.concatenate([getattr(there, name), getattr(back, name)]) for name in ("group", "mass", "several", "right"))
    )


def calibrate(known: Training, which: Ints, group: Ints, predicted: tuple[Floats, Floats]) -> dict[str, Floats]:
    """Per group: the ratio with the most answer sets exactly right, and how sure answers are of that kind.

    Single levels: a logistic regression of right and wrong on the log odds of the mass (Platt, Probabilistic outputs
    for support vector machines, 1999). Several levels: the share
    that was exactly right. The ceiling: the share of right answers among the surest quarter. Shares by Laplace's
    rule of succession.
    """
    groups = int(group.max()) + 1
    tried = [both_ways(known, which, group, predicted, ratio) for ratio in RATIOS]
    right = np.array([np.bincount(o.group, o.right, groups) for o in tried])
    best = len(RATIOS) - 1 - right[::-1].argmax(axis=0)
    found = np.zeros((5, groups))
    for at in range(groups):
        o = tried[best[at]]
        mine = o.group == at
        mass, several, hit = o.mass[mine], o.several[mine], o.right[mine]
        single = np.clip(mass[~several], 1e-6, 1 - 1e-6)
        intercept, slope = platt(np.log(single / (1 - single)), hit[~several])
        sure = single >= np.quantile(single, SUREST)
        found[:, at] = RATIOS[best[at]], intercept, slope, _succession(hit[several]), _succession(hit[~several][sure])
    names = ("several_ratio", "confidence_intercept", "confidence_slope", "confidence_several", "confidence_ceiling")
    return dict(zip(names, found, strict=True))


def _succession(hits: Bools) -> float:
    """Laplace's rule: the chance that the next one hits, which no small sample makes 0 or 1."""
    return float((hits.sum() + 1) / (len(hits) + 2))


def platt(logit: Floats, hit: Bools) -> tuple[float, float]:
    """Intercept and slope of a logistic regression, drawn a little towards 0 and 1."""
    # The ridge keeps the slope finite where hits and misses do not overlap; intercept 0 and slope 1 change nothing, so
    # with little to learn from the mass is believed as it is.
    design = np.stack([np.ones_like(logit), logit], axis=1)
    intercept, slope = logistic(design, hit, np.array([0.0, 1.0]), np.full(2, 2 * _RIDGE))
    return float(intercept), float(max(slope, 0.05))
