"""What a server publishes: the graph's pages, made when asked for, and its dumps, written when first asked for."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import MappingProxyType

import pyoxigraph as ox

from qualmap.ontology.formats import DUMPS, artefacts, dump
from qualmap.site import Pages
from qualmap.site.pages import style


@dataclass(frozen=True)
class Graph:
    """Every statement, the base of its IRIs, and the version and date of the catalogue that it was made from."""

    quads: Sequence[ox.Quad]
    base: str
    version: str
    date: str


@dataclass(frozen=True)
class Dump:
    """A file with the whole graph."""

    path: Path
    media_type: str
    etag: str


class Dumps(Mapping[str, Dump]):
    """The dumps by name. Each is written when it is first asked for, and has the catalogue's own date."""

    def __init__(self, graph: Graph, folder: Path) -> None:
        self._graph, self._folder = graph, folder
        self._written: dict[str, Dump] = {}
        self._lock = Lock()

    def __getitem__(self, name: str) -> Dump:
        with self._lock:
            if name not in self._written:
                self._written[name] = self._write(name, DUMPS[name])
            return self._written[name]

    def __iter__(self) -> Iterator[str]:
        return iter(DUMPS)

    def __len__(self) -> int:
        return len(DUMPS)

    def _write(self, name: str, media_type: str) -> Dump:
        path = self._folder / name
        with path.open("wb") as stream:
            dump(self._graph.quads, name, stream)
        modified = datetime.fromisoformat(f"{self._graph.date}T00:00:00+00:00").timestamp()
        os.utime(path, (modified, modified))  # Last-Modified does not depend on when a server started
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Dump(path, media_type, f'"{digest[:32]}"')


@dataclass(frozen=True)
class Published:
    """Everything that a server gives out, at the address ``public`` (it ends in a slash)."""

    public: str
    graph: Graph
    graphs: frozenset[str]
    dumps: Mapping[str, Dump]

    @property
    def catalogue(self) -> str:
        """The version of the catalogue."""
        return self.graph.version

    @cached_property
    def pages(self) -> Pages:
        """Every resource's page. The index behind them takes a second or two to build."""
        return Pages(self.graph.quads, self.graph.base)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The lists of pages, their style sheet, the shapes and the context."""
        texts = {"style.css": style(), **self.pages.lists()}
        return MappingProxyType({name: text.encode() for name, text in texts.items()} | dict(artefacts()))

    @property
    def source(self) -> Path:
        """The dump that the workers read."""
        return self.dumps["qualmap.nq"].path


def publish(graph: Graph, folder: Path, public: str) -> Published:
    """What there is to give out; the dumps go into a folder."""
    return Published(
        public=public,
        graph=graph,
        graphs=frozenset(name.value for quad in graph.quads if isinstance(name := quad.graph_name, ox.NamedNode)),
        dumps=Dumps(graph, folder),
    )
