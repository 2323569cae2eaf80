"""Which frameworks count for a country on a day, and what its awards are by their type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import Candidate, find, ladders
from qualmap.corridors.model import AwardsOfType
from qualmap.records import Framework
from qualmap.records.awards import HeldAward


class Country(NamedTuple):
    """A country's frameworks on a day. ``ladders``: those with levels that are used; ``candidates``: all."""

    code: str
    candidates: tuple[Candidate, ...]
    ladders: tuple[Candidate, ...]

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """The records that apply, with levels or without."""
        return tuple(candidate.framework for candidate in self.candidates)

    @property
    def award_records(self) -> tuple[Framework, ...]:
        """The records whose awards speak for today: the ladders, or where there are none all but those taught out."""
        today = self.ladders or tuple(candidate for candidate in self.candidates if candidate.standing != "teach-out")
        return tuple(candidate.framework for candidate in today)


def country_on(catalogue: Catalogue, code: str, day: str) -> Country:
    """The frameworks of a country on a day; without levels in force, those that are drafts or whose end is unknown."""
    if code not in catalogue.of_country:
        return Country(code, (), ())
    found = find(catalogue.frameworks.values(), day, code)
    return Country(code, found.candidates, ladders(found.candidates))


def awards_by_type(catalogue: Catalogue, origin: Country, destination: Country) -> tuple[AwardsOfType, ...]:
    """The awards of two countries side by side, by generic type, the least advanced first."""
    ours, theirs = _of_type(catalogue, origin), _of_type(catalogue, destination)
    return tuple(
        AwardsOfType(
            type=generic.id,
            label=generic.label,
            origin=tuple(ours.get(generic.id, ())),
            destination=tuple(theirs.get(generic.id, ())),
        )
        for generic in catalogue.types.types
        if generic.id in ours or generic.id in theirs
    )


def held_awards(catalogue: Catalogue, country: str) -> tuple[HeldAward, ...]:
    """The awards that people of a country hold; not those that are found anywhere."""
    records = catalogue.awards(country)
    return tuple(award for record in records for award in record.awards if country in record.countries_of(award))


def _of_type(catalogue: Catalogue, country: Country) -> dict[str, Sequence[str]]:
    """Titles by generic type: those of the frameworks, and where these have none, those that people hold."""
    found: dict[str, dict[str, None]] = {}
    for framework in country.award_records:
        for award in framework.qualification_types:
            kind = catalogue.classifier.type_of(award)
            if kind is not None:
                where = f" ({framework.ref}: {', '.join(award.levels)})" if award.levels else ""
                found.setdefault(kind, {})[award.title + where] = None
    held: dict[str, dict[str, None]] = {}
    for one in held_awards(catalogue, country.code):
        if one.kind is not None and one.kind not in found:
            held.setdefault(one.kind, {})[one.title] = None
    return {kind: list(titles) for kind, titles in (found | held).items()}
