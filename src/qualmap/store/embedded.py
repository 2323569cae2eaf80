"""SPARQL over the catalogue's graph on Oxigraph, in this process and read-only: in memory, or from a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from qualmap.catalog import Catalogue
from qualmap.errors import QueryError, shorten
from qualmap.ontology import to_graph
from qualmap.ontology.terms import PREFIXES
from qualmap.store.folder import open_folder
from qualmap.store.guard import checked
from qualmap.store.library import question
from qualmap.store.parameters import Term, bind
from qualmap.store.rows import Rows, rows_of

if TYPE_CHECKING:
    from rdflib import Graph

    Answer = Rows | bool | Graph


class Store:
    """The catalogue's graph, ready for queries over the union of its named graphs.

    The prefixes of the published graph (``qm:``, ``skos:``, ``dct:``, ...) need not be declared. ``quads`` makes the
    graph when it is first asked. It is kept in memory, or from one run to the next at ``place``, a folder of its own.
    """

    def __init__(self, catalogue: Catalogue, quads: Callable[[], Iterable[ox.Quad]], place: Path | None = None) -> None:
        self._catalogue, self._quads, self._place = catalogue, quads, place

    @cached_property
    def _store(self) -> ox.Store:
        if self._place is not None:
            return open_folder(self._place, self._quads)
        store = ox.Store()
        store.bulk_extend(self._quads())
        return store

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return frozenset(str(name.value) for name in self._store.named_graphs())

    def query(self, sparql: str) -> Answer:
        """Rows of a SELECT, the truth of an ASK, the graph of a CONSTRUCT or DESCRIBE.

        Raises QueryError for text that is not a SPARQL query, and for anything but a query.
        """
        return self._answer(sparql, {})

    def ask(self, name: str, given: Mapping[str, object]) -> Answer:
        """The answer to a question of the library. Its parameters are bound as terms; their columns are left out.

        Raises UnknownNameError or QueryError.
        """
        asked = question(name)
        return self._answer(asked.sparql, bind(asked, given, self._catalogue))

    def _answer(self, sparql: str, terms: Mapping[ox.Variable, Term]) -> Answer:
        union = not checked(sparql, self.graphs).names_graphs  # which would hide what FROM says
        try:
            found = self._store.query(
                sparql, prefixes=PREFIXES, use_default_graph_as_union=union, substitutions=dict(terms)
            )
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            if isinstance(found, ox.QuerySolutions):
                return rows_of(found, [variable.value for variable in terms])
            return to_graph(found)
        except SyntaxError as error:
            raise QueryError(f"not a SPARQL query: {shorten(str(error), 160)}") from None
        except (OSError, ValueError, RuntimeError) as error:
            raise QueryError(f"the query cannot be answered: {shorten(str(error), 160)}") from None
