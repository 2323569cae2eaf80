"""The question as it was understood: the award, where it comes from, where it goes, what for, and by which policy."""

from __future__ import annotations

import json
import reprlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from qualmap.catalog import Catalogue
from qualmap.catalog.bounded import decode, read_bytes
from qualmap.catalog.checks_codes import demand_codes
from qualmap.catalog.lookup import check_day
from qualmap.catalog.parse import fault, to_record
from qualmap.catalog.places import Place, place
from qualmap.catalog.text import Document, field_name, read_document
from qualmap.errors import InputError, Problem, RecordError, UnknownNameError, about, shorten
from qualmap.records import Framework, Passport, Phrases, Policy, Profession, Professions, Record
from qualmap.records.award import PURPOSES, Application, Award, Purpose, Sought
from qualmap.records.text import fold


def profession_named(professions: Professions, phrases: Phrases, text: str) -> Profession:
    """The profession that a text names, in any of the recorded languages and without regard to case or accents.

    Raises UnknownNameError with the nearest name.
    """
    asked = fold(text).replace("-", " ")
    for profession in professions.professions:
        said = (phrases.text(f"profession-{profession.id}", language) for language in phrases.languages)
        names = (profession.id, *said, *profession.words)
        if asked in {fold(name).replace("-", " ") for name in names}:
            return profession
    known = {name for one in professions.professions for name in (one.id, *one.words)}
    raise UnknownNameError("profession", text, sorted(known))


R = TypeVar("R", bound=Record)


MOST_BYTES = 2_000_000


def to_award(given: Award | Mapping[str, Any]) -> Award:
    """The award that was given. Raises InputError naming the field."""
    return given if isinstance(given, Award) else read(Award, given, "award")


def to_passport(given: Passport | Mapping[str, Any], catalogue: Catalogue) -> Passport:
    """The passport that was given. Raises InputError naming the field, for a code that does not exist too."""
    passport = given if isinstance(given, Passport) else read(Passport, given, "passport")
    demand_codes(passport, "passport", lambda: catalogue.codes)
    return passport


def to_sought(given: Sought | Mapping[str, Any] | None) -> Sought:
    """What is sought. Raises InputError naming the field."""
    return given if isinstance(given, Sought) else read(Sought, given or {}, "sought")


def read(model: type[R], given: Mapping[str, Any], what: str) -> R:
    """A mapping as a record. Raises InputError that names the first field that is wrong, and how to mend it."""
    if not isinstance(given, Mapping):
        raise InputError(f"{what}: {reprlib.repr(given)} is not a mapping of fields")
    try:
        return model.model_validate(dict(given))
    except ValidationError as error:
        first = min(error.errors(include_url=False), key=lambda item: item["type"] == "missing")
    message, remedy = fault(model, first)
    raise InputError(message + (f" ({remedy})" if remedy else ""), field_name((what, *first["loc"])))


def read_application(path: Path) -> Application:
    """One question from a YAML or JSON file; what is empty or null is not known. Raises RecordError, InputError."""
    if path.suffix.lower() == ".json":
        text = decode(read_bytes(path, MOST_BYTES, "one file holds one award"), path, "save the file as UTF-8 JSON")
        try:
            document = Document(str(path), json.loads(text), {})
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}: not JSON: {shorten(str(error))}") from None
    else:
        document = read_document(path)
    return to_record(Document(document.file, _pruned(document.tree), document.lines), Application)


def _pruned(tree: Any) -> Any:
    """A tree without what YAML calls null."""
    if not isinstance(tree, dict):
        return tree
    return {name: _pruned(value) for name, value in tree.items() if value not in ("", "~", "null")}


def read_policy(policy: Policy | str | Path | None, catalogue: Catalogue) -> Policy:
    """The policy that was given, or the default. Raises RecordError for a file that is none."""
    if policy is None:
        return catalogue.policy
    if isinstance(policy, Policy):
        document, found = Document("policy", {}, {}), policy
    elif isinstance(policy, str | Path):
        document = read_document(Path(policy))
        found = to_record(document, Policy)
    else:
        raise InputError(f"policy: {reprlib.repr(policy)} is neither a policy nor the path of one")
    named = [rule.purpose for rule in found.purposes]
    problems: list[Problem] = []
    for purpose in PURPOSES:
        if named.count(purpose) != 1:
            problems.append(document.problem(("purposes",), f"needs one rule for {purpose}", "see the default policy"))
    if found.thresholds.level_missed > found.thresholds.level_reached:
        problems.append(document.problem(("thresholds", "level_missed"), "is above `level_reached`", "lower it"))
    if problems:
        raise RecordError(problems)
    return found


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


def as_given(
    catalogue: Catalogue,
    award: Award | Mapping[str, Any],
    destination: str,
    purpose: str,
    sought: Sought | Mapping[str, Any] | None,
    on: str | date | None,
    policy: Policy | str | Path | None,
) -> Case:
    """The case of what people and programs give as it stands. Raises also RecordError, for a policy that is none."""
    rules = read_policy(policy, catalogue)
    return understand(catalogue, to_award(award), destination, purpose, to_sought(sought), on, rules)


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
        day = catalogue.day(on)
    with about("destination"):
        framework = _destination_framework(catalogue, destination)
        if framework is not None and len(framework.countries) != 1:
            raise InputError(f"{framework.ref} is of no single country: give a country, or a framework of one")
        there = place(framework.countries[0] if framework else destination, catalogue)
    with about("award.country"):
        origin = place(award.country, catalogue)
    with about("award.taught_in"):
        taught_in = tuple(place(name, catalogue) for name in award.taught_in)
    demand_codes(award, "award", lambda: catalogue.codes)
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
        if case.on < awarded.first:
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
