"""Migration corridors: programmes with their countries of origin and destination, and regions spelled out."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from qualmap.records.base import Code, CountrySet, FrameworkId, Record, Source, Text

Place = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2}|[a-z0-9]+(-[a-z0-9]+)*)$", max_length=60)]
"""A country's ISO 3166-1 alpha-2 code, or the id of a region of the same record."""


class CountryGroup(Record):
    """A region and the countries that are meant by it."""

    id: FrameworkId = Field(description="Id, by which programmes name the region.")
    name: Text = Field(description="Name of the region.")
    countries: CountrySet = Field(description="The countries that are meant, by ISO 3166-1 alpha-2 code.")
    source: Code = Field(description="Local id of the source that vouches for the list.")
    note: Text | None = Field(None, description="Anything else.")


class Programme(Record):
    """Corridors that belong together: every origin with every destination; within one region, each two countries."""

    id: FrameworkId = Field(description="Id of the programme.")
    name: Text = Field(description="Name of the programme.")
    origins: tuple[Place, ...] = Field(description="Countries of origin by code, or regions of this record by id.")
    destinations: tuple[Place, ...] = Field(
        description="Countries of destination by code, or regions of this record by id."
    )
    source: Code = Field(description="Local id of the source that vouches for the programme.")
    profession: FrameworkId | None = Field(None, description="The profession that it is for, by its id, if one.")
    note: Text | None = Field(None, description="Anything else.")


class Corridors(Record):
    """The corridors that ``qualmap corridors`` reports on."""

    id: Code = Field(description="Id of the record.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    regions: tuple[CountryGroup, ...] = Field(description="Regions that programmes name.")
    programmes: tuple[Programme, ...] = Field(description="The programmes.")

    @cached_property
    def by_id(self) -> dict[str, Programme]:
        """The programmes by their id."""
        return {programme.id: programme for programme in self.programmes}

    @cached_property
    def _regions(self) -> dict[str, CountryGroup]:
        return {region.id: region for region in self.regions}

    def countries(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """The countries that some places stand for, each once, in the order given."""
        found: dict[str, None] = {}
        for place in places:
            found.update(dict.fromkeys(self._regions[place].countries if place in self._regions else (place,)))
        return tuple(found)

    def pairs(self, programme: Programme) -> tuple[tuple[str, str], ...]:
        """The corridors of a programme, each once: the way back belongs to it."""
        found: dict[frozenset[str], tuple[str, str]] = {}
        for origin in self.countries(programme.origins):
            for destination in self.countries(programme.destinations):
                if origin != destination:
                    found.setdefault(frozenset((origin, destination)), (origin, destination))
        return tuple(found.values())

    def source_of(self, key: str) -> Source:
        """The source with this local id."""
        return next(source for source in self.sources if source.id == key)
