"""Named graphs on a server, replaced whole by the SPARQL 1.1 Graph Store HTTP Protocol, and checked there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

import httpx
import pyoxigraph as ox

from qualmap.errors import RemoteError
from qualmap.ontology.terms import BASE
from qualmap.store import http
from qualmap.store.remote import OUR_GRAPHS, Remote

STAGE = BASE + "loading/"
"""Where a graph stands until it is whole, on a server that shows graphs while they load."""
TIMEOUT = 600.0
"""Seconds for one step of a server; a large graph takes minutes to move into its place."""
PIECE = 10_000
"""Statements sent at once to a stage, a few MB: Virtuoso 7.2.5 was seen to hang on a PUT of more than 10 MB."""

LAYOUTS: dict[str, tuple[str, str | None]] = {
    "/sparql-graph-crud-auth": ("/sparql", "/sparql-auth"),
    "/store": ("/query", None),
    "/data": ("/sparql", None),
    "/rdf-graphs/service": ("", None),
}
"""The end of a graph store's address, and in its place that of queries and of updates: Virtuoso, Oxigraph, Fuseki,
GraphDB and RDF4J. Updates are named where a PUT is not atomic: Virtuoso shows a graph while it loads."""


@dataclass(frozen=True)
class Server:
    """The addresses of one server. With one for updates, graphs are loaded aside and moved into their place whole."""

    graphs: str
    sparql: str
    updates: str | None


def server(graphs: str, sparql: str | None = None, updates: str | None = None) -> Server:
    """The server behind a Graph Store address; its other addresses follow from those of known stores.

    Raises RemoteError.
    """
    end = next((end for end in LAYOUTS if graphs.endswith(end)), None)
    if end is not None:
        start = graphs.removesuffix(end)
        its_sparql, its_updates = LAYOUTS[end]
        sparql = sparql or start + its_sparql
        updates = updates or (None if its_updates is None else start + its_updates)
    if sparql is None:
        raise RemoteError(f"{graphs}: not an address that we know: name the server's SPARQL address too, by --sparql")
    for address in (graphs, sparql, updates):
        if address is not None:
            http.check_address(address)
    return Server(graphs, sparql, updates)


def publish(
    quads: Iterable[ox.Quad],
    to: Server,
    login: tuple[str, str] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, int]:
    """Replace every named graph on the server; the number of statements in each, as counted there.

    Raises RemoteError, which says which graphs are loaded and which are not.
    """
    graphs = _by_graph(quads)
    auth = http.AsAsked(*login) if login else None
    loaded: dict[str, int] = {}
    with http.client(TIMEOUT, auth) as asking, Remote(to.sparql, timeout=TIMEOUT) as remote:
        loading = _Loading(asking, remote, to)
        try:
            loading.prove()
            for graph, triples in graphs.items():
                say(f"{_short(graph)}: sending {len(triples)} statements")
                loading.replace(graph, triples)
                loaded[graph] = len(triples)
        except RemoteError as error:
            raise RemoteError(f"{error} [{_state(list(graphs), loaded, to)}]") from None
    return loaded


class _Loading:
    def __init__(self, asking: httpx.Client, remote: Remote, to: Server) -> None:
        self._asking, self._remote, self._to = asking, remote, to

    def prove(self) -> None:
        """Say who we are in a small request, so that no large one is sent twice."""
        with suppress(RemoteError):  # what matters is refused again below, and said then
            self._ask("HEAD", STAGE)

    def replace(self, graph: str, triples: list[ox.Triple]) -> None:
        if self._to.updates is None:
            self._send("PUT", graph, triples)
        else:
            self._by_stage(graph, triples, self._to.updates)
        self._verify(graph, len(triples))

    def _by_stage(self, graph: str, triples: list[ox.Triple], updates: str) -> None:
        """In pieces to a graph aside, counted there, and from there into its place in one transaction."""
        stage = STAGE + graph.removeprefix(OUR_GRAPHS)
        try:
            for start in range(0, len(triples), PIECE):
                self._send("POST" if start else "PUT", stage, triples[start : start + PIECE])
            self._verify(stage, len(triples))
            move = f"MOVE GRAPH <{stage}> TO GRAPH <{graph}>"
            http.send(self._asking, "POST", updates, {}, data={"update": move})
        except RemoteError:
            with suppress(RemoteError):
                self._ask("DELETE", stage)
            raise

    def _send(self, method: str, graph: str, triples: list[ox.Triple]) -> None:
        # As bytes, so that the length is said in advance: Virtuoso 7.2.5 takes a body in chunks for an empty one.
        self._ask(method, graph, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES))

    def _ask(self, method: str, graph: str, body: bytes | None = None) -> None:
        headers = {} if body is None else {"Content-Type": "application/n-triples"}
        http.send(self._asking, method, self._to.graphs, headers, params={"graph": graph}, content=body)

    def _verify(self, graph: str, sent: int) -> None:
        there = self._remote.count(graph)
        if there != sent:
            raise RemoteError(f"{self._to.sparql}: {graph} holds {there} statements, but {sent} were sent")


def _by_graph(quads: Iterable[ox.Quad]) -> dict[str, list[ox.Triple]]:
    graphs: dict[str, list[ox.Triple]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name).strip("<>")].append(quad.triple)
    return dict(sorted(graphs.items()))


def _state(graphs: list[str], loaded: dict[str, int], to: Server) -> str:
    """Which graphs are loaded and which are not, for people."""
    at, *rest = graphs[len(loaded) :]
    kept = "as before" if to.updates else "perhaps in part"
    done = ", ".join(map(_short, loaded)) or "none"
    left = ", ".join(map(_short, rest))
    return f"loaded: {done}; failed: {_short(at)}, {kept}" + (f"; not begun: {left}" if left else "")


def _short(graph: str) -> str:
    return graph.removeprefix(BASE)
