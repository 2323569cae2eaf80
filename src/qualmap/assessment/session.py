"""The session in which awards are judged: catalogue, engine, the agency's own lists, and what was looked up before.

A session remembers what it has looked up, so that many awards share the work. The memory is bounded: of each kind as
many answers as ``KEPT_...`` says, and what nobody has asked for the longest is forgotten first. Threads may share a
session; at worst, two of them look up the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Any

from qualmap._version import __version__
from qualmap.assessment.case import Case, to_award
from qualmap.assessment.editions import frameworks_of
from qualmap.assessment.model import RecordedAward
from qualmap.assessment.origin import Home
from qualmap.assessment.recorded import recorded
from qualmap.assessment.titled import TitleRecords
from qualmap.awards.compare import Comparer
from qualmap.awards.comparison import Comparison
from qualmap.awards.model import TitleSearch
from qualmap.awards.scope import Scope, scope
from qualmap.awards.search import Asked, Search
from qualmap.catalog import Catalogue
from qualmap.catalog.fingerprint import fingerprint
from qualmap.catalog.lookup import standing
from qualmap.catalog.places import Place, country_name
from qualmap.catalog.words import clean
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.mapping import crosswalk
from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.law.basis import legal_basis
from qualmap.law.model import LegalBasis
from qualmap.law.scopes import scopes_of
from qualmap.records import Award, AwardingBodies, Framework, Policy, QualificationType

MATCHES = 10
"""How many readings of a title are looked at."""
KEPT_SEARCHES, KEPT_CROSSWALKS, KEPT_LEGAL, KEPT_SCOPES = 3_000, 1_000, 1_000, 10_000
"""How many answers of each kind are remembered. Each takes 14, 72, 20 or 1 kB, as measured: 150 MB when all full."""


class Session:
    """Everything that judging an award needs, and a memory of what was looked up."""

    def __init__(
        self, catalogue: Catalogue, engine: Engine, search: Search, lists: Sequence[AwardingBodies] = ()
    ) -> None:
        self.catalogue, self.engine, self.search, self.lists = catalogue, engine, search, tuple(lists)
        self._crosswalks = lru_cache(KEPT_CROSSWALKS)(self._crosswalk)
        self._destinations = lru_cache(KEPT_SCOPES)(self._in_force)
        self._scopes = lru_cache(KEPT_SCOPES)(self._scope)
        self._searches = lru_cache(KEPT_SEARCHES)(self._searched)
        self.law = lru_cache(KEPT_LEGAL)(partial(legal_basis, catalogue))
        self.records = TitleRecords(search)
        self._recorded: dict[int, RecordedAward] = {}

    def find(self, title: str, place: Place, on: str | None, framework: str | None = None) -> TitleSearch:
        """What a title may be in a place on a day, whatever the standing of each edition then.

        Days on which the same editions apply share one answer.
        """
        where = self._scopes(place, on or self.catalogue.date, framework)
        return self._searches(title, place, tuple(where.standing))

    def _scope(self, place: Place, on: str, framework: str | None) -> Scope:
        return scope(self.catalogue, place, framework, on)

    def _searched(self, title: str, place: Place, editions: tuple[str, ...]) -> TitleSearch:
        where = Asked(Scope(dict.fromkeys(editions, "in-force")), place, self.catalogue.date, None)
        return self.search.within(clean(title), where, MATCHES, version=__version__)

    def destinations(self, case: Case) -> tuple[Framework, ...]:
        """The destination's frameworks with levels, in force on the day of the judgement."""
        if case.framework is not None:
            return (case.framework,) if case.framework.levels else ()
        return self._destinations(case.destination, case.on)

    def _in_force(self, place: Place, on: str) -> tuple[Framework, ...]:
        return tuple(
            framework
            for framework in frameworks_of(self.catalogue, place)
            if framework.levels and standing(framework, on) in ("in-force", "start-unknown")
        )

    def mapping(self, origin: Framework, level: str, destination: Framework) -> Mapping:
        """The answer for one level; within one edition it is the level itself."""
        if origin.ref == destination.ref:
            return _itself(level)
        return self.crosswalk(origin, destination)[level]

    def crosswalk(self, origin: Framework, destination: Framework) -> Crosswalk:
        """Every level of one edition of the catalogue in another."""
        return self._crosswalks(str(origin.ref), str(destination.ref))

    def _crosswalk(self, origin: str, destination: str) -> Crosswalk:
        ends = self.catalogue.frameworks[origin], self.catalogue.frameworks[destination]
        return crosswalk(self.engine, *ends, __version__, self.catalogue.version)

    def legal_basis(self, case: Case, home: Home) -> LegalBasis:
        """What binds the two states, for this kind of award, and who decides."""
        opens = {right.to for _, award in home.recorded for right in award.access if right.given != "no"}
        gives_access = bool(opens & self._higher) or None
        covers = scopes_of(home.award_type, case.award.isced, case.purpose, gives_access)
        return self.law(case.origin.country, case.destination.country, case.on, covers, case.sought.profession)

    @cached_property
    def comparer(self) -> Comparer:
        """What places awards; its crosswalks are remembered with all others."""
        return Comparer(self.search, self._crosswalks)

    def compare(
        self, award: Award | dict[str, Any], destination: str | None, on: str | date | None = None
    ) -> Comparison:
        """Where an award stands; without a destination, on the scale. Raises InputError, UnknownNameError."""
        return self.comparer.compare(to_award(award), destination or self.catalogue.parameters.scale, on)

    @cached_property
    def _higher(self) -> frozenset[str]:
        """The generic types of higher education: ISCED 2011 levels 5 to 8."""
        return frozenset(generic.id for generic in self.catalogue.types.types if (generic.isced or 0) >= 5)

    def name_of(self, country: str) -> str:
        """The English name of a country, or of a part of one."""
        return country_name(country, self.catalogue.places)

    @cached_property
    def lists_hash(self) -> list[str]:
        """What the agency's own lists hold."""
        return [fingerprint(each.model_dump(mode="json")) for each in self.lists]

    @cached_property
    def policy_hash(self) -> Callable[[Policy], str]:
        """What a policy says."""
        return lru_cache(8)(lambda policy: fingerprint(policy.model_dump(mode="json")))

    @cached_property
    def _by_type(self) -> dict[tuple[str, str], list[tuple[Framework, QualificationType]]]:
        """Awards by country and generic type, editions in force or without levels."""
        found: dict[tuple[str, str], list[tuple[Framework, QualificationType]]] = {}
        for framework in self.catalogue.frameworks.values():
            for award in framework.qualification_types:
                if framework.status != "superseded" and (kind := self.catalogue.classifier.type_of(award)):
                    for country in framework.countries:
                        found.setdefault((country, kind), []).append((framework, award))
        return found

    def recorded(self, framework: Framework, award: QualificationType) -> RecordedAward:
        """An award of the catalogue as a judgement shows it."""
        key = id(award)  # the catalogue holds its awards, so an id is never given to another
        if key not in self._recorded:
            self._recorded[key] = recorded(self.catalogue, framework, award)
        return self._recorded[key]

    def alike(self, country: str, award_type: str | None) -> list[tuple[Framework, QualificationType]]:
        """The country's recorded awards of a generic type; those that its people hold where no framework has one."""
        if award_type is None:
            return []
        return self._by_type.get((country, award_type)) or self.records.of_kind(country, award_type)


def _itself(level: str) -> Mapping:
    return Mapping(
        origin_level=level,
        status="answered",
        destination_levels=(level,),
        distribution={level: 1.0},
        confidence=1.0,
        confidence_basis="source",
        basis="official",
        relation="equal",
        reason="the same edition of the same framework",
    )
