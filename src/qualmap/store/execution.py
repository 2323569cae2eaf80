"""The one way to ask SPARQL: a query is judged, runs over the graphs that it may see, and is answered or refused.

Under the library, the command line and the endpoint alike. Nothing here stops a query that runs too long or takes too
much memory: that is for ``confined``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from qualmap.errors import LimitError, QueryError, did_you_mean, shorten
from qualmap.ontology.terms import BASE, PREFIXES
from qualmap.store.guard import Form, checked
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
    """A query that the guard lets pass, and the graphs that it runs over; made by ``judge``.

    ``everywhere``: over the union of all graphs. Else over those of the protocol, or, where there are none, of FROM.
    """

    query: str
    form: Form
    everywhere: bool
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes over the wire."""

    body: bytes
    media_type: str


def judge(
    query: str,
    graphs: frozenset[str],
    limits: Limits = DEFAULT,
    *,
    default_graphs: tuple[str, ...] = (),
    named_graphs: tuple[str, ...] = (),
) -> Asked:
    """The query, ready to be run. ``graphs`` are those of the store; those that the protocol names win over FROM.

    Raises QueryError for what is no query or is refused, LimitError for what is too much.
    """
    for name in (*default_graphs, *named_graphs):
        if name not in graphs:
            raise QueryError(f"there is no graph <{shorten(name)}> here: {did_you_mean(name, sorted(graphs))}")
    found = checked(query, graphs, limits)
    everywhere = not (found.names_graphs or default_graphs or named_graphs)
    return Asked(query, found.form, everywhere, default_graphs, named_graphs)


def run(
    store: ox.Store, asked: Asked, terms: Mapping[ox.Variable, ox.NamedNode | ox.Literal] | None = None
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """What the engine gives, to be read inside ``in_words``; ``terms`` stand for variables."""
    protocol = bool(asked.default_graphs or asked.named_graphs)
    return store.query(
        asked.query,
        base_iri=BASE,
        prefixes=PREFIXES,
        use_default_graph_as_union=asked.everywhere,  # which would hide what FROM says
        default_graph=[*map(ox.NamedNode, asked.default_graphs)] if protocol else None,
        named_graphs=[*map(ox.NamedNode, asked.named_graphs)] if protocol else None,
        substitutions=dict(terms) if terms else None,
    )


@contextmanager
def in_words() -> Iterator[None]:
    """The engine's errors as QueryError."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(f"not a SPARQL query: {shorten(str(error), 160)}") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {shorten(str(error), 160)}") from None


def execute(store: ox.Store, asked: Asked, media_type: str, limits: Limits = DEFAULT) -> Reply:
    """The answer in the form of the media type.

    Raises QueryError for what is no query or cannot be answered so, and LimitError for too long an answer.
    """
    formats: Collection[str] = RESULTS if asked.form in {"SELECT", "ASK"} else GRAPHS
    if media_type not in formats:
        raise QueryError(f"no {asked.form} in {shorten(media_type)!r}: ask for one of {', '.join(formats)}")
    with in_words():
        found = run(store, asked)
        if isinstance(found, ox.QueryTriples):
            return Reply(_graph(found, GRAPHS[media_type], limits), media_type)
        return Reply(_results(found, RESULTS[media_type], limits), media_type)


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
