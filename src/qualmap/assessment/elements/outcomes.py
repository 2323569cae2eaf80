"""Learning outcomes: how fine the grain is at which they are known. Machines do not compare them; officers do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from qualmap.assessment.case import Case
from qualmap.assessment.elements.verdict import Verdict
from qualmap.assessment.origin import Standing
from qualmap.records.phrases import plain

Grain = Literal["unit", "programme", "qualification", "framework", "none"]
_FINEST: tuple[Grain, ...] = ("unit", "programme", "qualification")


def grain_of(case: Case, places: Sequence[Standing]) -> Grain:
    """The finest grain at which the award's learning outcomes are known."""
    stated = {outcome.grain for outcome in case.award.outcomes}
    for grain in _FINEST:
        if grain in stated:
            return grain
    described = any(
        level.descriptors for place in places for level in place.framework.levels if level.code == place.level
    )
    return "framework" if described else "none"


def outcomes_verdict(grain: Grain) -> Verdict:
    """Unknown until an officer has compared them: a level's descriptors say nothing of one programme."""
    return Verdict("unknown", (plain(f"outcomes-grain-{grain}"),))
