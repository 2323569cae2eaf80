"""The awards of a country with what recognition bodies say of each, and one award by its name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qualmap.awards.known import known, read_at
from qualmap.awards.library import Award
from qualmap.awards.model import AwardEntry, AwardExplained, BodyStatement, CountryAwards, LevelAbroad
from qualmap.awards.search import Search
from qualmap.catalog.places import country_name, place, place_of_awards
from qualmap.crosswalk.crosswalks import Crosswalks
from qualmap.crosswalk.model import FrameworkName
from qualmap.errors import UnknownNameError


def country_awards(search: Search, name: str, *, version: str) -> CountryAwards:
    """Every award of a country that is in force or taught out today, or that people of it hold.

    Raises UnknownNameError for what is no country.
    """
    catalogue = search.catalogue
    country = place_of_awards(name, catalogue).country
    former = catalogue.places.ended.get(country)
    library = search.of_country(country)
    statements = search.statements(country)
    shown = [
        at
        for at, award in enumerate(library.awards)
        if not award.is_held and award.framework is not None and award.framework.status != "superseded"
    ]
    led = {one.id for at in shown for one in library.awards[at].held}
    shown += [at for at in library.held if library.awards[at].held[0].id not in led]
    order = {kind.id: place for place, kind in enumerate(catalogue.types.types)}
    entries = [_entry(search, library.awards[at], statements.said_of(at)) for at in shown]
    entries.sort(key=lambda entry: order.get(entry.kind or "", len(order)))
    return CountryAwards(
        country=country,
        name=country_name(country, catalogue.places),
        successors=former.successors if former else (),
        awards=tuple(entries),
        statements=tuple(made.said for made in statements.beside(shown)),
        catalogue_version=catalogue.version,
        qualmap_version=version,
    )


def award_named(search: Search, name: str, country: str | None = None) -> AwardEntry:
    """The award that people hold under a name of the catalogue, ``file:award``, with what bodies say of it.

    ``country`` chooses whose statements, where several countries have it. Raises UnknownNameError with the nearest.
    """
    file, _, _ = name.partition(":")
    catalogue = search.catalogue
    country = None if country is None else place(country, catalogue).country
    records = catalogue.awards_of_file(file)
    if not records:
        raise UnknownNameError("record of awards", file, sorted(catalogue.award_files))
    held = {f"{file}:{award.id}": (record, award) for record in records for award in record.awards}
    if name not in held:
        raise UnknownNameError("award", name, sorted(held))
    record, award = held[name]
    countries = record.countries_of(award)
    if country is not None and countries and country not in countries:
        raise UnknownNameError("country of the award", country, countries)
    where = country or (countries[0] if len(countries) == 1 else None)
    if where is None:
        library, said = search.everything, dict[int, tuple[BodyStatement, ...]]()
    else:
        library, statements = search.of_country(where), search.statements(where)
        said = {at: statements.said_of(at) for at in statements.of_award}
    at = next(at for at in library.held if library.awards[at].held[0].id == name)
    leading = [
        place
        for place, award in enumerate(library.awards)
        if not award.is_held
        and award.framework is not None
        and award.framework.status != "superseded"
        and any(one.id == name for one in award.held)
    ]
    shown = leading[0] if leading else at
    return _entry(search, library.awards[shown], said.get(at, said.get(shown, ())), name)


def explain_award(
    search: Search,
    crosswalks: Crosswalks,
    name: str,
    destination: str | Path,
    country: str | None,
    on: str | date | None,
    *,
    version: str,
) -> AwardExplained:
    """Where an award stands at home and there, and what bodies say. Raises what the crosswalk raises, and as above."""
    entry, there = award_named(search, name, country), search.catalogue.resolve(destination)
    stands = [(entry.framework, level) for level in entry.levels if entry.framework is not None]
    stands += [(stand.framework, stand.level) for held in entry.held for stand in held.stands]
    levels = [
        LevelAbroad(framework=at, level=level, mapping=crosswalks.explain(f"{at}:{level}", destination, on))
        for at, level in dict.fromkeys(stands)
    ]
    return AwardExplained(
        id=name,
        country=country or next((held.countries[0] for held in entry.held if len(held.countries) == 1), None),
        destination=FrameworkName(id=there.id, edition=there.edition),
        award=entry,
        levels=tuple(levels),
        reason=None if levels else "no record says on which level of a framework the award stands",
        catalogue_version=search.catalogue.version,
        qualmap_version=version,
    )


def _entry(search: Search, award: Award, statements: tuple[BodyStatement, ...], only: str | None = None) -> AwardEntry:
    framework = award.framework
    return AwardEntry(
        title=award.title,
        kind=award.generic_type,
        framework=FrameworkName(id=framework.id, edition=framework.edition) if framework else None,
        levels=award.levels,
        source=read_at(award.source),
        verification=award.source.verification,
        held=tuple(known(one, search.catalogue) for one in award.held if only in (None, one.id)),
        statements=statements,
    )
