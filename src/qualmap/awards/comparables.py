"""Awards of the destination that stand where an award stands: of its kind, on the levels of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualmap.awards.comparison import ComparableAward
from qualmap.awards.known import read_at
from qualmap.awards.library import Award
from qualmap.awards.placement import alike
from qualmap.awards.search import Search
from qualmap.catalog.places import Place
from qualmap.records import Framework

SHOWN = 5
_DOUBT = ("seen", "secondary", "recalled")


def comparable_awards(
    search: Search,
    there: Place | None,
    framework: Framework | None,
    levels: Sequence[str] | None,
    kinds: Mapping[str, float],
) -> tuple[ComparableAward, ...]:
    """The nearest ones, the most alike first; none for a framework that countries share.

    Kinds are compared by where they stand, not by what they are called. An award of the framework that stands on other
    levels is none; neither is one that is no longer given.
    """
    if there is None:
        return ()
    model, day = search.catalogue.award_placement, search.catalogue.date
    found: list[tuple[tuple[object, ...], Award]] = []
    seen = set[str]()
    for award in search.of_country(there.country).awards:
        if award.framework is not None and award.framework.status == "superseded":
            continue
        if any(held.given(day, 0) == "no-longer" or len(held.countries) != 1 for held in award.held):
            continue
        if award.title in seen:
            continue
        parts = award.framework.subdivisions if award.framework is not None else ()
        if there.subdivision and parts and there.subdivision not in parts:
            continue
        likeness = sum(share * alike(model, kind, award.generic_type) for kind, share in kinds.items())
        inside = framework is not None and award.framework is not None and award.framework.id == framework.id
        if likeness < model.assumed["alike"] or (inside and levels and not set(levels) & set(award.levels)):
            continue
        seen.add(award.title)
        on_levels = inside and bool(levels)
        order = (not on_levels, -round(likeness, 6), _DOUBT.index(award.source.verification), award.title, award.ref)
        found.append((order, award))
    found.sort(key=lambda item: item[0])
    standing = [item for item in found if not item[0][0]]
    found = standing or found
    return tuple(
        ComparableAward(
            title=award.title,
            country=there.country,
            framework=award.framework.id if award.framework else None,
            levels=award.levels,
            kind=award.generic_type,
            source=read_at(award.source),
            verification=award.source.verification,
        )
        for _, award in found[:SHOWN]
    )
