"""The fixed reference: a max-product over 150 frameworks x 9 levels through 5 hubs, in plain numpy. Do not change."""

from __future__ import annotations

import numpy as np

FRAMEWORKS, LEVELS, HUBS = 150, 9, 5


def max_product() -> float:
    """For each pair of levels, the best product of two steps through any hub level."""
    rng = np.random.default_rng(0)
    size = FRAMEWORKS * LEVELS
    best = np.zeros((size, size), np.float32)
    for _ in range(HUBS):
        to_hub = rng.random((size, LEVELS), np.float32)
        for level in range(LEVELS):
            step = to_hub[:, level]
            np.maximum(best, step[:, None] * step[None, :], out=best)
    return float(best.sum())
