"""The library as ``/api`` holds it. Imported by the first request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualmap.facade import Qualmap

if TYPE_CHECKING:
    from qualmap.portability.desk import Desk

MOST_AT_A_DESK = 500
"""Judgements that share a desk. It remembers up to 20,000 searches, which strangers could fill with their titles."""


class Served(Qualmap):
    """A library whose judgements share what was looked up for the ones before: ten times as fast."""

    _desk: Desk | None = None
    _judged = 0

    def desk(self) -> Desk:
        """The desk of the moment. Only the engine's thread judges at it."""
        if self._desk is None or self._judged >= MOST_AT_A_DESK:
            self._desk, self._judged = super().desk(), 0
        self._judged += 1
        return self._desk
