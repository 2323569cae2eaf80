"""SPARQL over the published graph: on Oxigraph in this process, or on a server that holds it."""

from qualmap.store.embedded import Store
from qualmap.store.rows import IRI, Row, Rows, Text

__all__ = ["IRI", "Row", "Rows", "Store", "Text"]
