"""Which awards of a library a title is likeliest to name: the best first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from qualmap.awards.index import Near
from qualmap.awards.library import Library
from qualmap.awards.model import EditionStanding
from qualmap.awards.scope import ORDER
from qualmap.awards.score import Rival
from qualmap.catalog.words import Words, literally, plain

CLEAR = 95.0
"""WRatio up to which a title may only be known by a part of it; its subject may then be left off."""
LEAST = 40.0
"""WRatio below which two titles share no more than chance letters."""
NAMES = 30
"""How many names are looked at for the matches of one search, at least."""


@dataclass(frozen=True)
class Searched:
    """What is searched: awards of a library, by place, each with its edition's standing on the date, if it is in one.

    ``for_date``: the awards that were given on the date of the award; ``against``: by how much that date speaks against
    others, in points of nearness.
    """

    library: Library
    standing: Mapping[int, EditionStanding | None]
    for_date: AbstractSet[int] = frozenset()
    against: Mapping[int, float] = field(default_factory=dict)

    @cached_property
    def among(self) -> NDArray[np.bool_] | None:
        """Which names of the library's index count; None for all."""
        return None if len(self.standing) == len(self.library.awards) else self.library.among(self.standing)


class Ranked(NamedTuple):
    """Matches in order, by the award's place in the library, and what was searched for them."""

    awards: tuple[int, ...]
    rivals: tuple[Rival, ...]
    searched: str
    cut: bool


def ranked(title: str, among: Searched, words: Words, limit: int) -> Ranked:
    """Matches among the awards that are searched."""
    asked = (words.spelled(title), literally(title))
    near, searched, cut = _near(title, asked[0], among, words, limit)
    rivals: dict[int, Rival] = {}
    for name in (name for name in near if name.ratio >= LEAST):
        for at in among.library.holders[name.at]:
            if at in among.standing:
                rival = _rival(at, name, asked, among)
                if at not in rivals or _strength(rival) > _strength(rivals[at]):
                    rivals[at] = rival
    found = sorted(rivals.items(), key=lambda item: _order(item[0], item[1], searched, among))
    return Ranked(tuple(at for at, _ in found), tuple(rival for _, rival in found), searched, cut)


def _near(title: str, spelled: str, searched: Searched, words: Words, limit: int) -> tuple[list[Near], str, bool]:
    """The nearest names, the text that they are near to, and whether a subject was left off for them."""
    library = searched.library
    if not searched.standing:
        return [], spelled, False
    among = searched.among

    def held(name: str) -> bool:
        return name in library.place and (among is None or bool(among[library.place[name]]))

    candidates = (
        spelled,
        literally(title),
        library.by_words.get(tuple(sorted(plain(title)))),
        library.by_words.get(tuple(sorted(spelled.split()))),
    )
    text = next((name for name in candidates if name is not None and held(name)), spelled)
    near = library.index.nearest(text, max(limit, NAMES), among)
    if near and near[0].ratio > CLEAR:
        return near, text, False
    head, colon, _ = title.partition(":")
    named = words.spelled(head) if colon and head.strip() else None
    if named and held(named):
        return library.index.nearest(named, max(limit, NAMES), among), named, True
    bare = words.bare(text)
    for award in _parts(text, bare, words):
        if held(award):
            return library.index.nearest(award, max(limit, NAMES), among), award, True
    if bare != text:
        nearer = library.index.nearest(bare, max(limit, NAMES), among)
        if nearer and (not near or nearer[0].ratio > near[0].ratio):
            return nearer, bare, True
    return near, text, False


def _parts(text: str, bare: str, words: Words) -> list[str]:
    """What a title may be without its subject, its wrapper or both; what reads most of the title first.

    So "diplôme du baccalauréat général" is a baccalauréat before it is a DU.
    """
    found = [(len(award.split()), award) for award in _shorter(text, words)]
    if bare != text:
        left_off = len(text.split()) - len(bare.split())
        found += [(len(award.split()) + left_off, award) for award in (bare, *_shorter(bare, words))]
    return [award for _, award in sorted(found, key=lambda part: -part[0])]


def _shorter(name: str, words: Words) -> Iterator[str]:
    """A name without its subject: where a word joins the subject, and where none does."""
    yield from (subject.award for subject in words.without_subject(name))
    yield from words.heads(name)


def _strength(rival: Rival) -> tuple[float, str]:
    return rival.strength, rival.name


def _rival(at: int, near: Near, asked: tuple[str, str], among: Searched) -> Rival:
    award, name = among.library.awards[at], among.library.index.names[near.at]
    place = (award.ref, *award.levels) if award.levels else (award.ref, "?", str(at))
    ratio = near.ratio - among.against.get(at, 0.0)
    return Rival(place, name, ratio, award.names[name] and name in asked)


def _order(
    at: int, rival: Rival, searched: str, among: Searched
) -> tuple[float, bool, bool, float, int, int, str, str]:
    award, standing = among.library.awards[at], among.standing[at]
    likeness = fuzz.token_sort_ratio(searched, rival.name)
    stands = ORDER.index(standing) if standing is not None else len(ORDER)
    undated = at not in among.for_date
    shared = award.is_held + (award.is_held and len(award.held[0].countries) != 1)
    return -rival.ratio, not rival.exact, undated, -likeness, shared, stands, award.ref, award.title
