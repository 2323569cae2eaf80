"""The award task: every statement that prints a level is answered without any statement about its country.

Places of kinds are fitted again without that country. Names of awards, their kinds, years and rights at home are those
of the records; they were not taken from statements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np

from qualmap.awards.compare import Comparer
from qualmap.awards.placement import Floats
from qualmap.awards.search import Search
from qualmap.catalog import Catalogue
from qualmap.crosswalk.crosswalks import Crosswalks
from qualmap.errors import QualmapError
from qualmap.evaluation.awards.sightings import Sighting, countries_with_statements
from qualmap.evaluation.benchmark.metrics import calibration_error, perfect
from qualmap.evaluation.logistic import logistic
from qualmap.records.award import Award
from qualmap.records.placement import AwardPlacement, Measured

Fit = Callable[[AwardPlacement, Sequence[Sighting]], AwardPlacement]
RIDGE = 0.02
REGIONS = ("of-the-scale", "elsewhere")


class Case(NamedTuple):
    """One award as bodies print it: every level that one of them prints, and how many years it takes by them."""

    country: str
    title: str
    years: str | None
    levels: frozenset[str]
    bodies: frozenset[str]


class Scored(NamedTuple):
    """A case, its answer: the likeliest level, the answer's set, its log odds; whether the country is of the region."""

    case: Case
    at_home: bool
    likeliest: str | None
    levels: tuple[str, ...]
    mass: float
    likely: float

    @property
    def right(self) -> bool:
        """Whether the likeliest level is one that is printed."""
        return self.likeliest in self.case.levels

    @property
    def covered(self) -> bool:
        """Whether the answer names one that is printed."""
        return not self.case.levels.isdisjoint(self.levels)


def cases(comparer: Comparer) -> list[Case]:
    """One for each country and title of which a body prints a level of the scale."""
    codes = comparer.rungs.scale.codes
    found: dict[tuple[str, str], tuple[set[str], set[str], str | None]] = {}
    for country in countries_with_statements(comparer.catalogue):
        for made in comparer.search.statements(country).made:
            said = made.said
            columns = comparer.rungs.columns(said)
            if said.says == "level" and said.truth and columns and said.verification != "recalled":
                levels, bodies, years = found.get((country, said.title), (set(), set(), None))
                levels |= {codes[at - 1] for at in columns}
                bodies.add(said.body)
                found[country, said.title] = levels, bodies, said.years or years
    return [Case(*key, years, frozenset(levels), frozenset(bodies)) for key, (levels, bodies, years) in found.items()]


def scored(catalogue: Catalogue, start: AwardPlacement, seen: Sequence[Sighting], fit: Fit) -> list[Scored]:
    """Every case answered with its country held out."""
    between = cache(Crosswalks(catalogue).between)
    every = cases(Comparer(Search(catalogue), between))
    found: list[Scored] = []
    for country in sorted({case.country for case in every}):
        model = fit(start, [each for each in seen if each.country != country])
        blind = replace(catalogue)
        vars(blind)["award_placement"] = model
        comparer = Comparer(Search(blind), between)
        at_home = comparer.is_at_home(country)
        for case in every:
            if case.country == country:
                found.append(_scored(comparer, case, at_home=at_home))
    return found


def _scored(comparer: Comparer, case: Case, *, at_home: bool) -> Scored:
    years = case.years if case.years and case.years.replace(".", "").isdigit() and float(case.years) < 8 else None
    award = Award(title=case.title, country=case.country, years=years)
    try:
        answer = comparer.compare(award, comparer.rungs.scale.id, None, statements=False)
    except QualmapError:
        answer = None
    if answer is None or answer.distribution is None or not answer.levels:
        return Scored(case, at_home, None, (), 0.0, 0.0)
    shares = answer.distribution
    mass = sum(shares[level] for level in answer.levels)
    likely = sum(shares[level] for level in case.levels)
    return Scored(case, at_home, max(shares, key=lambda code: shares[code]), answer.levels, mass, likely)


def measured(catalogue: Catalogue, start: AwardPlacement, seen: Sequence[Sighting], fit: Fit) -> list[Measured]:
    """How well answers held, in the scale's region and elsewhere."""
    every = scored(catalogue, start, seen, fit)
    return [_measured(name, [each for each in every if each.at_home == (name == REGIONS[0])]) for name in REGIONS]


def _measured(region: str, each: Sequence[Scored]) -> Measured:
    answered = [one for one in each if one.likeliest is not None]
    rows, hit = log_odds(answered), np.array([one.covered for one in answered], bool)
    weights = logistic(rows, hit, np.array([0.0, 1.0]), np.array([RIDGE, RIDGE]))
    held = np.zeros(len(answered))
    countries = [one.case.country for one in answered]
    for country in set(countries):
        other = np.array([name != country for name in countries])
        own = logistic(rows[other], hit[other], np.array([0.0, 1.0]), np.array([RIDGE, RIDGE]))
        held[~other] = 1 / (1 + np.exp(-rows[~other] @ own))
    return Measured(
        region="of-the-scale" if region == REGIONS[0] else "elsewhere",
        n=len(each),
        countries=len({one.case.country for one in each}),
        bodies=tuple(sorted({body for one in each for body in one.case.bodies})),
        answered=round(len(answered) / len(each), 4),
        right=round(float(np.mean([one.right for one in answered])), 4),
        intercept=round(float(weights[0]), 4),
        slope=round(float(weights[1]), 4),
        ece=round(calibration_error(held, hit.astype(float)), 4),
        ece_perfect=round(float(perfect(held).mean()), 4),
    )


def log_odds(answered: Sequence[Scored]) -> Floats:
    """An intercept and the log odds of each answer's mass."""
    mass = np.clip([one.mass for one in answered], 1e-3, 1 - 1e-3)
    return np.stack([np.ones(len(answered)), np.log(mass / (1 - mass))], axis=1)
