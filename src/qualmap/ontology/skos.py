"""The view that others already read: SKOS schemes of levels, XKOS associations that are SSSOM mappings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pyoxigraph as ox

from qualmap.ontology.graphs import RELIABILITY_GRAPH, REPORTED_GRAPH
from qualmap.ontology.iris import (
    ISCED,
    association_iri,
    awards_of,
    crosswalk_iri,
    edition_iri,
    escaped,
    level_iri,
    part_iris,
    source_iri,
    table_iri,
)
from qualmap.ontology.nodes import TYPE, decimal, known, words
from qualmap.ontology.terms import COUNTRY, DCT, OWL, QM, RDF, RDFS, SEMAPV, SKOS, SSSOM, XKOS
from qualmap.records import Assumptions, Framework, Level, Record, Referencing
from qualmap.records.referencing import IGNORED, reliability

NO_TERM = SSSOM + "NoTermFound"
MATCHES = {"narrower": SKOS + "broadMatch", "broader": SKOS + "narrowMatch"}
"""The SKOS property of a relation; all others are close matches, for none says that two levels are the same."""
CLOSE_MATCH = SKOS + "closeMatch"
MATCH_PROPERTIES = frozenset({CLOSE_MATCH, *MATCHES.values()})
_ASSOCIATION, _MAPPING, _AXIOM = (
    ox.NamedNode(kind) for kind in (XKOS + "ConceptAssociation", SSSOM + "Mapping", OWL + "Axiom")
)
_SOURCE_CONCEPT, _TARGET_CONCEPT = ox.NamedNode(XKOS + "sourceConcept"), ox.NamedNode(XKOS + "targetConcept")
_ANNOTATED_SOURCE, _ANNOTATED_PROPERTY, _ANNOTATED_TARGET = (
    ox.NamedNode(OWL + name) for name in ("annotatedSource", "annotatedProperty", "annotatedTarget")
)
_JUSTIFICATION = ox.NamedNode(SSSOM + "mapping_justification")
GraphOf = Callable[[Record], str]


def scheme(framework: Framework, graph_of: GraphOf) -> Iterator[ox.Quad]:
    """A framework edition as a concept scheme whose concepts are its levels; without levels it is no scheme."""
    ref, own = str(framework.ref), graph_of(framework)
    page = edition_iri(ref)
    if framework.levels:
        yield _link(page, RDF + "type", SKOS + "ConceptScheme", own)
    yield _text(page, SKOS + "prefLabel", framework.name, own)
    for code in framework.countries:
        yield from country_of(page, code, own)
    codes = {level.code for level in framework.levels}
    for level in framework.levels:
        yield from _concept(framework, level, codes, graph_of(level))
    ranks: dict[int, list[Level]] = {}
    for level in framework.levels:
        ranks.setdefault(level.rank, []).append(level)
    for lower, upper in pairwise(sorted(ranks)):
        for one in ranks[lower]:
            for other in ranks[upper]:
                graphs = {graph_of(one), graph_of(other)}
                graph = REPORTED_GRAPH if REPORTED_GRAPH in graphs else graphs.pop()
                yield _link(level_iri(ref, one.code), XKOS + "next", level_iri(ref, other.code), graph)
    for iri, award in awards_of(framework):
        if award.isced is not None:
            yield _link(iri, QM + "iscedLevel", f"{ISCED}#level-{award.isced}", REPORTED_GRAPH)


def _concept(framework: Framework, level: Level, codes: set[str], graph: str) -> Iterator[ox.Quad]:
    page, concept = edition_iri(str(framework.ref)), level_iri(str(framework.ref), level.code)
    yield _link(concept, RDF + "type", SKOS + "Concept", graph)
    yield _link(concept, SKOS + "inScheme", page, graph)
    yield _text(concept, SKOS + "prefLabel", f"{framework.name}, level {level.code}", graph)
    if level.parent is None or level.parent in codes:
        yield _link(concept, SKOS + "topConceptOf", page, graph)
        yield _link(page, SKOS + "hasTopConcept", concept, graph)
        return
    group = f"{page}#levels-{escaped(level.parent)}"
    yield _link(group, RDF + "type", SKOS + "Concept", graph)
    yield _link(group, SKOS + "inScheme", page, graph)
    yield _link(group, SKOS + "topConceptOf", page, graph)
    yield _text(group, SKOS + "prefLabel", f"{framework.name}, levels {level.parent}", graph)
    yield _link(group, SKOS + "narrower", concept, graph)
    yield _link(page, SKOS + "hasTopConcept", group, graph)
    yield _link(concept, SKOS + "broader", group, graph)


def associations(table: Referencing, graph_of: GraphOf, assumed: Assumptions) -> Iterator[ox.Quad]:
    """Each pair of levels of a table that counts, and how far it is trusted.

    A table that must not be used is a correspondence without associations.
    """
    page = table_iri(table.id)
    ends = edition_iri(table.origin), edition_iri(table.destination)
    kind = graph_of(table)
    yield _link(page, RDF + "type", XKOS + "Correspondence", kind)
    yield _link(page, DCT + "isPartOf", crosswalk_iri(table.origin, table.destination), kind)
    for end in ends:
        yield _link(page, XKOS + "compares", end, kind)
    if table.status in IGNORED:
        return
    for link in table.links:
        graph, source = graph_of(link), table.source_of(link.source)
        unchecked = source.verification == "recalled"
        for target in link.targets or (None,):
            iri = association_iri(page, link.level, target)
            yield from association(
                iri,
                level_iri(table.origin, link.level),
                None if target is None else level_iri(table.destination, target),
                MATCHES.get(link.relation, CLOSE_MATCH),
                "UnspecifiedMatching" if unchecked else "ManualMappingCuration",
                graph,
            )
            yield _link(page, XKOS + "madeOf", iri, graph)
            yield _link(iri, DCT + "isPartOf", part_iris(page, page, "links", (link,))[0], graph)
            yield _link(iri, DCT + "source", source_iri(page, link.source), graph)
            if source.url:
                yield _link(iri, RDFS + "seeAlso", source.url, graph)
            yield ox.Quad(
                ox.NamedNode(iri),
                ox.NamedNode(SSSOM + "confidence"),
                decimal(reliability(table, link, assumed)),
                ox.NamedNode(RELIABILITY_GRAPH),
            )


def association(
    iri: str, origin: str, destination: str | None, match: str, justification: str, graph: str
) -> list[ox.Quad]:
    """One pair of levels as an XKOS association and SSSOM mapping, with the plain SKOS match beside it."""
    quad, node, place = ox.Quad, ox.NamedNode(iri), known(graph)
    one, how, other = known(origin), known(match), known(destination or NO_TERM)
    quads = [
        quad(node, TYPE, _ASSOCIATION, place),
        quad(node, TYPE, _MAPPING, place),
        quad(node, TYPE, _AXIOM, place),
        quad(node, _SOURCE_CONCEPT, one, place),
        quad(node, _ANNOTATED_SOURCE, one, place),
        quad(node, _ANNOTATED_PROPERTY, how, place),
        quad(node, _ANNOTATED_TARGET, other, place),
        quad(node, _JUSTIFICATION, known(SEMAPV + justification), place),
    ]
    if destination is not None:
        quads += quad(node, _TARGET_CONCEPT, other, place), quad(one, how, other, place)
    return quads


def country_of(iri: str, alpha_2: str, graph: str) -> Iterator[ox.Quad]:
    """The EU's IRI of a country; none where ISO 3166-1 has no such country."""
    import pycountry

    found = pycountry.countries.get(alpha_2=alpha_2)
    if found:
        yield _link(iri, DCT + "spatial", COUNTRY + found.alpha_3, graph)


def _link(subject: str, predicate: str, value: str, graph: str) -> ox.Quad:
    return ox.Quad(known(subject), known(predicate), known(value), known(graph))


def _text(subject: str, predicate: str, text: str, graph: str) -> ox.Quad:
    return ox.Quad(known(subject), known(predicate), words(text), known(graph))
