"""Talking to a server: one way to ask, to prove who is asking, and to say what went wrong.

Redirects are not followed: what was meant for one host, a password above all, goes to no other.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx

from qualmap._version import __version__
from qualmap.errors import RemoteError, shorten

LARGEST = 200_000_000
"""Bytes of an answer that are read at most."""
CONNECT = 10.0
"""Seconds within which a server must take the connection."""
_MARKUP = re.compile(r"<(?:style|head)\b.*?</(?:style|head)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_CUT = {"x-sparql-maxrows": "after {} rows", "x-sql-state": "unfinished, state {}"}
"""The headers by which Virtuoso says that it sent only a part of the answer."""


class AsAsked(httpx.Auth):
    """User and password, by digest or basic authentication: whichever the server asks for."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Asked for by httpx."""
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            digest = "digest" in response.headers.get("www-authenticate", "").lower()
            way = httpx.DigestAuth if digest else httpx.BasicAuth
            self._chosen = way(self._user, self._password)
        yield from self._chosen.auth_flow(request)


def client(timeout: float, auth: httpx.Auth | None = None) -> httpx.Client:
    """A client whose every step may take ``timeout`` seconds."""
    return httpx.Client(
        auth=auth,
        timeout=httpx.Timeout(timeout, connect=min(timeout, CONNECT)),
        headers={"User-Agent": f"qualmap/{__version__}"},
    )


def check_address(address: str) -> str:
    """The address, if it is one that can be asked. Raises RemoteError."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise RemoteError(
            f"{shorten(address)!r} is no address of a server: write http://host/path or https://host/path"
        )
    if parts.username is not None:
        raise RemoteError("the address holds a user name: leave user and password out of it")
    return address


def send(
    asking: httpx.Client, method: str, address: str, headers: Mapping[str, str], **content: Any
) -> tuple[str, bytes]:
    """The media type and the bytes of an answer. Raises RemoteError for every answer but a good and whole one."""
    with _plain(address), asking.stream(method, address, headers=dict(headers), **content) as response:
        body = b"".join(_limited(address, response))
        if not response.is_success:
            raise RemoteError(f"{address}: {_refusal(response, body)}")
        for header, words in _CUT.items():
            if header in response.headers:
                part = words.format(shorten(response.headers[header], 20))
                raise RemoteError(f"{address}: the server cut the answer off {part}: ask for less, or raise its limits")
        return response.headers.get("content-type", "").partition(";")[0].strip().lower(), body


def _limited(address: str, response: httpx.Response) -> Iterator[bytes]:
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > LARGEST:
            raise RemoteError(f"{address}: the answer is larger than {LARGEST // 1_000_000} MB: ask for less")
        yield part


def _refusal(response: httpx.Response, body: bytes) -> str:
    code = response.status_code
    if response.is_redirect:
        where = shorten(response.headers.get("location", "nowhere"), 120)
        return f"the server sends on to {where}: redirects are not followed; use that address if you trust it"
    if code == httpx.codes.UNAUTHORIZED:
        if "authorization" not in response.request.headers:
            return "the server asks for a user and a password"
        return "the server does not take this user and password"
    words = shorten(_MARKUP.sub(" ", body.decode("utf-8", "replace")), 200)
    return f"the server answers {code} {response.reason_phrase}" + (f": {words}" if words else "")


@contextmanager
def _plain(address: str) -> Iterator[None]:
    """Errors of the network in words."""
    try:
        yield
    except httpx.ConnectTimeout:
        raise RemoteError(f"{address}: no connection within {CONNECT:.0f} seconds") from None
    except httpx.TimeoutException:
        raise RemoteError(f"{address}: the server took too long: ask for less, or allow more time") from None
    except httpx.ConnectError as error:
        raise RemoteError(f"{address}: no connection: {shorten(str(error), 120).lower()}") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise RemoteError(f"{address}: the connection broke: {shorten(str(error), 120).lower()}") from None
