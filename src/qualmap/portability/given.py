"""What users give, as records: awards and what is sought from mappings, policies and lists of bodies from files."""

from __future__ import annotations

import json
import reprlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from qualmap.catalog import Catalogue
from qualmap.catalog.bounded import decode, read_bytes
from qualmap.catalog.parse import fault, to_record
from qualmap.catalog.text import Document, field_name, read_document
from qualmap.errors import InputError, Problem, RecordError, shorten
from qualmap.records import Award, Passport, Policy, Record, Sought
from qualmap.records.application import Application
from qualmap.records.award import PURPOSES

R = TypeVar("R", bound=Record)
MOST_BYTES = 2_000_000


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
