"""Names of countries and languages, numbers, shares and days as a language writes them: Unicode CLDR, by Babel.

Babel is imported when the first of them is asked for; most commands never do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=32)
def _locale(tag: str) -> Locale:
    """The locale of a BCP 47 tag; English where CLDR has none, so that no recorded language can fail."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def countries(tag: str) -> Mapping[str, str]:
    """The names of countries, and of some regions, by code; ISO 3166-1 alpha-2 for countries."""
    return _locale(tag).territories


@lru_cache(maxsize=2)
def names_in_official_languages(codes: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The names of these countries in every language that is official in one of them, with the code of each.

    The locales' own files are read, since Babel would keep every locale whole in memory: 17 MB instead of 130.
    """
    from babel.languages import get_official_languages

    official = (name for code in codes for name in get_official_languages(code, regional=True, de_facto=True))
    languages = {name.partition("_")[0] for name in official}
    named = (pair for locale in _locales(languages) for pair in _territories(locale).items())
    wanted = frozenset(codes)
    return tuple(dict.fromkeys((name, code) for code, name in named if code in wanted and name != code))


def _locales(languages: Collection[str]) -> Iterator[str]:
    """The locales of these languages, one for each script, and none for each country."""
    from babel.localedata import locale_identifiers

    for locale in sorted(locale_identifiers()):
        language, _, rest = locale.partition("_")
        if language in languages and len(rest) in (0, len("Latn")) and "_" not in rest:
            yield locale


def _territories(locale: str) -> Mapping[str, str]:
    import pickle

    from babel.localedata import resolve_locale_filename

    with Path(resolve_locale_filename(locale)).open("rb") as file:
        found: Mapping[str, str] = pickle.load(file).get("territories", {})  # noqa: S301  # a file of Babel's own
    return found


def language(code: str, tag: str) -> str:
    """The name of a language by its BCP 47 tag; the tag itself where CLDR has none."""
    name: str | None = _locale(tag).languages.get(code.partition("-")[0])
    return name or code


def number(value: float, tag: str) -> str:
    """A number with at most two decimals."""
    from babel.numbers import format_decimal

    return format_decimal(value, format="0.##", locale=_locale(tag))


def percent(share: float, tag: str) -> str:
    """A share of one. What is certain or impossible only by rounding is not said to be."""
    from babel.numbers import format_percent

    if 0 < share < 0.005:
        return "< " + format_percent(0.01, locale=_locale(tag))
    if 0.995 <= share < 1:
        return "> " + format_percent(0.99, locale=_locale(tag))
    return format_percent(share, locale=_locale(tag))


def day(text: str, tag: str) -> str:
    """A date known to the day, the month or the year (ISO 8601); anything else as it is."""
    from babel.dates import format_date, format_skeleton

    parts = text.split("-")
    try:
        if len(parts) == 3:
            return format_date(date.fromisoformat(text), "long", locale=_locale(tag))
        if len(parts) == 2:
            return format_skeleton("yMMMM", date(int(parts[0]), int(parts[1]), 1), locale=_locale(tag))
    except ValueError:
        pass
    return text
