"""Which single missing fact would help an answer most: each is supposed found, and the answer worked out again.

What a fact would say is not known, so each is supposed to turn out as is most likely now; the gain is what there is to
win if it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from qualmap.crosswalk.answers import DIGITS, Forced
from qualmap.crosswalk.explanation import address, award_id
from qualmap.crosswalk.model import Help
from qualmap.crosswalk.whatif.question import READ, Question
from qualmap.records import Framework, Link, QualificationType, Referencing, Source
from qualmap.records.referencing import IGNORED, is_official

WORTH = 0.01
"""A smaller gain in confidence is not worth anybody's time."""
_KINDS = ("unread-report", "unchecked-table", "unchecked-award", "missing-award", "two-tables")
_MARKS = {"recalled": "nobody here has checked it", "secondary": "here it was only read elsewhere"}


class _Fact(NamedTuple):
    """A fact that is missing, and the question as it would be with it; ``table``: as it would read."""

    id: str
    kind: str
    action: str
    assumes: str
    source: str | None
    then: Question
    table: Referencing | None = None


def helps(question: Question) -> list[Help]:
    """What would raise the confidence, the best first.

    What is supposed of a fact may overturn the answer too; it counts if the new one is surer.
    Where no single fact would, two tables that lead from the one framework to the other may do so together.
    """
    if 1.0 - (question.outcome.confidence or 0.0) < WORTH:
        return []
    facts = list(_facts(question))
    found = _worth(question, facts) or _worth(question, _together(question, facts))
    return sorted(found, key=lambda one: (-one.gain, _KINDS.index(one.kind), one.id))


def _worth(question: Question, facts: Iterable[_Fact]) -> list[Help]:
    gains = [(fact, _gain(question, fact)) for fact in facts]
    return [
        Help(
            id=fact.id,
            kind=fact.kind,
            action=fact.action,
            assumes=_assumes(question, fact),
            source=fact.source,
            gain=round(gain, DIGITS),
            then=fact.then.outcome,
        )
        for fact, gain in gains
        if gain >= WORTH
    ]


def _assumes(question: Question, fact: _Fact) -> str:
    """What is supposed, in words. A table that overturns the answer does not confirm it."""
    if fact.table is not None and question.answer.known and fact.then.levels != question.levels:
        return "it says of each of its levels what is likeliest now"
    return fact.assumes


def advice(question: Question, found: Sequence[Help]) -> str:
    """The best of what would help, in one sentence."""
    if not found:
        return "No missing fact that is known here would make the answer surer."
    best, now = found[0], question.outcome.confidence
    if now is not None and best.then.destination_levels == question.outcome.destination_levels:
        return f"{best.action}: confidence would rise from {now:.2f} to {best.then.confidence:.2f} if {best.assumes}."
    levels = best.then.destination_levels
    answer = f"level {' and '.join(levels)}" if levels else "no counterpart"
    return (
        f"{best.action}: the answer would be {answer}, with confidence {best.then.confidence:.2f}, if {best.assumes}."
    )


def _gain(question: Question, fact: _Fact) -> float:
    now, then = question.outcome, fact.then.outcome
    if then.confidence is None:
        return 0.0
    if now.confidence is None:
        return float(then.confidence)
    return float(then.confidence - now.confidence)  # a fact may overturn the answer too


def _facts(question: Question) -> Iterator[_Fact]:
    for table in _tables(question):
        yield from _table(question, table)
    for name, codes in question.concerned.items():
        if name != question.engine.scale and question.outcome.basis != "official":
            for code in codes:
                yield from _awards(question, question.framework(name), code)


# -- tables -------------------------------------------------------------------------------------


def _tables(question: Question) -> Iterator[Referencing]:
    """The tables between the two, and those from either to a framework that could lead on to the other."""
    ends = (question.origin, question.destination)
    near: dict[str, set[str]] = {name: {question.engine.scale} for name in ends}
    for table in question.tables:
        for one, other in ((table.origin, table.destination), (table.destination, table.origin)):
            if one in near and table.status not in IGNORED:
                near[one].add(other)
    for table in question.tables:
        both = {table.origin, table.destination}
        leads = both == set(ends) or any(
            one in both and both - {one} <= near[other] for one, other in (ends, ends[::-1])
        )
        levelled = all(question.framework(name).levels for name in both)
        if leads and levelled and table.status not in IGNORED:
            yield table


def _table(question: Question, table: Referencing) -> Iterator[_Fact]:
    """The table's unread reports; without any, its rows that nobody has read in the authority's own source."""
    good = {link.level for link in table.links if _read(table, link)}
    missing = set(question.framework(table.origin).codes) - good
    if not missing:
        return
    assumes = "it confirms the answer" if question.answer.known else "it says so"
    links = (*(link for link in table.links if link.level in good), *_confirming(question, table, missing))
    for key in table.unread:
        source = table.source_of(key)
        where, title = address(source), source.citation or table.title or f"the report behind {table.id}"
        action = f"Read the level table of {title}" + (f" ({where})" if where and where != title else "")
        read = _with_rows(table, links, source)
        name = f"{table.id}#source-{key}"
        yield _Fact(name, "unread-report", action, assumes, where, question.with_table(read), read)
    if table.links and not table.unread:
        marks = {table.source_of(link.source).verification for link in table.links if link.level in missing}
        mark = next((words for mark, words in _MARKS.items() if mark in marks), "here not every pair was read")
        action = f"Check the table {table.origin} -> {table.destination} in the authority's own source ({mark})"
        source = Source(id=READ, verification="seen", citation=f"the authority's own source of {table.id}")
        read = _with_rows(table, links, source)
        yield _Fact(table.id, "unchecked-table", action, assumes, None, question.with_table(read), read)


def _read(table: Referencing, link: Link) -> bool:
    return is_official(table, link) and table.source_of(link.source).verification == "seen"


def _with_rows(table: Referencing, links: Sequence[Link], source: Source) -> Referencing:
    """The table as if its rows had been read in a source."""
    read = source.model_copy(update={"id": READ, "verification": "seen"})
    return table.model_copy(update={"sources": (*table.sources, read), "links": tuple(links)})


def _together(question: Question, facts: Sequence[_Fact]) -> Iterator[_Fact]:
    """Every two tables that make a path between the two frameworks."""
    ends = {question.origin, question.destination}
    for one, other in combinations([fact for fact in facts if fact.table], 2):
        assert one.table
        assert other.table
        if {one.table.origin, one.table.destination} ^ {other.table.origin, other.table.destination} == ends:
            yield _Fact(
                f"{one.id}+{other.id}",
                "two-tables",
                f"{one.action}; and {other.action[0].lower()}{other.action[1:]}",
                "both confirm the answer" if question.answer.known else "both say so",
                "; ".join(source for source in (one.source, other.source) if source) or None,
                one.then.with_table(other.table),
            )


def _confirming(question: Question, table: Referencing, levels: set[str]) -> Iterator[Link]:
    """Rows that give some levels what is their likeliest answer now."""
    destination = question.framework(table.destination)
    for found in question.answers(table.origin, table.destination):
        if found.level in levels:
            targets = found.answer.levels if found.known else _likeliest(found, destination)
            relation = "unlinked" if not targets else "equal" if len(targets) == 1 else "spans"
            yield Link(level=found.level, targets=targets, relation=relation, source=READ, claim="pair")


def _likeliest(found: Forced, destination: Framework) -> tuple[str, ...]:
    """The one likeliest level, where the answer is too open to be given."""
    column = int(np.argmax(found.probability))
    return (destination.codes[column - 1],) if 0 < column <= len(destination.codes) else ()


# -- awards -------------------------------------------------------------------------------------


def _awards(question: Question, framework: Framework, code: str) -> Iterator[_Fact]:
    """Awards on a level that nobody has read in a source; without any of a known type, that one is missing."""
    engine, name = question.engine, str(framework.ref)
    anchored = {anchor.type: anchor.mean for anchor in question.catalogue.parameters.anchors}
    read = Source(id=READ, verification="seen", citation=f"the authority's own source of {name}")
    typed = False
    for number, award in enumerate(framework.awards[code], start=1):
        source = framework.source_of(award.source)
        typed = typed or engine.type_of(award) in anchored
        if source.verification != "seen":
            checked = award.model_copy(update={"source": READ})
            awards = [checked if other is award else other for other in framework.qualification_types]
            yield _Fact(
                award_id(name, code, number),
                "unchecked-award",
                f"Check in the authority's own source that {award.title} stands on level {code} of {name}"
                f" ({_MARKS[source.verification]})",
                "it does",
                address(source),
                question.with_awards(name, awards, read),
            )
    if not typed and anchored:
        height = _height(question, name)
        expected = min(anchored, key=lambda kind: (abs(anchored[kind] - height), kind))
        label = next(generic.label for generic in question.catalogue.types.types if generic.id == expected)
        award = QualificationType(title=label, levels=(code,), source=READ, generic_type=expected)
        yield _Fact(
            f"{name}:{code}",
            "missing-award",
            f"Find out which award stands on level {code} of {name} (none with a known type does)",
            ("it is of a type that fits the answer, such as" if question.answer.known else "its type is, say,")
            + f" {label}",
            None,
            question.with_awards(name, (*framework.qualification_types, award), read),
        )


def _height(question: Question, name: str) -> float:
    """The height on the scale at which an award of one of the two ladders stands if the answer is right."""
    at_origin = name == question.origin
    other = question.framework(question.destination if at_origin else question.origin)
    codes = question.levels if at_origin else (question.level,)
    heights = question.engine.ladder(str(other.ref)).mean
    rungs = [other.ranks[other.codes.index(code)] - 1 for code in codes]
    if rungs:
        return float(heights[rungs].mean())
    return float(heights[-1] + 1 if question.answer.answer.columns[0] else heights[0] - 1)
