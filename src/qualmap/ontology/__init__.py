"""Records <-> RDF, in one place: the vocabulary, the way out and the way back."""

from qualmap.ontology.formats import FORMATS, rebased, serialize, to_dataset, to_graph
from qualmap.ontology.read import records_from
from qualmap.ontology.write import catalogue_quads

__all__ = ["FORMATS", "catalogue_quads", "rebased", "records_from", "serialize", "to_dataset", "to_graph"]
