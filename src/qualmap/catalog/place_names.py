"""Names and codes of places in tables, as they are compared: those of the records and the ISO lists, and translations.

Three tables, each made when it is first needed: codes and English names (``pycountry``), the languages of the
catalogue, and all languages that are official somewhere (Unicode CLDR, by Babel). The last takes half a second.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from qualmap.catalog import cldr
from qualmap.records.places import Places
from qualmap.records.text import fold

Table = Mapping[str, tuple[str, ...]]
"""Codes by name: ISO 3166-1 alpha-2, 3166-2 or 3166-3; several where a name means several places."""


def key(text: str) -> str:
    """A name as it is compared: folded, words only, with no article before it."""
    return " ".join(re.findall(r"[^\W_]+", fold(text[:200]).replace(".", ""))).removeprefix("the ")


def spelling(text: str) -> str:
    """A name with its marks, which in many scripts are the vowels that tell Togo from Tonga."""
    return " ".join(unicodedata.normalize("NFC", text[:200].casefold()).split())


@lru_cache(maxsize=4)
def recorded(places: Places) -> Table:
    """Every code and English name. The record wins over the ISO lists, and states of today over those that ended."""
    found: dict[str, tuple[str, ...]] = {}
    for state in places.former_states:
        for name in (state.code, *state.codes, state.name, *state.names):
            found[key(name)] = tuple(dict.fromkeys((*found.get(key(name), ()), state.code)))
    for code, name in (*_codes(), *_english()):
        found[key(name)] = (code,)
    for aliases in places.also_written:
        names = (*aliases.codes, *aliases.names, *filter(None, [aliases.printed]))
        found |= {key(name): (aliases.code,) for name in names}
    for own in places.user_assigned:
        found |= {key(name): (own.code,) for name in (own.code, own.alpha_3, own.name, *own.names)}
    for part in places.subdivisions:
        found |= {key(name): (part.code,) for name in (part.code, *part.names)}
    for shared in places.ambiguous:
        found[key(shared.name)] = shared.countries
    found.pop("", None)
    return found


@lru_cache(maxsize=4)
def translated(places: Places, locales: tuple[str, ...]) -> Table:
    """Names in these languages: as CLDR has them, and the longer ones of the ISO lists that documents print."""
    from gettext import translation

    import pycountry

    pairs: list[tuple[str, str]] = []
    for locale in locales:
        names = cldr.countries(locale)
        languages = [locale.replace("-", "_"), locale.partition("-")[0]]
        read = translation("iso3166-1", pycountry.LOCALES_DIR, languages=languages, fallback=True).gettext
        pairs += ((read(name), code) for code, name in _english())
        pairs += ((names[code], code) for code in _all_codes(places) if code in names)
    return {key(name): (code,) for name, code in pairs if key(name)}  # CLDR is the better checked: it wins


@lru_cache(maxsize=4)
def everywhere(places: Places) -> tuple[Table, Table]:
    """Names in every official language of a country, by their spelling and folded, with all that each means."""
    codes = _all_codes(places)
    by_spelling: dict[str, set[str]] = {}
    folded: dict[str, set[str]] = {}
    for name, code in cldr.names_in_official_languages(codes):
        by_spelling.setdefault(spelling(name), set()).add(code)
        folded.setdefault(key(name), set()).add(code)
    folded.pop("", None)
    return _settled(by_spelling), _settled(folded)


def offered(places: Places) -> Iterator[str]:
    """Every name that is understood, the English ones first: one of them may be meant."""
    yield from sorted({name for _, name in _english()})
    for own in places.user_assigned:
        yield from (own.name, *own.names)
    for state in places.former_states:
        yield from (state.name, *state.names)
    for names in (*(each.names for each in places.also_written), *(part.names for part in places.subdivisions)):
        yield from names
    yield from (name for name, _ in cldr.names_in_official_languages(_all_codes(places)))


def is_part(code: str) -> bool:
    """Whether a part of a country has this ISO 3166-2 code."""
    import pycountry

    return pycountry.subdivisions.get(code=code) is not None  # type: ignore[no-untyped-call]


def _settled(found: Mapping[str, Iterable[str]]) -> Table:
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def _all_codes(places: Places) -> tuple[str, ...]:
    return (*(country.alpha_2 for country in _countries()), *places.assigned)


def _countries() -> list[Any]:
    import pycountry

    return list(pycountry.countries)


def _codes() -> Iterator[tuple[str, str]]:
    for country in _countries():
        yield country.alpha_2, country.alpha_2
        yield country.alpha_2, country.alpha_3


def _english() -> Iterator[tuple[str, str]]:
    for country in _countries():
        for field in ("official_name", "name", "common_name"):
            if hasattr(country, field):
                yield country.alpha_2, getattr(country, field)
