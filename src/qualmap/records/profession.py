"""Professions: those that instruments and authorities are about, and the words by which people write them."""

from __future__ import annotations

from functools import cached_property

from qualmap.records.base import Code, FrameworkId, Isco, Record, Source, TextSet


class Profession(Record):
    """One profession; its names are sentences (``profession-ID``).

    ``words``: how people write it or those who practise it, in any language.
    """

    id: FrameworkId
    words: TextSet
    isco: Isco | None = None


class Professions(Record):
    """The professions that are known here. ``source`` vouches for the groups of ISCO-08."""

    id: Code
    source: Code
    sources: tuple[Source, ...]
    professions: tuple[Profession, ...]

    @cached_property
    def by_id(self) -> dict[str, Profession]:
        """The professions by their id."""
        return {profession.id: profession for profession in self.professions}
