"""What a kind of award is in the words of recognition instruments: access, higher education, vocational, professions.

The Lisbon convention, for one, covers qualifications that give access to higher education (IV) and higher education
qualifications (VI), and no other vocational or school awards; so the kind decides which instruments concern an award.
"""

from __future__ import annotations

from typing import NamedTuple

from qualmap.records.instrument import Scope

REGULATED_PROFESSION = "regulated-profession"
"""The purpose under which instruments about professions count too."""
_NONE: frozenset[Scope] = frozenset()
_ACCESS: frozenset[Scope] = frozenset({"access"})
_HIGHER: frozenset[Scope] = frozenset({"higher-education"})
_VOCATIONAL: frozenset[Scope] = frozenset({"vocational"})
_PLAUSIBLE = _ACCESS | _HIGHER | _VOCATIONAL


class AwardScopes(NamedTuple):
    """``sure``: what the award certainly is. ``perhaps``: what it may be as well, as far as is known."""

    sure: frozenset[Scope]
    perhaps: frozenset[Scope] = frozenset()


_BY_TYPE: dict[str, AwardScopes] = {
    "basic": AwardScopes(_NONE),
    "primary": AwardScopes(_NONE),
    "lower-secondary": AwardScopes(_NONE),
    "intermediate-secondary": AwardScopes(_NONE, _ACCESS),
    "vocational-certificate": AwardScopes(_VOCATIONAL),
    "certificate": AwardScopes(_NONE, _PLAUSIBLE),
    "upper-secondary-vocational": AwardScopes(_VOCATIONAL, _ACCESS),
    "upper-secondary-general": AwardScopes(_ACCESS),
    "post-secondary-non-tertiary": AwardScopes(_VOCATIONAL, _ACCESS),
    "short-cycle-he": AwardScopes(_HIGHER),
    "diploma": AwardScopes(_NONE, _PLAUSIBLE),
    "professional": AwardScopes(_VOCATIONAL),
    "bachelor": AwardScopes(_HIGHER),
    "bachelor-honours": AwardScopes(_HIGHER),
    "postgraduate-diploma": AwardScopes(_HIGHER),
    "master": AwardScopes(_HIGHER),
    "doctorate": AwardScopes(_HIGHER),
}
"""By generic type; one that is not here counts as unknown."""
_BY_ISCED: dict[int, AwardScopes] = {
    **dict.fromkeys((0, 1, 2), AwardScopes(_NONE)),
    **dict.fromkeys((3, 4), AwardScopes(_NONE, _ACCESS | _VOCATIONAL)),
    **dict.fromkeys((5, 6), AwardScopes(_NONE, _HIGHER | _VOCATIONAL)),
    **dict.fromkeys((7, 8), AwardScopes(_HIGHER)),
}
"""By ISCED 2011 level alone: levels 5 and 6 hold higher education and higher vocational awards alike."""
_UNKNOWN = AwardScopes(_NONE, _PLAUSIBLE)


def scopes_of(
    generic_type: str | None, isced: int | None, purpose: str | None, gives_access: bool | None = None
) -> AwardScopes:
    """What an award is, from its generic type or else its ISCED 2011 level; all plausible ones where neither tells.

    ``purpose`` adds professions when it is a regulated profession. ``gives_access``: whether the award gives access to
    higher education at home, if that is known; it settles what a school award is.
    """
    found = _BY_TYPE.get(generic_type or "")
    if found is None:
        found = _UNKNOWN if isced is None else _BY_ISCED.get(isced, _UNKNOWN)
    sure, perhaps = found
    if gives_access and "higher-education" not in sure:
        sure, perhaps = sure | _ACCESS, perhaps - _ACCESS
    elif gives_access is False:
        sure, perhaps = sure - _ACCESS, perhaps - _ACCESS
    return AwardScopes(sure | {"professions"} if purpose == REGULATED_PROFESSION else sure, perhaps)
