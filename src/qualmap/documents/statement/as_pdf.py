"""A statement as PDF, set by Typst: tagged (PDF/UA-1), made to be kept (PDF/A-2a), the same bytes for the same words.

Letters come from the fonts inside Typst where they have them: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew,
Arabic, Devanagari and Lao. Other scripts need fonts of the machine, and the bytes are then that machine's; without
them the page says that letters are missing.
"""

from __future__ import annotations

import re
from typing import Any

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
from qualmap.errors import MissingExtraError
from qualmap.wording.line import Line, Words

STANDARDS = ["ua-1", "a-2a"]
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

LOOK = """
#set page(paper: "a4", margin: (x: 20mm, top: 18mm, bottom: 20mm))
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"), size: 9.5pt, fill: rgb("#1b1f24"))
#set par(leading: 0.55em, spacing: 0.75em)
#set list(indent: 0.2em, spacing: 0.5em, marker: [•])
#set table(stroke: (x, y) => (bottom: 0.5pt + rgb("#c3cbd4")), inset: (x: 4pt, y: 3.5pt),
  fill: (x, y) => if y == 0 { rgb("#f2f4f7") })
#show table.cell.where(y: 0): strong
#show table: set text(size: 8.8pt)
#show table: set par(justify: false)
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 2): it => block(above: 1.2em, below: 0.6em, width: 100%, sticky: true,
  stroke: (bottom: 1.2pt + rgb("#1b6e3c")), inset: (bottom: 2pt), text(size: 11.5pt, bottom-edge: "descender", it.body))
#show heading.where(level: 3): it => block(above: 0.9em, below: 0.5em, sticky: true, text(size: 9.5pt, it.body))
#let quiet(body) = text(fill: rgb("#4d5763"), body)
#let small(body) = text(size: 8.3pt, fill: rgb("#4d5763"), body)
#let lead(body) = block(above: 0.9em, below: 0.8em, text(size: 12pt, weight: "bold", body))
#let advice(body) = block(width: 100%, fill: rgb("#f2f4f7"), stroke: (left: 3pt + rgb("#1b6e3c")), inset: 7pt,
  above: 0.9em, below: 0.9em, strong(body))
#let facts(..rows) = grid(columns: (38mm, 1fr), column-gutter: 4mm, row-gutter: 0.6em, align: left, ..rows)
#let blank(..rows) = grid(columns: (38mm, 1fr), column-gutter: 4mm, row-gutter: 3mm, align: left + bottom, ..rows)
#let rule = block(width: 100%, height: 6mm, stroke: (bottom: 0.5pt))
"""


def to_pdf(statement: Statement) -> bytes:
    """The statement as PDF. Raises MissingExtraError where Typst is not installed."""
    try:
        import typst
    except ModuleNotFoundError:
        raise MissingExtraError("typst", "statement") from None

    def made(*, machine_fonts: bool, standards: list[Any], missing: bool = False) -> bytes:
        source = to_typst(statement, letters_missing=missing).encode()
        return typst.compile(source, format="pdf", ignore_system_fonts=not machine_fonts, pdf_standards=standards)

    for machine_fonts in (False, True):
        try:
            return made(machine_fonts=machine_fonts, standards=STANDARDS)
        except typst.TypstError:  # a letter that no font has, which the standards forbid
            continue
    return made(machine_fonts=True, standards=[], missing=True)


def to_typst(statement: Statement, *, letters_missing: bool = False) -> str:
    """The statement as a Typst document; every text stands in it as a string, so that nothing in it is markup."""
    year, month, day = (int(part) for part in statement.date.split("-"))
    before, between, after = re.split(r"\{pages?\}", statement.page)
    parts = [
        (
            f"#set document(title: {_string(f'{statement.title} · {statement.number}')}, "
            f'author: "qualmap", date: datetime(year: {year}, month: {month}, day: {day}))'
        ),
        f'#set text(lang: "{statement.language}")',
        LOOK.strip(),
        (
            f"#set page(footer: context small[#{_string(f'{statement.title} · {statement.number} · {statement.day}')} "
            f"#h(1fr) #{_string(before)}#counter(page).display()#{_string(between)}"
            f"#counter(page).final().first()#{_string(after)}])"
        ),
        f"= #{_string(statement.title)}",
        f"#quiet[#{_string(f'{statement.number} · {statement.day}')}]",
        f"#advice[#{_string(statement.advice)}]",
    ]
    if letters_missing:
        parts.append(f"#advice[#{_string(statement.letters_missing)}]")
    parts += [_section(section) for section in statement.sections]
    if statement.sources:
        parts.append(f"== #{_string(statement.sources_heading)}")
        lines = (f"+ {_line(line)} #label({_string(f'source-{n}')})" for n, line in enumerate(statement.sources, 1))
        parts.append("#{set text(size: 8pt)\n[\n" + "\n".join(lines) + "\n]}")
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    heading = [f"== #{_string(section.heading)}"] if section.heading else []
    body = "\n\n".join([*heading, *(_block(block) for block in section.blocks)])
    return f"#block(breakable: false, width: 100%, above: 1.2em)[\n{body}\n]" if section.together else body


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _line(block.line) if block.size == "text" else f"#{block.size}[{_line(block.line)}]"
        case Heading():
            return f"=== #{_string(block.text)}"
        case Items():
            return "\n".join(f"- {_line(line)}" for line in block.lines)
        case Facts():
            rows = (f"quiet[#{_string(name)}], {'rule' if block.blank else _cell(line)}" for name, line in block.rows)
            return f"#{'blank' if block.blank else 'facts'}(\n" + ",\n".join(rows) + ")"
        case Table():
            return _table(block)
        case Picture():
            alt = _string(block.description)
            return f'#image(bytes({_string(block.svg)}), format: "svg", width: 100%, alt: {alt})'


def _table(table: Table) -> str:
    widths = ", ".join(f"{width}fr" for width in table.widths)
    head = ", ".join(f"[#{_string(name)}]" for name in table.head)
    rows = ",\n".join(", ".join(_cell(line) for line in row) for row in table.rows)
    return f"#table(columns: ({widths}),\ntable.header({head}),\n{rows})"


def _cell(line: Line) -> str:
    return f"[{_line(line)}]"


def _line(line: Line) -> str:
    return "".join(_words(words) for words in line)


def _words(words: Words) -> str:
    found = ""
    if words.text:
        found = f"#{_string(isolated(words.text) if words.quoted else words.text)}"
        if words.address:
            found = f"#link({_string(words.text)})[{found}]"
        language = (words.language or "und").partition("-")[0]
        if language != "und":
            found = f'#text(lang: "{language}")[{found}]'
        if words.quoted:
            found = f"#emph[{found}]"
        if words.strong:
            found = f"#strong[{found}]"
    if words.notes:
        links = ", ".join(f"#link(label({_string(f'source-{number}')}))[{number}]" for number in words.notes)
        found += f"#super[{links}]"
    return found


def _string(text: str) -> str:
    """Text as a Typst string."""
    flat = _CONTROL.sub(lambda sign: f"\\u{{{ord(sign[0]):x}}}", text.replace("\\", "\\\\").replace('"', '\\"'))
    return f'"{flat}"'
