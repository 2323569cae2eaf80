"""What ``web/http/connection.py`` uses of uvicorn though uvicorn does not promise it: a release without it fails here.

pyproject.toml bounds uvicorn above for the same reason: a new release is let in when these tests pass on it.
"""

from __future__ import annotations

import asyncio
import inspect
import re
from pathlib import Path

import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from qualmap.web.http.connection import BoundedConnection, connection

METHODS = (
    "connection_made",
    "connection_lost",
    "data_received",
    "on_headers_complete",
    "on_message_complete",
    "on_response_complete",
    "pause_writing",
    "resume_writing",
    "timeout_keep_alive_handler",
)
"""Called by uvicorn, asyncio or httptools; overridden to keep the clocks."""
READ = ("connections", "cycle", "flow", "headers", "loop", "transport")
READ_OF_A_CYCLE = ("response_complete", "response_started")
SIGNATURES = {name: list(inspect.signature(getattr(HttpToolsProtocol, name)).parameters) for name in METHODS}


class Pipe(asyncio.Transport):
    """A transport that leads nowhere."""

    def is_closing(self):
        return False

    def get_extra_info(self, name, default=None):
        return default

    def set_protocol(self, protocol):
        pass

    def close(self):
        pass

    def abort(self):
        pass


@pytest.fixture
def made():
    """A connection as uvicorn makes one, with a client at its other end."""

    async def make():
        config = uvicorn.Config(lambda: None, http=connection(30), ws="none", lifespan="off", log_config=None)
        config.load()
        one = config.http_protocol_class(config=config, server_state=ServerState(), app_state={})
        one.connection_made(Pipe())
        try:
            return one, {name: getattr(one, name) for name in READ}
        finally:
            one.connection_lost(None)

    return asyncio.run(make())


@pytest.mark.parametrize("name", METHODS)
def test_what_we_override_is_there_with_the_same_parameters(name):
    assert name in vars(BoundedConnection)
    assert name in vars(HttpToolsProtocol)
    assert len(inspect.signature(getattr(BoundedConnection, name)).parameters) == len(SIGNATURES[name])


def test_nothing_else_is_overridden_unseen():
    ours = {name for name in vars(BoundedConnection) if not name.startswith("__")}
    assert ours & set(dir(HttpToolsProtocol)) == set(METHODS)


def test_what_we_read_is_there(made):
    one, read = made
    assert isinstance(one, BoundedConnection)
    assert read["cycle"] is None
    assert read["headers"] is None or read["headers"] == []
    assert read["flow"].read_paused is False
    assert isinstance(read["connections"], set)


@pytest.mark.parametrize("name", READ_OF_A_CYCLE)
def test_what_we_read_of_a_cycle_is_there(name):
    assert f"self.{name}" in inspect.getsource(RequestResponseCycle.__init__)


def test_the_code_reads_no_more_of_uvicorn_than_is_named_here():
    source = Path(inspect.getfile(BoundedConnection)).read_text("utf-8")
    own = {name for name in dir(BoundedConnection) if not hasattr(HttpToolsProtocol, name)}
    own |= {*BoundedConnection.__annotations__, *re.findall(r"self\.(_\w+)\b", source)}
    used = set(re.findall(r"\b(?:self|one)\.(\w+)", source)) - own
    assert used == set(READ)
    assert set(re.findall(r"\bself\.cycle\.(\w+)", source)) == set(READ_OF_A_CYCLE)
    assert set(re.findall(r"\bsuper\(\)\.(\w+)", source)) - {"__init__"} == set(METHODS)
