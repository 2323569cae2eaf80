"""How ``/openapi.json`` describes ``/api``: parameters, bodies, answers; schemas are made when somebody asks for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Path, Query
from fastapi.responses import Response

from qualmap.web.refusals import described

_TEMPLATE = "#/components/schemas/{model}"
_FRAMEWORK = "^[A-Za-z0-9@.-]+$"
_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
EXAMPLES: dict[str, Any] = json.loads(files("qualmap.web").joinpath("api_examples.json").read_text("utf-8"))
_LINE = r"^[^\x00-\x1f\x7f]+$"


def _text(meaning: str, example: str, most: int = 200, pattern: str = _LINE) -> Any:
    return Query(
        min_length=1, max_length=most, pattern=pattern, description=meaning, openapi_examples=_named(EXAMPLES[example])
    )


def _named(example: Any) -> Any:
    return {"usual": {"value": example}}


_DAY = "a day (2015-06-30), month or year; default: the catalogue's own date"
Day = Annotated[str | None, _text(_DAY, "day", 10, _DATE)]
Edition = Annotated[str, _text("id of a framework (the edition in force), or id@edition", "edition", 100, _FRAMEWORK)]
EditionFilter = Annotated[str | None, _text("only this framework: id or id@edition", "edition", 100, _FRAMEWORK)]
EditionInPath = Annotated[
    str, Path(min_length=1, max_length=100, pattern=_FRAMEWORK, openapi_examples=_named(EXAMPLES["edition_in_path"]))
]
LevelName = Annotated[str, _text("framework and level, with a colon between them", "level", 150)]
Title = Annotated[str, _text("the award's title, as printed", "title", 300)]
Country = Annotated[str, _text("a country by name or ISO 3166 code", "country")]
CountryFilter = Annotated[str | None, _text("a country by name or ISO 3166 code", "country_filter")]
Sector = Annotated[str | None, _text("such as `higher education` or `vocational`", "sector")]
Name = Annotated[str | None, _text("words of a framework's name or id", "name")]
AwardType = Annotated[str | None, _text("generic type of the award", "award_type", 40)]
PurposeName = Annotated[str | None, _text("the purpose; professions count for regulated-profession", "purpose", 40)]
Profession = Annotated[str | None, _text("a profession by id or name", "profession", 100)]
Isced = Annotated[int | None, Query(ge=0, le=8, description="ISCED 2011 level of the award")]
StatementForm = Annotated[
    Literal["html", "pdf", "markdown", "jsonld"], Query(description="what the statement comes as")
]
Limit = Annotated[int, Query(ge=1, le=500, description="how many to give at most")]
Offset = Annotated[int, Query(ge=0, le=100_000, description="how many to pass over")]
MatchOffset = Annotated[int, Query(ge=0, le=499, description="how many to pass over")]


def gives(model: str, *refusals: int) -> dict[str, Any]:
    """What a route gives, and which refusals beside those that all have."""
    content = {"application/json": {"schema": {"$ref": _TEMPLATE.format(model=model)}}}
    link = {"Link": {"description": "addresses of the pages before and after", "schema": {"type": "string"}}}
    paged = {"headers": link} if model in ("Frameworks", "TitleSearch") else {}
    unchanged = {} if refusals else {304: {"description": "The client has this answer already"}}
    return {
        "tags": ["API"],
        "response_class": Response,
        "responses": {
            200: {"description": "The answer", "content": content, **paged},
            **unchanged,
            **described(400, 404, *refusals, 503),
        },
    }


def gives_files(types: Mapping[str, str], *refusals: int) -> dict[str, Any]:
    """What a route gives that makes files, one of several media types."""
    names = [media_type.partition(";")[0] for media_type in types.values()]
    text, tree = {"type": "string", "format": "binary"}, {"type": "object"}
    content = {name: {"schema": tree if name.endswith("json") else text} for name in names}
    return {
        "tags": ["API"],
        "response_class": Response,
        "responses": {200: {"description": "The file", "content": content}, **described(400, 404, *refusals, 503)},
    }


def given_as(model: str, most: int | None = None) -> dict[str, Any]:
    """The body that a route takes: one of a model, or a list of them."""
    schema: dict[str, Any] = {"$ref": _TEMPLATE.format(model=model)}
    value: Any = EXAMPLES["request"]
    if most is not None:
        schema, value = {"type": "array", "items": schema, "minItems": 1, "maxItems": most}, [value]
    content = {"application/json": {"schema": schema, "examples": _named(value)}}
    return {"requestBody": {"required": True, "content": content}}


def describe_models(app: FastAPI) -> None:
    """Add the schemas to the description when somebody asks for it: making them takes a while."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            from qualmap.web.api_models import schemas

            described = plain()
            described.setdefault("components", {}).setdefault("schemas", {}).update(schemas(_TEMPLATE))
            app.openapi_schema = described
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
