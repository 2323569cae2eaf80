"""An official (or claimed) result that relates the levels of one framework to another's."""

from __future__ import annotations

from typing import Literal

from qualmap.records.base import Code, Dispute, EditionRef, Record, Ref, Source, Text, TextSet
from qualmap.records.dates import PartialDate
from qualmap.records.model import Assumptions

ReferencingStatus = Literal[
    "referenced",
    "aligned",
    "self-certified",
    "comparison",
    "succession",
    "self-declared",
    "draft",
    "not-endorsed",
    "withdrawn",
]
"""What kind of act stands behind the table. ``succession`` is an older edition's map to its successor."""


Relation = Literal["equal", "spans", "narrower", "broader", "split", "unlinked"]


Claim = Literal["pair", "aligned", "inferred"]
"""How strong a link is: the source prints the pair, only says the whole framework is aligned, or we read it so."""


class Link(Record):
    """One origin level and the destination levels it is said to correspond to.

    No targets and relation ``unlinked`` mean that the source says there is no counterpart. A
    level without a link is one the table says nothing about. ``decides_by`` tells, for a split,
    what sends an award to one target or the other.
    """

    level: Code
    targets: tuple[Code, ...] = ()
    relation: Relation
    source: Code
    claim: Claim | None = None
    decides_by: Text | None = None
    statement: Text | None = None


class Referencing(Record):
    """One table of links between two editions, with its status and its sources.

    ``unread`` names the sources that are official reports whose tables nobody here has read.
    """

    id: Code
    origin: EditionRef
    destination: EditionRef
    status: ReferencingStatus
    title: Text | None = None
    date: PartialDate | None = None
    matching: Literal["best-fit", "full-fit"] | None = None
    note: Text | None = None
    disputes: tuple[Dispute, ...] = ()
    sources: tuple[Source, ...]
    unread: TextSet = ()
    links: tuple[Link, ...] = ()

    @property
    def origin_ref(self) -> Ref:
        """The origin edition."""
        return Ref.parse(self.origin)

    @property
    def destination_ref(self) -> Ref:
        """The destination edition."""
        return Ref.parse(self.destination)

    def source_of(self, key: str) -> Source:
        """The source with this local id."""
        return next(source for source in self.sources if source.id == key)


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
