"""One query against a store, and its answer as the bytes of a media type, within limits on rows and size.

Nothing here stops a query that runs too long or takes too much memory: that is for ``workers``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from qualmap.errors import LimitError, QueryError, did_you_mean, shorten
from qualmap.ontology.terms import BASE, PREFIXES
from qualmap.store.guard import checked
from qualmap.store.limits import DEFAULT, Limits

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""For SELECT and ASK. The standard has no CSV or TSV for an ASK: the word ``true`` or ``false`` is written."""
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
"""For CONSTRUCT and DESCRIBE."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the media type of its answer, and the graphs that the protocol names, which win over the query's."""

    query: str
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes over the wire."""

    body: bytes
    media_type: str


def execute(store: ox.Store, asked: Asked, limits: Limits = DEFAULT) -> Reply:
    """The answer, over the union of the store's graphs unless the query or the protocol names others.

    Raises QueryError for what is no query, is refused or cannot be answered, and LimitError for too long an answer.
    """
    graphs = frozenset(str(graph.value) for graph in store.named_graphs())
    found_out = checked(asked.query, graphs, limits)
    formats: Collection[str] = RESULTS if found_out.form in {"SELECT", "ASK"} else GRAPHS
    if asked.media_type not in formats:
        raise QueryError(f"no {found_out.form} in {shorten(asked.media_type)!r}: ask for one of {', '.join(formats)}")
    try:
        found = _query(store, asked, graphs, names_graphs=found_out.names_graphs)
        body = (
            _graph(found, GRAPHS[asked.media_type], limits)
            if isinstance(found, ox.QueryTriples)
            else _results(found, RESULTS[asked.media_type], limits)
        )
    except SyntaxError as error:
        raise QueryError(f"not a SPARQL query: {shorten(str(error), 160)}") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {shorten(str(error), 160)}") from None
    return Reply(body, asked.media_type)


def _query(
    store: ox.Store, asked: Asked, graphs: Collection[str], *, names_graphs: bool
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    if asked.default_graphs or asked.named_graphs:
        return store.query(
            asked.query,
            base_iri=BASE,
            prefixes=PREFIXES,
            default_graph=[*_known(asked.default_graphs, graphs)],
            named_graphs=[*_known(asked.named_graphs, graphs)],
        )
    # Oxigraph leaves FROM out of account where the union is asked for
    return store.query(asked.query, base_iri=BASE, prefixes=PREFIXES, use_default_graph_as_union=not names_graphs)


def _known(names: Iterable[str], graphs: Collection[str]) -> Iterator[ox.NamedNode]:
    for name in names:
        if name not in graphs:
            raise QueryError(f"there is no graph <{shorten(name)}> here: {did_you_mean(name, sorted(graphs))}")
        yield ox.NamedNode(name)


class _Bounded(io.BytesIO):
    """A buffer that stops the writer once it is over the limit."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limit = limits.answer_bytes

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # Oxigraph writes bytes
        if self.tell() + len(data) > self._limit:
            raise LimitError(f"the answer is longer than {self._limit:,} bytes: ask for less, or use LIMIT and OFFSET")
        return super().write(data)


def _results(found: ox.QuerySolutions | ox.QueryBoolean, form: ox.QueryResultsFormat, limits: Limits) -> bytes:
    buffer = _Bounded(limits)
    found.serialize(buffer, form)
    body = buffer.getvalue()
    if isinstance(found, ox.QuerySolutions):
        _count(body, form, limits)
    return body


_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_CSV_STRING = re.compile(rb'"[^"]*+"')


def _count(body: bytes, form: ox.QueryResultsFormat, limits: Limits) -> None:
    """Raise LimitError for too many rows, which are counted in the bytes: the engine writes them out at one go."""
    if form == ox.QueryResultsFormat.XML:
        rows = body.count(b"<result>")
    elif form == ox.QueryResultsFormat.JSON:
        if (rows := _json_rows(body)) > limits.rows:  # a text may hold the same signs
            rows = _json_rows(_JSON_STRING.sub(b"", body))
    elif (rows := body.count(b"\n") - 1) > limits.rows and form == ox.QueryResultsFormat.CSV:  # a text may hold lines
        rows = _CSV_STRING.sub(b"", body).count(b"\n") - 1
    if rows > limits.rows:
        raise LimitError(_too_many("rows", limits))


def _json_rows(body: bytes) -> int:
    return body.count(b"},{") + 1


def _graph(found: ox.QueryTriples, form: ox.RdfFormat, limits: Limits) -> bytes:
    triples = list(islice(found, limits.rows + 1))
    if len(triples) > limits.rows:
        raise LimitError(_too_many("triples", limits))
    buffer = _Bounded(limits)
    ox.serialize(dict.fromkeys(triples), buffer, form, prefixes=PREFIXES)
    return buffer.getvalue()


def _too_many(what: str, limits: Limits) -> str:
    return f"the answer has more than {limits.rows:,} {what}: ask for less, or use LIMIT and OFFSET"
