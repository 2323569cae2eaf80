"""SPARQL over the catalogue's graph, on Oxigraph, in memory and read-only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import pyoxigraph as ox

from qualmap.catalog import Catalogue
from qualmap.errors import QueryError, shorten
from qualmap.ontology import catalogue_quads
from qualmap.ontology.terms import PREFIXES
from qualmap.store.guard import check
from qualmap.store.library import question
from qualmap.store.parameters import Term, bind

Row = dict[str, str | None]
Answer = list[Row] | bool | list[tuple[str, str, str]]


class Rows(list[Row]):
    """The rows of a SELECT, a list like any other; ``columns`` are known even where there is no row."""

    def __init__(self, columns: list[str], rows: Iterator[Row]) -> None:
        super().__init__(rows)
        self.columns = columns


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

    def query(self, sparql: str) -> Answer:
        """Rows of a SELECT (variable to text, None where unbound), the truth of an ASK, the triples of a CONSTRUCT.

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
        check(sparql)
        try:
            found = self._store.query(
                sparql, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=dict(terms)
            )
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            if isinstance(found, ox.QuerySolutions):
                names = [variable.value for variable in found.variables if variable not in terms]
                return Rows(names, ({name: _text(solution[name]) for name in names} for solution in found))
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
