"""Titles that name no award: permits, memberships, and personal, health, work and attendance papers.

The words that tell them are a record (``crosswalks/model/not-awards.yaml``); here they are only applied.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qualmap.catalog.classifier import pattern
from qualmap.records import NotAwards
from qualmap.records.text import fold
from qualmap.records.titles import PaperKind


@dataclass(frozen=True)
class Papers:
    """Tells what a title names where it is no award."""

    record: NotAwards

    @cached_property
    def kind(self) -> Callable[[str], PaperKind | None]:
        """What kind of paper a title names, or None where nothing says that it is no award."""

        def kind(title: str) -> PaperKind | None:
            folded = fold(title)
            return next((says for says, named, unless in self._each if named(folded) and not unless(folded)), None)

        return lru_cache(maxsize=8192)(kind)

    @cached_property
    def _each(self) -> list[tuple[PaperKind, Callable[[str], bool], Callable[[str], bool]]]:
        return [(paper.says, _holds(paper.title), _holds(paper.unless)) for paper in self.record.papers]


def _holds(words: tuple[str, ...]) -> Callable[[str], bool]:
    found: re.Pattern[str] | None = pattern(words)
    return lambda title: found is not None and found.search(title) is not None
