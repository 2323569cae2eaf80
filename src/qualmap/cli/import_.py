"""``qualmap import``: a draft record from what others publish."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from qualmap.cli import output
from qualmap.errors import OutputError, RecordError
from qualmap.formats.drafts import Given, read_draft

EXIT_WRONG = 2


def run(arguments: argparse.Namespace) -> int:
    """Print or write the draft; what it leaves open goes to standard error."""
    source = Path(arguments.file)
    target = Path(arguments.output) if arguments.output else None
    if target is not None and target.exists() and not arguments.force:
        raise OutputError(f"{target}: exists already (choose another place, or overwrite it with --force)")
    if target is not None and target.resolve() == source.resolve():
        raise OutputError(f"{target}: is the file that is imported (choose another place)")
    try:
        draft = read_draft(source, arguments.form, Given(**{name: getattr(arguments, name) for name in _GIVEN}))
    except RecordError as error:  # of a table all that is wrong, so that it is mended in one go
        for problem in error.problems:
            print(f"qualmap: {problem}", file=sys.stderr)
        return EXIT_WRONG
    output.emit(draft.text(), arguments.output)
    print("left for you to fill in:", file=sys.stderr)
    for line in draft.unknown:
        print(f"- {line}", file=sys.stderr)
    return 0


_GIVEN = ("id", "edition", "kind", "region", "name", "country", "date", "origin", "destination", "pick")
