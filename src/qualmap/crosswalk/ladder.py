"""Frameworks as the engine sees them: rungs, what is seen on them, and their shares of the wall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from qualmap.crosswalk.descriptors import Reading, seen_in_descriptors
from qualmap.crosswalk.link_views import View
from qualmap.crosswalk.placement import Floats, Ints, Placement, Rungs, place, printed_heights, shares, wall
from qualmap.records import Anchor, Assumptions, Framework, Parameters, QualificationType

LINK_SPREAD = 0.3
"""Standard deviation of a level's height within the scale level that it is linked to; a uniform one has 12 ** -0.5."""


@dataclass(frozen=True)
class Ladder:
    """A framework's numeric view.

    ``rung`` (levels,): each level's rung, from 0. ``grids``: the shares of the grids that it may have been cut to.
    ``mean`` and ``variance`` (rungs,): heights, over the grids. ``by_types`` and ``by_all``: shares of the wall, shape
    (levels + 2, cells), from award types alone and with links to the scale. ``known_by_types`` and
    ``known_by_all``: whether there is any such evidence. ``by_descriptors``: whether, for want of typed awards, it is
    that of descriptors.
    """

    framework: Framework
    rung: Ints
    grids: Floats
    mean: Floats
    variance: Floats
    by_types: Floats
    by_all: Floats
    known_by_types: bool
    known_by_all: bool
    by_descriptors: bool

    @property
    def size(self) -> int:
        """How many levels."""
        return len(self.rung)


def rungs_of(framework: Framework) -> Ints:
    """Each level's rung, from 0, in the order of ``codes``."""
    return np.array(framework.ranks, np.int64) - 1


class TypedAward(NamedTuple):
    """An award on a rung, its generic type, and how far to trust that it stands there."""

    rung: int
    type: str
    trust: float


def award_types(
    framework: Framework, type_of: Callable[[QualificationType], str | None], assumed: Assumptions
) -> list[TypedAward]:
    """Every award that has a rung and a generic type."""
    rung = {code: rank - 1 for code, rank in zip(framework.codes, framework.ranks, strict=True)}
    found = []
    for award in framework.qualification_types:
        generic = type_of(award)
        if generic is not None:
            trust = assumed[f"verification-{framework.source_of(award.source).verification}"]
            found += [TypedAward(rung[code], generic, trust) for code in award.levels]
    return found


class Sighting(NamedTuple):
    """Something seen on a rung: a height, and its variance."""

    rung: int
    height: float
    variance: float


@dataclass(frozen=True)
class Awards:
    """The typed awards of many ladders, side by side: arrays that run in parallel.

    ``kind`` counts the types of ``kinds``. ``reach``: the variance of the rungs on which the ladder has the award's
    type, in levels if a rung is about a level: an award type that spans rungs says little about each.
    """

    kinds: tuple[str, ...]
    ladder: Ints
    rung: Ints
    kind: Ints
    trust: Floats
    reach: Floats

    @classmethod
    def of(cls, kinds: Sequence[str], awards: Iterable[Sequence[TypedAward]]) -> Awards:
        """The awards of some ladders, in their order."""
        number = {kind: at for at, kind in enumerate(kinds)}
        rows: list[tuple[int, int, int, float, float]] = []
        for at, its in enumerate(awards):
            rungs: dict[str, set[int]] = {}
            for award in its:
                rungs.setdefault(award.type, set()).add(award.rung)
            reach = {kind: float(np.var(list(found))) for kind, found in rungs.items()}
            rows += [(at, award.rung, number[award.type], award.trust, reach[award.type]) for award in its]
        # Rows become columns, since numpy averages all awards of all ladders at once; without rows zip gives nothing.
        ladder, rung, kind, trust, reaches = zip(*rows, strict=True) if rows else ((),) * 5
        ladder_, rung_, kind_ = (np.array(column, np.int64) for column in (ladder, rung, kind))
        return cls(tuple(kinds), ladder_, rung_, kind_, np.array(trust, float), np.array(reaches, float))


def anchor_arrays(kinds: Sequence[str], anchors: Iterable[Anchor]) -> tuple[Floats, Floats]:
    """Mean and variance of each type's height, shape (1, kinds); nan without an anchor."""
    known = {anchor.type: anchor for anchor in anchors}
    pairs = [(known[kind].mean, known[kind].variance) if kind in known else (np.nan, np.nan) for kind in kinds]
    return np.array([pairs])[..., 0], np.array([pairs])[..., 1]


def seen_by_types(
    awards: Awards, mean: Floats, variance: Floats, correlation: Floats | float, shape: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Height and precision seen on each rung from the award types that stand there, ``shape`` (ladders, rungs).

    ``mean`` and ``variance`` of the types: one row for all ladders, or a row each. Several awards on a rung are
    averaged by precision and count as partly one witness; types that stand apart elsewhere widen the sighting, and so
    does a type that this ladder has on several rungs (``Awards.reach``).
    """
    row = awards.ladder if len(mean) > 1 else np.zeros_like(awards.ladder)
    seen = mean[row, awards.kind]
    spread = variance[row, awards.kind] + 1 - awards.trust + awards.reach
    known = ~np.isnan(seen)
    at = (awards.ladder * shape[1] + awards.rung)[known]
    seen, weight = seen[known], 1 / spread[known]

    def total(values: Floats) -> Floats:
        return np.asarray(np.bincount(at, values, minlength=shape[0] * shape[1]).reshape(shape), float)

    # Means weighted by precision. n witnesses correlated by r are worth n / (1 + r (n - 1)): the design effect of
    # Kish, Survey Sampling, 1965. ``apart`` is Cochran's Q, by which witnesses that contradict one another lose weight.
    precision, count = total(weight), total(np.ones_like(weight))
    some = np.maximum(precision, 1e-300)
    height = total(weight * seen) / some
    apart = total(weight * (seen - height.ravel()[at]) ** 2)
    correlated = 1 + _column(correlation) * np.maximum(count - 1, 0) + apart
    return height, precision / correlated


def _column(value: Floats | float) -> Floats:
    return np.asarray(value)[..., None]


def seen_by_links(view: View, rung: Ints, heights: Floats, variances: Floats) -> list[Sighting]:
    """Heights seen on each rung from a table, given the heights of its destination's levels.

    A link's variance grows as its reliability falls: an unreliable link says little about height.
    """
    found = []
    for at in np.flatnonzero(view.reliability > 0):
        low, high = view.low[at] - 1, view.high[at] - 1
        if low < 0 or high >= len(heights):
            continue
        trust = view.reliability[at]
        half_width = (heights[high] - heights[low]) / 2
        spread = (LINK_SPREAD + half_width) ** 2 / trust + (1 - trust) + variances[low : high + 1].mean()
        found.append(Sighting(int(rung[at]), (heights[low] + heights[high]) / 2, float(spread)))
    return found


def and_also(height: Floats, precision: Floats, seen: Sequence[Sequence[Sighting]]) -> tuple[Floats, Floats]:
    """Height and precision per rung with further sightings of each ladder: means weighted by precision."""
    total, weight = height * precision, precision.copy()
    for ladder, sightings in enumerate(seen):
        for rung, at, spread in sightings:
            total[ladder, rung] += at / spread
            weight[ladder, rung] += 1 / spread
    return total / np.maximum(weight, 1e-300), weight


def with_descriptors(
    height: Floats, precision: Floats, described: Floats, spread: float
) -> tuple[Floats, Floats, Floats]:
    """Height, precision and leaning per rung with what descriptors show, (ladders, rungs) each.

    ``described`` is nan without any. They speak only for ladders without typed awards: where awards stand, they made
    held-out predictions no better (docs/ablation.md).
    """
    silent = ~(precision.sum(axis=1, keepdims=True) > 0)
    extra = np.where(silent & ~np.isnan(described), 1 / spread**2, 0.0)
    return np.where(extra > 0, described, height), precision + extra, (extra > 0).astype(float)


def described(frameworks: Sequence[Framework], measure: Reading, most: int) -> Floats:
    """The heights that descriptors show, (ladders, rungs)."""
    return np.array([seen_in_descriptors(framework, measure, most) for framework in frameworks])


def bare_rungs(frameworks: Sequence[Framework], weights: Floats, top: int) -> Rungs:
    """Ladders on which nothing is seen yet; ``weights``: how likely it is that their printed numbers are heights."""
    count = np.array([max(framework.ranks) for framework in frameworks])
    printed = np.full((len(frameworks), int(count.max())), np.nan)
    for row, framework in enumerate(frameworks):
        heights = printed_heights(framework, top)
        if heights is not None:
            printed[row, : len(heights)] = heights
    nothing = np.zeros(printed.shape)
    return Rungs(count, printed, weights, nothing, nothing, nothing)


def build_ladders(
    frameworks: Sequence[Framework],
    rungs: Rungs,
    links: Sequence[Sequence[Sighting]],
    parameters: Parameters,
    assumed: Assumptions,
    top: int,
) -> list[Ladder]:
    """The numeric view of frameworks; ``rungs`` holds what award types show, ``links`` what links do."""
    typed = place(rungs, parameters, assumed, top)
    height, precision = and_also(rungs.height, rungs.precision, links)
    leaning = rungs.leaning * rungs.precision / np.maximum(precision, 1e-300)
    placed = place(replace(rungs, height=height, precision=precision, leaning=leaning), parameters, assumed, top)
    by_types, by_all = (shares(placement, wall(top)) for placement in (typed, placed))
    known_by_types, known_by_all = rungs.precision.sum(axis=1) > 0, precision.sum(axis=1) > 0
    ladders = []
    for row, framework in enumerate(frameworks):
        rung, mean, variance = rungs_of(framework), *_over_grids(placed, row)
        own = _by_level(by_types[row], rung)
        everything = _by_level(by_all[row], rung) if links[row] else own
        known = bool(known_by_types[row]), bool(known_by_all[row]), bool(rungs.leaning[row].any())
        ladders.append(Ladder(framework, rung, placed.share[row], mean, variance, own, everything, *known))
    return ladders


def scale_ladder(framework: Framework, top: int) -> Ladder:
    """The scale framework itself: each level fills its own part of the wall."""
    edges = wall(top)
    middle = (edges[1:] + edges[:-1]) / 2
    level = np.clip(np.rint(middle), 0, top + 1).astype(int)
    own = (level == np.arange(top + 2)[:, None]) * np.diff(edges)
    rung, heights = rungs_of(framework), np.arange(1.0, top + 1)
    return Ladder(framework, rung, np.array([0.0, 1.0]), heights, np.zeros(top), own, own, True, True, False)


def _over_grids(placement: Placement, row: int) -> tuple[Floats, Floats]:
    count, share = placement.count[row], placement.share[row]
    return share @ placement.mean[row, :, :count], share @ placement.variance[row, :, :count]


def _by_level(by_rung: Floats, rung: Ints) -> Floats:
    """Shares per level: levels that share a rung share its mass equally."""
    above = int(rung.max()) + 2
    return np.concatenate(
        [by_rung[:1], by_rung[rung + 1] / np.bincount(rung)[rung][:, None], by_rung[above : above + 1]]
    )
