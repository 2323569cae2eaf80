"""What qualmap says to people: sentences with places for values, by code, in every language that has a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from qualmap.errors import UnknownNameError
from qualmap.records.base import Code, Record, Result, Text
from qualmap.records.values import Value

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""A language by its BCP 47 tag. Which of them qualmap speaks is said by the records, see ``Phrases.languages``."""
ENGLISH = "en"
"""The language that has every sentence, and stands in where another lacks one."""
PLACE = re.compile(r"\{([a-z_]+)\}")
"""A place for a value in a sentence."""


class Wording(Record):
    """All sentences and headings of one language."""

    id: Language = Field(description="The language, by its BCP 47 tag.")
    name: Text = Field(description="Name of the language, in itself.")
    locale: Language | None = Field(
        None,
        description="The CLDR locale by which names of countries, numbers and dates are written, if it is another "
        "than the id.",
    )
    direction: Literal["ltr", "rtl"] = Field(description="In which direction it is written: ltr or rtl.")
    status: Literal["original", "read", "draft"] = Field(
        description="original; or a translation that somebody whose language it is has read; or one that nobody has "
        "yet: draft.",
    )
    sentences: dict[Code, Text] = Field(
        description="Sentences and headings by their code; `{name}` is a place for a value."
    )


def places(text: str) -> frozenset[str]:
    """The names of the values that a sentence has places for."""
    return frozenset(PLACE.findall(text))


class Phrases:
    """The sentences in all languages."""

    def __init__(self, wordings: Mapping[str, Wording]) -> None:
        self._wordings = dict(wordings)
        self.languages = tuple(sorted(wordings))

    @property
    def locales(self) -> tuple[str, ...]:
        """The CLDR locale of each language."""
        return tuple(wording.locale or wording.id for wording in self._wordings.values())

    def __contains__(self, code: object) -> bool:
        """Whether there is such a sentence."""
        return code in self.wording(ENGLISH).sentences

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that there is a sentence for."""
        return tuple(self.wording(ENGLISH).sentences)

    def wording(self, language: str) -> Wording:
        """One language. Raises UnknownNameError for one that has no record."""
        if language not in self._wordings:
            raise UnknownNameError("language", language, self.languages)
        return self._wordings[language]

    def missing(self, language: str) -> tuple[str, ...]:
        """The codes of the sentences that a language lacks; they are said in English."""
        return tuple(code for code in self.codes if code not in self.wording(language).sentences)

    def find(self, code: str, language: str = ENGLISH) -> tuple[str, str]:
        """A sentence with its places still open, and the language that it is in: English, where this one lacks it.

        A code that no record has (any more) stands for itself: what was kept years ago can still be shown.
        """
        for spoken in (language, ENGLISH):
            found = self.wording(spoken).sentences.get(code)
            if found is not None:
                return found, spoken
        return code, ENGLISH

    def text(self, code: str, language: str = ENGLISH) -> str:
        """A sentence with its places still open."""
        return self.find(code, language)[0]


class Reason(Result):
    """Why something was said, as a code and its values; ``qualmap.wording.Localiser`` says it in a language."""

    code: str
    values: dict[str, Value] = Field(default_factory=dict)


@lru_cache(maxsize=1024)
def plain(code: str) -> Reason:
    """A reason without values; one and the same wherever it is given."""
    return Reason(code=code)
