"""One run of the linter: over the catalogue's own records, or over files and folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from qualmap.catalog.text import Document, read_document
from qualmap.errors import Problem, RecordError
from qualmap.formats.ctdl.alignments import read_ctdl
from qualmap.formats.sssom.read import read_sssom
from qualmap.formats.written import Alignment
from qualmap.lint.context import Context, Loaded, load, own_award_documents, own_context, own_documents
from qualmap.lint.findings import Finding
from qualmap.lint.identifiers import Identifiers
from qualmap.lint.rules_alignments import check_alignment
from qualmap.lint.rules_awards import check_awards, check_ladders
from qualmap.lint.rules_records import check_documents, check_records

STALE_YEARS = 10
RECORDS = (".yaml", ".yml")
SSSOM = (".tsv", ".csv")
CTDL = (".json", ".jsonld")


def lint_records(years: int = STALE_YEARS) -> tuple[int, list[Finding]]:
    """How many records the catalogue holds, and everything that is wrong with them."""
    documents = [*own_documents(), *own_award_documents()]
    loaded, findings = load(documents)
    base = Context.of(item.record for item in loaded)
    findings += _of_documents(documents, loaded, base, years)
    return len(documents), _sorted(findings)


def lint_paths(paths: Sequence[Path], years: int = STALE_YEARS) -> tuple[int, list[Finding]]:
    """How many files the paths hold, and everything that is wrong with them.

    Raises RecordError for what cannot be read.
    """
    documents: list[Document] = []
    alignments: list[Alignment] = []
    for path, asked in _files(paths):
        ending = path.suffix.lower()
        if ending in RECORDS:
            documents.append(read_document(path))
        else:
            alignment = read_sssom(path, asked=asked) if ending in SSSOM else read_ctdl(path)
            if alignment is not None:
                alignments.append(alignment)
            elif asked:
                message, remedy = "holds no alignments", "levels are aligned by `ceterms:sourceNode`: see docs/lint.md"
                raise RecordError([Problem(str(path), None, "", message, remedy)])
    base = own_context()
    loaded, findings = load(documents)
    findings += _of_documents(documents, loaded, base, years)
    if alignments:
        context = base.with_records(item.record for item in loaded)
        known = Identifiers.of(context.frameworks.values())
        for alignment in alignments:
            findings += check_alignment(alignment, context, known, years)
    return len(documents) + len(alignments), _sorted(findings)


def _of_documents(
    documents: Sequence[Document], loaded: Sequence[Loaded], base: Context, years: int
) -> Iterator[Finding]:
    yield from check_documents(documents, base)
    yield from check_records(loaded, base, years)
    yield from check_ladders(loaded, base)
    yield from check_awards(loaded)


def _files(paths: Sequence[Path]) -> list[tuple[Path, bool]]:
    """The files, and whether each was asked for by name."""
    files: list[tuple[Path, bool]] = []
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if file.suffix.lower() in RECORDS + SSSOM + CTDL)
            if not found:
                raise RecordError([Problem(str(path), None, "", "holds nothing to lint", "name a file or a folder")])
            files += [(file, False) for file in found]
        elif path.suffix.lower() in RECORDS + SSSOM + CTDL:
            files.append((path, True))
        else:
            remedy = f"name a file that ends in {', '.join(RECORDS + SSSOM + CTDL)}"
            raise RecordError([Problem(str(path), None, "", "not a kind of file that is linted", remedy)])
    return files


def _sorted(findings: list[Finding]) -> list[Finding]:
    """By place; what a country check says better than the field's own is said once."""
    better = {(item.file, item.field) for item in findings if item.code == "QM121"}
    kept = [item for item in findings if item.code != "QM101" or (item.file, item.field) not in better]
    return sorted(kept, key=lambda item: (item.file, item.line or 0, item.code, item.field, item.message))
