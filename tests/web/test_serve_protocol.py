"""The W3C test cases of the SPARQL 1.1 Protocol, in our own words and on our own graphs.

Each case of https://www.w3.org/2009/sparql/docs/tests/ (sparql11/protocol) is here under its name. Two things differ:
their documents are graphs of ours, and the seven updates that a writable service would do are refused with 403, with
nothing changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest

from tests.serving import EDITION, GRAPH, INSTRUMENT

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
FRAMEWORKS, RECOGNITION, OFFICIAL = GRAPH + "frameworks", GRAPH + "recognition", GRAPH + "official"
TABULAR = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
BOOLEAN = {"application/sparql-results+json", "application/sparql-results+xml"}
RDF = {"text/turtle", "application/n-triples", "application/rdf+xml"}
YES, REFUSED = "an ASK that is true", range(400, 500)
MARK = "http://example.org/protocol-test"


@dataclass(frozen=True)
class Case:
    """A request and what must come back: true, one of some media types, or a status."""

    name: str
    expected: object
    method: str = "GET"
    url: tuple[tuple[str, str], ...] = ()
    kind: str | None = None
    body: str | bytes = ""


def get(name, expected, *parameters):
    return Case(name, expected, "GET", parameters)


def post(name, expected, kind, body, *parameters):
    return Case(name, expected, "POST", parameters, kind, body)


def defaults(*graphs):
    return tuple(("default-graph-uri", graph) for graph in graphs)


def named(*graphs):
    return tuple(("named-graph-uri", graph) for graph in graphs)


def form(**parameters):
    return urlencode(parameters)


BOTH = f"ASK {{ <{EDITION}> a ?one . <{INSTRUMENT}> a ?other }}"
BOTH_NAMED = f"ASK {{ GRAPH ?g {{ <{EDITION}> a ?one }} GRAPH ?h {{ <{INSTRUMENT}> a ?other }} }}"
ALL_THREE = f"ASK {{ ?link ?says ?what GRAPH ?g {{ <{EDITION}> a ?one }} GRAPH ?h {{ <{INSTRUMENT}> a ?other }} }}"
FROM_AND_NAMED = f"ASK FROM <{OFFICIAL}> {{ GRAPH ?g {{ <{EDITION}> a ?one }} GRAPH ?h {{ <{INSTRUMENT}> a ?o }} }}"
WRITE = f"INSERT {{ GRAPH <{MARK}> {{ ?s a <{MARK}> }} }} WHERE {{ ?s a ?type }}"
WRITE_NAMED = f"INSERT {{ GRAPH <{MARK}> {{ ?s a <{MARK}> }} }} WHERE {{ GRAPH ?g {{ ?s a ?type }} }}"
CONFLICT = f"WITH <{FRAMEWORKS}> DELETE {{ ?s ?p 1 }} INSERT {{ ?s ?p 2 }} WHERE {{ ?s ?p 1 }}"
ONE = defaults(FRAMEWORKS)

CASES = [
    post("query_post_form", YES, FORM, form(query="ASK {}"), *ONE),
    get("query_dataset_default_graphs_get", YES, ("query", BOTH), *defaults(FRAMEWORKS, RECOGNITION)),
    post("query_dataset_default_graphs_post", YES, QUERY, BOTH, *defaults(FRAMEWORKS, RECOGNITION)),
    post("query_dataset_named_graphs_post", YES, QUERY, BOTH_NAMED, *named(FRAMEWORKS, RECOGNITION)),
    get("query_dataset_named_graphs_get", YES, ("query", BOTH_NAMED), *named(FRAMEWORKS, RECOGNITION)),
    post("query_dataset_full", YES, QUERY, ALL_THREE, *defaults(OFFICIAL), *named(FRAMEWORKS, RECOGNITION)),
    post("query_multiple_dataset", YES, QUERY, FROM_AND_NAMED, *named(FRAMEWORKS, RECOGNITION)),
    get("query_get", YES, ("query", "ASK {}"), *ONE),
    post("query_content_type_select", TABULAR, QUERY, "SELECT (1 AS ?value) {}", *ONE),
    post("query_content_type_ask", BOOLEAN, QUERY, "ASK {}", *ONE),
    post("query_content_type_describe", RDF, QUERY, "DESCRIBE <http://example.org/>", *ONE),
    post("query_content_type_construct", RDF, QUERY, "CONSTRUCT { <s> <p> 1 } WHERE {}", *ONE),
    post("update_dataset_default_graph", 403, UPDATE, WRITE, ("using-graph-uri", FRAMEWORKS)),
    post(
        "update_dataset_default_graphs",
        403,
        UPDATE,
        WRITE,
        ("using-graph-uri", FRAMEWORKS),
        ("using-graph-uri", RECOGNITION),
    ),
    post(
        "update_dataset_named_graphs",
        403,
        UPDATE,
        WRITE_NAMED,
        ("using-named-graph-uri", FRAMEWORKS),
        ("using-named-graph-uri", RECOGNITION),
    ),
    post(
        "update_dataset_full",
        403,
        UPDATE,
        WRITE_NAMED,
        ("using-graph-uri", FRAMEWORKS),
        ("using-named-graph-uri", RECOGNITION),
    ),
    post("update_post_form", 403, FORM, form(update="CLEAR ALL")),
    post("update_post_direct", 403, UPDATE, "CLEAR ALL"),
    post("update_base_uri", 403, UPDATE, f"INSERT DATA {{ GRAPH <{MARK}> {{ <{MARK}> <{MARK}> <test> }} }}"),
    post("query_post_direct", YES, QUERY, "ASK {}"),
    Case("bad_query_method", REFUSED, "PUT", (("query", "ASK {}"), *ONE), FORM),
    get("bad_multiple_queries", REFUSED, ("query", "ASK {}"), ("query", "SELECT * {}")),
    post("bad_query_wrong_media_type", REFUSED, "text/plain", "ASK {}"),
    post("bad_query_missing_form_type", REFUSED, None, form(query="ASK {}")),
    post("bad_query_missing_direct_type", REFUSED, None, "ASK {}"),
    post("bad_query_non_utf8", REFUSED, f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
    get("bad_query_syntax", REFUSED, ("query", "ASK {")),
    get("bad_update_get", REFUSED, ("update", "CLEAR ALL")),
    post("bad_multiple_updates", REFUSED, FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    post("bad_update_wrong_media_type", REFUSED, "text/plain", "CLEAR NAMED"),
    post("bad_update_missing_form_type", REFUSED, None, form(update="CLEAR NAMED")),
    post("bad_update_non_utf8", REFUSED, f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16")),
    post("bad_update_syntax", REFUSED, FORM, form(update="CLEAR XYZ")),
    post("bad_update_dataset_conflict", REFUSED, UPDATE, CONFLICT, ("using-named-graph-uri", FRAMEWORKS)),
]


def test_every_case_of_the_suite_is_here():
    assert len(CASES) == len({case.name for case in CASES}) == 34
    assert sum(case.expected == 403 for case in CASES) == 7


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(service, case):
    target = "/sparql" + ("?" + urlencode(case.url) if case.url else "")
    headers = {} if case.kind is None else {"Content_Type": case.kind}
    body = case.body.encode() if isinstance(case.body, str) else case.body
    got = service.ask(target, case.method, body or None, **headers)
    if case.expected is YES:
        assert (got.status, json.loads(got.body)["boolean"]) == (200, True), got.text
    elif isinstance(case.expected, set):
        assert got.status == 200, got.text
        assert got.type in case.expected
    else:
        assert got.status in ([case.expected] if isinstance(case.expected, int) else case.expected), got.text
        assert got.type == "text/plain"
        assert got.body.strip()


def test_no_update_left_a_trace(service):
    got = service.query(f"ASK {{ {{ GRAPH <{MARK}> {{ ?s ?p ?o }} }} UNION {{ ?s a <{MARK}> }} }}")
    assert json.loads(got.body)["boolean"] is False
    assert json.loads(service.query("ASK { ?s ?p ?o }").body)["boolean"] is True
