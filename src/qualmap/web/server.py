"""Runs the application on uvicorn until a signal says stop."""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import uvicorn

from qualmap.store.limits import Limits
from qualmap.web.api.engine import Agency
from qualmap.web.app import create_app
from qualmap.web.http.connection import connection
from qualmap.web.site_data import Graph, publish

_KEEP_ALIVE, _LAST_ANSWERS = 5, 5
"""Seconds: how long a connection may stay without a request, and how long answers may take once we stop."""


def run(graph: Graph, listener: socket.socket, public: str, limits: Limits, agency: Agency) -> None:
    """Serve on a socket that is already bound, until SIGTERM or SIGINT; then return normally."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    with TemporaryDirectory(prefix="qualmap-serve-") as folder:
        app = create_app(publish(graph, Path(folder), public), limits, agency)
        config = uvicorn.Config(
            app,
            http=connection(limits.request_seconds),
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE,
            timeout_graceful_shutdown=_LAST_ANSWERS,
        )
        _Server(config).run([listener])


class _Server(uvicorn.Server):
    """Says when it is ready."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        host, port = (sockets or [])[0].getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        print(f"listening on http://{shown}:{port}", file=sys.stderr, flush=True)


def _stop(*_: object) -> NoReturn:
    """Before uvicorn takes over, and after it has stopped and raises the signal again."""
    raise SystemExit(0)
