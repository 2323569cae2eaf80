"""What an agency's own store asks for beside the rest: no page of another origin may read it.

A page of any site that an officer visits can send requests to a server on the officer's machine. It cannot read the
answers where no header lets it (``middleware``), unless its own name is made to lead here (DNS rebinding): then its
requests name a host that is not ours.
"""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request

from qualmap.operations.table import OPERATIONS
from qualmap.web.http.problems import Refused

PATHS = tuple(operation.path.partition("{")[0] for operation in OPERATIONS.values() if operation.store)
"""What these paths begin with."""


def check_host(request: Request, public: str) -> None:
    """Refuse a request to a host that is neither an address, nor this machine, nor the public one. Raises Refused."""
    with suppress(ValueError):  # what is no host, or no address
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        if host in ("localhost", urlsplit(public).hostname) or ip_address(host):
            return
    raise Refused(421, "past judgements are for this server's own address: give it with --address")
