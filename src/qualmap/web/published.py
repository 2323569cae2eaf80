"""What a server publishes, made once before it starts: dump files with their tags, pages, versions."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from qualmap.catalog import Catalogue
from qualmap.ontology import catalogue_quads, serialize
from qualmap.ontology.terms import BASE
from qualmap.site import Pages
from qualmap.site.pages import style

_KINDS = {
    "qualmap.nq": "application/n-quads",
    "qualmap.trig": "application/trig",
    "qualmap.ttl": "text/turtle",
    "qualmap.jsonld": "application/ld+json",
    "qualmap.nq.gz": "application/gzip",
}


@dataclass(frozen=True)
class Dump:
    """A file with the whole graph."""

    path: Path
    media_type: str
    etag: str


@dataclass(frozen=True)
class Published:
    """Everything that a server gives out, at the address ``public`` (it ends in a slash).

    ``files`` are the lists of pages and their style sheet.
    """

    public: str
    catalogue: str
    pages: Pages
    graphs: frozenset[str]
    dumps: Mapping[str, Dump]
    files: Mapping[str, bytes]

    @property
    def source(self) -> Path:
        """The dump that the workers read."""
        return self.dumps["qualmap.nq"].path


def publish(catalogue: Catalogue, folder: Path, public: str) -> Published:
    """Write the dumps into a folder and prepare the pages."""
    quads = catalogue_quads(catalogue)
    modified = datetime.fromisoformat(f"{catalogue.date}T00:00:00+00:00").timestamp()
    dumps = {name: _dump(folder / name, media_type, quads, modified) for name, media_type in _KINDS.items()}
    graphs = frozenset(graph.value for quad in quads if isinstance(graph := quad.graph_name, ox.NamedNode))
    pages = Pages(quads, BASE)
    files = {"style.css": style(), **pages.lists()}
    return Published(
        public=public,
        catalogue=catalogue.version,
        pages=pages,
        graphs=graphs,
        dumps=MappingProxyType(dumps),
        files=MappingProxyType({name: text.encode() for name, text in files.items()}),
    )


def _dump(path: Path, media_type: str, quads: list[ox.Quad], modified: float) -> Dump:
    """Written with the catalogue's own date, so that ``Last-Modified`` does not depend on when a server started."""
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(path.with_suffix("").read_bytes(), mtime=0))
    else:
        with path.open("wb") as stream:
            serialize(quads, path.suffix, stream)
    os.utime(path, (modified, modified))
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Dump(path, media_type, f'"{digest[:32]}"')
