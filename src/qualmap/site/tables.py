"""The tables that a page is read for: a framework's ladder, a crosswalk's rows, where a level stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pyoxigraph as ox

from qualmap.ontology.terms import DCT, OWL, POSITION, PROV, QM, SKOS, SSSOM, VOID, XKOS
from qualmap.site.graph import Graph, text_of
from qualmap.site.view import Line, Row, Table, Value
from qualmap.site.words import GRAPHS, TYPE, local_name

LEVEL = QM + "level"
AWARD = QM + "qualificationType"
STANDS_AT = QM + "standsAt"
ORIGIN = QM + "originLevel"
DESTINATION = QM + "destinationLevel"
SOURCE_CONCEPT = XKOS + "sourceConcept"
TARGET_CONCEPT = XKOS + "targetConcept"
_SOURCE = PROV + "wasDerivedFrom"
_SHOW: tuple[tuple[str, str], ...] = (
    ("relation", QM + "relation"),
    ("claim", QM + "claim"),
    ("confidence in the answer", QM + "answerConfidence"),
    ("what the confidence rests on", QM + "confidenceBasis"),
    ("confidence in this pair", SSSOM + "confidence"),
    ("what decides", QM + "decidesBy"),
    ("source", _SOURCE),
    ("statement", DCT + "description"),
)

OTHER_END = {ORIGIN: DESTINATION, SOURCE_CONCEPT: TARGET_CONCEPT, DESTINATION: ORIGIN, TARGET_CONCEPT: SOURCE_CONCEPT}
MOST_LINES = 200
"""How many rows a table shows before it only counts the rest; official rows come first."""
_GRAPH_ORDER = {name: position for position, name in enumerate(GRAPHS)}
_ENDS = (
    *(("from here", QM + "origin"), ("to here", QM + "destination")),
    *(("from here", VOID + "subjectsTarget"), ("to here", VOID + "objectsTarget")),
)

Show = Callable[[str], Value]


def special_tables(graph: Graph, page: str, show: Show) -> tuple[Table, ...]:
    """The tables of a page by its kind; empty ones are left out. ``show`` makes a value of an IRI."""
    kind = graph.kind(page)
    found: Iterable[Table] = ()
    if kind == "Framework":
        found = (_ladder(graph, page, show), _no_level(graph, page, show), _tables_of(graph, page, show))
    elif kind == "Level":
        found = (_awards(graph, page, show), *_elsewhere(graph, page, show))
    elif kind in ("Table", "Crosswalk"):
        found = (_rows(graph, page, show),)
    return tuple(table for table in found if table.lines)


def _ladder(graph: Graph, framework: str, show: Show) -> Table:
    levels = graph.values(framework, LEVEL)
    levels.sort(key=lambda level: (graph.number(level, QM + "rank"), graph.position(level), level))
    lines = []
    for level in levels:
        awards = tuple(_named(graph, award, show) for award in _by_position(graph, graph.subjects(STANDS_AT, level)))
        same = tuple(show(other) for other in graph.values(level, SKOS + "exactMatch"))
        cells = (
            ("level", (_code(graph, level, show),)),
            ("title", _texts(graph, level, DCT + "title")),
            ("awards", awards),
        )
        lines.append(_line((*cells, ("the same, elsewhere", same))))
    return _table("Levels", lines, "The ladder, from the lowest rung up.")


def _no_level(graph: Graph, framework: str, show: Show) -> Table:
    awards = [award for award in graph.values(framework, AWARD) if not graph.values(award, STANDS_AT)]
    lines = [_line((("award", (_named(graph, award, show),)),)) for award in _by_position(graph, awards)]
    return _table("Awards on no level", lines, "No source that we know says on which level they stand.")


def _tables_of(graph: Graph, framework: str, show: Show) -> Table:
    lines = []
    for name, predicate in _ENDS:
        for table in graph.subjects(predicate, framework):
            status = _texts(graph, table, QM + "status")
            title = _texts(graph, table, DCT + "title")
            cells = (("table", (show(table),)), ("direction", (Value(name),)), ("status", status), ("title", title))
            lines.append(_line(cells))
    return _table("Tables", lines, "What links these levels to another framework's, and what kind of act that is.")


def _awards(graph: Graph, level: str, show: Show) -> Table:
    awards = _by_position(graph, graph.subjects(STANDS_AT, level))
    lines = [
        _line(
            (
                ("award", (_named(graph, award, show),)),
                ("years", _texts(graph, award, QM + "years")),
                ("credits", _texts(graph, award, QM + "credits")),
                ("credit system", _texts(graph, award, QM + "creditSystem")),
            )
        )
        for award in awards
    ]
    return _table("Awards on this level", lines)


def _elsewhere(graph: Graph, level: str, show: Show) -> Iterable[Table]:
    """The rows of all tables that name this level, in the direction in which they were stated."""
    for here, heading in (
        ((ORIGIN, SOURCE_CONCEPT), "Where this level stands elsewhere"),
        ((DESTINATION, TARGET_CONCEPT), "What stands on this level elsewhere"),
    ):
        stated = graph.subjects(here[0], level)
        worked_out = [
            one for one in graph.subjects(here[1], level) if graph.kind(graph.page_of(one) or "") == "Crosswalk"
        ]
        links = [(_GRAPH_ORDER.get(_graph_of(graph, link), len(_GRAPH_ORDER)), link) for link in (*stated, *worked_out)]
        links.sort(key=lambda pair: pair[0])
        there = OTHER_END[here[0]], OTHER_END[here[1]]
        lines = [_link(graph, link, there, show) for _, link in links[:MOST_LINES]]
        meaning = "The relation is the one that the table states, from its level of origin."
        yield _table(heading, lines, meaning, more=max(0, len(links) - MOST_LINES))


def _link(graph: Graph, link: str, there: tuple[str, str], show: Show) -> Line:
    """A row of some table, seen from one of its levels; the table's status says how much it is worth."""
    table = graph.page_of(link) or link
    cells = (
        (
            "levels",
            tuple(show(other) for end in there for other in graph.values(link, end)) or (Value("no counterpart"),),
        ),
        ("relation", _texts(graph, link, QM + "relation")),
        ("table", (show(table),)),
        ("status of the table", _texts(graph, table, QM + "status")),
        ("confidence", _texts(graph, link, QM + "answerConfidence")),
    )
    return _line(cells, graph=_graph_of(graph, link))


def _rows(graph: Graph, table: str, show: Show) -> Table:
    origin, destination = ORIGIN, DESTINATION
    links = [part for part in graph.parts(table) if graph.value(part, origin)]
    if not links:  # worked out: one association for each pair of levels
        origin, destination = SOURCE_CONCEPT, TARGET_CONCEPT
        links = [part for part in graph.parts(table) if graph.value(part, origin)]
        links.sort(key=lambda link: graph.number(graph.value(link, origin), QM + "rank"))
    names = [f"level of {graph.short(end)}" if end else "level" for end in graph.ends(table)]
    lines = []
    for link in links:
        pairs = {graph.value(pair, TARGET_CONCEPT): pair for pair in graph.subjects(DCT + "isPartOf", link)}
        cells: list[tuple[str, tuple[Value, ...]]] = [
            (names[0], tuple(_code(graph, level, show) for level in graph.values(link, origin))),
            (f"to {names[1]}", _targets(graph, graph.values(link, destination), pairs, show)),
        ]
        for name, predicate in _SHOW:
            if predicate == _SOURCE:
                cells.append((name, tuple(show(source) for source in graph.values(link, predicate))))
            else:
                cells.append((name, _texts(graph, link, predicate)))
        for pair in pairs.values():
            cells.append(("qualmap's trust in it", _texts(graph, pair, SSSOM + "confidence")))
            found = graph.values(pair, SSSOM + "mapping_justification")
            cells.append((graph.term(SSSOM + "mapping_justification"), tuple(map(show, found))))
        cells.extend(_other_cells(graph, link, show))
        lines.append(_line(cells, graph.anchor(link), _graph_of(graph, link)))
    return _table("Rows", lines, "Each row: a level of origin, what it corresponds to, and who says so.")


def _targets(graph: Graph, levels: Iterable[str], pairs: Mapping[str, str], show: Show) -> tuple[Value, ...]:
    """The levels of destination, each the place on the page of the pair that it makes with the level of origin."""
    anchors = {level: graph.anchor(pair) for level, pair in pairs.items()}
    found = [replace(_code(graph, one, show), anchor=anchors.get(one, "")) for one in _by_position(graph, levels)]
    return tuple(found) or (Value("no counterpart", anchor=anchors.get("", "")),)


def _other_cells(graph: Graph, link: str, show: Show) -> Iterable[tuple[str, tuple[Value, ...]]]:
    """What else is said of a row, so that nothing is left out."""
    ends = {*OTHER_END, OWL + "annotatedSource", OWL + "annotatedTarget"}
    known = {*ends, POSITION, TYPE, *(predicate for _, predicate in _SHOW)}
    for quad in graph.said(link):
        if quad.predicate.value not in known:
            text = text_of(quad.object)
            yield (
                graph.term(quad.predicate.value),
                (Value(text) if isinstance(quad.object, ox.Literal) else show(text),),
            )


def _table(heading: str, lines: list[Line], meaning: str = "", more: int = 0) -> Table:
    """A table of so many rows at most, without the columns that are empty in every row."""
    more, lines = more + max(0, len(lines) - MOST_LINES), lines[:MOST_LINES]
    names = dict.fromkeys(cell.name for line in lines for cell in line.cells if cell.values)
    kept = []
    for line in lines:
        cells = {cell.name: cell for cell in line.cells}
        kept.append(Line(tuple(cells.get(name, Row(name, ())) for name in names), line.anchor, line.graph))
    return Table(heading, tuple(names), tuple(kept), meaning, more)


def _line(cells: Iterable[tuple[str, tuple[Value, ...]]], anchor: str = "", graph: str = "") -> Line:
    """A row of a table; cells of the same name are one, and hold each value once."""
    merged: dict[str, tuple[Value, ...]] = {}
    for name, values in cells:
        merged[name] = tuple(dict.fromkeys((*merged.get(name, ()), *values)))
    return Line(tuple(Row(name, values) for name, values in merged.items()), anchor, graph)


def _named(graph: Graph, award: str, show: Show) -> Value:
    """An award by its title alone: the page already says of which framework it is."""
    value = show(award)
    return Value(graph.value(award, DCT + "title") or value.text, value.href)


def _code(graph: Graph, level: str, show: Show) -> Value:
    """A level by its code alone: the column says of which framework it is."""
    return Value(graph.value(level, SKOS + "notation") or local_name(level), show(level).href)


def _texts(graph: Graph, iri: str, predicate: str) -> tuple[Value, ...]:
    return tuple(Value(text) for text in graph.values(iri, predicate))


def _by_position(graph: Graph, iris: Iterable[str]) -> list[str]:
    return sorted(iris, key=lambda iri: (graph.position(iri), iri))


def _graph_of(graph: Graph, link: str) -> str:
    """The end of the address of the named graph that says a row."""
    return next((local_name(text_of(quad.graph_name)) for quad in graph.said(link)), "")
