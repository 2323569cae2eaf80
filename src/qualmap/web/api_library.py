"""The library as ``/api`` holds it. Imported by the first request."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualmap.catalog import read_catalogue
from qualmap.facade import Qualmap
from qualmap.web.api_agency import Agency

if TYPE_CHECKING:
    from qualmap.portability.desk import Desk
    from qualmap.records import Award, Policy, Sought
    from qualmap.records.judgement import Judgement

MOST_AT_A_DESK = 500
"""Judgements that share a desk. It remembers up to 20,000 searches, which strangers could fill with their titles."""


class Served(Qualmap):
    """A library whose judgements share what was looked up for the ones before: ten times as fast.

    They go by the agency's own policy and lists, background papers included.
    """

    _desk: Desk | None = None
    _judged = 0
    _agency = Agency()

    @classmethod
    def of(cls, agency: Agency) -> Served:
        """The bundled catalogue, and what the agency goes by."""
        made = cls(read_catalogue(), lists=agency.lists)
        made._agency = agency
        return made

    def desk(self) -> Desk:
        """The desk of the moment. Only the engine's thread judges at it."""
        if self._desk is None or self._judged >= MOST_AT_A_DESK:
            self._desk, self._judged = super().desk(), 0
        self._judged += 1
        return self._desk

    def assess(
        self,
        award: Award | dict[str, Any],
        destination: str,
        purpose: str,
        *,
        sought: Sought | dict[str, Any] | None = None,
        on: str | date | None = None,
        policy: Policy | str | Path | None = None,
    ) -> Judgement:
        """As the library does, by the agency's policy unless another is given."""
        rules = self._agency.policy if policy is None else policy
        return super().assess(award, destination, purpose, sought=sought, on=on, policy=rules)
