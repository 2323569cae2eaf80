"""Every title of the catalogue, ready to be searched: which award has which names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualmap.awards.held import Held
from qualmap.awards.index import Index
from qualmap.awards.names import names_of
from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import SHARED
from qualmap.catalog.words import plain
from qualmap.records import Framework, QualificationType, Source
from qualmap.records.awards import AwardForm
from qualmap.records.base import MARKS
from qualmap.records.text import fold


@dataclass(frozen=True)
class Award:
    """A title with all levels of one framework edition that it stands on, and its names: exact ones are True.

    ``held``: the awards that people hold under it. Without a framework it is one of these alone; with one it is a
    framework's own title, or an award of which only its own record says that it stands there (``is_held``).
    ``titles``: the exact names that the record's title gives; others are the editor's general knowledge.
    """

    framework: Framework | None
    title: str
    levels: tuple[str, ...]
    generic_type: str | None
    source: Source
    names: dict[str, bool]
    titles: frozenset[str]
    held: tuple[Held, ...] = ()
    is_held: bool = False

    @property
    def ref(self) -> str:
        """The edition in which it stands, or its own name where it stands in none."""
        return str(self.framework.ref) if self.framework is not None else self.held[0].id

    @property
    def form(self) -> AwardForm | None:
        """What it is where it is no award by itself; a framework's own title is one."""
        return self.held[0].award.form if self.is_held else None


@dataclass(frozen=True)
class Library:
    """Awards and an index of their names. ``holders`` are the awards, by place, that have each name of the index."""

    awards: tuple[Award, ...]
    index: Index
    holders: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, catalogue: Catalogue, frameworks: Iterable[Framework], held: Sequence[Held] = ()) -> Library:
        """All titles of some framework editions, and awards that people hold.

        An award that people hold under a framework's own title is in the library as both: the framework's record has
        its other names, and stands for it wherever that edition is searched.
        """
        by_name: dict[str, list[Held]] = {}
        for one in held:
            for name, exact in one.names.items():
                if exact:
                    by_name.setdefault(name, []).append(one)
        own = [award for framework in frameworks for award in _awards(framework, catalogue)]
        awards = (
            *(_joined(award, by_name, catalogue) for award in own),
            *(_alone(one, catalogue) for one in held),
        )
        holders: dict[str, list[int]] = {}
        for at, award in enumerate(awards):
            for name in award.names:
                holders.setdefault(name, []).append(at)
        names = sorted(holders)
        return cls(awards, Index(names), tuple(tuple(holders[name]) for name in names))

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each name stands in the index."""
        return {name: at for at, name in enumerate(self.index.names)}

    @cached_property
    def by_words(self) -> dict[tuple[str, ...], str]:
        """The name of a title by its words in the order of the alphabet: for titles whose words stand otherwise."""
        found: dict[tuple[str, ...], str] = {}
        for award in self.awards:
            found.setdefault(tuple(sorted(plain(award.title))), next(iter(award.names)))
        for name in self.index.names:
            found.setdefault(tuple(sorted(name.split())), name)
        return found

    @cached_property
    def same_title(self) -> dict[str, frozenset[int]]:
        """The awards, by place, that have each folded title."""
        found: dict[str, set[int]] = {}
        for at, award in enumerate(self.awards):
            found.setdefault(fold(award.title), set()).add(at)
        return {title: frozenset(places) for title, places in found.items()}

    @cached_property
    def of_framework(self) -> dict[str, tuple[int, ...]]:
        """The titles of a framework's own, by place, of each ``id@edition``."""
        found: dict[str, list[int]] = {}
        for at, award in enumerate(self.awards):
            if not award.is_held:
                found.setdefault(award.ref, []).append(at)
        return {name: tuple(places) for name, places in found.items()}

    @cached_property
    def held(self) -> tuple[int, ...]:
        """The awards that people hold, by place, each by itself."""
        return tuple(at for at, award in enumerate(self.awards) if award.is_held)

    def among(self, awards: Iterable[int]) -> NDArray[np.bool_]:
        """Which names of the index some awards have."""
        marked = np.zeros(len(self.index.names), bool)
        marked[[self.place[name] for at in awards for name in self.awards[at].names]] = True
        return marked


def _joined(award: Award, held: Mapping[str, Sequence[Held]], catalogue: Catalogue) -> Award:
    """A framework's title with the awards that people hold under it: those that share an exact name and are the same.

    The framework's record leads.
    """
    framework = award.framework
    assert framework is not None
    found = {
        one.id: one
        for name, exact in award.names.items()
        for one in (held.get(name, ()) if exact else ())
        if _is_same(award, framework, one, catalogue)
    }
    names = dict(award.names)
    for one in found.values():
        for name, exact in one.names.items():
            names[name] = names.get(name, False) or exact
    return replace(award, held=tuple(found.values()), names=names) if found else award


def _is_same(award: Award, framework: Framework, held: Held, catalogue: Catalogue) -> bool:
    """Whether neither country, kind, level nor time speaks against it that an award is the one of a framework's title.

    An award whose record does not place it there, and that had ended before the edition began, is an older one.
    """
    countries = framework.countries if framework.kind not in SHARED else ()
    if not held.is_of(countries):
        return False
    if held.award.kind in catalogue.classifier.known and award.generic_type not in (None, held.award.kind):
        return False
    stands = [stand for stand in held.award.stands if stand.framework == framework.id]
    if stands:
        levels = {stand.level for stand in stands if catalogue.edition_of(stand).ref == framework.ref}
        return not levels or not award.levels or not levels.isdisjoint(award.levels)
    last = held.award.awarded.last if held.award.awarded is not None else None
    if last is None or framework.valid_from is None:
        return True
    return not last.certainly_before(framework.valid_from.value)


def _alone(held: Held, catalogue: Catalogue) -> Award:
    """An award that people hold, on the levels of the first edition in which its record says that it stands."""
    framework, levels = next(iter(held.places(catalogue)), (None, ()))
    sources = [held.source]
    if framework is not None:
        stands = [stand for stand in held.award.stands if catalogue.edition_of(stand).ref == framework.ref]
        sources += [held.record.source_of(stand.source) for stand in stands]
    return Award(
        framework=framework,
        title=held.award.title,
        levels=levels,
        generic_type=held.award.kind,
        source=max(sources, key=_doubt),
        names=held.names,
        titles=held.titles,
        held=(held,),
        is_held=True,
    )


def _awards(framework: Framework, catalogue: Catalogue) -> list[Award]:
    """The titles of a framework; records with the same title are one award on several levels."""
    together: dict[str, list[QualificationType]] = {}
    for award in framework.qualification_types:
        together.setdefault(fold(award.title), []).append(award)
    return [_award(framework, records, catalogue) for records in together.values()]


def _award(framework: Framework, records: list[QualificationType], catalogue: Catalogue) -> Award:
    first, rule = records[0], catalogue.classifier
    held = {code for record in records for code in record.levels}
    kinds = tuple({rule.type_of(record) for record in records})
    worst = max((framework.source_of(record.source) for record in records), key=_doubt)
    names = names_of(
        first.title, catalogue.words, lambda text: (kind := rule.by_rule(text)) is not None and kind in kinds
    )
    return Award(
        framework=framework,
        title=first.title,
        levels=tuple(code for code in framework.codes if code in held),
        generic_type=kinds[0] if len(kinds) == 1 else None,
        source=worst,
        names=names,
        titles=frozenset(name for name, exact in names.items() if exact),
    )


def _doubt(source: Source) -> int:
    return MARKS.index(source.verification)
