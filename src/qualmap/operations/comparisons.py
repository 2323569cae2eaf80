"""Where an award stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from qualmap.awards.comparison import Comparison
from qualmap.operations.fields import DAY, Day, Line, Written
from qualmap.records.base import Record
from qualmap.records.fields import meaning

if TYPE_CHECKING:
    from qualmap.facade import Qualmap


class CompareRequest(Record):
    """An award, as its document states it, and where to."""

    title: Annotated[str, Written(300)] = Field(description=meaning("award", "title"))
    country: Line = Field(description=meaning("award", "country"))
    to: Line = Field(description="a country, a part of one, or a framework: its id, or id@edition")
    awarded: Day | None = Field(None, description=meaning("award", "awarded"))
    years: Annotated[str, Written(20)] | None = Field(None, description=meaning("award", "years"))
    credits: Annotated[str, Written(12)] | None = Field(None, description=meaning("award", "credits"))
    credit_system: Line | None = Field(None, description=meaning("award", "credit_system"))
    framework: Line | None = Field(None, description=meaning("award", "framework"))
    level: Annotated[str, Written(40)] | None = Field(None, description=meaning("award", "level"))
    results: Line | None = Field(None, description=meaning("award", "results"))
    on: Day | None = Field(None, description=DAY)


def compare(qm: Qualmap, asked: CompareRequest) -> Comparison:
    """Where an award stands."""
    award = asked.model_dump(exclude={"to", "on"}, exclude_none=True)
    return qm.compare(award, asked.to, asked.on)
