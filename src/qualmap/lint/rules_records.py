"""The rules for records: what the catalogue's own checks find, and what they leave to the linter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualmap.catalog.checks import (
    check_copies,
    check_framework,
    check_instrument,
    check_table,
    check_unique,
    cited,
    cited_disputes,
)
from qualmap.catalog.scaffold import placeholders
from qualmap.catalog.text import Document
from qualmap.errors import Problem
from qualmap.lint.context import Context, Loaded
from qualmap.lint.countries import check_countries
from qualmap.lint.findings import Finding, found, from_problem
from qualmap.lint.identifiers import Identifiers, LevelAt
from qualmap.lint.links import End, Row, check_official, check_order
from qualmap.records import Framework, Instrument, Referencing, Source
from qualmap.records.dates import PartialDate
from qualmap.records.referencing import IGNORED

_KINDS = (
    ("holds copies of others", "QM134"),
    ("compiles what others wrote", "QM135"),
    ("appears twice", "QM104"),
    ("no source given", "QM103"),
    ("a source that was read", "QM103"),
    ("a recalled source", "QM103"),
    ("no source ", "QM102"),
    ("duplicate", "QM105"),
    ("ranks", "QM106"),
    ("levels share rank", "QM106"),
    ("not in rank order", "QM106"),
    ("is not in `levels`", "QM107"),
    ("has no level", "QM107"),
    ("no framework edition", "QM108"),
    ("no instrument", "QM108"),
    ("targets", "QM109"),
    ("generic type", "QM110"),
    ("ISCED", "QM110"),
)
"""Words by which a problem of the catalogue's checks is known, and the rule that it breaks; the first that fits."""


def check_documents(documents: Sequence[Document], base: Context) -> Iterator[Finding]:
    """Findings in the trees, whether they are records or not."""
    for document in documents:
        yield from check_countries(document, base.places)
        yield from (from_problem("QM112", problem) for problem in placeholders(document))


def check_records(loaded: Sequence[Loaded], base: Context, years: int) -> Iterator[Finding]:
    """Findings in records, by themselves and against the catalogue."""
    context = base.with_records(item.record for item in loaded)
    for kind, names in _names(loaded).items():
        yield from _as_findings(check_unique(names, kind))
    for document, record in ((item.document, item.record) for item in loaded):
        if isinstance(record, Framework):
            yield from _as_findings(check_framework(document, record, base.types))
            yield from _framework(document, record, base)
            used = {source for _, source in cited(record)}
        elif isinstance(record, Referencing):
            problems = list(check_table(document, record, dict(context.frameworks)))
            yield from _as_findings(problems)
            if not problems:
                yield from _table(document, record, context)
            used = (
                {link.source for link in record.links}
                | set(record.unread)
                | {code for _, code in cited_disputes(record.disputes)}
            )
        elif isinstance(record, Instrument):
            yield from _as_findings(check_instrument(document, record, context.instruments))
            stated = (record.obliges, record.adopted, record.in_force_from, *record.notes, *record.parties)
            used = {record.source} | {item.source for item in stated if item}
        else:
            continue
        yield from _sources(document, record.sources, used, base.date, years)
        if base.copy_hosts is not None:
            yield from _as_findings(check_copies(document, record.sources, base.copy_hosts))


def _names(loaded: Sequence[Loaded]) -> dict[str, list[tuple[Document, str]]]:
    names: dict[str, list[tuple[Document, str]]] = {"framework edition": [], "table": [], "instrument": []}
    for item in loaded:
        if isinstance(item.record, Framework):
            names["framework edition"].append((item.document, str(item.record.ref)))
        elif isinstance(item.record, Referencing):
            names["table"].append((item.document, item.record.id))
        elif isinstance(item.record, Instrument):
            names["instrument"].append((item.document, item.record.id))
    return names


def _as_findings(problems: Iterator[Problem] | list[Problem]) -> Iterator[Finding]:
    for problem in problems:
        code = next((code for words, code in _KINDS if words in problem.message), "QM101")
        yield from_problem(code, problem)


def _framework(document: Document, framework: Framework, base: Context) -> Iterator[Finding]:
    shipped = base.frameworks.get(str(framework.ref))
    if shipped is not None and shipped != framework:
        message = f"{framework.ref} is in the catalogue already, with other content"
        yield found("QM105", document, ("id",), message)
    seen: set[tuple[str, str]] = set()
    for index, award in enumerate(framework.qualification_types):
        for code in award.levels:
            if (award.title.casefold(), code) in seen:
                message = f"{award.title!r} stands on level {code} already"
                yield found("QM111", document, ("qualification_types", index, "title"), message)
            seen.add((award.title.casefold(), code))
    yield from _identifiers(document, framework, base)


def _identifiers(document: Document, framework: Framework, base: Context) -> Iterator[Finding]:
    if not any(level.same_as for level in framework.levels):
        return
    known = Identifiers.of(other for other in base.frameworks.values() if other != framework)
    own: dict[str, str] = {}
    for index, level in enumerate(framework.levels):
        for place, iri in enumerate(level.same_as):
            path = ("levels", index, "same_as", place)
            reading = known.read(iri)
            if iri in own and own[iri] != level.code:
                yield found("QM204", document, path, f"{iri} is the identifier of level {own[iri]} already")
            elif reading.kind == "mistyped":
                yield found("QM203", document, path, f"{iri} is mistyped", f"write {reading.right}")
            elif reading.kind == "dangling" and reading.owner != framework.id:
                message = f"{iri}: {reading.owner or 'the catalogue'} has no such level"
                yield found("QM202", document, path, message)
            elif reading.level and reading.level.framework.partition("@")[0] != framework.id:
                yield found("QM204", document, path, f"{iri} is the identifier of {reading.level}")
            own.setdefault(iri, level.code)


def _table(document: Document, table: Referencing, context: Context) -> Iterator[Finding]:
    if table.status in IGNORED:
        return
    rows = list(table_rows(document, table))
    yield from check_official(rows, context, table)
    yield from check_order(rows, context.frameworks)


def table_rows(document: Document, table: Referencing) -> Iterator[Row]:
    """The links of a table as rows; the predicate is the relation."""
    for index, link in enumerate(table.links):
        at = document.problem(("links", index), "")
        subject = End(link.level, LevelAt(table.origin, link.level))
        for target in link.targets or (None,):
            end = None if target is None else End(target, LevelAt(table.destination, target))
            yield Row(subject, link.relation, end, table.destination, at.file, at.line, at.field)


def _sources(
    document: Document, sources: Sequence[Source], used: set[str], today: str, years: int
) -> Iterator[Finding]:
    undated = []
    for index, source in enumerate(sources):
        last = max(source.date_seen or "", source.published or "")
        if is_stale(last, today, years):
            message = f"source {source.id!r} was last looked at in {last}, more than {years} years ago"
            yield found("QM131", document, ("sources", index), message)
        if source.id not in used:
            yield found("QM132", document, ("sources", index), f"no fact cites source {source.id!r}")
        if source.verification != "recalled" and source.date_seen is None:
            undated.append(source.id)
    if undated:
        yield found("QM133", document, ("sources",), f"nobody says when these were read: {', '.join(undated)}")


def is_stale(last: str, today: str, years: int) -> bool:
    """Whether a (partial) date lies more than so many years before another; what has no date is not stale."""
    if not last or not today[:4].isdigit() or today == "9999":
        return False
    limit = f"{int(today[:4]) - years:04}{today[4:]}"
    return PartialDate(last).certainly_before(limit)
