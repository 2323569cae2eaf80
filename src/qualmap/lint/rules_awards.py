"""The rules for awards: what a ladder or a country lacks, and awards that contradict one another."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from qualmap.catalog.text import Document
from qualmap.lint.context import Context, Loaded, own_awards
from qualmap.lint.findings import Finding, found
from qualmap.records import Awards, Framework, HeldAward
from qualmap.records.awards import Period
from qualmap.records.text import fold

USUAL = {
    "school leaving": ("upper-secondary-general",),
    "bachelor": ("bachelor", "bachelor-honours"),
    "master": ("master",),
    "doctorate": ("doctorate",),
}
"""What nearly every country gives, and the kinds of award that show it."""
SCHOOL_LEAVING = USUAL["school leaving"]
FULL_LADDER = 6
"""How many levels a ladder has at least that spans all of education."""


def check_ladders(loaded: Sequence[Loaded], context: Context) -> Iterator[Finding]:
    """What ladders lack: usual awards, and awards on levels that a dispute is about."""
    for document, framework in ((item.document, item.record) for item in loaded):
        if isinstance(framework, Framework):
            yield from _empty_rungs(document, framework)
            yield from _usual_awards(document, framework, context)


def check_awards(loaded: Sequence[Loaded]) -> Iterator[Finding]:
    """What files of awards lack, and which awards contradict one another."""
    files = [(item.document, item.record) for item in loaded if isinstance(item.record, Awards)]
    for document, record in files:
        yield from _school_leaving(document, record, [*own_awards(), *(other for _, other in files)])
        yield from _equals_apart(document, record)
        yield from _one_award_twice(document, record)


def _empty_rungs(document: Document, framework: Framework) -> Iterator[Finding]:
    for index, dispute in enumerate(framework.disputes):
        if dispute.level is not None and not framework.awards.get(dispute.level):
            message = f"level {dispute.level} has a dispute ({dispute.about}) and no award"
            yield found("QM402", document, ("disputes", index, "level"), message)


def _usual_awards(document: Document, framework: Framework, context: Context) -> Iterator[Finding]:
    full = framework.kind == "national" and framework.sector is None and len(framework.levels) >= FULL_LADDER
    if not full or framework.status != "in-force" or context.classifier is None:
        return
    kinds = {context.classifier.type_of(award) for award in framework.qualification_types if award.levels}
    missing = _missing(kinds)
    if missing:  # awards that people hold may stand there
        missing = _missing(kinds | set(_standing(framework.id, own_awards())))
    if missing:
        yield found("QM401", document, ("qualification_types",), f"{framework.ref} has no {', '.join(missing)}")


def _missing(kinds: set[str | None]) -> list[str]:
    return [name for name, usual in USUAL.items() if kinds.isdisjoint(usual)]


def _standing(framework: str, records: Iterable[Awards]) -> Iterator[str | None]:
    """The kinds of held awards that stand on a framework."""
    for award in (award for record in records for award in record.awards):
        if any(stand.framework == framework for stand in award.stands):
            yield award.kind


def _school_leaving(document: Document, record: Awards, records: Sequence[Awards]) -> Iterator[Finding]:
    absent = {absent.kind for absent in record.not_given}
    if len(record.countries) != 1 or not absent.isdisjoint(SCHOOL_LEAVING):
        return
    (country,) = record.countries
    of_country = (award for other in records for award in other.awards if country in other.countries_of(award))
    if not any(award.kind in SCHOOL_LEAVING for award in of_country):
        yield found("QM403", document, ("awards",), f"{record.name} has no school-leaving award")


def _equals_apart(document: Document, record: Awards) -> Iterator[Finding]:
    named: dict[str, list[HeldAward]] = {}
    for award in record.awards:
        for name in {fold(text) for text in (award.title, *(name.text for name in award.names))}:
            named.setdefault(name, []).append(award)
    for index, award in enumerate(record.awards):
        for place, equal in enumerate(award.equals):
            others = [other for other in named.get(fold(equal.to), ()) if other is not award]
            if others and all(_levels_differ(award, other) for other in others):
                message = f"{award.title!r} equals {equal.to!r}, and stands on another level"
                yield found("QM404", document, ("awards", index, "equals", place), message)


def _levels_differ(one: HeldAward, other: HeldAward) -> bool:
    """Whether a framework gives the two different levels, or else ISCED does."""
    ladders = [{(stand.framework, stand.edition): stand.level for stand in award.stands} for award in (one, other)]
    shared = ladders[0].keys() & ladders[1].keys()
    if shared:
        return any(ladders[0][key] != ladders[1][key] for key in shared)
    return None not in (one.isced, other.isced) and one.isced != other.isced


def _one_award_twice(document: Document, record: Awards) -> Iterator[Finding]:
    for (_, one), (index, other) in itertools.combinations(enumerate(record.awards), 2):
        if _told_apart(one, other, record) or one.kind is None:
            continue
        if fold(one.title) in _other_names(other) or fold(other.title) in _other_names(one):
            message = f"{other.title!r} and {one.title!r} go by one name, and nothing tells them apart"
            yield found("QM405", document, ("awards", index), message)


def _told_apart(one: HeldAward, other: HeldAward, record: Awards) -> bool:
    """Whether country, time, kind, size, field or a word of the record tells two awards from one another."""
    places = [set(record.countries_of(award)) for award in (one, other)]
    if all(places) and places[0].isdisjoint(places[1]):
        return True
    if not (one.awarded or Period()).overlaps(other.awarded or Period()):
        return True
    told = (one.told_apart, other.told_apart)
    facts = [(award.kind, award.isced, award.years, award.field) for award in (one, other)]
    return any(told) or facts[0] != facts[1]


def _other_names(award: HeldAward) -> set[str]:
    return {fold(name.text) for name in award.names}
