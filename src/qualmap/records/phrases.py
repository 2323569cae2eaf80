"""What qualmap says to people, in several languages: sentences with places for values, by code."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Any, Literal, get_args

from pydantic import Field

from qualmap.records.base import Code, Record, Text
from qualmap.records.results import Result

Language = Literal["en", "fr", "pt"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_PLACE = re.compile(r"\{([a-z_]+)\}")


class Phrase(Record):
    """One sentence or heading in every language; ``{name}`` is a place for a value."""

    code: Code
    en: Text
    fr: Text
    pt: Text

    @property
    def places(self) -> dict[Language, frozenset[str]]:
        """The names of the values that the sentence has places for, by language."""
        return {language: frozenset(_PLACE.findall(getattr(self, language))) for language in LANGUAGES}


class Phrases(Record):
    """All sentences; translations are our own."""

    id: Code
    phrases: tuple[Phrase, ...]

    @cached_property
    def by_code(self) -> dict[str, Phrase]:
        """The phrases by their code."""
        return {phrase.code: phrase for phrase in self.phrases}

    def say(self, code: str, values: dict[str, str] | None = None, language: Language = "en") -> str:
        """The sentence with its values put in; a value such as ``@basis-official`` is itself a phrase.

        Raises KeyError for a code or a value that does not exist.
        """
        text: str = getattr(self.by_code[code], language)
        given = values or {}

        def value(match: re.Match[str]) -> Any:
            text = given[match[1]]
            named = self.by_code.get(text[1:]) if text.startswith("@") else None
            return text if named is None else getattr(named, language)

        return _PLACE.sub(value, text)


class Reason(Result):
    """Why something was said, as a code and its values; the sentence stands in the phrases."""

    code: str
    values: dict[str, str] = Field(default_factory=dict)

    def text(self, phrases: Phrases, language: Language = "en") -> str:
        """The reason as a sentence."""
        return phrases.say(self.code, self.values, language)


@lru_cache(maxsize=1024)
def plain(code: str) -> Reason:
    """A reason without values; one and the same wherever it is given."""
    return Reason(code=code)
