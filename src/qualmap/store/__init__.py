"""SPARQL over the catalogue's graph, on Oxigraph, in memory and read-only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import pyoxigraph as ox

from qualmap.catalog import Catalogue
from qualmap.errors import QueryError, shorten
from qualmap.ontology import catalogue_quads
from qualmap.ontology.terms import PREFIXES
from qualmap.store.guard import check

Row = dict[str, str | None]


class Store:
    """The catalogue's graph, ready for queries over the union of its named graphs.

    The prefixes of the published graph (``qm:``, ``skos:``, ``dct:``, ...) need not be declared.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def _store(self) -> ox.Store:
        store = ox.Store()
        store.bulk_extend(catalogue_quads(self._catalogue))
        return store

    def query(self, sparql: str) -> list[Row] | bool | list[tuple[str, str, str]]:
        """Rows of a SELECT (variable to text, None where unbound), the truth of an ASK, the triples of a CONSTRUCT.

        Raises QueryError for text that is not a SPARQL query, and for anything but a query.
        """
        check(sparql)
        try:
            found = self._store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            if isinstance(found, ox.QuerySolutions):
                names = [variable.value for variable in found.variables]
                return [{name: _text(solution[name]) for name in names} for solution in found]
            return [(_text(t.subject) or "", _text(t.predicate) or "", _text(t.object) or "") for t in _triples(found)]
        except SyntaxError as error:
            raise QueryError(f"not a SPARQL query: {shorten(str(error), 160)}") from None
        except (OSError, ValueError, RuntimeError) as error:
            raise QueryError(f"the query cannot be answered: {shorten(str(error), 160)}") from None


def _triples(found: ox.QueryTriples) -> Iterator[ox.Triple]:
    yield from found


def _text(term: object) -> str | None:
    value = getattr(term, "value", None)
    return None if term is None else str(value if value is not None else term)
