"""What the SPARQL endpoint says about itself: a form for people, a SPARQL service description for programs."""

from __future__ import annotations

import pyoxigraph as ox

from qualmap.ontology.terms import PREFIXES, RDF
from qualmap.web.http import pages
from qualmap.web.site_data import Published
from qualmap.web.sparql.answers import GRAPHS, PAGE, TABLES

OFFERS = (*GRAPHS, PAGE)

_SD = "http://www.w3.org/ns/sparql-service-description#"
_RDF_TYPE = RDF + "type"
_FORMATS = "http://www.w3.org/ns/formats/"
_W3C_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/ld+json": "JSON-LD",
    "application/n-triples": "N-Triples",
    "application/n-quads": "N-Quads",
    "application/trig": "TriG",
    "application/rdf+xml": "RDF_XML",
}
_EXAMPLE = """\
SELECT ?id ?edition ?name WHERE {
  ?framework a qm:Framework ;
    dct:identifier ?id ;
    dcat:version ?edition ;
    dct:title ?name .
} ORDER BY ?id ?edition LIMIT 20"""


def form(published: Published, seconds: float) -> str:
    """The page with the query form."""
    address = published.public + "sparql"
    return pages.page("query", title="Ask the graph", action=address, query=_EXAMPLE, seconds=f"{seconds:g}")


def description(published: Published, media_type: str) -> bytes:
    """The service description (SPARQL 1.1), every node with an address of its own."""
    service = published.public + "sparql"
    dataset, union = f"{service}#default-dataset", f"{service}#default-graph"
    pairs = [
        (service, _RDF_TYPE, _SD + "Service"),
        (service, _SD + "endpoint", service),
        (service, _SD + "supportedLanguage", _SD + "SPARQL11Query"),
        (service, _SD + "feature", _SD + "UnionDefaultGraph"),
        *((service, _SD + "resultFormat", _FORMATS + _W3C_NAMES[offer.media_type]) for offer in (*TABLES, *GRAPHS)),
        (service, _SD + "defaultDataset", dataset),
        (dataset, _RDF_TYPE, _SD + "Dataset"),
        (dataset, _SD + "defaultGraph", union),
        (union, _RDF_TYPE, _SD + "Graph"),
    ]
    for graph in sorted(published.graphs):
        named = f"{service}#graph-{graph.rpartition('/')[2]}"
        pairs += [
            (dataset, _SD + "namedGraph", named),
            (named, _RDF_TYPE, _SD + "NamedGraph"),
            (named, _SD + "name", graph),
        ]
    triples = [ox.Triple(*(ox.NamedNode(term) for term in terms)) for terms in pairs]
    form = ox.RdfFormat.from_media_type(media_type)
    assert form is not None, media_type
    return ox.serialize(triples, None, form, prefixes={**PREFIXES, "sd": _SD}) or b""
