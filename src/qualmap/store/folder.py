"""A folder that holds the graph from one run to the next: built once for each version, read-only ever after.

It is built beside its place and moved there whole, so that another process sees all of it or nothing.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox

from qualmap.errors import OutputError


def open_folder(place: Path, quads: Callable[[], Iterable[ox.Quad]]) -> ox.Store:
    """The graph in a folder, read-only; built if it is not there yet. Raises OutputError."""
    try:
        if not place.is_dir():
            _build(place, quads)
        return ox.Store.read_only(str(place))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{place}: cannot hold the graph: {reason}; name a folder that you may write to") from None


def _build(place: Path, quads: Callable[[], Iterable[ox.Quad]]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        store = ox.Store(str(draft))
        store.bulk_extend(quads())
        store.optimize()
        store.flush()
        del store  # lets go of the files
        try:
            draft.rename(place)
        except OSError:
            if not place.is_dir():  # else another process was quicker, with the same content
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
