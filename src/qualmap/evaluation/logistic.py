"""Logistic regression with a ridge, for calibration and for the score of title searches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STEPS = 50
_TINY = 1e-12


def logistic(rows: Floats, hit: NDArray[np.bool_], start: Floats, pull: Floats) -> Floats:
    """The weights of ``rows`` (cases, features) under which ``hit`` (cases,) is likeliest, each pulled to its start.

    Newton's method, halving steps that lead uphill; so every machine ends at the same weights.
    """
    sign = np.where(hit, -1.0, 1.0)

    def loss(weights: Floats) -> float:
        return float(np.logaddexp(0, sign * (rows @ weights)).mean() + pull @ (weights - start) ** 2 / 2)

    weights = start
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - hit) / len(hit) + pull * (weights - start)
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows / len(hit) + np.diag(pull)
        step, here = np.linalg.solve(bend + _TINY * np.eye(len(start)), slope), loss(weights)
        while loss(weights - step) > here and np.abs(step).max() > _TINY:
            step = step / 2
        weights = weights - step
    return weights
