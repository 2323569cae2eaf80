"""Searches whose right answer is known: titles with and without their award, and titles of other countries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from qualmap.awards.model import EditionStanding
from qualmap.awards.scope import scope
from qualmap.awards.score import Rival, features
from qualmap.awards.search import Search
from qualmap.catalog.places import Place
from qualmap.evaluation.titles.distort import Distorter
from qualmap.records.text import fold

Kind = Literal["present", "taken-off", "foreign"]
EVERYWHERE = 4
"""One search in so many is made in all countries at once."""
SEED = 1


@dataclass(frozen=True)
class Trial:
    """One search: the framework that it was made for, the features of its first match, and whether that is right."""

    framework: str
    kind: Kind
    query: str
    row: tuple[float, ...]
    right: bool


@dataclass(frozen=True)
class _Asked:
    """A distorted title, put to some editions; ``truth`` is the place of its award, None if it has none there."""

    framework: str
    kind: Kind
    query: str
    standing: dict[str, EditionStanding]
    truth: int | None
    without: frozenset[int] = frozenset()


def trials(search: Search) -> Iterator[Trial]:
    """Per award that a country's search can find: two searches with it, one with it taken off, one foreign title."""
    catalogue, library = search.catalogue, search.library
    distort, random = Distorter(catalogue.title_words, SEED), Random(SEED)  # noqa: S311  # nothing is secret here
    everywhere = scope(catalogue, None, None, catalogue.date).standing
    for ref, places in sorted(library.of_framework.items()):
        framework = catalogue.frameworks[ref]
        if framework.kind in ("regional", "continental", "transnational") or not framework.countries:
            continue
        local = scope(catalogue, Place(framework.countries[0]), None, catalogue.date).standing
        for at in places:
            standing = (everywhere if random.randrange(EVERYWHERE) == 0 else local) | {ref: local.get(ref, "earlier")}
            queries = [_written(search, at, distort, random) for _ in range(3)]
            for query in queries[:2]:
                yield from _tried(search, _Asked(framework.id, "present", query, standing, at))
            same = library.same_title[fold(library.awards[at].title)]
            yield from _tried(search, _Asked(framework.id, "taken-off", queries[2], standing, at, same))
            stranger = _stranger(search, local | {ref: "earlier"}, random)
            query = _written(search, stranger, distort, random)
            yield from _tried(
                search, _Asked(framework.id, "foreign", query, local | {ref: local.get(ref, "earlier")}, None)
            )


def _written(search: Search, at: int, distort: Distorter, random: Random) -> str:
    """A title, or one of its exact names, as it is or distorted."""
    award = search.library.awards[at]
    names = [award.title, *(name for name, exact in award.names.items() if exact)]
    name = random.choice(names)
    return name if random.randrange(3) == 0 else distort.any_way(name)


def _stranger(search: Search, standing: dict[str, EditionStanding], random: Random) -> int:
    """An award of which no searched edition has any exact name."""
    library = search.library
    here = {name for ref in standing for at in library.of_framework.get(ref, ()) for name in library.awards[at].names}
    while True:
        at = random.randrange(len(library.awards))
        if not here & library.awards[at].names.keys():
            return at


def _tried(search: Search, asked: _Asked) -> Iterator[Trial]:
    """The search as a trial; nothing where no match is near enough to be listed, which claims nothing."""
    ranked = search.ranked(asked.query, asked.standing, asked.without)
    if ranked.rivals:
        row = features(ranked.rivals, ranked.searched, ranked.cut)[0]
        right = _right(search, asked, ranked.awards[0], ranked.rivals[0])
        yield Trial(asked.framework, asked.kind, asked.query, row, right)


def _right(search: Search, asked: _Asked, at: int, rival: Rival) -> bool:
    """Whether a match is the award, or one on the same levels of the same framework edition."""
    if asked.truth is None:
        return False
    award, found = search.library.awards[asked.truth], search.library.awards[at]
    same_levels = bool(award.levels) and rival.levels == (award.ref, *award.levels)
    return at == asked.truth or same_levels or (award.levels == found.levels and fold(award.title) == fold(found.title))
