"""One question, and the same question put to a catalogue in which one thing is different."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from qualmap.catalog import Catalogue
from qualmap.crosswalk.answers import DIGITS, Forced, forced
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.links import Links
from qualmap.crosswalk.model import Outcome
from qualmap.records import Framework, Parameters, QualificationType, Referencing, Source

READ = "read"
"""The local id of the source that a variant supposes to have been read."""


class _Unprinted(Engine):
    """The engine without the belief that one ladder's printed numbers may be heights."""

    unprinted = ""

    def printed_weight(self, name: str, parameters: Parameters) -> float:
        return 0.0 if name == self.unprinted else super().printed_weight(name, parameters)


@dataclass(frozen=True)
class Question:
    """Where does one level of an edition stand in another? ``own``: records of one's own, by ``id@edition``.

    ``unprinted``: the ladder whose printed numbers are not to count. ``links``: the links, if they are worked out.
    """

    catalogue: Catalogue
    own: Mapping[str, Framework]
    origin: str
    destination: str
    level: str
    unprinted: str = ""
    links: Links | None = None

    @cached_property
    def engine(self) -> Engine:
        """An engine of its own; it shares no ladder with that of any other question."""
        engine = _Unprinted(self.catalogue, tuple(self.own.values()))
        engine.unprinted = self.unprinted
        engine.links = self.links or engine.links
        return engine

    @cached_property
    def tables(self) -> tuple[Referencing, ...]:
        """The tables that the question may use; those of a shipped record do not hold for one's own version of it."""
        return tuple(t for t in self.catalogue.tables if not {t.origin, t.destination} & self.own.keys())

    def framework(self, name: str) -> Framework:
        """One edition, one's own first."""
        return self.engine.frameworks[name]

    @property
    def concerned(self) -> dict[str, tuple[str, ...]]:
        """The levels of both editions that the answer is about."""
        return {self.origin: (self.level,), self.destination: self.levels}

    # -- the same question, but for one thing ---------------------------------------------------

    def without_tables(self, ids: Iterable[str]) -> Question:
        """As if nobody had made these tables."""
        gone = set(ids)
        kept = tuple(table for table in self.catalogue.tables if table.id not in gone)
        return replace(self, catalogue=replace(self.catalogue, tables=kept), links=None)

    def with_table(self, table: Referencing) -> Question:
        """With this table in the place of the one that has its id."""
        tables = tuple(table if other.id == table.id else other for other in self.catalogue.tables)
        return replace(self, catalogue=replace(self.catalogue, tables=tables), links=None)

    def with_awards(self, name: str, awards: Iterable[QualificationType], read: Source | None = None) -> Question:
        """With these awards on an edition's levels, and perhaps one more source; the links are the same."""
        old = self.framework(name)
        fields = {field: getattr(old, field) for field in Framework.model_fields}
        sources = (*old.sources, read) if read else old.sources
        # Not model_copy: that keeps what cached properties have worked out from the old awards.
        new = Framework.model_construct(**fields | {"qualification_types": tuple(awards), "sources": sources})
        if name in self.own:
            return replace(self, own={**self.own, name: new}, links=self.engine.links)
        frameworks: Mapping[str, Framework] = ChainMap({name: new}, self.catalogue.frameworks)  # type: ignore[arg-type]
        return replace(self, catalogue=replace(self.catalogue, frameworks=frameworks), links=self.engine.links)

    def without_printed(self, name: str) -> Question:
        """As if the printed numbers of a ladder said nothing."""
        return replace(self, unprinted=name, links=self.engine.links)

    # -- answers --------------------------------------------------------------------------------

    def answers(self, origin: str, destination: str) -> list[Forced]:
        """What the engine says of every level of a pair."""
        return forced(self.engine, self.framework(origin), self.framework(destination))

    @cached_property
    def answer(self) -> Forced:
        """What the engine says of the level in question, even where it would keep that to itself."""
        return next(found for found in self.answers(self.origin, self.destination) if found.level == self.level)

    @property
    def levels(self) -> tuple[str, ...]:
        """The destination levels of the answer, even where it would not be given."""
        return self.answer.answer.levels

    @cached_property
    def outcome(self) -> Outcome:
        """The answer as people are told it."""
        found = self.answer
        if not found.known:
            return Outcome(status="not_known", destination_levels=None, basis=None, confidence=None)
        return Outcome(
            status="answered" if self.levels else "unlinked",
            destination_levels=self.levels,
            basis=found.answer.basis,
            confidence=round(found.answer.confidence, DIGITS),
        )
