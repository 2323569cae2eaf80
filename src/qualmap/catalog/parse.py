"""A tree of text -> a record: where what a file says becomes what it means."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from qualmap.catalog.text import Compiled, Document
from qualmap.errors import Problem, RecordError, did_you_mean, shorten
from qualmap.records.base import PATTERNS, Record

R = TypeVar("R", bound=Record)


def to_record(document: Document | Compiled, model: type[R]) -> R:
    """The document as a record. Raises RecordError with one finding per field that is wrong."""
    if isinstance(document, Compiled):
        return model.model_validate_json(document.json)
    try:
        return model.model_validate(document.tree)
    except ValidationError as error:
        # A misspelt key is also a missing one: say first what is there, then what is not.
        items = sorted(error.errors(include_url=False), key=lambda item: item["type"] == "missing")
        problems = [_problem(document, model, dict(item)) for item in items]
        raise RecordError(problems) from None


def _problem(document: Document, model: type[Record], error: dict[str, Any]) -> Problem:
    path = tuple(part for part in error["loc"])
    kind = error["type"]
    if kind == "missing":
        return document.problem(path, "is missing", "add it")
    if kind == "extra_forbidden":
        known = _fields_at(model, path[:-1])
        return document.problem(path, "unknown key", did_you_mean(str(path[-1]), known) or "remove it")
    value = shorten(repr(error.get("input")), 60)
    if kind == "literal_error":
        expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        hint = did_you_mean(str(error["input"]), expected) or "one of " + ", ".join(expected)
        return document.problem(path, f"{value} is not a valid value", hint)
    if kind in ("tuple_type", "model_type", "model_attributes_type"):
        wanted = "a list" if kind == "tuple_type" else "a mapping of fields"
        return document.problem(path, f"{value} is not {wanted}")
    if kind == "string_type":
        return document.problem(path, f"{value} is not text")
    if kind == "string_too_short":
        return document.problem(path, "is empty", "give a value or remove the key")
    if kind == "string_pattern_mismatch" and error["ctx"]["pattern"] in PATTERNS:
        return document.problem(path, f"{value} {PATTERNS[error['ctx']['pattern']]}")
    if kind.startswith("int_"):
        return document.problem(path, f"{value} is not a whole number")
    message = error["msg"].removeprefix("Value error, ")
    return document.problem(path, shorten(message, 160))


def _fields_at(model: type[Record], path: tuple[str | int, ...]) -> list[str]:
    """The fields that the record knows at a path, for the nearest valid name."""
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        annotation = current.model_fields[part].annotation if part in current.model_fields else None
        inner = _record_in(annotation)
        if inner is None:
            return []
        current = inner
    return list(current.model_fields)


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _record_in(argument)
        if found is not None:
            return found
    return None
