"""``qualmap serve``: the graph over the wire."""

from __future__ import annotations

import argparse
import socket
from dataclasses import replace

from qualmap.catalog import read_catalogue
from qualmap.cli.published import quads_for
from qualmap.errors import MissingExtraError, QualmapError


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT."""
    try:
        from qualmap.web import server
        from qualmap.web.api.engine import Agency
        from qualmap.web.site_data import Graph
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.startswith("qualmap"):
            raise
        raise MissingExtraError(missing.name or "fastapi", "serve") from None
    from qualmap.store.limits import Limits

    given = {name: getattr(arguments, name) for name in ("workers", "seconds", "memory", "request_seconds")}
    limits = replace(Limits(), **{name: value for name, value in given.items() if value is not None})
    catalogue = read_catalogue()
    agency = Agency.read(arguments.policy, arguments.bodies, catalogue, arguments.store)
    with _listener(arguments.host, arguments.port) as listener:
        quads, base = quads_for(arguments, catalogue)
        public = arguments.address or _own_address(listener)
        server.run(Graph(quads, base, catalogue.version, catalogue.date), listener, public, limits, agency)
    return 0


def _listener(host: str, port: int) -> socket.socket:
    """A socket that is bound, so that a taken port is known before anything else is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise QualmapError(
            f"cannot listen on {host} port {port}: {reason}; choose another with --port, or 0 for any that is free"
        ) from None
    except OverflowError:
        raise QualmapError(f"--port {port}: a port is a number from 0 to 65535") from None


def _own_address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
