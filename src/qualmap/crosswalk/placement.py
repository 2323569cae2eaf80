"""Where the rungs of ladders stand on the wall: heights in levels of the scale framework.

A rung's height is a Gaussian: a smooth prior over the ladder, updated by what is seen on its rungs
(types of award with the height they have elsewhere, descriptors, and links to the scale). Two priors, the *grids*
that a ladder may have been cut to, compete, and the evidence chooses: *steps*, its rungs climb about one level each,
counted down from the top of the scale; *printed*, its printed numbers are heights. See docs/method.md.

Arrays hold many ladders at once, padded to a common number of rungs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualmap.records import Assumptions, Framework, Parameters

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GRIDS = ("steps", "printed")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_CODE = re.compile(r"(?P<arabic>\d+(\.5)?)|(?P<roman>[IVX]+)")
_JITTER = 1e-6


@dataclass(frozen=True)
class Rungs:
    """What is known of many ladders before they are placed.

    ``count`` (ladders,): rungs. ``printed`` (ladders, rungs): heights that the level codes print, nan on ladders
    without. ``printed_weight`` (ladders,): how likely it is beforehand that those are heights. ``height`` and
    ``precision`` (ladders, rungs): what is seen on each rung; precision 0 where nothing is. ``leaning`` (ladders,
    rungs): how much of that is due to descriptors, whose errors a ladder's rungs share.
    """

    count: Ints
    printed: Floats
    printed_weight: Floats
    height: Floats
    precision: Floats
    leaning: Floats


@dataclass(frozen=True)
class Placement:
    """Heights of ladders' rungs: one Gaussian per grid and rung, and the grids' shares.

    Shapes: ``count`` (ladders,), ``share`` (ladders, grids), ``mean`` and ``variance`` (ladders, grids, rungs).
    """

    count: Ints
    share: Floats
    mean: Floats
    variance: Floats


def printed_number(code: str) -> float | None:
    """The number that a level code prints (Roman or Arabic), or None."""
    match = _CODE.match(code)
    if match is None:
        return None
    if match["arabic"]:
        return float(match["arabic"])
    return float(_ROMAN.index(match["roman"]) + 1) if match["roman"] in _ROMAN else None


def printed_heights(framework: Framework, top: int) -> Floats | None:
    """The printed number of every rung, if they rise and the scale has them all.

    Rungs without a number below the first that has one (an entry level) count down from it, one level each.
    """
    numbers: dict[int, float | None] = {}
    for level in framework.levels:
        numbers.setdefault(level.rank, printed_number(level.code))
    found = [numbers[rank] for rank in sorted(numbers)]
    unnumbered = next((at for at, number in enumerate(found) if number is not None), len(found))
    rest = [number for number in found[unnumbered:] if number is not None and number <= top]
    if not rest or len(rest) < len(found) - unnumbered or any(np.diff(rest) < 0):
        return None
    return np.array([rest[0] - below for below in range(unnumbered, 0, -1)] + rest)


def _each(value: Floats | float, dimensions: int) -> Floats:
    """A number, or one per ladder, ready to multiply arrays of that many further dimensions."""
    return np.asarray(value)[(..., *[None] * dimensions)]


def _priors(rungs: Rungs, parameters: Parameters, assumed: Assumptions, top: int) -> tuple[Floats, Floats, Floats]:
    """Weight, mean and covariance of every ladder's heights under each grid."""
    # Errors that add up from the top, one independent error a step, are a random walk: two rungs share the errors of
    # the fewer steps, so their covariance is the lesser of the two counts of steps.
    ladders, most = rungs.printed.shape
    from_top = np.maximum(rungs.count[:, None] - 1.0 - np.arange(most), 0)
    shared = np.minimum(from_top[:, :, None], from_top[:, None, :])
    printed = np.where(np.isnan(rungs.printed[:, 0]), 0.0, rungs.printed_weight)
    weight = np.stack([1 - printed, printed], axis=1)
    mean = np.stack([top - from_top, np.nan_to_num(rungs.printed)], axis=1)
    covariance = np.empty((ladders, len(GRIDS), most, most))
    covariance[:, 0] = assumed["steps-offset"] ** 2 + _each(parameters.steps_spread, 2) ** 2 * shared
    covariance[:, 1] = assumed["printed-spread"] ** 2 * np.eye(most)
    return weight, mean, covariance + _JITTER * np.eye(most)


def place(rungs: Rungs, parameters: Parameters, assumed: Assumptions, top: int) -> Placement:
    """Posterior heights, given what is seen.

    Method: Gaussian conditioning under each grid; shares by marginal likelihood (Bayes). Where heights fall from one
    rung to the next they are levelled, by the mean of the running maximum and the running minimum.
    """
    # Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006 (http://www.gaussianprocess.org/gpml/):
    # algorithm 2.1, with their B = I + W^½ K W^½ (equation 3.26), which needs no variance where nothing is seen.
    weight, mean, covariance = _priors(rungs, parameters, assumed, top)
    most = mean.shape[2]
    root = np.sqrt(rungs.precision)[:, None, :]
    gain = root[..., :, None] * covariance
    bias = parameters.descriptor_bias * rungs.leaning
    shared = (bias[:, :, None] * bias[:, None, :])[:, None]
    factor = np.linalg.cholesky(np.eye(most) + root[..., :, None] * (covariance + shared) * root[..., None, :])
    surprise = (rungs.height[:, None, :] - mean) * root
    whitened = np.linalg.solve(factor, np.concatenate([surprise[..., None], gain], axis=3))
    missed, spread = whitened[..., :1], whitened[..., 1:]
    halved = 0.5 * (missed[..., 0] ** 2).sum(axis=2) + np.log(np.diagonal(factor, axis1=2, axis2=3)).sum(axis=2)
    with np.errstate(divide="ignore"):
        logs = np.log(weight) - halved
    share = np.exp(logs - logs.max(axis=1, keepdims=True))
    posterior = mean + (spread * missed).sum(axis=2)
    variance = np.maximum(np.diagonal(covariance, axis1=2, axis2=3) - (spread**2).sum(axis=2), _JITTER)
    real = np.arange(most) < rungs.count[:, None, None]
    posterior = np.minimum(posterior, top)  # nothing stands above the scale's highest rung
    # Of all sequences that never fall none keeps its greatest distance smaller: isotonic regression by the supremum
    # norm (Stout, Strict L-infinity isotonic regression, J. Optimization Theory and Applications 152, 2012).
    rising = np.maximum.accumulate(posterior, axis=2)
    falling = np.minimum.accumulate(np.where(real, posterior, np.inf)[..., ::-1], axis=2)[..., ::-1]
    level = np.where(real, (rising + falling) / 2, 0.0)
    return Placement(rungs.count, share / share.sum(axis=1, keepdims=True), level, variance)


# -- from heights to shares of the wall ---------------------------------------------------------

CELL = 0.1
MARGIN = 2.0
_BLUR = 0.02
_STRAY = 1e-3
_STRAY_BLUR = 0.6
_SD_TO_LOGISTIC = 3**0.5 / np.pi
"""A logistic distribution of scale 1 has the standard deviation pi / 3 ** 0.5."""
_NOWHERE = 1e3


def wall(top: int) -> Floats:
    """The edges of the wall's cells: from below the lowest level of the scale to above the highest."""
    return np.linspace(0.5 - MARGIN, top + 0.5 + MARGIN, round((top + 2 * MARGIN) / CELL) + 1)


def scale_cells(top: int) -> Floats:
    """The edges of the scale's own levels, with ``below`` and ``above``."""
    return np.array([0.5 - MARGIN, *np.arange(0.5, top + 1), top + 0.5 + MARGIN])


def shares(placement: Placement, edges: Floats) -> Floats:
    """How likely an award in each cell of the wall belongs below the ladder, on each rung, or above.

    Shape (ladders, rungs + 2, cells), each value times the cell's width; the row after a ladder's last rung is
    ``above``, later ones are 0.

    An ordered logistic model (McCullagh, Regression models for ordinal data, 1980): the rungs' borders lie midway
    between neighbouring heights, blurred by how unsure they are. A small share of a wide common blur keeps every value
    positive, so that ratios stay meaningful.
    """
    border, spread = _borders(placement)
    over, under = _areas(border, _SD_TO_LOGISTIC * np.sqrt(_BLUR**2 + spread), edges)
    over, under = np.minimum.accumulate(over, axis=2), np.maximum.accumulate(under, axis=2)
    middle = (placement.share[..., None] * border).sum(axis=1)
    middle = np.maximum.accumulate(middle + 1e-4 * np.arange(middle.shape[1]), axis=1)
    strays = _areas(middle, np.full_like(middle, _STRAY_BLUR), edges)
    share = (1 - _STRAY) * placement.share
    over, under = (
        np.einsum("lg,lgbc->lbc", share, own) + _STRAY * stray for own, stray in zip((over, under), strays, strict=True)
    )
    width = np.broadcast_to(np.diff(edges), (len(over), 1, len(edges) - 1))
    over = np.concatenate([width, over, np.zeros_like(width)], axis=1)
    under = np.concatenate([np.zeros_like(width), under, width], axis=1)
    # The difference of the smaller two, so that far tails keep their digits.
    own = np.where(over[:, :-1] < under[:, :-1], -np.diff(over, axis=1), np.diff(under, axis=1))
    return np.maximum(own, 0.0)


def _borders(placement: Placement) -> tuple[Floats, Floats]:
    """Borders below, between and above the rungs of each ladder and grid, and their variances."""
    mean, variance, count = placement.mean, placement.variance, placement.count
    ladders, grids, most = mean.shape
    border, spread = np.full((ladders, grids, most + 1), _NOWHERE), np.ones((ladders, grids, most + 1))
    real = np.arange(1, most) < count[:, None, None]
    border[..., 1:most] = np.where(real, (mean[..., 1:] + mean[..., :-1]) / 2, _NOWHERE)
    spread[..., 1:most] = np.where(real, (variance[..., 1:] + variance[..., :-1]) / 2, 1.0)
    each, top = np.arange(ladders), count - 1
    alone = (count == 1)[:, None]  # a single rung reaches half a level either way
    first = np.where(alone, 1.0, mean[..., min(1, most - 1)] - mean[..., 0])
    last = np.where(alone, 1.0, mean[each, :, top] - mean[each, :, np.maximum(top - 1, 0)])
    border[..., 0] = mean[..., 0] - np.maximum(first, 0.5) / 2
    border[each, :, count] = mean[each, :, top] + np.maximum(last, 0.5) / 2
    spread[..., 0] = variance[..., 0]
    spread[each, :, count] = variance[each, :, top]
    return border, spread


def _areas(border: Floats, sharpness: Floats, edges: Floats) -> tuple[Floats, Floats]:
    """The integral over each cell of a logistic step up at each border, and of what is left of it."""
    # The integral of a logistic step is log(1 + exp(z)), written with -|z| so that no exponential overflows.
    z = (edges - border[..., None]) / sharpness[..., None]
    bend = np.log1p(np.exp(-np.abs(z)))
    up, down = np.maximum(z, 0) + bend, np.maximum(-z, 0) + bend
    return np.diff(sharpness[..., None] * up, axis=-1), -np.diff(sharpness[..., None] * down, axis=-1)
