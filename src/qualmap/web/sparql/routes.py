"""``/sparql``: the query operation of the SPARQL 1.1 Protocol."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from qualmap.errors import LimitError
from qualmap.store.guard import check_length
from qualmap.web.http.body import whole_body
from qualmap.web.http.negotiation import answer, best
from qualmap.web.http.pages import HTML, POLICY
from qualmap.web.http.problems import Refused, accepted, described
from qualmap.web.site_data import Published
from qualmap.web.sparql import page as results
from qualmap.web.sparql import service_description as service
from qualmap.web.sparql.answers import GRAPHS, PAGE, TABLES, Answer, Answers
from qualmap.web.sparql.protocol import FORM, QUERY, Operation, check_type, from_body, from_url

_TEXT: dict[str, Any] = {"schema": {"type": "string"}}
_VARY = {"Vary": "Accept"}
_GRAPHS = {"type": "array", "items": {"type": "string", "format": "iri"}, "maxItems": 20}
_PARAMETERS = {
    "query": ({"type": "string"}, "a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE"),
    "default-graph-uri": (_GRAPHS, "graphs of ours that make up the default graph; repeatable"),
    "named-graph-uri": (_GRAPHS, "graphs of ours that GRAPH sees; repeatable"),
}
_ANSWERED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer, in the form that Accept likes best",
        "content": {name: _TEXT for offer in (*TABLES, *GRAPHS, PAGE) for name in (offer.media_type, *offer.aliases)},
    }
}
_ON_GET = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": schema, "description": meaning}
        for name, (schema, meaning) in _PARAMETERS.items()
    ]
}
_ON_POST = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {name: schema for name, (schema, _) in _PARAMETERS.items()},
                }
            },
            QUERY: _TEXT,
        },
    },
    "parameters": _ON_GET["parameters"][1:],
}


def add_to(app: FastAPI, published: Published) -> None:
    """The endpoint's two methods."""

    @app.get(
        "/sparql",
        name="sparql_get",
        tags=["SPARQL"],
        summary="Ask a query, or learn what the endpoint can do",
        response_class=Response,
        responses=_ANSWERED | described(400, 403, 406, 414, 422, 431, 503, plain=True),
        openapi_extra=_ON_GET,
    )
    async def get(request: Request) -> Response:
        operation = from_url(request.scope["query_string"])
        if operation is None:
            return _itself(request, published)
        return await _answer(request, operation, 414)

    @app.post(
        "/sparql",
        name="sparql_post",
        tags=["SPARQL"],
        summary="Ask a query that is too long for an address",
        response_class=Response,
        responses=_ANSWERED | described(400, 403, 406, 408, 411, 413, 415, 422, 431, 503, plain=True),
        openapi_extra=_ON_POST,
    )
    async def post(request: Request) -> Response:
        if not {"content-length", "transfer-encoding"} & set(request.headers):
            raise Refused(411, "a POST without a body: send the query in it")
        content_type = request.headers.get("content-type", "")
        check_type(content_type)
        # A character takes up to four bytes, each of which a form may write as three.
        body = await whole_body(request, 12 * _answers(request).limits.characters + 4096)
        return await _answer(request, from_body(request.scope["query_string"], content_type, body), 413)

    async def either(request: Request) -> Response:
        return await (get if request.method == "GET" else post)(request)

    # Described above, but answered without what FastAPI does for typed parameters: a third of a small answer's time.
    app.router.routes.insert(0, Route("/sparql", either, methods=["GET", "POST"]))


async def _answer(request: Request, operation: Operation, too_long: int) -> Response:
    answers = _answers(request)
    try:
        check_length(operation.query, answers.limits)
    except LimitError as error:
        raise Refused(too_long, str(error)) from None
    found = await _while_there(request, answers.answer(operation, accepted(request)))
    if not found.as_page:
        return Response(found.body, headers=_VARY, media_type=found.content_type)
    home = request.app.state.published.public
    page = await run_in_threadpool(results.page, found.body, found.content_type, home)
    return Response(page, headers=_VARY | {"Content-Security-Policy": POLICY}, media_type=HTML)


async def _while_there(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """What the work gives; it is stopped when the client goes away."""
    working, leaving = asyncio.create_task(work), asyncio.create_task(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
    finally:
        working.cancel()
        leaving.cancel()
    raise Refused(408, "the client went away")  # nobody reads this


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _itself(request: Request, published: Published) -> Response:
    chosen = best(accepted(request), service.OFFERS)
    if chosen is None:
        known = ", ".join(offer.media_type for offer in service.OFFERS)
        raise Refused(406, f"the service description comes as {known}; none of them is in Accept")
    headers = _VARY | {"Cache-Control": "public, max-age=3600"}
    if chosen.media_type == PAGE.media_type:
        page = service.form(published, _answers(request).limits.seconds).encode()
        return answer(request, page, HTML, headers | {"Content-Security-Policy": POLICY})
    return answer(request, service.description(published, chosen.media_type), chosen.known_as, headers)


def _answers(request: Request) -> Answers:
    found: Answers = request.app.state.answers
    return found
