"""Queries in worker processes: every attack is stopped and leaves the pool sound; nobody starves; nothing is left."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from qualmap.errors import BusyError, LimitError, QueryError
from qualmap.ontology import catalogue_quads
from qualmap.store.execution import Asked, Reply, judge
from qualmap.store.limits import Limits
from qualmap.store.workers import Workers
from tests import attacks
from tests.attacks import ANSWERED, ATTACKS, TIME
from tests.waiting import PATIENCE, until

LIMITS = Limits(seconds=1, memory=256)
ENOUGH = Limits(seconds=PATIENCE, memory=256)
"""All the time that a busy machine may take, for what must not end by the clock."""
GRAPHS = frozenset({"https://w3id.org/qualmap/graph/frameworks", "https://w3id.org/qualmap/graph/official"})
JSON = "application/sparql-results+json"
PLAIN = judge('SELECT ?name { ?f a qm:Framework ; dct:identifier "ie-nfq" ; dct:title ?name }', frozenset())
FOREVER = judge("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", frozenset())
HOARDER = judge(next(attack.query for attack in ATTACKS if attack.name == "growing by replacing"), frozenset())


class Pool:
    """Workers and the event loop that they live on, for tests that are not asynchronous themselves."""

    def __init__(self, dump: Path, limits: Limits) -> None:
        self.loop = asyncio.new_event_loop()
        self.workers = self.run(Workers.start(dump, limits))

    def run(self, work):
        return self.loop.run_until_complete(work)

    def ask(self, asked: Asked, media_type: str = JSON) -> Reply:
        return self.run(self.workers.answer(asked, media_type))

    def names(self) -> list[str]:
        """The answer to the plain question, by which a pool shows that it is sound; at last, on a busy machine."""
        answers = []

        def answered() -> bool:
            with suppress(LimitError, BusyError):
                answers.append(self.ask(PLAIN))
            return bool(answers)

        until(answered)
        rows = json.loads(answers[0].body)["results"]["bindings"]
        return [row["name"]["value"] for row in rows]

    def close(self) -> None:
        self.run(self.workers.close())
        self.loop.close()


@pytest.fixture(scope="module")
def dump(catalogue, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "catalogue.nq"
    ox.serialize(catalogue_quads(catalogue), path, ox.RdfFormat.N_QUADS)
    return path


@pytest.fixture(scope="module")
def pool(dump):
    pool = Pool(dump, ENOUGH)
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def hasty(dump):
    pool = Pool(dump, LIMITS)
    yield pool
    pool.close()


@pytest.fixture(scope="module", name="stranger")
def _stranger():
    with attacks.stranger() as found:
        yield found


def test_there_are_attacks_of_every_kind():
    assert len(ATTACKS) >= 100
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_is_stopped_and_the_pool_answers_on(pool, hasty, stranger, qm, attack):
    """By the clock only where that is how it must end, or may."""
    port, calls = stranger
    pool = hasty if re.search(attack.ends, TIME) else pool
    query = attack.query.replace("{port}", str(port))
    media_type = "text/turtle" if re.search("CONSTRUCT|DESCRIBE", query) else JSON
    try:
        said = ANSWERED if pool.ask(judge(query, GRAPHS), media_type) else ""
    except QueryError as error:
        said = str(error)
    assert re.search(attack.ends, said), said
    assert "\n" not in said
    assert len(said) < 400
    for _ in range(2):  # both workers
        assert pool.names() == [qm.framework("ie-nfq").name]
    assert calls == []


# -- one client does not harm another ----------------------------------------------------------


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def _soon(condition) -> None:
    """As ``until``, while the loop goes on."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110  # what it waits for happens in other processes
            await asyncio.sleep(0.01)


def test_a_client_that_goes_away_takes_its_query_with_it(pool):
    async def leave():
        running = [asyncio.create_task(pool.workers.answer(FOREVER, JSON)) for _ in range(ENOUGH.workers)]
        await _soon(lambda: pool.workers.busy)
        for task in running:
            task.cancel()
        reply = await pool.workers.answer(PLAIN, JSON)
        assert all(task.cancelled() for task in running)
        return reply

    assert pool.run(leave()).media_type == JSON, "although they could have gone on for a quarter of an hour"


def test_many_clients_each_get_their_own_answer(pool, qm):
    names = {ref.partition("@")[0] for ref in map(str, qm.catalogue.frameworks)}

    async def client(name: str) -> bool:
        try:
            reply = await pool.workers.answer(
                judge(
                    f'SELECT DISTINCT ?id {{ ?f a qm:Framework ; dct:identifier ?id FILTER(?id = "{name}") }}',
                    frozenset(),
                ),
                JSON,
            )
        except LimitError:
            return name == "hoarder"
        rows = json.loads(reply.body)["results"]["bindings"]
        return [row["id"]["value"] for row in rows] == [name]

    async def hoarder() -> bool:
        try:
            await pool.workers.answer(HOARDER, JSON)
        except LimitError:
            return True
        return False

    async def crowd():
        asked = sorted(names)[:60]
        return await asyncio.gather(*map(client, asked), hoarder(), *(client(asked[0]) for _ in range(2)))

    assert all(pool.run(crowd()))


def test_over_the_limit_of_waiting_queries_a_client_is_told_to_try_again(dump):
    small = Pool(dump, Limits(workers=1, waiting=1, seconds=PATIENCE))

    async def queue():
        running = asyncio.create_task(small.workers.answer(FOREVER, JSON))
        await _soon(lambda: small.workers.busy)
        waiting = asyncio.create_task(small.workers.answer(PLAIN, JSON))
        await _soon(lambda: small.workers._line)
        with pytest.raises(BusyError, match="try again"):
            await small.workers.answer(PLAIN, JSON)
        running.cancel()
        return await waiting

    assert small.run(queue()).media_type == JSON
    small.close()


def test_who_waits_too_long_is_told_to_try_again(dump):
    small = Pool(dump, Limits(workers=1, seconds=1))

    async def wait():
        running = [asyncio.create_task(small.workers.answer(FOREVER, JSON)) for _ in range(3)]
        return await asyncio.gather(*running, return_exceptions=True)

    kinds = [type(error) for error in small.run(wait())]
    assert kinds[0] is LimitError
    assert set(kinds) == {LimitError, BusyError}
    assert small.names()
    small.close()


def test_a_worker_that_dies_at_rest_is_replaced_before_the_next_query(pool):
    for worker in tuple(pool.workers._free):
        os.kill(worker.pid, signal.SIGKILL)
        pool.run(_soon(worker.reader.at_eof))
    assert pool.names()
    assert pool.names()


# -- nothing is left behind --------------------------------------------------------------------


def test_closing_ends_every_process(dump):
    small = Pool(dump, LIMITS)
    pids = [worker.pid for worker in small.workers._free] + [small.workers._nursery.pid]
    assert all(map(_alive, pids))
    small.close()
    assert not any(map(_alive, pids))
    with pytest.raises(BusyError, match="closing"):
        asyncio.run(small.workers.answer(PLAIN, JSON))


def test_a_nursery_that_is_killed_takes_its_workers_with_it_and_says_what_to_do(dump):
    small = Pool(dump, LIMITS)
    pids = [worker.pid for worker in small.workers._free]
    small.workers._nursery.kill()
    until(lambda: not any(map(_alive, pids)))
    with pytest.raises(BusyError, match=r"start the server again|no worker was free"):
        small.ask(PLAIN)
    small.close()


SERVER = """
import asyncio, sys
from pathlib import Path
from qualmap.store.execution import judge
from qualmap.store.workers import Workers
async def main():
    workers = await Workers.start(Path(sys.argv[1]))
    print(workers._nursery.pid, *(worker.pid for worker in workers._free), flush=True)
    await workers.answer(judge(sys.argv[2], frozenset()), "text/csv")
asyncio.run(main())
"""


def test_a_server_that_is_killed_leaves_no_process_behind(dump):
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(dump), FOREVER.query], stdout=subprocess.PIPE, text=True
    ) as server:
        pids = [int(pid) for pid in server.stdout.readline().split()]
        time.sleep(0.2)
        server.kill()
    assert len(pids) == 3
    until(lambda: not any(map(_alive, pids)))


CONFINED = """
import os, socket, sys
import pyoxigraph as ox
from qualmap.store.limits import Limits
from qualmap.store.confined import confine
from qualmap.store.forkserver import _alone
ours, theirs = socket.socketpair()
parent = os.getpid()
if os.fork():
    theirs.close()
    print(ours.makefile().read())
else:
    _alone(theirs.fileno(), parent)
    confine(Limits(memory=64))
    said = []
    for attempt in (
        lambda: list(ox.Store().query("SELECT * { SERVICE <%s> { ?s ?p ?o } }" % sys.argv[1])),
        lambda: ox.Store().update("LOAD <%s>" % sys.argv[1]),
        lambda: socket.socket(),
        lambda: open("/etc/passwd"),
        lambda: os.write(0, b"x" * 10) and os.open("/tmp/written", os.O_CREAT | os.O_WRONLY),
        lambda: bytearray(256 * 1024 * 1024),
    ):
        try:
            said.append(repr(attempt()))
        except (OSError, MemoryError) as error:
            said.append(type(error).__name__)
    os.write(0, " ".join(said).encode())
"""


def test_a_worker_can_open_no_connection_and_no_file_whatever_the_engine_is_told(stranger):
    port, calls = stranger
    done = subprocess.run(
        [sys.executable, "-c", CONFINED, f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True
    )
    said = done.stdout.replace("x" * 10, "").split()
    assert len(said) == 6, done
    assert said[-1] == "MemoryError"
    assert all(name.endswith("Error") for name in said), said
    assert calls == []


def test_a_graph_that_is_not_there_is_said_at_the_start(tmp_path):
    with pytest.raises(OSError, match="ended"):
        asyncio.run(Workers.start(tmp_path / "none.nq"))


def test_limits_below_one_are_refused():
    with pytest.raises(ValueError, match="seconds is 0"):
        Limits(seconds=0)
    assert all(meaning and unit for _, _, unit, meaning in Limits().table())
