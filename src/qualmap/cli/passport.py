"""``qualmap passport``: a skills passport as portable JSON-LD, unsigned and without the person."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import qualmap
from qualmap.background.evidence import as_claimed
from qualmap.catalog.bounded import decode, read_bytes
from qualmap.cli import output
from qualmap.cli.background import holder, on_day
from qualmap.formats.openbadges.read import MOST_BYTES, read_passport


def run(arguments: argparse.Namespace) -> int:
    """Print the bundle, or with ``--read`` the records that one holds."""
    if arguments.read is not None:
        path, remedy = Path(arguments.read), "give a bundle that `qualmap passport` wrote"
        written = read_passport(decode(read_bytes(path, MOST_BYTES, remedy), path, remedy))
        print("unsigned: its evidence counts as described until you have seen it yourself", file=sys.stderr)
        output.emit(
            output.as_json(as_claimed(written).model_dump(mode="json", exclude_defaults=True)), arguments.output
        )
        return 0
    given, day = holder(arguments.input), on_day(arguments.on)
    output.emit(output.as_json(qualmap.load().passport(given, on=day)), arguments.output)
    return 0
