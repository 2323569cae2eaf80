"""What qualmap says to people: sentences with places for values, by code, in every language that has a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from qualmap.errors import UnknownNameError
from qualmap.records.base import Code, Record, Text
from qualmap.records.results import Result

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""A language by its BCP 47 tag. Which of them qualmap speaks is said by the records, see ``Phrases.languages``."""
ENGLISH = "en"
"""The language that has every sentence, and stands in where another lacks one."""
_PLACE = re.compile(r"\{([a-z_]+)\}")


class Wording(Record):
    """All sentences and headings of one language by their code; ``{name}`` is a place for a value.

    ``name``: of the language, in itself. ``status``: ``original``, or a translation that somebody whose language it is
    has ``read``, or that nobody has yet (``draft``).
    """

    id: Language
    name: Text
    direction: Literal["ltr", "rtl"]
    status: Literal["original", "read", "draft"]
    sentences: dict[Code, Text]


def places(text: str) -> frozenset[str]:
    """The names of the values that a sentence has places for."""
    return frozenset(_PLACE.findall(text))


class Phrases:
    """The sentences in all languages."""

    def __init__(self, wordings: Mapping[str, Wording]) -> None:
        self._wordings = dict(wordings)
        self.languages = tuple(sorted(wordings))

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

    def text(self, code: str, language: str = ENGLISH) -> str:
        """A sentence with its places still open. Raises KeyError for a code that does not exist."""
        found = self.wording(language).sentences.get(code)
        return self.wording(ENGLISH).sentences[code] if found is None else found

    def say(self, code: str, values: Mapping[str, str] | None = None, language: str = ENGLISH) -> str:
        """The sentence with its values put in; a value such as ``@basis-official`` is itself a sentence.

        Raises KeyError for a code or a value that does not exist.
        """
        given = values or {}

        def value(match: re.Match[str]) -> str:
            text = given[match[1]]
            return self.text(text[1:], language) if text.startswith("@") and text[1:] in self else text

        return _PLACE.sub(value, self.text(code, language))


class Reason(Result):
    """Why something was said, as a code and its values; the sentence stands in the phrases."""

    code: str
    values: dict[str, str] = Field(default_factory=dict)

    def text(self, phrases: Phrases, language: str = ENGLISH) -> str:
        """The reason as a sentence."""
        return phrases.say(self.code, self.values, language)


@lru_cache(maxsize=1024)
def plain(code: str) -> Reason:
    """A reason without values; one and the same wherever it is given."""
    return Reason(code=code)
