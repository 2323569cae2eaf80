"""From a distribution to an answer: which set of levels, and how sure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qualmap.records import Parameters

Floats = NDArray[np.float64]
DIGITS = 6
"""Decimals of published numbers."""


def answer_intervals(
    conditional: Floats, above: NDArray[np.int64] | int, ratio: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lowest and highest column of each row's answer.

    From the lowest to the highest *level* that is at least ``ratio`` as probable as the most probable column; so both
    ends are likely themselves, and what weighs on ``below`` or ``above`` draws no level in. Where one of those two is
    the most probable, it alone. Column 0 is ``below``, column ``above`` (...,) is ``above``, the levels lie between.

    For rows ordered by likelihood ratio, both ends never fall from one rank to the next. Shapes: (..., columns)
    to (...,) twice.
    """
    column, likeliest = np.arange(conditional.shape[-1]), conditional.argmax(axis=-1)
    inside = (likeliest > 0) & (likeliest < above)
    level = (column > 0) & (column < np.asarray(above)[..., None])
    likely = conditional >= ratio * conditional.max(axis=-1, keepdims=True) - 1e-12
    answer = np.where(inside[..., None], likely & level, column == likeliest[..., None])
    return answer.argmax(axis=-1), len(column) - 1 - answer[..., ::-1].argmax(axis=-1)


def calibrated(mass: Floats, several: NDArray[np.bool_], parameters: Parameters) -> Floats:
    """Probability that an inferred answer set is right, from the mass that the model gives it.

    For one level, a logistic calibration fitted on held-out frameworks. For several levels, the mass times the
    share of such held-out answers that named exactly the right set. Never surer than the surest held-out answers
    turned out to be.
    """
    safe = np.clip(mass, 1e-6, 1 - 1e-6)
    logit = parameters.confidence_intercept + parameters.confidence_slope * np.log(safe / (1 - safe))
    sure = np.where(several, parameters.confidence_several * mass, 1 / (1 + np.exp(-logit)))
    return np.minimum(sure, parameters.confidence_ceiling)
