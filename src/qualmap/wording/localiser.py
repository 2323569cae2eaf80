"""The one renderer: sentences, reasons and their values in one language, for tables, statements, papers and REST."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from qualmap.assessment.model import Country
from qualmap.catalog import Catalogue, cldr
from qualmap.catalog.places import country_name
from qualmap.crosswalk.model import FrameworkName
from qualmap.records.phrases import ENGLISH, PLACE, Reason
from qualmap.records.values import (
    Between,
    Countries,
    Day,
    Editions,
    Level,
    Levels,
    Phrase,
    Practice,
    Quote,
    Share,
    Tongue,
    Value,
)
from qualmap.wording.line import BETWEEN, Line, Words, joined, text_of

RECORDS = ENGLISH
"""The language in which records are written."""
_BEFORE_HIGH_SIGNS = re.compile(r" (?=[:;!?])")


class Localiser:
    """Says things in one language. Raises UnknownNameError for a language that has no record.

    Nothing else fails: a sentence that the language lacks is said in English, a place without a value stays as it is.
    """

    def __init__(self, catalogue: Catalogue, language: str = ENGLISH) -> None:
        self.catalogue, self.language = catalogue, language
        self.wording = catalogue.phrases.wording(language)
        self._tag = self.wording.locale or language

    # -- sentences ---------------------------------------------------------------------------------

    def line(self, code: str, values: Mapping[str, str | Line] | None = None) -> Line:
        """A sentence with its values in their places."""
        given = values or {}
        found: list[Words] = []
        text, spoken = self.catalogue.phrases.find(code, self.language)
        language = None if spoken == self.language else spoken
        for place, part in enumerate(PLACE.split(_BEFORE_HIGH_SIGNS.sub("\N{NO-BREAK SPACE}", text))):
            value = given.get(part, f"{{{part}}}") if place % 2 else part
            found += (Words(value, language=language),) if isinstance(value, str) else value
        return tuple(words for words in found if words.text or words.notes)

    def text(self, code: str, **values: str) -> str:
        """A sentence as text."""
        return text_of(self.line(code, values))

    def say(self, name: str, **values: str) -> str:
        """A heading or sentence of the statement as text."""
        return self.text(f"statement-{name}", **values)

    def pair(self, name: str | Line, value: str | Line) -> Line:
        """A name and its value, with the sign between them that the language wants."""
        return self.line("statement-pair", {"name": name, "value": value})

    def list(self, lines: Iterable[Line], most: int = 12) -> Line:
        """Lines in one, up to a number of them."""
        each = [*lines]
        found = joined(each[:most], BETWEEN)
        if len(each) > most:
            found = (*found, Words(BETWEEN + self.say("more", number=str(len(each) - most))))
        return found

    # -- reasons -----------------------------------------------------------------------------------

    def reason(self, reason: Reason) -> Line:
        """A reason as a sentence, with its values as people read them."""
        return self.line(reason.code, {name: self.value(value) for name, value in reason.values.items()})

    def said(self, reason: Reason) -> str:
        """A reason as text."""
        return text_of(self.reason(reason))

    def value(self, value: Value) -> Line:
        """A value of a reason, by what it says that it is."""
        match value:
            case Phrase(phrase=code):
                return self.line(code)
            case Editions(editions=refs):
                return joined(map(self.framework, refs), ", ")
            case Level(edition=ref, level=level):
                return (Words(f"{level} ({ref.replace('@', ' ')})", language=RECORDS),)
            case Quote(text=text, language=language):
                return (Words(text, quoted=True, language=language),)
            case str():
                return (Words(value, quoted=True),)
        return (Words(self._short(value)),)

    def _short(self, value: Value) -> str:
        """A value that is a text without parts."""
        match value:
            case Countries(countries=codes):
                return ", ".join(map(self.country, codes))
            case Levels(levels=codes):
                return ", ".join(codes) or self.say("no-levels")
            case Share(share=share):
                return self.percent(share)
            case Between(low=low, high=high):
                return self.span((low, high))
            case Practice(profession=profession):
                return self.profession(profession)
            case Day(day=day):
                return self.day(day)
            case Tongue(tongue=tag):
                return cldr.language(tag, self._tag)
            case int() | float():
                return self.number(value)
        return str(value)

    # -- names and numbers ----------------------------------------------------------------------------

    def country(self, code: str) -> str:
        """A country's or subdivision's name: in English the catalogue's own, else CLDR's where it has one."""
        own = None if self.language == RECORDS else cldr.countries(self._tag).get(code)
        return own or country_name(code, self.catalogue.places)

    def place(self, country: Country) -> str:
        """A country, or the part of it that is meant."""
        if country.subdivision is None:
            return self.country(country.code)
        return f"{self.country(country.code)}, {self.country(country.subdivision)}"

    def framework(self, ref: str) -> Line:
        """A framework's recorded name, and its edition."""
        known = self.catalogue.frameworks.get(ref)
        short = ref.replace("@", " ")
        if known is None:
            return (Words(short, language=RECORDS),)
        return (Words(known.name, quoted=True, language=RECORDS), Words(f" ({short})", language=RECORDS))

    def level(self, framework: FrameworkName, level: str) -> Line:
        """A level of a framework."""
        return (Words(level, strong=True), Words(BETWEEN), *self.framework(str(framework)))

    def kind(self, award_type: str) -> str:
        """A generic type of award."""
        return self.text(f"type-{award_type}")

    def profession(self, profession: str) -> str:
        """A profession; its id where it is not recorded."""
        known = profession in self.catalogue.professions.by_id
        return self.text(f"profession-{profession}") if known else profession

    def number(self, value: float) -> str:
        """A number with at most two decimals."""
        return cldr.number(value, self._tag)

    def span(self, span: tuple[float, float]) -> str:
        """A number, or a lowest and a highest one."""
        low, high = map(self.number, span)
        return low if low == high else f"{low}–{high}"

    def percent(self, share: float) -> str:
        """A share of one; never rounded to certainty."""
        return cldr.percent(share, self._tag)

    def day(self, day: str) -> str:
        """A date known to the day, the month or the year."""
        return cldr.day(day, self._tag)
