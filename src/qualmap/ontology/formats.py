"""Quads as files and as rdflib objects."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

import pyoxigraph as ox

from qualmap.ontology.terms import BASE, ONTOLOGY, PREFIXES, XSD

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

G = TypeVar("G", bound="Graph")
FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""File endings that the graph is written in. Turtle has no named graphs: it holds their union."""
GZIP = "application/gzip"
DUMPS = {f"qualmap{ending}": form.media_type for ending, form in FORMATS.items()} | {
    f"qualmap{ending}.gz": GZIP for ending in FORMATS
}
"""The files that hold the whole graph, and their media types."""


def serialize(quads: Iterable[ox.Quad], ending: str, stream: IO[bytes]) -> None:
    """Write quads in the format of a file ending."""
    rdf_format = FORMATS[ending]
    if not rdf_format.supports_datasets:
        triples = {quad.triple for quad in quads}
        ordered = sorted(triples, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))
        ox.serialize(ordered, stream, rdf_format, prefixes=PREFIXES)
    else:
        ox.serialize(quads, stream, rdf_format, prefixes=PREFIXES)


def dump(quads: Iterable[ox.Quad], name: str, stream: IO[bytes]) -> None:
    """Write one of ``DUMPS``. The same quads in the same order give the same bytes: no time stands in them."""
    if not name.endswith(".gz"):
        serialize(quads, Path(name).suffix, stream)
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0, compresslevel=6) as packed:
        serialize(quads, Path(name.removesuffix(".gz")).suffix, cast("IO[bytes]", packed))


@cache
def artefacts() -> Mapping[str, bytes]:
    """The files that are published with the data, by name: SHACL shapes and JSON-LD context."""
    return MappingProxyType({name: own_file(name) for name in ("shapes.ttl", "context.jsonld")})


def own_file(name: str) -> bytes:
    """A file of the vocabulary, the shapes or the context, as it is published."""
    return files("qualmap.ontology").joinpath(name).read_bytes()


def rdflib_term(value: Any) -> Any:
    """A term as rdflib has it, literals as they are written. Raises ValueError for a triple."""
    from rdflib import BNode, Literal, URIRef

    if isinstance(value, ox.NamedNode):
        return URIRef(value.value)
    if isinstance(value, ox.BlankNode):
        return BNode(value.value)
    if not isinstance(value, ox.Literal):
        raise ValueError("rdflib has no triples as terms")  # noqa: TRY004  # said as a QueryError
    plain = value.language or value.datatype.value == XSD + "string"
    return Literal(
        value.value, lang=value.language, datatype=None if plain else URIRef(value.datatype.value), normalize=False
    )


def to_graph(triples: Iterable[ox.Triple]) -> Graph:
    """Triples as an rdflib Graph, with our prefixes bound."""
    from rdflib import Graph

    graph = _with_prefixes(Graph())
    for triple in triples:
        graph.add((rdflib_term(triple.subject), rdflib_term(triple.predicate), rdflib_term(triple.object)))
    return graph


def to_dataset(quads: Iterable[ox.Quad]) -> Dataset:
    """Quads as an rdflib Dataset with its named graphs."""
    from rdflib import Dataset

    dataset = _with_prefixes(Dataset())
    for quad in quads:
        graph = dataset.graph(rdflib_term(quad.graph_name))
        graph.add((rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object)))
    return dataset


def _with_prefixes(graph: G) -> G:
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    return graph


_BASE_TEXT = ox.Literal(BASE)


def rebased(quads: Iterable[ox.Quad], base: str) -> Iterable[ox.Quad]:
    """The same quads with every IRI of ours under another base; the terms of the ontology stay where they are."""
    if base == BASE:
        return quads
    known: dict[str, ox.NamedNode] = {}

    def moved(term: Any) -> Any:
        if term == _BASE_TEXT:
            return ox.Literal(base)
        if not isinstance(term, ox.NamedNode) or not term.value.startswith(BASE) or term.value.startswith(ONTOLOGY):
            return term
        if term.value not in known:
            known[term.value] = ox.NamedNode(base + term.value.removeprefix(BASE))
        return known[term.value]

    return (ox.Quad(*(moved(term) for term in quad)) for quad in quads)
