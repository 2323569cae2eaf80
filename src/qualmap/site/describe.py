"""A resource -> its page: facts by named graph, parts as tables, what points here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from qualmap.ontology.terms import POSITION, PROV, QM, RDF, RDFS, SKOS, XKOS
from qualmap.site import links
from qualmap.site.graph import Graph, text_of
from qualmap.site.tables import AWARD, LEVEL, SOURCE_CONCEPT, TARGET_CONCEPT, special_tables
from qualmap.site.view import Document, Facts, Line, Row, Table, Value
from qualmap.site.words import (
    CLAIMS,
    GRAPHS,
    MARKS,
    RELATIONS,
    TYPE,
    country_name,
    group_name,
    local_name,
    outside_name,
    rank,
)

MOST_VALUES = 50
"""How many values of one kind a page lists before it only counts the rest; the data files hold them all."""
_SOURCE = PROV + "wasDerivedFrom"
_SAYS = RDF + "value"
_UNSAID = {POSITION, SKOS + "topConceptOf", XKOS + "compares"}
"""Statements for machines: they would tell a reader nothing more."""
_REFERENCES = {_SOURCE, QM + "unreadReport", QM + "sizeSource"}
"""Terms that refer to a part; all others say that the part belongs here."""
_MATCHES = {SKOS + "closeMatch", SKOS + "broadMatch", SKOS + "narrowMatch"}
_SHOWN_BELOW = {LEVEL, AWARD, SOURCE_CONCEPT, TARGET_CONCEPT, SKOS + "hasTopConcept", *_MATCHES}
"""What a framework says of its levels and awards, and a level of its counterparts, stands in the tables instead."""


def describe(graph: Graph, page: str) -> Document:
    """Everything that the page of an IRI shows."""
    return _Page(graph, page).document()


class _Page:
    def __init__(self, graph: Graph, iri: str) -> None:
        self.graph, self.iri = graph, iri
        self.path = iri.removeprefix(graph.base)
        self.parts = graph.parts(iri)
        self._marks: set[str] = set()
        self._graphs: set[str] = set()
        self._anchored: set[str] = set()
        self.tables = special_tables(graph, iri, self.value)

    def document(self) -> Document:
        facts, parts = self.facts(), self.part_tables()
        self._graphs.update(line.graph for table in self.tables for line in table.lines)
        return Document(
            iri=self.iri,
            title=self.graph.title(self.iri),
            kind=self.graph.kind(self.iri),
            root=links.root(self.path),
            turtle=links.data(self.path, ".ttl"),
            jsonld=links.data(self.path, ".jsonld"),
            breadcrumbs=self.breadcrumbs(),
            facts=facts,
            tables=self.tables,
            parts=parts,
            backlinks=self.backlinks(),
            words=self.words({fact.graph for fact in facts}),
        )

    def breadcrumbs(self) -> tuple[Value, ...]:
        above: list[Value] = []
        page = self.graph.parent(self.iri)
        while page:
            above.append(self.value(page))
            page = self.graph.parent(page)
        return tuple(reversed(above))

    # -- facts

    def facts(self) -> tuple[Facts, ...]:
        by_graph: dict[str, list[ox.Quad]] = defaultdict(list)
        hidden = _UNSAID | (_SHOWN_BELOW if self.tables else set())
        for quad in self.graph.said(self.iri):
            if quad.predicate.value not in hidden and not self.is_listed(quad):
                by_graph[local_name(text_of(quad.graph_name))].append(quad)
        order = [*GRAPHS, *sorted(by_graph)]
        return tuple(
            Facts(name, *GRAPHS.get(name, (name, "")), rows=self.rows(by_graph[name]))
            for name in dict.fromkeys(order)
            if name in by_graph
        )

    def rows(self, quads: Iterable[ox.Quad]) -> tuple[Row, ...]:
        by_name: dict[str, list[Value]] = defaultdict(list)
        for quad in sorted(quads, key=lambda quad: rank(quad.predicate.value)):
            value = self.stated(quad)
            values = by_name[self.graph.term(quad.predicate.value)]
            if value not in values:
                values.append(value)
        return tuple(_capped(name, values) for name, values in by_name.items())

    # -- values

    def stated(self, quad: ox.Quad) -> Value:
        """The value of a statement."""
        if not isinstance(quad.object, ox.Literal):
            return self.value(text_of(quad.object))
        text = quad.object.value
        if quad.predicate.value == QM + "country":
            return Value(f"{country_name(text)} ({text})")
        return Value(text, language=quad.object.language or "")

    def value(self, iri: str) -> Value:
        """A resource as a value: a link to where it is described, or the statement itself if it is one."""
        page = self.graph.page_of(iri)
        if page is None or (page != iri and not self.graph.said(iri)):
            text = local_name(iri) if iri.startswith(self.graph.base) else outside_name(iri)
            return Value(text, iri if links.is_web_address(iri) else "", external=True)
        anchor = "" if page == iri else self.graph.anchor(iri)
        if anchor and self.is_statement(iri):
            sources = tuple(self.value(source) for source in self.graph.values(iri, _SOURCE))
            here = page == self.iri and anchor not in self._anchored
            self._anchored.add(anchor)
            return Value(self.graph.value(iri, _SAYS), anchor=anchor if here else "", sources=sources)
        mark = self.graph.value(iri, QM + "verification") if anchor else ""
        self._marks.add(mark)
        href = links.between(self.path, page.removeprefix(self.graph.base), anchor)
        return Value(self.graph.label(iri), href, mark=mark)

    def is_listed(self, quad: ox.Quad) -> bool:
        """Whether a statement only says that the page has a part, which stands in a table further down."""
        part = text_of(quad.object)
        return (
            isinstance(quad.object, ox.NamedNode)
            and quad.predicate.value not in _REFERENCES
            and self.graph.page_of(part) == self.iri != part
            and bool(self.graph.said(part))
            and not self.is_statement(part)
        )

    def is_statement(self, part: str) -> bool:
        """Whether a part is no more than a value with its source: it is shown where it is mentioned."""
        return bool(self.graph.value(part, _SAYS)) and not self.graph.value(part, RDFS + "label")

    # -- parts

    def part_tables(self) -> tuple[Table, ...]:
        """The parts that no other table shows, one table for each type."""
        lines = [line for table in self.tables for line in table.lines]
        shown = {line.anchor for line in lines}
        shown.update(value.anchor for line in lines for cell in line.cells for value in cell.values)
        kinds: dict[str, list[str]] = defaultdict(list)
        for part in self.parts:
            if self.graph.anchor(part) not in shown and not self.is_statement(part):
                kinds[self.graph.value(part, TYPE)].append(part)
        ordered = sorted(kinds.items(), key=lambda item: (item[0] == QM + "Source", group_name(item[0])))
        return tuple(self.part_table(kind, parts) for kind, parts in ordered)

    def part_table(self, kind: str, parts: list[str]) -> Table:
        known = {quad.graph_name for quad in self.graph.said(self.iri)}
        lines = []
        for part in parts:
            quads = [quad for quad in self.graph.said(part) if quad.predicate.value not in (POSITION, TYPE)]
            said_by = {text_of(quad.graph_name) for quad in quads if quad.graph_name not in known}
            lines.append(Line(self.rows(quads), self.graph.anchor(part), local_name(min(said_by, default=""))))
            self._marks.add(self.graph.value(part, QM + "verification"))
        columns = self.columns(parts)
        return Table(
            group_name(kind) if kind else "Parts", columns, tuple(_in_columns(line, columns) for line in lines)
        )

    def columns(self, parts: list[str]) -> tuple[str, ...]:
        """The names of all that is said of parts of one type, in the order of a single part's."""
        predicates = {quad.predicate.value for part in parts for quad in self.graph.said(part)} - {POSITION, TYPE}
        return tuple(dict.fromkeys(self.graph.term(predicate) for predicate in sorted(predicates, key=rank)))

    # -- what points here

    def backlinks(self) -> tuple[Row, ...]:
        """What other pages say of this one, by the term they use; those that a table above shows are left out."""
        shown = {
            value.href for table in self.tables for line in table.lines for cell in line.cells for value in cell.values
        }
        by_name: dict[str, list[Value]] = defaultdict(list)
        for quad in self.graph.pointing(self.iri):
            subject = text_of(quad.subject)
            if self.graph.page_of(subject) in (self.iri, None) or quad.predicate.value in _UNSAID | _SHOWN_BELOW:
                continue
            page = self.graph.page_of(subject) or ""
            value = self.value(page)
            values = by_name[self.graph.term(quad.predicate.value)]
            if value not in values and value.href not in shown:
                values.append(value)
        return tuple(_capped(name, values) for name, values in sorted(by_name.items()) if values)

    def words(self, graphs: set[str]) -> tuple[tuple[str, str], ...]:
        """The verification marks, relations, claims and named graphs that a reader meets here, explained."""
        marks = [(mark, meaning) for mark, meaning in MARKS.items() if mark in self._marks]
        cells = [cell for table in self.tables for line in table.lines for cell in line.cells]
        for column, meanings in (("relation", RELATIONS), ("claim", CLAIMS)):
            used = {value.text for cell in cells if cell.name == column for value in cell.values}
            marks.extend((f"{column}: {word}", meaning) for word, meaning in meanings.items() if word in used)
        marks.extend(
            (name.lower(), GRAPHS[key][1]) for key, (name, _) in GRAPHS.items() if key in self._graphs - graphs
        )
        return tuple(marks)


def _capped(name: str, values: list[Value]) -> Row:
    return Row(name, tuple(values[:MOST_VALUES]), more=max(0, len(values) - MOST_VALUES))


def _in_columns(line: Line, columns: tuple[str, ...]) -> Line:
    cells = {cell.name: cell for cell in line.cells}
    return Line(tuple(cells.get(name, Row(name, ())) for name in columns), line.anchor, line.graph)
