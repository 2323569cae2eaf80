"""What is sought has a price: the level, or the kind of award, that it usually asks for at the destination."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualmap.assessment.case import Case
from qualmap.catalog import Catalogue
from qualmap.records import Framework, QualificationType, Reason
from qualmap.records.values import Phrase


@dataclass(frozen=True)
class Asked:
    """The destination levels of what is sought, and the recorded awards that say so.

    ``usual``: they are what the studies sought usually ask for, which shows nothing against anyone; ``why`` says
    whether by a record or as the policy takes it.
    """

    codes: tuple[str, ...]
    awards: tuple[QualificationType, ...]
    usual: bool = False
    why: Reason | None = None


def sought_levels(catalogue: Catalogue, case: Case, framework: Framework) -> Asked | None:
    """Where what is sought stands in a destination framework; None where the holder seeks no particular place."""
    sought = case.sought
    if sought.as_level is not None:
        return Asked((sought.as_level,) if sought.as_level in framework.codes else (), ())
    if sought.as_type is None:
        return None
    return Asked(*_standing(framework, _of_kinds(catalogue, framework, (sought.as_type,))))


def asked_levels(catalogue: Catalogue, case: Case, framework: Framework) -> Asked | None:
    """The same; where only studies are sought, the levels of the awards that usually open them."""
    asked = sought_levels(catalogue, case, framework)
    if asked is not None or case.sought.access_to is None:
        return asked
    to = Phrase.of(f"type-{case.sought.access_to}")
    opening = _opening(framework, case.sought.access_to)
    if opening:
        titles = ", ".join(award.title for award in opening[:3])
        why = Reason(code="access-asks-recorded", values={"to": to, "awards": titles})
        return Asked(*_standing(framework, opening), usual=True, why=why)
    kinds = case.policy.opens(case.sought.access_to)
    if not kinds:
        return Asked((), (), usual=True)
    why = Reason(code="access-asks-assumed", values={"to": to, "kind": Phrase.of(f"type-{kinds[0]}")})
    return Asked(*_standing(framework, _of_kinds(catalogue, framework, kinds)), usual=True, why=why)


def asked_kinds(catalogue: Catalogue, case: Case, awards: Sequence[QualificationType]) -> tuple[str, ...] | None:
    """The kinds of award that would do, of the destination's ``awards``; None where no kind is asked for."""
    sought = case.sought
    if sought.as_type is not None:
        return (sought.as_type,)
    if sought.access_to is None:
        return None
    recorded = {catalogue.classifier.type_of(award) for award in awards if _opens(award, sought.access_to)}
    found = tuple(sorted(kind for kind in recorded if kind is not None))
    return found or case.policy.opens(sought.access_to)


def stands_below(catalogue: Catalogue, kind: str, asked: Sequence[str]) -> bool | None:
    """Whether a kind of award stands below all those that are asked for, by their ISCED levels; None: not known."""
    usual = {generic.id: generic.isced for generic in catalogue.types.types}
    own = usual.get(kind)
    levels = [level for level in map(usual.get, asked) if level is not None]
    if kind in asked:
        return False
    return None if own is None or not levels else own < min(levels)


def _opens(award: QualificationType, to: str) -> bool:
    return any(right.to == to and right.given != "no" for right in award.access)


def _opening(framework: Framework, to: str) -> tuple[QualificationType, ...]:
    """The awards that open studies towards ``to``, by records that name a level."""
    return tuple(award for award in framework.qualification_types if award.levels and _opens(award, to))


def _of_kinds(catalogue: Catalogue, framework: Framework, kinds: Sequence[str]) -> tuple[QualificationType, ...]:
    type_of = catalogue.classifier.type_of
    return tuple(award for award in framework.qualification_types if type_of(award) in kinds)


def _standing(
    framework: Framework, awards: tuple[QualificationType, ...]
) -> tuple[tuple[str, ...], tuple[QualificationType, ...]]:
    return tuple(code for code in framework.codes if any(code in award.levels for award in awards)), awards
