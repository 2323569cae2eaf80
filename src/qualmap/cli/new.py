"""``qualmap new``: a record to begin with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from qualmap.catalog.parse import to_record
from qualmap.catalog.scaffold import scaffold
from qualmap.catalog.text import parse_document
from qualmap.catalog.write import format_record, write_atomically
from qualmap.cli import output
from qualmap.errors import OutputError
from qualmap.records import Framework
from qualmap.records.kinds import FRAMEWORK

MOST_LEVELS = 40


def run(arguments: argparse.Namespace) -> int:
    """Print or write the scaffold of a framework record."""
    if not 0 <= arguments.levels <= MOST_LEVELS:
        raise OutputError(f"--levels {arguments.levels}: a ladder has between 0 and {MOST_LEVELS} levels")
    text = format_record(scaffold(_head(arguments), arguments.levels), FRAMEWORK.schema)
    to_record(parse_document(text, arguments.id), Framework)  # the same messages as for any record
    if arguments.output is None:
        output.emit(text, None)
        return 0
    path = Path(arguments.output)
    if path.exists():
        raise OutputError(f"{path}: exists already; choose another place")
    write_atomically(path, text.encode())
    print(f"wrote {path}; next: fill it in, then `qualmap validate {path}`", file=sys.stderr)
    return 0


def _head(arguments: argparse.Namespace) -> dict[str, Any]:
    head: dict[str, Any] = {
        "id": arguments.id,
        "edition": arguments.edition,
        "name": arguments.name,
        "kind": arguments.kind,
        "status": "draft",
        "region": arguments.region,
    }
    if arguments.country:
        head["countries"] = [arguments.country]
    return head
