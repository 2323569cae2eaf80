"""SPARQL over the catalogue's graph on Oxigraph, in this process and read-only: in memory, or from a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from qualmap._version import __version__
from qualmap.catalog import Catalogue
from qualmap.ontology import to_dataset
from qualmap.store.execution import execute, in_words, judge, run
from qualmap.store.folder import open_folder
from qualmap.store.library import Question, library, question
from qualmap.store.limits import DEFAULT, Limits
from qualmap.store.parameters import bind
from qualmap.store.reading import TRIPLES, TSV, read
from qualmap.store.rows import rows_of

if TYPE_CHECKING:
    from rdflib import Dataset

    from qualmap.graph.published import Extent
    from qualmap.store.reading import Answer


class Store:
    """The catalogue's graph, ready for queries over the union of its named graphs.

    The prefixes of the published graph (``qm:``, ``skos:``, ``dct:``, ...) need not be declared. ``extent`` says which
    computed crosswalks the graph holds, ``awards`` whether it holds the awards that people hold. It is made when it is
    first asked, and kept in memory, or from one run to the next in a folder of its own below ``folder``.
    """

    def __init__(
        self, catalogue: Catalogue, extent: Extent = "none", folder: Path | None = None, *, awards: bool = False
    ) -> None:
        self._catalogue, self._extent, self._folder, self._awards = catalogue, extent, folder, awards

    def quads(self) -> Iterator[ox.Quad]:
        """Every statement of the graph."""
        from qualmap.graph.published import published_quads

        return published_quads(self._catalogue, self._extent, awards=self._awards)

    def dataset(self) -> Dataset:
        """The graph as an rdflib Dataset."""
        return to_dataset(self.quads())

    @staticmethod
    def questions() -> tuple[Question, ...]:
        """The library of questions that ``ask`` answers."""
        return tuple(library().values())

    @cached_property
    def _store(self) -> ox.Store:
        if self._folder is not None:  # older versions stay beside it: other processes may be reading them
            extent = f"{self._extent}-awards" if self._awards else self._extent
            name = re.sub(r"[^\w.-]", "_", f"graph-{self._catalogue.version}-{extent}-{__version__}")
            return open_folder(self._folder / name, self.quads)
        store = ox.Store()
        store.bulk_extend(self.quads())
        return store

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return frozenset(str(name.value) for name in self._store.named_graphs())

    def query(self, sparql: str, limits: Limits | None = None) -> Answer:
        """Rows of a SELECT, the truth of an ASK, the graph of a CONSTRUCT or DESCRIBE.

        It runs in a process of its own (``confined``). Raises QueryError for text that is not a SPARQL query, and for
        anything but a query; LimitError for one that takes more than it may.
        """
        limits = limits or DEFAULT
        asked = judge(sparql, self.graphs, limits)
        media_type = TSV if asked.form in {"SELECT", "ASK"} else TRIPLES
        if hasattr(os, "fork"):
            from qualmap.store import confined

            reply = confined.answer(self._store, asked, media_type, limits)
        else:
            reply = execute(self._store, asked, media_type, limits)
        return read(reply.body, media_type)

    def ask(self, name: str, given: Mapping[str, object]) -> Answer:
        """The answer to a question of the library. Its parameters are bound as terms; their columns are left out.

        The text is ours and known to be cheap, so it runs here. Raises UnknownNameError or QueryError.
        """
        asked = question(name)
        terms = bind(asked, given, self._catalogue)
        with in_words():
            found = run(self._store, judge(asked.sparql, self.graphs), terms)
            assert isinstance(found, ox.QuerySolutions)  # as every question of the library
            return rows_of(found, [variable.value for variable in terms])
