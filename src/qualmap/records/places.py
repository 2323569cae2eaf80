"""Names and codes of places that the ISO lists do not have, or not as people write them."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import StringConstraints

from qualmap.records.base import Code, Country, Record, Source, Text, TextSet

Subdivision = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
"""An ISO 3166-2 code, such as ``GB-SCT``."""


class UserAssigned(Record):
    """A code that ISO 3166-1 leaves free and that everybody uses for one country; names in full."""

    code: Country
    alpha_3: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    name: Text
    names: TextSet = ()
    source: Code


class CountryNames(Record):
    """What people also write for a country: a code of some house style, a short or a former name."""

    code: Country
    codes: TextSet = ()
    names: TextSet = ()
    source: Code


class SubdivisionNames(Record):
    """A part of a country that has awards of its own; the first name is the one to print."""

    code: Subdivision
    names: tuple[Text, ...]
    source: Code


class Places(Record):
    """What is known of places beyond the ISO lists."""

    id: Code
    sources: tuple[Source, ...]
    user_assigned: tuple[UserAssigned, ...]
    also_written: tuple[CountryNames, ...]
    subdivisions: tuple[SubdivisionNames, ...]

    @cached_property
    def assigned(self) -> dict[str, UserAssigned]:
        """The user-assigned codes."""
        return {item.code: item for item in self.user_assigned}

    @cached_property
    def house_codes(self) -> dict[str, str]:
        """Codes of a house style, in capitals, and the ISO code that each stands for."""
        return {code: item.code for item in self.also_written for code in item.codes}
