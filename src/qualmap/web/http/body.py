"""The body of a request, of bounded length."""

from __future__ import annotations

from fastapi import Request
from starlette.requests import ClientDisconnect

from qualmap.web.http.problems import Refused
from qualmap.web.sparql.protocol import charset, media_type

MOST_BODY_BYTES = 256 * 1024
MOST_BATCH_BYTES = 2 * 1024 * 1024


async def json_body(request: Request, most: int) -> bytes:
    """The whole body, never more than ``most`` bytes; it is not read as JSON here. Raises Refused."""
    if not {"content-length", "transfer-encoding"} & set(request.headers):
        raise Refused(411, "a POST without a body: send JSON in it")
    content_type = request.headers.get("content-type", "")
    if media_type(content_type) != "application/json" or charset(content_type) not in ("", "utf-8", "utf8"):
        raise Refused(415, "the body is JSON in UTF-8: say Content-Type: application/json")
    return await whole_body(request, most)


async def whole_body(request: Request, most: int) -> bytes:
    """The whole body, whatever it is, never more than ``most`` bytes. Raises Refused."""
    declared = request.headers.get("content-length", "")
    body = bytearray()
    try:
        if declared.isdigit() and int(declared) > most:
            raise Refused(413, f"the body is longer than {most} bytes")
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise Refused(413, f"the body is longer than {most} bytes")
    except ClientDisconnect:
        raise Refused(408, "the request did not arrive in time") from None
    return bytes(body)
