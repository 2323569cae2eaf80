"""``qualmap validate``: whether records are well-formed and fit the catalogue."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from qualmap.catalog import read_catalogue
from qualmap.catalog.validate import validate_paths
from qualmap.cli import EXIT_BAD_INPUT, output


def run(arguments: argparse.Namespace) -> int:
    """Print every finding; exit code 2 when there is any."""
    count, problems = validate_paths(read_catalogue(), [Path(path) for path in arguments.paths])
    if arguments.format == "json":
        output.emit(output.as_json([asdict(problem) for problem in problems]), None)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{count} record{'' if count == 1 else 's'} checked, nothing wrong", file=sys.stderr)
    return EXIT_BAD_INPUT if problems else 0
