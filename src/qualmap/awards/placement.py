"""Where an award of a kind stands on the scale: a normal distribution cut into levels, moved by what is known of it.

The place and spread of each kind, and what years and access rights are worth, are a record that is fitted on statements
of recognition bodies and drawn towards official placements (``crosswalks/model/award-placement.yaml``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qualmap.records.placement import AwardPlacement, KindPlace

Floats = NDArray[np.float64]
FACTS = ("years-school", "years-short", "years-degree", "opens", "closed")
"""What moves an award: years beyond what its kind usually takes; whether it opens degrees, as recorded, or not."""
_FAR = 2.0
"""More years beyond the usual ones than this say no more."""


class Known(NamedTuple):
    """What is known of an award: its kinds with their probabilities, its years, whether it opens a first degree."""

    kinds: Mapping[str, float]
    years: float | None = None
    opens: bool | None = None


def facts_of(place: KindPlace, years: float | None, opens: bool | None) -> tuple[float, ...]:
    """The facts of an award of a kind, in the order of ``FACTS``; 0 where nothing is known."""
    beyond = 0.0 if years is None or place.years is None else max(-_FAR, min(years - place.years, _FAR))
    sizes = [beyond * (place.group == group) for group in ("school", "short", "degree")]
    school = place.group == "school"
    return (*sizes, float(school and opens is True), float(school and opens is False))


def levels_of(mean: Floats, spread: Floats, top: int, stray: float) -> Floats:
    """P(level) of normal distributions by density at each level, (awards, levels); ``stray`` is spread evenly."""
    levels = np.arange(1, top + 1)
    logs = -((levels - mean[:, None]) ** 2) / (2 * spread[:, None] ** 2)
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return np.asarray((1 - stray) * shares + stray / top)


def placed(model: AwardPlacement, known: Known, top: int) -> Floats | None:
    """P(below, each level, above) on the scale by kind alone; None where no kind has a place."""
    found = [(model.place_of[kind], share) for kind, share in known.kinds.items() if kind in model.place_of]
    if not found:
        return None
    shift = [model.shift.get(name, 0.0) for name in FACTS]
    moved = [_dot(shift, facts_of(place, known.years, known.opens)) for place, _ in found]
    spread = np.array([place.spread for place, _ in found])
    mean = np.array([place.mean for place, _ in found]) + spread * np.array(moved)
    share = np.array([share for _, share in found])
    levels = share @ levels_of(mean, spread, top, model.assumed["stray"]) / share.sum()
    return np.concatenate([[0.0], levels, [0.0]])


def alike(model: AwardPlacement, one: str | None, other: str | None) -> float:
    """How alike two kinds stand on the scale: 1 for the same kind, else the overlap of their places (Bhattacharyya)."""
    if one is None or other is None:
        return 0.0
    if one == other:
        return 1.0
    a, b = model.place_of.get(one), model.place_of.get(other)
    if a is None or b is None or a.group != b.group:
        return 0.0
    both = a.spread**2 + b.spread**2
    overlap = np.sqrt(2 * a.spread * b.spread / both) * np.exp(-((a.mean - b.mean) ** 2) / (4 * both))
    return float(overlap)


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
