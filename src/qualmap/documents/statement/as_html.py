"""A statement as one HTML page that needs nothing else: no script, no address fetched, its style named by its hash."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files

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


def to_html(statement: Statement) -> bytes:
    """The statement as an HTML page."""
    style = _style()
    mark = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = f"{statement.title} · {statement.number}"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{statement.language}" dir="{statement.direction}">',
        '<head>\n<meta charset="utf-8">',
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{mark}'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>{style}</style>\n</head>",
        "<body>\n<main>",
        f"<h1>{escape(statement.title)}</h1>",
        f'<p class="number">{escape(statement.number)} · {escape(statement.day)}</p>',
        f'<p class="advice"><strong>{escape(statement.advice)}</strong></p>',
        *(_section(section) for section in statement.sections),
    ]
    if statement.sources:
        lines = (f'<li id="source-{number}">{_line(line)}</li>' for number, line in enumerate(statement.sources, 1))
        heading = f"<h2>{escape(statement.sources_heading)}</h2>"
        parts.append("\n".join(['<section class="sources">', heading, "<ol>", *lines, "</ol>\n</section>"]))
    return "\n".join([*parts, "</main>\n</body>\n</html>", ""]).encode()


@cache
def _style() -> str:
    return files(__package__).joinpath("statement.css").read_text("utf-8")


def _section(section: Section) -> str:
    opened = '<section class="together">' if section.together else "<section>"
    heading = [f"<h2>{escape(section.heading)}</h2>"] if section.heading else []
    return "\n".join([opened, *heading, *(_block(block) for block in section.blocks), "</section>"])


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            kind = "" if block.size == "text" else f' class="{block.size}"'
            return f"<p{kind}>{_line(block.line)}</p>"
        case Heading():
            return f"<h3>{escape(block.text)}</h3>"
        case Items():
            return "\n".join(["<ul>", *(f"<li>{_line(line)}</li>" for line in block.lines), "</ul>"])
        case Facts():
            opened = '<dl class="blank">' if block.blank else "<dl>"
            rows = (f"<dt>{escape(name)}</dt>\n<dd>{_line(line)}</dd>" for name, line in block.rows)
            return "\n".join([opened, *rows, "</dl>"])
        case Table():
            return _table(block)
        case Picture():
            return f"<figure>\n{block.svg}</figure>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = []
    for first, *others in table.rows:
        cells = (
            f'<td data-label="{escape(name)}">{_line(line)}</td>'
            for name, line in zip(table.head[1:], others, strict=True)
        )
        rows.append(f'<tr><th scope="row">{_line(first)}</th>{"".join(cells)}</tr>')
    caption = f"<caption>{escape(table.caption)}</caption>"
    return "\n".join(["<table>", caption, f"<thead><tr>{head}</tr></thead>", "<tbody>", *rows, "</tbody>", "</table>"])


def _line(line: Line) -> str:
    return "".join(_words(words) for words in line)


def _words(words: Words) -> str:
    text = escape(words.text)
    if words.address:
        text = f'<a href="{text}" rel="noreferrer">{text}</a>'
    elif words.quoted:
        language = f' lang="{escape(words.language)}"' if words.language else ""
        text = f'<i{language} dir="auto"><bdi>{text}</bdi></i>' if words.text else ""
    elif words.language:
        text = f'<span lang="{escape(words.language)}">{text}</span>'
    if words.strong and words.text:
        text = f"<strong>{text}</strong>"
    notes = ", ".join(f'<a href="#source-{number}">{number}</a>' for number in words.notes)
    return text + (f"<sup>{notes}</sup>" if notes else "")
