"""Awarding bodies and programme accreditation, which agencies fill or import; qualmap ships none."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qualmap.records.base import Code, Country, Record, Source, Text
from qualmap.records.dates import PartialDate

Recognition = Literal["recognised", "not-recognised"]


class Period(Record):
    """A status and the days on which it held, ends included; an end that is not given is not known."""

    status: Recognition = Field(description="What it was then.")
    source: Code = Field(description="Local id of the source that says so.")
    valid_from: PartialDate | None = Field(None, description="The first day of it; none: not known.")
    valid_to: PartialDate | None = Field(None, description="The last day of it; none: not known.")


class Programme(Record):
    """A programme of an awarding body, and when it was accredited."""

    title: Text = Field(description="Title of the programme.")
    periods: tuple[Period, ...] = Field(description="When it was accredited, and when it was not.")


class AwardingBody(Record):
    """A body that gives awards, under every name that it has had, and when it was recognised."""

    name: Text = Field(description="Name of the body.")
    country: Country = Field(description="Country of the body, by ISO 3166-1 alpha-2 code.")
    other_names: tuple[Text, ...] = Field((), description="Every other name that it has or had.")
    periods: tuple[Period, ...] = Field((), description="When it was recognised, and when it was not.")
    programmes: tuple[Programme, ...] = Field((), description="Its programmes, where each is accredited by itself.")


class AwardingBodies(Record):
    """A list of awarding bodies of one agency."""

    id: Code = Field(description="Id of the list.")
    sources: tuple[Source, ...] = Field(description="Where the entries are from.")
    bodies: tuple[AwardingBody, ...] = Field(description="The bodies.")
