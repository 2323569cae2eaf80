"""A query that the guard let pass, and what it found out; queries that come again are not read again."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from qualmap.store.guard import Checked, check


@lru_cache(maxsize=128)
def allowed(sparql: str, graphs: Collection[str] | None) -> Checked:
    """Its form, and whether it says by FROM over which of ``graphs`` it runs. Raises QueryError."""
    return check(sparql, graphs)
