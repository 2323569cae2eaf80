"""A statement as Markdown (CommonMark with tables and footnotes); the picture as lines of text."""

from __future__ import annotations

import re

from qualmap.documents.statement.bidi import isolated
from qualmap.documents.statement.content import (
    Block,
    Facts,
    Heading,
    Items,
    Paragraph,
    Picture,
    Section,
    Statement,
    Table,
)
from qualmap.wording.line import Line, Words

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~^$&!{}])")
_AT_START = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)]))")
_ADDRESS = re.compile(r"https?://[^\s<>]+")


def to_markdown(statement: Statement) -> bytes:
    """The statement as Markdown."""
    parts = [
        f"# {_safe(statement.title)}",
        f"{_safe(statement.number)} · {_safe(statement.day)}",
        f"> **{_safe(statement.advice)}**",
        *(_section(section) for section in statement.sections),
    ]
    if statement.sources:
        parts.append(f"## {_safe(statement.sources_heading)}")
        parts.append("\n".join(f"[^{number}]: {_line(line)}" for number, line in enumerate(statement.sources, 1)))
    return ("\n\n".join(parts) + "\n").encode()


def _section(section: Section) -> str:
    heading = [f"## {_safe(section.heading)}"] if section.heading else []
    return "\n\n".join([*heading, *(_block(block) for block in section.blocks)])


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            text = _start(_line(block.line))
            return f"**{text}**" if block.size == "lead" else text
        case Heading():
            return f"### {_safe(block.text)}"
        case Items():
            return "\n".join(f"- {_start(_line(line))}" for line in block.lines)
        case Facts():
            blank = "\\_" * 30 if block.blank else ""
            return "\n".join(f"- **{_safe(name)}**: {_line(line) or blank}" for name, line in block.rows)
        case Table():
            return _table(block)
        case Picture():
            return "\n".join(["```text", *(isolated(line).replace("```", "'''") for line in block.lines), "```"])


def _table(table: Table) -> str:
    rows = [[_safe(name) for name in table.head], ["---"] * len(table.head)]
    rows += [[_line(line) for line in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _line(line: Line) -> str:
    return "".join(_words(words) for words in line)


def _words(words: Words) -> str:
    text = f"<{words.text}>" if words.address and _ADDRESS.fullmatch(words.text) else _safe(words.text)
    marks = ("**" if words.strong else "") + ("*" if words.quoted else "")
    if marks and words.text and words.text == words.text.strip():
        inner = _safe(isolated(words.text)) if words.quoted else text
        text = f"{marks}{inner}{marks[::-1]}"
    return text + "".join(f"[^{number}]" for number in words.notes)


def _safe(text: str) -> str:
    """Text in which no sign means anything but itself."""
    return _SIGNS.sub(r"\\\1", " ".join(text.splitlines()))


def _start(text: str) -> str:
    """A line that begins no list, heading or rule."""
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)
