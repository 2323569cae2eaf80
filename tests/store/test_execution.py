"""One query, one answer in bytes: every media type is read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib

from qualmap.errors import LimitError, QueryError
from qualmap.store.execution import GRAPHS, RESULTS, Reply, execute, judge
from qualmap.store.limits import DEFAULT, Limits

A, B = ox.NamedNode("http://g/a"), ox.NamedNode("http://g/b")
JSON = "application/sparql-results+json"
TRICKY = 'a },{ "b",\r\n<result>\n\tc'
"""A text that holds what separates rows, in every format."""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    for number, graph in enumerate((A, A, B)):
        store.add(ox.Quad(ox.NamedNode(f"http://s/{number}"), ox.NamedNode("http://p"), ox.Literal(TRICKY), graph))
    return store


def _answer(store: ox.Store, query: str, media_type: str = JSON, limits: Limits = DEFAULT, **graphs) -> Reply:
    there = frozenset(graph.value for graph in store.named_graphs())
    return execute(store, judge(query, there, limits, **graphs), media_type, limits)


def _subjects(store: ox.Store, query: str, **graphs: tuple[str, ...]) -> list[str]:
    body = json.loads(_answer(store, query, **graphs).body)
    return sorted(row["s"]["value"][-1] for row in body["results"]["bindings"])


@pytest.mark.parametrize(
    ("where", "graphs", "subjects"),
    [
        ("{ ?s ?p ?o }", {}, "012"),
        ("FROM <http://g/a> { ?s ?p ?o }", {}, "01"),
        ("FROM <http://g/a> FROM <http://g/b> { ?s ?p ?o }", {}, "012"),
        ("FROM NAMED <http://g/b> { GRAPH ?g { ?s ?p ?o } }", {}, "2"),
        ("FROM NAMED <http://g/b> { ?s ?p ?o }", {}, ""),
        ("{ GRAPH ?g { ?s ?p ?o } }", {}, "012"),
        ("{ ?s ?p ?o }", {"default_graphs": ("http://g/b",)}, "2"),
        ("{ GRAPH ?g { ?s ?p ?o } }", {"default_graphs": ("http://g/b",)}, ""),
        ("{ GRAPH ?g { ?s ?p ?o } }", {"named_graphs": ("http://g/a",)}, "01"),
        ("{ ?s ?p ?o }", {"named_graphs": ("http://g/a",)}, ""),
        ("FROM <http://g/a> { ?s ?p ?o }", {"default_graphs": ("http://g/b",)}, "2"),  # the protocol wins
    ],
)
def test_a_query_runs_over_the_graphs_that_are_named_or_else_over_all(store, where, graphs, subjects):
    assert _subjects(store, f"SELECT ?s {where}", **graphs) == list(subjects)


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * FROM <http://g/c> { ?s ?p ?o }", {}),
        ("SELECT * { ?s ?p ?o }", {"default_graphs": ("http://g/c",)}),
        ("SELECT * { ?s ?p ?o }", {"named_graphs": ("http://g/a", "http://g/c")}),
    ],
)
def test_a_graph_that_is_not_here_is_said_with_the_nearest(store, query, graphs):
    with pytest.raises(QueryError, match=r"no (such )?graph.*did you mean `http://g/a`"):
        _answer(store, query, **graphs)


@pytest.mark.parametrize("media_type", RESULTS)
def test_rows_are_read_back_by_others(store, media_type):
    reply = _answer(store, "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s", media_type)
    assert reply.media_type == media_type
    text = reply.body.decode()
    if media_type == "text/csv":
        read = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))][1:]
    elif media_type == "text/tab-separated-values":
        read = [(row["s"].value, row["o"].value) for row in ox.parse_query_results(reply.body, RESULTS[media_type])]
    else:
        parsed = rdflib.query.Result.parse(io.BytesIO(reply.body), format=media_type.split("+")[1])
        read = [(str(row.s), str(row.o)) for row in parsed]
    wanted = TRICKY.replace("\r\n", "\n") if "xml" in media_type else TRICKY  # XML reads both as a line end
    assert [(s, o.replace("\r\n", "\n") if "xml" in media_type else o) for s, o in read] == [
        (f"http://s/{number}", wanted) for number in range(3)
    ]


@pytest.mark.parametrize(("query", "truth"), [("ASK { ?s ?p ?o }", "true"), ("ASK { ?s <a:b> ?o }", "false")])
def test_the_truth_is_written_in_every_format(store, query, truth):
    bodies = {media_type: _answer(store, query, media_type).body for media_type in RESULTS}
    assert json.loads(bodies[JSON])["boolean"] is (truth == "true")
    assert ET.fromstring(bodies["application/sparql-results+xml"])[1].text == truth
    assert bodies["text/csv"].decode() == bodies["text/tab-separated-values"].decode() == truth


@pytest.mark.parametrize("media_type", GRAPHS)
def test_triples_are_read_back_by_others(store, media_type):
    reply = _answer(store, "CONSTRUCT { ?s ?p ?o ; a skos:Concept } { ?s ?p ?o }", media_type)
    graph = rdflib.Dataset(default_union=True)
    graph.parse(io.BytesIO(reply.body), format={"application/n-quads": "nquads"}.get(media_type, media_type))
    assert len(set(graph.triples((None, None, None)))) == 6
    assert (b"skos:Concept" in reply.body) == (media_type in {"text/turtle", "application/trig", "application/rdf+xml"})


@pytest.mark.parametrize(
    ("query", "media_type", "says"),
    [
        ("SELECT * {}", "text/turtle", "ask for one of application/sparql-results"),
        ("ASK {}", "text/html\n", "no ASK in 'text/html'"),
        ("DESCRIBE <a:b>", JSON, "ask for one of text/turtle"),
        ("SELECT * { ?s }", JSON, "not a SPARQL query: error at 1:"),
        ("SELECT * { SERVICE <a:b> {} }", JSON, "SERVICE is refused"),
    ],
)
def test_what_cannot_be_answered_is_said(store, query, media_type, says):
    with pytest.raises(QueryError, match=says) as caught:
        _answer(store, query, media_type)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("media_type", RESULTS)
def test_rows_are_counted_whatever_they_hold(store, media_type):
    asked = ("SELECT * { ?s ?p ?o }", media_type)
    assert _answer(store, *asked, Limits(rows=3))
    with pytest.raises(LimitError, match="more than 2 rows"):
        _answer(store, *asked, Limits(rows=2))
    empty = ("SELECT * { VALUES ?x { UNDEF UNDEF UNDEF } }", media_type)
    assert _answer(store, *empty, Limits(rows=3))
    with pytest.raises(LimitError, match="more than 2 rows"):
        _answer(store, *empty, Limits(rows=2))
    assert _answer(store, "ASK {}", media_type, Limits(rows=1))
    assert _answer(store, "SELECT * { FILTER(false) }", media_type, Limits(rows=1))


def test_triples_and_bytes_are_counted(store):
    everything = ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")
    size = len(_answer(store, *everything, Limits(rows=3)).body)
    with pytest.raises(LimitError, match="more than 2 triples"):
        _answer(store, *everything, Limits(rows=2))
    with pytest.raises(LimitError, match=f"longer than {size - 1} bytes"):
        _answer(store, *everything, Limits(answer_bytes=size - 1))
    assert _answer(store, *everything, Limits(answer_bytes=size))
    with pytest.raises(LimitError, match="longer than 100 bytes"):
        _answer(store, "SELECT * { ?s ?p ?o }", JSON, Limits(answer_bytes=100))
