"""A level's answer in a crosswalk as XKOS associations and SSSOM mappings, in the graph of its basis."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from qualmap.ontology.iris import association_iri, crosswalk_iri, level_iri
from qualmap.ontology.skos import CLOSE_MATCH, MATCHES, association, number
from qualmap.ontology.terms import DCT, GRAPH, QM, SSSOM
from qualmap.records import Crosswalk, Mapping
from qualmap.records.results import FrameworkName

JUSTIFICATIONS = {"composed": "MappingChaining", "inferred": "CompositeMatching"}
"""How an answer was come by, as SSSOM names it; what a table states was curated by hand."""


def match_quads(crosswalk: Crosswalk, mapping: Mapping) -> Iterator[ox.Quad]:
    """One match for each answer level; nothing for a level without counterpart, or of which nothing is known."""
    origin, destination = reference(crosswalk.origin), reference(crosswalk.destination)
    page, graph = crosswalk_iri(origin, destination), f"{GRAPH}{mapping.basis}"
    match = MATCHES.get(mapping.relation or "", CLOSE_MATCH)
    why = JUSTIFICATIONS.get(mapping.basis or "", "ManualMappingCuration")
    for target in mapping.destination_levels or ():
        iri = association_iri(page, mapping.origin_level, target)
        ends = level_iri(origin, mapping.origin_level), level_iri(destination, target)
        yield from association(iri, *ends, match, why, graph)
        node, place = ox.NamedNode(iri), ox.NamedNode(graph)
        yield ox.Quad(node, ox.NamedNode(DCT + "isPartOf"), ox.NamedNode(page), place)
        yield ox.Quad(node, ox.NamedNode(SSSOM + "confidence"), number((mapping.distribution or {})[target]), place)
        yield ox.Quad(node, ox.NamedNode(QM + "answerConfidence"), number(mapping.confidence or 0.0), place)
        basis = ox.Literal(mapping.confidence_basis or "")
        yield ox.Quad(node, ox.NamedNode(QM + "confidenceBasis"), basis, place)


def reference(name: FrameworkName) -> str:
    """``id@edition`` of one end of a crosswalk."""
    return f"{name.id}@{name.edition}"
