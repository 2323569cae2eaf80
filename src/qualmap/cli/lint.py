"""``qualmap lint``: what is wrong with records and with alignments from elsewhere."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

from qualmap.cli import output
from qualmap.lint import Finding, lint_paths, lint_records, to_sarif
from qualmap.lint.sarif import near

EXIT_FOUND = 1
COLUMNS = ("Place", "Code", "Severity", "Finding", "Mend")


def run(arguments: argparse.Namespace) -> int:
    """Print every finding; exit code 1 when there is an error among them."""
    years = arguments.stale_years
    paths = [Path(path) for path in arguments.paths]
    count, findings = lint_paths(paths, years) if paths else lint_records(years)
    findings = [replace(finding, file=near(finding.file, Path.cwd())) for finding in findings]
    if arguments.format == "json":
        output.emit(output.as_json([asdict(finding) for finding in findings]), None)
    elif arguments.format == "sarif":
        output.emit(output.as_json(to_sarif(findings)), None)
    else:
        _table(count, findings)
    return EXIT_FOUND if any(finding.severity == "error" for finding in findings) else 0


def _table(count: int, findings: list[Finding]) -> None:
    if findings:
        rows = [(f.place, f.code, f.severity, f"{f.field}: {f.message}".removeprefix(": "), f.mend) for f in findings]
        output.say(output.table(COLUMNS, rows))
    number = Counter(finding.severity for finding in findings)
    named = ((number["error"], "error"), (number["warning"], "warning"), (number["note"], "note"), (count, "file"))
    errors, warnings, notes, files = (f"{n} {name}{'' if n == 1 else 's'}" for n, name in named)
    output.say(f"{errors}, {warnings}, {notes} in {files}")
