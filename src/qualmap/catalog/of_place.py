"""The framework that a country's name stands for, where one is asked for by its country."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qualmap.catalog.lookup import Candidate, Found, find, ladders
from qualmap.catalog.places import Place, country_name, known_place
from qualmap.errors import AmbiguousNameError, NothingAppliesError
from qualmap.records import Framework

if TYPE_CHECKING:
    from qualmap.catalog.catalogue import Catalogue


def framework_of(catalogue: Catalogue, name: str, on: str | date | None) -> Framework | None:
    """The framework of a country, or of a part of it, by the place's name or code; None for what is no place.

    Without ``on`` the one with levels that is in force, or else a draft, or else the record that says why there are no
    levels; with it, the one that applied on that day. Raises AmbiguousNameError where there are several,
    NothingAppliesError where none is recorded or none applied.
    """
    place = known_place(name, catalogue)
    if place is None:
        return None
    where, own = country_name(str(place), catalogue.places), catalogue.of_country.get(place.country, ())
    if not own:
        raise NothingAppliesError(f"no framework of {where} is recorded")
    found = find(own, catalogue.day(on), place.country)
    those = _applying(found, place) if on is not None else _today(found, place)
    if not those:
        raise NothingAppliesError(f"{where}: {found.advice or f'no framework with levels is recorded on {found.on}'}")
    if len(those) > 1:
        listed = ", ".join(f"`{c.framework.ref}` ({c.framework.name}, {c.standing})" for c in those)
        raise AmbiguousNameError(f"{where} has several frameworks, {listed}: name the one that is meant")
    return those[0].framework


def _today(found: Found, place: Place) -> tuple[Candidate, ...]:
    candidates = _of_part(found.candidates, place)
    return ladders(candidates) or candidates[:1]


def _applying(found: Found, place: Place) -> tuple[Candidate, ...]:
    applying = [c for c in found.candidates if c.framework in found.frameworks and c.framework.levels]
    return _of_part(tuple(applying), place)


def _of_part(candidates: tuple[Candidate, ...], place: Place) -> tuple[Candidate, ...]:
    """Those of a part of a country, its own before those of the whole; all where the whole country is meant."""
    if place.subdivision is None:
        return candidates
    own = tuple(c for c in candidates if place.subdivision in c.framework.subdivisions)
    return own or tuple(c for c in candidates if not c.framework.subdivisions)
