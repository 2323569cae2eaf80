"""The records behind a title: those that bear it, and those that it only resembles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from qualmap.assessment.held import Pair, as_pairs
from qualmap.awards.model import KnownAward, TitleMatch, TitleSearch
from qualmap.awards.search import Search
from qualmap.catalog import Catalogue
from qualmap.records import Framework, Ref
from qualmap.records.award import Award
from qualmap.records.awards import Given, Period
from qualmap.records.dates import PartialDate


@dataclass(frozen=True)
class TitleRecords:
    """The catalogue's records of titles. Made ones are kept: what is asked of one is asked of the same again."""

    search: Search
    _held: dict[tuple[str, str], tuple[Pair, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue."""
        return self.search.catalogue

    def of(self, match: TitleMatch, country: str, editions: AbstractSet[Ref]) -> list[Pair]:
        """The records of a match: those of the framework whose title it is, else those of awards that people hold.

        These are placed in ``editions`` alone, those in which the award may stand.
        """
        if match.recorded_by == "framework":
            framework = self.catalogue.frameworks[str(match.framework)]
            return [(framework, award) for award in framework.qualification_types if award.title == match.title]
        return [pair for award in match.held for pair in self._pairs(award.id, country, editions)]

    def all_of(self, matches: Iterable[TitleMatch], country: str, editions: AbstractSet[Ref]) -> list[Pair]:
        """The records of several matches, each once."""
        pairs = (pair for match in matches for pair in self.of(match, country, editions))
        return list({id(award): (owner, award) for owner, award in pairs}.values())

    def of_kind(self, country: str, kind: str) -> list[Pair]:
        """The whole awards of a kind that a country's own record has and that are still given, as far as is known."""
        library = self.search.of_country(country)
        held = (library.awards[at].held[0] for at in library.held)
        own = [one for one in held if one.countries == (country,) and one.award.kind == kind and not one.award.form]
        current = [one for one in own if one.award.awarded is None or one.award.awarded.last is None]
        frameworks = {framework.ref for framework in self.catalogue.of_country.get(country, ())}
        return [pair for one in current for pair in self._pairs(one.id, country, frameworks)]

    def _pairs(self, name: str, country: str, editions: AbstractSet[Ref]) -> list[Pair]:
        if (country, name) not in self._held:
            library = self.search.of_country(country)
            held = next(library.awards[at].held[0] for at in library.held if library.awards[at].held[0].id == name)
            self._held[country, name] = as_pairs(held, self.catalogue)
        *placed, nowhere = self._held[country, name]
        return [pair for pair in placed if pair[0].ref in editions] or [nowhere]


def bearing(matches: Iterable[TitleMatch]) -> list[TitleMatch]:
    """The matches that bear the title word for word; a framework's own record goes before others.

    Names beside the recorded title are general knowledge, and make nothing certain.
    """
    exact = [match for match in matches if match.exact and match.named_by == "title"]
    return [match for match in exact if match.recorded_by == "framework"] or exact


def names_part(matches: Iterable[TitleMatch]) -> bool:
    """Whether all that is called so, by whichever name, is recorded as a part of an award."""
    exact = [match for match in matches if match.exact]
    return bool(exact) and all(
        match.recorded_by == "held" and all(award.form == "part" for award in match.held) for match in exact
    )


def in_time(match: TitleMatch, awarded: PartialDate | None, late: int) -> bool:
    """Whether an award that people hold may have been given on a date; what a framework's record has always may."""
    if match.recorded_by == "framework" or awarded is None:
        return True
    return any(_given(held, awarded, late) not in ({"no-longer"}, {"not-yet"}) for held in match.held)


def was_given(match: TitleMatch, awarded: PartialDate | None, late: int) -> bool:
    """Whether an award that people hold was certainly given on a date, whichever day that is."""
    return awarded is not None and all(_given(held, awarded, late) == {"given"} for held in match.held)


def _given(held: KnownAward, awarded: PartialDate, late: int) -> set[Given]:
    first, last = (PartialDate(date) if date else None for date in (held.first, held.last))
    period = Period(first=first, last=last)
    return {period.given(day, late) for day in (awarded.first, awarded.last)}


@dataclass(frozen=True)
class Alike:
    """Recorded awards like this one, the likeliest first; ``by_kind``: found by their kind alone."""

    awards: tuple[Pair, ...]
    by_kind: bool


def alike(records: TitleRecords, award: Award, search: TitleSearch, frameworks: Sequence[Framework]) -> Alike:
    """Awards of these frameworks, and awards that people hold, that the title resembles; or else those of its kind."""
    catalogue = records.catalogue
    kind = kind_of(catalogue, award)
    if kind in {generic.id for generic in catalogue.types.types if generic.vague}:
        kind = None
    resembling = (
        tuple(_resembling(records, search, frameworks, kind, award.awarded)) if search.status == "found" else ()
    )
    if resembling or kind is None:
        return Alike(resembling, by_kind=False)
    return Alike(tuple(_of_kind(catalogue, frameworks, kind)), by_kind=True)


def kind_of(catalogue: Catalogue, award: Award) -> str | None:
    """The kind of award as it was given, or by the written rule from its title and ISCED level."""
    return award.award_type or catalogue.classifier.by_rule(award.title, None, award.isced)


def kind_of_match(catalogue: Catalogue, match: TitleMatch) -> str | None:
    """The kind of a match, where it is one by which awards are compared."""
    return match.generic_type if match.generic_type in catalogue.classifier.known else None


def _resembling(
    records: TitleRecords,
    search: TitleSearch,
    frameworks: Sequence[Framework],
    kind: str | None,
    awarded: PartialDate | None,
) -> Iterable[Pair]:
    """The awards of the best match and of those as good, where their kind does not speak against it."""
    known, catalogue = {str(framework.ref) for framework in frameworks}, records.catalogue
    best = None
    for match in search.matches:
        if match.recorded_by == "framework" and str(match.framework) not in known:
            continue
        if kind is not None and kind_of_match(catalogue, match) not in (None, kind):
            continue
        if not in_time(match, awarded, catalogue.title_search.late_years):
            continue
        if match.score < catalogue.title_search.threshold or (best is not None and match.score < best):
            return
        best = match.score
        yield from records.of(match, search.country or "", {framework.ref for framework in frameworks})


def _of_kind(catalogue: Catalogue, frameworks: Sequence[Framework], kind: str) -> Iterable[Pair]:
    for framework in frameworks:
        for award in framework.qualification_types:
            if catalogue.classifier.type_of(award) == kind:
                yield framework, award
