"""The same questions to a server that holds the published graph, by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import re
import weakref
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Self

import httpx
import pyoxigraph as ox

from qualmap.catalog import Catalogue, read_catalogue
from qualmap.errors import RemoteError, shorten
from qualmap.ontology.terms import BASE, PREFIXES
from qualmap.store import http
from qualmap.store.binding import with_terms
from qualmap.store.guard import checked
from qualmap.store.library import Question, library, question
from qualmap.store.parameters import Term, bind
from qualmap.store.reading import JSON, READABLE, TRIPLES, read
from qualmap.store.rows import Rows

if TYPE_CHECKING:
    from types import TracebackType

    from qualmap.store.reading import Answer

TIMEOUT = 60.0
OUR_GRAPHS = BASE + "graph/"
_GRAPH = f"{TRIPLES}, text/turtle;q=0.8"
_FROM = re.compile("from", re.IGNORECASE)
_DECLARED = re.compile(r"\bprefix\s+([\w.-]*):", re.IGNORECASE)


class Remote:
    """A SPARQL endpoint that holds the graphs of ``qualmap publish``: ``query`` and ``ask`` as with ``qualmap.load()``.

    Each query runs over the union of the published graphs that the server holds, whatever its own default graph is,
    unless the query says FROM which. Safe to share between threads.
    """

    def __init__(self, address: str, *, timeout: float = TIMEOUT, auth: httpx.Auth | None = None) -> None:
        self.address = http.check_address(address)
        self._client = http.client(timeout, auth)
        self._finish = weakref.finalize(self, self._client.close)

    def query(self, sparql: str) -> Answer:
        """Rows of a SELECT, the truth of an ASK, the graph of a CONSTRUCT or DESCRIBE.

        Raises QueryError for a query that is refused before it is sent, RemoteError for what the server does not
        answer.
        """
        return self._answer(sparql, {})

    def ask(self, name: str, /, **parameters: object) -> Answer:
        """The answer to a named question. Its parameters are checked against the bundled catalogue.

        Raises UnknownNameError, QueryError or RemoteError.
        """
        asked = question(name)
        return self._answer(asked.sparql, bind(asked, parameters, self._catalogue))

    def questions(self) -> tuple[Question, ...]:
        """The library of questions that ``ask`` answers: name, text, remarks, parameters, SPARQL."""
        return tuple(library().values())

    @cached_property
    def _catalogue(self) -> Catalogue:
        return read_catalogue()

    @cached_property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the published graphs that the server holds; asked once. Raises RemoteError if there are none."""
        found = self._send({"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"})
        names = sorted(str(row["g"]) for row in found) if isinstance(found, Rows) else []
        ours = tuple(name for name in names if name.startswith(OUR_GRAPHS))
        if not ours:
            raise RemoteError(f"{self.address}: holds none of our graphs: load them with `qualmap publish --to`")
        return ours

    def count(self, graph: str) -> int:
        """How many statements a named graph of the server holds. Raises RemoteError."""
        found = self._send({"query": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"})
        number = found[0]["n"] if isinstance(found, Rows) and found else None
        if not isinstance(number, int):
            raise RemoteError(f"{self.address}: does not say how many statements {graph} holds")
        return number

    def close(self) -> None:
        """Let go of the connections. Done by itself where the object is no longer used."""
        self._finish()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self, sparql: str, terms: Mapping[ox.Variable, Term]) -> Answer:
        # Which graphs FROM may name is known only where the server has been asked.
        judged = checked(sparql, frozenset(self.graphs) if _FROM.search(sparql) else None)
        names = {variable.value: term for variable, term in terms.items()}
        form: dict[str, str | list[str]] = {"query": declared(with_terms(sparql, names))}
        if not judged.names_graphs:
            form |= {"default-graph-uri": list(self.graphs), "named-graph-uri": list(self.graphs)}
        wants_graph = judged.form.upper() in ("CONSTRUCT", "DESCRIBE")
        found = self._send(form, names, _GRAPH if wants_graph else JSON)
        if judged.form.upper() == "ASK" and isinstance(found, Rows):
            return any(value for row in found for value in row.values())  # Virtuoso: a row that holds 1
        return found

    def _send(
        self, form: Mapping[str, str | list[str]], without: Mapping[str, Term] | None = None, accept: str = JSON
    ) -> Answer:
        kind, body = http.send(self._client, "POST", self.address, {"Accept": accept}, data=dict(form))
        try:
            if kind in READABLE:
                return read(body, kind, without or ())
        except (SyntaxError, ValueError) as error:
            raise RemoteError(f"{self.address}: the answer cannot be read: {shorten(str(error), 120)}") from None
        raise RemoteError(f"{self.address}: answers {kind or 'no media type'}, not SPARQL results: is it an endpoint?")


def declared(sparql: str) -> str:
    """The query with those of our prefixes in front that it does not declare itself; its lines keep their numbers."""
    own = {name.casefold() for name in _DECLARED.findall(sparql)}
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if name not in own) + sparql
