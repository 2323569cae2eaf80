"""What a statement says, before it has a form: sections of paragraphs, lists, facts, tables, and one picture.

A statement is made once from a judgement; HTML, PDF and Markdown only put it on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qualmap.wording.line import Line


@dataclass(frozen=True)
class Paragraph:
    """One line of text; ``lead`` is the answer itself, ``small`` what explains."""

    line: Line
    size: Literal["lead", "text", "small"] = "text"


@dataclass(frozen=True)
class Heading:
    """A heading below that of the section."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Facts:
    """Names and their values; ``blank``: the values are places to write in."""

    rows: tuple[tuple[str, Line], ...]
    blank: bool = False


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row is its head. ``widths``: shares of the width, one for each column."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Picture:
    """An SVG picture, what it shows in one sentence, and the same as lines of text."""

    svg: str
    description: str
    lines: tuple[str, ...]


Block = Paragraph | Heading | Items | Facts | Table | Picture


@dataclass(frozen=True)
class Section:
    """A part of a statement. ``together``: it should stand on one page."""

    heading: str
    blocks: tuple[Block, ...]
    together: bool = False


@dataclass(frozen=True)
class Statement:
    """A whole statement. ``sources`` are the footnotes, from 1; ``date`` is ISO 8601, ``day`` the same in words."""

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    number: str
    date: str
    day: str
    advice: str
    page: str
    sections: tuple[Section, ...]
    sources_heading: str
    sources: tuple[Line, ...]
    letters_missing: str
