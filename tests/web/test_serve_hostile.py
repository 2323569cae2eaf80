"""Clients that are slow, silent, half-open or many: others are served all the same."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.serving import ROOT, serving
from tests.waiting import PATIENCE, until
from tests.web.test_serve_process import children

HASTE = 2


@pytest.fixture(scope="module")
def hasty():
    """A server whose clients have two seconds."""
    with serving("--crosswalks", "none", "--request-seconds", str(HASTE)) as running:
        yield running
    assert "Traceback" not in "".join(running.said), "".join(running.said)


def connect(stack, service, first=b"", **options):
    client = stack.enter_context(socket.socket())
    for name, value in options.items():
        client.setsockopt(socket.SOL_SOCKET, getattr(socket, name), value)
    client.settimeout(PATIENCE)
    client.connect(("127.0.0.1", service.port))
    if first:
        client.sendall(first)
    return client


def ending(client):
    """What a connection still says before it is closed."""
    said = b""
    try:
        while chunk := client.recv(65536):
            said += chunk
    except ConnectionResetError:
        pass
    return said


def is_served(service):
    got = service.query("ASK {}")
    assert got.status == 200
    assert json.loads(got.body)["boolean"] is True


def is_kept(client):
    """Whether the server keeps this connection, and has said nothing."""
    client.setblocking(False)
    try:
        return client.recv(1) is None
    except BlockingIOError:
        return True


def takes(client, letters):
    """Whether the other side still takes letters."""
    with suppress(OSError):  # reset, or a broken pipe
        client.sendall(letters)
        return True
    return False


HALF = {
    "silence": b"",
    "half a head": b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    "half a line": b"GET /spar",
    "half a body": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 1000\r\n\r\nASK",
    "half a chunk": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n",
}


@pytest.mark.parametrize("sent", HALF.values(), ids=HALF.keys())
def test_a_request_that_does_not_arrive_is_waited_for_no_longer_than_said(hasty, service, sent):
    with ExitStack() as stack:
        patient = connect(stack, service, sent)
        began = time.monotonic()
        said = ending(connect(stack, hasty, sent))
        assert time.monotonic() - began > HASTE - 0.5
        assert is_kept(patient), "where the client has longer"
    assert said.startswith(b"HTTP/1.1 408 ") if sent else said == b""


def test_two_hundred_half_open_clients_do_not_starve_one_that_asks(service):
    """Each sends one more letter, again and again; here they have a quarter of an hour."""
    with ExitStack() as stack:
        slow = [connect(stack, service, HALF["half a head"]) for _ in range(200)]
        for _ in range(11):
            for client in slow:
                client.send(b"x")
            is_served(service)
        assert all(map(is_kept, slow)), "they were there all the time"


def test_letters_that_come_one_by_one_keep_no_place(hasty):
    with ExitStack() as stack:
        slow = [connect(stack, hasty, HALF["half a head"]) for _ in range(200)]
        until(lambda: not [client for client in slow if takes(client, b"x")])
        assert all(b" 408 " in said or said == b"" for said in map(ending, slow)), "all were closed"


def test_more_connections_than_places_do_not_lock_others_out(service):
    with ExitStack() as stack:
        for _ in range(600):
            connect(stack, service)
        is_served(service)


def test_letters_between_requests_do_not_keep_a_place(hasty):
    with ExitStack() as stack:
        client = connect(stack, hasty, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert client.recv(1000).startswith(b"HTTP/1.1 200")
        until(lambda: not takes(client, b"\r\n"), pause=0.1)


def held(service, clients):
    """How many of these connections the server has open, by the kernel's table: nothing is read for it."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    open_ = {(row[1][-4:], row[2][-4:]) for row in rows if row[3] == "01"}
    return sum((f"{service.port:04X}", f"{client.getsockname()[1]:04X}") in open_ for client in clients)


def test_a_client_that_does_not_read_is_dropped(hasty):
    with ExitStack() as stack:
        request = b"GET /dumps/qualmap.nq HTTP/1.1\r\nHost: x\r\n\r\n"
        clients = [connect(stack, hasty, request, SO_RCVBUF=4096) for _ in range(5)]
        until(lambda: not held(hasty, clients))
        whole = len(hasty.ask("/dumps/qualmap.nq").body)
        for client in clients:
            assert 0 < len(ending(client)) < whole


def test_requests_in_a_row_on_one_connection_are_answered_in_order(service):
    with ExitStack() as stack:
        one = b"GET /sparql?query=ASK%%7B%%7D%s HTTP/1.1\r\nHost: x\r\n%s\r\n"
        row = one % (b"", b"") * 3 + one % (b"x", b"Connection: close\r\n")
        said = ending(connect(stack, service, row))
        assert [part[:3] for part in said.split(b"HTTP/1.1 ")[1:]] == [b"200", b"200", b"200", b"400"]


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n Folded: y\r\n\r\n",
    ],
)
def test_what_is_not_http_gets_an_end(service, sent):
    with ExitStack() as stack:
        said = ending(connect(stack, service, sent))
        assert said.startswith(b"HTTP/1.1 4") or said == b""
    is_served(service)


def memory(pid):
    """The most memory that a process ever took, in MiB."""
    for line in (Path("/proc") / str(pid) / "status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def pool(service):
    """The most memory that each process of a server ever took."""
    return [memory(pid) for pid in (service.process.pid, *children(service.process.pid))]


def load(service, clients, requests):
    line = [sys.executable, "-m", "tests.serve_load", str(service.port), str(clients), str(requests)]
    done = subprocess.run(line, capture_output=True, text=True, check=True, cwd=ROOT, timeout=PATIENCE)
    return json.loads(done.stdout)


def test_under_load_every_answer_is_right_and_memory_is_bounded():
    """Forty clients, a thousand requests, twice: none is wrong, none is lost, and the second round takes no more."""
    with serving("--seconds", str(PATIENCE), "--request-seconds", str(PATIENCE)) as service:
        first = load(service, 40, 25)
        after_first = pool(service)
        second = load(service, 40, 25)
        for outcome in (first, second):
            assert outcome.get("wrong", 0) == 0
            assert outcome["right"] + outcome.get("busy", 0) == 1000
            assert outcome["right"] >= 900
        after_second = pool(service)
        assert len(after_first) == len(after_second) == 4, "the server, the process that starts workers, two workers"
        assert sum(after_second) < sum(after_first) + 100
        assert sum(after_second) < 1536, "although what the processes share is counted for each of them"
        assert service.process.poll() is None
    assert "Traceback" not in "".join(service.said)


def test_more_questions_than_may_wait_are_told_to_come_again():
    with serving("--crosswalks", "none", "--workers", "1", "--seconds", "1") as service:
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d && ?f != ?g) }"
        request = f"GET /sparql?query={quote(endless)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
        with ExitStack() as stack:
            clients = [connect(stack, service, request) for _ in range(100)]
            said = [ending(client) for client in clients[-20:]]
        busy = [answer for answer in said if answer.startswith(b"HTTP/1.1 503 ")]
        assert busy
        assert all(b"retry-after: 1\r\n" in answer for answer in busy)
        until(lambda: service.query("ASK {}").status == 200)


# -- headers that ask for work ----------------------------------------------------------------------

BOMBS = {
    "ranges": "a/b," * 15_500,
    "anything": "*/*;q=0.001," * 5_000,
    "parameters": "text/turtle" + ";q=1" * 15_000,
    "blanks": "," * 60_000,
}
PLACES = ["/sparql?query=ASK%7B%7D", "/sparql", "/dataset", "/nothing", "/api/nothing"]


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("place", PLACES)
def test_an_accept_that_nobody_needs_is_refused_in_words(service, place, bomb):
    got = service.ask(place, Accept=BOMBS[bomb])
    if "nothing" in place:  # there is nothing to choose a form for
        assert got.status == 404
        assert json.loads(got.body)["status"] == 404
    else:
        assert got.status == 431
        assert "Accept has more than 100 media ranges and parameters: name the few that you read" in got.text


def test_an_accept_of_a_hundred_ranges_is_read(service):
    assert service.ask("/dataset", Accept="a/b," * 98 + "text/turtle").headers["Location"].endswith(".ttl")
    with_many_lines = service.ask("/sparql?query=ASK%7B%7D", Accept="a/b,text/csv")
    assert (with_many_lines.type, with_many_lines.text) == ("text/csv", "true")


def _processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_long_accept_takes_the_server_no_more_work_than_a_short_one(service):
    """By the processor time of the server's process; it took 130 times as much once."""

    def work(accept):
        before = _processor_seconds(service.process.pid)
        for _ in range(100):
            service.ask("/sparql?query=ASK%7B%7D", Accept=accept)
        return _processor_seconds(service.process.pid) - before

    work("text/csv")
    assert work(BOMBS["ranges"]) < 5 * work("text/csv") + 0.1
