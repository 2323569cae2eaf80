"""How much each piece of evidence moves an answer: the answer is worked out again without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from qualmap.crosswalk.answers import DIGITS
from qualmap.crosswalk.explanation import address, award_id, ladder_id
from qualmap.crosswalk.model import Evidence, FrameworkName, Mapping, Pull, WhatIf
from qualmap.crosswalk.whatif.helps import advice, helps
from qualmap.crosswalk.whatif.question import Question
from qualmap.records import Framework, QualificationType, Referencing


class _Piece(NamedTuple):
    """A piece of evidence that can be taken out, and the question without it."""

    id: str
    kind: str
    statement: str
    source: str | None
    evidence: tuple[str, ...]
    without: Question


def what_if(question: Question, mapping: Mapping, *, version: str, catalogue_version: str) -> WhatIf:
    """Every pull on an answer, and what would help; ``mapping`` is the question's answer as it stands."""
    origin, destination = (question.framework(name) for name in (question.origin, question.destination))
    found = helps(question)
    return WhatIf(
        origin=FrameworkName(id=origin.id, edition=origin.edition),
        destination=FrameworkName(id=destination.id, edition=destination.edition),
        mapping=mapping,
        pulls=tuple(pulls(question, mapping)),
        helps=tuple(found),
        advice=advice(question, found),
        catalogue_version=catalogue_version,
        qualmap_version=version,
    )


def pulls(question: Question, mapping: Mapping) -> list[Pull]:
    """What each piece of evidence does, the strongest pull first."""
    found = [_pull(question, piece) for piece in _pieces(question, (*mapping.evidence, *mapping.dissent))]
    now = question.outcome.confidence or 0.0
    return sorted(found, key=lambda pull: (-pull.moved, -abs(now - (pull.without.confidence or 0.0)), pull.id))


def _pull(question: Question, piece: _Piece) -> Pull:
    """Total variation distance: half the sum of the absolute differences."""
    away = np.abs(question.answer.probability - piece.without.answer.probability).sum() / 2
    return Pull(
        id=piece.id,
        kind=piece.kind,
        statement=piece.statement,
        source=piece.source,
        evidence=piece.evidence,
        moved=min(round(float(away), DIGITS), 1.0),
        without=piece.without.outcome,
    )


def _pieces(question: Question, evidence: Sequence[Evidence]) -> Iterator[_Piece]:
    yield from _tables(question, evidence)
    levels = {question.origin: (question.level,), question.destination: question.levels}
    for name, codes in levels.items():
        if name != question.engine.scale:  # the scale is a ruler: its own awards place nothing
            framework = question.framework(name)
            for code in codes:
                yield from _awards(question, framework, code, evidence)
            yield from _ladder(question, framework, evidence)


# -- tables -------------------------------------------------------------------------------------


def _tables(question: Question, evidence: Sequence[Evidence]) -> Iterator[_Piece]:
    direct, others = _between(question), _around(question)
    for table in {table.id: table for table in (*direct, *others)}.values():
        yield _Piece(
            table.id,
            "table",
            f"{table.origin} -> {table.destination}: {table.title or 'a table'} ({table.status})",
            _sources([table]),
            _going(evidence, {table.id}),
            question.without_tables([table.id]),
        )
    if len(direct) > 1:
        ids = {table.id for table in direct}
        yield _Piece(
            f"{question.origin}--{question.destination}#tables",
            "tables",
            f"all {len(direct)} tables between {question.origin} and {question.destination}",
            _sources(direct),
            _going(evidence, ids),
            question.without_tables(ids),
        )


def _between(question: Question) -> list[Referencing]:
    """The tables between the two, those that must not be used too."""
    ends = {question.origin, question.destination}
    return [t for t in question.tables if {t.origin, t.destination} == ends and t.links]


def _around(question: Question) -> list[Referencing]:
    """The tables on the paths between the two; where nothing links them, those that place the one or the other."""
    engine, ends = question.engine, (question.origin, question.destination)
    pair = engine.pair(*ends)
    views = [*pair.paths, *engine.links.paths(*ends)]
    if not pair.linked:
        for name in ends:
            to_scale = engine.links.direct(name, engine.scale)[:1] if name != engine.scale else []
            views += to_scale
            if not to_scale and not engine.ladder(name).known_by_types:
                views += [view for other in engine.links.neighbours(name) for view in engine.links.direct(name, other)]
    return [table for view in views for table in view.tables]


def _going(evidence: Sequence[Evidence], ids: set[str]) -> tuple[str, ...]:
    """The pieces of evidence that rest on one of these tables."""
    return tuple(item.id for item in evidence if ids & set(item.tables))


def _sources(tables: Sequence[Referencing]) -> str | None:
    found = [address(table.source_of(link.source)) for table in tables for link in table.links]
    return "; ".join(dict.fromkeys(source for source in found if source)) or None


# -- awards and printed numbers -----------------------------------------------------------------


def _awards(question: Question, framework: Framework, code: str, evidence: Sequence[Evidence]) -> Iterator[_Piece]:
    """Each award on a level; and where several there are of one type, all of those together."""
    said = {item.id for item in evidence}
    labels = {generic.id: generic.label for generic in question.catalogue.types.types}
    awards, name = framework.awards[code], str(framework.ref)
    for number, award in enumerate(awards, start=1):
        key = award_id(name, code, number)
        kind = question.engine.type_of(award)
        statement = f"{name} level {code}: {award.title} ({labels.get(kind or '', 'of no known type')})"
        source = address(framework.source_of(award.source))
        without = question.with_awards(name, _taken_off(framework, [award], code))
        yield _Piece(key, "award", statement, source, (key,) if key in said else (), without)
    types = [question.engine.type_of(award) for award in awards]
    for kind, count in Counter(types).items():
        if kind is not None and count > 1:
            alike = [award for award, other in zip(awards, types, strict=True) if other == kind]
            keys = [award_id(name, code, at) for at, other in enumerate(types, start=1) if other == kind]
            sources = dict.fromkeys(address(framework.source_of(award.source)) for award in alike)
            yield _Piece(
                f"{name}:{code}#type-{kind}",
                "awards",
                f"{name} level {code}: all {count} awards that count as {labels[kind]}",
                "; ".join(source for source in sources if source) or None,
                tuple(key for key in keys if key in said),
                question.with_awards(name, _taken_off(framework, alike, code)),
            )


def _taken_off(framework: Framework, gone: Sequence[QualificationType], code: str) -> Iterator[QualificationType]:
    """The framework's awards, some of them no longer on a level."""
    for award in framework.qualification_types:
        levels = tuple(level for level in award.levels if level != code)
        if not any(award is other for other in gone):
            yield award
        elif levels:
            yield award.model_copy(update={"levels": levels})


def _ladder(question: Question, framework: Framework, evidence: Sequence[Evidence]) -> Iterator[_Piece]:
    name, said = str(framework.ref), {item.id: item for item in evidence}
    if framework.qualification_types:
        yield _Piece(
            f"{name}#awards",
            "awards",
            f"{name}: all {len(framework.qualification_types)} awards on all of its levels",
            None,
            tuple(item.id for item in evidence if item.kind == "qualification-type" and item.framework == name),
            question.with_awards(name, ()),
        )
    key = ladder_id(name)
    yield _Piece(
        key,
        "printed-numbers",
        f"{name}: that its printed numbers may be heights on the scale of {question.engine.scale}",
        said[key].source if key in said else None,
        (key,) if key in said else (),
        question.without_printed(name),
    )
