"""``qualmap import``: a draft record from what others publish."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from qualmap.cli import output
from qualmap.errors import OutputError
from qualmap.formats.drafts import Given, read_draft


def run(arguments: argparse.Namespace) -> int:
    """Print or write the draft; what it leaves open goes to standard error."""
    source = Path(arguments.file)
    target = Path(arguments.output) if arguments.output else None
    if target is not None and target.exists() and not arguments.force:
        raise OutputError(f"{target}: exists already (choose another place, or overwrite it with --force)")
    if target is not None and target.resolve() == source.resolve():
        raise OutputError(f"{target}: is the file that is imported (choose another place)")
    draft = read_draft(source, arguments.form, Given(**{name: getattr(arguments, name) for name in _GIVEN}))
    output.emit(draft.text(), arguments.output)
    print("left for you to fill in:", file=sys.stderr)
    for line in draft.unknown:
        print(f"- {line}", file=sys.stderr)
    return 0


_GIVEN = ("id", "edition", "kind", "region", "name", "date", "origin", "destination", "pick")
