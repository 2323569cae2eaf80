"""Every address of the graph leads somewhere: 303 to a document, and the documents."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote, urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import Response

from qualmap.errors import did_you_mean
from qualmap.web.http.negotiation import Offer, answer, best
from qualmap.web.http.pages import HTML, POLICY
from qualmap.web.http.problems import Refused, accepted, described
from qualmap.web.site_data import Published

_DOCUMENTS = {
    "/index.html": Offer("text/html", ("application/xhtml+xml",)),
    ".ttl": Offer("text/turtle", ("application/x-turtle",)),
    ".jsonld": Offer("application/ld+json", ("application/json",)),
}
"""What stands behind a resource's path, as in the static site: links within the pages rest on it."""
_ENDINGS = {offer.media_type: ending for ending, offer in _DOCUMENTS.items()}
_FILES = {"css": "text/css; charset=utf-8", "ttl": "text/turtle", "jsonld": "application/ld+json"}
_CACHE = {"Cache-Control": "public, max-age=3600"}
_STRING: dict[str, Any] = {"schema": {"type": "string"}}
_PATH = {
    "name": "path",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "minLength": 1},
    "description": "a path of the graph; its slashes stand as they are",
    "examples": {
        "resource": {"value": "dataset", "summary": "a thing: 303 to a document about it"},
        "document": {"value": "dataset.ttl", "summary": "a document"},
    },
}


def add_to(app: FastAPI, published: Published) -> None:
    """The routes that catch every path which is not another route's: they come last."""
    prefix = urlsplit(published.public).path

    @app.get(
        "/.well-known/void",
        tags=["Linked data"],
        summary="The description of the data set",
        responses={303: _to_document()},
    )
    def void() -> Response:
        return Response(status_code=303, headers={"Location": f"{prefix}dataset"} | _CACHE)

    @app.get(
        "/{path:path}",  # noqa: FAST003  # taken from raw_path, where it is still percent-encoded
        tags=["Linked data"],
        summary="A thing of the graph, or a document about it",
        response_class=Response,
        responses={
            200: {
                "description": "The document",
                "content": dict.fromkeys((*_ENDINGS, "text/css"), _STRING),
            },
            301: _to_document(),
            303: _to_document(),
            304: {"description": "The client has this document already"},
            **described(404, 406, 431),
        },
        openapi_extra={"parameters": [_PATH]},
    )
    def resource(request: Request) -> Response:
        asked = request.scope["raw_path"].decode("ascii", "replace").removeprefix("/")
        for ending in _DOCUMENTS:
            if asked.endswith(ending) and (path := _find(published, asked.removesuffix(ending))):
                return _document(request, published, path, ending)
        if path := _find(published, asked.removesuffix("/")):
            return _see_other(request, prefix + path)
        if (stem := asked.removesuffix(".html")) != asked and (path := _find(published, stem)):
            return Response(status_code=301, headers={"Location": f"{prefix}{path}/index.html"} | _CACHE)
        if f"{asked}.ttl" in published.files:
            return Response(status_code=303, headers={"Location": f"{prefix}{asked}.ttl"} | _CACHE)
        if asked in published.files:
            return _file(request, asked, published.files[asked])
        raise Refused(404, _unknown(published, asked))


def _find(published: Published, path: str) -> str | None:
    """The path of the resource; a client may have encoded more or fewer of its characters than we do."""
    if path in published.pages:
        return path
    usual = quote(unquote(path), safe="/")
    return usual if usual in published.pages else None


def _see_other(request: Request, address: str) -> Response:
    chosen = best(accepted(request), tuple(_DOCUMENTS.values()))
    if chosen is None:
        known = ", ".join(offer.media_type for offer in _DOCUMENTS.values())
        raise Refused(406, f"there are documents as {known}; none of them is in Accept")
    location = f"{address}{_ENDINGS[chosen.media_type]}"
    return Response(status_code=303, headers={"Location": location, "Vary": "Accept"} | _CACHE)


def _document(request: Request, published: Published, path: str, ending: str) -> Response:
    pages = published.pages
    if ending == ".ttl":
        body = pages.turtle(path)
    elif ending == ".jsonld":
        body = pages.jsonld(path)
    else:
        body = pages.html(path).encode()
    links = [f'<{pages.base}{path}>; rel="describes"']
    links += [
        f'<{published.public}{path}{other}>; rel="alternate"; type="{offer.media_type}"'
        for other, offer in _DOCUMENTS.items()
        if other != ending
    ]
    headers = {"Link": ", ".join(links)} | _CACHE
    if ending == "/index.html":
        return answer(request, body, HTML, headers | {"Content-Security-Policy": POLICY})
    return answer(request, body, _DOCUMENTS[ending].media_type, headers)


def _file(request: Request, name: str, body: bytes) -> Response:
    """A file that stands beside the pages, by the ending of its name."""
    kind = _FILES.get(name.rpartition(".")[2])
    if kind is not None:
        return answer(request, body, kind, _CACHE)
    return answer(request, body, HTML, _CACHE | {"Content-Security-Policy": POLICY})


def _unknown(published: Published, asked: str) -> str:
    hint = did_you_mean(asked, published.pages.paths())
    return f"nothing of ours is at /{asked[:200]}" + (f": {hint}" if hint else "")


def _to_document() -> dict[str, Any]:
    return {
        "description": "A document about it",
        "headers": {"Location": {"required": True, "schema": {"type": "string"}}},
    }
