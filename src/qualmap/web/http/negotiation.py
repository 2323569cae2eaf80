"""Which of the forms that we can give suits the client best: HTTP content negotiation."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from fastapi import Request
from fastapi.responses import Response

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def etag(body: bytes) -> str:
    """A strong tag: the same bytes have the same tag."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def unchanged(request: Request, tag: str) -> bool:
    """Whether the client has this already."""
    known = ",".join(request.headers.getlist("if-none-match"))
    return known.strip() == "*" or tag in _TAG.findall(known)


def answer(request: Request, body: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """The body with its tag; 304 without it if the client has it already."""
    headers = headers | {"ETag": etag(body)}
    if unchanged(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


_LONG = 500
"""Characters: no client that comes often has a longer ``Accept``; such ones are not kept in memory."""


@dataclass(frozen=True)
class Offer:
    """A form that we can give, by its media type, and other names under which clients ask for it."""

    media_type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """The form to give, and the name under which the client knows it: what ``Content-Type`` says."""

    media_type: str
    known_as: str


def best(accept: str, offers: tuple[Offer, ...]) -> Chosen | None:
    """The offer with the highest quality; then the one named most closely; then the first. None: nothing suits.

    ``accept`` is the request's ``Accept`` header; an empty one takes anything.
    """
    if len(accept) > _LONG:
        return _best.__wrapped__(accept, offers)
    return _best(accept, offers)


@lru_cache(maxsize=1024)
def _best(accept: str, offers: tuple[Offer, ...]) -> Chosen | None:
    qualities = _qualities(accept)
    found: tuple[float, int] = (0.0, -1)
    chosen = None
    for offer in offers:
        for name in (offer.media_type, *offer.aliases):
            widths = ("*/*", f"{name.partition('/')[0]}/*", name)
            width = max((width for width, fits in enumerate(widths) if fits in qualities), default=None)
            if width is None:
                continue
            quality = qualities[widths[width]]  # the closest range decides
            if quality > 0 and (quality, width) > found:
                found, chosen = (quality, width), Chosen(offer.media_type, name)
    return chosen


def _qualities(accept: str) -> dict[str, float]:
    """How much each media range is liked; where one comes twice, the higher counts."""
    qualities: dict[str, float] = {}
    for part in (accept or "*/*").lower().split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        weights = [parameter[2:].strip() for parameter in parameters if parameter.startswith("q=")]
        weight = weights[0] if weights else "1"
        quality = float(weight) if _QUALITY.fullmatch(weight) else 0.0
        qualities[media_range] = max(quality, qualities.get(media_range, 0.0))
    return qualities
