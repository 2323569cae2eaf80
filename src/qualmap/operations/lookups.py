"""What stands in the catalogue, and where a level stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from qualmap.catalog.lookup import Standing
from qualmap.crosswalk.model import Crosswalk, Mapping, WhatIf
from qualmap.operations.fields import (
    AWARD_DAY,
    COUNTRY,
    DAY,
    EDITION,
    LADDER,
    MOST,
    OVER,
    Day,
    FrameworkName,
    LadderName,
    LevelName,
    Limit,
    Line,
    Offset,
)
from qualmap.operations.table import Page
from qualmap.records import Framework
from qualmap.records.base import Record, Result

if TYPE_CHECKING:
    from qualmap.facade import Qualmap


class FrameworksRequest(Record):
    """Which frameworks; without anything, all."""

    country: Line | None = Field(None, description=COUNTRY)
    sector: Line | None = Field(None, description="such as 'higher education' or 'vocational'")
    name: Line | None = Field(None, description="words of the framework's name, id or jurisdiction")
    on: Day | None = Field(None, description=DAY)
    limit: Limit = Field(100, description=MOST)
    offset: Offset = Field(0, description=OVER)


class FrameworkRequest(Record):
    """One framework."""

    framework: FrameworkName = Field(description=EDITION)


class CrosswalkRequest(Record):
    """Two frameworks, and the day of the award."""

    origin: LadderName = Field(description=LADDER)
    destination: LadderName = Field(description=LADDER)
    on: Day | None = Field(None, description=AWARD_DAY)


class ExplainRequest(Record):
    """A level, and the framework in which its place is asked for."""

    level: LevelName = Field(description="framework and level, such as xx-nqf:8; a country may stand for its framework")
    destination: LadderName = Field(description=LADDER)
    on: Day | None = Field(None, description=AWARD_DAY)


class FrameworkEntry(Result):
    """One edition in a list."""

    id: str
    edition: str
    name: str
    native_name: str | None
    kind: str
    status: str
    countries: tuple[str, ...]
    levels: tuple[str, ...]
    valid_from: str | None = Field(description="As exact as the record: a year, a month or a day.")
    valid_to: str | None
    standing: Standing | None = Field(description="On the day asked for; null where none was.")

    @classmethod
    def of(cls, framework: Framework, standing: Standing | None) -> FrameworkEntry:
        """The entry of a record."""
        return cls(
            id=framework.id,
            edition=framework.edition,
            name=framework.name,
            native_name=framework.native_name,
            kind=framework.kind,
            status=framework.status,
            countries=framework.countries,
            levels=framework.codes,
            valid_from=framework.valid_from.value if framework.valid_from else None,
            valid_to=framework.valid_to.value if framework.valid_to else None,
            standing=standing,
        )


class Frameworks(Result):
    """A page of a list of frameworks."""

    country: str | None = Field(description="ISO 3166-1 alpha-2 code of the country asked for.")
    on: str | None = Field(
        description="The day on which the editions stand as each says; null where none was asked for."
    )
    total: int = Field(description="How many there are on all pages.")
    items: tuple[FrameworkEntry, ...]
    advice: str | None = Field(description="What to do where none applies.")
    catalogue_version: str


def frameworks(qm: Qualmap, asked: FrameworksRequest) -> Page[Frameworks]:
    """Every edition, or those that apply where anything is asked for."""
    country, day, advice = None, None, None
    if not (asked.country or asked.sector or asked.name or asked.on):
        entries = [FrameworkEntry.of(framework, None) for framework in qm.frameworks()]
    else:
        found = qm.framework(asked.name, country=asked.country, sector=asked.sector, on=asked.on or qm.catalogue.date)
        entries = [FrameworkEntry.of(each.framework, each.standing) for each in found.candidates]
        country, day, advice = found.country, found.on, found.advice
    end = asked.offset + asked.limit
    page = Frameworks(
        country=country,
        on=day,
        total=len(entries),
        items=tuple(entries[asked.offset : end]),
        advice=advice,
        catalogue_version=qm.version,
    )
    return Page(page, end < len(entries))


def framework(qm: Qualmap, asked: FrameworkRequest) -> Framework:
    """One record."""
    return qm.framework(asked.framework)


def crosswalk(qm: Qualmap, asked: CrosswalkRequest) -> Crosswalk:
    """One mapping for each level of the origin."""
    return qm.crosswalk(asked.origin, asked.destination, on=asked.on)


def explain(qm: Qualmap, asked: ExplainRequest) -> Mapping:
    """One level's mapping, with all its evidence."""
    return qm.explain(asked.level, asked.destination, on=asked.on)


def what_if(qm: Qualmap, asked: ExplainRequest) -> WhatIf:
    """How much each piece of evidence moves one level's answer, and which missing fact would help most."""
    return qm.what_if(asked.level, asked.destination, on=asked.on)
