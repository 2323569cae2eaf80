"""Records -> RDF: every field of every record, each fact in the graph that its source earns it.

A fact whose source was read stands in the graph of its kind. What is recalled and unchecked, and what is our own
classification, stands in the reported graph, and so do links that no authority states pair by pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pyoxigraph as ox

from qualmap.catalog import Catalogue
from qualmap.ontology.graphs import (
    AWARDS_GRAPH,
    AWARDS_REPORTED_GRAPH,
    FRAMEWORKS_GRAPH,
    OFFICIAL_GRAPH,
    RECOGNITION_GRAPH,
    REPORTED_GRAPH,
    STATEMENTS_GRAPH,
)
from qualmap.ontology.iris import (
    award_iri,
    awards_iri,
    edition_iri,
    instrument_iri,
    level_iri,
    part_iris,
    practice_iri,
    source_iri,
    table_iri,
)
from qualmap.ontology.nodes import TYPE, known, whole
from qualmap.ontology.skos import associations, country_of, scheme
from qualmap.ontology.terms import CLASSES, FIELDS, POSITION, Term
from qualmap.records import (
    Framework,
    HeldAward,
    Instrument,
    Link,
    Progression,
    QualificationType,
    Record,
    Referencing,
    Source,
)
from qualmap.records.awards import Name, Period, Stand
from qualmap.records.referencing import is_official

OURS = frozenset({"generic_type", "isced"})
"""Fields of an award that are the record editor's own classification in every case."""
SIZE = frozenset({"years", "credits", "credit_system"})
"""Fields of an award that have a source of their own, or none."""


SIZED = frozenset({"isced", "entry", "years"})
"""Fields of an award that people hold that have a source of their own, or none."""
VOUCHED = frozenset({"id", "title", "language", "told_apart", "countries", "note", "source", "size_source", "further"})
"""Its fields for which its source vouches; all others are the record editor's general knowledge."""


def catalogue_quads(catalogue: Catalogue) -> list[ox.Quad]:
    """All that the records say as quads, sorted, without blank nodes: the same bytes from the same records."""
    quads: set[ox.Quad] = set()
    for framework in catalogue.frameworks.values():
        page = edition_iri(str(framework.ref))
        owner = _Owner(page, FRAMEWORKS_GRAPH, _unread(framework.sources), (str(framework.ref), ""))
        quads.update(_node(framework, page, owner, owner.graph_of(framework)))
        quads.update(scheme(framework, owner.graph_of))
    for table in catalogue.tables:
        page = table_iri(table.id)
        owner = _Owner(page, FRAMEWORKS_GRAPH, _unread(table.sources), (table.origin, table.destination), table)
        quads.update(_node(table, page, owner, owner.graph))
        quads.update(associations(table, owner.graph_of, catalogue.assumptions))
    for instrument in catalogue.instruments:
        quads.update(instrument_quads(instrument))
    return sorted(quads, key=_in_order)


def awards_quads(catalogue: Catalogue) -> list[ox.Quad]:
    """The awards that people hold and what recognition bodies say of awards, sorted; none where they were left out.

    What bodies say stands together, read at the body or not, since all of it is theirs.
    """
    quads: set[ox.Quad] = set()
    for record in catalogue.every_award():
        owner = _Owner(
            awards_iri(record.id),
            AWARDS_GRAPH,
            _unread(record.sources),
            ("", ""),
            None,
            catalogue.edition_of,
            AWARDS_REPORTED_GRAPH,
        )
        quads.update(_node(record, owner.page, owner, owner.graph))
    for practice in catalogue.every_statement():
        owner = _Owner(practice_iri(practice.id), STATEMENTS_GRAPH, frozenset(), ("", ""))
        quads.update(_node(practice, owner.page, owner, owner.graph))
    return sorted(quads, key=_in_order)


def _in_order(quad: ox.Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def instrument_quads(instrument: Instrument) -> Iterator[ox.Quad]:
    """One recognition instrument with its parties."""
    owner = _Owner(instrument_iri(instrument.id), RECOGNITION_GRAPH, _unread(instrument.sources), ("", ""))
    yield from _node(instrument, owner.page, owner, owner.graph_of(instrument))
    for party, iri in zip(
        instrument.parties, part_iris(owner.page, owner.page, "parties", instrument.parties), strict=True
    ):
        yield from country_of(iri, party.country, owner.graph_of(party))


@dataclass(frozen=True)
class _Owner:
    """The record that a node belongs to: its page, the graph of its kind, the sources that nobody has read.

    ``editions``: those whose levels are meant, of an origin and of a destination; ``place`` finds that of a placement;
    ``reported`` is the graph of what nobody has read.
    """

    page: str
    graph: str
    unread: frozenset[str]
    editions: tuple[str, str]
    table: Referencing | None = None
    place: Callable[[Stand], Framework] | None = None
    reported: str = REPORTED_GRAPH

    def within(self, record: Record) -> _Owner:
        """The same for a part of the record, whose level may be of an edition of its own."""
        if isinstance(record, Stand) and self.place is not None:
            return replace(self, editions=(str(self.place(record).ref), ""))
        return self

    def graph_of(self, record: Record) -> str:
        """The graph that the source of a record's own facts earns them."""
        if isinstance(record, Link) and self.table is not None:
            return OFFICIAL_GRAPH if is_official(self.table, record) else self.reported
        if isinstance(record, Progression | Name | Period) or getattr(record, "source", None) in self.unread:
            return self.reported
        return self.graph

    def graph_of_field(self, record: Record, field: str, graph: str) -> str:
        """The graph of one field, where its source is another than that of its record."""
        if isinstance(record, QualificationType):
            if field in OURS or (field in SIZE and (record.size_source or "") in {"", *self.unread}):
                return self.reported
            if field in SIZE:
                return self.graph
        if isinstance(record, HeldAward) and field in SIZED:
            return self.reported if (record.size_source or "") in {"", *self.unread} else self.graph
        if isinstance(record, HeldAward) and field not in VOUCHED:
            return self.reported
        return graph


def _unread(sources: tuple[Source, ...]) -> frozenset[str]:
    return frozenset(source.id for source in sources if source.verification == "recalled")


def _node(record: Record, iri: str, owner: _Owner, graph: str) -> Iterator[ox.Quad]:
    """Every field of a record as triples; nested records become nodes of their own."""
    subject = ox.NamedNode(iri)
    yield ox.Quad(subject, TYPE, known(CLASSES[type(record)]), known(graph))
    if isinstance(record, Source) and type(record) is not Source:
        yield ox.Quad(subject, TYPE, known(CLASSES[Source]), known(graph))
    for field, term in FIELDS[type(record)].items():
        value = getattr(record, field)
        if value is None or value == ():
            continue
        values = value if isinstance(value, tuple) and not hasattr(value, "_fields") else (value,)
        predicate = known(term.predicate)
        if term.node is None:
            place = known(owner.graph_of_field(record, field, graph))
            for item in values:
                yield ox.Quad(subject, predicate, _value(term, item, owner), place)
            continue
        for position, (item, child) in enumerate(zip(values, part_iris(owner.page, iri, field, values), strict=True)):
            own = owner.graph_of(item)
            part, place = ox.NamedNode(child), known(own)
            yield ox.Quad(subject, predicate, part, place)
            yield ox.Quad(part, known(POSITION), whole(position), place)
            yield from _node(item, child, owner.within(item), own)


def _value(term: Term, item: Any, owner: _Owner) -> ox.NamedNode | ox.Literal:
    match term.shape:
        case "iri":
            return known(item)
        case "integer":
            return whole(item)
        case "source":
            return known(source_iri(owner.page, item))
        case "level":
            return known(level_iri(owner.editions[0], item))
        case "destination-level":
            return known(level_iri(owner.editions[1], item))
        case "instrument":
            return known(instrument_iri(item))
        case "edition":
            return known(edition_iri(item))
        case "award":
            return known(award_iri(item))
    return ox.Literal(str(item))
