"""How far a recorded link counts: whether an authority states it, and the reliability that we declare for it."""

from __future__ import annotations

from qualmap.records.model import Assumptions
from qualmap.records.referencing import Link, Referencing

OFFICIAL = frozenset({"referenced", "aligned", "self-certified", "comparison", "succession"})
"""Statuses of a table behind which an authority stands."""
IGNORED = frozenset({"not-endorsed", "withdrawn"})
"""Statuses that count for nothing and are only shown."""


def is_official(table: Referencing, link: Link) -> bool:
    """Whether the source states the pair, we know it from a source, and an authority stands behind it."""
    read = table.source_of(link.source).verification != "recalled"
    return table.status in OFFICIAL and link.claim == "pair" and read


def reliability(table: Referencing, link: Link, assumed: Assumptions) -> float:
    """Declared reliability of one link: status x verification x claim; 0 for a result that must not be used."""
    if table.status in IGNORED:
        return 0.0
    return (
        assumed[f"status-{table.status}"]
        * assumed[f"verification-{table.source_of(link.source).verification}"]
        * assumed[f"claim-{link.claim or 'none'}"]
    )
