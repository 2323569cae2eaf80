"""``/api``: the operations of the library for systems in any language, as JSON.

Every route hands its work to one engine (``api_engine``), so that a flood of requests here leaves SPARQL and health
alone. What is heavy is imported by the first request and not by the start of the server.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from qualmap.errors import did_you_mean
from qualmap.web.api import tasks as work
from qualmap.web.api.described import (
    BACKGROUNDS,
    BUNDLES,
    JSON,
    STATEMENTS,
    AwardType,
    BackgroundForm,
    Country,
    CountryFilter,
    Day,
    Edition,
    EditionFilter,
    EditionInPath,
    Isced,
    LevelName,
    Limit,
    MatchOffset,
    Name,
    Offset,
    Profession,
    PurposeName,
    Sector,
    StatementForm,
    Title,
    describe_models,
    given_as,
    gives,
    gives_files,
)
from qualmap.web.api.engine import Agency, ApiEngine, Place
from qualmap.web.http.body import MOST_BATCH_BYTES, MOST_BODY_BYTES, json_body
from qualmap.web.http.negotiation import answer
from qualmap.web.http.pages import POLICY
from qualmap.web.http.problems import Refused
from qualmap.web.site_data import Published

_CACHE = {"Cache-Control": "no-cache"}
_NEVER_KEPT = {"Cache-Control": "no-store"}


def add_to(app: FastAPI, published: Published, agency: Agency) -> None:
    """The routes of the API."""
    app.state.engine = ApiEngine(agency)
    _lookups(app, published)
    _answers(app)
    _judgements(app)
    _documents_missing(app)
    _post_only(app)
    describe_models(app)


def _lookups(app: FastAPI, published: Published) -> None:
    @app.get(
        "/api/frameworks", summary="The frameworks, or those that apply in a country on a day", **gives("Frameworks")
    )
    async def frameworks(
        request: Request,
        country: CountryFilter = None,
        sector: Sector = None,
        name: Name = None,
        on: Day = None,
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> Response:
        page = await _ask(request, work.frameworks, country, sector, name, on, limit, offset)
        return _page(request, published, page, limit, offset)

    @app.get("/api/frameworks/{framework}", summary="One framework, as its record has it", **gives("Framework"))
    async def framework(request: Request, framework: EditionInPath) -> Response:
        return _kept(request, await _ask(request, work.framework, framework))

    @app.get("/api/find", summary="The awards that a title may name, the likeliest first", **gives("TitleSearch"))
    async def find(
        request: Request,
        title: Title,
        country: CountryFilter = None,
        on: Day = None,
        framework: EditionFilter = None,
        limit: Limit = 10,
        offset: MatchOffset = 0,
    ) -> Response:
        page = await _ask(request, work.find, title, country, on, framework, limit, offset)
        return _page(request, published, page, limit, offset)


def _answers(app: FastAPI) -> None:
    @app.get("/api/crosswalk", summary="Every level of one framework, mapped to another", **gives("Crosswalk"))
    async def crosswalk(request: Request, origin: Edition, destination: Edition, on: Day = None) -> Response:
        return _kept(request, await _ask(request, work.crosswalk, origin, destination, on))

    @app.get("/api/explain", summary="One level's mapping with its evidence", **gives("Mapping"))
    async def explain(request: Request, level: LevelName, destination: Edition, on: Day = None) -> Response:
        return _kept(request, await _ask(request, work.explain, level, destination, on))

    @app.get("/api/legal-basis", summary="What binds two states on a day", **gives("LegalBasis"))
    async def legal_basis(
        request: Request,
        origin: Country,
        destination: Country,
        on: Day = None,
        award_type: AwardType = None,
        isced: Isced = None,
        purpose: PurposeName = None,
        profession: Profession = None,
    ) -> Response:
        asked = (origin, destination, on, award_type, isced, purpose, profession)
        return _kept(request, await _ask(request, work.legal_basis, *asked))

    @app.get("/api/corridor", summary="What is known about two countries, both ways", **gives("Corridor"))
    async def corridor(request: Request, origin: Country, destination: Country, on: Day = None) -> Response:
        return _kept(request, await _ask(request, work.corridor, origin, destination, on))


def _judgements(app: FastAPI) -> None:
    @app.post(
        "/api/assess",
        summary="An award judged for one purpose at one destination",
        **gives("AssessedAward", 408, 411, 413, 415),
        openapi_extra=given_as("AssessRequest"),
    )
    async def assess(request: Request) -> Response:
        body = await json_body(request, MOST_BODY_BYTES)
        return Response(await _ask(request, work.assess, body), headers=_NEVER_KEPT, media_type=JSON)

    @app.post(
        "/api/statement",
        summary="The judgement of an award as a statement to print and sign",
        **gives_files(STATEMENTS, 408, 411, 413, 415, 501),
        openapi_extra=given_as("AssessRequest"),
    )
    async def statement(request: Request, form: StatementForm = "html") -> Response:
        body = await json_body(request, MOST_BODY_BYTES)
        return _file(await _ask(request, work.statement, form, body), STATEMENTS[form])

    @app.post(
        "/api/assess/batch",
        summary="Many awards judged; one that cannot be says why, and the others are judged all the same",
        **gives("AssessedBatch", 408, 411, 413, 415),
        openapi_extra=given_as("AssessRequest", most=work.MOST_IN_BATCH),
    )
    async def batch(request: Request) -> Response:
        body = await json_body(request, MOST_BATCH_BYTES)
        _check_names(request)
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


def _documents_missing(app: FastAPI) -> None:
    @app.post(
        "/api/background",
        summary="The background paper of a holder without full documents",
        **gives_files(BACKGROUNDS, 408, 411, 413, 415, 501, model="BackgroundPaper"),
        openapi_extra=given_as("BackgroundRequest"),
    )
    async def background(request: Request, form: BackgroundForm = "html") -> Response:
        body = await json_body(request, MOST_BODY_BYTES)
        return _file(await _ask(request, work.background, form, body), BACKGROUNDS[form])

    @app.post(
        "/api/passport",
        summary="A skills passport as unsigned JSON-LD, without the person",
        **gives_files(BUNDLES, 408, 411, 413, 415),
        openapi_extra=given_as("PassportRequest"),
    )
    async def passport(request: Request) -> Response:
        body = await json_body(request, MOST_BODY_BYTES)
        return _file(await _ask(request, work.passport, body), BUNDLES["jsonld"])


def _post_only(app: FastAPI) -> None:
    """Say so to a GET, which the route for the graph's addresses would answer."""

    async def post_only(request: Request) -> Response:
        raise Refused(405, f"{request.method} does nothing here: POST a request as JSON", {"Allow": "OPTIONS, POST"})

    for name in ("assess", "assess/batch", "statement", "background", "passport"):
        app.add_api_route(f"/api/{name}", post_only, methods=["GET"], include_in_schema=False)


class _Stream(StreamingResponse):
    """An answer given piece by piece; its place in the queue is free once it is given, or broken off."""

    def __init__(self, pieces: AsyncIterator[bytes], place: Place) -> None:
        super().__init__(pieces, headers=_NEVER_KEPT, media_type=JSON)
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._place:
            await super().__call__(scope, receive, send)


async def _ask(request: Request, task: Any, *arguments: Any) -> Any:
    """What a task gives. Raises Refused, also for parameters that are none, and where too many wait."""
    _check_names(request)
    engine = _engine(request)
    with engine.place():
        return await engine.run(task, *arguments)


def _check_names(request: Request) -> None:
    """Refuse parameters that this route does not know: a misspelt date that is passed over gives a wrong answer."""
    known = [field.alias for field in request.scope["route"].dependant.query_params]
    for name in request.query_params:
        if name not in known:
            hint = did_you_mean(name, known) or "this takes no parameters"
            raise Refused(400, f"unknown parameter {name[:80]!r}: {hint}")


def _kept(request: Request, body: bytes) -> Response:
    return answer(request, body, JSON, _CACHE)


def _file(body: bytes, media_type: str) -> Response:
    """A document made for one request."""
    return Response(body, headers=_NEVER_KEPT | {"Content-Security-Policy": POLICY}, media_type=media_type)


def _page(request: Request, published: Published, page: work.Page, limit: int, offset: int) -> Response:
    """One page with links (RFC 8288) to those before and after it."""
    links = []
    for relation, at, there in (("next", offset + limit, page.more), ("prev", max(0, offset - limit), offset > 0)):
        if there:
            url = request.url.include_query_params(limit=limit, offset=at)
            links.append(f'<{published.public}{url.path[1:]}?{url.query}>; rel="{relation}"')
    return answer(request, page.body, JSON, _CACHE | ({"Link": ", ".join(links)} if links else {}))


def _engine(request: Request) -> ApiEngine:
    found: ApiEngine = request.app.state.engine
    return found
