"""A tree of text -> a record: where what a file says becomes what it means."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from qualmap.catalog.text import Compiled, Document
from qualmap.errors import RecordError, did_you_mean, shorten
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
        problems = [document.problem(item["loc"], *fault(model, item)) for item in items]
        raise RecordError(problems) from None


def fault(model: type[Record], error: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong with a field, and what to do: the same words wherever the record comes from."""
    path, kind = tuple(error["loc"]), error["type"]
    if kind == "missing":
        return "is missing", "add it"
    if kind == "extra_forbidden":
        return "unknown key", did_you_mean(str(path[-1]), _fields_at(model, path[:-1])) or model.unknown_key
    value = shorten(reprlib.repr(error.get("input")), 60)
    if kind == "literal_error":
        expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return f"{value} is not a valid value", did_you_mean(str(error["input"]), expected) or "one of " + ", ".join(
            expected
        )
    if kind in ("tuple_type", "model_type", "model_attributes_type"):
        return f"{value} is not {'a list' if kind == 'tuple_type' else 'a mapping of fields'}", ""
    if kind == "string_type":
        return f"{value} is not text", ""
    if kind == "string_too_short":
        return "is empty", "give a value or remove the key"
    if kind in ("string_too_long", "too_long"):
        unit = "characters" if kind == "string_too_long" else "values"
        return f"{value} is too long", f"at most {error['ctx']['max_length']} {unit}"
    if kind == "string_pattern_mismatch" and error["ctx"]["pattern"] in PATTERNS:
        return f"{value} {PATTERNS[error['ctx']['pattern']]}", ""
    if kind.startswith("int_"):
        return f"{value} is not a whole number", ""
    return shorten(error["msg"].removeprefix("Value error, "), 200), ""


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
