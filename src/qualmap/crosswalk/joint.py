"""The calculus: from shares of the wall and link evidence to one joint distribution per pair of ladders.

Everything happens on *log increments*: for origin row ``a`` and neighbouring destination columns ``b``,
``b + 1``, how the log probability changes from the one to the other. If increments never fall from one
origin rank to the next, the joint is totally positive of order 2 (TP2); then its rows *and* its columns are
ordered by stochastic dominance, and the least and greatest likely answers never fall. So the laws of order hold by
construction, in both directions (Karlin, Total Positivity, 1968; that rows are ordered by likelihood ratio if and only
if the joint is TP2: Dümbgen and Mösching, On stochastic orders and total positivity, https://arxiv.org/abs/2209.07868).

Rows are ``below``, the levels in rank order, ``above``; columns likewise. Arrays hold many pairs at once,
padded to a common size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

PADDING = 10_000
"""The rank of rows that only fill up an array."""


@dataclass(frozen=True)
class Pulls:
    """What links say, per pair and origin row.

    ``told`` (pairs, rows): rows that a link speaks of.
    ``push`` (pairs, rows, columns - 1): added to the log increments. ``flat`` (same shape): increments
    inside an answer that a source leaves open; they are exactly 0. ``fixed`` (pairs, rows): rows that a
    source decides; ``allowed`` (pairs, rows, columns): their targets.
    """

    told: Bools
    push: Floats
    flat: Bools
    fixed: Bools
    allowed: Bools

    @classmethod
    def none(cls, pairs: int, rows: int, columns: int) -> Pulls:
        """No link evidence at all."""
        gaps = (pairs, rows, columns - 1)
        told, fixed = np.zeros((2, pairs, rows), bool)
        return cls(told, np.zeros(gaps), np.zeros(gaps, bool), fixed, np.zeros((pairs, rows, columns), bool))


def conditionals(base: Floats, ranks: Ints, columns: Ints, pulls: Pulls, steepest: float) -> Floats:
    """P(column | row) for many pairs. Rows sum to 1.

    ``base`` (pairs, rows, columns): the joint from the ladders alone, positive on real cells.
    ``ranks`` (pairs, rows): rank of each row, rising; padded rows carry ``PADDING``.
    ``columns`` (pairs,): how many columns are real. ``steepest``: the most that ladders alone may make the log
    probability change from one column to the next.
    """
    increments = np.clip(np.diff(np.log(np.maximum(base, 1e-300)), axis=2), -steepest, steepest)
    increments = _never_falling(increments, ranks, ranks < PADDING)
    increments = _pulled(increments, ranks, pulls)
    increments = _around_flats(increments, ranks, pulls.flat)
    logits = np.concatenate([np.zeros((*base.shape[:2], 1)), np.cumsum(increments, axis=2)], axis=2)
    logits = np.where(_open_cells(ranks, columns, pulls, base.shape[2]), logits, -np.inf)
    weights = np.exp(logits - logits.max(axis=2, keepdims=True))
    return np.asarray(weights / weights.sum(axis=2, keepdims=True))


def transpose(conditional: Floats, row_weights: Floats) -> Floats:
    """P(row | column) from the same joint: ``row_weights`` (pairs, rows) are the rows' masses."""
    joint = conditional * row_weights[:, :, None]
    totals = joint.sum(axis=1, keepdims=True)
    return np.swapaxes(np.divide(joint, totals, out=np.zeros_like(joint), where=totals > 0), 1, 2)


def _never_falling(increments: Floats, ranks: Ints, among: Bools) -> Floats:
    """The midpoint of the least rising majorant and the greatest rising minorant along ranks, among some rows.

    Leaves increments that already rise untouched; rows of equal rank do not constrain one another.
    """
    # Isotonic regression by the supremum norm, as in ``placement.place``: no order is restored with smaller changes.
    chosen = among[:, :, None]
    upper = np.maximum(increments, _earlier(np.maximum, np.where(chosen, increments, -np.inf), ranks, -np.inf))
    lower = np.minimum(increments, _later(np.minimum, np.where(chosen, increments, np.inf), ranks, np.inf))
    return np.where(chosen, (upper + lower) / 2, increments)


def _pulled(increments: Floats, ranks: Ints, pulls: Pulls) -> Floats:
    """Increments after the links have spoken.

    A row that no link speaks of gives way to those around it that one does. A row that a link begins to speak of
    moves towards that link's answer, never away from it.
    """
    told = pulls.told & (ranks < PADDING)
    if not told.any():
        return increments
    push = _as_strong_as_neighbours(pulls.push, ranks)
    pushed = increments + push
    settled = _between(increments, pushed, ranks, told)
    pushed = np.where(push > 0, np.maximum(pushed, settled), np.where(push < 0, np.minimum(pushed, settled), settled))
    pushed = _never_falling(pushed, ranks, told)
    return np.where(told[:, :, None], pushed, _between(settled, pushed, ranks, told))


def _as_strong_as_neighbours(push: Floats, ranks: Ints) -> Floats:
    """What pushes a rank upwards pushes those above it at least as much, what pushes one downwards those below it.

    Where they are pushed the same way at all: so links that are in order but not equally sure do not pull at one
    another.
    """
    up = np.maximum(push, _earlier(np.maximum, push, ranks, -np.inf))
    down = np.minimum(push, _later(np.minimum, push, ranks, np.inf))
    return np.where(push > 0, up, np.where(push < 0, down, push))


def _between(increments: Floats, pushed: Floats, ranks: Ints, told: Bools) -> Floats:
    """Increments kept between those of the told rows of lower and of higher rank."""
    chosen = told[:, :, None]
    least = _earlier(np.maximum, np.where(chosen, pushed, -np.inf), ranks, -np.inf)
    most = _later(np.minimum, np.where(chosen, pushed, np.inf), ranks, np.inf)
    crossed = least > most
    middle = np.add(least, most, out=np.zeros_like(least), where=crossed) / 2
    return np.where(crossed, middle, np.clip(increments, least, most))


def _around_flats(increments: Floats, ranks: Ints, flat: Bools) -> Floats:
    """Set flat increments to 0 and keep the order around them: none below is positive, none above negative."""
    if not flat.any():
        return increments
    above_flat = _earlier(np.maximum, flat.astype(float), ranks, 0.0) > 0
    below_flat = _later(np.maximum, flat.astype(float), ranks, 0.0) > 0
    result = np.where(above_flat, np.maximum(increments, 0.0), increments)
    result = np.where(below_flat, np.minimum(result, 0.0), result)
    return np.where(flat, 0.0, result)


def _open_cells(ranks: Ints, columns: Ints, pulls: Pulls, width: int) -> Bools:
    """Cells that fixed rows leave open: their own targets, and for other rows what lies between."""
    number = np.arange(width)
    real = np.broadcast_to(number < columns[:, None, None], (*ranks.shape, width))
    if not pulls.fixed.any():
        return real
    lows = np.where(pulls.allowed, number, np.inf).min(axis=2)
    highs = np.where(pulls.allowed, number, -np.inf).max(axis=2)
    floor = _earlier(np.maximum, np.where(pulls.fixed, lows, -np.inf), ranks, -np.inf)
    ceiling = _later(np.minimum, np.where(pulls.fixed, highs, np.inf), ranks, np.inf)
    # What a source gives to a level is not also below or above the ladder.
    first_taken = np.where(pulls.fixed & (lows > 0), lows, np.inf).min(axis=1)
    last_taken = np.where(pulls.fixed & (highs < columns[:, None] - 1), highs, -np.inf).max(axis=1)
    top = (ranks < PADDING).sum(axis=1) - 1
    pairs = np.arange(len(ranks))
    ceiling[:, 0] = np.minimum(ceiling[:, 0], first_taken - 1)
    floor[pairs, top] = np.maximum(floor[pairs, top], last_taken + 1)
    crossed = floor > ceiling
    floor, ceiling = np.where(crossed, -np.inf, floor), np.where(crossed, np.inf, ceiling)
    between = (number >= floor[:, :, None]) & (number <= ceiling[:, :, None])
    return np.where(pulls.fixed[:, :, None], pulls.allowed, between) & real


def _earlier(extreme: np.ufunc, values: Floats, ranks: Ints, start: float) -> Floats:
    """For each row, the extreme over all rows of strictly lower rank (``start`` where there are none)."""
    result = np.empty_like(values)
    earlier = np.full(values[:, 0].shape, start)
    here = earlier.copy()
    for row in range(values.shape[1]):
        if row:
            changed = ranks[:, row] != ranks[:, row - 1]
            changed = changed.reshape(changed.shape + (1,) * (earlier.ndim - 1))
            earlier = np.where(changed, extreme(earlier, here), earlier)
            here = np.where(changed, start, here)
        here = extreme(here, values[:, row])
        result[:, row] = earlier
    return result


def _later(extreme: np.ufunc, values: Floats, ranks: Ints, start: float) -> Floats:
    """The same over all rows of strictly higher rank."""
    return _earlier(extreme, values[:, ::-1], ranks[:, ::-1], start)[:, ::-1]
