"""A connection that does not wait for ever: uvicorn's own, with clocks.

A request must arrive whole within the clients' time; so must an answer be read on; and when all places are taken, the
connection that has been silent or arriving for longest gives way to the next one.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_CONNECTIONS = 512
_MOST_HEAD = 64 * 1024


class BoundedConnection(HttpToolsProtocol):
    """One client's connection. ``patience``: how many seconds it may take to send a request, or to read on."""

    patience: ClassVar[float]
    places: ClassVar[int] = MOST_CONNECTIONS

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._arrival: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None
        self._quiet_since = 0.0
        self._head = 0  # bytes of the head so far; -1 once it is whole

    # -- arriving -------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place, from another if need be, and start the clock."""
        full = len(self.connections) >= self.places
        super().connection_made(transport)
        self._await_request()
        if full:
            waiting = [one for one in self.connections if isinstance(one, BoundedConnection) and one.gives_way()]
            min(waiting, key=lambda one: one._quiet_since)._close(HTTPStatus.SERVICE_UNAVAILABLE)  # noqa: SLF001

    def gives_way(self) -> bool:
        """Whether no request is being answered here."""
        idle = self.cycle is None or self.cycle.response_complete
        return not self.transport.is_closing() and (idle or self._arrival is not None)

    def data_received(self, data: bytes) -> None:
        """Feed the parser; refuse a head without end."""
        if self._arrival is None:
            self._await_request()
        if self._head >= 0:
            self._head += len(data)
        super().data_received(data)
        if self._head > _MOST_HEAD:
            too_long = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE if self.headers else HTTPStatus.REQUEST_URI_TOO_LONG
            self._close(too_long)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._head = -1
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole: its clock stops."""
        super().on_message_complete()
        _cancel(self._arrival)
        self._arrival = None
        self._head = 0

    def _await_request(self) -> None:
        self._quiet_since = self.loop.time()
        self._arrival = self.loop.call_later(self.patience, self._too_slow)

    def _too_slow(self) -> None:
        self._arrival = None
        if self.flow.read_paused:  # we made it wait
            self._await_request()
        else:
            self._close(HTTPStatus.REQUEST_TIMEOUT)

    # -- reading --------------------------------------------------------------------------------

    def pause_writing(self) -> None:
        """The client reads more slowly than we write: it has its time to catch up."""
        super().pause_writing()
        self._must_read()

    def resume_writing(self) -> None:
        """It caught up."""
        super().resume_writing()
        _cancel(self._reading)
        self._reading = None

    def on_response_complete(self) -> None:
        """The answer is written; what is left of it must be read in time."""
        super().on_response_complete()
        self._quiet_since = self.loop.time()
        if self.transport.is_closing():
            self._must_read()

    def timeout_keep_alive_handler(self) -> None:
        """No further request came."""
        super().timeout_keep_alive_handler()
        self._must_read()

    def _must_read(self) -> None:
        if self._reading is None:
            self._reading = self.loop.call_later(self.patience, self.transport.abort)

    # -- leaving --------------------------------------------------------------------------------

    def _close(self, status: HTTPStatus) -> None:
        """Say why, where a request has begun and nothing was said yet, and close."""
        if self.transport.is_closing():
            return
        begun = self._head != 0
        answering = self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        if begun and not answering:
            head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: text/plain\r\nconnection: close\r\n"
            retry = "retry-after: 1\r\n" if status is HTTPStatus.SERVICE_UNAVAILABLE else ""
            text = f"{status.description or status.phrase}\n"
            self.transport.write(f"{head}{retry}content-length: {len(text)}\r\n\r\n{text}".encode())
        self.transport.close()
        self._must_read()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all clocks."""
        _cancel(self._arrival)
        _cancel(self._reading)
        super().connection_lost(exc)


def _cancel(clock: asyncio.TimerHandle | None) -> None:
    if clock is not None:
        clock.cancel()


def connection(patience: float) -> type[BoundedConnection]:
    """The kind of connection whose client has this many seconds."""
    return type("Connection", (BoundedConnection,), {"patience": patience})
