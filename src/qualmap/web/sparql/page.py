"""An answer as a page: what a browser shows after the query form was sent."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from qualmap.web.http import pages

TURTLE = "text/turtle"
_MOST_ROWS = 1000
_MOST_TURTLE, _MOST_TABLE, _MOST_CELL = 200_000, 2_000_000, 2_000
"""Characters: an answer may be of one long text, and escapes make it longer still."""


def page(body: bytes, content_type: str, home: str) -> str:
    """The answer, as JSON or Turtle, on a page that shows so much of it as one can read."""
    if content_type == TURTLE:
        text = body.decode()
        more = "" if len(text) <= _MOST_TURTLE else "<p>There is more: ask for it as Turtle.</p>"
        parts = f"<pre>{escape(text[:_MOST_TURTLE])}</pre>{more}"
    else:
        found = json.loads(body)
        parts = f"<p>{'Yes' if found['boolean'] else 'No'}</p>" if "boolean" in found else _table(found)
    return pages.page("answer", title="Answer", parts=parts, home=home)


def _table(found: dict[str, Any]) -> str:
    names, rows = found["head"]["vars"], found["results"]["bindings"]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    lines: list[str] = []
    room = _MOST_TABLE
    for row in rows[:_MOST_ROWS]:
        lines.append("".join(_cell(row.get(name)) for name in names))
        room -= len(lines[-1])
        if room < 0:
            break
    body = "".join(f"<tr>{line}</tr>\n" for line in lines)
    shown = f", the first {len(lines)} of them here" if len(rows) > len(lines) else ""
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}{shown}"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Answer"><table><caption>{count}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def _cell(term: dict[str, Any] | None) -> str:
    if term is None:
        return "<td></td>"
    text = str(term["value"])
    value = escape(text if len(text) <= _MOST_CELL else text[:_MOST_CELL] + "…")
    if term["type"] == "uri" and text.startswith(("http://", "https://")) and len(text) <= _MOST_CELL:
        return f'<td><a href="{value}">{value}</a></td>'
    language = escape(str(term.get("xml:lang", "")))
    return f'<td lang="{language}">{value}</td>' if language else f"<td>{value}</td>"
