"""``/dumps``: the whole graph in one file, for those who want all of it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, Response

from qualmap.errors import did_you_mean
from qualmap.ontology.formats import DUMPS
from qualmap.web.http.negotiation import unchanged
from qualmap.web.http.problems import Refused, described
from qualmap.web.site_data import Published

_CACHE = {"Cache-Control": "public, max-age=3600"}
_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_TEXT: dict[str, Any] = {"text/plain": {"schema": {"type": "string"}}}


def add_to(app: FastAPI, published: Published) -> None:
    """The one route of the dumps."""
    kinds = dict.fromkeys(DUMPS.values(), _BINARY)
    name_parameter = {
        "name": "name",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": sorted(DUMPS)},
    }
    range_parameter = {
        "name": "Range",
        "in": "header",
        "required": False,
        "schema": {"type": "string", "pattern": "^bytes=[0-9]+-[0-9]*$"},
    }

    @app.get(
        "/dumps/{name}",  # noqa: FAST003  # described below, so that no check of FastAPI's own is promised
        tags=["Dumps"],
        summary="The whole graph in one file",
        response_class=Response,
        responses={
            200: {"description": "The file", "content": kinds},
            206: {"description": "The part that Range names", "content": kinds},
            304: {"description": "The client has this file already"},
            416: {
                "description": "The file has no such part",
                "content": {"text/plain": {"schema": {"type": "string"}}},
            },
            400: {"description": "Range is malformed", "content": _TEXT},
            **described(404),
        },
        openapi_extra={"parameters": [name_parameter, range_parameter]},
    )
    def dump(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in DUMPS:
            hint = did_you_mean(name, DUMPS)
            raise Refused(404, f"no dump is called {name[:200]}" + (f": {hint}" if hint else ""))
        found = published.dumps[name]
        headers = {"ETag": found.etag} | _CACHE
        if unchanged(request, found.etag):
            return Response(status_code=304, headers=headers)
        return FileResponse(found.path, headers=headers, media_type=found.media_type)
