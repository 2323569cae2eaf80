"""Countries and their parts as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from qualmap.catalog import cldr
from qualmap.errors import UnknownNameError
from qualmap.records.text import fold

if TYPE_CHECKING:
    from qualmap.catalog.catalogue import Catalogue
    from qualmap.records.places import Places

_CODE = re.compile(r"[A-Z]{2}")
_PART = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


class Place(NamedTuple):
    """A country (ISO 3166-1 alpha-2, or a user-assigned code), or a part of it (ISO 3166-2)."""

    country: str
    subdivision: str | None = None

    def __str__(self) -> str:
        return self.subdivision or self.country


def place(text: str, catalogue: Catalogue) -> Place:
    """The place that a code or name stands for; capitals, diacritics and points do not matter.

    Raises UnknownNameError with the nearest valid names.
    """
    if _CODE.fullmatch(text) and text not in catalogue.places.house_codes and text in catalogue.countries:
        return Place(text)
    found = _names(catalogue.places).get(_key(text)) or _subdivision(text.strip().upper())
    found = found or _translated(catalogue.phrases.locales).get(_key(text))
    if found is None:
        raise UnknownNameError("country", text, _printed(catalogue.places))
    return found


def country_name(code: str, places: Places) -> str:
    """A country's or subdivision's usual English name; the code itself where none is known."""
    if code in places.assigned:
        return places.assigned[code].name
    own = next((item.names[0] for item in places.subdivisions if item.code == code), None)
    if own is not None:
        return own
    import pycountry

    if "-" in code:
        part = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
        return code if part is None else str(part.name)
    country = pycountry.countries.get(alpha_2=code)
    return code if country is None else str(getattr(country, "common_name", country.name))


def _key(text: str) -> str:
    """A name as it is compared: folded, words only, with no article before it."""
    return " ".join(re.findall(r"[^\W_]+", fold(text[:200]).replace(".", ""))).removeprefix("the ")


@lru_cache(maxsize=4)
def _printed(places: Places) -> tuple[str, ...]:
    """The names that are offered where a name is not known."""
    own = [item.name for item in places.user_assigned] + [name for item in places.subdivisions for name in item.names]
    return (*sorted({name for _, name in _english()}), *own)


@lru_cache(maxsize=4)
def _names(places: Places) -> dict[str, Place]:
    """Every code and English name. The record wins over the ISO lists, and both over translations."""
    found: dict[str, Place] = {}
    for code, name in (*_codes(), *_english()):
        found[_key(name)] = Place(code)
    for aliases in places.also_written:
        found |= {_key(name): Place(aliases.code) for name in (*aliases.codes, *aliases.names)}
    for own in places.user_assigned:
        found |= {_key(name): Place(own.code) for name in (own.code, own.alpha_3, own.name, *own.names)}
    for part in places.subdivisions:
        here = Place(part.code[:2], part.code)
        found |= {_key(name): here for name in (part.code, *part.names)}
    found.pop("", None)
    return found


def _subdivision(code: str) -> Place | None:
    """The part of a country that has an ISO 3166-2 code."""
    if not _PART.fullmatch(code):
        return None
    import pycountry

    known = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
    return Place(code[:2], code) if known else None


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


@lru_cache(maxsize=4)
def _translated(locales: tuple[str, ...]) -> dict[str, Place]:
    """Names in these languages: as CLDR has them, and the longer ones of the ISO lists that documents print."""
    from gettext import translation

    import pycountry

    found: dict[str, Place] = {}
    known = {country.alpha_2 for country in _countries()}
    for locale in locales:
        found |= {_key(name): Place(code) for code, name in cldr.countries(locale).items() if code in known}
        languages = [locale.replace("-", "_"), locale.partition("-")[0]]
        read = translation("iso3166-1", pycountry.LOCALES_DIR, languages=languages, fallback=True).gettext
        found |= {_key(read(name)): Place(code) for code, name in _english()}
    found.pop("", None)
    return found
