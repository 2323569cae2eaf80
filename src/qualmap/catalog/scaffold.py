"""A record to begin with, and what in a record is still the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualmap.catalog.text import Document
from qualmap.errors import Problem

_NOTE = "Replace this by a source: an address and `verification: seen` once you have read it there."
_TITLE = "Title of an award that stands here"
_LEFT = {
    _NOTE: "say where the facts stand, or what is behind them",
    _TITLE: "write the title of an award on this level, or remove the entry",
}
"""What a scaffold holds in place of facts, and what to do about it."""


def scaffold(head: dict[str, Any], levels: int) -> dict[str, Any]:
    """The tree of a framework record with this head and so many levels, numbered from 1."""
    tree: dict[str, Any] = head | {"source": "s1", "sources": [{"id": "s1", "verification": "recalled", "note": _NOTE}]}
    tree["levels"] = [{"code": str(rank), "rank": str(rank), "source": "s1"} for rank in range(1, levels + 1)]
    if levels:
        tree["qualification_types"] = [{"title": _TITLE, "levels": [str(levels)], "source": "s1"}]
    return tree


def placeholders(document: Document) -> Iterator[Problem]:
    """Findings for what a scaffold wrote in place of facts and nobody has replaced."""
    for path in document.lines:
        text = document.at(path)
        if isinstance(text, str) and text in _LEFT:
            yield document.problem(path, "still holds what `qualmap new` wrote", _LEFT[text])
