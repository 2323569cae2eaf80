"""The desk at which awards are judged: catalogue, engine, the agency's own lists, and what was looked up before.

What a desk has looked up it keeps, so that many awards judged at one desk share the work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property

from qualmap._version import __version__
from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import standing
from qualmap.catalog.places import Place, country_name
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.mapping import crosswalk
from qualmap.portability.case import Case
from qualmap.portability.editions import frameworks_of
from qualmap.portability.home import Home
from qualmap.portability.legal import legal_basis
from qualmap.portability.scopes import AwardScopes, scopes_of
from qualmap.records import AwardingBodies, Framework, Mapping, QualificationType
from qualmap.records.found import TitleSearch
from qualmap.records.legal import LegalBasis
from qualmap.titles.search import Search

MATCHES = 10
"""How many readings of a title are looked at."""


class Desk:
    """Everything that judging an award needs, and a memory of what was looked up."""

    def __init__(
        self, catalogue: Catalogue, engine: Engine, search: Search, lists: Sequence[AwardingBodies] = ()
    ) -> None:
        self.catalogue, self.engine, self.search, self.lists = catalogue, engine, search, tuple(lists)
        self._mappings: dict[tuple[str, str], dict[str, Mapping]] = {}
        self._destinations: dict[tuple[Place, str], tuple[Framework, ...]] = {}
        self._searches: dict[tuple[str, Place, str | None, str | None], TitleSearch] = {}
        self._legal: dict[tuple[str, str, str, AwardScopes, str | None], LegalBasis] = {}

    def find(self, title: str, place: Place, on: str | None, framework: str | None = None) -> TitleSearch:
        """What a title may be in a place on a day."""
        key = (title, place, on, framework)
        if key not in self._searches:
            self._searches[key] = self.search.find(
                title, place, on or self.catalogue.date, framework, MATCHES, version=__version__
            )
        return self._searches[key]

    def destinations(self, case: Case) -> tuple[Framework, ...]:
        """The destination's frameworks with levels, in force on the day of the judgement."""
        if case.framework is not None:
            return (case.framework,) if case.framework.levels else ()
        key = (case.destination, case.on)
        if key not in self._destinations:
            every = frameworks_of(self.catalogue, case.destination)
            self._destinations[key] = tuple(
                framework
                for framework in every
                if framework.levels and standing(framework, case.on) in ("in-force", "start-unknown")
            )
        return self._destinations[key]

    def mapping(self, origin: Framework, level: str, destination: Framework) -> Mapping:
        """The answer for one level; within one edition it is the level itself."""
        key = (str(origin.ref), str(destination.ref))
        if key[0] == key[1]:
            return _itself(level)
        if key not in self._mappings:
            found = crosswalk(self.engine, origin, destination, __version__, self.catalogue.version)
            self._mappings[key] = {mapping.origin_level: mapping for mapping in found.mappings}
        return self._mappings[key][level]

    def legal_basis(self, case: Case, home: Home) -> LegalBasis:
        """What binds the two states, for this kind of award, and who decides."""
        opens = {right.to for _, award in home.recorded for right in award.access if right.given != "no"}
        gives_access = bool(opens & self._higher) or None
        covers = scopes_of(home.award_type, case.award.isced, case.purpose, gives_access)
        key = (case.origin.country, case.destination.country, case.on, covers, case.sought.profession)
        if key not in self._legal:
            self._legal[key] = legal_basis(self.catalogue, *key)
        return self._legal[key]

    @cached_property
    def _higher(self) -> frozenset[str]:
        """The generic types of higher education: ISCED 2011 levels 5 to 8."""
        return frozenset(generic.id for generic in self.catalogue.types.types if (generic.isced or 0) >= 5)

    def name_of(self, country: str) -> str:
        """A country's English name."""
        return country_name(country, self.catalogue.places)

    @cached_property
    def lists_hash(self) -> list[str]:
        """What the agency's own lists hold."""
        return [hashlib.sha256(each.model_dump_json().encode()).hexdigest() for each in self.lists]

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

    def alike(self, country: str, award_type: str | None) -> list[tuple[Framework, QualificationType]]:
        """The country's recorded awards of a generic type."""
        return self._by_type.get((country, award_type), []) if award_type else []


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
