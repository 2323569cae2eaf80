"""A server of your own: the graph published to a real Virtuoso and asked there, and servers on bad days.

All tests that need Virtuoso stand here, so that one server is started for them.
"""

from __future__ import annotations

import os
import re
import threading
from urllib.parse import parse_qs

import httpx
import pyoxigraph as ox
import pytest

import qualmap as package
from qualmap.errors import QueryError, RemoteError, UnknownNameError
from qualmap.ontology.terms import BASE
from qualmap.store import http
from qualmap.store.graphs import STAGE, Server, publish, server
from qualmap.store.library import library
from qualmap.store.remote import Remote, declared
from tests import artefacts, virtuoso
from tests.engines import NOT_EVERYWHERE, same_rows
from tests.shell import qualmap
from tests.stub import answering
from tests.waiting import PATIENCE, until

LARGE = 100_000


@pytest.fixture(autouse=True, scope="session")
def _no_step_is_endless():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qualmap.store.graphs.TIMEOUT", float(PATIENCE))
        patch.setattr("qualmap.store.http.CONNECT", float(PATIENCE))
        yield


@pytest.fixture(scope="session")
def own_server():
    if virtuoso.BINARY is None:
        pytest.skip(virtuoso.MISSING)
    with virtuoso.running() as running:
        publish(artefacts.quads("regional"), server(running.graphs), running.login)
        yield running


@pytest.fixture(scope="session")
def remote(own_server):
    with package.open(own_server.sparql, timeout=PATIENCE) as opened:
        yield opened


# -- the same answers from every engine ------------------------------------------------------------


@pytest.mark.parametrize("name", library())
def test_a_question_has_the_same_rows_on_virtuoso(remote, qm, name):
    """Virtuoso holds the computed crosswalks too: what is asked of the records has the same answer beside them."""

    def ask(question):
        rows = remote.ask(question.name, **question.example)
        return rows.columns, [tuple(row.values()) for row in rows]

    same_rows(qm, "virtuoso", name, ask)


def test_twenty_questions_and_more_are_the_same_everywhere():
    for engine in ("virtuoso", "rdflib"):
        assert len(set(library()) - {name for of, name in NOT_EVERYWHERE if of == engine}) >= 20


# -- asking ----------------------------------------------------------------------------------------

LEVELS = """SELECT ?level ?rank ?label {
  ?f dct:identifier "ie-nfq" ; qm:level ?level . ?level qm:rank ?rank ; skos:prefLabel ?label .
} ORDER BY ?rank"""


def test_rows_are_typed_as_in_process(qm, remote):
    rows, here = remote.query(LEVELS), qm.query(LEVELS)
    assert rows == here
    assert rows.columns == here.columns
    assert [[type(value) for value in row.values()] for row in rows] == [
        [type(value) for value in row.values()] for row in here
    ]
    assert rows[0]["label"].language == "en"


def test_ask_and_graphs_from_afar(qm, remote):
    assert remote.query("ASK { ?level a qm:Level }") is True
    assert remote.query("ASK { ?level a qm:Ladder }") is False
    query = f"CONSTRUCT {{ ?level qm:rank ?rank }} WHERE {{ {{ {LEVELS} }} }}"
    assert set(remote.query(query)) == set(qm.query(query))


def test_only_the_published_graphs_are_seen(own_server, remote):
    """Virtuoso's own default graph would hold all that stands in the store."""
    other = "http://example.org/other"
    with httpx.Client(auth=http.AsAsked(*own_server.login)) as asking:
        body = f"<{BASE}framework/ie-nfq/2003> <http://purl.org/dc/terms/title> 'Somebody else says' .".replace(
            "'", '"'
        )
        headers = {"Content-Type": "application/n-triples"}
        asking.put(own_server.graphs, params={"graph": other}, content=body, headers=headers).raise_for_status()
    assert remote.query('ASK { ?s dct:title "Somebody else says" }') is False
    assert all(name.startswith(BASE + "graph/") for name in remote.graphs)


def test_questions_and_their_errors_are_those_of_the_library(qm, remote):
    assert remote.questions() == qm.questions()
    with pytest.raises(UnknownNameError, match="`lrc-1997`"):
        remote.ask("parties", instrument="lrc-1979")


def test_an_answer_that_the_server_cuts_off_is_an_error(remote):
    with pytest.raises(RemoteError, match="cut the answer off after 20000 rows"):
        remote.query("SELECT * { ?s ?p ?o }")


def test_what_the_server_refuses_is_said_with_its_words(remote):
    with pytest.raises(RemoteError, match=r"answers 400 Bad Request: .*syntax error"):
        remote.query("SELECT * {")


# -- publishing ------------------------------------------------------------------------------------


def quads(count, note=""):
    graph = ox.NamedNode(BASE + "graph/trial")
    for number in range(count):
        subject = ox.NamedNode(f"http://example.org/{number // 10}")
        yield ox.Quad(
            subject, ox.NamedNode(f"http://example.org/p{number % 10}"), ox.Literal(f"é {number}{note}"), graph
        )


def test_published_from_the_command_line(qm, own_server, tmp_path):
    """Here without crosswalks: the graphs that only they fill stay as they were."""
    password = tmp_path / "password"
    password.write_text(own_server.password + "\n")
    login = ("--user", "dba", "--password-file", str(password))
    done = qualmap("publish", "--to", own_server.graphs, "--crosswalks", "none", *login)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert f"{len(artefacts.quads('none'))} statements" in done.stderr
    with package.open(own_server.sparql, timeout=PATIENCE) as opened:
        assert opened.query(LEVELS) == qm.query(LEVELS)


def test_a_large_graph_takes_its_place_at_once(own_server):
    """Readers see the old graph or the new one, never a part; nothing is left over. Twice, for a used server."""
    graph, seen, done = BASE + "graph/trial", set(), threading.Event()
    to = server(own_server.graphs)
    publish(quads(10), to, own_server.login)

    def watch():
        with Remote(own_server.sparql, timeout=PATIENCE) as watching:
            while not done.is_set():
                seen.add(watching.count(graph))
                done.wait(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        until(lambda: 10 in seen)
        assert publish(quads(LARGE), to, own_server.login) == {graph: LARGE}
        until(lambda: LARGE in seen)
        assert publish(quads(LARGE + 10, " again"), to, own_server.login) == {graph: LARGE + 10}
    finally:
        done.set()
        watcher.join()
    assert seen <= {10, LARGE, LARGE + 10}
    with Remote(own_server.sparql, timeout=PATIENCE) as opened:
        assert opened.count(graph) == LARGE + 10
        assert opened.count(STAGE + "trial") == 0
    publish(quads(10), to, own_server.login)


def test_a_graph_that_fails_leaves_the_old_one(own_server, monkeypatch):
    to = server(own_server.graphs)
    publish(quads(10), to, own_server.login)
    monkeypatch.setattr("qualmap.store.graphs.ox.serialize", lambda *_, **__: b"no triples\n")
    with pytest.raises(RemoteError, match="loaded: none; failed: graph/trial, as before"):
        publish(quads(20), to, own_server.login)
    with Remote(own_server.sparql, timeout=PATIENCE) as opened:
        assert opened.count(BASE + "graph/trial") == 10
        assert opened.count(STAGE + "trial") == 0


def test_a_store_that_replaces_graphs_whole_gets_them_whole(own_server):
    graph, to = BASE + "graph/trial", Server(own_server.graphs, own_server.sparql, updates=None)
    for count in (20, 10):
        assert publish(quads(count), to, own_server.login) == {graph: count}


@pytest.mark.parametrize(
    ("login", "says"), [(None, "asks for a user and a password"), (("dba", "wrong"), "does not take this user")]
)
def test_a_login_that_does_not_hold(own_server, login, says):
    with pytest.raises(RemoteError, match=says):
        publish(quads(10), server(own_server.graphs), login)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--to", "ftp://host/data"], "no address of a server"),
        (["--to", "http://host/unknown"], "by --sparql"),
        (["--to", "http://u:p@host/data"], "leave user and password out"),
        (["--to", "http://127.0.0.1:9/data"], "no connection"),
        (["--to", "http://127.0.0.1:9/data", "--user", "me"], "QUALMAP_PASSWORD"),
        (["--to", "http://127.0.0.1:9/data", "--user", "me", "--password-file", "/none"], "cannot be read"),
        (["--to", "http://127.0.0.1:9/data", "--password-file", "/none"], "give --user"),
    ],
)
def test_what_cannot_be_published_has_exit_code_2(arguments, says):
    done = qualmap("publish", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("end", ["/sparql-graph-crud-auth", "/store", "/data", "/rdf-graphs/service"])
def test_known_stores_need_one_address(end):
    start = "http://host:1/repositories/one"
    assert server(start + end).sparql.startswith(start)
    assert server(start + end, "http://host/q", "http://host/u").updates == "http://host/u"


# -- bad days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "body", "headers", "says"),
    [
        (500, b"<html><head><title>x</title></head><h1>Out of  memory</h1></html>", {}, "500 .*: Out of memory$"),
        (401, b"", {}, "asks for a user and a password"),
        (302, b"", {"Location": "http://127.0.0.1:9/"}, "redirects are not followed"),
        (200, b"<html>Welcome</html>", {"Content_Type": "text/html"}, "not SPARQL results"),
        (200, b'{"head": {"vars": ["s"]}, "results": {"bindi', {}, "cannot be read"),
        (200, b'{"head": {}, "boolean": true}', {"X_SQL_State": "S1TAT"}, "unfinished"),
        (200, b" " * 2000, {}, "larger than"),
    ],
)
def test_a_bad_answer_is_told_in_words(monkeypatch, status, body, headers, says):
    monkeypatch.setattr(http, "LARGEST", 1000)
    with answering(status, body, **headers) as (address, asked), Remote(address) as opened:
        with pytest.raises(RemoteError, match=says) as caught:
            opened.query("SELECT ?s { ?s a qm:Level }")
        assert "\n" not in str(caught.value)
        assert len(asked) == 2


def test_nobody_there_and_nobody_in_time():
    with pytest.raises(RemoteError, match="no connection"):
        package.open("http://127.0.0.1:9/sparql").query("ASK {}")
    deaf = virtuoso.socket.socket()
    with deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        with pytest.raises(RemoteError, match="took too long"):
            package.open(f"http://127.0.0.1:{deaf.getsockname()[1]}/", timeout=0.3).query("ASK {}")


def test_a_store_without_our_graphs_says_how_to_load_them(monkeypatch):
    monkeypatch.setattr("tests.stub.GRAPHS", b'{"head": {"vars": ["g"]}, "results": {"bindings": []}}')
    with answering(200, b"{}") as (address, _), pytest.raises(RemoteError, match="qualmap publish --to"):
        package.open(address).query("ASK {}")


def test_the_guard_stands_before_the_network():
    with answering(200, b'{"head": {}, "boolean": true}') as (address, asked), Remote(address) as opened:
        with pytest.raises(QueryError):
            opened.query("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
        assert asked == []
        assert opened.query("ASK { ?s ?p ?o }") is True
        form = parse_qs(asked[-1][2].decode())
    graph = ["https://w3id.org/qualmap/graph/official"]
    assert form["default-graph-uri"] == form["named-graph-uri"] == graph
    assert re.fullmatch(r"(PREFIX \w+: <\S+> )+ASK \{ \?s \?p \?o \}", form["query"][0])


def test_prefixes_are_declared_once():
    text = declared("prefix qm: <http://example.org/>\nSELECT ?s { ?s a qm:Level }")
    assert re.findall(r"(?i)prefix (\w+):", text).count("qm") == 1
    assert "PREFIX skos:" in text
    assert text.count("\n") == 1


def test_an_address_is_checked_at_once():
    for address in ("localhost:8890/sparql", "file:///etc/passwd", "http://", "http://host:99999/", "http://u:p@host/"):
        with pytest.raises(RemoteError):
            package.open(address)


def test_debian_in_ci_has_virtuoso():
    """What scripts/test.sh installs; without it CI would fail on the skipped tests."""
    if os.environ.get("QUALMAP_NO_SKIPS"):
        assert virtuoso.BINARY
