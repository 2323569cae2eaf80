"""One question as a file or a request asks it: an award, a destination, a purpose.

Flags, the columns of a table, requests and the manual take names and meanings of all fields from here
(``qualmap.records.fields``).
"""

from __future__ import annotations

from pydantic import Field

from qualmap.records.award import Award, Given, Purpose, Sought
from qualmap.records.base import Line, PartialDate


class Application(Given):
    """An award to be judged."""

    award: Award = Field(description="the award, as its documents state it")
    destination: Line = Field(description="where to: a country, a part of one, or one framework's id")
    purpose: Purpose = Field(description="what the award is to be judged for")
    sought: Sought = Field(Sought(), description="what is sought there, if anything in particular")
    on: PartialDate | None = Field(None, description="day of the judgement, such as 2026-11-23")
