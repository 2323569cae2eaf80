"""What a query from outside may cost: one table, read by the server, the command line and the manual."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

MIB = 1024 * 1024


def _limit(default: int, unit: str, meaning: str) -> Any:
    return field(default=default, metadata={"unit": unit, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit with its default. ``table`` says what each means."""

    seconds: int = _limit(10, "s", "longest time that one query may run, and that it may wait for a free worker")
    memory: int = _limit(512, "MiB", "most memory that one worker may take above what the graph itself takes")
    rows: int = _limit(100_000, "rows", "most rows, or triples, in one answer")
    answer_bytes: int = _limit(32 * MIB, "bytes", "longest answer")
    characters: int = _limit(20_000, "characters", "longest query")
    nesting: int = _limit(32, "brackets", "deepest nesting of brackets in a query")
    parts: int = _limit(
        500, "parts", "most signs, brackets, columns and keywords such as UNION, OPTIONAL and FILTER, VALUES left out"
    )
    patterns: int = _limit(100, "patterns", "most triple patterns; each member of a collection makes two")
    workers: int = _limit(2, "processes", "queries that run at the same time")
    waiting: int = _limit(64, "queries", "queries that may wait for a free worker; one more is told to try again")
    request_seconds: int = _limit(15, "s", "longest time that a client may take to send its request")

    def __post_init__(self) -> None:
        for name, value, *_ in self.table():
            if value < 1:
                raise ValueError(f"{name} is {value}; the least is 1")

    def table(self) -> list[tuple[str, int, str, str]]:
        """Name, value, unit and meaning of every limit."""
        return [(f.name, getattr(self, f.name), f.metadata["unit"], f.metadata["meaning"]) for f in fields(self)]


DEFAULT = Limits()
