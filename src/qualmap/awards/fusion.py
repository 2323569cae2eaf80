"""Where one award stands on the scale, from all that is known of it: its kind, its rungs, what bodies say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from qualmap.awards.candidates import Candidate
from qualmap.awards.comparison import Carrier, ComparisonBasis
from qualmap.awards.placement import Floats, placed
from qualmap.awards.practice import Group, groups_of, with_practice, words_of
from qualmap.awards.rungs import OnScale, Rungs
from qualmap.records.base import Verification


class OneWay(NamedTuple):
    """What an award would be under one condition: its shares of the scale, and who said so."""

    group: Group
    shares: Floats


class Standing(NamedTuple):
    """Where a candidate stands on the scale, by condition; without conditions there is one way.

    ``rungs``: what its recorded rungs say. ``fixed``: columns that official placements of this very award give.
    """

    candidate: Candidate
    ways: tuple[OneWay, ...]
    rungs: tuple[OnScale, ...]
    fixed: tuple[int, ...]
    basis: ComparisonBasis
    carried_by: Carrier

    @property
    def shares(self) -> Floats:
        """Over all ways."""
        return np.asarray(np.mean([way.shares for way in self.ways], axis=0))


def standing(rungs: Rungs, candidate: Candidate, years: float | None, results: str | None) -> Standing | None:
    """Where a candidate stands; None where nothing tells.

    Kind and rungs are pooled as weighted products (Genest and Zidek, Combining probability distributions, 1986), so
    that a kind outvotes a number that is printed wrong. An official placement of that very award fixes its levels.
    """
    model, scale = rungs.catalogue.award_placement, rungs.scale
    top, award = len(scale.codes), candidate.award
    by_kind = placed(model, candidate.known, top)
    found: list[OnScale] = []
    fixed: set[int] = set()
    if award is not None and award.framework is not None:
        if award.framework.ref == scale.ref:
            fixed = {scale.codes.index(level) + 1 for level in award.levels}
        found = [
            each for level in award.levels if (each := rungs.on_scale(str(award.framework.ref), level)) is not None
        ]
        whole = bool(found) and len(found) == len(award.levels) and all(each.official for each in found)
        if whole and award.source.verification != "recalled":
            fixed = {scale.codes.index(code) + 1 for each in found for code in each.mapping.destination_levels or ()}
    words = words_of(candidate.said, rungs.columns, model.assumed["statement"], model.assumed["derived"])
    prior = _prior(model.assumed, by_kind, found, fixed, top)
    groups = groups_of(words, years, results) or (Group(None, ()),)
    if prior is None:
        if not words:
            return None
        prior = np.concatenate([[0.0], np.full(top, 1 / top), [0.0]])
    stated = fixed and not results
    ways = tuple(OneWay(group, prior if stated else with_practice(prior, group, top + 2)) for group in groups)
    return Standing(candidate, ways, tuple(found), tuple(sorted(fixed)), *_who(candidate, found, fixed, words))


def _prior(
    assumed: dict[str, float], by_kind: Floats | None, found: Sequence[OnScale], fixed: set[int], top: int
) -> Floats | None:
    """By kind and rungs alone."""
    if fixed:
        base = np.full(top + 2, 1.0) if by_kind is None else by_kind + 0.5
        held = np.array([at in fixed for at in range(top + 2)])
        slip = (1 - assumed["official"]) / (top + 2 - held.sum())
        return np.asarray(np.where(held, assumed["official"] * base / base[held].sum(), slip))
    if not found:
        return by_kind
    by_rung = np.mean([each.shares for each in found], axis=0)
    by_rung = 0.99 * by_rung + 0.01 / (top + 2)
    if by_kind is None:
        return np.asarray(by_rung)
    weight = assumed["rung-official" if all(each.official for each in found) else "rung"]
    pooled = (by_kind + 1e-6) * by_rung**weight
    return np.asarray(pooled / pooled.sum())


def _who(
    candidate: Candidate, found: Sequence[OnScale], fixed: set[int], words: Sequence[object]
) -> tuple[ComparisonBasis, Carrier]:
    """On what the place rests, and what carries it."""
    award = candidate.award
    if fixed:
        return "official", "record"
    if words:
        return "practice", "statement"
    if award is None:
        return "inferred", "title"
    seen: Verification = award.source.verification
    carried: Carrier = "assumption" if seen == "recalled" else "record"
    if not found:
        return "inferred", carried
    bases = [each.mapping.basis for each in found]
    basis: ComparisonBasis = "composed" if "composed" in bases else "reported" if "reported" in bases else "inferred"
    return basis, carried
