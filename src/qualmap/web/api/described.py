"""How ``/openapi.json`` describes ``/api``, from the table of operations; made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from qualmap.operations.reference import examples
from qualmap.operations.table import JSON, OPERATIONS, Operation
from qualmap.web.api.tasks import FORM, FORMAT, MOST_IN_BATCH, PAGING, form_parameters
from qualmap.web.http.problems import described

if TYPE_CHECKING:
    from qualmap.web.api.schemas import Schemas

_LINK = {"Link": {"description": "addresses of the pages before and after", "schema": {"type": "string"}}}
_BODY_REFUSED = (408, 411, 413, 415)


def describe(app: FastAPI, operations: Iterable[Operation]) -> None:
    """Add the operations and the schemas to the description when somebody asks for it: making them takes a while."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            from qualmap.web.api.schemas import schemas

            found = plain()
            models, definitions = schemas("#/components/schemas/{model}")
            for operation in operations:
                method = "post" if operation.body else "get"
                found["paths"].setdefault(operation.path, {})[method] = _operation(operation, models)
            found["paths"]["/api/assess/batch"] = {"post": _batch(models)}
            found.setdefault("components", {}).setdefault("schemas", {}).update(definitions)
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _operation(operation: Operation, models: Schemas) -> dict[str, Any]:
    example = examples()[operation.name]
    printed = any(form.media_type == "application/pdf" for form in operation.formats.values())
    refused = (400, 404, *(_BODY_REFUSED if operation.body else ()), *([501] if printed else []), 503)
    return {
        "tags": ["API"],
        "operationId": operation.id,
        "summary": operation.summary[0].upper() + operation.summary[1:],
        "parameters": [*([] if operation.body else _parameters(operation, example)), *_form(operation)],
        **(_body(models[operation.request], example) if operation.body else {}),
        "responses": _responses(_given(operation, models), refused, operation),
    }


def _batch(models: Schemas) -> dict[str, Any]:
    from qualmap.web.api.schemas import AssessedBatch

    one = examples()["assess"]
    one_of = models[OPERATIONS["assess"].request]
    schema = {"type": "array", "items": one_of, "minItems": 1, "maxItems": MOST_IN_BATCH}
    return {
        "tags": ["API"],
        "operationId": "assess_batch",
        "summary": "Judge many awards; one that cannot be judged says why, and the others are judged all the same",
        **_body(schema, [one]),
        "responses": _responses({JSON: {"schema": models[AssessedBatch]}}, (400, 404, *_BODY_REFUSED, 503)),
    }


def _parameters(operation: Operation, example: dict[str, Any]) -> list[dict[str, Any]]:
    from qualmap.web.api.schemas import parameters

    return [
        {
            "name": name,
            "in": "path" if f"{{{name}}}" in operation.path else "query",
            "required": required,
            "description": schema.pop("description"),
            "schema": schema,
            **({"examples": _named(example[name])} if name in example else {}),
        }
        for name, schema, required in parameters(operation.request)
    ]


def _form(operation: Operation) -> list[dict[str, Any]]:
    """The parameters that name the form, where there are several."""
    said: dict[str, dict[str, Any]] = {
        FORMAT: {"description": f"what the answer comes as, whatever Accept says; usually {operation.usual.name}"},
        FORM: {"description": f"the same as {FORMAT}, its older name", "deprecated": True},
    }
    schema = {"type": "string", "enum": list(operation.formats)}
    usual = {"in": "query", "required": False, "schema": schema}
    return [{"name": name, **said[name], **usual} for name in form_parameters(operation)]


def _given(operation: Operation, models: Schemas) -> dict[str, Any]:
    """What an answer holds, by media type."""
    content: dict[str, Any] = {}
    for form in (operation.usual, *operation.formats.values()):
        if form.media_type == JSON and operation.result is not None:
            schema = models[operation.result]
        elif form.media_type.endswith("json"):
            schema = {}  # JSON-LD is an object or an array
        else:
            schema = {"type": "string", "format": "binary"}
        content[form.media_type] = {"schema": schema}
    return content


def _responses(content: dict[str, Any], refused: tuple[int, ...], operation: Operation | None = None) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": "The answer", "content": content}
    found: dict[int, Any] = {200: answer}
    if operation is not None and not operation.body and PAGING[0] in operation.request.model_fields:
        answer["headers"] = _LINK
    if operation is not None and not operation.body:
        found[304] = {"description": "The client has this answer already"}
    return {str(status): said for status, said in (found | described(*refused)).items()}


def _body(schema: dict[str, Any], example: Any) -> dict[str, Any]:
    content = {JSON: {"schema": schema, "examples": _named(example)}}
    return {"requestBody": {"required": True, "content": content}}


def _named(example: Any) -> dict[str, Any]:
    return {"usual": {"value": example}}
