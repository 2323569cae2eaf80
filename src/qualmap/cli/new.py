"""``qualmap new``: a record to begin with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from qualmap.catalog.parse import to_record
from qualmap.catalog.scaffold import awards_scaffold, scaffold, statements_scaffold
from qualmap.catalog.text import parse_document
from qualmap.catalog.write import format_record, write_atomically
from qualmap.cli import output
from qualmap.errors import OutputError
from qualmap.records.kinds import KINDS

MOST_LEVELS = 40
_KINDS = {"framework": "framework", "awards": "awards", "statements": "evaluations"}


def run(arguments: argparse.Namespace) -> int:
    """Print or write the scaffold of a record."""
    kind = next(kind for kind in KINDS if kind.name == _KINDS[arguments.record])
    text = format_record(_tree(arguments), kind.schema)
    to_record(parse_document(text, arguments.id), kind.model)  # the same messages as for any record
    if arguments.output is None:
        output.emit(text, None)
        return 0
    path = Path(arguments.output)
    if path.exists():
        raise OutputError(f"{path}: exists already; choose another place")
    write_atomically(path, text.encode())
    print(f"wrote {path}; next: fill it in, then `qualmap validate {path}`", file=sys.stderr)
    return 0


def _tree(arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.record == "awards":
        return awards_scaffold(arguments.id, arguments.name)
    if arguments.record == "statements":
        _demand(arguments, "country")
        return statements_scaffold(arguments.id, arguments.name, arguments.country)
    _demand(arguments, "edition", "region")
    if not 0 <= arguments.levels <= MOST_LEVELS:
        raise OutputError(f"--levels {arguments.levels}: a ladder has between 0 and {MOST_LEVELS} levels")
    return scaffold(_head(arguments), arguments.levels)


def _demand(arguments: argparse.Namespace, *names: str) -> None:
    for name in names:
        if getattr(arguments, name) is None:
            raise OutputError(f"--{name}: is needed to begin a record of --record {arguments.record}")


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
