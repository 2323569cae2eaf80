"""How ``/openapi.json`` describes ``/api``: parameters, bodies, answers; schemas are made when somebody asks for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated, Any, Literal

from annotated_types import GroupedMetadata
from fastapi import FastAPI, Path, Query
from fastapi.responses import Response
from pydantic import BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from qualmap.errors import shorten
from qualmap.records.fields import meaning
from qualmap.web.http.problems import described

_TEMPLATE = "#/components/schemas/{model}"
_FRAMEWORK = "^[A-Za-z0-9@.-]+$"
_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
JSON = "application/json"
STATEMENTS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "markdown": "text/markdown; charset=utf-8",
    "jsonld": "application/ld+json",
}
"""The forms of a statement and their media types."""
BACKGROUNDS = {form: STATEMENTS[form] for form in ("html", "pdf", "markdown")} | {"json": JSON}
BUNDLES = {"jsonld": STATEMENTS["jsonld"]}
EXAMPLES: dict[str, Any] = json.loads(files("qualmap.web").joinpath("api_examples.json").read_text("utf-8"))
_LINE = r"^[^\x00-\x1f\x7f]+$"
_WORDS = {
    _FRAMEWORK: "is not a framework: write an id or id@edition, such as xx-nqf@2019",
    _DATE: "is not a date; write 2019, 2019-01 or 2019-01-08",
    _LINE: "is not a line of text",
}


@dataclass(frozen=True)
class _Written(GroupedMetadata):
    """A text that follows a pattern; a refusal gives the pattern's meaning, not the pattern."""

    most: int = 200
    pattern: str = _LINE

    def __iter__(self) -> Iterator[Any]:
        schema = {"type": "string", "minLength": 1, "maxLength": self.most, "pattern": self.pattern}
        size = StringConstraints(min_length=1, max_length=self.most)
        return iter((size, BeforeValidator(self._check), WithJsonSchema(schema)))

    def _check(self, text: str) -> str:
        if re.fullmatch(self.pattern, text) is None:
            said = {"text": shorten(repr(text), 60), "meaning": _WORDS[self.pattern]}
            raise PydanticCustomError("pattern", "{text} {meaning}", said)
        return text


def _query(meaning: str, example: str) -> Any:
    return Query(description=meaning, openapi_examples=_named(EXAMPLES[example]))


def _named(example: Any) -> Any:
    return {"usual": {"value": example}}


_Line = Annotated[str, _Written()]
_Short = Annotated[str, _Written(40)]
_Date = Annotated[str, _Written(10, _DATE)]
_FrameworkName = Annotated[str, _Written(100, _FRAMEWORK)]
Day = Annotated[_Date | None, _query("a day (2015-06-30), month or year; default: the catalogue's own date", "day")]
Edition = Annotated[_FrameworkName, _query("id of a framework (the edition in force), or id@edition", "edition")]
EditionFilter = Annotated[_FrameworkName | None, _query("only this framework: id or id@edition", "edition")]
EditionInPath = Annotated[_FrameworkName, Path(openapi_examples=_named(EXAMPLES["edition_in_path"]))]
LevelName = Annotated[str, _Written(150), _query("framework and level, with a colon between them", "level")]
Title = Annotated[str, _Written(300), _query(meaning("award", "title"), "title")]
Country = Annotated[_Line, _query("a country by name or ISO 3166 code", "country")]
CountryFilter = Annotated[_Line | None, _query("a country by name or ISO 3166 code", "country_filter")]
Sector = Annotated[_Line | None, _query("such as `higher education` or `vocational`", "sector")]
Name = Annotated[_Line | None, _query("words of a framework's name or id", "name")]
AwardType = Annotated[_Short | None, _query(meaning("award", "award_type"), "award_type")]
PurposeName = Annotated[_Short | None, _query("the purpose; professions count for regulated-profession", "purpose")]
Profession = Annotated[Annotated[str, _Written(100)] | None, _query(meaning("sought", "profession"), "profession")]
Isced = Annotated[int | None, Query(ge=0, le=8, description=meaning("award", "isced"))]
StatementForm = Annotated[
    Literal["html", "pdf", "markdown", "jsonld"], Query(description="what the statement comes as")
]
BackgroundForm = Annotated[Literal["html", "pdf", "markdown", "json"], Query(description="what the paper comes as")]
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


def gives_files(types: Mapping[str, str], *refusals: int, model: str | None = None) -> dict[str, Any]:
    """What a route gives that makes files, one of several media types; its JSON may be one of a model."""
    names = [media_type.partition(";")[0] for media_type in types.values()]
    text = {"type": "string", "format": "binary"}
    tree = {"type": "object"} if model is None else {"$ref": _TEMPLATE.format(model=model)}
    content = {name: {"schema": tree if name.endswith("json") else text} for name in names}
    return {
        "tags": ["API"],
        "response_class": Response,
        "responses": {200: {"description": "The file", "content": content}, **described(400, 404, *refusals, 503)},
    }


def given_as(model: str, most: int | None = None) -> dict[str, Any]:
    """The body that a route takes: one of a model, or a list of them."""
    schema: dict[str, Any] = {"$ref": _TEMPLATE.format(model=model)}
    value: Any = EXAMPLES[model]
    if most is not None:
        schema, value = {"type": "array", "items": schema, "minItems": 1, "maxItems": most}, [value]
    content = {"application/json": {"schema": schema, "examples": _named(value)}}
    return {"requestBody": {"required": True, "content": content}}


def describe_models(app: FastAPI) -> None:
    """Add the schemas to the description when somebody asks for it: making them takes a while."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            from qualmap.web.api.models import schemas

            described = plain()
            described.setdefault("components", {}).setdefault("schemas", {}).update(schemas(_TEMPLATE))
            app.openapi_schema = described
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
