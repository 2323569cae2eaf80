"""Where levels stand: what can be asked of two frameworks, of the catalogue or of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import permutations
from pathlib import Path

from qualmap._version import __version__
from qualmap.catalog import Catalogue
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.mapping import crosswalk, why_no_levels
from qualmap.crosswalk.model import Crosswalk, FrameworkName, Mapping, WhatIf
from qualmap.errors import NothingAppliesError, Problem, RecordError, UnknownNameError
from qualmap.records import Framework

Name = str | Path
Day = str | date | None
Watch = Callable[[list[tuple[str, str]]], Iterable[tuple[str, str]]]
"""Passes pairs of names on, to show progress."""
Ends = tuple[Framework, Framework]


class Crosswalks:
    """The crosswalks of a catalogue; frameworks of one's own stand beside it for one question."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def engine(self) -> Engine:
        """The engine on the catalogue's own records."""
        return Engine(self._catalogue)

    def between(self, origin: Name, destination: Name, on: Day = None) -> Crosswalk:
        """One mapping per origin level; none, and a reason, where no edition of the origin applies on the day."""
        try:
            ends = self._ends(origin, destination, on)
        except NothingAppliesError as nothing:
            return self._nothing(str(origin), self._catalogue.resolve(destination), str(nothing))
        return self._crosswalk(self._engine_for(self._own(ends)), *ends)

    def each(self, to: Name | None, watch: Watch) -> Iterator[Crosswalk]:
        """Those of every two editions that have levels, or of all of them to one framework."""
        own: list[Framework] = []
        destination = None
        if to is not None:
            framework = self._catalogue.resolve(to)
            if not framework.levels:
                raise NothingAppliesError(why_no_levels(framework))
            own, destination = self._own([framework]), str(framework.ref)
        engine = self._engine_for(own)
        pairs = [pair for pair in permutations(engine.levelled, 2) if destination in (None, pair[1])]
        ends = ((engine.frameworks[origin], engine.frameworks[there]) for origin, there in watch(pairs))
        return (self._crosswalk(engine, *end) for end in ends)

    def explain(self, level: str, destination: Name, on: Day = None) -> Mapping:
        """The mapping of one level, written ``za-nqf:8``."""
        name, separator, code = level.rpartition(":")
        if not separator:
            raise UnknownNameError("level", level, (), "no framework: write framework:level, such as xx-nqf:8")
        found = self.between(name, destination, on)
        if found.reason:
            raise NothingAppliesError(found.reason)
        return found[code]

    def what_if(self, level: str, destination: Name, on: Day = None) -> WhatIf:
        """What moves the answer of one level."""
        from qualmap.crosswalk.whatif.pulls import what_if
        from qualmap.crosswalk.whatif.question import Question

        mapping = self.explain(level, destination, on)
        ends = self._ends(level.rpartition(":")[0], destination, on)
        own = {str(end.ref): end for end in self._own(ends)}
        question = Question(self._catalogue, own, str(ends[0].ref), str(ends[1].ref), mapping.origin_level)
        return what_if(question, mapping, version=__version__, catalogue_version=self._catalogue.version)

    def _ends(self, origin: Name, destination: Name, on: Day) -> Ends:
        """Both frameworks of a pair, checked to be two that can stand side by side."""
        ends = self._catalogue.resolve(origin, on), self._catalogue.resolve(destination)
        own = self._own(ends)
        if len(own) == 2 and own[0].ref == own[1].ref and own[0] != own[1]:
            message = f"duplicate framework edition {str(own[0].ref)!r}"
            raise RecordError([Problem(str(destination), None, "id", message, "give one of them an id of its own")])
        return ends

    def _own(self, ends: Iterable[Framework]) -> list[Framework]:
        """Those that are not the catalogue's."""
        return [end for end in ends if self._catalogue.frameworks.get(str(end.ref)) != end]

    def _engine_for(self, own: list[Framework]) -> Engine:
        return Engine(self._catalogue, own) if own else self.engine

    def _crosswalk(self, engine: Engine, origin: Framework, destination: Framework) -> Crosswalk:
        return crosswalk(engine, origin, destination, version=__version__, catalogue_version=self._catalogue.version)

    def _nothing(self, origin: str, destination: Framework, reason: str) -> Crosswalk:
        """A crosswalk without mappings."""
        return Crosswalk(
            origin=FrameworkName(id=origin, edition="none"),
            destination=FrameworkName(id=destination.id, edition=destination.edition),
            mappings=(),
            reason=reason,
            catalogue_version=self._catalogue.version,
            qualmap_version=__version__,
        )
