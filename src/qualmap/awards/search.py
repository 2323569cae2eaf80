"""Which award a title names: ``find`` in what the records have, those of frameworks and those that people hold."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from qualmap.awards.held import Held, held_of
from qualmap.awards.known import known, read_at
from qualmap.awards.library import Award, Library
from qualmap.awards.model import BodyStatement, EditionStanding, KnownAward, TitleMatch, TitleSearch
from qualmap.awards.papers import NO_AWARD, paper
from qualmap.awards.ranking import Ranked, Searched, ranked
from qualmap.awards.scope import Scope, scope
from qualmap.awards.score import Rival, features, probabilities
from qualmap.awards.statements import Statements
from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import standing
from qualmap.catalog.places import Place, country_name, ended
from qualmap.catalog.words import Words, clean
from qualmap.crosswalk.model import FrameworkName
from qualmap.errors import InputError
from qualmap.records import Framework
from qualmap.records.awards import Given

MOST = 1000
"""The most matches that may be asked for."""
RECENT = 300
"""So many places and days are remembered with what is searched there."""
GIVEN: tuple[Given, ...] = ("given", "not-known", "no-longer", "not-yet")
"""Of awards with one name, the one that was given on the date comes first."""
OUTSIDE: tuple[Given, ...] = ("no-longer", "not-yet")


@dataclass(frozen=True)
class Asked:
    """Where and when a title is searched: the editions, the place, the day, and the date of the award if it is known.

    ``framework``: the only one that is meant, by its id.
    """

    scope: Scope
    place: Place | None
    on: str
    awarded: str | None
    framework: str | None = None


@dataclass(frozen=True)
class Search:
    """Searches one catalogue's titles; an index of a country's is built when that country is first asked for."""

    catalogue: Catalogue
    _countries: dict[str, Library] = field(default_factory=dict, repr=False, compare=False)
    _statements: dict[str, Statements] = field(default_factory=dict, repr=False, compare=False)
    _recent: dict[Hashable, Searched] = field(default_factory=dict, repr=False, compare=False)
    _known: dict[str, KnownAward] = field(default_factory=dict, repr=False, compare=False)

    @property
    def words(self) -> Words:
        """How titles are read."""
        return self.catalogue.words

    @cached_property
    def library(self) -> Library:
        """The titles of all frameworks alone."""
        return Library.of(self.catalogue, self.catalogue.frameworks.values())

    @cached_property
    def everything(self) -> Library:
        """All titles, those of awards that people hold among them."""
        return Library.of(self.catalogue, self.catalogue.frameworks.values(), tuple(self._held(None)))

    def of_country(self, country: str) -> Library:
        """The titles of a country's frameworks, and the awards that people of it hold."""
        if country not in self._countries:
            own = self.catalogue.of_country.get(country, ())
            self._countries[country] = Library.of(self.catalogue, own, tuple(self._held(country)))
        return self._countries[country]

    def statements(self, country: str) -> Statements:
        """What recognition bodies say of a country's awards, joined to them."""
        if country not in self._statements:
            self._statements[country] = Statements.of(self.catalogue, country, self.of_country(country))
        return self._statements[country]

    def ranked(
        self, title: str, standing: Mapping[str, EditionStanding], without: AbstractSet[int] = frozenset()
    ) -> Ranked:
        """The best matches among the own titles of some editions; ``without`` are awards that do not count."""
        named = self.library.of_framework
        among = {at: how for name, how in standing.items() for at in named.get(name, ()) if at not in without}
        return ranked(title, Searched(self.library, among), self.words, 1)

    def known(self, held: Held) -> KnownAward:
        """What is recorded of an award that people hold."""
        if held.id not in self._known:
            self._known[held.id] = known(held, self.catalogue)
        return self._known[held.id]

    def _held(self, country: str | None) -> Sequence[Held]:
        records = self.catalogue.every_award() if country is None else self.catalogue.awards(country)
        return list(held_of(records, self.words, lambda text: self.catalogue.classifier.by_rule(text) is not None))

    def find(
        self,
        title: str,
        place: Place | None,
        on: str,
        framework: str | None,
        limit: int,
        *,
        version: str,
        awarded: str | None = None,
    ) -> TitleSearch:
        """The awards that a title may name, the likeliest first.

        ``awarded`` is the date of the award, where it is known: it speaks for awards that were given then. Raises
        InputError for what can be no title or limit, UnknownNameError for a framework that is not there.
        """
        query = clean(title)
        if not 1 <= limit <= MOST:
            raise InputError(f"limit {limit} is not between 1 and {MOST}: say how many matches you want to see")
        where = scope(self.catalogue, place, framework, on)
        only = None if framework is None else framework.partition("@")[0]
        asked = Asked(where, place, on, awarded, only)
        return self.within(query, asked, limit, version=version, statements=True)

    def within(self, query: str, asked: Asked, limit: int, *, version: str, statements: bool = False) -> TitleSearch:
        """The same for a clean title, in a scope that is known already; with or without statements of bodies."""
        model, place = self.catalogue.title_search, asked.place
        among = self._searched(asked)
        best = ranked(query, among, self.words, limit)
        found = self._scored(best, among)
        borne = any(match.rival.exact for match in found)  # then it is an award, whatever its words say
        no_award = None if borne else paper(query, place.country if place else None, self.catalogue)
        if no_award is not None:
            found = []
        is_found = any(match.rival.exact or match.score >= model.threshold for match in found)
        nowhere = asked.scope.reason if asked.scope.standing or not among.standing else None
        reasons = [self._former(place), nowhere, self._reason(best, found, is_found, place) if among.standing else None]
        if no_award is not None:
            reasons = [NO_AWARD[no_award]]
        return TitleSearch(
            query=query,
            country=place.country if place else None,
            subdivision=place.subdivision if place else None,
            on=asked.on,
            status="found" if is_found else "not_found",
            matches=tuple(self._match(match, asked, statements=statements) for match in found[:limit]),
            reason="; ".join(reason for reason in reasons if reason) or None,
            catalogue_version=self.catalogue.version,
            qualmap_version=version,
        )

    def likely(self, query: str, asked: Asked, limit: int) -> list[Found]:
        """The best matches of a clean title by themselves, with the probability of each."""
        among = self._searched(asked)
        return self._scored(ranked(query, among, self.words, limit), among)[:limit]

    def _scored(self, best: Ranked, among: Searched) -> list[Found]:
        chances = probabilities(self.catalogue.title_search, features(best.rivals, best.searched, best.cut))
        return [
            Found(at, among.library.awards[at], rival, among.standing[at], chance)
            for at, rival, chance in zip(best.awards, best.rivals, chances, strict=True)
        ]

    def _searched(self, asked: Asked) -> Searched:
        """What is searched, remembered for the next title of the same place and day."""
        standing = tuple(asked.scope.standing.items())
        key = (asked.place, asked.on, asked.awarded, asked.framework, standing)
        if key not in self._recent:
            if len(self._recent) >= RECENT:
                self._recent.clear()
            self._recent[key] = self._to_search(asked)
        return self._recent[key]

    def _to_search(self, asked: Asked) -> Searched:
        """The awards of the editions that apply, and those that people hold beside them."""
        library, editions = self._library(asked), asked.scope.standing
        found: dict[int, EditionStanding | None] = {
            at: how for name, how in editions.items() for at in library.of_framework.get(name, ())
        }
        led = {one.id for at in found for one in library.awards[at].held}
        model, against = self.catalogue.title_search, dict[int, float]()
        given = {
            at
            for at in found
            if any(one.given(asked.awarded, model.late_years) == "given" for one in library.awards[at].held)
        }
        for at in library.held:
            award = library.awards[at]
            one = award.held[0]
            if one.id in led or not self._is_inside(one, asked):
                continue
            found[at] = self._standing(award.framework, asked)
            how = one.given(asked.awarded, model.late_years)
            if how == "given":
                given.add(at)
            if how in OUTSIDE:
                against[at] = model.outside
        return Searched(library, found, given, against)

    def _library(self, asked: Asked) -> Library:
        if asked.place is not None:
            return self.of_country(asked.place.country)
        if asked.framework is None:
            return self.everything
        framework = self.catalogue.framework(asked.framework)
        return self.of_country(framework.countries[0]) if len(framework.countries) == 1 else self.library

    def _is_inside(self, held: Held, asked: Asked) -> bool:
        """Whether an award is one of the framework that is meant, and of the part of a country."""
        part, country = asked.place and asked.place.subdivision, asked.place and asked.place.country
        if asked.framework is None and part is None:
            return True
        editions = [edition for edition, _ in held.places(self.catalogue)]
        if asked.framework is not None and not any(str(edition.ref) in asked.scope.standing for edition in editions):
            return False
        parts = [edition.subdivisions for edition in editions if country in edition.countries]
        return part is None or not parts or any(not each or part in each for each in parts)

    def _standing(self, framework: Framework | None, asked: Asked) -> EditionStanding | None:
        if framework is None:
            return None
        how = asked.scope.standing.get(str(framework.ref)) or standing(framework, asked.on)
        return how or ("later" if framework.valid_from and asked.on < framework.valid_from.value.first else "earlier")

    def _reason(self, best: Ranked, found: Sequence[Found], is_found: bool, place: Place | None) -> str | None:
        where = f" of {country_name(str(place), self.catalogue.places)}" if place else ""
        if not found:
            return f"no recorded title{where} is like it; that says nothing about the award"
        if not is_found:
            return f"no recorded title{where} is likely to be this award: those nearest to it are listed"
        exact = [match for match in found if match.rival.exact]
        countries = {country for match in exact for country in match.countries}
        if place is None and len(countries) > 1:
            return f"the title is recorded in {len(countries)} countries: say which one it is from"
        if exact and all(match.award.form == "part" for match in exact):
            return NO_AWARD["part-of-an-award"]
        if len({match.award.levels for match in exact if match.award.levels}) > 1:
            return "awards with this title stand on different levels: all are listed"
        return "found by the title without its subject" if best.cut else None

    def _former(self, place: Place | None) -> str | None:
        """What to mind of a state that is no more."""
        state = self.catalogue.places.ended.get(place.country) if place else None
        return None if state is None else ended(state, self.catalogue.places)

    def said(self, match: Found, asked: Asked) -> tuple[BodyStatement, ...]:
        """What bodies say of a match: of an award of one country, since each country's award is judged by itself."""
        if asked.place is not None:
            return self.statements(asked.place.country).said_of(match.at)
        if len(match.countries) != 1:
            return ()
        country, award = match.countries[0], match.award
        there = enumerate(self.of_country(country).awards)
        at = next((at for at, one in there if (one.ref, one.title) == (award.ref, award.title)), None)
        return () if at is None else self.statements(country).said_of(at)

    def _match(self, match: Found, asked: Asked, *, statements: bool) -> TitleMatch:
        award, source, late = match.award, match.award.source, self.catalogue.title_search.late_years
        given = sorted(
            ((one.given(asked.awarded, late), one) for one in award.held), key=lambda item: GIVEN.index(item[0])
        )
        return TitleMatch(
            framework=FrameworkName(id=award.framework.id, edition=award.framework.edition)
            if award.framework
            else None,
            standing=match.standing,
            title=award.title,
            levels=award.levels,
            generic_type=award.generic_type,
            matched=match.rival.name,
            exact=match.rival.exact,
            recorded_by="held" if award.is_held else "framework",
            named_by="title" if match.rival.name in award.titles else "other-name",
            score=match.score,
            source=read_at(source),
            verification=source.verification,
            given=given[0][0] if given else None,
            held=tuple(self.known(one) for _, one in given),
            statements=self.said(match, asked) if statements else (),
        )


class Found(NamedTuple):
    """A match: the award and its place in what was searched, how it was met, its edition's standing, its score."""

    at: int
    award: Award
    rival: Rival
    standing: EditionStanding | None
    score: float

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the award; of one that is found anywhere, none."""
        if self.award.framework is not None and not self.award.is_held:
            return self.award.framework.countries
        return self.award.held[0].countries
