"""What statements of recognition bodies say of where an award stands, by condition.

Statements under one condition that name one set of levels reinforce one another; those that contradict each other
widen the answer. Where no fact chooses among conditions, the answer is the mixture of what each would give, so that it
holds every one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from qualmap.awards.model import BodyStatement
from qualmap.awards.placement import Floats
from qualmap.records.base import Range
from qualmap.records.text import fold


class Word(NamedTuple):
    """One statement as columns of the scale, and how far it is to be trusted."""

    said: BodyStatement
    columns: tuple[int, ...]
    trust: float


class Group(NamedTuple):
    """What bodies say under one condition; those without any say it under every one."""

    condition: str | None
    words: tuple[Word, ...]


def words_of(said: Sequence[BodyStatement], columns: Callable[[BodyStatement], tuple[int, ...]], trust: float,
             derived: float) -> tuple[Word, ...]:  # fmt: skip
    """The statements that name levels, as columns of the scale."""
    found = ((each, columns(each)) for each in said if each.verification != "recalled")
    return tuple(Word(each, at, trust if each.says == "level" else derived) for each, at in found if at)


def groups_of(words: Sequence[Word], years: float | None, results: str | None) -> tuple[Group, ...]:
    """The statements by condition, those only that the stated years and results leave."""
    fitting = [word for word in words if _fits(word.said, years)]
    fitting = fitting or list(words)
    named = sorted({word.said.condition for word in fitting if word.said.condition})
    chosen = [condition for condition in named if results is not None and matches(results, condition)]
    always = [word for word in fitting if not word.said.condition]
    groups = [
        Group(condition, (*always, *(word for word in fitting if word.said.condition == condition)))
        for condition in chosen or named
    ]
    return tuple(groups) or ((Group(None, tuple(always)),) if always else ())


def matches(results: str, condition: str) -> bool:
    """Whether results as stated are those of a condition: the same words, or all words of the shorter."""
    one, other = set(fold(results).split()), set(fold(condition).split())
    return bool(one) and (one <= other or other <= one)


def with_practice(prior: Floats, group: Group, width: int) -> Floats:
    """What is likely after the statements of a group: the prior times what they leave, normalised.

    Each set of levels that is named gets the share of the statements that name it, so that contradictions widen; what
    nobody names keeps what their trust leaves, less with each statement that agrees.
    """
    if not group.words:
        return prior
    total = sum(word.trust for word in group.words)
    likely = np.zeros(width)
    for columns in sorted({word.columns for word in group.words}):
        own = sum(word.trust for word in group.words if word.columns == columns)
        likely[list(columns)] += own / total
    sets = len({word.columns for word in group.words})
    doubt = float(np.prod([1 - word.trust for word in group.words])) ** (1 / sets) / (width - 2)
    after = prior * (likely + doubt)
    return np.asarray(after / after.sum()) if after.sum() > 0 else prior


def _fits(said: BodyStatement, years: float | None) -> bool:
    if years is None or said.years is None or said.says == "access":
        return True
    span = Range.parse(said.years)
    return span.low - 0.5 <= years <= span.high + 0.5
