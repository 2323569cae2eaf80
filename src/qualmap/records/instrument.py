"""A recognition instrument: what it covers, whom it obliges, and which states are bound since when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from qualmap.records.base import (
    Code,
    Country,
    CountrySet,
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
    """One state and a recognition instrument: its status, and since when.

    A date that is not known stays empty: *party, date unknown* is a value.
    """

    country: Country = Field(description="The state, by ISO 3166-1 alpha-2 code.")
    status: PartyStatus = Field(
        description="How the state stands to the instrument: signatory, party (has consented to be bound), member "
        "(bound with its union), left.",
    )
    source: Code = Field(description="Local id of the source that says so.")
    signed: PartialDate | None = Field(None, description="The day of the signature by the state.")
    ratified: PartialDate | None = Field(
        None, description="The day of ratification, acceptance, approval, accession or succession."
    )
    in_force_from: PartialDate | None = Field(None, description="Since when the instrument is in force for the state.")
    in_force_to: PartialDate | None = Field(
        None, description="The last day on which the instrument was in force for the state."
    )
    left: PartialDate | None = Field(None, description="The day on which the state left the instrument.")
    bound_by: PartialDate | None = Field(
        None, description="When the state was bound at the latest, where since when is not known."
    )
    note: Text | None = Field(None, description="Anything else.")


class Instrument(Record):
    """A convention, agreement, protocol, directive or other act on the recognition of qualifications."""

    id: FrameworkId = Field(description="Id of the instrument; the file is called after it.")
    name: Text = Field(description="Full name of the instrument.")
    kind: InstrumentKind = Field(description="What kind of instrument it is.")
    covers: Annotated[tuple[Scope, ...], AfterValidator(in_order)] = Field(
        description="What the instrument covers: access to higher education, its awards, periods of study, vocational "
        "awards, professions.",
    )
    professions: IdSet = Field(
        (), description="Professions that the instrument is limited to, by the ids of the record of professions."
    )
    binding: Literal["binding", "not-binding"] = Field(description="Whether the instrument binds its parties.")
    obliges: Stated = Field(description="What the instrument obliges whom to do, in our own words, and who says so.")
    source: Code = Field(description="Local id of the source that vouches for the instrument.")
    region: Region = Field(description="The part of the world.")
    short_name: Text | None = Field(None, description="What the instrument is usually called.")
    adopted: StatedDate | None = Field(
        None, description="The day on which the instrument was adopted, and who says so."
    )
    in_force_from: StatedDate | None = Field(
        None, description="Since when the instrument is in force, and who says so."
    )
    replaces: IdSet = Field((), description="Instruments that it replaces between states that are parties to both.")
    same_as: IriSet = Field((), description="Addresses of the same instrument elsewhere.")
    notes: tuple[Stated, ...] = Field((), description="Facts that fit nowhere else, each with its source.")
    third_countries: tuple[Stated, ...] = Field(
        (),
        description="What the instrument means for awards or holders from states that it does not bind, and who says "
        "so.",
    )
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    parties: tuple[Party, ...] = Field((), description="States that have signed, joined or left the instrument.")
    perhaps: CountrySet = Field(
        (),
        description="States that may be parties, by general knowledge of whom it is open to, where no list of its "
        "parties could be read.",
    )

    def source_of(self, key: str) -> Source:
        """The source with this local id."""
        return next(source for source in self.sources if source.id == key)
