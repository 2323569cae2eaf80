"""What is missing for a corridor, and which of its answers are the weakest. Nothing of it counts against anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from qualmap.catalog import Catalogue
from qualmap.corridors.ladders import Country, held_awards
from qualmap.corridors.model import Gap, Knowledge, WeakLink
from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.law.model import BINDS, InstrumentStanding, LegalBasis
from qualmap.records import Framework, Reason
from qualmap.records.values import Countries, Editions, Value

MOST = 12
"""So many weak links are listed; all are in the crosswalks."""
KNOWLEDGE: tuple[Knowledge, ...] = get_args(Knowledge)
"""The kinds of knowledge, the best first."""


def knowledge(mapping: Mapping) -> Knowledge:
    """How much is known of one level's place."""
    if mapping.status == "not_known" or mapping.basis is None:
        return "not-known"
    return "unlinked" if mapping.status == "unlinked" else mapping.basis


def count_known(crosswalks: Iterable[Crosswalk]) -> dict[str, int]:
    """How many levels there are of each kind of knowledge, the best kind first."""
    counted = Counter(knowledge(mapping) for crosswalk in crosswalks for mapping in crosswalk.mappings)
    return {kind: counted[kind] for kind in KNOWLEDGE}


def weakest(crosswalks: Iterable[Crosswalk]) -> tuple[WeakLink, ...]:
    """The levels of which least is known: not known, then without counterpart, then the least sure."""
    order = {"not_known": 0, "unlinked": 1, "answered": 2}
    found = [(crosswalk, mapping) for crosswalk in crosswalks for mapping in crosswalk.mappings]
    found.sort(key=lambda each: (order[each[1].status], each[1].confidence or 0.0))
    return tuple(
        WeakLink(
            origin=crosswalk.origin,
            level=mapping.origin_level,
            destination=crosswalk.destination,
            status=mapping.status,
            destination_levels=mapping.destination_levels,
            confidence=mapping.confidence,
            basis=mapping.basis,
        )
        for crosswalk, mapping in found[:MOST]
    )


def gaps(catalogue: Catalogue, countries: Sequence[Country], bases: Sequence[LegalBasis]) -> tuple[Gap, ...]:
    """Everything that is missing for a pair of countries, each once."""
    found: dict[tuple[Value, ...], Gap] = {}
    for gap in _gaps(catalogue, countries, bases):
        found.setdefault((gap.reason.code, *gap.reason.values.values()), gap)
    return tuple(found.values())


def _gaps(catalogue: Catalogue, countries: Sequence[Country], bases: Sequence[LegalBasis]) -> Iterator[Gap]:
    for country in countries:
        yield from _of_country(country)
        named = any(framework.qualification_types for framework in country.award_records)
        if not country.ladders and not named and not held_awards(catalogue, country.code):
            yield Gap(reason=Reason(code="corridor-no-awards", values={"country": Countries.of(country.code)}))
    yield from _unread(catalogue, {str(f.ref) for country in countries for f in country.frameworks})
    for basis in bases:
        for one in (*basis.academic.instruments, *basis.professional.instruments):
            yield from _undated(one)
        sides = (basis.academic, basis.professional) if basis.profession else (basis.academic,)
        for reason in (reason for side in sides for reason in side.who_decides):
            if reason.code.startswith("legal-decider-unknown"):
                yield Gap(reason=reason)


def _of_country(country: Country) -> Iterator[Gap]:
    if not country.candidates:
        yield Gap(reason=Reason(code="corridor-no-record", values={"country": Countries.of(country.code)}))
    for framework, standing in ((c.framework, c.standing) for c in country.candidates):
        where: dict[str, Value] = {"country": Countries.of(country.code)}
        values = {**where, "framework": Editions.of(str(framework.ref))}
        used = any(ladder.framework.ref == framework.ref for ladder in country.ladders)
        if framework.status == "none":
            yield _gap("corridor-no-framework", where, framework)
        elif standing == "none":
            yield _gap("corridor-framework-unknown", where, framework)
        elif standing == "not-adopted":
            yield _gap("corridor-not-adopted", values, framework)
        elif not framework.levels:
            yield _gap("corridor-levels-unread", values, framework)
        elif used and standing == "end-unknown":
            yield _gap("corridor-superseded", values, framework)


def _gap(code: str, values: dict[str, Value], framework: Framework) -> Gap:
    source = framework.source_of(framework.source)
    return Gap(reason=Reason(code=code, values=values), source=source.url or source.citation)


def _unread(catalogue: Catalogue, names: set[str]) -> Iterator[Gap]:
    """Official reports about these frameworks whose tables nobody here has read."""
    for table in catalogue.tables:
        for key in table.unread if {table.origin, table.destination} & names else ():
            source = table.source_of(key)
            values = {"origin": Editions.of(table.origin), "destination": Editions.of(table.destination)}
            yield Gap(reason=Reason(code="corridor-table-unread", values=values), source=source.url or source.citation)


def _undated(one: InstrumentStanding) -> Iterator[Gap]:
    """What is not recorded of the parties: who they are, or since when."""
    if one.standing == "perhaps-binds":
        open_ = sorted(state.country for state in (one.origin, one.destination) if state.standing == "perhaps")
        yield Gap(
            reason=Reason(
                code="corridor-parties-unknown", values={"instrument": one.name, "countries": Countries.of(*open_)}
            )
        )
    if one.standing in BINDS:
        for state in (one.origin, one.destination):
            if state.standing == "date-unknown":
                values: dict[str, Value] = {"country": Countries.of(state.country), "instrument": one.name}
                yield Gap(reason=Reason(code="corridor-party-undated", values=values), source=state.source)
