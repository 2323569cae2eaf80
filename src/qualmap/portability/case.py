"""The question as it was understood: the award, where it comes from, where it goes, what for, and by which policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import check_day
from qualmap.catalog.places import Place, place
from qualmap.errors import InputError, UnknownNameError, about
from qualmap.portability.professions import profession_named
from qualmap.records import Framework, Policy
from qualmap.records.award import PURPOSES, Award, Purpose, Sought


@dataclass(frozen=True)
class Case:
    """One award, for one purpose, at one destination, on one day, under one policy.

    ``framework``: the only destination framework that is meant, where the destination was given as one.
    """

    award: Award
    origin: Place
    destination: Place
    framework: Framework | None
    taught_in: tuple[Place, ...]
    purpose: Purpose
    sought: Sought
    on: str
    policy: Policy


def understand(
    catalogue: Catalogue,
    award: Award,
    destination: str,
    purpose: str,
    sought: Sought,
    on: str | date | None,
    policy: Policy,
) -> Case:
    """The case, with every name resolved. Raises InputError, UnknownNameError for what cannot be right."""
    if purpose not in PURPOSES:
        raise UnknownNameError("purpose", str(purpose), PURPOSES, field="purpose")
    with about("on"):
        day = check_day(on) if on is not None else catalogue.date
    with about("destination"):
        framework = _destination_framework(catalogue, destination)
        if framework is not None and len(framework.countries) != 1:
            raise InputError(f"{framework.ref} is of no single country: give a country, or a framework of one")
        there = place(framework.countries[0] if framework else destination, catalogue)
    with about("award.country"):
        origin = place(award.country, catalogue)
    with about("award.taught_in"):
        taught_in = tuple(place(name, catalogue) for name in award.taught_in)
    case = Case(
        award=award,
        origin=origin,
        destination=there,
        framework=framework,
        taught_in=taught_in,
        purpose=purpose,
        sought=_with_profession(catalogue, sought),
        on=day,
        policy=policy,
    )
    _check_dates(case)
    _check_names(catalogue, case)
    return case


def _destination_framework(catalogue: Catalogue, destination: str) -> Framework | None:
    """The framework that a destination names, if it is one and not a country."""
    return catalogue.framework(destination) if destination.partition("@")[0] in catalogue.ids else None


def _with_profession(catalogue: Catalogue, sought: Sought) -> Sought:
    """What is sought, with the profession by its id however it was written."""
    if sought.profession is None:
        return sought
    with about("sought.profession"):
        known = profession_named(catalogue.professions, catalogue.phrases, sought.profession)
    return sought.model_copy(update={"profession": known.id})


def _check_dates(case: Case) -> None:
    awarded = case.award.awarded
    if awarded is not None:
        if awarded > case.on[: len(awarded)]:
            message = f"{awarded} lies after {case.on}, the day of the judgement: mend one of them"
            raise InputError(message, "award.awarded")
        with about("award.awarded"):
            check_day(awarded)


def _check_names(catalogue: Catalogue, case: Case) -> None:
    award, sought, types = case.award, case.sought, sorted(catalogue.classifier.known)
    named = [
        ("award.award_type", award.award_type),
        ("sought.as_type", sought.as_type),
        ("sought.access_to", sought.access_to),
    ]
    named += [("award.gives_access_to", to) for to in award.gives_access_to]
    for field, name in named:
        if name is not None and name not in types:
            raise UnknownNameError("generic type", name, types, field=field)
    if award.isced is not None and not 0 <= award.isced <= 8:
        raise InputError(f"{award.isced} is no level: ISCED 2011 levels run from 0 to 8", "award.isced")
