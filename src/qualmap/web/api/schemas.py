"""The schemas of what ``/api`` takes and gives, made when somebody asks for the description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from qualmap.operations.judgements import AssessedAward
from qualmap.operations.table import OPERATIONS
from qualmap.records.base import Record, Result

Schemas = Mapping[type[Any], dict[str, Any]]


class Problem(Result):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str

    @classmethod
    def of(cls, status: int, detail: str) -> Problem:
        """The problem with this status."""
        return cls(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail)


class BatchItem(Result):
    """One item of a batch, by its place in the list that was sent: a judgement or a problem."""

    index: int
    assessed: AssessedAward | None
    problem: Problem | None


class AssessedBatch(Result):
    """Every item of a batch, in the order in which they were sent."""

    items: tuple[BatchItem, ...]


class _Untitled(GenerateJsonSchema):
    """Schemas whose titles are their names: makers of clients name classes by titles, and drop what comes twice."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """A field's title would be its name again."""
        return False


OWN = ("store",)
"""Fields that only the server says."""


def parameters(model: type[Record]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """The name and the schema of each field of a request that comes as parameters, and whether it must be given."""
    schema = model.model_json_schema(schema_generator=_Untitled)
    for name, field in schema["properties"].items():
        if name in OWN:
            continue
        options = [option for option in field.pop("anyOf", ()) if option != {"type": "null"}]
        if field.get("default", 0) is None:
            del field["default"]
        yield name, field | (options[0] if options else {}), name in schema.get("required", ())


def schemas(template: str) -> tuple[Schemas, dict[str, Any]]:
    """References to the JSON Schema of all that is taken and given, and the schemas by name, which is their title."""
    given = {row.result for row in OPERATIONS.values() if row.result} | {AssessedBatch, Problem}
    taken = {row.request for row in OPERATIONS.values() if row.body}
    both = [(model, "serialization") for model in given] + [(model, "validation") for model in taken]
    both.sort(key=lambda each: (each[1], each[0].__name__))
    references, found = models_json_schema(both, ref_template=template, schema_generator=_Untitled)  # type: ignore[arg-type]
    definitions: dict[str, Any] = found["$defs"]
    for name, schema in definitions.items():
        *_, where, last = "", *name.split("__")  # a module stands before the name where two classes have one name
        schema["title"] = where.title() + last.replace("-", "")
    return {model: reference for (model, _), reference in references.items()}, definitions
