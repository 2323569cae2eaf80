"""What a client is told when it does not get what it asked for.

Said once, for every path: plain text at the SPARQL endpoint, since its clients show the body to a person; a small page
to a browser; ``application/problem+json`` (RFC 9457) to every other program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from qualmap.web import pages
from qualmap.web.negotiation import Offer, best

PROBLEM = "application/problem+json"
_OFFERS = (Offer(PROBLEM, ("application/json",)), Offer("text/html", ("application/xhtml+xml",)))
SPARQL = "/sparql"


class Refused(Exception):  # noqa: N818  # it is an answer, not a fault
    """A request that is answered with an HTTP error: its status, a sentence for a person, headers if any."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, dict(headers or {})


def refusal(request: Request, refused: Refused) -> Response:
    """The response that says so."""
    title = HTTPStatus(refused.status).phrase
    if request.url.path == SPARQL:
        body, media_type = f"{refused.detail}\n", "text/plain; charset=utf-8"
    elif (chosen := best(accepted(request), _OFFERS)) and chosen.media_type == "text/html":
        home = request.app.state.published.public
        body, media_type = pages.page("refusal", title=title, detail=refused.detail, home=home), pages.HTML
    else:
        problem = {"type": "about:blank", "title": title, "status": refused.status, "detail": refused.detail}
        body, media_type = json.dumps(problem, ensure_ascii=False), PROBLEM
    headers = {"Vary": "Accept", "Cache-Control": "no-store"} | refused.headers
    return Response(body.encode("utf-8", "replace"), refused.status, headers, media_type)


def accepted(request: Request) -> str:
    """The whole ``Accept`` header, however many lines it has."""
    return ",".join(request.headers.getlist("accept"))


def described(*statuses: int, plain: bool = False) -> dict[int | str, dict[str, Any]]:
    """These refusals as the API's description has them."""
    text = {"text/plain": {"schema": {"type": "string"}}}
    content = text if plain else {PROBLEM: {"schema": _SCHEMA}, "text/html": {"schema": {"type": "string"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
