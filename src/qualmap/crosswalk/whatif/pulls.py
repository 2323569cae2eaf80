"""How much each piece of evidence moves an answer: the answer is worked out again without it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

import numpy as np

from qualmap.crosswalk.answers import DIGITS
from qualmap.crosswalk.explanation import address, addresses, award_id, ladder_id
from qualmap.crosswalk.model import Evidence, FrameworkName, Mapping, Pull, WhatIf
from qualmap.crosswalk.whatif.helps import advice, helps
from qualmap.crosswalk.whatif.question import Question
from qualmap.records import Framework, QualificationType, Referencing


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
    found = _pulls(question, (*mapping.evidence, *mapping.dissent))
    now = question.outcome.confidence or 0.0
    return sorted(found, key=lambda pull: (-pull.moved, -abs(now - (pull.without.confidence or 0.0)), pull.id))


def _pull(
    question: Question,
    without: Question,
    name: str,
    kind: str,
    statement: str,
    source: str | None,
    evidence: tuple[str, ...],
) -> Pull:
    """What goes with a piece of evidence: total variation distance, half the sum of the absolute differences."""
    away = min(round(float(np.abs(question.answer.probability - without.answer.probability).sum() / 2), DIGITS), 1.0)
    outcome = without.outcome
    return Pull(id=name, kind=kind, statement=statement, source=source, evidence=evidence, moved=away, without=outcome)


def _pulls(question: Question, evidence: Sequence[Evidence]) -> Iterator[Pull]:
    yield from _tables(question, evidence)
    for name, codes in question.concerned.items():
        if name != question.engine.scale:  # the scale is a ruler: its own awards place nothing
            framework = question.framework(name)
            for code in codes:
                yield from _awards(question, framework, code, evidence)
            yield from _ladder(question, framework, evidence)


# -- tables -------------------------------------------------------------------------------------


def _tables(question: Question, evidence: Sequence[Evidence]) -> Iterator[Pull]:
    direct, others = _between(question), _around(question)
    for table in {table.id: table for table in (*direct, *others)}.values():
        statement = f"{table.origin} -> {table.destination}: {table.title or 'a table'} ({table.status})"
        ids = {table.id}
        without = question.without_tables(ids)
        yield _pull(question, without, table.id, "table", statement, _sources([table]), _going(evidence, ids))
    if len(direct) > 1:
        ids = {table.id for table in direct}
        name = f"{question.origin}--{question.destination}#tables"
        statement = f"all {len(direct)} tables between {question.origin} and {question.destination}"
        without = question.without_tables(ids)
        yield _pull(question, without, name, "tables", statement, _sources(direct), _going(evidence, ids))


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
    return addresses(table.source_of(link.source) for table in tables for link in table.links)


# -- awards and printed numbers -----------------------------------------------------------------


def _awards(question: Question, framework: Framework, code: str, evidence: Sequence[Evidence]) -> Iterator[Pull]:
    """Each award on a level; and where several there are of one type, all of those together."""
    said, name = {item.id for item in evidence}, str(framework.ref)
    labels = {generic.id: generic.label for generic in question.catalogue.types.types}
    alike: dict[str, list[tuple[str, QualificationType]]] = {}
    for number, award in enumerate(framework.awards[code], start=1):
        key, kind = award_id(name, code, number), question.engine.type_of(award)
        if kind is not None:
            alike.setdefault(kind, []).append((key, award))
        statement = f"{name} level {code}: {award.title} ({labels.get(kind or '', 'of no known type')})"
        source = address(framework.source_of(award.source))
        without = question.with_awards(name, _taken_off(framework, [award], code))
        yield _pull(question, without, key, "award", statement, source, _said([key], said))
    for kind, several in alike.items():
        if len(several) > 1:
            keys, awards = [key for key, _ in several], [award for _, award in several]
            yield _pull(
                question,
                question.with_awards(name, _taken_off(framework, awards, code)),
                f"{name}:{code}#type-{kind}",
                "awards",
                f"{name} level {code}: all {len(several)} awards that count as {labels[kind]}",
                addresses(framework.source_of(award.source) for award in awards),
                _said(keys, said),
            )


def _said(keys: Iterable[str], said: Container[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in said)


def _taken_off(framework: Framework, gone: Sequence[QualificationType], code: str) -> Iterator[QualificationType]:
    """The framework's awards, some of them no longer on a level."""
    for award in framework.qualification_types:
        levels = tuple(level for level in award.levels if level != code)
        if not any(award is other for other in gone):
            yield award
        elif levels:
            yield award.model_copy(update={"levels": levels})


def _ladder(question: Question, framework: Framework, evidence: Sequence[Evidence]) -> Iterator[Pull]:
    name = str(framework.ref)
    if framework.qualification_types:
        yield _pull(
            question,
            question.with_awards(name, ()),
            f"{name}#awards",
            "awards",
            f"{name}: all {len(framework.qualification_types)} awards on all of its levels",
            None,
            tuple(item.id for item in evidence if item.kind == "qualification-type" and item.framework == name),
        )
    its = [item for item in evidence if item.kind == "ladder" and item.framework == name]
    yield _pull(
        question,
        question.without_printed(name),
        ladder_id(name),
        "printed-numbers",
        f"{name}: that its printed numbers may be heights on the scale of {question.engine.scale}",
        its[0].source if its else None,
        tuple(item.id for item in its),
    )
