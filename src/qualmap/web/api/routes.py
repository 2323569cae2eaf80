"""``/api``: the operations of the library for systems in any language.

Every route hands its work to one engine (``engine``), so that a flood of requests here leaves SPARQL and health alone.
What is heavy is imported by the first request and not by the start of the server.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence

from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from qualmap.errors import did_you_mean
from qualmap.operations.table import JSON, OPERATIONS, Format, Operation
from qualmap.web.api import tasks as work
from qualmap.web.api.described import describe
from qualmap.web.api.engine import Agency, ApiEngine, Place
from qualmap.web.api.private import check_host
from qualmap.web.http.body import MOST_BATCH_BYTES, MOST_BODY_BYTES, json_body
from qualmap.web.http.negotiation import Offer, answer, best
from qualmap.web.http.pages import POLICY
from qualmap.web.http.problems import Refused, accepted
from qualmap.web.site_data import Published

_CACHE = {"Cache-Control": "no-cache"}
_NEVER_KEPT = {"Cache-Control": "no-store"}
_BATCH = "/api/assess/batch"


def add_to(app: FastAPI, published: Published, agency: Agency) -> None:
    """The routes of the API: one for each operation of the table, and the batch."""
    app.state.engine = ApiEngine(agency)
    operations = [row for row in OPERATIONS.values() if agency.store or not row.store]
    for operation in operations:
        if operation.body:
            _post(app, operation)
        else:
            _get(app, operation, published)
    _batch(app)
    for path in (_BATCH, *(operation.path for operation in operations if operation.body)):
        app.add_route(path, _post_only, ["GET"], include_in_schema=False)
    describe(app, operations)


def _get(app: FastAPI, operation: Operation, published: Published) -> None:
    async def get(request: Request) -> Response:
        engine, own = _engine(request), {}
        if operation.store:
            check_host(request, published.public)
            own = {"store": engine.agency.store or ""}
        form, given = _form(request, operation)
        with engine.place():
            made = await engine.run(work.looked_up, operation, form, given, request.path_params | own)
        headers = (
            (_NEVER_KEPT if operation.store else _CACHE) | _headers(operation, form) | _links(request, published, made)
        )
        return answer(request, made.body, _media_type(form), headers)

    app.add_route(operation.path, get, ["GET"], include_in_schema=False)


def _post(app: FastAPI, operation: Operation) -> None:
    async def post(request: Request) -> Response:
        body = await json_body(request, MOST_BODY_BYTES)
        form, given = _form(request, operation)
        _check_none(given, work.form_parameters(operation))
        engine = _engine(request)
        with engine.place():
            made = await engine.run(work.answered, operation, form, body)
        return Response(made.body, headers=_NEVER_KEPT | _headers(operation, form), media_type=_media_type(form))

    app.add_route(operation.path, post, ["POST"], include_in_schema=False)


def _batch(app: FastAPI) -> None:
    async def batch(request: Request) -> Response:
        body = await json_body(request, MOST_BATCH_BYTES)
        _check_none(request.query_params, [])
        engine = _engine(request)
        place = engine.place()
        try:
            items = await engine.run(work.batch_items, body)
        except BaseException:
            place.release()
            raise

        async def pieces() -> AsyncIterator[bytes]:
            for index, item in enumerate(items):
                yield b'{"items":[' if index == 0 else b","
                yield await engine.run(work.batch_item, index, item)
            yield b"]}"

        return _Stream(pieces(), place)

    app.add_route(_BATCH, batch, ["POST"], include_in_schema=False)


async def _post_only(request: Request) -> Response:
    """Say so to a GET, which the route for the graph's addresses would answer."""
    raise Refused(405, f"{request.method} does nothing here: POST a request as JSON", {"Allow": "OPTIONS, POST"})


class _Stream(StreamingResponse):
    """An answer given piece by piece; its place in the queue is free once it is given, or broken off."""

    def __init__(self, pieces: AsyncIterator[bytes], place: Place) -> None:
        super().__init__(pieces, headers=_NEVER_KEPT, media_type=JSON)
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._place:
            await super().__call__(scope, receive, send)


def _form(request: Request, operation: Operation) -> tuple[Format, dict[str, str]]:
    """The form that a parameter names, or else the one that Accept likes best; and the other parameters."""
    given = dict(request.query_params)
    if len(operation.formats) == 1:
        return operation.usual, given
    for name in work.form_parameters(operation):
        if name in given:
            text = given.pop(name)
            if text not in operation.formats:
                hint = did_you_mean(text, operation.formats) or f"known: {', '.join(operation.formats)}"
                raise Refused(400, f"query.{name}: {text[:80]!r} is no format of this answer: {hint}")
            return operation.formats[text], given
    ordered = sorted(operation.formats.values(), key=lambda form: form != operation.usual)
    chosen = best(accepted(request), tuple(Offer(form.media_type) for form in ordered))
    liked = (form for form in ordered if chosen and form.media_type == chosen.media_type)
    return next(liked, operation.usual), given


def _check_none(given: Mapping[str, str], known: Sequence[str]) -> None:
    """Refuse parameters beside a body, but those that name a form."""
    for name in given:
        hint = did_you_mean(name, known) or "this takes no parameters"
        raise Refused(400, f"unknown parameter {name[:80]!r}: {hint}")


def _headers(operation: Operation, form: Format) -> dict[str, str]:
    """What a browser must know of a document, and caches of one that comes in several forms."""
    plain = form.media_type == operation.usual.media_type == JSON
    document = {} if plain else {"Content-Security-Policy": POLICY}
    return document | ({"Vary": "Accept"} if len(operation.formats) > 1 else {})


def _media_type(form: Format) -> str:
    return f"{form.media_type}; charset=utf-8" if form.media_type.startswith("text/") else form.media_type


def _links(request: Request, published: Published, made: work.Made) -> dict[str, str]:
    """Links (RFC 8288) to the pages before and after one page."""
    if made.page is None:
        return {}
    limit, offset = made.page
    links = []
    for relation, at, there in (("next", offset + limit, made.more), ("prev", max(0, offset - limit), offset > 0)):
        if there:
            url = request.url.include_query_params(limit=limit, offset=at)
            links.append(f'<{published.public}{url.path[1:]}?{url.query}>; rel="{relation}"')
    return {"Link": ", ".join(links)} if links else {}


def _engine(request: Request) -> ApiEngine:
    found: ApiEngine = request.app.state.engine
    return found
