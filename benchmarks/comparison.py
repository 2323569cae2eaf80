"""What a comparison is, and how two things are timed in one run: in processor time, which other work hardly changes."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5


@dataclass(frozen=True)
class Comparison:
    """What was measured, seconds of processor time for both, and how many times the reference it may take."""

    name: str
    ours: float
    reference: float
    limit: float

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the reference."""
        return self.ours / self.reference

    @property
    def fails(self) -> bool:
        """Over the limit by more than a third; by less, it is only said."""
        return self.ratio > self.limit * 4 / 3

    def __str__(self) -> str:
        """The line that is printed."""
        verdict = "TOO SLOW" if self.fails else "over its limit" if self.ratio > self.limit else "ok"
        seconds = f"{self.ours * 1000:7.1f} ms / {self.reference * 1000:7.1f} ms"
        return f"{self.name:47} {seconds} = {self.ratio:5.2f} (limit {self.limit:g}) {verdict}"


def compare(
    name: str, ours: Callable[[], object], reference: Callable[[], object], limit: float, rounds: int = ROUNDS
) -> Comparison:
    """Run both in turn, so that a busy machine disturbs both alike, and keep the least disturbed run of each."""
    ours()
    reference()
    taken = [(timed(ours), timed(reference)) for _ in range(rounds)]
    return Comparison(name, min(a for a, _ in taken), min(b for _, b in taken), limit)


def timed(action: Callable[[], object]) -> float:
    """The seconds of processor time that an action takes, with the processes that it starts and waits for."""
    start = _processor_seconds()
    action()
    return _processor_seconds() - start


def _processor_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
