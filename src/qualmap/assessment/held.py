"""Awards that people hold as records of a title, beside those of frameworks: one form for whatever judges an award."""

from __future__ import annotations

from collections.abc import Sequence

from qualmap.awards.held import Held
from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import SHARED
from qualmap.records import Framework, QualificationType, Source
from qualmap.records.base import MARKS

Pair = tuple[Framework, QualificationType]
EDITION = "held"
"""What stands for an edition where an award stands in no framework."""


def as_pairs(held: Held, catalogue: Catalogue) -> tuple[Pair, ...]:
    """The award on its levels of each national framework in which its record says that it stands, and last on none.

    The framework is the catalogue's own, with the sources of the award's record beside its own; on none it is what
    stands for the country. What is claimed is as good as the worst source for it.
    """
    places = [(edition, levels) for edition, levels in held.places(catalogue) if edition.kind not in SHARED]
    placed = [
        (_with_sources(edition, held), _award(held, levels, _vouch(held, edition, catalogue), catalogue))
        for edition, levels in places
    ]
    return (*placed, (_nowhere(held), _award(held, (), [held.source], catalogue)))


def kind_was_read(catalogue: Catalogue, owner: Framework, award: QualificationType) -> bool:
    """Whether an award's kind rests on a source: of a framework's own award as its record does.

    The kind of an award that people hold is the editor's general knowledge, unless somebody read that there is such an
    award, and a source of its ISCED level agrees with the kind.
    """
    if owner.source_of(award.source).verification == "recalled":
        return False
    if owner.edition != EDITION or str(owner.ref) in catalogue.frameworks:
        return True
    level = next((kind.isced for kind in catalogue.types.types if kind.id == award.generic_type), None)
    sized = award.size_source is not None and owner.source_of(award.size_source).verification != "recalled"
    return sized and level is not None and level == award.isced


def _nowhere(held: Held) -> Framework:
    return Framework(
        id=held.record.id,
        edition=EDITION,
        name=held.record.name,
        kind="country",
        status="none",
        source=held.record.sources[0].id,
        region="unknown",
        countries=held.countries,
        sources=_sources(held),
    )


def _with_sources(edition: Framework, held: Held) -> Framework:
    return edition.model_copy(update={"sources": (*edition.sources, *_sources(held))})


def _sources(held: Held) -> tuple[Source, ...]:
    """The sources of its record, under names that no framework's own have."""
    return tuple(source.model_copy(update={"id": _name(held, source.id)}) for source in held.record.sources)


def _name(held: Held, source: str) -> str:
    return f"{held.record.id}:{source}"


def _vouch(held: Held, edition: Framework, catalogue: Catalogue) -> list[Source]:
    """Who says that there is such an award, and that it stands there."""
    stands = [stand for stand in held.award.stands if catalogue.edition_of(stand).ref == edition.ref]
    return [held.source, *(held.record.source_of(stand.source) for stand in stands)]


def _award(held: Held, levels: Sequence[str], sources: Sequence[Source], catalogue: Catalogue) -> QualificationType:
    award = held.award
    kind = award.kind if award.kind in catalogue.classifier.known else None
    worst = max(sources, key=lambda source: MARKS.index(source.verification))
    return QualificationType(
        title=award.title,
        levels=tuple(levels),
        source=_name(held, worst.id),
        generic_type=kind,
        isced=award.isced if kind is not None else None,  # where no kind fits, none is to be derived from it
        years=award.years,
        credits=award.credits,
        credit_system=award.credit_system,
        size_source=_name(held, award.size_source) if award.size_source else None,
        access=tuple(right.model_copy(update={"source": _name(held, right.source)}) for right in award.access),
    )
