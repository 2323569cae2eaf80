"""What a page shows, as plain data: the templates only lay it out."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Value:
    """One value: a text, perhaps with a link, a verification mark, an anchor, and values that belong to it."""

    text: str
    href: str = ""
    external: bool = False
    language: str = ""
    mark: str = ""
    anchor: str = ""
    sources: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Row:
    """A name with its values: a line of facts, or a cell of a table under its column's name."""

    name: str
    values: tuple[Value, ...]
    more: int = 0


@dataclass(frozen=True)
class Facts:
    """What one named graph says about the page's own resource."""

    graph: str
    name: str
    meaning: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Line:
    """A row of a table. ``graph`` names the named graph that says it, where that differs from row to row."""

    cells: tuple[Row, ...]
    anchor: str = ""
    graph: str = ""


@dataclass(frozen=True)
class Table:
    """A table under a heading; an empty one is not shown."""

    heading: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    meaning: str = ""
    more: int = 0
    """How many further rows are not shown."""


@dataclass(frozen=True)
class Document:
    """A page: where it stands, what it says, and what points at it."""

    iri: str
    title: str
    kind: str
    root: str
    """From the page to the folder of the site: ``../../`` and so on."""
    turtle: str
    jsonld: str
    breadcrumbs: tuple[Value, ...]
    facts: tuple[Facts, ...]
    tables: tuple[Table, ...]
    parts: tuple[Table, ...]
    backlinks: tuple[Row, ...] = field(default=())
    words: tuple[tuple[str, str], ...] = field(default=())
    """The words on this page that need an explanation, with it."""
