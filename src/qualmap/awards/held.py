"""Awards that people hold, as a search sees them: their names, when they were given, where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from qualmap.awards.names import are_initials, names_of
from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import SHARED
from qualmap.catalog.words import Words, literally
from qualmap.records import Awards, Framework, HeldAward, Source
from qualmap.records.awards import Given, Name, NameSort

INEXACT: frozenset[NameSort] = frozenset({"everyday"})
"""What people say is no title: an award is found by it, never exactly."""


@dataclass(frozen=True)
class Held:
    """One award that people hold, with the record that has it.

    ``names``: exact ones are True; ``titles`` are those that its printed title gives.
    """

    record: Awards
    award: HeldAward
    names: dict[str, bool]
    titles: frozenset[str]

    @cached_property
    def id(self) -> str:
        """Its name in the catalogue, ``file:award``."""
        return f"{self.record.id}:{self.award.id}"

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Those that have it; none: it is found anywhere."""
        return self.record.countries_of(self.award)

    @cached_property
    def source(self) -> Source:
        """Vouches that there is such an award."""
        return self.record.source_of(self.award.source)

    def is_of(self, countries: Iterable[str]) -> bool:
        """Whether one of these countries has it."""
        return not self.countries or not set(self.countries).isdisjoint(countries)

    def given(self, day: str | None, late: int) -> Given:
        """Whether it was given on a day; for ``late`` years after the last regular one it still was."""
        return "not-known" if self.award.awarded is None else self.award.awarded.given(day, late)

    def places(self, catalogue: Catalogue) -> list[tuple[Framework, tuple[str, ...]]]:
        """The editions in which it stands, each with its levels in rank order; a country's own frameworks first."""
        levels: dict[str, set[str]] = {}
        for stand in self.award.stands:
            levels.setdefault(str(catalogue.edition_of(stand).ref), set()).add(stand.level)
        found = [(catalogue.frameworks[ref], held) for ref, held in levels.items()]
        found.sort(key=lambda item: item[0].kind in SHARED)
        return [(edition, tuple(code for code in edition.codes if code in held)) for edition, held in found]


def held_of(records: Iterable[Awards], words: Words, is_award: Callable[[str], bool]) -> Iterator[Held]:
    """The awards of some records, each with its names as they are searched."""
    for record in records:
        for award in record.awards:
            names = names_of(award.title, words, is_award)
            titles = frozenset(name for name, exact in names.items() if exact)
            for name in award.names:
                exact = name.sort not in INEXACT
                for text in filter(None, _written(name, award.title, words)):
                    names[text] = names.get(text, False) or exact
            yield Held(record, award, names, titles)


def _written(name: Name, title: str, words: Words) -> tuple[str, ...]:
    """How a name is searched. Initials of the very title are not spelled out as those of other titles are."""
    if name.sort != "abbreviation":
        return (words.spelled(name.text),)
    literal = literally(name.text)
    return (literal,) if are_initials(name.text, title) else (words.spelled(name.text), literal)
