"""Where the award stands at home: the editions that may apply, the level, and how certain the reading is."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import standing
from qualmap.catalog.places import Place
from qualmap.errors import InputError, UnknownNameError
from qualmap.portability.case import Case
from qualmap.records import Framework, QualificationType, Reason
from qualmap.records.award import Award
from qualmap.records.found import TitleMatch, TitleSearch
from qualmap.records.judgement import ReadAs
from qualmap.titles.scope import covers

CERTAIN: tuple[ReadAs, ...] = ("level", "title")
"""The readings that can count against a holder."""
FindTitle = Callable[[str, Place, str | None, str | None], TitleSearch]
"""What a title may be in a place, on a day (None: today), in a framework (None: in any)."""


@dataclass(frozen=True)
class Standing:
    """One edition and level on which the award may stand."""

    framework: Framework
    standing: str
    level: str
    award: QualificationType | None
    read_as: ReadAs


@dataclass(frozen=True)
class Home:
    """Every place where the award may stand, and how that was found. ``search``: what its title may be."""

    places: tuple[Standing, ...]
    note: Reason
    search: TitleSearch
    award_type: str | None

    @property
    def certain(self) -> bool:
        """Whether the places are certain enough to count against the holder."""
        return bool(self.places) and all(place.read_as in CERTAIN for place in self.places)


def frameworks_of(catalogue: Catalogue, place: Place) -> list[Framework]:
    """The frameworks of a country, or of a part of it, in every edition."""
    return [framework for framework in catalogue.frameworks.values() if covers(framework, place)]


def home_of(catalogue: Catalogue, find_title: FindTitle, case: Case) -> Home:
    """Where the award stands at home. Raises InputError or UnknownNameError for a level that cannot be."""
    award = case.award
    every = [framework for framework in frameworks_of(catalogue, case.origin) if framework.levels]
    applying = _applying(every, case)
    search = find_title(award.title, case.origin, _days(award)[0], award.registered_under)
    exact = [match for match in search.matches if match.exact]
    for day in _days(award)[1:]:
        later = find_title(award.title, case.origin, day, award.registered_under)
        exact += [match for match in later.matches if match.exact and match not in exact]
    places: tuple[Standing, ...]
    if award.level is not None:
        places = tuple(_by_level(case, every, applying, exact))
        note = Reason(code="home-by-level", values={"level": award.level})
    else:
        dated = _dated(award)
        matches = exact or (list(search.matches[:1]) if search.status == "found" else [])
        read_as: ReadAs = "title" if exact and dated and applying else "likeness"
        places = tuple(_by_title(applying or [(framework, "later") for framework in every], matches, read_as))
        note = _note(places, dated=dated, applying=bool(applying))
    return Home(places, note, search, _award_type(catalogue, case, places, exact))


def _applying(every: Sequence[Framework], case: Case) -> list[tuple[Framework, str]]:
    """The editions under which the award may have been given, with their standing then."""
    award = case.award
    named = list(every)
    if award.framework is not None:
        named = [framework for framework in every if framework.id == award.framework]
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


def _days(award: Award) -> tuple[str | None, ...]:
    """The day of the award, or the first and the last of its month or year; nothing where none is known."""
    awarded = award.awarded
    if awarded is None or len(awarded) == 10:
        return (awarded,)
    year, month = int(awarded[:4]), awarded[5:7]
    last = calendar.monthrange(year, int(month or 12))[1]
    return f"{awarded}-01" if month else f"{awarded}-01-01", f"{year:04}-{month or '12'}-{last}"


def _standing(framework: Framework, award: Award) -> str | None:
    """How an edition stood on the day of the award, or on any day that it may be."""
    return next((how for day in reversed(_days(award)) if day and (how := standing(framework, day))), None)


def _by_level(
    case: Case, every: Sequence[Framework], applying: Sequence[tuple[Framework, str]], exact: Sequence[TitleMatch]
) -> Iterable[Standing]:
    """Every edition that has the level; where the date tells which editions those are, the title must agree."""
    level = case.award.level
    assert level is not None
    having = [(framework, how) for framework, how in applying if level in framework.codes]
    if not having:
        raise _no_such_level(case, level, every, applying)
    editions = {(framework.id, framework.edition) for framework, _ in applying}
    named = [m for m in exact if m.levels and (m.framework.id, m.framework.edition) in editions]
    if named and _dated(case.award):
        agreeing = {(m.framework.id, m.framework.edition) for m in named if level in m.levels}
        having = [(framework, how) for framework, how in having if (framework.id, framework.edition) in agreeing]
        if not having:
            where = "; ".join(f"level {', '.join(m.levels)} of {m.framework.id}" for m in named)
            raise InputError(
                f"level and title contradict each other: {named[0].title!r} stands on {where}, not on {level}; "
                "mend one, name the `framework`, or leave the level out"
            )
    for framework, how in having:
        yield Standing(framework, how, level, _award_on(framework, level, exact), "level")


def _dated(award: Award) -> bool:
    """Whether it is known which editions may apply."""
    return award.awarded is not None or award.registered_under is not None


def _no_such_level(
    case: Case, level: str, every: Sequence[Framework], applying: Sequence[tuple[Framework, str]]
) -> InputError | UnknownNameError:
    others = sorted(str(framework.ref) for framework in every if level in framework.codes)
    when = f" on {case.award.awarded}" if case.award.awarded else ""
    if others:
        given = ", ".join(f"`{other}`" for other in others)
        return InputError(
            f"level {level!r} is of no framework in force in {case.origin.country}{when}; it is one of {given}: "
            "say `registered_under`, mend the date, or leave the level out"
        )
    known = dict.fromkeys(code for framework, _ in applying for code in framework.codes)
    if not known:
        return InputError(f"no framework with levels is known for {case.origin.country}{when}: leave the level out")
    return UnknownNameError("level", level, known, " or ".join(str(framework.ref) for framework, _ in applying))


def _award_on(framework: Framework, level: str, matches: Sequence[TitleMatch]) -> QualificationType | None:
    """The recorded award of this edition and level that a match names."""
    titles = [m.title for m in matches if (m.framework.id, m.framework.edition) == (framework.id, framework.edition)]
    return next((award for award in framework.awards[level] if award.title in titles), None)


def _by_title(
    applying: Sequence[tuple[Framework, str]], matches: Sequence[TitleMatch], read_as: ReadAs
) -> Iterable[Standing]:
    known = {(framework.id, framework.edition): (framework, how) for framework, how in applying}
    seen = set()
    for match in matches:
        framework, how = known.get((match.framework.id, match.framework.edition), (None, ""))
        for level in match.levels if framework is not None else ():
            if framework is not None and (framework.ref, level) not in seen:
                seen.add((framework.ref, level))
                yield Standing(framework, how, level, _award_on(framework, level, [match]), read_as)


def _note(places: Sequence[Standing], *, dated: bool, applying: bool) -> Reason:
    if not places:
        return Reason(code="home-not-found")
    if not applying:
        return Reason(code="home-before-any-edition")
    if not dated:
        return Reason(code="home-undated")
    return Reason(code="home-by-title" if places[0].read_as == "title" else "home-by-likeness")


def _award_type(
    catalogue: Catalogue, case: Case, places: Sequence[Standing], exact: Sequence[TitleMatch]
) -> str | None:
    """The kind of award: as given, as recorded for its title, by the written rule, as recorded for its like."""
    if case.award.award_type is not None:
        return case.award.award_type
    certain = [place.award for place in places if place.read_as in CERTAIN]
    alike = [place.award for place in places if place.read_as not in CERTAIN]
    kinds = [catalogue.classifier.type_of(award) for award in certain if award is not None]
    kinds += [match.generic_type for match in exact]
    kinds.append(catalogue.classifier.by_rule(case.award.title, None, case.award.isced))
    kinds += [catalogue.classifier.type_of(award) for award in alike if award is not None]
    return next((kind for kind in kinds if kind is not None), None)
