"""Where the award stands at home: the editions that may apply, the level, and how certain the reading is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qualmap.assessment.case import Case
from qualmap.assessment.editions import applying_editions, frameworks_of, is_dated
from qualmap.assessment.held import Pair, kind_was_read
from qualmap.assessment.model import ReadAs
from qualmap.assessment.titled import (
    Alike,
    TitleRecords,
    alike,
    bearing,
    in_time,
    kind_of,
    kind_of_match,
    names_part,
    was_given,
)
from qualmap.awards.model import TitleMatch, TitleSearch
from qualmap.catalog import Catalogue
from qualmap.catalog.places import Place
from qualmap.errors import InputError, UnknownNameError
from qualmap.records import Framework, QualificationType, Reason
from qualmap.records.award import Award
from qualmap.records.phrases import plain
from qualmap.records.titles import NoLevel

CERTAIN: tuple[ReadAs, ...] = ("level", "title")
"""The readings that can count against a holder."""


FindTitle = Callable[[str, Place, str | None, str | None], TitleSearch]
"""What a title may be in a place, on a day (None: today), in a framework (None: in any)."""


Editions = Sequence[tuple[Framework, str]]
"""Editions that may apply, each with its standing on the date."""


@dataclass(frozen=True)
class Standing:
    """One edition and level on which the award may stand. ``bears``: whether it bears the very title of ``award``."""

    framework: Framework
    standing: str
    level: str
    award: QualificationType | None
    read_as: ReadAs
    bears: bool


@dataclass(frozen=True)
class Home:
    """Every place where the award may stand, and how that was found.

    ``recorded``: the recorded awards that it may be; ``bears``: whether it certainly bears the title of each of them.
    ``certain``: whether the places are certain enough to count against the holder. ``award_type``: its kind, as good as
    it is known; ``title_type``: its kind by its recorded title; ``certain_type``: that, or else as given, None where
    records leave it open. ``undated``: whether it is not known which editions may apply. ``kind_is_recorded``: whether
    a record of this very title says its kind, rather than a rule that reads titles, and ``kind_was_read`` whether that
    rests on a source; ``kind_is_like``: whether it is that of a likeness alone; ``kind_is_given``: whether it was
    given, or its ISCED level. ``paper``: what it is instead, where its title names no
    award, or is recorded as a part of one.
    """

    places: tuple[Standing, ...]
    recorded: tuple[Pair, ...]
    certain: bool
    bears: bool
    note: Reason
    award_type: str | None
    certain_type: str | None
    title_type: str | None
    undated: bool = False
    kind_is_recorded: bool = False
    kind_was_read: bool = True
    kind_is_given: bool = False
    kind_is_like: bool = False
    paper: NoLevel | None = None

    @property
    def editions(self) -> list[str]:
        """The editions in which it may stand."""
        return list(dict.fromkeys(str(place.framework.ref) for place in self.places))


def home_of(records: TitleRecords, find_title: FindTitle, case: Case) -> Home:
    """Where the award stands at home. Raises InputError or UnknownNameError for a level that cannot be."""
    catalogue, award, dated = records.catalogue, case.award, is_dated(case.award)
    late, country = catalogue.title_search.late_years, case.origin.country
    matches = find_title(award.title, case.origin, None, None).matches
    borne = bearing(matches)
    paper: NoLevel | None = None if borne else catalogue.papers.kind(award.title)
    if paper is None and names_part(matches):
        paper = "part-of-an-award"
    if paper is not None:
        return _no_award(paper)
    every = frameworks_of(catalogue, case.origin)
    ladders = [framework for framework in every if framework.levels]
    applying, always = applying_editions(ladders, case)
    searches = [find_title(award.title, case.origin, day, award.registered_under) for day in _days_to_search(award)]
    exact = [match for search in searches for match in bearing(search.matches) if in_time(match, award.awarded, late)]
    own = [match for match in exact if match.recorded_by == "framework"]
    editions = {framework.ref for framework, _ in applying} or {framework.ref for framework in ladders}
    titled = records.all_of(exact, country, editions)
    all_record = dated and (always or not ladders) and _all_record(applying, titled)
    readable = [f for f, _ in applying] or ladders
    like = alike(records, award, searches[0], [*readable, *(f for f in every if not f.levels)])
    if award.level is not None and ladders:
        places = tuple(_by_level(case, ladders, applying, own, like))
    else:
        borne_by_read = all_record and applying and (own or _all_read(titled))
        read_as: ReadAs = "title" if borne_by_read else "type" if like.by_kind and not exact else "likeness"
        pairs = titled if exact else like.awards
        places = tuple(_by_award(applying or [(framework, "later") for framework in ladders], pairs, read_as, exact))
    held = exact and not own and all(was_given(match, award.awarded, late) for match in exact)
    bears = _bearing(award, titled, applying) if all_record or held else []
    recorded = bears or _may_be(places, like)
    # the kinds of the title whatever the date: a fact that becomes unknown must not make a kind certain
    kinds = {kind_of_match(catalogue, match) for match in borne}
    title_type = next(iter(kinds)) if len(kinds) == 1 else None
    of_title = records.all_of(borne, country, editions) if title_type is not None else []
    stating = [(owner, one) for owner, one in of_title if one.generic_type == title_type]
    return Home(
        places=places,
        recorded=tuple(recorded),
        certain=bool(places) and all(place.read_as in CERTAIN for place in places),
        bears=bool(bears),
        note=_note(case, places, dated=dated, applying=bool(applying)),
        award_type=_award_type(catalogue, case, recorded, exact),
        certain_type=title_type if kinds else award.award_type,
        title_type=title_type,
        undated=not dated,
        kind_is_recorded=bool(stating),
        kind_was_read=any(kind_was_read(catalogue, *pair) for pair in stating),
        kind_is_given=award.award_type is not None
        or (award.isced is not None and catalogue.classifier.by_rule(award.title) is None),
        kind_is_like=kind_of(catalogue, award) is None,
    )


def _no_award(paper: NoLevel) -> Home:
    """What is no award, or only a part of one, stands nowhere, and nothing is looked up for it."""
    return Home(
        places=(),
        recorded=(),
        certain=False,
        bears=False,
        note=plain(f"home-{paper}"),
        award_type=None,
        certain_type=None,
        title_type=None,
        paper=paper,
    )


def _days_to_search(award: Award) -> tuple[str | None, ...]:
    """The day of the award, or the first and the last that it may be; nothing where none is known."""
    return (None,) if award.awarded is None else tuple(dict.fromkeys((award.awarded.first, award.awarded.last)))


def _by_level(
    case: Case, every: Sequence[Framework], applying: Editions, exact: Sequence[TitleMatch], like: Alike
) -> list[Standing]:
    """Every edition that has the level, but those in which the title is known to stand on other levels.

    Those in which an award of this title or its like stands on the level come first.
    """
    level = case.award.level
    assert level is not None
    having = [(framework, how) for framework, how in applying if level in framework.codes]
    if not having:
        raise _no_such_level(case, level, every, applying)
    editions = {(framework.id, framework.edition) for framework, _ in applying}
    named = [m for m in exact if m.levels and _edition(m) in editions]
    if named:
        agreeing = {_edition(m) for m in named if level in m.levels}
        other = {_edition(m) for m in named} - agreeing
        left = [(framework, how) for framework, how in having if (framework.id, framework.edition) not in other]
        having = left if is_dated(case.award) else having
        if not left:
            stands = dict.fromkeys(f"level {', '.join(m.levels)} of {_edition(m)[0]}" for m in named)
            where = "; ".join(stands)
            raise InputError(
                f"level and title contradict each other: {named[0].title!r} stands on {where}, not on {level}; "
                "mend one, name the `framework`, or leave the level out"
            )
    found = [_on_level(framework, how, level, exact, like) for framework, how in having]
    return sorted(found, key=lambda place: (not place.bears, place.award is None))


def _edition(match: TitleMatch) -> tuple[str, str]:
    """The edition whose own title a match is."""
    return (match.framework.id, match.framework.edition) if match.framework is not None else ("", "")


def _on_level(framework: Framework, how: str, level: str, exact: Sequence[TitleMatch], like: Alike) -> Standing:
    here = framework.awards[level]
    titles = [m.title for m in exact if _edition(m) == (framework.id, framework.edition)]
    bearing = next((award for award in here if award.title in titles), None)
    resembling = next((award for owner, award in like.awards if owner.ref == framework.ref and award in here), None)
    return Standing(framework, how, level, bearing or resembling, "level", bearing is not None)


def _no_such_level(
    case: Case, level: str, every: Sequence[Framework], applying: Editions
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


def _by_award(
    applying: Editions, pairs: Iterable[Pair], read_as: ReadAs, exact: Sequence[TitleMatch]
) -> Iterable[Standing]:
    """The levels of recorded awards, in the editions that may apply."""
    known = {framework.ref: how for framework, how in applying}
    seen = set()
    for framework, award in pairs:
        for level in award.levels if framework.ref in known else ():
            if (framework.ref, level) not in seen:
                seen.add((framework.ref, level))
                yield Standing(framework, known[framework.ref], level, award, read_as, bool(exact))


def _all_record(applying: Editions, pairs: Sequence[Pair]) -> bool:
    """Whether each edition that may apply has the title: otherwise the award may be one that it does not record."""
    recording = {framework.ref for framework, _ in pairs}
    return all(framework.ref in recording for framework, _ in applying)


def _all_read(pairs: Sequence[Pair]) -> bool:
    """Whether somebody read of each record that the award stands where it says."""
    return all(owner.source_of(award.source).verification != "recalled" for owner, award in pairs)


def _bearing(award: Award, pairs: Sequence[Pair], applying: Editions) -> list[Pair]:
    """The records of this very title, of editions that may apply or of no level; on the printed level, if any."""
    editions = {framework.ref for framework, _ in applying}
    found = [(framework, one) for framework, one in pairs if framework.ref in editions or not one.levels]
    on_level = [(framework, one) for framework, one in found if award.level in one.levels]
    return on_level or found


def _may_be(places: Sequence[Standing], like: Alike) -> list[Pair]:
    """Records that the award resembles: those on its places, and those that stand on no level."""
    placed = [(place.framework, place.award) for place in places if place.award is not None]
    return placed + [(framework, one) for framework, one in like.awards if not one.levels]


def _note(case: Case, places: Sequence[Standing], *, dated: bool, applying: bool) -> Reason:
    if places and places[0].read_as == "level":
        return Reason(code="home-by-level", values={"level": case.award.level})
    if not places:
        return plain("home-not-found")
    if not applying:
        return plain("home-before-any-edition")
    if not dated:
        return plain("home-undated")
    return plain(f"home-by-{places[0].read_as}")


def _award_type(
    catalogue: Catalogue,
    case: Case,
    recorded: Sequence[Pair],
    exact: Sequence[TitleMatch],
) -> str | None:
    """The kind of award: as given, as recorded for its title, by the written rule, as recorded for its like."""
    if case.award.award_type is not None:
        return case.award.award_type
    kinds = [kind_of_match(catalogue, match) for match in exact]
    kinds.append(kind_of(catalogue, case.award))
    kinds += [catalogue.classifier.type_of(award) for _, award in recorded]
    return next((kind for kind in kinds if kind is not None), None)
