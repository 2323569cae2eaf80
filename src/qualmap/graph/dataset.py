"""The description of the graph itself: DCAT and VoID for its parts, PROV for how it was made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from qualmap._version import __version__
from qualmap.catalog import Catalogue
from qualmap.ontology.formats import FORMATS, GZIP, own_file
from qualmap.ontology.graphs import (
    APART_GRAPHS,
    COMPOSED_GRAPH,
    DATASET_GRAPH,
    GRAPHS,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    OTHER_TERMS,
)
from qualmap.ontology.iris import DATASET, ISCED, crosswalk_iri, edition_iri, edition_of, escaped
from qualmap.ontology.nodes import day, decimal, known, whole, words
from qualmap.ontology.skos import MATCH_PROPERTIES
from qualmap.ontology.terms import BASE, DCAT, DCT, FOAF, ONTOLOGY, PROV, QM, RDF, RDFS, SKOS, VOID, XKOS

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
TITLE = "qualmap: qualifications frameworks, the links between their levels, and who says so"
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
            if quad.predicate.value in MATCH_PROPERTIES:
                self.matches[_scheme_of(quad.subject), _scheme_of(quad.object)][quad.predicate.value] += 1
        return quads


def _scheme_of(level: Any) -> str:
    return str(level.value).partition("/level/")[0]


def ontology_quads(catalogue: Catalogue) -> list[ox.Quad]:
    """The vocabulary with its version, and the ISCED levels that it names."""
    text = own_file("qualmap.ttl")
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    quads = [ox.Quad(q.subject, q.predicate, q.object, graph) for q in ox.parse(text, ox.RdfFormat.TURTLE)]
    about = _Describer(ONTOLOGY_GRAPH)
    about.add(ONTOLOGY, DCT + "modified", day(catalogue.date))
    about.add(ISCED, RDF + "type", known(SKOS + "ConceptScheme"))
    about.add(ISCED, SKOS + "prefLabel", words("ISCED 2011, levels of education"))
    about.add(ISCED, SKOS + "note", words("UNESCO's classification. No IRIs of its own were found, so these are ours."))
    for number, name in enumerate(ISCED_LEVELS):
        level = f"{ISCED}#level-{number}"
        about.add(level, RDF + "type", known(SKOS + "Concept"))
        about.add(level, SKOS + "inScheme", known(ISCED))
        about.add(level, SKOS + "topConceptOf", known(ISCED))
        about.add(ISCED, SKOS + "hasTopConcept", known(level))
        about.add(level, SKOS + "notation", ox.Literal(str(number)))
        about.add(level, SKOS + "prefLabel", words(f"ISCED 2011 level {number}: {name}"))
    return sorted([*quads, *about.quads], key=str)


def dataset_quads(catalogue: Catalogue, census: Census, extent: str) -> list[ox.Quad]:
    """What the data set is, what it holds and how it was made, once its statements are counted."""
    about = _Describer(DATASET_GRAPH)
    graphs = {name: text for name, text in GRAPHS.items() if name not in APART_GRAPHS or census.graphs[name]}
    _dataset(about, catalogue, [OTHER_TERMS[name] for name in graphs if name in OTHER_TERMS])
    _making(about, catalogue, extent)
    for graph, meaning in graphs.items():
        if graph in OTHER_TERMS:
            about.add(graph, DCT + "rights", words(OTHER_TERMS[graph]))
        else:
            about.add(graph, DCT + "license", known(LICENCE))
        about.add(graph, RDF + "type", known(VOID + "Dataset"))
        about.add(graph, DCT + "title", words(graph.removeprefix(BASE)))
        about.add(graph, DCT + "description", words(meaning))
        about.add(DATASET, VOID + "subset", known(graph))
        if graph != DATASET_GRAPH:
            about.add(graph, VOID + "triples", whole(census.graphs[graph]))
    for graph in COMPUTED:
        about.add(graph, PROV + "wasGeneratedBy", known(DATASET + "#inference"))
    for table in catalogue.tables:
        census.matches[edition_iri(table.origin), edition_iri(table.destination)].update()
    for ends, matches in sorted(census.matches.items()):
        _crosswalk(about, ends, matches)
    total = sum(census.graphs.values()) + len(about.quads) + 1  # with this statement
    about.add(DATASET, VOID + "triples", whole(total))
    return list(about.quads)


def _dataset(about: _Describer, catalogue: Catalogue, other_terms: Sequence[str]) -> None:
    """What it is, and on what terms: under one licence, or as each of its named graphs says."""
    for kind in (DCAT + "Dataset", VOID + "Dataset", PROV + "Entity"):
        about.add(DATASET, RDF + "type", known(kind))
    publisher = DATASET + "#publisher"
    about.add(publisher, RDF + "type", known(FOAF + "Organization"))
    about.add(publisher, FOAF + "name", ox.Literal("The qualmap developers"))
    about.add(DATASET, DCT + "publisher", known(publisher))
    about.add(DATASET, DCT + "title", words(TITLE))
    about.add(
        DATASET,
        DCT + "description",
        words("Each statement has its source, and stands in a graph that says what kind of statement it is."),
    )
    _terms(about, DATASET, other_terms)
    about.add(DATASET, DCT + "modified", day(catalogue.date))
    about.add(DATASET, DCAT + "version", ox.Literal(catalogue.version))
    about.add(DATASET, VOID + "uriSpace", ox.Literal(BASE))
    about.add(DATASET, FOAF + "homepage", known(BASE))
    for vocabulary in (SKOS, XKOS, "https://w3id.org/sssom/", DCT, DCAT, VOID, PROV, QM):
        about.add(DATASET, VOID + "vocabulary", known(vocabulary))
    for ending, form in FORMATS.items():
        copy, address = f"{DATASET}#copy-{ending.removeprefix('.')}", f"{BASE}dumps/qualmap{ending}.gz"
        about.add(DATASET, DCAT + "distribution", known(copy))
        about.add(DATASET, VOID + "dataDump", known(address))
        about.add(copy, RDF + "type", known(DCAT + "Distribution"))
        about.add(copy, DCT + "title", words(form.name))
        _terms(about, copy, other_terms)
        about.add(copy, DCAT + "downloadURL", known(address))
        about.add(copy, DCAT + "accessURL", known(address))
        about.add(copy, DCAT + "mediaType", known(MEDIA_TYPES + form.media_type))
        about.add(copy, DCAT + "compressFormat", known(MEDIA_TYPES + GZIP))


def _terms(about: _Describer, part: str, other_terms: Sequence[str]) -> None:
    """The licence of the whole; where some graphs have other terms, none covers it and all are said."""
    if not other_terms:
        about.add(part, DCT + "license", known(LICENCE))
        return
    about.add(part, DCT + "rights", words("Each named graph says its terms: CC0 1.0, but for the following."))
    for terms in other_terms:
        about.add(part, DCT + "rights", words(terms))


def _making(about: _Describer, catalogue: Catalogue, extent: str) -> None:
    """The tool, and what it computed with which parameters."""
    tool, inference = DATASET + "#tool", DATASET + "#inference"
    about.add(tool, RDF + "type", known(PROV + "SoftwareAgent"))
    about.add(tool, FOAF + "name", ox.Literal("qualmap"))
    about.add(tool, DCAT + "version", ox.Literal(__version__))
    about.add(DATASET, PROV + "wasAttributedTo", known(tool))
    about.add(inference, RDF + "type", known(PROV + "Activity"))
    about.add(inference, DCT + "title", words(f"Answers computed by qualmap {__version__}; crosswalks: {extent}"))
    about.add(inference, PROV + "wasAssociatedWith", known(tool))
    for graph in GRAPHS:
        if graph not in (*COMPUTED, *APART_GRAPHS, DATASET_GRAPH, ONTOLOGY_GRAPH):
            about.add(inference, PROV + "used", known(graph))
    for name, value, meaning in _numbers(catalogue):
        parameter = f"{DATASET}#parameter-{escaped(name.replace(' ', '-').replace('_', '-'))}"
        about.add(inference, PROV + "used", known(parameter))
        about.add(parameter, RDF + "type", known(QM + "Parameter"))
        about.add(parameter, RDFS + "label", words(name.replace("_", " ")))
        about.add(parameter, DCT + "description", words(meaning))
        about.add(parameter, RDF + "value", decimal(value))


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
    about.add(iri, RDF + "type", known(XKOS + "Correspondence"))
    about.add(iri, DCT + "title", words(f"Crosswalk from {origin} to {destination}"))
    for end in ends:
        about.add(iri, XKOS + "compares", known(end))
    if not matches:
        return
    for end in ends:
        about.add(end, RDF + "type", known(VOID + "Dataset"))
    about.add(iri, RDF + "type", known(VOID + "Linkset"))
    about.add(iri, VOID + "subjectsTarget", known(ends[0]))
    about.add(iri, VOID + "objectsTarget", known(ends[1]))
    about.add(DATASET, VOID + "subset", known(iri))
    about.add(iri, VOID + "triples", whole(sum(matches.values())))
    for match in matches:
        about.add(iri, VOID + "linkPredicate", known(match))


class _Describer:
    """Collects statements of one graph, each once, in the order in which they come."""

    def __init__(self, graph: str) -> None:
        self._graph = known(graph)
        self.quads: dict[ox.Quad, None] = {}

    def add(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        """One statement."""
        self.quads[ox.Quad(known(subject), known(predicate), value, self._graph)] = None
