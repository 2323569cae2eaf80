"""A level's answer in a crosswalk as XKOS associations and SSSOM mappings, in the graph of its basis."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.ontology.iris import association_iri, crosswalk_iri, level_iri
from qualmap.ontology.nodes import decimal, known
from qualmap.ontology.skos import CLOSE_MATCH, MATCHES, association
from qualmap.ontology.terms import DCT, GRAPH, QM, SSSOM

_CONFIDENCE = known(SSSOM + "confidence")
_ANSWER_CONFIDENCE, _CONFIDENCE_BASIS = known(QM + "answerConfidence"), known(QM + "confidenceBasis")
JUSTIFICATIONS = {"composed": "MappingChaining", "inferred": "CompositeMatching"}
"""How an answer was come by, as SSSOM names it; what a table states was curated by hand."""


def match_quads(crosswalk: Crosswalk, mapping: Mapping) -> Iterator[ox.Quad]:
    """One match for each answer level; nothing for a level without counterpart, or of which nothing is known."""
    origin, destination = str(crosswalk.origin), str(crosswalk.destination)
    page, graph = crosswalk_iri(origin, destination), f"{GRAPH}{mapping.basis}"
    match = MATCHES.get(mapping.relation or "", CLOSE_MATCH)
    why = JUSTIFICATIONS.get(mapping.basis or "", "ManualMappingCuration")
    sure, basis = decimal(mapping.confidence or 0.0), ox.Literal(mapping.confidence_basis or "")
    for target in mapping.destination_levels or ():
        iri = association_iri(page, mapping.origin_level, target)
        ends = level_iri(origin, mapping.origin_level), level_iri(destination, target)
        yield from association(iri, *ends, match, why, graph)
        node = ox.NamedNode(iri)
        yield ox.Quad(node, known(DCT + "isPartOf"), known(page), known(graph))
        yield from confidence(node, (mapping.distribution or {})[target], sure, basis, graph)


def confidence(
    node: ox.NamedNode, share: float, sure: ox.Literal, basis: ox.Literal, graph: str
) -> tuple[ox.Quad, ...]:
    """What is said of a pair of an answer: how probable this one level is, and how sure the whole answer."""
    place = known(graph)
    return (
        ox.Quad(node, _CONFIDENCE, decimal(share), place),
        ox.Quad(node, _ANSWER_CONFIDENCE, sure, place),
        ox.Quad(node, _CONFIDENCE_BASIS, basis, place),
    )
