"""Which editions of a country's frameworks an award may have been given under.

The one under which it was registered, if that is known; else those in force or in teach-out on its date; without a date
all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from qualmap.assessment.case import Case
from qualmap.awards.scope import covers
from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import is_named, standing
from qualmap.catalog.places import Place
from qualmap.errors import InputError, UnknownNameError
from qualmap.records import Framework
from qualmap.records.award import Award
from qualmap.records.dates import PartialDate


def frameworks_of(catalogue: Catalogue, place: Place) -> list[Framework]:
    """The frameworks of a country, or of a part of it, in every edition."""
    return [framework for framework in catalogue.of_country.get(place.country, ()) if covers(framework, place)]


class Applying(NamedTuple):
    """Editions under which the award may have been given, with their standing then.

    ``always``: whether on every day that the award's date may be at least one of them stood, or the one is stated.
    """

    editions: tuple[tuple[Framework, str], ...]
    always: bool


def applying_editions(every: Sequence[Framework], case: Case) -> Applying:
    """The editions that may apply. Raises InputError or UnknownNameError for one that was named and cannot."""
    award, named = case.award, list(every)
    if not every:
        return Applying((), always=False)
    if award.framework is not None:
        named = [framework for framework in every if framework.id == award.framework]
        named = named or [framework for framework in every if is_named(framework, award.framework)]
        if not named:
            known = {framework.id for framework in every}
            raise UnknownNameError("framework", award.framework, known, award.country, "award.framework")
    if award.registered_under is not None:
        named = [framework for framework in named if str(framework.ref) == award.registered_under]
        if not named:
            known = {str(framework.ref) for framework in every}
            raise UnknownNameError("edition", award.registered_under, known, award.country, "award.registered_under")
    if award.awarded is None:
        possible = tuple((framework, "date-unknown") for framework in named if framework.status not in _NEVER_IN_FORCE)
        return Applying(possible, always=award.registered_under is not None)
    worlds = [_standing_on(named, day) for day in _turning_days(named, award.awarded)]
    found = {framework.ref: (framework, how) for world in worlds for framework, how in world}
    what = award.registered_under or award.framework
    if not found and what:
        raise InputError(
            f"{what} was neither in force nor in teach-out on {award.awarded}: mend one of them, or leave it out"
        )
    always = award.registered_under is not None or all(worlds)
    return Applying(tuple(found[f.ref] for f in named if f.ref in found), always)


_NEVER_IN_FORCE = ("draft", "under-development", "none", "unknown")


def _standing_on(frameworks: Iterable[Framework], day: str) -> list[tuple[Framework, str]]:
    found = [(framework, standing(framework, day)) for framework in frameworks]
    return [(framework, how) for framework, how in found if how is not None and how not in ("not-adopted", "none")]


def _turning_days(frameworks: Iterable[Framework], given: PartialDate) -> list[str]:
    """The days on which other editions may stand than the day before, with the first and the last day given."""
    turning = {given.first, given.last}
    for framework in frameworks:
        if framework.valid_from is not None:
            turning.add(framework.valid_from.value.first)
        for end in (framework.valid_to, framework.teach_out_to):
            if end is not None:
                turning.add((date.fromisoformat(end.value.last) + timedelta(days=1)).isoformat())
    return sorted(day for day in turning if given.first <= day <= given.last)


def is_dated(award: Award) -> bool:
    """Whether it is known which editions may apply."""
    return award.awarded is not None or award.registered_under is not None
