"""What a title names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from qualmap.awards.model import TitleSearch
from qualmap.operations.fields import AWARD_DAY, MOST, OVER, Day, FrameworkName, Limit, Line, Written
from qualmap.operations.table import Page
from qualmap.records.base import Record
from qualmap.records.fields import meaning

if TYPE_CHECKING:
    from qualmap.facade import Qualmap


class FindRequest(Record):
    """A title, and what is known of the award."""

    title: Annotated[str, Written(300)] = Field(description=f"{meaning('award', 'title')}, or in English")
    country: Line | None = Field(None, description=meaning("award", "country"))
    framework: FrameworkName | None = Field(None, description="search this one only: id or id@edition")
    on: Day | None = Field(None, description=AWARD_DAY)
    limit: Limit = Field(10, description=MOST)
    offset: Annotated[int, Field(ge=0, le=499)] = Field(0, description=OVER)


def find(qm: Qualmap, asked: FindRequest) -> Page[TitleSearch]:
    """A page of the matches; the score of each is what it is among all."""
    end = asked.offset + asked.limit
    found = qm.find(asked.title, country=asked.country, on=asked.on, framework=asked.framework, limit=end + 1)
    page = found.model_copy(update={"matches": found.matches[asked.offset : end]})
    return Page(page, end < len(found.matches))
