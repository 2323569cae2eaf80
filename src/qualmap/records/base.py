"""What all records share: immutability, and scalars that arrive as text.

YAML scalars are read as text on purpose (``NO`` is a country, ``4.10`` a level code); each
field then says here how its text becomes a number or a date.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from qualmap.records.dates import DATE, PartialDate

Verification = Literal["seen", "secondary", "recalled"]
"""How a fact was checked: read in the authority's own source, read elsewhere, or not checked."""
MARKS: tuple[Verification, ...] = get_args(Verification)
"""The marks, the surest first."""


_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,12})?")


class Record(BaseModel):
    """An immutable record; a key that it does not know is an error, not a guess."""

    unknown_key: ClassVar[str] = "remove it"
    """What to do about a key that is not known and like none that is."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


class Written(NamedTuple):
    """How a field is written as a flag, where it is not called as in a file.

    ``parts`` make an item of several fields one text, FIRST=SECOND[:THIRD], in a flag and in a cell of a table.
    """

    flag: str
    parts: tuple[str, ...] = ()


class Range(NamedTuple):
    """A size given as one number or as a span, ends included; written ``3`` or ``1-2``."""

    low: float
    high: float

    @classmethod
    def parse(cls, text: str) -> Range:
        """Read ``3`` or ``1-2``."""
        low, _, high = text.partition("-")
        return cls(float(low), float(high or low))

    @property
    def middle(self) -> float:
        """The middle of the span."""
        return (self.low + self.high) / 2


def _to_number(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not -1e15 < value < 1e15:
            raise ValueError("is not a number of any use here")
        return float(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return float(value)
    raise ValueError(f"{value!r} is not a number")


class _TextOrNumber:
    """In the JSON Schema of a record, a number may be written as text (importing pydantic's own marker is slow)."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        if handler.mode == "serialization":
            return dict(handler(core_schema))
        return {"type": ["string", "number"]}


_TEXT_OR_NUMBER = _TextOrNumber()


Integer = Annotated[int, Field(ge=-1_000_000, le=1_000_000), _TEXT_OR_NUMBER]


Number = Annotated[float, BeforeValidator(_to_number), _TEXT_OR_NUMBER]


_SPAN = r"^[0-9]{1,6}(\.[0-9]{1,3})?(-[0-9]{1,6}(\.[0-9]{1,3})?)?$"


Span = Annotated[str, StringConstraints(pattern=_SPAN), _TEXT_OR_NUMBER]
"""A number or a span such as ``1-2``, kept as it is written; ``Range.parse`` reads it."""


_IRI, _COUNTRY = r"^https?://[^\s<>\"{}|\\^`]+$", r"^[A-Z]{2}$"


Iri = Annotated[str, StringConstraints(pattern=_IRI)]


Country = Annotated[str, StringConstraints(pattern=_COUNTRY)]


_ID, _EDITION = r"^[a-z0-9]+(-[a-z0-9]+)*$", r"^[A-Za-z0-9][A-Za-z0-9.-]*$"


_EDITION_REF = r"^[a-z0-9-]+@[A-Za-z0-9.-]+$"


_LINE, _FIELD = r"^[^\x00-\x1f\x7f-\x9f]+$", r"^\d{2,4}$"


_LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$"
PRACTICE_ID = r"^[a-z0-9]+(-[a-z0-9]+)*--[A-Z]{2}$"


PATTERNS = {
    _ID: "is not an id: lower-case letters, digits and single hyphens, such as xx-nqf",
    PRACTICE_ID: "is not an id: a body and a country, such as nuffic--GH",
    _EDITION: "is not an edition: letters, digits, dots and hyphens, such as 2019",
    _EDITION_REF: "does not name an edition; write id@edition, such as xx-nqf@2019",
    _SPAN: "is not a number or a span such as 1-2",
    DATE: "is not a date; write 2019, 2019-01 or 2019-01-08",
    _IRI: "is not a web address (http:// or https://, no spaces)",
    _LINE: "is not one line of text: it holds characters that cannot stand there",
    _FIELD: "is not an ISCED-F code: two to four digits, such as 0715",
    _LANGUAGE: "is not a language tag such as fr or pt-BR",
    _COUNTRY: "is not an ISO 3166-1 alpha-2 code such as KE",
}
"""What a pattern means, for messages."""


Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


Line = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=_LINE)]
"""One line of text without control characters."""


class CodeOf(NamedTuple):
    """Says of a type that its values are codes of a list of ``crosswalks/model/codes.yaml``."""

    list: str


LanguageTag = Annotated[str, StringConstraints(pattern=_LANGUAGE), CodeOf("languages")]
"""A BCP 47 tag such as ``ar`` or ``pt-BR``."""


FieldOfStudy = Annotated[str, StringConstraints(pattern=_FIELD), CodeOf("isced-f-2013")]
"""A code of ISCED-F."""


Isco = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}$"), CodeOf("isco-08")]
"""A code of ISCO-08: one digit for a major group, four for a unit group."""


Code = Annotated[str, StringConstraints(min_length=1, max_length=40)]
"""A level code as printed: ``4+``, ``6.1``, ``Entry 3``, ``VIII``."""


FrameworkId = Annotated[str, StringConstraints(pattern=_ID, max_length=60)]


Edition = Annotated[str, StringConstraints(pattern=_EDITION, max_length=30)]


Region = Literal["europe", "africa", "asia-pacific", "arab-states", "americas", "world", "unknown"]


class Ref(NamedTuple):
    """A framework, or one edition of it: ``fr-cncp`` or ``fr-cncp@1969``."""

    id: str
    edition: str | None = None

    def __str__(self) -> str:
        return f"{self.id}@{self.edition}" if self.edition else self.id

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read ``id`` or ``id@edition``."""
        name, _, edition = text.partition("@")
        return cls(name, edition or None)


def in_order(values: tuple[str, ...]) -> tuple[str, ...]:
    """Each value once, sorted: for lists whose order means nothing."""
    if len(values) < 2:
        return values
    return tuple(sorted(set(values)))


TextSet = Annotated[tuple[Text, ...], AfterValidator(in_order)]


IriSet = Annotated[tuple[Iri, ...], AfterValidator(in_order)]


CountrySet = Annotated[tuple[Country, ...], AfterValidator(in_order)]


EditionRef = Annotated[str, StringConstraints(pattern=_EDITION_REF, max_length=100)]
"""One edition of a framework, written ``fr-cncp@1969``."""


class Source(Record):
    """Where a fact was read, or that it is recalled and nobody has read it.

    A source needs an address or a citation; a ``recalled`` one (general knowledge that nobody has checked) needs a note
    that says what is behind it.
    """

    id: Code = Field(description="Local id, by which the facts of the record name the source.")
    verification: Verification = Field(
        description="How the source was checked: seen (the authority's own, read), secondary (another's, read), "
        "recalled (not read).",
    )
    url: Iri | None = Field(None, description="Web address of the source.")
    citation: Text | None = Field(None, description="What the source is, where it has no address.")
    date_seen: PartialDate | None = Field(None, description="The day on which the source was read.")
    published: PartialDate | None = Field(None, description="When the source appeared.")
    note: Text | None = Field(None, description="Anything else; of a recalled source, what is behind it.")
    work: Text | None = Field(
        None,
        description="The document, by name, of which several addresses hold copies: together they are one witness.",
    )

    @property
    def document(self) -> str | None:
        """The document that it is, whichever copy was read; None for what nobody has read."""
        return None if self.verification == "recalled" else self.work or self.url or self.citation


class Stated(Record):
    """One stated value and the source that states it."""

    value: Text = Field(description="What is stated, in words.")
    source: Code = Field(description="Local id of the source that states it.")


class Dispute(Record):
    """Two claims about one fact, each with its source, and which of them the record follows."""

    about: Text = Field(description="The fact in dispute: a field, or a title.")
    used: Stated = Field(description="The claim that the record follows.")
    other: Stated = Field(description="The claim that the record does not follow.")
    why: Text = Field(description="Why the record follows the one and not the other, in a sentence.")
    level: Code | None = Field(None, description="The code of the level that the dispute is about, if one.")


class StatedDate(Record):
    """One stated date and the source that states it."""

    value: PartialDate = Field(description="The date, as exact as the source: a year, a month or a day.")
    source: Code = Field(description="Local id of the source that states it.")


class Result(BaseModel):
    """An immutable result."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
