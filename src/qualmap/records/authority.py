"""Competent authorities: who decides, or advises, on awards from elsewhere in a country."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from qualmap.records.base import Code, Country, FrameworkId, Iri, Record, Source, Text

ACADEMIC = "academic"
_MATTER = r"^(academic|profession:[a-z0-9]+(-[a-z0-9]+)*)$"
Matter = Annotated[str, StringConstraints(pattern=_MATTER, max_length=80)]
"""What is decided: ``academic`` recognition, or access to one profession, ``profession:<id>``."""
Role = Literal["decides", "advises", "informs"]
"""``decides``: its decision counts. ``advises``: it assesses, others decide. ``informs``: it names who decides."""


class Authority(Record):
    """A body and what it does about awards from elsewhere."""

    id: FrameworkId = Field(description="Id of the body.")
    country: Country = Field(description="Country of the body, by ISO 3166-1 alpha-2 code.")
    decides: Matter = Field(
        description="What it is about: academic recognition, or access to one profession, profession:ID."
    )
    role: Role = Field(
        description="decides: its decision counts. advises: it assesses, others decide. informs: it names who decides."
    )
    name: Text = Field(description="Name of the body.")
    source: Code = Field(description="Local id of the source that says so.")
    url: Iri | None = Field(None, description="Its web address.")
    part: Text | None = Field(None, description="The part of the country that it is competent for.")
    note: Text | None = Field(None, description="Anything else.")


class Authorities(Record):
    """The authorities that are known here; that one is missing says nothing about whether it exists."""

    id: Code = Field(description="Id of the record.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    authorities: tuple[Authority, ...] = Field(description="The bodies.")

    @cached_property
    def _by_matter(self) -> dict[tuple[str, str], tuple[Authority, ...]]:
        found: dict[tuple[str, str], tuple[Authority, ...]] = {}
        for one in sorted(self.authorities, key=lambda one: one.id):
            found[one.country, one.decides] = (*found.get((one.country, one.decides), ()), one)
        return found

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    def of(self, country: str, matter: str) -> tuple[Authority, ...]:
        """Those recorded for a country and a matter, by id; none is an answer too."""
        return self._by_matter.get((country, matter), ())

    def source_of(self, key: str) -> Source:
        """The source with this local id."""
        return self._sources[key]
