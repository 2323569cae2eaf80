"""A real ``qualmap serve`` process for tests, and the plainest of clients."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import pytest

from tests.shell import ROOT, installed
from tests.waiting import PATIENCE

GRAPH = "https://w3id.org/qualmap/graph/"
EDITION = "https://w3id.org/qualmap/framework/ie-nfq/2003"
INSTRUMENT = "https://w3id.org/qualmap/instrument/lrc-1997"


@dataclass(frozen=True)
class Got:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def type(self):
        return self.headers["Content-Type"].partition(";")[0]


@dataclass
class Service:
    """A server in a process of its own; ``said`` is what it wrote to stderr."""

    process: subprocess.Popen[str]
    port: int
    said: list[str] = field(default_factory=list)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def ask(self, target, method="GET", body=None, **headers):
        """One request, on a connection of its own; redirects are not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, target, body, named)
            response = connection.getresponse()
            return Got(response.status, response.headers, response.read())
        finally:
            connection.close()

    def query(self, text, accept="*/*", **parameters):
        """A query by GET."""
        return self.ask("/sparql?" + urlencode({"query": text, **parameters}, True, quote_via=quote), Accept=accept)


def command(*arguments):
    """The command line and environment of ``qualmap``."""
    return [sys.executable, "-m", "qualmap", *arguments], {"PYTHONPATH": str(installed())}


@contextmanager
def serving(*arguments) -> Iterator[Service]:
    """A server on a free port, stopped and waited for at the end."""
    line, environment = command("serve", "--port", "0", *arguments)
    process = subprocess.Popen(line, stderr=subprocess.PIPE, text=True, env=os.environ | environment, cwd=ROOT)
    service = Service(process, 0)
    try:
        for said in process.stderr:
            service.said.append(said)
            if found := re.search(r"listening on http://127\.0\.0\.1:(\d+)", said):
                service.port = int(found[1])
                break
        assert service.port, "".join(service.said)
        reader = threading.Thread(target=lambda: service.said.extend(process.stderr), daemon=True)
        reader.start()
        yield service
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
        if service.port:
            reader.join(PATIENCE)
        process.stderr.close()


@pytest.fixture(scope="module")
def service():
    """One server for a module, with the recorded part of the graph: what is computed makes no difference here.

    It gives queries and clients all the time that a busy machine may take.
    """
    with serving("--crosswalks", "none", "--seconds", str(PATIENCE), "--request-seconds", str(PATIENCE)) as running:
        yield running
    assert "Traceback" not in "".join(running.said), "".join(running.said)
