"""``qualmap status``: the state of the truth."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import qualmap
from qualmap.catalog.write import write_atomically
from qualmap.cli import output
from qualmap.documents.status_page import HEADINGS, summary, table_rows
from qualmap.documents.status_picture import matrix_svg
from qualmap.status import coverage, state


def run(arguments: argparse.Namespace) -> int:
    """Print how the facts were checked, which reports wait to be read, and which pairs are linked."""
    qm = qualmap.load()
    linked = coverage(qm.catalogue)
    found = state(qm.catalogue, linked)
    if arguments.matrix:
        write_atomically(Path(arguments.matrix), matrix_svg(linked).encode())
        print(f"wrote {arguments.matrix}", file=sys.stderr)
    if arguments.format == "json":
        output.emit(output.as_json(found.model_dump(mode="json")), None)
    elif arguments.format == "table":
        output.say(output.table(HEADINGS, table_rows(found)))
        for line in summary(found):
            output.say(line)
        output.say()
        output.heading("Official reports whose tables nobody here has read")
        for report in found.unread:
            output.say(f"  {report.table} ({report.status}, {report.published or 'undated'}): {report.where}")
    else:
        output.emit(output.written("status", arguments.format, qm, arguments, found), None)
    return 0
