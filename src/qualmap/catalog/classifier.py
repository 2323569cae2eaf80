"""The written rule that gives an award its generic type: from title, years and ISCED, blind to level.

The rule itself is a record (``crosswalks/model/generic-types.yaml``); here it is only applied.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qualmap.records import GenericTypes, QualificationType, TypeRule
from qualmap.records.base import Range
from qualmap.records.text import fold

# A number in a title is often the level itself; a school grade or class is not.
_LEVEL_WORDS = re.compile(r"\b(level|niveau|nivel|stufe|επιπεδου)\s*(\d+(\.\d+)?|[ivx]+)\b|\b\d+\.? ?taseme\b")


_BARE_NUMBERS = re.compile(r"(?<!grade )(?<!class )(?<!grades )(?<![\w.-])([ivx]+|\d{1,2})(?![\w.-])")


def blind(title: str) -> str:
    """The folded title with every number that could be a level blanked out."""
    return " ".join(_BARE_NUMBERS.sub(" ", _LEVEL_WORDS.sub(" ", fold(title))).split())


@dataclass(frozen=True)
class _Compiled:
    rule: TypeRule
    title: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def fits(self, title: str, years: float | None, isced: int | None) -> bool:
        rule = self.rule
        return (
            (self.title is None or self.title.search(title) is not None)
            and (self.unless is None or self.unless.search(title) is None)
            and (rule.isced is None or rule.isced == isced)
            and (rule.isced_at_most is None or (isced is not None and isced <= rule.isced_at_most))
            and (rule.years_at_least is None or years is None or years >= rule.years_at_least)
            and (rule.years_at_most is None or years is None or years <= rule.years_at_most)
        )


@dataclass(frozen=True)
class TypeClassifier:
    """Applies the written rule of a taxonomy record to titles whose abbreviations ``spelled`` spells out."""

    taxonomy: GenericTypes
    spelled: Callable[[str], str] = str

    @cached_property
    def _rules(self) -> tuple[_Compiled, ...]:
        return tuple(_Compiled(rule, pattern(rule.title), pattern(rule.unless)) for rule in self.taxonomy.rules)

    @cached_property
    def known(self) -> frozenset[str]:
        """The ids of the generic types."""
        return frozenset(generic.id for generic in self.taxonomy.types)

    def by_rule(self, title: str, years: float | None = None, isced: int | None = None) -> str | None:
        """The generic type that the written rule gives, or None where no line of it fits."""
        return self._applied(title, years, isced)

    @cached_property
    def _applied(self) -> Callable[[str, float | None, int | None], str | None]:
        """The rule with a memory: the same titles are asked for again and again."""

        def applied(title: str, years: float | None, isced: int | None) -> str | None:
            folded = blind(self.spelled(title))
            return next((line.rule.type for line in self._rules if line.fits(folded, years, isced)), None)

        return lru_cache(maxsize=8192)(applied)

    def type_of(self, award: QualificationType) -> str | None:
        """The award's generic type: as its record gives it, else by the rule."""
        if award.generic_type is not None:
            return award.generic_type
        return self.by_rule(award.title, Range.parse(award.years).middle if award.years else None, award.isced)

    def blindly(self, award: QualificationType) -> str | None:
        """The award's generic type by the rule from its title alone.

        Records' types, years and ISCED levels were given by people who saw the level, and so may carry it.
        """
        return self.by_rule(award.title)


def pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Patterns of a record as one, for whole words of a folded text; None where there are none."""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(fold, words)) + r")(?!\w)") if words else None
