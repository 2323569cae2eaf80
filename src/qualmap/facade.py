"""The door: one object with the verbs crosswalk, explain, graph, query."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualmap._version import __version__
from qualmap.catalog import Catalogue, read_catalogue
from qualmap.errors import UnknownNameError
from qualmap.records import Crosswalk, Framework, Mapping

if TYPE_CHECKING:
    from rdflib import Dataset

    from qualmap.crosswalk.engine import Engine


class Qualmap:
    """A catalogue and the questions that can be put to it. Immutable; safe to share."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @classmethod
    def load(cls, extra: Iterable[str | Path] = ()) -> Qualmap:
        """The bundled catalogue and, beside it, the framework records at the paths in ``extra``."""
        catalogue = read_catalogue()
        paths = [Path(path) for path in extra]
        return cls(catalogue.with_frameworks(paths) if paths else catalogue)

    @cached_property
    def _engine(self) -> Engine:
        from qualmap.crosswalk.engine import Engine

        return Engine(self.catalogue)

    @property
    def version(self) -> str:
        """The catalogue's version: its date and a fingerprint of its records."""
        return self.catalogue.version

    def frameworks(self) -> tuple[Framework, ...]:
        """Every framework edition of the catalogue, by id and edition."""
        return tuple(self.catalogue.frameworks.values())

    def framework(self, name: str | Path) -> Framework:
        """A framework by ``id``, by ``id@edition``, or from the path of your own record.

        Raises UnknownNameError or RecordError.
        """
        return self.catalogue.resolve(name)

    def crosswalk(self, origin: str | Path, destination: str | Path) -> Crosswalk:
        """One mapping per level of ``origin``, each a distribution over the levels of ``destination``.

        Either may be an id, ``id@edition``, or the path of your own record. Raises UnknownNameError or
        RecordError. A framework without levels gives no mappings and a reason.
        """
        from qualmap.crosswalk.engine import Engine
        from qualmap.crosswalk.mapping import crosswalk

        ends = self.framework(origin), self.framework(destination)
        own = [end for end in ends if str(end.ref) not in self.catalogue.frameworks]
        engine = Engine(self.catalogue, own) if own else self._engine
        return crosswalk(engine, *ends, version=__version__, catalogue_version=self.version)

    def explain(self, level: str, destination: str | Path) -> Mapping:
        """The mapping of one level, written ``za-nqf:8`` or ``za-nqf@2009:8``, with all its evidence and dissent."""
        name, separator, code = level.rpartition(":")
        if not separator:
            raise UnknownNameError("level", level, (), "what framework? write framework:level, such as za-nqf:8")
        return self.crosswalk(name, destination)[code]

    def graph(self) -> Dataset:
        """The catalogue as an rdflib Dataset, official statements in a named graph of their own."""
        from qualmap.ontology import to_dataset

        return to_dataset(self.catalogue)

    def query(self, sparql: str) -> Any:
        """SPARQL over the graph. SELECT gives a list of dicts, ASK a bool, CONSTRUCT a list of triples (text).

        Raises QueryError for a query that cannot be answered.
        """
        return self._store.query(sparql)

    @cached_property
    def _store(self) -> Any:
        from qualmap.store import Store

        return Store(self.catalogue)
