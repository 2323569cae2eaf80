"""Which award a title names: ``find`` in the library of recorded titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz

from qualmap.awards.index import Near
from qualmap.awards.library import Award, Library
from qualmap.awards.model import EditionStanding, TitleMatch, TitleSearch
from qualmap.awards.scope import ORDER, Scope, scope
from qualmap.awards.score import Rival, features, probabilities
from qualmap.catalog import Catalogue
from qualmap.catalog.places import Place, country_name
from qualmap.catalog.words import Words, clean, literally, plain
from qualmap.crosswalk.model import FrameworkName
from qualmap.errors import InputError
from qualmap.records.titles import PaperKind

CLEAR = 95.0
"""WRatio up to which a title may only be known by a part of it; its subject may then be left off."""
LEAST = 40.0
"""WRatio below which two titles share no more than chance letters."""
NAMES = 30
"""How many names are looked at for the matches of one search, at least."""
MOST = 1000
"""The most matches that may be asked for."""
NO_AWARD: dict[PaperKind, str] = {
    "licence-to-practise": "the title names a licence to practise, no award: it has no level",
    "not-an-award": "the title names no award but a permit, a membership or a personal paper: it has no level",
}
"""What is said of papers that are no award."""


class Ranked(NamedTuple):
    """Matches in order, by the award's place in the library, and what was searched for them."""

    awards: tuple[int, ...]
    rivals: tuple[Rival, ...]
    searched: str
    cut: bool


@dataclass(frozen=True)
class Search:
    """Searches one catalogue's titles; the index is built when it is first needed."""

    catalogue: Catalogue

    @property
    def words(self) -> Words:
        """How titles are read."""
        return self.catalogue.words

    @cached_property
    def library(self) -> Library:
        """All titles."""
        return Library.of(self.catalogue, self.words)

    def find(
        self, title: str, place: Place | None, on: str, framework: str | None, limit: int, *, version: str
    ) -> TitleSearch:
        """The awards that a title may name, the likeliest first.

        Raises InputError for what can be no title or limit, UnknownNameError for a framework that is not there.
        """
        query = clean(title)
        if not 1 <= limit <= MOST:
            raise InputError(f"limit {limit} is not between 1 and {MOST}: say how many matches you want to see")
        where = scope(self.catalogue, place, framework, on)
        return self.within(query, where, place, on, limit, version=version)

    def within(
        self, query: str, where: Scope, place: Place | None, on: str, limit: int, *, version: str
    ) -> TitleSearch:
        """The same for a clean title, in a scope that is known already."""
        paper = self.catalogue.papers.kind(query)
        ranked = self.ranked(query, where.standing, limit)
        model = self.catalogue.title_search
        chances = probabilities(model, features(ranked.rivals, ranked.searched, ranked.cut))
        matches = [
            _match(self.library.awards[at], rival, where.standing, chance)
            for at, rival, chance in zip(ranked.awards, ranked.rivals, chances, strict=True)
        ]
        if paper is not None:  # a title that a record bears is an award, whatever its words say
            matches = [match for match in matches if match.exact]
        found = any(match.exact or match.score >= model.threshold for match in matches)
        reasons = [where.reason, self._reason(ranked, matches, found, place) if where.standing else None]
        if paper is not None and not found:
            reasons = [NO_AWARD[paper]]
        return TitleSearch(
            query=query,
            country=place.country if place else None,
            subdivision=place.subdivision if place else None,
            on=on,
            status="found" if found else "not_found",
            matches=tuple(matches[:limit]),
            reason="; ".join(reason for reason in reasons if reason) or None,
            catalogue_version=self.catalogue.version,
            qualmap_version=version,
        )

    def ranked(
        self, title: str, standing: dict[str, EditionStanding], limit: int, without: frozenset[int] = frozenset()
    ) -> Ranked:
        """Matches among the awards of some editions, the best first; ``without`` are awards that do not count."""
        library = self.library
        allowed = {at for name in standing for at in library.of_framework.get(name, ())} - without
        asked = (self.words.spelled(title), literally(title))
        near, searched, cut = self._near(title, asked[0], allowed, limit)
        ratios: dict[int, Near] = {}
        for name in (name for name in near if name.ratio >= LEAST):
            for at in library.holders[name.at]:
                if at in allowed and (at not in ratios or self._better(at, name, ratios[at], asked)):
                    ratios[at] = name
        found = [(at, self._rival(at, name, asked)) for at, name in ratios.items()]
        found.sort(key=lambda item: self._order(item[0], item[1], searched, standing))
        return Ranked(tuple(at for at, _ in found), tuple(rival for _, rival in found), searched, cut)

    def _near(self, title: str, spelled: str, allowed: set[int], limit: int) -> tuple[list[Near], str, bool]:
        """The nearest names, the text that they are near to, and whether a subject was left off for them."""
        library = self.library
        if not allowed:
            return [], spelled, False
        among = None if len(allowed) == len(library.awards) else library.among(allowed)

        def held(name: str) -> bool:
            return name in library.place and (among is None or bool(among[library.place[name]]))

        candidates = (
            spelled,
            literally(title),
            library.by_words.get(tuple(sorted(plain(title)))),
            library.by_words.get(tuple(sorted(spelled.split()))),
        )
        searched = next((name for name in candidates if name is not None and held(name)), spelled)
        near = library.index.nearest(searched, max(limit, NAMES), among)
        if near and near[0].ratio > CLEAR:
            return near, searched, False
        head, colon, _ = title.partition(":")
        named = self.words.spelled(head) if colon and head.strip() else None
        if named and held(named):
            return library.index.nearest(named, max(limit, NAMES), among), named, True
        for subject in self.words.without_subject(searched):
            if held(subject.award):
                return library.index.nearest(subject.award, max(limit, NAMES), among), subject.award, True
        return near, searched, False

    def _better(self, at: int, new: Near, old: Near, asked: tuple[str, str]) -> bool:
        one, other = self._rival(at, new, asked), self._rival(at, old, asked)
        return (one.strength, one.name) > (other.strength, other.name)

    def _rival(self, at: int, near: Near, asked: tuple[str, str]) -> Rival:
        award, name = self.library.awards[at], self.library.index.names[near.at]
        place = (str(award.framework.ref), *award.levels) if award.levels else (str(award.framework.ref), "?", str(at))
        return Rival(place, name, near.ratio, award.names[name] and name in asked)

    def _order(
        self, at: int, rival: Rival, searched: str, standing: dict[str, EditionStanding]
    ) -> tuple[float, bool, float, int, str, str]:
        award = self.library.awards[at]
        ref = str(award.framework.ref)
        likeness = fuzz.token_sort_ratio(searched, rival.name)
        return -rival.ratio, not rival.exact, -likeness, ORDER.index(standing[ref]), ref, award.title

    def _reason(self, ranked: Ranked, matches: Sequence[TitleMatch], found: bool, place: Place | None) -> str | None:
        where = f" of {country_name(str(place), self.catalogue.places)}" if place else ""
        if not matches:
            return f"no recorded title{where} is like it; that says nothing about the award"
        if not found:
            return f"no recorded title{where} is likely to be this award: those nearest to it are listed"
        exact = {match.framework.id for match in matches if match.exact}
        if place is None and len(exact) > 1:
            return f"the title is recorded in {len(exact)} frameworks: say which country it is from"
        if len({match.levels for match in matches if match.exact}) > 1:
            return "awards with this title stand on different levels: all are listed"
        return "found by the title without its subject" if ranked.cut else None


def _match(award: Award, rival: Rival, standing: dict[str, EditionStanding], score: float) -> TitleMatch:
    framework, source = award.framework, award.source
    read = source.verification != "recalled"
    return TitleMatch(
        framework=FrameworkName(id=framework.id, edition=framework.edition),
        standing=standing[str(framework.ref)],
        title=award.title,
        levels=award.levels,
        generic_type=award.generic_type,
        matched=rival.name,
        exact=rival.exact,
        score=score,
        source=(source.url or source.citation) if read else None,
        verification=source.verification,
    )
