"""The seam to the store: an operation becomes a reply in the form that suits the client."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qualmap.errors import BusyError, LimitError, QueryError
from qualmap.store.execution import judge
from qualmap.store.limits import Limits
from qualmap.store.workers import Workers
from qualmap.web.http.negotiation import Chosen, Offer, best
from qualmap.web.http.problems import Refused
from qualmap.web.sparql.protocol import Operation

TABLES = (
    Offer("application/sparql-results+json", ("application/json",)),
    Offer("application/sparql-results+xml", ("application/xml", "text/xml")),
    Offer("text/csv"),
    Offer("text/tab-separated-values"),
)
"""The forms of a SELECT and of an ASK."""
GRAPHS = (
    Offer("text/turtle", ("application/x-turtle",)),
    Offer("application/ld+json", ("application/json",)),
    Offer("application/n-triples", ("text/plain",)),
    Offer("application/n-quads"),
    Offer("application/trig"),
    Offer("application/rdf+xml", ("application/xml", "text/xml")),
)
"""The forms of a CONSTRUCT and of a DESCRIBE."""
PAGE = Offer("text/html", ("application/xhtml+xml",))
"""What a browser likes best: a page made from the first of the other forms."""


@dataclass(frozen=True)
class Answer:
    """The bytes of an answer, the name of their form that the client knows, and whether it shall see a page of them."""

    body: bytes
    content_type: str
    as_page: bool


class Answers:
    """Answers operations from worker processes that hold the published graph."""

    def __init__(self, workers: Workers, limits: Limits, graphs: frozenset[str]) -> None:
        self._workers, self._graphs = workers, graphs
        self.limits = limits

    @classmethod
    async def start(cls, dump: Path, limits: Limits, graphs: frozenset[str]) -> Answers:
        """Start the workers on a dump in N-Quads."""
        return cls(await Workers.start(dump, limits), limits, graphs)

    async def close(self) -> None:
        """Stop the workers."""
        await self._workers.close()

    @property
    def alive(self) -> bool:
        """Whether questions will be answered, now or in a moment."""
        return self._workers.alive

    @property
    def busy(self) -> bool:
        """Whether every worker has a query at this moment."""
        return self._workers.busy

    async def answer(self, operation: Operation, accept: str) -> Answer:
        """The answer in the form that ``accept`` likes best. Raises Refused."""
        try:
            asked = judge(
                operation.query,
                self._graphs,
                self.limits,
                default_graphs=operation.default_graphs,
                named_graphs=operation.named_graphs,
            )
            offers = TABLES if asked.form in ("SELECT", "ASK") else GRAPHS
            chosen = _choose(asked.form, (*offers, PAGE), accept)
            as_page = chosen.media_type == PAGE.media_type
            reply = await self._workers.answer(asked, offers[0].media_type if as_page else chosen.media_type)
        except BusyError as error:
            raise Refused(503, str(error), {"Retry-After": "1"}) from None
        except LimitError as error:
            raise Refused(422, str(error)) from None
        except QueryError as error:
            raise Refused(400, str(error)) from None
        return Answer(reply.body, reply.media_type if as_page else chosen.known_as, as_page)


def _choose(form: str, offers: tuple[Offer, ...], accept: str) -> Chosen:
    chosen = best(accept, offers)
    if chosen is None:
        known = ", ".join(offer.media_type for offer in offers)
        raise Refused(406, f"the answer to this {form} comes as {known}; none of them is in Accept")
    return chosen
