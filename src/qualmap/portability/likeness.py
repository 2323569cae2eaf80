"""Awards like the one in hand: what it probably is, where no record bears its very title.

Nothing here can count against a holder. A likeness must be of one kind with the award: a title that shares words with
another kind of award is no reading of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualmap.catalog import Catalogue
from qualmap.records import Framework, QualificationType
from qualmap.records.award import Award
from qualmap.records.found import TitleSearch

Pair = tuple[Framework, QualificationType]


@dataclass(frozen=True)
class Alike:
    """Recorded awards like this one, the likeliest first; ``by_kind``: found by their kind alone."""

    awards: tuple[Pair, ...]
    by_kind: bool


def alike(catalogue: Catalogue, award: Award, search: TitleSearch, frameworks: Sequence[Framework]) -> Alike:
    """Awards of these frameworks that the title resembles, or else those of its kind."""
    kind = kind_of(catalogue, award)
    if kind in {generic.id for generic in catalogue.types.types if generic.vague}:
        kind = None
    resembling = tuple(_resembling(catalogue, search, frameworks, kind)) if search.status == "found" else ()
    if resembling or kind is None:
        return Alike(resembling, by_kind=False)
    return Alike(tuple(_of_kind(catalogue, frameworks, kind)), by_kind=True)


def kind_of(catalogue: Catalogue, award: Award) -> str | None:
    """The kind of award as it was given, or by the written rule from its title and ISCED level."""
    return award.award_type or catalogue.classifier.by_rule(award.title, None, award.isced)


def _resembling(
    catalogue: Catalogue, search: TitleSearch, frameworks: Sequence[Framework], kind: str | None
) -> Iterable[Pair]:
    """The awards of the best match and of those as good, where their kind does not speak against it."""
    known = {(framework.id, framework.edition): framework for framework in frameworks}
    best = None
    for match in search.matches:
        framework = known.get((match.framework.id, match.framework.edition))
        if framework is None or (kind is not None and match.generic_type not in (None, kind)):
            continue
        if match.score < catalogue.title_search.threshold or (best is not None and match.score < best):
            return
        best = match.score
        for award in framework.qualification_types:
            if award.title == match.title:
                yield framework, award


def _of_kind(catalogue: Catalogue, frameworks: Sequence[Framework], kind: str) -> Iterable[Pair]:
    for framework in frameworks:
        for award in framework.qualification_types:
            if catalogue.classifier.type_of(award) == kind:
                yield framework, award
