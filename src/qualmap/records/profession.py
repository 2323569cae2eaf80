"""Professions: those that instruments and authorities are about, and the words by which people write them."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from qualmap.records.base import Code, FrameworkId, Isco, Record, Source, TextSet


class Profession(Record):
    """One profession; its names are sentences (``profession-ID``)."""

    id: FrameworkId = Field(description="Id of the profession.")
    words: TextSet = Field(description="How people write it or those who practise it, in any language.")
    isco: Isco | None = Field(None, description="Its group of ISCO-08, if known.")


class Professions(Record):
    """The professions that are known here."""

    id: Code = Field(description="Id of the record.")
    source: Code = Field(description="Local id of the source that vouches for the groups of ISCO-08.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    professions: tuple[Profession, ...] = Field(description="The professions.")

    @cached_property
    def by_id(self) -> dict[str, Profession]:
        """The professions by their id."""
        return {profession.id: profession for profession in self.professions}
