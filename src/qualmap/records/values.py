"""The values of a reason. Each says what it is, so that it can be put into the words of any language.

Beside these a value may be a number, or text: words of a document or a record, to be shown as they are.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from qualmap.records.base import Result


class Phrase(Result):
    """A sentence, or a part of one, by its code in the wording."""

    phrase: str

    @classmethod
    def of(cls, code: str) -> Phrase:
        """The phrase of this code."""
        return cls(phrase=code)


class Countries(Result):
    """Countries by code, ISO 3166-1 alpha-2 or user-assigned."""

    countries: tuple[str, ...]

    @classmethod
    def of(cls, *codes: str) -> Countries:
        """The countries of these codes."""
        return cls(countries=codes)


class Editions(Result):
    """Editions of frameworks: ``id@edition``."""

    editions: tuple[str, ...]

    @classmethod
    def of(cls, *refs: str) -> Editions:
        """The editions of these names."""
        return cls(editions=refs)


class Level(Result):
    """A level of an edition."""

    edition: str
    level: str


class Levels(Result):
    """Levels of a framework that the sentence names, or none."""

    levels: tuple[str, ...]

    @classmethod
    def of(cls, *codes: str) -> Levels:
        """The levels of these codes."""
        return cls(levels=codes)


class Share(Result):
    """A share or probability."""

    share: float = Field(ge=0, le=1)


class Between(Result):
    """A number, or a span of numbers where ``low`` and ``high`` differ."""

    low: float
    high: float


class Practice(Result):
    """A profession, by its id in the record of professions."""

    profession: str


class Day(Result):
    """A date known to the day, the month or the year, as ISO 8601 text."""

    day: str


class Tongue(Result):
    """A language by its BCP 47 tag."""

    tongue: str


class Quote(Result):
    """Words of a document or a record, with their language (BCP 47) where it is known."""

    text: str
    language: str | None = None


_KINDS: tuple[type[Result], ...] = (
    Phrase, Countries, Editions, Level, Levels, Share, Between, Practice, Day, Tongue, Quote,
)  # fmt: skip
_BY_FIELDS = {frozenset(kind.model_fields): kind.__name__ for kind in _KINDS}


def _kind(value: Any) -> str:
    """Which kind a value is: told by its class, in JSON by its fields. Quicker than trying each kind in turn."""
    if isinstance(value, dict):
        return _BY_FIELDS.get(frozenset(value) | ({"language"} if "text" in value else set()), "")
    return "plain" if isinstance(value, str | int | float) else type(value).__name__


Value = Annotated[
    Annotated[str | int | float, Tag("plain")]
    | Annotated[Phrase, Tag("Phrase")]
    | Annotated[Countries, Tag("Countries")]
    | Annotated[Editions, Tag("Editions")]
    | Annotated[Level, Tag("Level")]
    | Annotated[Levels, Tag("Levels")]
    | Annotated[Share, Tag("Share")]
    | Annotated[Between, Tag("Between")]
    | Annotated[Practice, Tag("Practice")]
    | Annotated[Day, Tag("Day")]
    | Annotated[Tongue, Tag("Tongue")]
    | Annotated[Quote, Tag("Quote")],
    Discriminator(_kind),
]
