"""One question as a file or a request asks it: an award, a destination, a purpose."""

from __future__ import annotations

from qualmap.records.award import Award, Line, Purpose, Sought
from qualmap.records.base import PartialDate, Record


class Application(Record):
    """An award to be judged. ``on``: the day of the judgement; without it, the day that the caller says."""

    award: Award
    destination: Line
    purpose: Purpose
    sought: Sought = Sought()
    on: PartialDate | None = None
