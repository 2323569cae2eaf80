"""A line of text whose parts know what they are: our own words, those of a document, an address, a footnote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Words of one kind in a line.

    ``quoted``: they are those of a document or a record, to be shown letter by letter. ``language``: that of the
    words, as an IETF tag, where it is known and not the page's own. ``notes``: the numbers of the sources behind the
    words. ``address``: the words are a web address.
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


def plain(text: str, *, strong: bool = False) -> Line:
    """Our own words as a line."""
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
