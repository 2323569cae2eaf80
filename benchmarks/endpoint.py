"""The endpoint against the same questions in process: workers and limits on, over HTTP from a second process.

The mix is the library's questions whose example has a small answer. ``comparison()`` gives seconds of processor time
for one query: those of the server and all its workers, not the client's, against those of the library.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent))

from comparison import ROOT, Comparison, timed

import qualmap
from qualmap.store.binding import with_terms
from qualmap.store.library import library
from qualmap.store.parameters import bind

SMALL = 20
"""The most rows of a small answer."""
CONNECTIONS = 8
MIXES = 3
"""How often each connection asks the whole mix in each round."""
ROUNDS = 3
LIMIT = 5
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


def small_questions(qm: qualmap.Qualmap) -> list[str]:
    """The queries, parameters bound, whose answer has a few rows."""
    found = []
    for question in library().values():
        terms = {variable.value: term for variable, term in bind(question, question.example, qm.catalogue).items()}
        query = with_terms(question.sparql, terms)
        if len(qm.query(query)) <= SMALL:
            found.append(query)
    return found


def in_process(qm: qualmap.Qualmap, queries: list[str]) -> float:
    """Seconds for a query, one after the other."""

    def ask() -> None:
        for query in queries:
            qm.query(query)

    return timed(ask) / len(queries)


async def over_http(server: int, port: int, queries: list[str]) -> float:
    """Seconds of the server for a query, with several connections kept alive."""
    requests = [_request(query) for query in queries]
    begun = seconds_of(server)
    await asyncio.gather(*(_client(port, requests, first) for first in range(CONNECTIONS)))
    return (seconds_of(server) - begun) / (CONNECTIONS * MIXES * len(queries))


def seconds_of(process: int) -> float:
    """The processor time that a process and all that it has started have taken; Linux keeps it in ``/proc``."""
    stat = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    own = sum(map(int, stat[11:15])) / os.sysconf("SC_CLK_TCK")  # its own, and of those that it has waited for
    children = Path(f"/proc/{process}/task").glob("*/children")
    return own + sum(seconds_of(int(child)) for each in children for child in each.read_text("utf-8").split())


async def _client(port: int, requests: list[bytes], first: int) -> None:
    """Ask the whole mix again and again; each client begins elsewhere in it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    mix = requests[first % len(requests) :] + requests[: first % len(requests)]
    for request in mix * MIXES:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not head.startswith(b"HTTP/1.1 200 ") or length is None:
            raise RuntimeError(head.decode("latin-1"))
        await reader.readexactly(int(length[1]))
    writer.close()


def _request(query: str) -> bytes:
    accept = "application/sparql-results+json"
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode()


@contextmanager
def endpoint() -> Iterator[tuple[int, int]]:
    """A server with its defaults, on the graph that ``qualmap.load()`` asks: its process and its port."""
    line = [sys.executable, "-m", "qualmap", "serve", "--port", "0", "--crosswalks", "none"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, env=environment) as server:
        try:
            said = server.stderr.readline() if server.stderr else ""
            port = re.search(r":(\d+)$", said.strip())
            if port is None:
                raise RuntimeError(said)
            yield server.pid, int(port[1])
        finally:
            server.terminate()


def comparison() -> Comparison:
    """Both in turn, several times; the least disturbed run of each counts."""
    qm = qualmap.load()
    queries = small_questions(qm)
    with endpoint() as (server, port):
        taken = [(asyncio.run(over_http(server, port, queries)), in_process(qm, queries)) for _ in range(ROUNDS)]
    ours, reference = min(a for a, _ in taken), min(b for _, b in taken)
    return Comparison(f"endpoint / in process, {len(queries)} small answers", ours, reference, LIMIT)


if __name__ == "__main__":
    print(comparison())
