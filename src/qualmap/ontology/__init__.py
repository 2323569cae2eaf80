"""Records <-> RDF, in one place: the vocabulary, the way out and the way back."""

from qualmap.ontology.read import records_from
from qualmap.ontology.write import FORMATS, catalogue_quads, serialize, to_dataset

__all__ = ["FORMATS", "catalogue_quads", "records_from", "serialize", "to_dataset"]
