"""A record to begin with, and what in a record is still the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualmap.catalog.text import Document
from qualmap.errors import Problem

_NOTE = "Replace this by a source: an address and `verification: seen` once you have read it there."
_TITLE = "Title of an award that stands here"
_HELD = "Title of an award, as printed in its own language"
_SAID = "Title of an award, as the body prints it"
_ACCESS = "What the body says of access"
_LEFT = {
    _NOTE: "say where the facts stand, or what is behind them",
    _TITLE: "write the title of an award on this level, or remove the entry",
    _HELD: "write the title of an award that people hold",
    _SAID: "write the title of the award that the body speaks of",
    _ACCESS: "write what the body says, or what levels or award it names",
}
"""What a scaffold holds in place of facts, and what to do about it."""


def scaffold(head: dict[str, Any], levels: int) -> dict[str, Any]:
    """The tree of a framework record with this head and so many levels, numbered from 1."""
    tree: dict[str, Any] = head | {"source": "s1", "sources": [{"id": "s1", "verification": "recalled", "note": _NOTE}]}
    tree["levels"] = [{"code": str(rank), "rank": str(rank), "source": "s1"} for rank in range(1, levels + 1)]
    if levels:
        tree["qualification_types"] = [{"title": _TITLE, "levels": [str(levels)], "source": "s1"}]
    return tree


def awards_scaffold(country: str, name: str) -> dict[str, Any]:
    """The tree of a record of the awards that people of a country hold; ``country`` is its code."""
    source = {"id": "s1", "verification": "recalled", "note": _NOTE}
    award = {"id": "first-award", "title": _HELD, "language": "en", "source": "s1"}
    return {"id": country.lower(), "name": name, "countries": [country], "sources": [source], "awards": [award]}


def statements_scaffold(key: str, body: str, country: str) -> dict[str, Any]:
    """The tree of a record of what a body of a country says; ``key`` is BODY--COUNTRY, of whose awards."""
    source = {"id": "s1", "verification": "recalled", "note": _NOTE}
    statement = {"title": _SAID, "language": "en", "says": "access", "access": _ACCESS, "source": "s1"}
    return {
        "id": key,
        "body": body,
        "body_country": country,
        "country": key.rpartition("--")[2],
        "notice": f"Statements of {body}, as facts in our own words; not under CC0, see NOTICE.md.",
        "sources": [source],
        "statements": [statement],
    }


def placeholders(document: Document) -> Iterator[Problem]:
    """Findings for what a scaffold wrote in place of facts and nobody has replaced."""
    for path in document.lines:
        text = document.at(path)
        if isinstance(text, str) and text in _LEFT:
            yield document.problem(path, "still holds what `qualmap new` wrote", _LEFT[text])
