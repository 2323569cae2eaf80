"""The awards that people hold: of a country, one by its name, and where it stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from qualmap.awards.model import AwardEntry, AwardExplained, CountryAwards
from qualmap.operations.fields import AWARD_DAY, COUNTRY, EDITION, Day, FrameworkName, Line, Written
from qualmap.records.base import Record

if TYPE_CHECKING:
    from qualmap.facade import Qualmap


class AwardsRequest(Record):
    """A country."""

    country: Line = Field(description=COUNTRY)


class AwardRequest(Record):
    """One award, and whose it is where several countries have it."""

    award: Annotated[str, Written(150)] = Field(
        description="its name in the catalogue: file and award, such as xx:diploma"
    )
    country: Line | None = Field(None, description="whose award is meant, where several countries have it")


class ExplainAwardRequest(AwardRequest):
    """One award, and the framework in which its place is asked for."""

    destination: FrameworkName = Field(description=EDITION)
    on: Day | None = Field(None, description=AWARD_DAY)


def awards(qm: Qualmap, asked: AwardsRequest) -> CountryAwards:
    """The awards of a country by kind, and what recognition bodies say of them."""
    return qm.awards(asked.country)


def award(qm: Qualmap, asked: AwardRequest) -> AwardEntry:
    """What is recorded of one award."""
    return qm.award(asked.award, country=asked.country)


def explain_award(qm: Qualmap, asked: ExplainAwardRequest) -> AwardExplained:
    """Where an award stands at home and there, and what recognition bodies say of it."""
    return qm.explain_award(asked.award, asked.destination, country=asked.country, on=asked.on)
