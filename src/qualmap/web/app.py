"""The application: its routes, its error answers, its workers' life."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from qualmap._version import __version__
from qualmap.store.limits import Limits
from qualmap.web import dumps, resources
from qualmap.web import service_pages as about
from qualmap.web.api import private
from qualmap.web.api import routes as api
from qualmap.web.api.engine import Agency
from qualmap.web.http.middleware import Middleware, allow
from qualmap.web.http.problems import Refused, refusal
from qualmap.web.site_data import Published
from qualmap.web.sparql import routes as sparql
from qualmap.web.sparql.answers import Answers


def create_app(published: Published, limits: Limits, agency: Agency) -> ASGIApp:
    """The service for what is published. Workers start and stop with it."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # the pages' index is built here while the workers' process loads the graph
        indexed = asyncio.create_task(asyncio.to_thread(lambda: published.pages))
        app.state.answers = await Answers.start(published.source, limits, published.graphs)
        try:
            await indexed
            yield
        finally:
            app.state.engine.close()
            await app.state.answers.close()

    app = FastAPI(
        title="qualmap",
        summary="Qualifications frameworks as linked data, and how their levels compare",
        version=__version__,
        servers=[{"url": published.public.rstrip("/")}],
        docs_url=None,  # these pages would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        lifespan=lifespan,
    )
    app.state.published = published
    about.add_to(app, published)
    sparql.add_to(app, published)
    api.add_to(app, published, agency)
    dumps.add_to(app, published)
    resources.add_to(app, published)  # last: it catches every other path
    _answer_errors(app)
    return Middleware(app, private.PATHS)


def _answer_errors(app: FastAPI) -> None:
    """Every refusal, ours or the framework's, in our words and forms."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        return refusal(request, error)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = allow(app, request.scope)
            text = f"{request.method} does nothing here: this service is read-only; use {allowed}"
            return refusal(request, Refused(405, text, {"Allow": allowed}))
        return refusal(request, Refused(error.status_code, str(error.detail), error.headers))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        found = "; ".join(f"{'.'.join(map(str, entry['loc']))}: {entry['msg']}" for entry in error.errors())
        return refusal(request, Refused(400, found))

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:  # noqa: ARG001  # uvicorn logs it
        return refusal(request, Refused(500, "something went wrong here; the fault is ours"))
