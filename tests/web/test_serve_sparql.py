"""The SPARQL endpoint as clients meet it: curl, SPARQLWrapper, rdflib, and whoever reads a status code."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import urllib.error
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from qualmap.web.http.negotiation import Offer, best
from tests.serving import EDITION, GRAPH, serving
from tests.shell import ROOT
from tests.waiting import PATIENCE, until

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
LEVELS = f"SELECT ?level WHERE {{ ?level skos:inScheme <{EDITION}> }}"
COUNT = f"SELECT (COUNT(?level) AS ?n) WHERE {{ ?level skos:inScheme <{EDITION}> }}"
TRIPLES = f"CONSTRUCT {{ ?s a ?type }} WHERE {{ ?s a ?type FILTER(?s = <{EDITION}>) }}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d && ?f != ?g) }"


@pytest.fixture(scope="module")
def levels(catalogue):
    """How many levels the Irish framework has: what every client must count."""
    found = len(catalogue.frameworks["ie-nfq@2003"].levels)
    assert found == 10
    return found


# -- clients nobody here wrote --------------------------------------------------------------------


def curl(*arguments):
    done = subprocess.run(["curl", "-sS", "-m", str(PATIENCE), *arguments], capture_output=True, check=True)
    return done.stdout.decode()


def test_curl_asks_in_all_three_ways(service, levels):
    url = f"{service.url}/sparql"
    by_get = curl("-G", url, "-H", "Accept: text/csv", "--data-urlencode", f"query={LEVELS}")
    by_form = curl(url, "-H", "Accept: text/csv", "--data-urlencode", f"query={LEVELS}")
    kind = "Content-Type: application/sparql-query"
    by_text = curl(url, "-H", "Accept: text/csv", "-H", kind, "--data-binary", LEVELS)
    assert by_get == by_form == by_text
    assert len(list(csv.DictReader(io.StringIO(by_get)))) == levels


def test_curl_sends_a_body_without_length(service):
    kind = "Content-Type: application/sparql-query"
    chunked = ["-H", "Transfer-Encoding: chunked", "-H", kind, "--data-binary", "ASK {}"]
    assert json.loads(curl(f"{service.url}/sparql", *chunked))["boolean"] is True


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_a_table(service, levels, form, method):
    client = SPARQLWrapper(f"{service.url}/sparql", returnFormat=form)
    client.setQuery(COUNT.replace("SELECT", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT"))
    client.setMethod(method)
    found = client.queryAndConvert()
    if form is JSON:
        assert found["results"]["bindings"][0]["n"]["value"] == str(levels)
    elif form is XML:
        assert found.getElementsByTagName("literal")[0].firstChild.data == str(levels)
    else:
        assert found.decode().split()[1] == str(levels)


def test_sparqlwrapper_reads_a_graph_and_an_error(service):
    client = SPARQLWrapper(f"{service.url}/sparql", returnFormat=TURTLE)
    client.setQuery(TRIPLES)
    assert (rdflib.URIRef(EDITION), rdflib.RDF.type, None) in rdflib.Graph().parse(data=client.queryAndConvert())
    client = SPARQLWrapper(f"{service.url}/sparql", returnFormat=JSON)
    client.setQuery("SELECT {")
    with pytest.raises(QueryBadFormed):
        client.query()


@pytest.mark.parametrize("form", ["json", "xml"])
def test_rdflib_reads_the_endpoint_as_a_store(service, levels, form):
    graph = rdflib.Graph(SPARQLStore(f"{service.url}/sparql", returnFormat=form))
    rows = list(graph.query(LEVELS, initNs={"skos": rdflib.SKOS}))
    assert len(rows) == levels
    assert all(row.level.startswith(f"{EDITION}/level/") for row in rows)
    assert (rdflib.URIRef(EDITION), rdflib.RDF.type, rdflib.SKOS.ConceptScheme) in graph
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    with pytest.raises((urllib.error.HTTPError, ValueError)):
        list(graph.query("SELECT ?x WHERE { SERVICE <http://127.0.0.1:1/> { ?x ?y ?z } }"))


def test_rdflib_constructs(service):
    graph = rdflib.Graph(SPARQLStore(f"{service.url}/sparql"))
    assert (rdflib.URIRef(EDITION), rdflib.RDF.type, None) in graph.query(TRIPLES).graph


# -- which form comes -----------------------------------------------------------------------------

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TABLE_FORMS = [
    ("*/*", "application/sparql-results+json"),
    ("", "application/sparql-results+json"),
    ("application/sparql-results+json", "application/sparql-results+json"),
    ("application/json", "application/json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("application/xml", "application/xml"),
    ("text/csv", "text/csv"),
    ("text/tab-separated-values", "text/tab-separated-values"),
    ("TEXT/CSV; Header=present", "text/csv"),
    ("text/csv;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
    ("text/csv, */*;q=0.1", "text/csv"),
    ("text/csv, */*", "text/csv"),
    ("application/sparql-results+json;q=0, */*;q=0.5", "application/json"),
    ("text/turtle, text/csv;q=0.2", "text/csv"),
    ("text/*", "text/xml"),
    ("application/xml;q=0.9, text/html;q=0.8", "application/xml"),
]
GRAPH_FORMS = [
    ("*/*", "text/turtle"),
    ("text/turtle", "text/turtle"),
    ("application/ld+json", "application/ld+json"),
    ("application/n-quads", "application/n-quads"),
    ("application/n-triples", "application/n-triples"),
    ("application/trig", "application/trig"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("application/n-quads;q=0.3, application/ld+json;q=0.8", "application/ld+json"),
]


@pytest.mark.parametrize(("accept", "expected"), TABLE_FORMS)
@pytest.mark.parametrize("query", [COUNT, "ASK {}"])
def test_tables_come_as_the_client_likes_best(service, query, accept, expected):
    got = service.query(query, accept)
    assert (got.status, got.type) == (200, expected)
    assert "Accept" in got.headers["Vary"]
    if expected.endswith("json"):
        assert "head" in json.loads(got.body)
    elif expected.endswith("xml"):
        assert ET.fromstring(got.body).tag.endswith("sparql")


@pytest.mark.parametrize(("accept", "expected"), GRAPH_FORMS)
@pytest.mark.parametrize("query", [TRIPLES, f"DESCRIBE <{EDITION}>"])
def test_graphs_come_as_the_client_likes_best(service, query, accept, expected):
    got = service.query(query, accept)
    assert (got.status, got.type) == (200, expected)
    form = {"application/ld+json": "json-ld", "application/n-triples": "nt", "application/n-quads": "nquads"}
    form["application/rdf+xml"] = "xml"
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=got.text, format=form.get(expected, expected.rpartition("/")[2]))
    assert (rdflib.URIRef(EDITION), rdflib.RDF.type, rdflib.SKOS.ConceptScheme) in graph


@pytest.mark.parametrize(
    ("query", "accept"),
    [(COUNT, "text/turtle"), (TRIPLES, "text/csv"), (COUNT, "*/*;q=0"), ("", "text/csv"), (COUNT, "nonsense")],
)
def test_nothing_fits(service, query, accept):
    got = service.query(query, accept) if query else service.ask("/sparql", Accept=accept)
    assert got.status == 406
    assert "/" in got.text, "the text names the forms there are"


def test_a_wrong_weight_counts_as_none_at_all():
    assert best("text/csv;q=2", (Offer("text/csv"),)) is None
    assert best("text/csv;q=nan", (Offer("text/csv"),)) is None


def test_a_browser_gets_a_page_that_shows_the_answer(service, levels):
    table = service.query(LEVELS, BROWSER)
    assert (table.status, table.type) == (200, "text/html")
    assert table.text.count("<tr><td>") == levels
    assert f'<a href="{EDITION}/level/8">' in table.text
    assert f"<caption>{levels} rows</caption>" in table.text
    assert "<p>Yes</p>" in service.query("ASK {}", BROWSER).text
    assert "skos:ConceptScheme" in service.query(TRIPLES, BROWSER).text
    hostile = service.query("SELECT ('<script>' AS ?x) (<javascript:alert> AS ?y) {}", BROWSER)
    assert "<script" not in hostile.text
    assert "<td>javascript:alert</td>" in hostile.text


# -- which graphs are asked -----------------------------------------------------------------------


def test_graphs_of_ours_may_be_named_and_no_others(service):
    in_frameworks = service.query(COUNT, **{"default-graph-uri": GRAPH + "frameworks"})
    in_recognition = service.query(COUNT, **{"default-graph-uri": GRAPH + "recognition"})
    counts = [json.loads(got.body)["results"]["bindings"][0]["n"]["value"] for got in (in_frameworks, in_recognition)]
    assert counts == ["10", "0"]
    for name in ("default-graph-uri", "named-graph-uri"):
        got = service.query("ASK {}", **{name: "http://127.0.0.1:1/remote.ttl"})
        assert (got.status, got.type) == (400, "text/plain")
        assert "there is no graph" in got.text


# -- what is refused ------------------------------------------------------------------------------

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
REFUSALS = [
    ("a malformed query", 400, "GET", "/sparql?query=SELECT", None, {}),
    ("an empty query", 400, "GET", "/sparql?query=", None, {}),
    ("two queries", 400, "GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}),
    ("two queries, one in the address", 400, "POST", "/sparql?query=ASK%7B%7D", b"ASK {}", {"Content_Type": QUERY}),
    ("a form without query", 400, "POST", "/sparql", b"a=b", {"Content_Type": FORM}),
    ("an address that is not UTF-8", 400, "GET", "/sparql?query=ASK%7B%7D%FF", None, {}),
    ("a body that is not UTF-8", 400, "POST", "/sparql", b"ASK {} #\xff", {"Content_Type": QUERY}),
    ("a form that is not UTF-8", 400, "POST", "/sparql", b"query=\xff", {"Content_Type": FORM}),
    ("a thousand parameters", 400, "GET", "/sparql?" + "a=b&" * 1000, None, {}),
    ("another service", 400, "GET", "/sparql?query=" + quote("ASK { SERVICE <http://a.b/> {} }"), None, {}),
    ("an update as a query", 400, "GET", "/sparql?query=" + quote("INSERT DATA { <a:b> <a:b> 1 }"), None, {}),
    ("an update", 403, "POST", "/sparql", b"update=CLEAR+ALL", {"Content_Type": FORM}),
    ("a wrong method", 405, "DELETE", "/sparql", None, {}),
    ("no body at all", 411, "POST", "/sparql", None, {}),
    ("a long body", 413, "POST", "/sparql", b"ASK {} #" + b"x" * 400_000, {"Content_Type": QUERY}),
    ("a long query in a body", 413, "POST", "/sparql", b"ASK {} #" + b"x" * 30_000, {"Content_Type": QUERY}),
    ("a long query in the address", 414, "GET", "/sparql?query=ASK%7B%7D%23" + "x" * 30_000, None, {}),
    ("an endless address", 414, "GET", "/sparql?query=" + "x" * 500_000, None, {}),
    ("an endless head", 431, "GET", "/sparql", None, {"X_Long": "x" * 500_000}),
    ("a form in another shape", 415, "POST", "/sparql", b"{}", {"Content_Type": "application/json"}),
    ("another character set", 415, "POST", "/sparql", b"ASK {}", {"Content_Type": f"{QUERY};charset=latin1"}),
]


@pytest.mark.parametrize(
    ("why", "status", "method", "target", "body", "headers"), REFUSALS, ids=lambda case: str(case)[:40]
)
def test_refused_with_the_right_status_and_a_text(service, why, status, method, target, body, headers):
    if method == "POST" and body is None:
        answer = curl("-i", "-X", "POST", f"{service.url}/sparql")
        assert answer.startswith(f"HTTP/1.1 {status} ")
        return
    got = service.ask(target, method, body, **headers)
    assert (got.status, got.type) == (status, "text/plain"), why
    assert len(got.text.strip()) > 10
    assert status != 405 or set(got.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_query_over_its_time_is_told_so_and_others_go_on(levels):
    with serving("--crosswalks", "none", "--seconds", "1", "--workers", "1") as slow:
        got = slow.query(ENDLESS)
        assert (got.status, got.type) == (422, "text/plain")
        assert "second" in got.text
        until(lambda: slow.query(COUNT).status == 200)  # a busy machine may take more than the second
        assert json.loads(slow.query(COUNT).body)["results"]["bindings"][0]["n"]["value"] == str(levels)
        assert json.loads(slow.ask("/health").body) == {"status": "ok"}


# -- what the endpoint says of itself -------------------------------------------------------------


@pytest.mark.parametrize(("accept", "form"), [("*/*", "turtle"), ("application/ld+json", "json-ld")])
def test_service_description(service, accept, form):
    got = service.ask("/sparql", Accept=accept)
    graph = rdflib.Graph().parse(data=got.text, format=form)
    itself = rdflib.URIRef(f"{service.url}/sparql")
    assert (itself, rdflib.RDF.type, SD.Service) in graph
    assert (itself, SD.endpoint, itself) in graph
    names = {str(name) for name in graph.objects(None, SD.name)}
    assert {GRAPH + "frameworks", GRAPH + "official", GRAPH + "reported", GRAPH + "recognition"} <= names
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)


def test_a_browser_finds_a_form_that_needs_nothing_from_elsewhere(service):
    got = service.ask("/sparql", Accept=BROWSER)
    assert got.type == "text/html"
    assert '<label for="query">' in got.text
    assert '<html lang="en">' in got.text
    assert "<script" not in got.text
    assert "://" not in got.text.replace(service.url, "")
    assert "default-src 'none'" in got.headers["Content-Security-Policy"]


def test_head_and_options(service):
    head = service.ask("/sparql?query=ASK%7B%7D", "HEAD")
    assert (head.status, head.body, head.type) == (200, b"", "application/sparql-results+json")
    asked = {"Origin": "https://example.org", "Access_Control_Request_Method": "POST"}
    options = service.ask("/sparql", "OPTIONS", **asked)
    assert options.status == 204
    assert options.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in options.headers["Access-Control-Allow-Methods"]
    assert "PUT" not in options.headers["Allow"]


@pytest.mark.parametrize("target", ["/sparql?query=ASK%7B%7D", "/sparql?query=ASK", "/dataset", "/nothing", "/health"])
def test_a_page_of_any_origin_may_read(service, target):
    got = service.ask(target, Origin="https://example.org")
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert got.headers["Access-Control-Allow-Credentials"] is None


def test_every_curl_command_of_the_manual_works(service):
    text = (ROOT / "docs" / "serve.md").read_text("utf-8")
    commands = [line.removeprefix("$ ") for line in text.replace("\\\n", " ").splitlines() if line.startswith("$ curl")]
    assert len(commands) >= 5
    for shown in commands:
        here = shown.replace("http://localhost:8000", service.url)
        line = f"{here} -sS --fail -m {PATIENCE} -o /dev/null"
        done = subprocess.run(["sh", "-c", line], capture_output=True, check=False)
        assert done.returncode == 0, (shown, done.stderr)
