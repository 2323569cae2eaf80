"""One way to ask: the same query has the same answer, and the same refusal, in Python, on the command line, by HTTP."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

import qualmap
from qualmap.errors import LimitError, QueryError
from qualmap.store.binding import with_terms
from qualmap.store.limits import Limits
from qualmap.store.parameters import bind
from qualmap.store.rows import rows_of
from tests.attacks import ATTACKS, COST, MEMORY, TIME, TOO_MUCH
from tests.serving import EDITION, GRAPH, command
from tests.shell import process
from tests.waiting import PATIENCE, until

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ANSWERS = [
    "ASK { <dataset> ?p ?o }",
    "ASK { <nothing/of/ours> ?p ?o }",
    "BASE <https://w3id.org/qualmap/framework/> ASK { <ie-nfq/2003> a qm:Framework }",
    "SELECT ?level ?rank { ?level skos:inScheme <framework/ie-nfq/2003> ; qm:rank ?rank } ORDER BY ?rank",
    "SELECT * {}",
    "SELECT * { FILTER(false) }",
    "SELECT ?a ?b { VALUES (?a ?b) { (UNDEF 1) (UNDEF UNDEF) ('x' UNDEF) } }",
    "SELECT * { VALUES ?x { 1 01 1.0 1e0 true 'a\\tb\\n\"c' 'x'@en-GB <a:b> '2020-01-01'^^xsd:date 'a'^^xsd:int } }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}official> {{ ?s ?p ?o }}",
    f"SELECT (COUNT(*) AS ?n) FROM NAMED <{GRAPH}official> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    f"SELECT (COUNT(*) AS ?n) FROM NAMED <{GRAPH}official> {{ ?s ?p ?o }}",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "SELECT ?title { ?f dct:identifier 'eqf' ; a qm:Framework ; dct:title ?title } # \\u0041",
    f"CONSTRUCT {{ ?s a ?type ; qm:rank ?rank }} WHERE {{ ?s a ?type ; skos:inScheme <{EDITION}> ; qm:rank ?rank }}",
    "CONSTRUCT { <a> qm:rank [] } WHERE {}",
    f"DESCRIBE <{EDITION}>",
]
REFUSALS = [
    attack
    for attack in ATTACKS
    if (attack not in TOO_MUCH or attack.name in {"too many rows", "one long text"})
    and "answered" not in attack.ends
    and "\ud800" not in attack.query
]
"""Of attacks: those whose end does not depend on the machine. Half a character does not go over the wire."""


def _over_the_wire(service, query):
    """What a plain client has: rows, a truth or a graph; or the refusal's text."""
    got = service.ask(
        "/sparql", "POST", query.encode(), Content_Type="application/sparql-query", Accept="text/csv;q=0, */*"
    )
    if got.status != 200:
        assert got.status in {400, 413, 422}
        return got.text.removesuffix("\n")
    if got.type != "application/sparql-results+json":
        return rdflib.Graph().parse(data=got.body, format="turtle")
    found = ox.parse_query_results(got.body, ox.QueryResultsFormat.JSON)
    return bool(found) if isinstance(found, ox.QueryBoolean) else rows_of(found)


@pytest.mark.parametrize("query", ANSWERS)
def test_the_same_query_has_the_same_answer(qm, service, query):
    ours, theirs = qm.query(query), _over_the_wire(service, query)
    if isinstance(ours, rdflib.Graph):
        assert isomorphic(ours, theirs)
        assert len(ours) > 0
        return
    assert type(ours) is type(theirs)
    if isinstance(ours, list):
        assert ours.columns == theirs.columns
        if "ORDER BY" in query:
            assert list(ours) == list(theirs)
        ours, theirs = (Counter(repr(sorted(row.items())) for row in rows) for rows in (ours, theirs))
    assert ours == theirs


@pytest.mark.parametrize("attack", REFUSALS, ids=lambda attack: attack.name)
def test_the_same_query_has_the_same_refusal(qm, service, attack):
    query = attack.query.replace("{port}", "9")
    with pytest.raises(QueryError) as caught:
        qm.query(query)
    assert _over_the_wire(service, query) == str(caught.value)


def test_a_named_question_has_the_answer_of_its_text(qm):
    """Named questions run in the caller's process; their text with the values written in, in another."""
    for question in qm.questions():
        terms = bind(question, question.example, qm.catalogue)
        text = with_terms(question.sparql, {variable.value: term for variable, term in terms.items()})
        by_name, by_text = qm.ask(question.name, **question.example), qm.query(text)
        assert by_name.columns == by_text.columns, question.name
        assert sorted(map(repr, by_name)) == sorted(map(repr, by_text)), question.name


# -- it stops --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attack", [a for a in ATTACKS if a.ends in {COST, TIME, MEMORY}], ids=lambda attack: attack.name
)
def test_a_query_that_takes_too_much_ends_and_the_process_goes_on(qm, attack):
    seconds = PATIENCE if attack.ends == MEMORY else 1  # so that a busy machine reaches the limit that is meant
    with pytest.raises(LimitError, match=attack.ends):
        qm.query(attack.query, limits=Limits(seconds=seconds, memory=256))
    assert qm.query("ASK {}") is True


def test_the_limits_of_rows_and_bytes_hold_in_process_too(qm):
    with pytest.raises(LimitError, match="more than 10 rows"):
        qm.query("SELECT * { ?s ?p ?o } LIMIT 11", limits=Limits(rows=10))
    assert len(qm.query("SELECT * { ?s ?p ?o } LIMIT 10", limits=Limits(rows=10))) == 10
    with pytest.raises(LimitError, match="longer than 1,000 bytes"):
        qm.query("SELECT * { ?s ?p ?o } LIMIT 100", limits=Limits(answer_bytes=1_000))


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _at_work(pid: int, before: Iterable[str] = ()) -> list[str]:
    """The children that a process has had since, once they have worked for a fifth of a second: a query runs."""
    new = [child for child in _children(pid) if child not in before]
    for child in new:
        user, system = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11:13]
        if int(user) + int(system) < 0.2 * os.sysconf("SC_CLK_TCK"):
            return []
    return new


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def interruptible():
    """A shell lets what it starts in the background ignore Ctrl-C, and so do those that are started there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_takes_the_query_with_it_and_leaves_nothing(qm):
    children, descriptors = _children(os.getpid()), _descriptors()

    def interrupt():
        until(lambda: _at_work(os.getpid(), children))
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        qm.query(ENDLESS, limits=Limits(seconds=PATIENCE))
    assert (_children(os.getpid()), _descriptors()) == (children, descriptors)


def test_threads_ask_at_the_same_time(qm):
    said = []

    def ask(number):
        said.append(qm.query(f"SELECT (COUNT(*) + {number} AS ?n) {{ ?f a qm:Framework }}")[0]["n"] - number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [len(qm.frameworks())] * 8


def test_a_graph_in_a_folder_is_asked_in_the_same_way(qm, tmp_path):
    kept = qualmap.load(store=tmp_path)
    for query in ANSWERS[:4]:
        assert kept.query(query) == qm.query(query)
    with pytest.raises(LimitError, match="was stopped after 1 second:"):
        kept.query(ENDLESS, limits=Limits(seconds=1))


# -- the command line ------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a.name.startswith("a collection of")], ids=lambda a: a.name)
def test_the_command_refuses_what_once_ended_it(tmp_path, attack):
    path = tmp_path / "attack.rq"
    path.write_text(attack.query)
    done = process("query", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("qualmap: 1:")
    assert done.stderr.count("\n") == 1


def test_the_command_stops_at_its_limit():
    done = process("query", ENDLESS, "--seconds", "1")
    assert done.returncode == 2
    assert done.stderr == "qualmap: the query was stopped after 1 second: ask for less, or join fewer patterns\n"


@pytest.mark.usefixtures("interruptible")
def test_the_command_stops_on_ctrl_c():
    line, environment = command("query", ENDLESS, "--seconds", "600")
    running = subprocess.Popen(line, stderr=subprocess.PIPE, env=os.environ | environment, text=True)
    until(lambda: _at_work(running.pid))
    (child,) = _children(running.pid)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=PATIENCE)
    assert (running.returncode, said) == (130, "")
    assert not Path(f"/proc/{child}").exists()
