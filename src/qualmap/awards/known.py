"""What is recorded of an award that people hold, with who says each part of it."""

from __future__ import annotations

from qualmap.awards.held import Held
from qualmap.awards.model import KnownAccess, KnownAward, KnownEqual, KnownLevel, KnownName
from qualmap.catalog import Catalogue
from qualmap.crosswalk.model import FrameworkName
from qualmap.records import Ref, Source


def read_at(source: Source) -> str | None:
    """Where a fact was read; None for general knowledge."""
    return None if source.verification == "recalled" else source.url or source.citation


def known(held: Held, catalogue: Catalogue) -> KnownAward:
    """The award as its record has it."""
    award, record = held.award, held.record

    def named(ref: str) -> FrameworkName:
        name = Ref.parse(ref)
        return FrameworkName(id=name.id, edition=name.edition or "")

    def said(key: str) -> Source:
        return record.source_of(key)

    period = award.awarded
    return KnownAward(
        id=held.id,
        title=award.title,
        language=award.language,
        told_apart=award.told_apart,
        names=tuple(KnownName(text=name.text, language=name.language, sort=name.sort) for name in award.names),
        countries=held.countries,
        form=award.form,
        kind=award.kind,
        isced=award.isced,
        field=award.field,
        entry=award.entry,
        years=award.years,
        first=period.first if period else None,
        last=period.last if period else None,
        stands=tuple(
            KnownLevel(
                framework=named(str(catalogue.edition_of(stand).ref)),
                level=stand.level,
                source=read_at(said(stand.source)),
                verification=said(stand.source).verification,
            )
            for stand in award.stands
        ),
        equals=tuple(
            KnownEqual(
                to=equal.to,
                by=equal.by,
                source=read_at(said(equal.source)),
                verification=said(equal.source).verification,
            )
            for equal in award.equals
        ),
        replaced_by=award.replaced_by,
        access=tuple(
            KnownAccess(
                to=right.to,
                given=right.given,
                orientation=right.orientation,
                condition=right.condition,
                source=read_at(said(right.source)),
                verification=said(right.source).verification,
            )
            for right in award.access
        ),
        results=award.results,
        body=award.body,
        note=award.note,
        source=read_at(held.source),
        verification=held.source.verification,
        size_source=read_at(said(award.size_source)) if award.size_source else None,
        notice=record.notice,
    )
