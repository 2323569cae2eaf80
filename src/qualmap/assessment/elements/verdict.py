"""A verdict on one element, how severe it is, and how several become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualmap.assessment.model import Cited
from qualmap.records import Reason
from qualmap.records.award import Difference

SEVERITY: dict[Difference, int] = {
    "none": 0,
    "unknown": 0,
    "non-substantial": 1,
    "potentially-substantial": 2,
    "substantial": 3,
}
"""How much a difference counts against a holder. What is unknown does not."""
PREFERENCE: tuple[Difference, ...] = ("none", "unknown", "non-substantial", "potentially-substantial", "substantial")
"""What is best for the holder first."""


@dataclass(frozen=True)
class Verdict:
    """A difference and why. ``confidence``: a calibrated probability and its basis, where there is one.

    ``likely``: of an unknown difference, what it would be if the reading of the award is right; None: nothing is known.
    """

    difference: Difference
    reasons: tuple[Reason, ...]
    confidence: tuple[float | None, str | None] = (None, None)
    cited: tuple[Cited, ...] = ()
    likely: Difference | None = None


def mildest(verdicts: Iterable[Verdict]) -> Verdict:
    """Of several possibilities the one that is best for the holder; the first where several are."""
    return min(verdicts, key=lambda verdict: PREFERENCE.index(verdict.difference))
