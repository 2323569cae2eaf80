"""``qualmap build``: the published graph, in one file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from qualmap.catalog import read_catalogue
from qualmap.catalog.write import write_atomically
from qualmap.cli.published import quads_for
from qualmap.errors import OutputError, did_you_mean


def run(arguments: argparse.Namespace) -> int:
    """Write the graph in the format of the file's ending."""
    from qualmap.ontology import FORMATS, serialize

    path = Path(arguments.output)
    if path.suffix not in FORMATS:
        hint = did_you_mean(path.suffix, FORMATS) or "use " + ", ".join(FORMATS)
        raise OutputError(f"{path}: the ending {path.suffix!r} names no format of ours: {hint}")
    quads, _ = quads_for(arguments, read_catalogue())
    write_atomically(path, lambda stream: serialize(quads, path.suffix, stream))
    print(f"wrote {path}: {len(quads)} statements", file=sys.stderr)
    return 0
