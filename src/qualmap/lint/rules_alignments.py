"""The rules for alignments from elsewhere: SSSOM files and CTDL alignments, through one structure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qualmap.errors import did_you_mean, shorten
from qualmap.formats.written import NO_TERM, Alignment, Written
from qualmap.lint.context import Context
from qualmap.lint.findings import Finding, finding
from qualmap.lint.identifiers import Identifiers, LevelAt, Reading
from qualmap.lint.links import End, Row, check_exact, check_official, check_order
from qualmap.lint.rules_records import is_stale
from qualmap.ontology.terms import SKOS

WELL_KNOWN = {
    "skos": SKOS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sssom": "https://w3id.org/sssom/",
    "ceterms": "https://purl.org/ctdl/terms/",
    "ceasn": "https://purl.org/ctdlasn/terms/",
}
"""Prefixes that SSSOM and CTDL declare for everybody."""
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


@dataclass(frozen=True)
class _Reader:
    """Reads identifiers of one file, and remembers those that are of no framework known here."""

    alignment: Alignment
    known: Identifiers
    context: Context
    foreign: Counter[str]

    def end(self, row: Written, text: str, findings: list[Finding]) -> End:
        iri, guess = self._expand(row, text, findings)
        reading = Reading("known", guess) if guess else self.known.read(iri)
        if reading.kind == "mistyped":
            findings.append(self.at("QM203", row, f"{text!r} is mistyped", f"write {reading.right}"))
        elif reading.kind == "dangling":
            where = reading.owner or "the catalogue"
            findings.append(self.at("QM202", row, f"{shorten(text)!r}: {where} has no such level", self._near(iri)))
        elif reading.kind == "foreign":
            self.foreign[text] += 1
        return End(iri, reading.level)

    def framework(self, row: Written) -> str:
        """The framework that a row without counterpart points to, if it says so."""
        iri, _ = self._expand(row, row.towards, [])
        return self.known.frameworks.get(iri, iri)

    def at(self, code: str, row: Written, message: str, mend: str = "") -> Finding:
        return finding(code, self.alignment.file, row.line, row.field, message, mend)

    def _expand(self, row: Written, text: str, findings: list[Finding]) -> tuple[str, LevelAt | None]:
        """An identifier written out; under an undeclared prefix that names a framework, the level that is meant."""
        prefix, colon, local = text.partition(":")
        if not colon or local.startswith("//"):
            return text, None
        space = self.alignment.prefixes.get(prefix) or WELL_KNOWN.get(prefix)
        if space is not None:
            return space + local, None
        level = self._guess(prefix, local)
        read = f"; read as {level}" if level else ""
        mend = "declare it in `curie_map` or `@context`, or write the address out"
        findings.append(self.at("QM201", row, f"prefix `{shorten(prefix, 30)}:` is not declared{read}", mend))
        return text, level

    def _guess(self, prefix: str, local: str) -> LevelAt | None:
        names = [name for name in self.context.ids if name == prefix or name.endswith(f"-{prefix}")]
        framework = self.context.edition(prefix if prefix in names else names[0]) if names else None
        if framework is None or (len(names) > 1 and prefix not in names):
            return None
        code = re.sub(r"(?i)^level[-_ ]*", "", local)
        return LevelAt(str(framework.ref), code) if code in framework.codes else None

    def _near(self, iri: str) -> str:
        space = iri[: iri.rstrip("/").rfind("/") + 1].lower()
        return did_you_mean(iri, [known for known in self.known.levels if known.lower().startswith(space)])


def check_alignment(alignment: Alignment, context: Context, known: Identifiers, years: int) -> Iterator[Finding]:
    """Findings in one file of alignments."""
    reader = _Reader(alignment, known, context, Counter())
    findings: list[Finding] = []
    rows = [made for row in alignment.rows for made in [_row(row, reader, findings)] if made]
    yield from findings
    yield from _provenance(alignment, context.date, years)
    yield from _duplicates(alignment)
    rows = _directed(rows)
    yield from check_official(rows, context)
    yield from check_order(rows, context.frameworks)
    yield from check_exact(rows, context)
    if reader.foreign:
        names = ", ".join(f"`{shorten(name)}`" for name in sorted(reader.foreign)[:3])
        message = f"{len(reader.foreign)} identifiers of no framework in the catalogue, such as {names}"
        mend = "their rows were not compared with any table"
        yield finding("QM210", alignment.file, None, "", message, mend)


def _row(row: Written, reader: _Reader, findings: list[Finding]) -> Row | None:
    """The row as levels, with findings of its cells; None for one that states no link."""
    for name, text in (("subject", row.subject), ("predicate", row.predicate), ("object", row.object)):
        if not text:
            findings.append(reader.at("QM207", row, f"no {name}"))
    if row.confidence and not _is_probability(row.confidence):
        findings.append(reader.at("QM208", row, f"confidence {shorten(row.confidence, 40)!r} is not from 0 to 1"))
    if reader.alignment.justified and not row.justification:
        findings.append(reader.at("QM205", row, "no `mapping_justification`", "such as semapv:ManualMappingCuration"))
    if not (row.subject and row.object):
        return None
    predicate = row.predicate.rpartition("#")[2].rpartition(":")[2]
    none = NO_TERM in (row.object, row.subject)
    if row.predicate and predicate not in (*MATCHES, "sameAs", "NoMatch"):
        hint = did_you_mean(predicate, MATCHES)
        findings.append(reader.at("QM209", row, f"{shorten(row.predicate)!r} does not relate levels", hint))
    if row.subject == row.object == NO_TERM:
        return None
    subject = reader.end(row, row.object if row.subject == NO_TERM else row.subject, findings)
    target = None if none else reader.end(row, row.object, findings)
    if row.denied:
        return None
    predicate = "exactMatch" if predicate == "sameAs" else predicate
    towards = target.scheme if target else reader.framework(row)
    return Row(subject, predicate, target, towards, reader.alignment.file, row.line, row.field)


def _directed(rows: list[Row]) -> list[Row]:
    """Rows without counterpart that do not say where point to the framework that their framework's other rows do."""
    from dataclasses import replace

    others: dict[str, set[str]] = {}
    for row in rows:
        if row.object:
            others.setdefault(row.subject.scheme, set()).add(row.towards)
            others.setdefault(row.towards, set()).add(row.subject.scheme)
    made = []
    for row in rows:
        towards = others.get(row.subject.scheme, set())
        made.append(replace(row, towards=next(iter(towards))) if not row.towards and len(towards) == 1 else row)
    return made


def _provenance(alignment: Alignment, today: str, years: int) -> Iterator[Finding]:
    nameless = [row for row in alignment.rows if not row.named]
    if nameless and not alignment.named:
        message = f"{len(nameless)} of {len(alignment.rows)} rows name no author and no source"
        mend = "name one in the file's metadata (`mapping_provider`, `ceterms:source`) or in each row"
        yield finding("QM206", alignment.file, nameless[0].line, "", message, mend)
    if is_stale(alignment.date, today, years):
        message = f"the alignment is of {alignment.date}, more than {years} years ago"
        yield finding("QM131", alignment.file, 1, "", message)


def _duplicates(alignment: Alignment) -> Iterator[Finding]:
    first: dict[tuple[str | bool | None, ...], Written] = {}
    for row in alignment.rows:
        key = (row.subject, row.predicate, row.object, row.towards, row.justification, row.denied)
        before = first.setdefault(key, row)
        if before is not row and row.subject:
            where = f"line {before.line}" if before.line else before.field
            message = f"says the same as {where}"
            yield finding("QM305", alignment.file, row.line, row.field, message)


def _is_probability(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False
