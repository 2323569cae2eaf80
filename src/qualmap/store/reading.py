"""An answer in bytes, from a process of its own or from a server, as Python's values."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pyoxigraph as ox

from qualmap.ontology import to_graph
from qualmap.store.rows import Rows, rows_of

if TYPE_CHECKING:
    from rdflib import Graph

    Answer = Rows | bool | Graph

JSON, TSV, TRIPLES = "application/sparql-results+json", "text/tab-separated-values", "application/n-triples"
_TABLES = {JSON: ox.QueryResultsFormat.JSON, TSV: ox.QueryResultsFormat.TSV}
_GRAPHS = {TRIPLES: ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
READABLE = frozenset(_TABLES) | frozenset(_GRAPHS)
"""The media types that can be read. TSV is the quicker of the two for rows; other servers write JSON better."""


def read(body: bytes, media_type: str, without: Collection[str] = ()) -> Answer:
    """Rows, a truth or a graph; the variables in ``without`` are left out. Raises SyntaxError or ValueError."""
    if media_type in _GRAPHS:
        return to_graph(quad.triple for quad in ox.parse(body, _GRAPHS[media_type]))
    found = ox.parse_query_results(body, _TABLES[media_type])
    return bool(found) if isinstance(found, ox.QueryBoolean) else rows_of(found, without)
