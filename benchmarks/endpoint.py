"""The endpoint against the same questions in process: workers and limits on, over HTTP from a second process.

The mix is the library's questions whose example has a small answer. ``comparison()`` gives seconds for one query.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent))

from comparison import ROOT, Comparison

import qualmap
from qualmap.store.binding import with_terms
from qualmap.store.library import library
from qualmap.store.parameters import bind

SMALL = 20
"""The most rows of a small answer."""
CONNECTIONS = 8
SECONDS = 3.0
"""How long each side is asked in each round, at least."""
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
    begun, count = time.perf_counter(), 0
    while time.perf_counter() - begun < SECONDS:
        for query in queries:
            qm.query(query)
        count += len(queries)
    return (time.perf_counter() - begun) / count


async def over_http(port: int, queries: list[str]) -> float:
    """Seconds for a query, with several connections kept alive."""
    requests = [_request(query) for query in queries]
    begun = time.perf_counter()
    counts = await asyncio.gather(*(_client(port, requests, first) for first in range(CONNECTIONS)))
    return (time.perf_counter() - begun) / sum(counts)


async def _client(port: int, requests: list[bytes], first: int) -> int:
    """Ask the whole mix again and again; each client begins elsewhere in it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    mix = requests[first % len(requests) :] + requests[: first % len(requests)]
    begun, count = time.perf_counter(), 0
    while time.perf_counter() - begun < SECONDS:
        for request in mix:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = _LENGTH.search(head)
            if not head.startswith(b"HTTP/1.1 200 ") or length is None:
                raise RuntimeError(head.decode("latin-1"))
            await reader.readexactly(int(length[1]))
        count += len(mix)
    writer.close()
    return count


def _request(query: str) -> bytes:
    accept = "application/sparql-results+json"
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode()


@contextmanager
def endpoint() -> Iterator[int]:
    """A server in a process of its own, with its defaults, on the graph that ``qualmap.load()`` asks; its port."""
    line = [sys.executable, "-m", "qualmap", "serve", "--port", "0", "--crosswalks", "none"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, env=environment) as server:
        try:
            said = server.stderr.readline() if server.stderr else ""
            port = re.search(r":(\d+)$", said.strip())
            if port is None:
                raise RuntimeError(said)
            yield int(port[1])
        finally:
            server.terminate()


def comparison() -> Comparison:
    """Both in turn, several times; the least disturbed run of each counts."""
    qm = qualmap.load()
    queries = small_questions(qm)
    with endpoint() as port:
        taken = [(asyncio.run(over_http(port, queries)), in_process(qm, queries)) for _ in range(ROUNDS)]
    ours, reference = min(a for a, _ in taken), min(b for _, b in taken)
    return Comparison(f"endpoint / in process, {len(queries)} small answers", ours, reference, LIMIT)


if __name__ == "__main__":
    measured = comparison()
    print(f"{measured.name}: {measured.ours * 1e3:.2f} ms / {measured.reference * 1e3:.2f} ms = {measured.ratio:.2f}")
    sys.exit(measured.ratio > measured.limit)
