"""What level descriptors say about height: their steps on our rubric, read against the scale's own.

A level's *reach* is the mean of its steps over the rubric's dimensions. The scale's levels give the reach of each
height; another ladder's level stands where the scale would have its reach, give or take ``descriptor_spread``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualmap.crosswalk.placement import Floats
from qualmap.records import Framework, Level

FEWEST = 2
"""A scale with fewer coded levels measures nothing."""


@dataclass(frozen=True)
class Reading:
    """The scale's levels as a measure: reach and height, both rising."""

    reach: Floats
    height: Floats

    def height_of(self, level: Level) -> float | None:
        """Where the scale has a level's reach; None for a level that is not coded, or if the scale is not.

        None too at the ends of the scale: what reaches no further than its lowest level may stand anywhere below it.
        """
        found = reach(level)
        if found is None or len(self.reach) < FEWEST or not self.reach[0] < found < self.reach[-1]:
            return None
        return float(np.interp(found, self.reach, self.height))


def reach(level: Level) -> float | None:
    """The mean step of a level's descriptors over the dimensions of the rubric."""
    coded = level.progression
    if coded is None:
        return None
    return (coded.knowledge + coded.skills + coded.autonomy + coded.context) / 4


def reading(scale: Framework) -> Reading:
    """The scale as a measure. Levels that reach no further than one below them are left out."""
    pairs: list[tuple[float, float]] = []
    for rank, level in zip(scale.ranks, scale.levels, strict=True):
        found = reach(level)
        if found is not None and (not pairs or found > pairs[-1][0]):
            pairs.append((found, float(rank)))
    return Reading(np.array([r for r, _ in pairs]), np.array([h for _, h in pairs]))


def seen_in_descriptors(framework: Framework, measure: Reading, rungs: int) -> Floats:
    """The height of every rung whose levels are coded, nan elsewhere; shape (rungs,)."""
    seen: list[list[float]] = [[] for _ in range(rungs)]
    for rank, level in zip(framework.ranks, framework.levels, strict=True):
        height = measure.height_of(level)
        if height is not None:
            seen[rank - 1].append(height)
    return np.array([np.mean(heights) if heights else np.nan for heights in seen])
