"""A pair of countries: the whole matrix both ways, the legal basis on both sides, weakest links, what is missing."""

from __future__ import annotations

from datetime import date

from qualmap._version import __version__
from qualmap.assessment.case import profession_named
from qualmap.assessment.session import Session
from qualmap.catalog.places import place
from qualmap.corridors.gaps import count_known, gaps, weakest
from qualmap.corridors.ladders import Country, awards_by_type, country_on
from qualmap.corridors.model import Corridor, KindConclusion, LadderUsed, Way
from qualmap.crosswalk.model import FrameworkName
from qualmap.law.scopes import AwardScopes
from qualmap.records import Reason
from qualmap.records.instrument import Scope

KINDS: tuple[Scope, ...] = ("access", "higher-education", "vocational", "professions")
"""The kinds of award for each of which it is said what follows from the instruments."""


def corridor(
    session: Session, origin: str, destination: str, on: str | date | None = None, *, profession: str | None = None
) -> Corridor:
    """What is known about two countries (codes or names) on a day; without one, on the catalogue's own date.

    ``profession`` is an id or a name. Raises UnknownNameError for what is no country or profession, AmbiguousNameError
    for a date that is none.
    """
    catalogue = session.catalogue
    if profession is not None:
        profession = profession_named(catalogue.professions, catalogue.phrases, profession).id
    day = catalogue.day(on)
    here, there = (country_on(catalogue, place(name, catalogue).country, day) for name in (origin, destination))
    ways = [_way(session, one, other, day, profession) for one, other in ((here, there), (there, here))]
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
        qualmap_version=__version__,
    )


def _way(session: Session, origin: Country, destination: Country, day: str, profession: str | None) -> Way:
    pairs = [(one.framework, other.framework) for one in origin.ladders for other in destination.ladders]
    everything = AwardScopes(frozenset(KINDS))
    return Way(
        origin=origin.code,
        destination=destination.code,
        crosswalks=tuple(session.crosswalk(one, other) for one, other in pairs if one.ref != other.ref),
        by_type=() if pairs else awards_by_type(session.catalogue, origin, destination),
        legal=session.law(origin.code, destination.code, day, everything, profession),
        conclusions=tuple(_conclusion(session, origin, destination, day, kind, profession) for kind in KINDS),
    )


def _conclusion(
    session: Session, origin: Country, destination: Country, day: str, kind: Scope, profession: str | None
) -> KindConclusion:
    basis = session.law(origin.code, destination.code, day, AwardScopes(frozenset({kind})), profession)
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
