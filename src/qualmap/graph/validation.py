"""Other people's linked data, and our own, against our shapes; findings come as data."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from qualmap.catalog import Catalogue
from qualmap.errors import Problem, RecordError, did_you_mean, shorten
from qualmap.graph.foreign import printable
from qualmap.graph.reading import read_quads
from qualmap.ontology import catalogue_quads
from qualmap.ontology.formats import own_file, rdflib_term
from qualmap.ontology.iris import edition_of
from qualmap.ontology.nodes import node_name, value_of
from qualmap.ontology.shapes import curie
from qualmap.ontology.terms import BASE, CLASSES, QM, RDF, RDFS, SKOS, SSSOM, VOID, XKOS, XSD

if TYPE_CHECKING:
    from rdflib import Graph

CHECKED = frozenset(
    {
        *CLASSES.values(),
        *(SKOS + "Concept", SKOS + "ConceptScheme", VOID + "Linkset", SSSOM + "Mapping"),
        *(XKOS + "Correspondence", XKOS + "ConceptAssociation"),
    }
)
"""The classes that the shapes look at; a file without any of them was not checked at all."""
SHACL = "http://www.w3.org/ns/shacl#"
SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
_PHRASES = {
    "MinCount": "is missing",
    "MaxCount": "is given more than once",
    "Datatype": "{value} is of another datatype",
    "In": "{value} is not in the list",
    "Pattern": "{value} is not written as it should be",
    "Class": "{value} is not described as what it should be",
    "NodeKind": "{value} is not an IRI",
    "MinLength": "{value} is too short",
    "MaxLength": "{value} is too long",
    "MinInclusive": "{value} is too small",
    "MaxInclusive": "{value} is too large",
    "UniqueLang": "has several texts in one language",
    "HasValue": "does not have the value that is needed",
    "Equals": "{value} stands on one side only",
    "Disjoint": "{value} stands on both sides",
}
"""What each kind of constraint finds, in words."""


def validate_files(catalogue: Catalogue, paths: Sequence[Path]) -> tuple[int, list[Problem]]:
    """How many things that the shapes look at the files describe together, and everything that is wrong with them.

    What the files name and the catalogue describes is known, so that links may lead to its levels.
    """
    problems: list[Problem] = []
    places: dict[str, str] = {}
    quads: list[ox.Quad] = []
    for path in paths:
        try:
            own = list(read_quads(path))
        except RecordError as error:
            problems += error.problems
            continue
        if not {value_of(quad.object) for quad in own if quad.predicate.value == RDF + "type"} & CHECKED:
            message = "holds nothing that the shapes look at"
            remedy = "give things their classes, such as qm:Framework, qm:Level or skos:Concept; see docs/shapes.md"
            problems.append(Problem(str(path), None, "", message, remedy))
        for quad in own:
            places.setdefault(node_name(quad.subject), str(path))
        problems += _unknown_terms(path, own)
        quads += own
    known = _known(catalogue, quads, set(places))
    checked = {
        node_name(q.subject) for q in quads if q.predicate.value == RDF + "type" and value_of(q.object) in CHECKED
    }
    return len(checked), problems + findings([*quads, *known], places)


def findings(quads: Iterable[ox.Quad], places: dict[str, str]) -> list[Problem]:
    """What the shapes find wrong with the union of the graphs, for subjects that have a place (a file)."""
    import pyshacl
    from rdflib import Graph, URIRef

    logging.getLogger("rdflib.term").setLevel(logging.ERROR + 10)
    graph = Graph()
    for quad in quads:
        graph.add((rdflib_term(quad.subject), rdflib_term(quad.predicate), _safe(quad.object)))
    for triple in ox.parse(own_file("qualmap.ttl"), ox.RdfFormat.TURTLE):
        if triple.predicate == SUBCLASS:
            graph.add((rdflib_term(triple.subject), rdflib_term(triple.predicate), rdflib_term(triple.object)))
    try:
        _, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(), inplace=True, inference="none")
    except RecursionError:
        place = next(iter(places.values()), "")
        return [Problem(place, None, "", "chains too long to be followed", "shorten the chains of skos:broader")]
    assert isinstance(report, Graph)
    results = (_problem(report, result, places) for result in report.subjects(URIRef(SHACL + "focusNode"), None))
    return sorted({found for found in results if found is not None}, key=str)


@cache
def _shapes() -> Graph:
    from rdflib import Graph

    graph = Graph()
    for triple in ox.parse(own_file("shapes.ttl"), ox.RdfFormat.TURTLE):
        graph.add((rdflib_term(triple.subject), rdflib_term(triple.predicate), rdflib_term(triple.object)))
    return graph


def _problem(report: Graph, result: Any, places: dict[str, str]) -> Problem | None:
    from rdflib import URIRef

    def of(name: str) -> Any:
        return report.value(result, URIRef(SHACL + name))

    focus = _rdflib_name(of("focusNode"))
    if focus not in places:
        return None
    component = str(of("sourceConstraintComponent")).removeprefix(SHACL).removesuffix("ConstraintComponent")
    value = of("value")
    shown = repr(shorten(curie(str(value)) if isinstance(value, URIRef) else str(value), 60))
    path = of("resultPath")
    field = curie(str(path)) if isinstance(path, URIRef) else ""
    phrase = _PHRASES.get(component, "does not hold together").format(value=shown)
    name = "a node without IRI" if focus.startswith("_:") else shorten(curie(focus).strip("<>"), 160)
    return Problem(places[focus], None, printable(name), printable(f"{field} {phrase}".strip()), printable(_said(of)))


def _said(of: Any) -> str:
    return shorten(str(of("resultMessage") or ""), 400)


def _unknown_terms(path: Path, quads: Iterable[ox.Quad]) -> Iterator[Problem]:
    """Terms under our namespace that the vocabulary does not have: most often a slip of the pen."""
    minted = {node_name(triple.subject) for triple in ox.parse(own_file("qualmap.ttl"), ox.RdfFormat.TURTLE)}
    used: dict[str, str] = {}
    for quad in quads:
        kind = value_of(quad.object) if quad.predicate.value == RDF + "type" else quad.predicate.value
        used.setdefault(kind, node_name(quad.subject))
    names = [iri.removeprefix(QM) for iri in minted]
    for iri in sorted(used):
        if iri.startswith(QM) and iri not in minted:
            name = iri.removeprefix(QM)
            message = f"qm:{shorten(name, 60)} is not a term of the vocabulary"
            yield Problem(
                str(path), None, printable(curie(used[iri]).strip("<>")), printable(message), did_you_mean(name, names)
            )


def _known(catalogue: Catalogue, quads: Sequence[ox.Quad], described: set[str]) -> list[ox.Quad]:
    """What the catalogue says of the things that the files name and do not describe."""
    named = {value_of(quad.object) for quad in quads if value_of(quad.object).startswith(BASE)} - described
    instruments = tuple(one for one in catalogue.instruments if f"{BASE}instrument/{one.id}" in named)
    refs = {edition_of(iri) for iri in named if iri.startswith(BASE + "framework/") and iri.count("/") > 5}
    frameworks = {ref: catalogue.frameworks[ref] for ref in sorted(refs) if ref in catalogue.frameworks}
    if not frameworks and not instruments:
        return []
    part = replace(catalogue, frameworks=frameworks, tables=(), instruments=instruments)
    return [quad for quad in catalogue_quads(part) if node_name(quad.subject) not in described]


def _safe(value: Any) -> Any:
    """A term for rdflib, which would parse XML and HTML in literals: those keep their text alone."""
    if isinstance(value, ox.Literal) and not value.language and not value.datatype.value.startswith(XSD):
        from rdflib import Literal, URIRef

        return Literal(value.value, datatype=URIRef("urn:qualmap:not-parsed"))
    return rdflib_term(value)


def _rdflib_name(term: Any) -> str:
    from rdflib.term import BNode

    return f"_:{term}" if isinstance(term, BNode) else str(term)
