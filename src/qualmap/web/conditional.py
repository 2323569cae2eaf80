"""Answers that a client need not fetch twice: ETag and If-None-Match."""

from __future__ import annotations

import hashlib
import re

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
