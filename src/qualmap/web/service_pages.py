"""The start page, and what machines ask first: health, version, robots."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from pydantic import BaseModel

from qualmap._version import __version__
from qualmap.site.robots import robots as robots_txt
from qualmap.web.http import pages
from qualmap.web.http.negotiation import answer
from qualmap.web.http.problems import Refused, described
from qualmap.web.site_data import Published
from qualmap.web.sparql.protocol import Operation

_LISTS = (
    ("index.html", "All frameworks"),
    ("tables.html", "Tables that link the levels of two frameworks"),
    ("instruments.html", "Recognition conventions and agreements"),
    ("about.html", "The data set and its vocabulary"),
)


class Health(BaseModel):
    """Whether questions are answered now: ``ok``, or ``busy`` while all workers are taken."""

    status: str


class Version(BaseModel):
    """The version of the program, and of the catalogue (its date and a fingerprint of its records)."""

    qualmap: str
    catalogue: str


def add_to(app: FastAPI, published: Published) -> None:
    """Routes that are about the service rather than about its data."""

    @app.get(
        "/",
        tags=["Service"],
        summary="The start page",
        response_class=Response,
        responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
    )
    def landing(request: Request) -> Response:
        headers = {"Content-Security-Policy": pages.POLICY, "Cache-Control": "public, max-age=300"}
        return answer(request, _landing(published), pages.HTML, headers)

    @app.get("/health", tags=["Service"], summary="Whether questions are answered", responses=described(503))
    async def health(request: Request) -> Health:
        answers = request.app.state.answers
        if answers.alive and answers.busy:
            return Health(status="busy")
        try:
            await answers.answer(Operation("ASK {}"), "")
        except Refused as refused:
            if not answers.alive or "Retry-After" not in refused.headers:
                raise Refused(503, "the workers do not answer") from refused
            return Health(status="busy")
        return Health(status="ok")

    @app.get("/version", tags=["Service"], summary="Which program and which catalogue this is")
    async def version() -> Version:
        return Version(qualmap=__version__, catalogue=published.catalogue)

    @app.get(
        "/robots.txt",
        tags=["Service"],
        summary="For crawlers: everything but queries",
        response_class=PlainTextResponse,
    )
    async def robots() -> str:
        return robots_txt(closed=("/sparql", "/api/"))


def _landing(published: Published) -> bytes:
    lists = "\n".join(f'<li><a href="{name}">{text}</a></li>' for name, text in _LISTS if name in published.files)
    return pages.page(
        "landing",
        title="Qualifications frameworks as linked data",
        parts=lists,
        catalogue=published.catalogue,
        qualmap=__version__,
        public=published.public,
    ).encode()
