"""A pair of countries: the whole matrix both ways, the legal basis on both sides, weakest links, what is missing."""

from __future__ import annotations

from datetime import date

from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import check_day
from qualmap.catalog.places import place
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.mapping import crosswalk
from qualmap.portability.gaps import count_known, gaps, weakest
from qualmap.portability.ladders import Country, awards_by_type, country_on
from qualmap.portability.legal import legal_basis
from qualmap.portability.scopes import AwardScopes
from qualmap.records import Reason
from qualmap.records.corridor import Corridor, KindConclusion, LadderUsed, Way
from qualmap.records.instrument import Scope
from qualmap.records.results import FrameworkName

KINDS: tuple[Scope, ...] = ("access", "higher-education", "vocational", "professions")
"""The kinds of award for each of which it is said what follows from the instruments."""


def corridor(
    catalogue: Catalogue,
    engine: Engine,
    origin: str,
    destination: str,
    on: str | date | None = None,
    *,
    profession: str | None = None,
    version: str,
) -> Corridor:
    """What is known about two countries (codes or names) on a day; without one, on the catalogue's own date.

    Raises UnknownNameError for what is no country, AmbiguousNameError for a date that is none.
    """
    day = check_day(on) if on is not None else catalogue.date
    here, there = (country_on(catalogue, place(name, catalogue).country, day) for name in (origin, destination))
    ways = [
        _way(catalogue, engine, one, other, day, profession, version) for one, other in ((here, there), (there, here))
    ]
    crosswalks = [found for way in ways for found in way.crosswalks]
    return Corridor(
        origin=here.code,
        destination=there.code,
        on=day,
        profession=profession,
        ladders={country.code: _ladders(country) for country in (here, there)},
        there=ways[0],
        back=ways[1],
        known=count_known(crosswalks),
        weakest=weakest(crosswalks),
        missing=gaps(catalogue, (here, there), [way.legal for way in ways]),
        never_against=Reason(code="corridor-never-against"),
        catalogue_version=catalogue.version,
        qualmap_version=version,
    )


def _way(
    catalogue: Catalogue,
    engine: Engine,
    origin: Country,
    destination: Country,
    day: str,
    profession: str | None,
    version: str,
) -> Way:
    pairs = [(one.framework, other.framework) for one in origin.ladders for other in destination.ladders]
    everything = AwardScopes(frozenset(KINDS))
    return Way(
        origin=origin.code,
        destination=destination.code,
        crosswalks=tuple(
            crosswalk(engine, one, other, version=version, catalogue_version=catalogue.version)
            for one, other in pairs
            if one.ref != other.ref
        ),
        by_type=() if pairs else awards_by_type(catalogue, origin, destination),
        legal=legal_basis(catalogue, origin.code, destination.code, day, everything, profession),
        conclusions=tuple(_conclusion(catalogue, origin, destination, day, kind, profession) for kind in KINDS),
    )


def _conclusion(
    catalogue: Catalogue, origin: Country, destination: Country, day: str, kind: Scope, profession: str | None
) -> KindConclusion:
    basis = legal_basis(catalogue, origin.code, destination.code, day, AwardScopes(frozenset({kind})), profession)
    side = basis.professional if kind == "professions" else basis.academic
    return KindConclusion(kind=kind, conclusion=side.conclusion, practice=side.practice)


def _ladders(country: Country) -> tuple[LadderUsed, ...]:
    return tuple(
        LadderUsed.model_validate(
            {
                "framework": FrameworkName(id=one.framework.id, edition=one.framework.edition),
                "name": one.framework.name,
                "standing": one.standing,
            }
        )
        for one in country.ladders
    )
