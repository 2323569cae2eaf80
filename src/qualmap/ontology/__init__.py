"""Records <-> RDF, in one place: the vocabulary, the way out and the way back."""

from qualmap.ontology.formats import FORMATS, rebased, serialize, to_dataset, to_graph
from qualmap.ontology.read import records_from
from qualmap.ontology.write import awards_quads, catalogue_quads

__all__ = [
    "FORMATS",
    "awards_quads",
    "catalogue_quads",
    "rebased",
    "records_from",
    "serialize",
    "to_dataset",
    "to_graph",
]
