"""``compare``: where this award, from there and of that year, stands here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from qualmap._version import __version__
from qualmap.awards.candidates import Candidate, candidates, kinds_together, paper_named, paper_recorded, years_of
from qualmap.awards.comparables import comparable_awards
from qualmap.awards.comparison import Comparison, ComparisonBasis, ComparisonStatus, OnCondition, There, ThereFramework
from qualmap.awards.fusion import Standing, standing
from qualmap.awards.papers import NO_AWARD
from qualmap.awards.placement import Floats
from qualmap.awards.practice import matches
from qualmap.awards.rungs import Between, Rungs
from qualmap.awards.scope import covers, scope
from qualmap.awards.search import Asked, Search
from qualmap.awards.told import dissent_of, evidence_of, missing_of, practice_of, read_as
from qualmap.catalog.lookup import standing as standing_of
from qualmap.catalog.places import Place, place, place_of_awards
from qualmap.catalog.words import clean
from qualmap.crosswalk.model import ConfidenceBasis
from qualmap.errors import InputError, UnknownNameError, about
from qualmap.records import Framework
from qualmap.records.award import Award
from qualmap.records.titles import NotKind

DIGITS = 6
APPLIES = ("in-force", "teach-out", "start-unknown")
PAPERS: dict[NotKind, tuple[ComparisonStatus, str]] = {
    "licence-to-practise": ("licence_to_practise", NO_AWARD["licence-to-practise"]),
    "no-award": ("not_an_award", NO_AWARD["not-an-award"]),
    "part-of-an-award": ("part_of_an_award", "the title names a part of an award: it has no level by itself"),
    "prior-learning": ("not_known", "the title names a certificate of prior learning: what it certifies is not known"),
}
"""What is answered of papers that are no award."""
SCORED, COUNTRIES, _TINY = 30, 10, 1e-6
"""A confidence is validated where at least so many answers from so many countries were scored."""
MAY_BE = 0.1
"""From this probability on an award that is called exactly so counts as one that a further fact could choose."""


class Destination(NamedTuple):
    """Where to: a country or a part of one, none for a framework that countries share; the frameworks with levels."""

    place: Place | None
    frameworks: tuple[Framework, ...]


class Answer(NamedTuple):
    """The answer in one framework: shares of below, levels, above; columns of the levels; columns of each condition."""

    shares: Floats
    columns: tuple[int, ...]
    by_condition: tuple[tuple[str, tuple[int, ...], str | None], ...]


class Comparer:
    """Compares awards of one catalogue; what was looked up for one award serves the next."""

    def __init__(self, search: Search, between: Between) -> None:
        self.search, self.catalogue = search, search.catalogue
        self.rungs = Rungs(self.catalogue, between)
        self._destination = lru_cache(500)(self._destination_of)
        self._scope = lru_cache(2000)(self._scope_of)

    def compare(self, award: Award, destination: str, on: str | date | None, *, statements: bool = True) -> Comparison:
        """Where an award stands; ``on`` is the day of the question. ``statements``: whether those of bodies count.

        Raises InputError for what cannot be right, UnknownNameError for a name that is not known.
        """
        query = clean(award.title)
        with about("award.country"):
            origin = place_of_awards(award.country, self.catalogue)
        day = self.catalogue.day(on)
        with about("destination"):
            there = self._destination(destination, day)
        self._check(award, day)
        asked = self._scope(origin, award.awarded, day)
        paper = paper_named(self.catalogue, query, origin.country)
        found = candidates(self.search, award, asked, query, statements)
        if paper is not None and not any(each.exact for each in found):
            return self._unanswered(award, there, *PAPERS[paper])
        recorded = paper_recorded(found)
        if recorded is not None:
            return self._unanswered(award, there, *PAPERS[recorded], found)
        years = years_of(award, self.catalogue)
        self._check_results(award, found)
        placed = [(each, standing(self.rungs, each, years, award.results)) for each in found]
        stands = [each for _, each in placed if each is not None]
        if not stands:
            reason = "no record names such an award, and its title does not tell what kind it is"
            return self._unanswered(award, there, "not_known", reason, found)
        return self._answered(award, origin, there, stands, found)

    def is_at_home(self, country: str) -> bool:
        """Whether a country lies in the scale's own region."""
        return any(each.region == self.rungs.scale.region for each in self.catalogue.of_country.get(country, ()))

    def _scope_of(self, origin: Place, awarded: str | None, day: str) -> Asked:
        when = self.catalogue.day(awarded) if awarded is not None else day
        return Asked(scope(self.catalogue, origin, None, when), origin, when, when if awarded is not None else None)

    def _destination_of(self, name: str, day: str) -> Destination:
        catalogue = self.catalogue
        if name.partition("@")[0] in catalogue.ids:
            framework = catalogue.framework(name)
            where = Place(framework.countries[0]) if len(framework.countries) == 1 else None
            return Destination(where, (framework,) if framework.levels else ())
        where = place(name, catalogue)
        own = (
            framework
            for framework in catalogue.of_country.get(where.country, ())
            if framework.levels and covers(framework, where) and standing_of(framework, day) in APPLIES
        )
        return Destination(where, tuple(sorted(own, key=lambda f: (f.sector is not None, str(f.ref)))))

    def _check(self, award: Award, day: str) -> None:
        kinds = sorted(self.catalogue.award_placement.place_of)
        if award.award_type is not None and award.award_type not in kinds:
            raise UnknownNameError("generic type", award.award_type, kinds, field="award.award_type")
        if award.awarded is not None and day < award.awarded.first:
            raise InputError(f"{award.awarded} lies after {day}, the day of the question", "award.awarded")
        years = years_of(award, self.catalogue)
        if years is not None and not 0 < years <= 15:
            raise InputError(f"{years:g} years are no length of studies: give full-time years", "award.years")
        if award.framework is not None and award.level is not None:
            framework = self.catalogue.framework(award.framework)
            if award.level not in framework.codes:
                raise UnknownNameError("level", award.level, framework.codes, where=framework.id, field="award.level")

    def _check_results(self, award: Award, found: Sequence[Candidate]) -> None:
        """Results that are given must be those of a condition, where the award that is meant has conditions."""
        if award.results is None or not found:
            return
        known = sorted({said.condition for said in found[0].said if said.condition})
        if known and not any(matches(award.results, condition) for condition in known):
            raise UnknownNameError("results", award.results, known, field="award.results")

    def _answered(
        self, award: Award, origin: Place, there: Destination, stands: Sequence[Standing], found: Sequence[Candidate]
    ) -> Comparison:
        lead, kinds, at_home = stands[0], kinds_together(found), self.is_at_home(origin.country)
        answers = [(framework, self._in(framework, stands)) for framework in there.frameworks]
        first = next((answer for _, answer in answers), None)
        framework = there.frameworks[0] if there.frameworks else None
        country = there.place.country if there.place else None
        levels = None if first is None or framework is None else _codes(framework, first.columns)
        comparable = comparable_awards(self.search, there.place, framework, levels, kinds)
        status: ComparisonStatus = "answered" if levels or comparable else "not_known" if first is None else "unlinked"
        official = first is not None and framework is not None and bool(self._fixed(lead, framework))
        confidence, rests = self._confidence(first, lead, framework, at_home, official=official)
        reason: str | None
        if first is None:
            reason = "no framework with levels is recorded there" if not there.frameworks else "nothing there tells"
        else:
            reason = None if levels else "most probably below the lowest or above the highest level there"
        return Comparison(
            award=award,
            destination=There(country=country, frameworks=tuple(_there(f, answer) for f, answer in answers)),
            status=status,
            levels=levels,
            distribution=None if first is None or framework is None else _spread(framework, first.shares),
            confidence=confidence,
            confidence_basis=rests,
            basis=_basis(lead, official=official),
            carried_by=lead.carried_by,
            read_as=read_as(found),
            kinds=kinds,
            by_condition=()
            if first is None or framework is None
            else tuple(
                OnCondition(condition=said, levels=_codes(framework, columns), source=source)
                for said, columns, source in first.by_condition
            ),
            practice=practice_of(lead.candidate.said),
            comparable_awards=comparable,
            evidence=evidence_of(self.catalogue, lead),
            dissent=dissent_of(self.rungs, lead),
            missing=missing_of(award, lead, len(there.frameworks)),
            reason=reason,
            catalogue_version=self.catalogue.version,
            qualmap_version=__version__,
        )

    def _in(self, framework: Framework, stands: Sequence[Standing]) -> Answer | None:
        """The answer in one framework: a mixture over the awards that may be meant and the conditions of each."""
        total, weight, columns = np.zeros(len(framework.codes) + 2), 0.0, set[int]()
        conditions: list[tuple[str, tuple[int, ...], str | None]] = []
        lead = stands[0]
        for each in stands:
            kinds = dict(each.candidate.known.kinds)
            fixed = self._fixed(each, framework)
            ways = []
            for way in each.ways:
                if fixed and framework.ref != self.rungs.scale.ref:
                    ways.append(_on(fixed, len(total)))
                    continue
                shares = self.rungs.there(way.shares, framework, kinds)
                if shares is None:
                    continue
                ways.append(shares)
                chosen = fixed or self._columns(shares)
                if each is lead and way.group.condition is not None:
                    source = next((w.said.source for w in way.group.words if w.said.condition), None)
                    conditions.append((way.group.condition, chosen, source))
                if each is lead or (each.candidate.exact and each.candidate.p >= MAY_BE):
                    columns |= set(chosen)
            if ways:
                total += each.candidate.p * np.mean(ways, axis=0)
                weight += each.candidate.p
            if fixed and each is lead:
                columns |= set(fixed)
        if not weight:
            return None
        shares = total / weight
        if not self._fixed(lead, framework):
            columns |= set(self._columns(shares))
        inside = tuple(sorted(at for at in columns if 0 < at < len(total) - 1))
        outside = int(np.argmax(shares)) in (0, len(total) - 1)
        return Answer(shares, () if outside else inside, tuple(conditions) if len(conditions) > 1 else ())

    def _fixed(self, each: Standing, framework: Framework) -> tuple[int, ...]:
        """Columns on which an official placement puts this very award."""
        award = each.candidate.award
        if framework.ref == self.rungs.scale.ref:
            return each.fixed
        if award is None or award.framework is None or award.source.verification == "recalled" or not award.levels:
            return ()
        at = {code: place + 1 for place, code in enumerate(framework.codes)}
        if award.framework.ref == framework.ref:
            return tuple(at[level] for level in award.levels)
        found = [self.rungs.mapping(str(award.framework.ref), level, framework) for level in award.levels]
        if any(each is None or each.basis != "official" for each in found):
            return ()
        return tuple(sorted({at[code] for each in found if each for code in each.destination_levels or ()}))

    def _columns(self, shares: Floats) -> tuple[int, ...]:
        """The columns that are nearly as likely as the likeliest."""
        least = self.catalogue.parameters.several_ratio * shares.max()
        return tuple(int(at) for at in np.flatnonzero(shares >= least))

    def _confidence(
        self, first: Answer | None, lead: Standing, framework: Framework | None, at_home: bool, *, official: bool
    ) -> tuple[float | None, ConfidenceBasis | None]:
        """The calibrated probability of the set, and what it rests on."""
        if first is None or framework is None:
            return None, None
        mass = float(first.shares[list(first.columns)].sum()) if first.columns else float(first.shares.max())
        if official:
            sure = min((each.mapping.confidence or 0.0 for each in lead.rungs), default=1.0)
            return round(min(sure, 1.0) * lead.candidate.p, DIGITS), "source"
        home = "of-the-scale" if at_home else "elsewhere"
        known = next(each for each in self.catalogue.award_placement.measured if each.region == home)
        odds = known.intercept + known.slope * math.log(max(mass, _TINY) / max(1 - mass, _TINY))
        scored = framework.ref == self.rungs.scale.ref and known.n >= SCORED and known.countries >= COUNTRIES
        rests: ConfidenceBasis = "validated" if scored and lead.carried_by != "statement" else "extrapolated"
        return round(1 / (1 + math.exp(-odds)), DIGITS), rests

    def _unanswered(
        self,
        award: Award,
        there: Destination,
        status: ComparisonStatus,
        reason: str,
        found: Sequence[Candidate] = (),
    ) -> Comparison:
        nothing = tuple(
            ThereFramework(id=f.id, edition=f.edition, status="not_known", levels=None, distribution=None)
            for f in there.frameworks
        )
        return Comparison(
            award=award,
            destination=There(country=there.place.country if there.place else None, frameworks=nothing),
            status=status,
            levels=None,
            distribution=None,
            confidence=None,
            confidence_basis=None,
            basis=None,
            carried_by=None,
            read_as=read_as(found),
            kinds=kinds_together(found),
            by_condition=(),
            practice=(),
            comparable_awards=(),
            evidence=(),
            dissent=(),
            missing=(),
            reason=reason,
            catalogue_version=self.catalogue.version,
            qualmap_version=__version__,
        )


def _basis(lead: Standing, *, official: bool) -> ComparisonBasis:
    if official:
        return "official"
    return "composed" if lead.basis == "official" else lead.basis


def _on(columns: Iterable[int], width: int) -> Floats:
    made = np.zeros(width)
    made[list(columns)] = 1.0
    return np.asarray(made / made.sum())


def _codes(framework: Framework, columns: Iterable[int]) -> tuple[str, ...]:
    return tuple(framework.codes[at - 1] for at in columns if 0 < at <= len(framework.codes))


def _spread(framework: Framework, shares: Floats) -> dict[str, float]:
    """A distribution by code, rounded so that it still sums to one."""
    rounded = [round(float(share), DIGITS) for share in shares]
    at = int(np.argmax(shares))
    rounded[at] = round(rounded[at] + 1 - sum(rounded), DIGITS)
    return dict(zip(framework.codes, rounded[1:-1], strict=True)) | {"below": rounded[0], "above": rounded[-1]}


def _there(framework: Framework, answer: Answer | None) -> ThereFramework:
    levels = None if answer is None else _codes(framework, answer.columns)
    return ThereFramework(
        id=framework.id,
        edition=framework.edition,
        status="not_known" if levels is None else "answered" if levels else "unlinked",
        levels=levels,
        distribution=None if answer is None else _spread(framework, answer.shares),
    )
