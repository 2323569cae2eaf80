"""What of two countries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from qualmap.corridors.model import Corridor
from qualmap.errors import UnknownNameError
from qualmap.law.model import LegalBasis
from qualmap.operations.fields import COUNTRY, DAY, Day, Line, Written
from qualmap.records.base import Record, Result, Verification
from qualmap.records.fields import meaning

if TYPE_CHECKING:
    from qualmap.facade import Qualmap


class CorridorRequest(Record):
    """Two countries, a day, and a profession where one is meant."""

    origin: Line = Field(description=COUNTRY)
    destination: Line = Field(description=COUNTRY)
    on: Day | None = Field(None, description=DAY)
    profession: Annotated[str, Written(100)] | None = Field(None, description=meaning("sought", "profession"))


class LegalBasisRequest(CorridorRequest):
    """Two countries, a day, and what is known of the award; without that, all that it may be."""

    award_type: Annotated[str, Written(40)] | None = Field(None, description=meaning("award", "award_type"))
    isced: Annotated[int, Field(ge=0, le=8)] | None = Field(None, description=meaning("award", "isced"))
    purpose: Annotated[str, Written(40)] | None = Field(
        None, description="the purpose; professions count for regulated-profession"
    )


class CorridorsRequest(Record):
    """Which programmes; without one, all."""

    programme: Line | None = Field(None, description="only this one, by its id")


class Pair(Result):
    """Two countries; the way back belongs to it."""

    origin: str
    destination: str


class ProgrammeEntry(Result):
    """Corridors that belong together, and who says so."""

    id: str
    name: str
    profession: str | None
    corridors: tuple[Pair, ...]
    source: str | None = Field(description="Address or citation of the list.")
    verification: Verification


class Programmes(Result):
    """The recorded programmes of migration, each with its corridors."""

    items: tuple[ProgrammeEntry, ...]


def corridors(qm: Qualmap, asked: CorridorsRequest) -> Programmes:
    """The recorded programmes, each with the pairs of countries that `corridor` tells of."""
    records = qm.catalogue.corridors
    if asked.programme is not None and asked.programme not in records.by_id:
        raise UnknownNameError("programme", asked.programme, sorted(records.by_id))
    items = []
    for programme in records.programmes:
        if asked.programme in (None, programme.id):
            source = records.source_of(programme.source)
            pairs = (Pair(origin=one, destination=other) for one, other in records.pairs(programme))
            items.append(
                ProgrammeEntry(
                    id=programme.id,
                    name=programme.name,
                    profession=programme.profession,
                    corridors=tuple(pairs),
                    source=source.url or source.citation,
                    verification=source.verification,
                )
            )
    return Programmes(items=tuple(items))


def corridor(qm: Qualmap, asked: CorridorRequest) -> Corridor:
    """Both ways between two countries."""
    return qm.corridor(asked.origin, asked.destination, asked.on, profession=asked.profession)


def legal_basis(qm: Qualmap, asked: LegalBasisRequest) -> LegalBasis:
    """The instruments between two states, and whether they cover this kind of award."""
    return qm.legal_basis(
        asked.origin,
        asked.destination,
        on=asked.on,
        award_type=asked.award_type,
        isced=asked.isced,
        purpose=asked.purpose,
        profession=asked.profession,
    )
