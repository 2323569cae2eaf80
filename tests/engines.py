"""The library's questions put to engines that are not ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qualmap import Qualmap
from qualmap.errors import RemoteError
from qualmap.store.library import Question, library

NOT_EVERYWHERE: dict[tuple[str, str], str] = {}
"""Known divergences: (engine, question) to the reason, which docs/own-server.md gives too. None today."""


def same_rows(
    qm: Qualmap, engine: str, name: str, ask: Callable[[Question], tuple[list[str], list[tuple[Any, ...]]]]
) -> None:
    """The engine's columns and rows are ours, unless it is known to diverge, which it then must."""
    question = library()[name]
    expected = qm.ask(name, **question.example)
    wanted = [tuple(row.values()) for row in expected]
    reason = NOT_EVERYWHERE.get((engine, name))
    try:
        columns, rows = ask(question)
    except (TimeoutError, RemoteError):
        if reason is not None:
            return
        raise
    if reason is not None:
        assert rows != wanted, f"no longer diverges, so strike it from the list: {reason}"
        return
    assert wanted
    assert columns == expected.columns
    assert rows == wanted  # in this order too: every question says its order in full
