"""Awarding bodies and programme accreditation, which agencies fill or import; qualmap ships none."""

from __future__ import annotations

from typing import Literal

from qualmap.records.base import Code, Country, Record, Source, Text
from qualmap.records.dates import PartialDate

Recognition = Literal["recognised", "not-recognised"]


class Period(Record):
    """A status and the days on which it held, ends included; an end that is not given is not known."""

    status: Recognition
    source: Code
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None


class Programme(Record):
    """A programme of an awarding body, and when it was accredited."""

    title: Text
    periods: tuple[Period, ...]


class AwardingBody(Record):
    """A body that gives awards, under every name that it has had, and when it was recognised."""

    name: Text
    country: Country
    other_names: tuple[Text, ...] = ()
    periods: tuple[Period, ...] = ()
    programmes: tuple[Programme, ...] = ()


class AwardingBodies(Record):
    """A list of awarding bodies of one agency."""

    id: Code
    sources: tuple[Source, ...]
    bodies: tuple[AwardingBody, ...]
