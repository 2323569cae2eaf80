"""Which awards are meant, with their probabilities, and what is known of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from qualmap.awards.kinds import PAPERS, kinds_of, model
from qualmap.awards.library import Award as Recorded
from qualmap.awards.model import BodyStatement
from qualmap.awards.papers import EVEN
from qualmap.awards.placement import Known
from qualmap.awards.search import Asked, Found, Search
from qualmap.catalog import Catalogue
from qualmap.records.award import Award
from qualmap.records.base import Range
from qualmap.records.titles import NotKind

MATCHES = 6
"""How many matches of a title are looked at."""
LEAST = 0.005
"""Matches less likely than this are left out."""


_TOLD = 0.02
"""Kinds that are less likely than this by the title are left out."""


class Candidate(NamedTuple):
    """One award that may be meant. ``award``: its record; None where only the title tells. ``exact``: so it is called.

    ``said``: what bodies say of it.
    """

    p: float
    award: Recorded | None
    known: Known
    exact: bool
    said: tuple[BodyStatement, ...]


def candidates(search: Search, given: Award, asked: Asked, query: str, statements: bool) -> list[Candidate]:
    """The awards that are meant, the likeliest first; probabilities sum to one. Empty where nothing tells."""
    catalogue, where = search.catalogue, asked.place.country if asked.place else ""
    found = [match for match in search.likely(query, asked, MATCHES) if match.score >= LEAST]
    sure = max((match.score for match in found if match.rival.exact), default=0.0)
    weights = [match.score * _fits(match, given) * (1.0 if match.rival.exact else 1 - sure) for match in found]
    total = max(1.0, sum(match.score for match in found))
    shares = [weight / total for weight in weights]
    years = years_of(given, catalogue)
    made = [
        Candidate(
            share,
            match.award,
            _known(catalogue, match.award, given, years, where),
            match.rival.exact,
            search.said(match, asked) if statements else (),
        )
        for share, match in zip(shares, found, strict=True)
    ]
    rest = 1 - sum(shares)
    by_title = kinds_of_title(catalogue, given, years, where)
    if by_title and rest > 0:
        opens = bool(set(given.gives_access_to) & set(catalogue.award_placement.opens_to)) or None
        made.append(Candidate(rest, None, Known(by_title, years, opens), False, ()))
    elif sum(shares) < catalogue.award_placement.assumed["least-likely"]:
        return []
    whole = sum(each.p for each in made)
    made = [each._replace(p=each.p / whole) for each in made if each.p > 0]
    return sorted(made, key=lambda each: -each.p)


def kinds_of_title(catalogue: Catalogue, given: Award, years: float | None, country: str) -> Mapping[str, float]:
    """What kinds a title may name, by what the document states or by its words; empty where nothing tells.

    The model of kinds and the written rule count alike where both speak.
    """
    if given.award_type is not None:
        return {given.award_type: 1.0}
    told = kinds_of(given.title, country) if model().knows(given.title) else {}  # of strange letters it only guesses
    found = {kind: p for kind, p in told.items() if kind not in PAPERS}
    total = sum(found.values())
    by_rule = catalogue.classifier.by_rule(given.title, years, given.isced)
    sure = total >= catalogue.award_placement.assumed["kind-told"] and max(found.values(), default=0) >= total / 2
    if by_rule is None:
        return {kind: p / total for kind, p in found.items() if p >= _TOLD * total} if sure else {}
    if not total:
        return {by_rule: 1.0}
    mixed = {kind: p / total / 2 for kind, p in found.items() if p >= _TOLD * total}
    mixed[by_rule] = mixed.get(by_rule, 0.0) + 1 - sum(mixed.values())
    return mixed


def paper_named(catalogue: Catalogue, title: str, country: str) -> NotKind | None:
    """What a title names where it names no award, by the record of such words or by the model of kinds."""
    said = catalogue.papers.kind(title)
    if said is not None:
        return "no-award" if said == "not-an-award" else said
    kind, p = next(iter(kinds_of(title, country).items()))
    told = kind in PAPERS and p >= catalogue.award_placement.assumed["paper-told"]
    return next((each for each in get_args(NotKind) if each == kind), None) if told else None


def paper_recorded(found: Sequence[Candidate]) -> NotKind | None:
    """What those awards are that bear the title, or the likeliest one, if their records place none of them."""
    bearing = [each for each in found if each.exact] or [each for each in found[:1] if each.p >= EVEN]
    forms = {
        each.award.form if each.award and not each.known.kinds and not each.award.levels else None for each in bearing
    }
    if not forms or None in forms:
        return None
    return "part-of-an-award" if "part" in forms else "prior-learning"


def years_of(given: Award, catalogue: Catalogue) -> float | None:
    """Full-time years, as stated or as the credits make them."""
    if given.years is not None:
        return Range.parse(given.years).middle
    system = catalogue.credit_systems.named(given.credit_system)
    if given.credits is not None and system is not None and system.per_year:
        return given.credits / system.per_year
    return None


def _fits(match: Found, given: Award) -> float:
    """How far what the document states speaks for a match: 1 where nothing speaks against it."""
    factor = 1.0
    if given.level is not None and match.award.levels and given.level not in match.award.levels:
        factor *= 0.1
    years = [Range.parse(one.award.years) for one in match.award.held if one.award.years]
    if given.years is not None and years:
        own = Range.parse(given.years)
        apart = min(max(own.low - each.high, each.low - own.high, 0.0) for each in years)
        factor *= 1.0 if apart < 1 else 0.25
    return factor


def _known(catalogue: Catalogue, award: Recorded, given: Award, years: float | None, where: str) -> Known:
    """What is known of a recorded award; what the document states goes before what a record says."""
    held = [one.award for one in award.held]
    kind = next((each.kind for each in held if each.kind), None) or award.generic_type
    kinds: Mapping[str, float]
    if kind is not None:
        kinds = {kind: 1.0}
    elif award.form is not None:  # no words tell of what it is a part, or what it certifies
        stated = given.award_type if award.form == "prior-learning" else None
        kinds = {stated: 1.0} if stated is not None else {}
    else:
        kinds = kinds_of_title(catalogue, given.model_copy(update={"title": award.title}), years, where)
    if years is None:
        spans = [Range.parse(each.years).middle for each in held if each.years]
        years = spans[0] if spans else None
    to = set(catalogue.award_placement.opens_to)
    rights = [right.given for each in held for right in each.access if right.to in to]
    opens = None if not rights else any(right != "no" for right in rights)
    return Known(kinds, years, True if to & set(given.gives_access_to) else opens)


def kinds_together(each: Sequence[Candidate]) -> dict[str, float]:
    """The kinds of all candidates, the likeliest first."""
    found: dict[str, float] = {}
    for candidate in each:
        for kind, share in candidate.known.kinds.items():
            found[kind] = found.get(kind, 0.0) + candidate.p * share
    return {kind: round(found[kind], 6) for kind in sorted(found, key=lambda kind: (-found[kind], kind))}
