"""Counts how the catalogue's facts were checked, framework by framework."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from qualmap.catalog import Catalogue
from qualmap.catalog.truth_check import TruthCheck, rows, truth_check
from qualmap.crosswalk.engine import Engine
from qualmap.records import Framework, Referencing, Source
from qualmap.records.base import MARKS, Result

Kind = Literal["official", "reported", "composed", "none"]


KINDS: tuple[Kind, ...] = ("official", "reported", "composed", "none")


@dataclass(frozen=True)
class Coverage:
    """The editions that have levels, and for each unordered pair the strongest kind of link."""

    names: tuple[str, ...]
    kinds: dict[tuple[str, str], Kind]

    def count(self, kind: Kind) -> int:
        """How many pairs are of a kind."""
        return sum(found == kind for found in self.kinds.values())


def coverage(catalogue: Catalogue) -> Coverage:
    """The coverage of a catalogue's levelled editions that are not superseded."""
    engine = Engine(catalogue)
    names = tuple(name for name in engine.levelled if catalogue.frameworks[name].status != "superseded")
    return Coverage(names, {pair: _kind(engine, *pair) for pair in itertools.combinations(names, 2)})


def _kind(engine: Engine, one: str, other: str) -> Kind:
    direct = engine.links.direct(one, other)
    if direct:
        return "official" if direct[0].official.any() else "reported"
    return "composed" if engine.links.paths(one, other) else "none"


class FrameworkState(Result):
    """One edition: facts by verification mark, links by claim, disputes, and the year of its newest dated source."""

    ref: str
    name: str
    status: str
    levels: int
    awards: int
    seen: int
    secondary: int
    recalled: int
    pairs: int
    aligned: int
    other_links: int
    disputes: int
    newest: str | None


class Unread(Result):
    """An official report whose tables nobody here has read, and where it is."""

    table: str
    status: str
    where: str
    published: str | None


class LanguageState(Result):
    """A language in which qualmap speaks, how it was read, and how many sentences it lacks."""

    id: str
    name: str
    status: str
    sentences: int
    missing: int


class State(Result):
    """The whole catalogue."""

    version: str
    frameworks: tuple[FrameworkState, ...]
    unread: tuple[Unread, ...]
    instruments: int
    parties: int
    parties_undated: int
    languages: tuple[LanguageState, ...]
    checked: TruthCheck | None
    pairs: dict[Kind, int] = Field(description="Pairs of frameworks with levels, by their strongest link.")


def state(catalogue: Catalogue, linked: Coverage | None = None) -> State:
    """The state of the truth of a catalogue; ``linked`` is its coverage, if that is known already."""
    linked = linked or coverage(catalogue)
    parties = [party for act in catalogue.instruments for party in act.parties if party.status in ("party", "member")]
    undated = [party for party in parties if not (party.ratified or party.in_force_from or party.signed)]
    return State(
        version=catalogue.version,
        frameworks=tuple(_framework(framework, catalogue.tables) for framework in catalogue.frameworks.values()),
        unread=tuple(unread for table in catalogue.tables for unread in _unread(table)),
        instruments=len(catalogue.instruments),
        parties=len(parties),
        parties_undated=len(undated),
        languages=tuple(_language(catalogue, language) for language in catalogue.phrases.languages),
        checked=truth_check(rows()),
        pairs={kind: linked.count(kind) for kind in KINDS},
    )


def _language(catalogue: Catalogue, language: str) -> LanguageState:
    wording = catalogue.phrases.wording(language)
    missing = catalogue.phrases.missing(language)
    return LanguageState(
        id=language,
        name=wording.name,
        status=wording.status,
        sentences=len(wording.sentences),
        missing=len(missing),
    )


def _framework(framework: Framework, tables: tuple[Referencing, ...]) -> FrameworkState:
    marks = Counter(framework.source_of(source).verification for source in _facts(framework))
    mine = [table for table in tables if table.origin == str(framework.ref)]
    links = [(link.claim, table.source_of(link.source).verification) for table in mine for link in table.links]
    dates = [date for source in _sources(framework, mine) for date in (source.published, source.date_seen) if date]
    return FrameworkState(
        ref=str(framework.ref),
        name=framework.name,
        status=framework.status,
        levels=len(framework.levels),
        awards=len(framework.qualification_types),
        seen=marks["seen"],
        secondary=marks["secondary"],
        recalled=marks["recalled"],
        pairs=sum(claim == "pair" and mark != "recalled" for claim, mark in links),
        aligned=sum(claim == "aligned" and mark != "recalled" for claim, mark in links),
        other_links=sum(claim not in ("pair", "aligned") or mark == "recalled" for claim, mark in links),
        disputes=len(framework.disputes) + sum(len(table.disputes) for table in mine),
        newest=max(dates, default=None),
    )


def _facts(framework: Framework) -> Iterator[str]:
    """The source of every fact that a framework's record states."""
    yield framework.source
    for stated in (framework.valid_from, framework.valid_to, framework.teach_out_to):
        if stated is not None:
            yield stated.source
    for fact in (framework.authority, framework.legal_basis, *framework.notes):
        if fact is not None:
            yield fact.source
    for level in framework.levels:
        yield level.source
        yield from (descriptor.source for descriptor in level.descriptors)
    yield from (award.source for award in framework.qualification_types)


def _sources(framework: Framework, tables: list[Referencing]) -> Iterator[Source]:
    yield from framework.sources
    for table in tables:
        yield from table.sources


def _unread(table: Referencing) -> Iterator[Unread]:
    for key in table.unread:
        source = table.source_of(key)
        where = source.url or source.citation or ""
        yield Unread(table=table.id, status=table.status, where=where, published=source.published)


__all__ = ["MARKS", "Coverage", "FrameworkState", "LanguageState", "State", "coverage", "state"]
