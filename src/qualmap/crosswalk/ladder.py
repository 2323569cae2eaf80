"""One framework as the engine sees it: rungs, what is seen on them, and its shares of the wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qualmap.crosswalk.evidence import View
from qualmap.crosswalk.placement import (
    Floats,
    Placement,
    Sightings,
    exact,
    place,
    printed_heights,
    shares,
    wall,
)
from qualmap.records import Anchor, Assumptions, Framework, Parameters, QualificationType

LINK_SPREAD = 0.3
"""Standard deviation of a level's height within the scale level that it is linked to: a uniform level's."""


@dataclass(frozen=True)
class Ladder:
    """A framework's numeric view.

    ``rung`` (levels,): each level's rung, from 0. ``by_types`` and ``by_all``: shares of the wall, shape
    (levels + 2, points), from award types alone and with links to the scale. ``known_by_types`` and
    ``known_by_all``: whether there is any such evidence.
    """

    framework: Framework
    rung: NDArray[np.int64]
    placement: Placement
    by_types: Floats
    by_all: Floats
    known_by_types: bool
    known_by_all: bool

    @property
    def size(self) -> int:
        """How many levels."""
        return len(self.rung)


def rungs_of(framework: Framework) -> NDArray[np.int64]:
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


def seen_by_types(awards: Sequence[TypedAward], anchors: Mapping[str, Anchor], correlation: float) -> Sightings:
    """Heights seen on each rung from the award types that stand there.

    Several types on one rung are averaged by precision; ``correlation`` says how far they are one witness, and
    types that stand at different heights elsewhere widen the sighting. An award that is not trusted to stand there
    may stand a level off.
    """
    by_rung: dict[int, list[tuple[float, float]]] = {}
    for award in awards:
        if award.type in anchors:
            anchor = anchors[award.type]
            by_rung.setdefault(award.rung, []).append((anchor.mean, anchor.variance + 1 - award.trust))
    rungs = sorted(by_rung)
    heights, variances = [], []
    for rung in rungs:
        means, spread = np.array(by_rung[rung]).T
        precision = 1 / spread
        height = precision @ means / precision.sum()
        disagreement = precision @ (means - height) ** 2 / precision.sum()
        heights.append(float(height))
        variances.append(float((1 + correlation * (len(precision) - 1)) / precision.sum() + disagreement))
    return Sightings(np.array(rungs, np.int64), np.array(heights), np.array(variances))


def seen_by_links(view: View, rung: NDArray[np.int64], heights: Floats, variances: Floats) -> Sightings:
    """Heights seen on each rung from a table, given the heights of its destination's levels.

    A link's variance grows as its reliability falls: an unreliable link says little about height.
    """
    rungs, seen, spread = [], [], []
    for at in np.flatnonzero(view.reliability > 0):
        low, high = view.low[at] - 1, view.high[at] - 1
        if low < 0 or high >= len(heights):
            continue
        trust = view.reliability[at]
        rungs.append(rung[at])
        seen.append((heights[low] + heights[high]) / 2)
        half_width = (heights[high] - heights[low]) / 2
        spread.append((LINK_SPREAD + half_width) ** 2 / trust + (1 - trust) + variances[low : high + 1].mean())
    return Sightings(np.array(rungs, np.int64), np.array(seen), np.array(spread))


def build_ladder(
    framework: Framework,
    types_seen: Sightings,
    links_seen: Sightings,
    parameters: Parameters,
    top: int,
    printed_weight: float,
    is_scale: bool = False,
) -> Ladder:
    """The numeric view of a framework, from what is seen on its rungs."""
    rung = rungs_of(framework)
    points = wall(top)
    if is_scale:
        placement = exact(len(rung))
        own = _by_level(shares(placement, points, parameters.blur), rung)
        return Ladder(framework, rung, placement, own, own, True, True)
    rungs = int(rung.max()) + 1
    printed = printed_heights(framework, top)
    typed = place(rungs, printed, types_seen, parameters, top, printed_weight)
    by_types = _by_level(shares(typed, points, parameters.blur), rung)
    if not len(links_seen):
        return Ladder(framework, rung, typed, by_types, by_types, len(types_seen) > 0, len(types_seen) > 0)
    placed = place(rungs, printed, types_seen.and_also(links_seen), parameters, top, printed_weight)
    by_all = _by_level(shares(placed, points, parameters.blur), rung)
    return Ladder(framework, rung, placed, by_types, by_all, len(types_seen) > 0, True)


def _by_level(by_rung: Floats, rung: NDArray[np.int64]) -> Floats:
    """Shares per level: levels that share a rung share its mass equally."""
    sharing = np.bincount(rung)[rung][:, None]
    return np.concatenate([by_rung[:1], by_rung[1:-1][rung] / sharing, by_rung[-1:]])
