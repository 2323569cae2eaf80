"""Records -> RDF: every field of every record, and the SKOS view that others already read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from qualmap.catalog import Catalogue
from qualmap.crosswalk.evidence import IGNORED, is_official
from qualmap.ontology.terms import (
    CLASSES,
    COUNTRY,
    DCT,
    FIELDS,
    FRAMEWORKS_GRAPH,
    OFFICIAL_GRAPH,
    POSITION,
    PREFIXES,
    RDF,
    RECOGNITION_GRAPH,
    REPORTED_GRAPH,
    SKOS,
    XSD,
    edition_iri,
    instrument_iri,
    level_iri,
    table_iri,
)
from qualmap.records import Framework, Instrument, Link, Record, Referencing

if TYPE_CHECKING:
    from rdflib import Dataset

TYPE = ox.NamedNode(RDF + "type")
_MATCH = {
    "equal": "closeMatch",
    "spans": "closeMatch",
    "split": "closeMatch",
    "narrower": "broadMatch",
    "broader": "narrowMatch",
}


def catalogue_quads(catalogue: Catalogue) -> list[ox.Quad]:
    """The whole catalogue as quads, sorted, without blank nodes: the same bytes from the same records."""
    quads: set[ox.Quad] = set()
    for framework in catalogue.frameworks.values():
        quads.update(framework_quads(framework))
    for table in catalogue.tables:
        quads.update(table_quads(table))
    for instrument in catalogue.instruments:
        quads.update(instrument_quads(instrument))
    return sorted(quads, key=lambda quad: tuple(map(str, (quad.graph_name, quad.subject, quad.predicate, quad.object))))


def framework_quads(framework: Framework) -> Iterator[ox.Quad]:
    """One framework edition: its record, and a SKOS concept scheme whose concepts are its levels."""
    ref = str(framework.ref)
    scheme, graph = edition_iri(ref), ox.NamedNode(FRAMEWORKS_GRAPH)
    yield from _node(framework, scheme, graph, owner=scheme, editions=(ref, ref))
    yield from _triples(graph, scheme, (RDF + "type", ox.NamedNode(SKOS + "ConceptScheme")))
    yield from _triples(graph, scheme, (SKOS + "prefLabel", ox.Literal(framework.name, language="en")))
    for code in framework.countries:
        alpha_3 = _alpha_3(code)
        if alpha_3:
            yield from _triples(graph, scheme, (DCT + "spatial", ox.NamedNode(COUNTRY + alpha_3)))
    lowest = {level.code for level in framework.levels}
    for level in framework.levels:
        concept = level_iri(ref, level.code)
        yield from _triples(
            graph,
            concept,
            (RDF + "type", ox.NamedNode(SKOS + "Concept")),
            (SKOS + "inScheme", ox.NamedNode(scheme)),
            (SKOS + "prefLabel", ox.Literal(f"{framework.name}, level {level.code}", language="en")),
        )
        if level.parent is None or level.parent in lowest:
            yield from _triples(graph, concept, (SKOS + "topConceptOf", ox.NamedNode(scheme)))
            yield from _triples(graph, scheme, (SKOS + "hasTopConcept", ox.NamedNode(concept)))
        else:
            group = f"{scheme}/level-group/{level.parent}"
            yield from _triples(
                graph,
                group,
                (RDF + "type", ox.NamedNode(SKOS + "Concept")),
                (SKOS + "inScheme", ox.NamedNode(scheme)),
                (SKOS + "topConceptOf", ox.NamedNode(scheme)),
                (SKOS + "prefLabel", ox.Literal(f"{framework.name}, levels {level.parent}", language="en")),
                (SKOS + "narrower", ox.NamedNode(concept)),
            )
            yield from _triples(graph, scheme, (SKOS + "hasTopConcept", ox.NamedNode(group)))
            yield from _triples(graph, concept, (SKOS + "broader", ox.NamedNode(group)))


def table_quads(table: Referencing) -> Iterator[ox.Quad]:
    """One table: official links in the official graph, all others in the reported one; SKOS matches beside them."""
    frameworks = ox.NamedNode(FRAMEWORKS_GRAPH)
    iri = table_iri(table.id)
    yield from _node(table, iri, frameworks, owner=iri, editions=(table.origin, table.destination))
    for link in table.links:
        if table.status in IGNORED or link.relation == "unlinked":
            continue
        graph = ox.NamedNode(_graph_of(table, link))
        for target in link.targets:
            match = ox.NamedNode(level_iri(table.destination, target))
            yield from _triples(graph, level_iri(table.origin, link.level), (SKOS + _MATCH[link.relation], match))


def instrument_quads(instrument: Instrument) -> Iterator[ox.Quad]:
    """One recognition instrument with its parties."""
    iri = instrument_iri(instrument.id)
    yield from _node(instrument, iri, ox.NamedNode(RECOGNITION_GRAPH), owner=iri, editions=("", ""))


def _graph_of(table: Referencing, link: Link) -> str:
    return OFFICIAL_GRAPH if is_official(table, link) else REPORTED_GRAPH


def _node(record: Record, iri: str, graph: ox.NamedNode, owner: str, editions: tuple[str, str]) -> Iterator[ox.Quad]:
    """Every field of a record as triples; nested records become nodes below it."""
    yield from _triples(graph, iri, (RDF + "type", ox.NamedNode(CLASSES[type(record)])))
    for field, term in FIELDS[type(record)].items():
        value = getattr(record, field)
        values = value if isinstance(value, tuple) and not hasattr(value, "_fields") else (value,)
        for position, item in enumerate(item for item in values if item is not None):
            if term.shape != "node":
                yield from _triples(graph, iri, (term.predicate, _value(term.shape, item, owner, editions)))
                continue
            place = graph
            if isinstance(record, Referencing) and isinstance(item, Link):
                place = ox.NamedNode(_graph_of(record, item))
            child = _child_iri(iri, field, item, position, editions)
            yield from _triples(graph, iri, (term.predicate, ox.NamedNode(child)))
            yield from _triples(place, child, (POSITION, ox.Literal(position)))
            yield from _node(item, child, place, owner, editions)


def _value(shape: str, value: Any, owner: str, editions: tuple[str, str]) -> ox.NamedNode | ox.Literal:
    if shape == "iri":
        return ox.NamedNode(value)
    if shape == "integer":
        return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))
    if shape == "source":
        return ox.NamedNode(f"{owner}/source/{value}")
    if shape == "level":
        return ox.NamedNode(level_iri(editions[0], value))
    if shape == "destination-level":
        return ox.NamedNode(level_iri(editions[1], value))
    if shape == "instrument":
        return ox.NamedNode(instrument_iri(value))
    if shape == "edition":
        return ox.NamedNode(edition_iri(value))
    return ox.Literal(str(value))


def _child_iri(parent: str, field: str, child: Record, position: int, editions: tuple[str, str]) -> str:
    if field == "levels":
        return level_iri(editions[0], child.code)  # type: ignore[attr-defined]
    if field == "sources":
        return f"{parent}/source/{child.id}"  # type: ignore[attr-defined]
    return f"{parent}/{field.replace('_', '-')}/{position}"


def _triples(graph: ox.NamedNode, subject: str, *pairs: tuple[str, ox.NamedNode | ox.Literal]) -> Iterator[ox.Quad]:
    for predicate, value in pairs:
        yield ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, graph)


def _alpha_3(alpha_2: str) -> str | None:
    import pycountry

    found = pycountry.countries.get(alpha_2=alpha_2)
    return found.alpha_3 if found else None


# -- out ------------------------------------------------------------------------------------------

FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""File endings that ``build`` writes. Turtle has no named graphs: it holds their union."""


def serialize(quads: Iterable[ox.Quad], ending: str, stream: IO[bytes]) -> None:
    """Write quads in the format of a file ending."""
    rdf_format = FORMATS[ending]
    if not rdf_format.supports_datasets:
        triples = {quad.triple for quad in quads}
        ordered = sorted(triples, key=lambda triple: tuple(map(str, (triple.subject, triple.predicate, triple.object))))
        ox.serialize(ordered, stream, rdf_format, prefixes=PREFIXES)
    else:
        ox.serialize(quads, stream, rdf_format, prefixes=PREFIXES)


def to_dataset(catalogue: Catalogue) -> Dataset:
    """The catalogue as an rdflib Dataset with its named graphs."""
    from rdflib import Dataset, Literal, URIRef

    def term(value: Any) -> Any:
        if isinstance(value, ox.NamedNode):
            return URIRef(value.value)
        plain = value.datatype.value == XSD + "string" or value.language
        return Literal(value.value, lang=value.language, datatype=None if plain else URIRef(value.datatype.value))

    dataset = Dataset()
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri)
    for quad in catalogue_quads(catalogue):
        graph = dataset.graph(term(quad.graph_name))
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return dataset
