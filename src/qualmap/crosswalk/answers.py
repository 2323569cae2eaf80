"""From a distribution to an answer: which set of levels, and how sure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qualmap.records import Parameters

Floats = NDArray[np.float64]
DIGITS = 6
"""Decimals of published numbers."""


def answer_intervals(conditional: Floats, ratio: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lowest and highest column of each row's answer: all that are at least ``ratio`` as likely as the likeliest.

    For rows ordered by likelihood ratio, both ends never fall from one rank to the next. Shapes: (..., columns)
    to (...,) twice.
    """
    inside = conditional >= ratio * conditional.max(axis=-1, keepdims=True) - 1e-12
    columns = conditional.shape[-1]
    return inside.argmax(axis=-1), columns - 1 - inside[..., ::-1].argmax(axis=-1)


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
