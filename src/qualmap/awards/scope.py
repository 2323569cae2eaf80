"""Which framework editions a title is searched in: by place, framework and date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualmap.awards.model import EditionStanding
from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import SHARED, standing
from qualmap.catalog.places import Place, country_name
from qualmap.records import Framework, Ref

ORDER: tuple[EditionStanding, ...] = (
    "in-force", "teach-out", "start-unknown", "end-unknown", "none", "not-adopted", "earlier", "later",
)  # fmt: skip
"""Of equally good matches, the one whose edition stands first here comes first."""


@dataclass(frozen=True)
class Scope:
    """Editions with their standing on the date, by ``id@edition``; ``reason`` says what to mind."""

    standing: dict[str, EditionStanding]
    reason: str | None = None


def scope(catalogue: Catalogue, place: Place | None, framework: str | None, on: str) -> Scope:
    """The editions that apply on the date, or where none does, those nearest to it.

    Raises UnknownNameError for a framework that the catalogue does not have.
    """
    if framework is not None:
        editions = _named(catalogue, framework)
    else:
        editions = (
            tuple(catalogue.frameworks.values()) if place is None else catalogue.of_country.get(place.country, ())
        )
    inside = [edition for edition in editions if place is None or covers(edition, place)]
    if not inside:
        where = f" in {country_name(str(place), catalogue.places)}" if place else ""
        what = f"{framework} is no framework{where}" if framework else f"no record names an award{where}"
        return Scope({}, f"{what}; that says nothing about the award")
    applying: dict[str, EditionStanding] = {str(e.ref): how for e in inside if (how := standing(e, on)) is not None}
    if applying:
        return Scope(applying)
    nearest = {str(e.ref): how for e, how in _nearest(inside, on)}
    listed = ", ".join(sorted(nearest))
    return Scope(nearest, f"no recorded edition was in force on {on}: searched in those nearest to it, {listed}")


def _named(catalogue: Catalogue, name: str) -> tuple[Framework, ...]:
    """The edition that a name gives, or all editions of a bare id."""
    given = catalogue.framework(name)
    return (given,) if Ref.parse(name).edition else catalogue.editions(given.id)


def covers(framework: Framework, place: Place) -> bool:
    """Whether a framework is one of a place: a country's own, of the whole country or of the part that is asked for."""
    if place.country not in framework.countries or framework.kind in SHARED:
        return False
    return place.subdivision is None or not framework.subdivisions or place.subdivision in framework.subdivisions


def _nearest(editions: Iterable[Framework], on: str) -> list[tuple[Framework, EditionStanding]]:
    """Of each framework the edition that ended last before the date, or else the one that began first after it."""
    found: dict[str, list[tuple[Framework, EditionStanding]]] = {}
    for edition in editions:
        later = edition.valid_from is not None and on < edition.valid_from.value.first
        found.setdefault(edition.id, []).append((edition, "later" if later else "earlier"))
    return [min(each, key=_distance) for each in found.values()]


def _distance(item: tuple[Framework, EditionStanding]) -> tuple[bool, str]:
    """Sorts the edition nearest to the date first; an earlier one before every later one."""
    edition, how = item
    if how == "later":
        return True, edition.valid_from.value if edition.valid_from else ""
    end = edition.valid_to.value if edition.valid_to else ""
    return False, "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in end)
