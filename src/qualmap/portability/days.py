"""Dates that may be known only to the month or year, as the first and the last day that they may be."""

from __future__ import annotations

import calendar
from typing import NamedTuple


class Days(NamedTuple):
    """The first and the last day that a date may be, as ISO 8601 text."""

    first: str
    last: str


def days(date: str) -> Days:
    """The days of a date: a day itself, or a whole month or year."""
    if len(date) == 10:
        return Days(date, date)
    year, month = date[:4], date[5:7]
    last = calendar.monthrange(int(year), int(month or 12))[1]
    return Days(f"{year}-{month or '01'}-01", f"{year}-{month or '12'}-{last:02}")
