"""``qualmap query``: SPARQL over the catalogue."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import qualmap
from qualmap.cli import output
from qualmap.errors import QueryError

TRIPLE = ("subject", "predicate", "object")


def run(arguments: argparse.Namespace) -> int:
    """Answer one query."""
    found = qualmap.load().query(_text(arguments.query))
    if isinstance(found, bool):
        output.emit(output.as_json(found) if arguments.format == "json" else str(found).lower(), None)
        return 0
    rows = [row if isinstance(row, dict) else dict(zip(TRIPLE, row, strict=True)) for row in found]
    if arguments.format == "json":
        output.emit(output.as_json(rows), None)
        return 0
    columns = list(rows[0]) if rows else []
    cells = [["" if value is None else value for value in row.values()] for row in rows]
    if arguments.format == "table":
        output.say(output.table(columns, cells))
        output.say(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")
    else:
        output.emit(output.delimited(columns, cells, "\t" if arguments.format == "tsv" else ","), None)
    return 0


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if query.endswith(".rq"):
        try:
            return Path(query).read_text("utf-8")
        except OSError as error:
            raise QueryError(f"{query}: cannot be read: {(error.strerror or str(error)).lower()}") from None
        except UnicodeDecodeError:
            raise QueryError(f"{query}: not UTF-8 text") from None
    return query
