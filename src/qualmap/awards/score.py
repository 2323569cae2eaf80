"""How likely a match is the right award: a logistic function of a few features, fitted on held-out answers."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualmap.records import TitleSearchModel

FEATURES = ("intercept", "ratio", "near", "exact", "lead", "crowd", "asked", "named", "numbers", "cut")
"""What a match is judged by.

``ratio``: WRatio, as a share of 1. ``near``: its last tenth again, as a share of 1. ``exact``: the recorded title word
for word. ``lead``: how far it is ahead of the best match on other levels. ``crowd``: how many matches on other levels
are as good (log). ``asked``, ``named``: shares of the title's words, and of the name's, that the other has.
``numbers``: both have numbers, and not the same ones. ``cut``: the title was only found without its subject.
"""
_NUMBER = re.compile(r"\d+|[ivx]+")
_EXACT = 10.0
_AS_GOOD = 1.0
_WIDEST = 30.0
_NEAR = 90.0


@dataclass(frozen=True)
class Rival:
    """A match as the score sees it. ``levels`` names the framework's edition and the levels on which it stands."""

    levels: tuple[str, ...]
    name: str
    ratio: float
    exact: bool

    @property
    def strength(self) -> float:
        """How good a match it is: the recorded title itself stands clear of what only resembles it."""
        return self.ratio + _EXACT * self.exact


def features(matches: Sequence[Rival], asked: str, cut: bool) -> list[tuple[float, ...]]:
    """The features of each match, in the order of ``FEATURES``; ``asked`` is the spelled title that was searched."""
    best: dict[tuple[str, ...], float] = {}
    for match in matches:
        best[match.levels] = max(best.get(match.levels, 0.0), match.strength)
    return [_features(match, best, asked.split(), cut) for match in matches]


def _features(match: Rival, best: dict[tuple[str, ...], float], asked: Sequence[str], cut: bool) -> tuple[float, ...]:
    others = [strength for levels, strength in best.items() if levels != match.levels]
    lead = match.strength - max(others, default=match.strength - _WIDEST)
    crowd = sum(strength >= match.strength - _AS_GOOD for strength in others)
    named = match.name.split()
    shared = set(asked) & set(named)
    numbers = [{word for word in words if _NUMBER.fullmatch(word)} for words in (asked, named)]
    return (
        1.0,
        match.ratio / 100,
        max(0.0, match.ratio - _NEAR) / (100 - _NEAR),
        float(match.exact),
        max(-_WIDEST, min(lead, _WIDEST)) / _WIDEST,
        math.log1p(crowd),
        len(shared) / len(set(asked)),
        len(shared) / len(set(named)),
        float(all(numbers) and numbers[0] != numbers[1]),
        float(cut),
    )


def probabilities(model: TitleSearchModel, rows: Sequence[Sequence[float]]) -> list[float]:
    """The probability of each match; never more than that of one before it."""
    weights = [model.by_feature.get(name, 0.0) for name in FEATURES]
    found: list[float] = []
    for row in rows:
        odds = sum(weight * value for weight, value in zip(weights, row, strict=True))
        chance = 1 / (1 + math.exp(-max(-30.0, min(odds, 30.0))))
        found.append(round(min(chance, found[-1]) if found else chance, 6))
    return found
