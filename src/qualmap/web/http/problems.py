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

from qualmap.web.http import pages
from qualmap.web.http.negotiation import Offer, best

PROBLEM = "application/problem+json"
_OFFERS = (Offer(PROBLEM, ("application/json",)), Offer("text/html", ("application/xhtml+xml",)))
SPARQL = "/sparql"
_MOST_PIECES = 100
"""Of an ``Accept`` header; browsers and RDF libraries send about ten."""


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
    elif _for_a_browser(request):
        home = request.app.state.published.public
        body, media_type = pages.page("refusal", title=title, detail=refused.detail, home=home), pages.HTML
    else:
        problem = {"type": "about:blank", "title": title, "status": refused.status, "detail": refused.detail}
        body, media_type = json.dumps(problem, ensure_ascii=False), PROBLEM
    headers = {"Vary": "Accept", "Cache-Control": "no-store"} | refused.headers
    return Response(body.encode("utf-8", "replace"), refused.status, headers, media_type)


def accepted(request: Request) -> str:
    """The whole ``Accept`` header, however many lines it has. Raises Refused for one that nobody needs.

    RFC 9110, 5.4: what is longer than a server wishes to process is answered with a 4xx, and never ignored.
    """
    accept = ",".join(request.headers.getlist("accept"))
    if accept.count(",") + accept.count(";") >= _MOST_PIECES:
        raise Refused(
            431, f"Accept has more than {_MOST_PIECES} media ranges and parameters: name the few that you read"
        )
    return accept


def _for_a_browser(request: Request) -> bool:
    try:
        chosen = best(accepted(request), _OFFERS)
    except Refused:
        return False
    return chosen is not None and chosen.media_type == "text/html"


def described(*statuses: int, plain: bool = False) -> dict[int | str, dict[str, Any]]:
    """These refusals as the API's description has them."""
    text = {"text/plain": {"schema": {"type": "string"}}}
    content = text if plain else {PROBLEM: {"schema": _SCHEMA}, "text/html": {"schema": {"type": "string"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


_SCHEMA = {"$ref": "#/components/schemas/Problem"}
"""Described with what ``/api`` gives."""
