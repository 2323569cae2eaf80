"""What a comparison is, and how two things are timed in one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9


@dataclass(frozen=True)
class Comparison:
    """What was measured, the two medians in seconds, and how many times the reference it may take."""

    name: str
    ours: float
    reference: float
    limit: float

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the reference."""
        return self.ours / self.reference


def compare(
    name: str, ours: Callable[[], object], reference: Callable[[], object], limit: float, rounds: int = ROUNDS
) -> Comparison:
    """Run both in turn, so that a busy machine disturbs both alike, and keep the least disturbed run of each."""
    ours()
    reference()
    taken = [(timed(ours), timed(reference)) for _ in range(rounds)]
    return Comparison(name, min(a for a, _ in taken), min(b for _, b in taken), limit)


def timed(action: Callable[[], object]) -> float:
    """The seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
