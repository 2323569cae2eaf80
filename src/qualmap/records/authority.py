"""Competent authorities: who decides, or advises, on awards from elsewhere in a country."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import StringConstraints

from qualmap.records.base import Code, Country, FrameworkId, Iri, Record, Source, Text

ACADEMIC = "academic"
_MATTER = r"^(academic|profession:[a-z0-9]+(-[a-z0-9]+)*)$"
Matter = Annotated[str, StringConstraints(pattern=_MATTER, max_length=80)]
"""What is decided: ``academic`` recognition, or access to one profession, ``profession:<id>``."""
Role = Literal["decides", "advises", "informs"]
"""``decides``: its decision counts. ``advises``: it assesses, others decide. ``informs``: it names who decides."""


class Authority(Record):
    """A body and what it does about awards from elsewhere. ``part``: the part of the country it is competent for."""

    id: FrameworkId
    country: Country
    decides: Matter
    role: Role
    name: Text
    source: Code
    url: Iri | None = None
    part: Text | None = None
    note: Text | None = None


class Authorities(Record):
    """The authorities that are known here; that one is missing says nothing about whether it exists."""

    id: Code
    sources: tuple[Source, ...]
    authorities: tuple[Authority, ...]

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
