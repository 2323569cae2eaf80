"""The description of the graph itself: DCAT and VoID for its parts, PROV for how it was made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

import pyoxigraph as ox

from qualmap._version import __version__
from qualmap.catalog import Catalogue
from qualmap.ontology.formats import FORMATS, GZIP
from qualmap.ontology.iris import DATASET, ISCED, crosswalk_iri, edition_iri, edition_of, escaped, known
from qualmap.ontology.terms import (
    BASE,
    COMPOSED_GRAPH,
    DATASET_GRAPH,
    DCAT,
    DCT,
    FOAF,
    GRAPHS,
    INFERRED_GRAPH,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    PROV,
    QM,
    RDF,
    RDFS,
    SKOS,
    VOID,
    XKOS,
    XSD,
)

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
TITLE = "qualmap: qualifications frameworks, the links between their levels, and who says so"
MATCHES = frozenset(SKOS + name for name in ("closeMatch", "broadMatch", "narrowMatch"))
COMPUTED = (COMPOSED_GRAPH, INFERRED_GRAPH)
ISCED_LEVELS = (
    "early childhood education",
    "primary education",
    "lower secondary education",
    "upper secondary education",
    "post-secondary non-tertiary education",
    "short-cycle tertiary education",
    "bachelor's or equivalent",
    "master's or equivalent",
    "doctoral or equivalent",
)
"""The levels of the International Standard Classification of Education (UNESCO, 2011), from 0."""


class Census:
    """Counts of statements in each graph, and of matches between two schemes by their property.

    Two schemes are there too when no level of the one has a counterpart in the other.
    """

    def __init__(self) -> None:
        self.graphs: Counter[str] = Counter()
        self.matches: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def count(self, quads: Sequence[ox.Quad]) -> Sequence[ox.Quad]:
        """Count recorded statements; gives the same ones back."""
        for quad in quads:
            self.graphs[quad.graph_name.value] += 1  # type: ignore[union-attr]
            if quad.predicate.value in MATCHES:
                self.matches[_scheme_of(quad.subject), _scheme_of(quad.object)][quad.predicate.value] += 1
        return quads


def _scheme_of(level: Any) -> str:
    return str(level.value).partition("/level/")[0]


def ontology_quads(catalogue: Catalogue) -> list[ox.Quad]:
    """The vocabulary with its version, and the ISCED levels that it names."""
    text = files("qualmap.ontology").joinpath("qualmap.ttl").read_bytes()
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    quads = [ox.Quad(q.subject, q.predicate, q.object, graph) for q in ox.parse(text, ox.RdfFormat.TURTLE)]
    about = _Describer(ONTOLOGY_GRAPH)
    about.add(ONTOLOGY, DCT + "modified", _day(catalogue.date))
    about.add(ISCED, RDF + "type", _iri(SKOS + "ConceptScheme"))
    about.add(ISCED, SKOS + "prefLabel", _text("ISCED 2011, levels of education"))
    about.add(ISCED, SKOS + "note", _text("UNESCO's classification. No IRIs of its own were found, so these are ours."))
    for number, name in enumerate(ISCED_LEVELS):
        level = f"{ISCED}#level-{number}"
        about.add(level, RDF + "type", _iri(SKOS + "Concept"))
        about.add(level, SKOS + "inScheme", _iri(ISCED))
        about.add(level, SKOS + "topConceptOf", _iri(ISCED))
        about.add(ISCED, SKOS + "hasTopConcept", _iri(level))
        about.add(level, SKOS + "notation", ox.Literal(str(number)))
        about.add(level, SKOS + "prefLabel", _text(f"ISCED 2011 level {number}: {name}"))
    return sorted([*quads, *about.quads], key=str)


def dataset_quads(catalogue: Catalogue, census: Census, extent: str) -> list[ox.Quad]:
    """What the data set is, what it holds and how it was made, once its statements are counted."""
    about = _Describer(DATASET_GRAPH)
    _dataset(about, catalogue)
    _making(about, catalogue, extent)
    for graph, meaning in GRAPHS.items():
        about.add(graph, RDF + "type", _iri(VOID + "Dataset"))
        about.add(graph, DCT + "title", _text(graph.removeprefix(BASE)))
        about.add(graph, DCT + "description", _text(meaning))
        about.add(DATASET, VOID + "subset", _iri(graph))
        if graph != DATASET_GRAPH:
            about.add(graph, VOID + "triples", _integer(census.graphs[graph]))
    for graph in COMPUTED:
        about.add(graph, PROV + "wasGeneratedBy", _iri(DATASET + "#inference"))
    for table in catalogue.tables:
        census.matches[edition_iri(table.origin), edition_iri(table.destination)].update()
    for ends, matches in sorted(census.matches.items()):
        _crosswalk(about, ends, matches)
    whole = sum(census.graphs.values()) + len(about.quads) + 1  # with this statement
    about.add(DATASET, VOID + "triples", _integer(whole))
    return list(about.quads)


def _dataset(about: _Describer, catalogue: Catalogue) -> None:
    for kind in (DCAT + "Dataset", VOID + "Dataset", PROV + "Entity"):
        about.add(DATASET, RDF + "type", _iri(kind))
    publisher = DATASET + "#publisher"
    about.add(publisher, RDF + "type", _iri(FOAF + "Organization"))
    about.add(publisher, FOAF + "name", ox.Literal("The qualmap developers"))
    about.add(DATASET, DCT + "publisher", _iri(publisher))
    about.add(DATASET, DCT + "title", _text(TITLE))
    about.add(
        DATASET,
        DCT + "description",
        _text("Each statement has its source, and stands in a graph that says what kind of statement it is."),
    )
    about.add(DATASET, DCT + "license", _iri(LICENCE))
    about.add(DATASET, DCT + "modified", _day(catalogue.date))
    about.add(DATASET, DCAT + "version", ox.Literal(catalogue.version))
    about.add(DATASET, VOID + "uriSpace", ox.Literal(BASE))
    about.add(DATASET, FOAF + "homepage", _iri(BASE))
    for vocabulary in (SKOS, XKOS, "https://w3id.org/sssom/", DCT, DCAT, VOID, PROV, QM):
        about.add(DATASET, VOID + "vocabulary", _iri(vocabulary))
    for ending, form in FORMATS.items():
        copy, address = f"{DATASET}#copy-{ending.removeprefix('.')}", f"{BASE}dumps/qualmap{ending}.gz"
        about.add(DATASET, DCAT + "distribution", _iri(copy))
        about.add(DATASET, VOID + "dataDump", _iri(address))
        about.add(copy, RDF + "type", _iri(DCAT + "Distribution"))
        about.add(copy, DCT + "title", _text(form.name))
        about.add(copy, DCT + "license", _iri(LICENCE))
        about.add(copy, DCAT + "downloadURL", _iri(address))
        about.add(copy, DCAT + "accessURL", _iri(address))
        about.add(copy, DCAT + "mediaType", _iri(MEDIA_TYPES + form.media_type))
        about.add(copy, DCAT + "compressFormat", _iri(MEDIA_TYPES + GZIP))


def _making(about: _Describer, catalogue: Catalogue, extent: str) -> None:
    """The tool, and what it computed with which parameters."""
    tool, inference = DATASET + "#tool", DATASET + "#inference"
    about.add(tool, RDF + "type", _iri(PROV + "SoftwareAgent"))
    about.add(tool, FOAF + "name", ox.Literal("qualmap"))
    about.add(tool, DCAT + "version", ox.Literal(__version__))
    about.add(DATASET, PROV + "wasAttributedTo", _iri(tool))
    about.add(inference, RDF + "type", _iri(PROV + "Activity"))
    about.add(inference, DCT + "title", _text(f"Answers computed by qualmap {__version__}; crosswalks: {extent}"))
    about.add(inference, PROV + "wasAssociatedWith", _iri(tool))
    for graph in GRAPHS:
        if graph not in (*COMPUTED, DATASET_GRAPH, ONTOLOGY_GRAPH):
            about.add(inference, PROV + "used", _iri(graph))
    for name, value, meaning in _numbers(catalogue):
        parameter = f"{DATASET}#parameter-{escaped(name.replace(' ', '-').replace('_', '-'))}"
        about.add(inference, PROV + "used", _iri(parameter))
        about.add(parameter, RDF + "type", _iri(QM + "Parameter"))
        about.add(parameter, RDFS + "label", _text(name.replace("_", " ")))
        about.add(parameter, DCT + "description", _text(meaning))
        about.add(parameter, RDF + "value", ox.Literal(f"{value:.6f}", datatype=ox.NamedNode(XSD + "decimal")))


def _numbers(catalogue: Catalogue) -> Iterator[tuple[str, float, str]]:
    """Every number that answers hang on: its name, its value, and whether it was fitted or is assumed, and why."""
    parameters = catalogue.parameters
    fitted = f"Fitted. {parameters.fitted_on}"
    for name, value in parameters:
        if isinstance(value, float):
            yield name, value, fitted
    for anchor in parameters.anchors:
        yield f"anchor {anchor.type} mean", anchor.mean, fitted
        yield f"anchor {anchor.type} variance", anchor.variance, fitted
    for item in catalogue.assumptions.assumptions:
        yield item.id, item.value, f"Assumed. {item.reason}"


def _crosswalk(about: _Describer, ends: tuple[str, str], matches: Counter[str]) -> None:
    """All that leads from one scheme to another, recorded and computed; a linkset, if any match does."""
    origin, destination = (edition_of(end) for end in ends)
    iri = crosswalk_iri(origin, destination)
    about.add(iri, RDF + "type", _iri(XKOS + "Correspondence"))
    about.add(iri, DCT + "title", _text(f"Crosswalk from {origin} to {destination}"))
    for end in ends:
        about.add(iri, XKOS + "compares", _iri(end))
    if not matches:
        return
    for end in ends:
        about.add(end, RDF + "type", _iri(VOID + "Dataset"))
    about.add(iri, RDF + "type", _iri(VOID + "Linkset"))
    about.add(iri, VOID + "subjectsTarget", _iri(ends[0]))
    about.add(iri, VOID + "objectsTarget", _iri(ends[1]))
    about.add(DATASET, VOID + "subset", _iri(iri))
    about.add(iri, VOID + "triples", _integer(sum(matches.values())))
    for match in matches:
        about.add(iri, VOID + "linkPredicate", _iri(match))


class _Describer:
    """Collects statements of one graph, each once, in the order in which they come."""

    def __init__(self, graph: str) -> None:
        self._graph = known(graph)
        self.quads: dict[ox.Quad, None] = {}

    def add(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        """One statement."""
        self.quads[ox.Quad(known(subject), known(predicate), value, self._graph)] = None


def _iri(value: str) -> ox.NamedNode:
    return known(value)


def _text(value: str) -> ox.Literal:
    return ox.Literal(value, language="en")


def _day(value: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + "date"))


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))
