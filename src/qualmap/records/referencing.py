"""An official (or claimed) result that relates the levels of one framework to another's."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

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
    """One origin level and the destination levels that a table gives it; none means that it has no counterpart.

    A level without a link is one that the table says nothing about.
    """

    level: Code = Field(description="The level that the link starts from.")
    targets: tuple[Code, ...] = Field(
        (),
        description="The levels that the link leads to, lowest first; none: the source says that there is no "
        "counterpart.",
    )
    relation: Relation = Field(
        description="How the origin level stands to the destination levels: equal, spans (one to several), narrower "
        "(several to one), broader (it covers them), split (some awards to one, some to another), "
        "unlinked (to none).",
    )
    source: Code = Field(description="Local id of the source that says so.")
    claim: Claim | None = Field(
        None,
        description="How strongly the source states the link: pair (prints the pair), aligned (only says that the "
        "frameworks correspond), inferred (our reading). What is recalled has none.",
    )
    decides_by: Text | None = Field(
        None, description="What sends an award to one level or the other, where the level is split."
    )
    statement: Text | None = Field(None, description="What the source says.")


class Referencing(Record):
    """One official or claimed result that relates the levels of one framework edition to those of another."""

    id: Code = Field(
        description="ORIGIN--DESTINATION, with more where a pair has two tables; the file is called after it."
    )
    origin: EditionRef = Field(description="The framework edition whose levels the table starts from.")
    destination: EditionRef = Field(description="The framework edition whose levels the table leads to.")
    status: ReferencingStatus = Field(
        description="What kind of act stands behind the table; succession: an older edition's map to its successor."
    )
    title: Text | None = Field(None, description="Title of the report.")
    date: PartialDate | None = Field(
        None, description="Date of the report; of two tables for a pair the newer is followed."
    )
    matching: Literal["best-fit", "full-fit"] | None = Field(
        None, description="Whether levels were matched by best fit or by full fit."
    )
    note: Text | None = Field(None, description="Anything else.")
    disputes: tuple[Dispute, ...] = Field((), description="Facts about which sources disagree.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    unread: TextSet = Field((), description="Sources that are official reports whose tables nobody here has read.")
    links: tuple[Link, ...] = Field(
        (), description="What the table says, one row for each origin level; of a level without a row it says nothing."
    )

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
