"""An answer as a page: what a browser shows after the query form was sent."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from qualmap.web import pages

JSON, TURTLE = "application/sparql-results+json", "text/turtle"
SOURCE = f"{JSON}, {TURTLE}"
"""The forms that a page is made from."""
_MOST_ROWS = 1000
_MOST_TEXT = 200_000


def page(body: bytes, content_type: str, home: str) -> str:
    """The answer, in one of the forms of ``SOURCE``, as a page that shows so much of it as one can read."""
    if content_type == TURTLE:
        text = body.decode()
        more = "" if len(text) <= _MOST_TEXT else "<p>There is more: ask for it as Turtle.</p>"
        parts = f"<pre>{escape(text[:_MOST_TEXT])}</pre>{more}"
    else:
        found = json.loads(body)
        parts = f"<p>{'Yes' if found['boolean'] else 'No'}</p>" if "boolean" in found else _table(found)
    return pages.page("answer", title="Answer", parts=parts, home=home)


def _table(found: dict[str, Any]) -> str:
    names, rows = found["head"]["vars"], found["results"]["bindings"]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    lines = ("".join(_cell(row.get(name)) for name in names) for row in rows[:_MOST_ROWS])
    body = "".join(f"<tr>{line}</tr>\n" for line in lines)
    shown = f", the first {_MOST_ROWS} of them here" if len(rows) > _MOST_ROWS else ""
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}{shown}"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Answer"><table><caption>{count}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def _cell(term: dict[str, Any] | None) -> str:
    if term is None:
        return "<td></td>"
    value = escape(str(term["value"]))
    if term["type"] == "uri" and value.startswith(("http://", "https://")):
        return f'<td><a href="{value}">{value}</a></td>'
    language = escape(str(term.get("xml:lang", "")))
    return f'<td lang="{language}">{value}</td>' if language else f"<td>{value}</td>"
