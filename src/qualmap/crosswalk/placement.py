"""Where the rungs of one ladder stand on the wall: levels on the scale framework's own axis.

A rung's height is a Gaussian: a smooth prior over the ladder, updated by what is seen on its rungs
(types of award with the height they have elsewhere, and links to the scale). Two priors compete,
and the evidence chooses: *printed*, the ladder was cut to the scale's own grid so that its printed
numbers are heights; and *free*, it was cut to nothing we know. See docs/method.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualmap.records import Framework, Parameters

Floats = NDArray[np.float64]

_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
_CODE = re.compile(r"(?P<arabic>\d+(\.5)?)|(?P<roman>[IVX]+)")
_JITTER = 1e-6


@dataclass(frozen=True)
class Sightings:
    """What is seen on the rungs of one ladder: observed heights with their variances.

    ``rung`` counts distinct ranks from 0; the three arrays run in parallel.
    """

    rung: NDArray[np.int64]
    height: Floats
    variance: Floats

    def __len__(self) -> int:
        return len(self.rung)

    def and_also(self, other: Sightings) -> Sightings:
        """These sightings and others of the same ladder."""
        return Sightings(
            np.concatenate([self.rung, other.rung]),
            np.concatenate([self.height, other.height]),
            np.concatenate([self.variance, other.variance]),
        )


NOTHING_SEEN = Sightings(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))


@dataclass(frozen=True)
class Placement:
    """Heights of a ladder's rungs: one Gaussian per rung under each prior, and the priors' shares.

    Shapes: ``share`` (priors,), ``mean`` and ``variance`` (priors, rungs).
    """

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
    return float(_ROMAN[match["roman"]]) if match["roman"] in _ROMAN else None


def printed_heights(framework: Framework, top: int) -> Floats | None:
    """The printed number of every rung, if all have one, they rise, and the scale has them all."""
    numbers: dict[int, float] = {}
    for level in framework.levels:
        number = printed_number(level.code)
        if number is None or number > top:
            return None
        numbers.setdefault(level.rank, number)
    heights = np.array([numbers[rank] for rank in sorted(numbers)])
    return heights if len(heights) and bool((np.diff(heights) >= 0).all()) else None


def place(
    rungs: int, printed: Floats | None, seen: Sightings, parameters: Parameters, top: int, printed_weight: float
) -> Placement:
    """Posterior heights of a ladder's rungs, given what is seen on them.

    Method: Gaussian conditioning under each prior; shares by marginal likelihood (Bayes).
    """
    rank = np.arange(rungs, dtype=float)
    nearness = np.exp(-np.abs(rank[:, None] - rank[None, :]) / parameters.smoothness)
    stretch = (rank - (rungs - 1) / 2) / max(rungs - 1, 1)
    centre = (top + 1) / 2
    priors: list[tuple[float, Floats, Floats]] = [
        (
            1.0 if printed is None else 1.0 - printed_weight,
            centre + stretch * (top - 1),
            parameters.free_offset**2
            + parameters.free_stretch**2 * np.outer(stretch, stretch)
            + parameters.free_spread**2 * nearness,
        )
    ]
    if printed is not None:
        priors.append((printed_weight, printed, parameters.printed_spread**2 * nearness))
    logs, means, variances = [], [], []
    for weight, mean, covariance in priors:
        prior = covariance + _JITTER * np.eye(rungs)
        at = seen.rung
        gram = prior[np.ix_(at, at)] + np.diag(seen.variance)
        gain = np.linalg.solve(gram, prior[at, :]).T if len(seen) else np.zeros((rungs, 0))
        surprise = seen.height - mean[at]
        fit = (
            -0.5 * (surprise @ np.linalg.solve(gram, surprise) + np.linalg.slogdet(2 * np.pi * gram)[1])
            if len(seen)
            else 0.0
        )
        posterior = np.minimum(mean + gain @ surprise, top)  # nothing stands above the scale's highest rung
        logs.append(np.log(weight) + fit)
        means.append((np.maximum.accumulate(posterior) + np.minimum.accumulate(posterior[::-1])[::-1]) / 2)
        variances.append(np.maximum(np.diag(prior) - np.einsum("ij,ji->i", gain, prior[at, :]), _JITTER))
    share = np.exp(np.array(logs) - max(logs))
    return Placement(share / share.sum(), np.array(means), np.array(variances))


def exact(rungs: int) -> Placement:
    """The placement of the scale framework itself: rung k at height k."""
    heights = np.arange(1.0, rungs + 1.0)[None, :]
    return Placement(np.ones(1), heights, np.full_like(heights, _JITTER))


# -- from heights to shares of the wall ---------------------------------------------------------

STEP = 0.05
MARGIN = 2.0
_STRAY = 1e-3
_STRAY_BLUR = 0.6
_SD_TO_LOGISTIC = 3**0.5 / np.pi


def wall(top: int) -> Floats:
    """The points of the scale at which shares are computed: from below the lowest rung to above the highest."""
    return np.arange(0.5 - MARGIN, top + 0.5 + MARGIN + STEP / 2, STEP)


def shares(placement: Placement, points: Floats, blur: float) -> Floats:
    """For each point of the wall, how likely an award there belongs below the ladder, on each rung, or above.

    Shape (rungs + 2, points); columns sum to 1.

    An ordered logistic model: the rungs' borders lie midway between neighbouring heights. A small
    share of a wider common blur keeps every value positive, so that ratios stay meaningful.
    """
    total = np.zeros((placement.mean.shape[1] + 2, len(points)))
    for share, mean, variance in zip(placement.share, placement.mean, placement.variance, strict=True):
        gaps = np.diff(mean)
        first, last = (gaps[0], gaps[-1]) if len(gaps) else (1.0, 1.0)
        low, high = mean[0] - max(first, 0.5) / 2, mean[-1] + max(last, 0.5) / 2
        borders = np.concatenate([[low], (mean[1:] + mean[:-1]) / 2, [high]])
        spread = np.concatenate([variance[:1], (variance[1:] + variance[:-1]) / 2, variance[-1:]])
        sharp = _SD_TO_LOGISTIC * np.sqrt(blur**2 + spread)
        over = _logistic((points[None, :] - borders[:, None]) / sharp[:, None])
        over = np.minimum.accumulate(over, axis=0)
        ones, zeros = np.ones((1, len(points))), np.zeros((1, len(points)))
        own = -np.diff(np.concatenate([ones, over, zeros]), axis=0)
        total += share * ((1 - _STRAY) * own + _STRAY * _ordered_logistic(borders, points))
    return total


def _ordered_logistic(borders: Floats, points: Floats) -> Floats:
    """Shares with one common blur, computed without cancellation, so never zero in the tails."""
    spaced = np.maximum.accumulate(borders + 1e-4 * np.arange(len(borders)))
    z = (points[None, :] - spaced[:, None]) / _STRAY_BLUR
    over, under = _logistic(z), _logistic(-z)
    middle = over[:-1] * under[1:] * -np.expm1(-(spaced[1:] - spaced[:-1])[:, None] / _STRAY_BLUR)
    return np.concatenate([under[:1], middle, over[-1:]])


def _logistic(z: Floats) -> Floats:
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)
