"""Addresses of the data, documents, dumps, and the few pages of the server itself."""

from __future__ import annotations

import gzip
import json

import pyoxigraph as ox
import pytest
import rdflib

from qualmap import __version__
from qualmap.ontology.terms import BASE
from tests import artefacts
from tests.serving import serving
from tests.shell import ROOT

FORMS = [
    ("*/*", "/index.html"),
    ("text/html", "/index.html"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/index.html"),
    ("text/turtle", ".ttl"),
    ("text/turtle, text/html;q=0.9", ".ttl"),
    ("application/ld+json", ".jsonld"),
    ("application/ld+json;q=0.5, text/turtle;q=0.2", ".jsonld"),
]
KINDS = [
    "framework/ie-nfq/2003",
    "framework/ie-nfq/2003/level/8",
    "referencing/ie-nfq%402003--eqf%402017",
    "framework/ie-nfq/2003/award/honours-bachelor-degree",
    "crosswalk/ie-nfq%402003--eqf%402017",
    "instrument/lrc-1997",
    "dataset",
    "ontology",
    "isced-2011",
    "graph/official",
]


# -- addresses of the data ------------------------------------------------------------------------


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize(("accept", "ending"), FORMS)
def test_every_kind_leads_to_a_document_in_the_form_asked_for(service, path, accept, ending):
    got = service.ask(f"/{path}", Accept=accept)
    assert (got.status, got.headers["Location"], got.headers["Vary"]) == (303, f"/{path}{ending}", "Accept")
    document = service.ask(got.headers["Location"])
    assert document.status == 200
    assert f'<{BASE}{path}>; rel="describes"' in document.headers["Link"]
    assert document.headers["Link"].count('rel="alternate"') == 2
    assert "max-age" in document.headers["Cache-Control"]
    if ending == "/index.html":
        assert document.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in document.headers["Content-Security-Policy"]
    else:
        graph = rdflib.Graph().parse(data=document.text, format={".ttl": "turtle"}.get(ending, "json-ld"))
        assert any(str(subject).startswith(BASE + path) for subject in graph.subjects())


def test_addresses_all_over_the_data_lead_somewhere(service):
    """A sample of every fiftieth, every dump and every graph: whatever follows a ``#`` stays at home."""
    quads = artefacts.quads("none")
    terms = {term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    ours = sorted({term.partition("#")[0] for term in terms if term.startswith(BASE)} - {BASE})
    dumps = [iri for iri in ours if iri.startswith(BASE + "dumps/")]
    assert len(dumps) == 4
    for iri in dumps:
        assert service.ask("/" + iri.removeprefix(BASE)).status == 200
    for iri in {*ours[::50], *(quad.graph_name.value for quad in quads)} - {*dumps}:
        got = service.ask("/" + iri.removeprefix(BASE), Accept="text/turtle")
        assert got.status == 303, (iri, got.text)
        document = service.ask(got.headers["Location"])
        found = {triple.subject.value for triple in ox.parse(document.body, ox.RdfFormat.TURTLE)}
        assert iri in found


def test_an_address_may_be_encoded_more_or_less_than_ours(service):
    for path in ("/referencing/ie-nfq@2003--eqf@2017", "/%72eferencing/ie-nfq%402003--eqf%402017"):
        got = service.ask(path, Accept="text/turtle")
        assert (got.status, got.headers["Location"]) == (303, "/referencing/ie-nfq%402003--eqf%402017.ttl")


def test_other_names_of_a_page(service):
    got = service.ask("/framework/ie-nfq/2003.html")
    assert (got.status, got.headers["Location"]) == (301, "/framework/ie-nfq/2003/index.html")
    got = service.ask("/framework/ie-nfq/2003/", Accept="text/html")
    assert (got.status, got.headers["Location"]) == (303, "/framework/ie-nfq/2003/index.html")
    got = service.ask("/.well-known/void")
    assert (got.status, got.headers["Location"]) == (303, "/dataset")


def test_an_unknown_address_names_the_nearest_one(service):
    got = service.ask("/framework/ie-nfq/2004")
    assert (got.status, got.type) == (404, "application/problem+json")
    said = json.loads(got.body)
    assert said["status"] == 404
    assert "framework/ie-nfq/2003`" in said["detail"]
    assert service.ask("/framework/ie-nfq/2004.ttl").status == 404
    page = service.ask("/<script>alert(1)</script>".replace("<", "%3C"), Accept="text/html")
    assert (page.status, page.type) == (404, "text/html")
    assert "<script" not in page.text


@pytest.mark.parametrize(
    "path", ["/%00", "/%2e%2e/%2e%2e/etc/passwd", "/../etc/passwd", "/dumps/..%2f..%2fetc%2fpasswd", "//"]
)
def test_no_path_leads_out(service, path):
    assert service.ask(path).status == 404


def test_a_form_that_there_is_not(service):
    got = service.ask("/dataset", Accept="application/rdf+xml")
    assert got.status == 406
    assert "text/turtle" in json.loads(got.body)["detail"]


# -- documents and dumps that need not be fetched twice -------------------------------------------

FILES = ["/dumps/qualmap.nq", "/dumps/qualmap.trig", "/dumps/qualmap.ttl", "/dumps/qualmap.jsonld"]
FILES += ["/dumps/qualmap.nq.gz", "/dataset.ttl", "/framework/ie-nfq/2003/index.html", "/"]


@pytest.mark.parametrize("path", FILES)
def test_an_etag_saves_the_way(service, path):
    first = service.ask(path)
    tag = first.headers["ETag"]
    assert tag.startswith('"'), "strong"
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = service.ask(path, If_None_Match=known)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert service.ask(path, If_None_Match='"other"').status == 200
    head = service.ask(path, "HEAD")
    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", tag)
    assert int(head.headers["Content-Length"]) == len(first.body)


def test_dumps_hold_the_graph(service):
    quads = set(artefacts.quads("none"))
    kinds = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
    for ending, form in kinds.items():
        got = service.ask(f"/dumps/qualmap.{ending}")
        assert got.type == form.media_type
        assert set(ox.parse(got.body, form)) == quads
    triples = {quad.triple for quad in ox.parse(service.ask("/dumps/qualmap.ttl").body, ox.RdfFormat.TURTLE)}
    assert triples == {quad.triple for quad in quads}
    packed = service.ask("/dumps/qualmap.nq.gz")
    assert packed.headers["Content-Encoding"] is None
    assert gzip.decompress(packed.body) == service.ask("/dumps/qualmap.nq").body


def test_a_part_of_a_dump(service):
    whole = service.ask("/dumps/qualmap.nq")
    part = service.ask("/dumps/qualmap.nq", Range="bytes=10-19")
    assert (part.status, part.body) == (206, whole.body[10:20])
    rest = service.ask("/dumps/qualmap.nq", Range="bytes=10-19", If_Range='"other"')
    assert (rest.status, len(rest.body)) == (200, len(whole.body))
    assert service.ask("/dumps/qualmap.nq", Range="bytes=999999999999-").status == 416


def test_two_servers_give_the_same_tags(service):
    with serving("--crosswalks", "none") as other:
        for path in ("/dumps/qualmap.nq", "/dumps/qualmap.nq.gz", "/dumps/qualmap.ttl", "/dumps/qualmap.jsonld"):
            here, there = service.ask(path, "HEAD"), other.ask(path, "HEAD")
            assert here.headers["ETag"] == there.headers["ETag"]
            assert here.headers["Last-Modified"] == there.headers["Last-Modified"]


def test_an_unknown_dump(service):
    got = service.ask("/dumps/qualmap.nt")
    assert got.status == 404
    assert "qualmap.nq" in json.loads(got.body)["detail"]


# -- about the service ----------------------------------------------------------------------------


def test_the_start_page_leads_on(service):
    got = service.ask("/")
    assert (got.status, got.type) == (200, "text/html")
    for link in ("sparql", "dumps/qualmap.nq", "dumps/qualmap.ttl", "openapi.json", "version", "health", "index.html"):
        assert f'href="{link}"' in got.text
        assert service.ask(f"/{link}").status == 200
    assert "<script" not in got.text


def test_health_version_robots(service, catalogue):
    assert json.loads(service.ask("/health").body) == {"status": "ok"}
    versions = json.loads(service.ask("/version").body)
    assert versions == {"qualmap": __version__, "catalogue": catalogue.version}
    assert "Disallow: /sparql" in service.ask("/robots.txt").text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/dataset", "/dumps/qualmap.nq", "/health", "/nothing"])
def test_nothing_can_be_written(service, path, method):
    got = service.ask(path, method, b"x")
    assert (got.status, got.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert got.type == "application/problem+json"


def test_a_server_behind_a_proxy_speaks_of_its_public_address():
    with serving("--crosswalks", "none", "--address", "https://data.example.org/qualmap/") as behind:
        assert behind.ask("/dataset").headers["Location"] == "/qualmap/dataset/index.html"
        assert "<https://data.example.org/qualmap/sparql>" in behind.ask("/sparql", Accept="text/turtle").text
        described = json.loads(behind.ask("/openapi.json").body)
        assert described["servers"] == [{"url": "https://data.example.org/qualmap"}]


@pytest.mark.parametrize(("path", "kind"), [("shapes.ttl", "text/turtle"), ("context.jsonld", "application/ld+json")])
def test_shapes_and_context_are_published_with_the_data(service, path, kind):
    got = service.ask(f"/{path}")
    assert (got.status, got.type) == (200, kind)
    assert got.body == (ROOT / "src/qualmap/ontology" / path).read_bytes()


def test_the_name_of_the_shapes_leads_to_their_file(service):
    got = service.ask("/shapes")
    assert (got.status, got.headers["Location"]) == (303, "/shapes.ttl")
