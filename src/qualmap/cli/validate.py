"""``qualmap validate``: whether records, or linked data in their terms, are well-formed and fit the catalogue."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from qualmap.catalog import read_catalogue
from qualmap.catalog.validate import validate_paths
from qualmap.cli import EXIT_BAD_INPUT, output

LINKED_DATA = frozenset({".ttl", ".trig", ".nt", ".nq", ".jsonld", ".json", ".rdf", ".owl", ".xml"})
"""Endings of linked data; all other files are records."""


def run(arguments: argparse.Namespace) -> int:
    """Print every finding; exit code 2 when there is any."""
    paths = [Path(path) for path in arguments.paths]
    linked = [path for path in paths if path.suffix.lower() in LINKED_DATA and not path.is_dir()]
    records = [path for path in paths if path not in linked]
    catalogue = read_catalogue()
    done, problems = [], []
    notes: list[str] = []
    if records or not linked:
        count, found, notes = validate_paths(catalogue, records)
        done.append(_counted(count, "record"))
        problems += found
    if linked:
        from qualmap.graph.validation import validate_files

        count, found = validate_files(catalogue, linked)
        done.append(_counted(count, "resource"))
        problems += found
    if arguments.format == "json":
        output.emit(output.as_json([asdict(problem) for problem in problems]), None)
    for problem in problems:
        print(problem, file=sys.stderr)
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
    if not problems:
        print(f"{' and '.join(done)} checked, nothing wrong", file=sys.stderr)
    return EXIT_BAD_INPUT if problems else 0


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
