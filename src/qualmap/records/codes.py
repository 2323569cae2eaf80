"""Lists of the codes that others keep: fields of study, occupations, languages, scripts. Codes alone, no labels."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from qualmap.records.base import Code, Record, Source, Text, TextSet


class CodeList(Record):
    """The codes of one classification."""

    id: Code = Field(description="By which the types of fields name it: isced-f-2013, isco-08, languages, scripts.")
    name: Text = Field(description="What it is, for messages.")
    source: Code = Field(description="Where the codes were read.")
    codes: TextSet = Field(description="Every code, sorted.")


class CodeLists(Record):
    """All of them."""

    id: Code = Field(description="codes")
    sources: tuple[Source, ...] = Field(description="Where the codes are from.")
    lists: tuple[CodeList, ...] = Field(description="The lists.")

    @cached_property
    def by_id(self) -> dict[str, CodeList]:
        """The lists by their id."""
        return {each.id: each for each in self.lists}

    @cached_property
    def known(self) -> dict[str, frozenset[str]]:
        """The codes of each list by its id."""
        return {each.id: frozenset(each.codes) for each in self.lists}
