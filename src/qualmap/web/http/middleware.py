"""The outermost layer: what holds for every path. HEAD, OPTIONS, cross-origin reading, no guessing of media types."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.routing import Match
from starlette.types import Message, Receive, Scope, Send

_NO_GUESSING = (b"x-content-type-options", b"nosniff")
_READABLE = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Location, Retry-After, Content-Range"),
]


class Middleware:
    """Answers OPTIONS; makes HEAD a GET, whose body the server leaves out; lets pages of any origin read.

    What stands under the ``private`` paths is for no page of another origin.
    """

    def __init__(self, app: FastAPI, private: tuple[str, ...] = ()) -> None:
        self._app, self._private = app, private

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        readable = [] if scope["path"].startswith(self._private) else _READABLE

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], _NO_GUESSING, *readable]
            await send(message)

        if scope["method"] == "OPTIONS":
            await self._options(scope, marked)
        else:
            method = "GET" if scope["method"] == "HEAD" else scope["method"]
            await self._app({**scope, "method": method}, receive, marked)

    async def _options(self, scope: Scope, send: Send) -> None:
        allowed = allow(self._app, scope).encode()
        headers = [
            (b"allow", allowed),
            (b"access-control-allow-methods", allowed),
            (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match, Range"),
            (b"access-control-max-age", b"86400"),
        ]
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def allow(app: FastAPI, scope: Scope) -> str:
    """The methods that a path knows, as ``Allow`` lists them."""
    methods = {"HEAD", "OPTIONS"}
    for route in app.router.routes:
        match, _ = route.matches(scope)
        if match is not Match.NONE:
            methods |= getattr(route, "methods", None) or set()
    return ", ".join(sorted(methods))
