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
from qualmap.cli.fields import SOUGHT, given
from qualmap.documents.background import background_document
from qualmap.errors import InputError, called
from qualmap.records.fields import as_flag


def run(arguments: argparse.Namespace) -> int:
    """Print the paper, or write it to a file."""
    if arguments.format == "pdf" and arguments.output is None:
        raise InputError("a PDF goes into a file: add `-o paper.pdf`")
    brought, day = holder(arguments.input), on_day(arguments.on)
    sought = given(arguments, SOUGHT).get(SOUGHT)

    def name(path: str) -> str:
        inside = path.removeprefix("passport.")
        return as_flag(path) if inside == path else f"{arguments.input}: {inside}"

    qm = qualmap.load()
    with called(name):
        paper = qm.background(
            brought, arguments.destination, arguments.purpose, sought=sought, on=day, policy=arguments.policy
        )
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
