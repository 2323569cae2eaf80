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
from qualmap.records.base import MARKS

SHOWN = 5
NEAR = 0.9
"""How alike another kind must stand to be shown beside awards of the very kind: honours degrees beside bachelors."""
Found = tuple[tuple[object, ...], Award]
"""An award, after what it is put in order by."""


def comparable_awards(
    search: Search,
    there: Place | None,
    framework: Framework | None,
    levels: Sequence[str] | None,
    kinds: Mapping[str, float],
) -> tuple[ComparableAward, ...]:
    """The nearest ones, the most alike first; none for a framework that countries share.

    Kinds are compared by where they stand, not by what they are called. An award of the framework that stands on other
    levels is none; neither is one that is no longer given, a part of an award, or a certificate of prior learning.
    """
    if there is None:
        return ()
    model, day = search.catalogue.award_placement, search.catalogue.date
    found: list[Found] = []
    seen = set[str]()
    for award in search.of_country(there.country).awards:
        if award.framework is not None and award.framework.status == "superseded":
            continue
        if any(held.given(day, 0) == "no-longer" or len(held.countries) != 1 for held in award.held):
            continue
        if award.title in seen or award.form is not None:
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
        order = (not on_levels, -round(likeness, 6), MARKS.index(award.source.verification), award.title, award.ref)
        found.append((order, award))
    found.sort(key=lambda item: item[0])
    standing = [item for item in found if not item[0][0]]
    found = _of_its_stage(search, standing or found, kinds)
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


def _of_its_stage(search: Search, found: list[Found], kinds: Mapping[str, float]) -> list[Found]:
    """Those of the kind's stage of education and place, if any is of the very kind; else its neighbours on the scale.

    The stage is the kind's usual ISCED level. A nurse, or a trade of that stage, is no comparator of a school leaver.
    """
    kind = max(kinds, key=lambda name: (kinds[name], name), default=None)
    if not any(award.generic_type == kind for _, award in found):
        return found
    types = search.catalogue.types
    stage = {generic.id: generic.isced for generic in (*types.types, *types.held_only)}
    return [
        item
        for item in found
        if stage.get(item[1].generic_type or "") == stage.get(kind or "")
        and alike(search.catalogue.award_placement, kind, item[1].generic_type) >= NEAR
    ]
