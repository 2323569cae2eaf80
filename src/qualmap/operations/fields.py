"""The fields that requests have in common. Each says what it means: help, descriptions and the manual take it here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from annotated_types import GroupedMetadata
from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from qualmap.errors import shorten
from qualmap.records.dates import DATE

_FRAMEWORK = "^[A-Za-z0-9@.-]+$"
_LADDER = r"^[^\x00-\x1f\x7f/\\:]+$"
_LEVEL = r"^[^\x00-\x1f\x7f/\\]+$"
_LINE = r"^[^\x00-\x1f\x7f]+$"
_WORDS = {
    _FRAMEWORK: "is not a framework: write an id or id@edition, such as xx-nqf@2019",
    _LADDER: "is not a framework or country: write an id, id@edition such as xx-nqf@2019, or a country",
    DATE: "is not a date; write 2019, 2019-01 or 2019-01-08",
    _LINE: "is not a line of text",
    _LEVEL: "is not a level: write framework:level, such as xx-nqf@2019:8",
}
_RECORDS = re.compile(r"\.ya?ml(:|$)")
"""A file's name in place of a framework's: the command line takes one, and no request does."""


@dataclass(frozen=True)
class Written(GroupedMetadata):
    """A text that follows a pattern; a refusal gives the pattern's meaning, not the pattern."""

    most: int = 200
    pattern: str = _LINE

    def __iter__(self) -> Iterator[Any]:
        schema = {"type": "string", "minLength": 1, "maxLength": self.most, "pattern": self.pattern}
        size = StringConstraints(min_length=1, max_length=self.most)
        return iter((size, BeforeValidator(self._check), WithJsonSchema(schema)))

    def _check(self, text: Any) -> Any:
        if isinstance(text, str) and not (re.fullmatch(self.pattern, text) and self._is_no_file(text)):
            said = {"text": shorten(repr(text), 60), "meaning": _WORDS[self.pattern]}
            raise PydanticCustomError("pattern", "{text} {meaning}", said)
        return text

    def _is_no_file(self, text: str) -> bool:
        return self.pattern not in (_FRAMEWORK, _LADDER, _LEVEL) or not _RECORDS.search(text)


Line = Annotated[str, Written()]
Day = Annotated[str, Written(10, DATE)]
FrameworkName = Annotated[str, Written(100, _FRAMEWORK)]
"""An id, or id@edition; on the command line also the path of a record."""
LadderName = Annotated[str, Written(100, _LADDER)]
"""An id, id@edition, or a country whose framework is meant; on the command line also the path of a record."""
LevelName = Annotated[str, Written(150, _LEVEL)]
Limit = Annotated[int, Field(ge=1, le=500)]
Offset = Annotated[int, Field(ge=0, le=100_000)]
MOST, OVER = "how many to give at most", "how many to pass over"
LADDER = "id of a framework (the edition in force), id@edition, or a country whose framework is meant"
EDITION = "id of a framework (the edition in force), or id@edition"
COUNTRY = "a country, by name or ISO 3166 code"
DAY = "a day (2015-06-30), month or year; default: the catalogue's own date"
AWARD_DAY = "the award's date (2010-06-30), month or year: the edition in force then"
