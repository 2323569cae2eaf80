"""Names and codes of places that the ISO lists do not have, or not as people write them."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from qualmap.records.base import Code, Country, CountrySet, FrameworkId, Record, Source, Text, TextSet
from qualmap.records.dates import PartialDate

Subdivision = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
"""An ISO 3166-2 code, such as ``GB-SCT``."""


class UserAssigned(Record):
    """A code that ISO 3166-1 leaves free and that everybody uses for one country."""

    code: Country = Field(description="The code of two letters.")
    alpha_3: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = Field(description="The code of three letters.")
    name: Text = Field(description="Name of the country, in full.")
    names: TextSet = Field((), description="Its other names, in full.")
    source: Code = Field(description="Local id of the source that says so.")


class CountryNames(Record):
    """What people also write for a country."""

    code: Country = Field(description="The country, by ISO 3166-1 alpha-2 code.")
    codes: TextSet = Field((), description="Codes of some house style.")
    names: TextSet = Field((), description="Short and former names.")
    printed: Text | None = Field(None, description="The English name to print, where that of the ISO list misleads.")
    source: Code = Field(description="Local id of the source that says so.")


class SubdivisionNames(Record):
    """A part of a country that has awards of its own."""

    code: Subdivision = Field(description="The part, by ISO 3166-2 code.")
    names: tuple[Text, ...] = Field(description="Its names; the first is the one to print.")
    source: Code = Field(description="Local id of the source that says so.")


class AmbiguousName(Record):
    """A name that means several countries: whoever writes it is asked which one."""

    name: Text = Field(description="The name.")
    countries: CountrySet = Field(description="The countries that it may mean, by ISO 3166-1 alpha-2 code.")
    source: Code = Field(description="Local id of the source that says so.")


class FormerState(Record):
    """A state that is no more, or that has another name and code today. People hold its awards."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{4}$")] = Field(description="Its ISO 3166-3 code.")
    codes: TextSet = Field((), description="Its codes in ISO 3166-1 of that time, if no other country has them today.")
    name: Text = Field(description="Its usual English name.")
    names: TextSet = Field((), description="Its other names, in any language.")
    ended: PartialDate = Field(description="Since when it is no more, or no more so called.")
    successors: CountrySet = Field(min_length=1, description="The states of today that it became.")
    awards: tuple[FrameworkId, ...] = Field((), description="The files of awards that it gave, where it has one.")
    source: Code = Field(description="Local id of the source that says so.")


class Places(Record):
    """What is known of places beyond the ISO lists."""

    id: Code = Field(description="Id of the record.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    user_assigned: tuple[UserAssigned, ...] = Field(description="Codes that ISO 3166-1 leaves free.")
    also_written: tuple[CountryNames, ...] = Field(description="What people also write for countries.")
    subdivisions: tuple[SubdivisionNames, ...] = Field(description="Parts of countries.")
    ambiguous: tuple[AmbiguousName, ...] = Field((), description="Names that mean several countries.")
    former_states: tuple[FormerState, ...] = Field((), description="States that are no more.")

    @cached_property
    def assigned(self) -> dict[str, UserAssigned]:
        """The user-assigned codes."""
        return {item.code: item for item in self.user_assigned}

    @cached_property
    def printed(self) -> dict[str, str]:
        """The names to print in place of those of the ISO list."""
        return {item.code: item.printed for item in self.also_written if item.printed is not None}

    @cached_property
    def ended(self) -> dict[str, FormerState]:
        """The states that are no more, by their ISO 3166-3 code."""
        return {state.code: state for state in self.former_states}

    @cached_property
    def house_codes(self) -> dict[str, str]:
        """Codes of a house style, in capitals, and the ISO code that each stands for."""
        return {code: item.code for item in self.also_written for code in item.codes}
