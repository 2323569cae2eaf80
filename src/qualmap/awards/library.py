"""Every title of the catalogue, ready to be searched: which award has which names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualmap.awards.index import Index
from qualmap.awards.names import names_of
from qualmap.catalog import Catalogue
from qualmap.catalog.words import Words, plain
from qualmap.records import Framework, QualificationType, Source
from qualmap.records.text import fold


@dataclass(frozen=True)
class Award:
    """A title of one framework edition with all levels that it stands on, and its names: exact ones are True."""

    framework: Framework
    title: str
    levels: tuple[str, ...]
    generic_type: str | None
    source: Source
    names: dict[str, bool]


@dataclass(frozen=True)
class Library:
    """Awards and an index of their names. ``holders`` are the awards, by place, that have each name of the index."""

    awards: tuple[Award, ...]
    index: Index
    holders: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, catalogue: Catalogue, words: Words) -> Library:
        """All awards of all framework editions."""
        awards = tuple(
            award for framework in catalogue.frameworks.values() for award in _awards(framework, catalogue, words)
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
        """The awards, by place, of each ``id@edition``."""
        found: dict[str, list[int]] = {}
        for at, award in enumerate(self.awards):
            found.setdefault(str(award.framework.ref), []).append(at)
        return {name: tuple(places) for name, places in found.items()}

    def among(self, awards: Iterable[int]) -> NDArray[np.bool_]:
        """Which names of the index some awards have."""
        marked = np.zeros(len(self.index.names), bool)
        marked[[self.place[name] for at in awards for name in self.awards[at].names]] = True
        return marked


def _awards(framework: Framework, catalogue: Catalogue, words: Words) -> list[Award]:
    """The titles of a framework; records with the same title are one award on several levels."""
    together: dict[str, list[QualificationType]] = {}
    for award in framework.qualification_types:
        together.setdefault(fold(award.title), []).append(award)
    return [_award(framework, records, catalogue, words) for records in together.values()]


def _award(framework: Framework, records: list[QualificationType], catalogue: Catalogue, words: Words) -> Award:
    first, rule = records[0], catalogue.classifier
    held = {code for record in records for code in record.levels}
    kinds = tuple({rule.type_of(record) for record in records})
    worst = max((framework.source_of(record.source) for record in records), key=_doubt)
    return Award(
        framework=framework,
        title=first.title,
        levels=tuple(code for code in framework.codes if code in held),
        generic_type=kinds[0] if len(kinds) == 1 else None,
        source=worst,
        names=names_of(first.title, words, lambda text: (kind := rule.by_rule(text)) is not None and kind in kinds),
    )


def _doubt(source: Source) -> int:
    return ("seen", "secondary", "recalled").index(source.verification)
