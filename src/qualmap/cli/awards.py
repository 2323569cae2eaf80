"""How commands print awards that people hold, and what recognition bodies say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualmap.awards.model import AwardEntry, BodyStatement, CountryAwards, KnownAward
from qualmap.records.awards import AwardForm

FORMS: dict[AwardForm | None, str] = {"part": "a part of an award", "prior-learning": "prior learning", None: ""}
"""What an award is called that is not one by itself."""


def period(award: KnownAward) -> str:
    """When it was given, as far as is known: ``1989-``, ``1980-1987``."""
    return f"{award.first or ''}-{award.last or ''}" if award.first or award.last else ""


def lines_of(award: KnownAward) -> Iterator[str]:
    """What is recorded of an award, a line for each fact, each with who says so."""
    other = f", {award.told_apart}" if award.told_apart else ""
    yield f"{award.title}{other} ({award.id})"
    names = "; ".join(f"{name.text} ({name.sort})" for name in award.names)
    facts = [
        ("also called", names),
        ("of", " ".join(award.countries)),
        ("given", period(award)),
        ("is", FORMS[award.form]),
        ("kind", award.kind or ""),
        ("ISCED level", "" if award.isced is None else str(award.isced)),
        ("field (ISCED-F)", award.field or ""),
        ("entered with", award.entry or ""),
        ("years", award.years or ""),
        ("body", award.body or ""),
        ("results", award.results or ""),
        ("followed by", "; ".join(award.replaced_by)),
        ("note", award.note or ""),
    ]
    yield from (f"  {label}: {text}" for label, text in facts if text)
    for stand in award.stands:
        yield f"  stands on level {stand.level} of {stand.framework} {said(stand.source, stand.verification)}"
    for equal in award.equals:
        by = f", by {equal.by}" if equal.by else ""
        yield f"  equals {equal.to}{by} {said(equal.source, equal.verification)}"
    for right in award.access:
        opens = {"yes": "opens", "conditional": "opens on a condition", "no": "does not open"}[right.given]
        orientation = f", {right.orientation}" if right.orientation else ""
        condition = f": {right.condition}" if right.condition else ""
        yield f"  {opens} {right.to}{orientation}{condition} {said(right.source, right.verification)}"
    yield f"  {said(award.source, award.verification)[1:-1]}"
    if award.size_source:
        yield f"  ISCED level, entry and years: {award.size_source}"


def entry_lines(entry: AwardEntry) -> Iterator[str]:
    """One award: where it stands, what is recorded of it, and what recognition bodies say."""
    if entry.framework is not None:
        levels = f"level {', '.join(entry.levels)}" if entry.levels else "no level"
        yield f"{entry.title}: {levels} of {entry.framework} {said(entry.source, entry.verification)}"
    for award in entry.held:
        yield from lines_of(award)
    if entry.statements:
        yield "What recognition bodies say of it:"
        yield from (f"  {line}" for line in statements(entry.statements))


def country_lines(found: CountryAwards) -> Iterator[str]:
    """A country's awards by kind, a line for each, then what recognition bodies say."""
    yield f"{found.name} ({found.country}): {len(found.awards)} awards"
    if found.successors:
        yield f"a state that is no more; its successors are {', '.join(found.successors)}"
    kind: str | None = ""
    for entry in found.awards:
        if entry.kind != kind:
            kind = entry.kind
            yield ""
            yield kind or "without a kind"
        yield f"  {_short(entry)}"
    said_of = [entry for entry in found.awards if entry.statements]
    if said_of or found.statements:
        yield ""
        yield "What recognition bodies say of these awards"
        for entry in said_of:
            yield from (f"  {line}" for line in statements(entry.statements))
    if found.statements:
        yield ""
        yield "What they say of awards that are not told here from one another"
        yield from (f"  {line}" for line in statements(found.statements))


def _short(entry: AwardEntry) -> str:
    """An award in one line: title, other names, when it was given, where it stands, how it was checked."""
    told = "; ".join(filter(None, (award.told_apart for award in entry.held)))
    initials = ", ".join(name.text for award in entry.held for name in award.names if name.sort == "abbreviation")
    given = ", ".join(filter(None, map(period, entry.held)))
    stands = f"{entry.framework} {', '.join(entry.levels)}" if entry.framework and entry.levels else ""
    ids = ", ".join(award.id for award in entry.held)
    forms = ", ".join(filter(None, (FORMS[award.form] for award in entry.held)))
    facts = [forms, f"also {initials}" if initials else "", f"given {given}" if given else "", stands, ids]
    mark = "not checked" if entry.verification == "recalled" else entry.verification
    return f"{entry.title}{f', {told}' if told else ''} ({'; '.join(filter(None, (*facts, mark)))})"


def statement(item: BodyStatement) -> list[str]:
    """A statement in two lines: what it says, and who says so, where, in which edition."""
    told = [f"level {', '.join(each.levels)} of {each.framework}" for each in item.levels]
    told += [f"comparable to {item.comparable}"] if item.comparable else []
    told += [f"access: {item.access}"] if item.access else []
    told += [f"for {item.valid_for}"] if item.valid_for else []
    if item.derived:
        levels = ", ".join(item.derived.levels)
        told.append(f"(level {levels} of {item.derived.framework} follows from that; the body does not say it)")
    limits = [item.condition or "", f"{item.years} years" if item.years else "", item.board or ""]
    limits += [f"from {item.awarded_from}"] if item.awarded_from else []
    limits += [f"until {item.awarded_to}"] if item.awarded_to else []
    given = "; ".join(limit for limit in limits if limit)
    doubt = "" if item.truth else ", doubted"
    edition = f", {item.edition}" if item.edition else ""
    return [
        f"- {item.body} ({item.country}) on {item.title!r}{f', {given}' if given else ''}: {'; '.join(told)}",
        f"    {item.verification}{doubt}{edition}, {item.source or 'no address'}",
    ]


def statements(items: Iterable[BodyStatement]) -> Iterator[str]:
    """Several statements, line by line."""
    for item in items:
        yield from statement(item)


def said(source: str | None, verification: str) -> str:
    """Who says so, in brackets."""
    return f"[{verification}: {source}]" if source else "[not checked]"
