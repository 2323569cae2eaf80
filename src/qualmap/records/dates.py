"""A date as exact as its source: a year, a month or a day; and what can be asked of it nevertheless."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


class PartialDate(str):
    """A date known to the year, the month or the day: ISO 8601 text, and the days that it may be.

    As text it is sorted by the first day that it may be, of these the less exact first. Days beside it are text too.
    """

    __slots__ = ()

    @property
    def year(self) -> str:
        """The year, in four digits."""
        return self[:4]

    @property
    def is_day(self) -> bool:
        """Whether it is known to the day."""
        return len(self) == 10

    @property
    def first(self) -> str:
        """The first day that it may be."""
        return f"{self}-01-01"[:10]

    @property
    def last(self) -> str:
        """The last day that it may be."""
        if self.is_day:
            return str(self)
        year, month = self.year, self[5:7] or "12"
        return f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]}"

    def certainly_before(self, other: str) -> bool:
        """Whether it lies before another date on whichever days the two are."""
        return self[: len(other)] < other[: len(self)]

    def certainly_within(self, start: PartialDate, end: PartialDate | None) -> bool:
        """Whether it lies between two dates, or from one on, ends included, on whichever days they are."""
        return start.last <= self.first and (end is None or self.last <= end.first)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Text of this pattern, read as such a date."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(pattern=DATE))


def years_later(day: str, years: int) -> str:
    """The same day some years later; the last of February for its 29th."""
    start = date.fromisoformat(day)
    year = min(start.year + years, date.max.year)
    try:
        return start.replace(year=year).isoformat()
    except ValueError:
        return start.replace(year=year, day=28).isoformat()
