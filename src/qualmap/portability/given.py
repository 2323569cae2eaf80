"""What users give, as records: awards and what is sought from mappings, policies and lists of bodies from files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from qualmap.catalog import Catalogue
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import read_document
from qualmap.errors import InputError, Problem, RecordError, did_you_mean, shorten
from qualmap.records import Award, Passport, Policy, Record, Sought
from qualmap.records.award import PURPOSES

R = TypeVar("R", bound=Record)
NO_PERSON = "qualmap takes facts about an award, none about its holder"


def to_award(given: Award | Mapping[str, Any]) -> Award:
    """The award that was given. Raises InputError naming the field."""
    return given if isinstance(given, Award) else read(Award, given, "award")


def to_passport(given: Passport | Mapping[str, Any]) -> Passport:
    """The passport that was given. Raises InputError naming the field."""
    return given if isinstance(given, Passport) else read(Passport, given, "passport")


def to_sought(given: Sought | Mapping[str, Any] | None) -> Sought:
    """What is sought. Raises InputError naming the field."""
    return given if isinstance(given, Sought) else read(Sought, given or {}, "sought")


def read(model: type[R], given: Mapping[str, Any], what: str) -> R:
    """A mapping as a record. Raises InputError that names the first field that is wrong, and how to mend it."""
    try:
        return model.model_validate(dict(given))
    except ValidationError as error:
        first = min(error.errors(include_url=False), key=lambda item: item["type"] == "missing")
    field = ".".join(str(part) for part in (what, *first["loc"]))
    if first["type"] == "extra_forbidden":
        hint = did_you_mean(str(first["loc"][-1]), model.model_fields) if len(first["loc"]) == 1 else ""
        raise InputError(f"{field}: unknown field; {hint or NO_PERSON}")
    value = "" if first["type"] == "missing" else f"{shorten(repr(first.get('input')), 60)}: "
    raise InputError(f"{field}: {value}{first['msg'].removeprefix('Value error, ')}")


def read_policy(policy: Policy | str | Path | None, catalogue: Catalogue) -> Policy:
    """The policy that was given, or the default. Raises RecordError for a file that is none."""
    if policy is None:
        return catalogue.policy
    if isinstance(policy, Policy):
        return policy
    document = read_document(Path(policy))
    found = to_record(document, Policy)
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
