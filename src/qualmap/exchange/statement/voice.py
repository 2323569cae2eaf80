"""The statement's own words in one language, with names of countries, frameworks and professions, and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from qualmap.catalog import Catalogue
from qualmap.catalog.places import country_name
from qualmap.exchange.statement.content import BETWEEN, Line, Words, text_of
from qualmap.records import Language, Reason
from qualmap.records.judgement import Country
from qualmap.records.results import FrameworkName

RECORDS = "en"
"""The language in which records are written."""
_PLACE = re.compile(r"\{([a-z_]+)\}")
_COUNTRIES = frozenset({"origin", "destination", "country", "countries"})
_NUMBERS = re.compile(r"\d+(\.\d+)?(-\d+(\.\d+)?)?%?")
_CODES = re.compile(r"[A-Z]{2}(, [A-Z]{2})*")
_RECORDED = frozenset({"condition", "hint"})
_BEFORE_HIGH_SIGNS = re.compile(r" (?=[:;!?])")


class Voice:
    """Says things in one language, in the words of the phrases."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self.catalogue, self.language = catalogue, language

    def say(self, code: str, **values: str) -> str:
        """A phrase of the statement as text."""
        return text_of(self.line(f"statement-{code}", values))

    def line(self, code: str, values: Mapping[str, str | Line] | None = None) -> Line:
        """A phrase with its values in their places. Raises KeyError for a code that does not exist."""
        given, found = values or {}, []
        text = self.catalogue.phrases.text(code, self.language)
        for place, part in enumerate(_PLACE.split(_BEFORE_HIGH_SIGNS.sub("\N{NO-BREAK SPACE}", text))):
            if place % 2 == 0:
                found.append(Words(part))
            else:
                value = given[part]
                found += (Words(value),) if isinstance(value, str) else value
        return tuple(words for words in found if words.text or words.notes)

    def pair(self, name: str | Line, value: str | Line) -> Line:
        """A name and its value, with the sign between them that the language wants."""
        return self.line("statement-pair", {"name": name, "value": value})

    def reason(self, reason: Reason) -> Line:
        """A reason as a sentence, with its values as people read them."""
        return self.line(reason.code, {name: self._value(name, text) for name, text in reason.values.items()})

    def _value(self, name: str, text: str) -> Line:
        if text.startswith("@") and text[1:] in self.catalogue.phrases:
            return self.line(text[1:])
        if name in _COUNTRIES and _CODES.fullmatch(text):
            return (Words(", ".join(self.country(code) for code in text.split(", "))),)
        if name == "framework" and text in self.catalogue.frameworks:
            return self.framework(text)
        if name == "home" and ":" in text:
            ref, _, level = text.partition(":")
            return (Words(f"{level} ({ref.replace('@', ' ')})", language=RECORDS),)
        if name == "newer":
            return (Words(", ".join(self._instruments.get(each, each) for each in text.split(", "))),)
        if name == "profession":
            return (Words(self.profession(text)),)
        if _NUMBERS.fullmatch(text):
            return (Words(self._localised(text)),)
        if name == "levels":
            return (Words(text if text != "-" else self.say("no-levels")),)
        if name in ("sought", "level", "system"):
            return (Words(text),)
        return (Words(text, quoted=True, language=RECORDS if name in _RECORDED else None),)

    def country(self, code: str) -> str:
        """A country's or subdivision's name in this language, where the lists have it."""
        name = country_name(code, self.catalogue.places)
        found = self._gettext(name)
        return found if found != name or self.language == RECORDS else self._formal(code, name)

    def _formal(self, code: str, name: str) -> str:
        """Lists translate some countries under their formal names alone."""
        import pycountry

        country = pycountry.countries.get(alpha_2=code)
        return name if country is None else self._gettext(country.name)

    @cached_property
    def _gettext(self) -> Any:
        from gettext import translation

        import pycountry

        return translation("iso3166-1", pycountry.LOCALES_DIR, languages=[self.language], fallback=True).gettext

    def place(self, country: Country) -> str:
        """A country, or the part of it that is meant."""
        if country.subdivision is None:
            return self.country(country.code)
        return f"{self.country(country.code)}, {country_name(country.subdivision, self.catalogue.places)}"

    def framework(self, ref: str) -> Line:
        """A framework's recorded name, and its edition."""
        known = self.catalogue.frameworks.get(ref)
        short = ref.replace("@", " ")
        if known is None:
            return (Words(short, language=RECORDS),)
        return (Words(known.name, quoted=True, language=RECORDS), Words(f" ({short})", language=RECORDS))

    def level(self, framework: FrameworkName, level: str) -> Line:
        """A level of a framework."""
        ref = str(framework)
        return (Words(level, strong=True), Words(" · "), *self.framework(ref))

    def kind(self, award_type: str) -> str:
        """A generic type of award."""
        return text_of(self.line(f"type-{award_type}"))

    def profession(self, profession: str) -> str:
        """A profession."""
        known = profession in self.catalogue.professions.by_id
        return self.catalogue.phrases.text(f"profession-{profession}", self.language) if known else profession

    @cached_property
    def _instruments(self) -> dict[str, str]:
        return {act.id: act.short_name or act.name for act in self.catalogue.instruments}

    def number(self, value: float) -> str:
        """A number with at most two decimals."""
        return self._localised(f"{value:.2f}".rstrip("0").rstrip("."))

    def span(self, span: tuple[float, float]) -> str:
        """A number, or a lowest and a highest one."""
        low, high = (self.number(end) for end in span)
        return low if low == high else f"{low}–{high}"

    def percent(self, share: float) -> str:
        """A share of one. What is certain or impossible only by rounding is not said to be."""
        shown = f"{share:.0%}"
        if 0 < share < 0.005:
            return "< " + self._localised("1%")
        return "> " + self._localised("99%") if share < 1 and shown == "100%" else self._localised(shown)

    def _localised(self, text: str) -> str:
        if self.language == RECORDS:
            return text.replace("-", "–")
        percent = "\N{NO-BREAK SPACE}%" if self.language == "fr" else "%"
        return text.replace(".", ",").replace("-", "–").replace("%", percent)

    def list(self, lines: Iterable[Line], most: int = 12) -> Line:
        """Lines in one, up to a number of them."""
        each = list(lines)
        found: list[Words] = []
        for index, line in enumerate(each[:most]):
            found += ((Words(BETWEEN),) if index else ()) + line
        if len(each) > most:
            found.append(Words(BETWEEN + self.say("more", number=str(len(each) - most))))
        return tuple(found)
