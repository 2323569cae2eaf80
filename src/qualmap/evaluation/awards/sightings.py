"""Where recognition bodies have put awards: the sightings from which places of kinds are fitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from qualmap.awards.library import Award
from qualmap.awards.rungs import Rungs
from qualmap.awards.search import Search
from qualmap.catalog import Catalogue
from qualmap.records import Evaluations
from qualmap.records.base import Range
from qualmap.records.kinds import kind_of

DERIVED = 0.6
"""How much a level counts that is that of the comparable award, against one that the body prints."""


class Sighting(NamedTuple):
    """One statement about one recorded award: its kind, years, rights, the columns that are named, its weight."""

    country: str
    kind: str
    years: float | None
    opens: bool | None
    columns: tuple[int, ...]
    weight: float


def countries_with_statements(catalogue: Catalogue) -> tuple[str, ...]:
    """The countries about whose awards anything is stated."""
    held = catalogue.apart[kind_of(Evaluations).folder]
    return held.countries


def sightings(search: Search, rungs: Rungs) -> list[Sighting]:
    """All statements that may be scored and that name levels, of awards of known kind."""
    found: list[tuple[tuple[str, int, str], Sighting]] = []
    for country in countries_with_statements(search.catalogue):
        library = search.of_country(country)
        for at, statements in search.statements(country).of_award.items():
            award = library.awards[at]
            kind = _kind(award)
            for made in statements:
                said, columns = made.said, rungs.columns(made.said)
                if not columns or not said.truth or kind is None:
                    continue
                years = _years([said.years] if said.years else [one.award.years for one in award.held])
                weight = 1.0 if said.says == "level" else DERIVED
                sighting = Sighting(country, kind, years, _opens(search.catalogue, award), columns, weight)
                found.append(((country, at, said.title), sighting))
    count = Counter(key for key, _ in found)
    return [each._replace(weight=each.weight / count[key] ** 0.5) for key, each in found]


def _kind(award: Award) -> str | None:
    return next((one.award.kind for one in award.held if one.award.kind), None) or award.generic_type


def _years(spans: Iterable[str | None]) -> float | None:
    return next((Range.parse(span).middle for span in spans if span), None)


def _opens(catalogue: Catalogue, award: Award) -> bool | None:
    to = set(catalogue.award_placement.opens_to)
    rights = [right.given for one in award.held for right in one.award.access if right.to in to]
    return None if not rights else any(right != "no" for right in rights)
