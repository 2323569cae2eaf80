"""Which editions of a country's frameworks an award may have been given under.

The one under which it was registered, if that is known; else those in force or in teach-out on its date; without a date
all of them.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import is_named, standing
from qualmap.catalog.places import Place
from qualmap.errors import InputError, UnknownNameError
from qualmap.portability.case import Case
from qualmap.records import Framework
from qualmap.records.award import Award
from qualmap.titles.scope import covers


def frameworks_of(catalogue: Catalogue, place: Place) -> list[Framework]:
    """The frameworks of a country, or of a part of it, in every edition."""
    return [framework for framework in catalogue.of_country.get(place.country, ()) if covers(framework, place)]


def applying_editions(every: Sequence[Framework], case: Case) -> list[tuple[Framework, str]]:
    """The editions under which the award may have been given, with their standing then."""
    award = case.award
    named = list(every)
    if award.framework is not None:
        named = [framework for framework in every if framework.id == award.framework]
        named = named or [framework for framework in every if is_named(framework, award.framework)]
        if not named:
            raise UnknownNameError("framework", award.framework, {framework.id for framework in every}, award.country)
    if award.registered_under is not None:
        named = [framework for framework in named if str(framework.ref) == award.registered_under]
        if not named:
            raise UnknownNameError("edition", award.registered_under, {str(f.ref) for f in every}, award.country)
    if award.awarded is None:
        return [(framework, "date-unknown") for framework in named if framework.status not in _NEVER_IN_FORCE]
    found = [(framework, _standing(framework, award)) for framework in named]
    applying = [(framework, how) for framework, how in found if how not in (None, "not-adopted", "none")]
    if award.registered_under is not None and not applying:
        raise InputError(f"{award.registered_under} was neither in force nor in teach-out on {award.awarded}: mend one")
    return [(framework, str(how)) for framework, how in applying]


_NEVER_IN_FORCE = ("draft", "under-development", "none", "unknown")


def days_of(award: Award) -> tuple[str | None, ...]:
    """The day of the award, or the first and the last of its month or year; nothing where none is known."""
    awarded = award.awarded
    if awarded is None or len(awarded) == 10:
        return (awarded,)
    year, month = int(awarded[:4]), awarded[5:7]
    last = calendar.monthrange(year, int(month or 12))[1]
    return f"{awarded}-01" if month else f"{awarded}-01-01", f"{year:04}-{month or '12'}-{last}"


def _standing(framework: Framework, award: Award) -> str | None:
    """How an edition stood on the day of the award, or on any day that it may be."""
    return next((how for day in reversed(days_of(award)) if day and (how := standing(framework, day))), None)


def is_dated(award: Award) -> bool:
    """Whether it is known which editions may apply."""
    return award.awarded is not None or award.registered_under is not None
