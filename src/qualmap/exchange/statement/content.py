"""What a statement says, before it has a form: sections of paragraphs, lists, facts, tables, and one picture.

A statement is made once from a judgement; HTML, PDF and Markdown only put it on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Words:
    """Words of one kind in a line.

    ``quoted``: they are those of a document or a record, to be shown letter by letter. ``language``: of quoted words,
    as an IETF tag, where it is known. ``notes``: the numbers of the sources behind the words. ``address``: the words
    are a web address.
    """

    text: str
    quoted: bool = False
    strong: bool = False
    address: bool = False
    language: str | None = None
    notes: tuple[int, ...] = ()


BETWEEN = " · "
"""What stands between parts of one line: the same sign in every language."""
Line = tuple[Words, ...]
"""One paragraph, cell or entry of a list."""


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
    """A whole statement. ``sources`` are the footnotes, from 1; ``date`` is ISO 8601."""

    language: str
    title: str
    number: str
    date: str
    advice: str
    page: str
    sections: tuple[Section, ...]
    sources_heading: str
    sources: tuple[Line, ...]
    letters_missing: str


def plain(text: str, *, strong: bool = False) -> Line:
    """The statement's own words as a line."""
    return (Words(text, strong=strong),)


def quoted(text: str, language: str | None = None, notes: tuple[int, ...] = ()) -> Line:
    """Words of a document or a record as a line."""
    return (Words(text, quoted=True, language=language, notes=notes),)


def joined(lines: Iterable[Line], between: str = " ") -> Line:
    """Lines one after another."""
    found: list[Words] = []
    for line in lines:
        if found and line:
            found.append(Words(between))
        found += line
    return tuple(found)


def noted(line: Line, notes: tuple[int, ...]) -> Line:
    """The line with sources at its end."""
    return (*line, Words("", notes=notes)) if notes else line


def text_of(line: Line) -> str:
    """The words of a line alone."""
    return "".join(words.text for words in line)
