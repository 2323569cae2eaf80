"""Names of countries and languages, numbers, shares and days as a language writes them: Unicode CLDR, by Babel.

Babel is imported when the first of them is asked for; most commands never do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
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
