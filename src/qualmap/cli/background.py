"""``qualmap background``: the background paper of a holder whose documents are missing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import qualmap
from qualmap.catalog.text import read_document
from qualmap.catalog.write import write_atomically
from qualmap.cli import output
from qualmap.errors import InputError
from qualmap.exchange.background import background_document


def run(arguments: argparse.Namespace) -> int:
    """Print the paper, or write it to a file."""
    if arguments.format == "pdf" and arguments.output is None:
        raise InputError("a PDF goes into a file: add `-o paper.pdf`")
    given, day = holder(arguments.input), on_day(arguments.on)
    qm = qualmap.load()
    paper = qm.background(given, arguments.destination, arguments.purpose, on=day, policy=arguments.policy)
    document = background_document(paper, qm.catalogue, arguments.format, arguments.language)
    if arguments.format == "pdf":
        write_atomically(Path(arguments.output), document)
        print(f"wrote {arguments.output}", file=sys.stderr)
    else:
        output.emit(document.decode(), arguments.output)
    return 0


def holder(path: str) -> dict[str, Any]:
    """What a holder brings, from a YAML or JSON file. Raises RecordError, InputError."""
    tree = read_document(Path(path)).tree
    if not isinstance(tree, dict):
        raise InputError(f"{path}: not a mapping: begin with `awards:`")
    return tree


def on_day(given: str | None) -> str:
    """The day that was given, or today's, said on standard error."""
    if given is not None:
        return given
    return output.today("on {}")
