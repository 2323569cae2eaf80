"""A recognition instrument: what it covers, whom it obliges, and which states are bound since when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from qualmap.records.base import (
    Code,
    Country,
    FrameworkId,
    IriSet,
    Record,
    Region,
    Source,
    Stated,
    StatedDate,
    Text,
    in_order,
)
from qualmap.records.dates import PartialDate

IdSet = Annotated[tuple[FrameworkId, ...], AfterValidator(in_order)]
InstrumentKind = Literal[
    "convention", "agreement", "protocol", "directive", "recommendation", "declaration", "arrangement"
]
Scope = Literal["access", "higher-education", "periods-of-study", "vocational", "professions"]
"""What is covered: access to higher education, its awards, periods of study, vocational awards, professions."""
PartyStatus = Literal["signatory", "party", "member", "left"]
"""``party``: has consented to be bound (dates may be unknown). ``member``: bound as member of a union."""


class Party(Record):
    """One state and the instrument. A date that is not known stays empty: *party, date unknown* is a value.

    ``ratified`` covers ratification, acceptance, approval, accession and succession.
    """

    country: Country
    status: PartyStatus
    source: Code
    signed: PartialDate | None = None
    ratified: PartialDate | None = None
    in_force_from: PartialDate | None = None
    in_force_to: PartialDate | None = None
    left: PartialDate | None = None
    note: Text | None = None


class Instrument(Record):
    """A convention, agreement, protocol, directive or the like about recognition.

    ``obliges`` says whom it obliges to do what. ``replaces`` names the instruments that it replaces between states
    that are parties to both. ``professions`` names those that it is limited to, by the ids of the record of
    professions. ``third_countries`` says what it means for awards or holders from states that it does not bind.
    """

    id: FrameworkId
    name: Text
    kind: InstrumentKind
    covers: Annotated[tuple[Scope, ...], AfterValidator(in_order)]
    professions: IdSet = ()
    binding: Literal["binding", "not-binding"]
    obliges: Stated
    source: Code
    region: Region
    short_name: Text | None = None
    adopted: StatedDate | None = None
    in_force_from: StatedDate | None = None
    replaces: IdSet = ()
    same_as: IriSet = ()
    notes: tuple[Stated, ...] = ()
    third_countries: tuple[Stated, ...] = ()
    sources: tuple[Source, ...]
    parties: tuple[Party, ...] = ()

    def source_of(self, key: str) -> Source:
        """The source with this local id."""
        return next(source for source in self.sources if source.id == key)
