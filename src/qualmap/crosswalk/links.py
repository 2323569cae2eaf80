"""All tables of a catalogue as evidence: between two ladders, and along paths through others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from qualmap.crosswalk.link_views import RECALLED, Row, View, compose, documents_of, forward_view, inverse_view
from qualmap.records import Assumptions, Framework, Ref, Referencing
from qualmap.records.referencing import IGNORED

Said = TypeVar("Said", View, Row)


class Links:
    """All admissible tables of a catalogue, read in either direction when a pair asks for them."""

    def __init__(
        self, frameworks: Mapping[str, Framework], tables: Iterable[Referencing], assumed: Assumptions
    ) -> None:
        self._frameworks, self._assumed = frameworks, assumed
        self._tables: dict[frozenset[str], list[Referencing]] = {}
        self._neighbours: dict[str, set[str]] = {}
        self._views: dict[tuple[str, str], list[View]] = {}
        self._paths: dict[tuple[str, str], list[View]] = {}
        self._successions: set[frozenset[str]] = set()
        self._documents: dict[str, set[str]] = {}
        self.ignored: list[Referencing] = []
        for table in sorted(tables, key=lambda table: table.id):
            if table.status in IGNORED:
                self.ignored.append(table)
            elif table.links:
                ends = table.origin, table.destination
                self._tables.setdefault(frozenset(ends), []).append(table)
                if table.status == "succession":
                    self._successions.add(frozenset(ends))
                for one, other in (ends, ends[::-1]):
                    self._neighbours.setdefault(one, set()).add(other)

    def neighbours(self, name: str) -> list[str]:
        """The editions that a table links to this one, sorted."""
        return sorted(self._neighbours.get(name, ()))

    def direct(self, origin: str, destination: str) -> list[View]:
        """Tables between two editions, the one to follow first: official before reported, newer before older."""
        if (origin, destination) not in self._views:
            views = [self._view(table, origin) for table in self._ranked(frozenset((origin, destination)))]
            self._views[origin, destination] = [view for view in views if view.strength > 0]
        return self._views[origin, destination]

    def _ranked(self, ends: frozenset[str]) -> list[Referencing]:
        """The tables between two editions, ranked as they are recorded: both directions must follow the same one."""

        def rank(table: Referencing) -> tuple[bool, str, float]:
            view = self._view(table, table.origin)
            return bool(view.official.any()), table.date or "", view.strength

        tables = self._tables.get(ends, ())
        return sorted(tables, key=rank, reverse=True) if len(tables) > 1 else list(tables)

    def _view(self, table: Referencing, origin: str) -> View:
        ends = self._frameworks[table.origin], self._frameworks[table.destination]
        view = forward_view(table, *ends, self._assumed)
        if table.origin == origin:
            return view
        return inverse_view(view, self._assumed["inversion-gap"])

    def documents(self, framework_id: str) -> frozenset[str]:
        """The source documents of every table that touches an edition of a framework; memories are not documents."""
        if not self._documents:
            for table in (table for tables in self._tables.values() for table in tables):
                read = documents_of(table) - {RECALLED}
                for end in (table.origin, table.destination):
                    self._documents.setdefault(Ref.parse(end).id, set()).update(read)
        return frozenset(self._documents.get(framework_id, ()))

    def strongest(self, name: str) -> float:
        """The reliability of the surest link that any table gives to a ladder; 0 without one."""
        views = [view for other in self.neighbours(name) for view in self.direct(name, other)]
        return float(max((view.reliability.max() for view in views), default=0.0))

    def paths(self, origin: str, destination: str) -> list[View]:
        """Independent paths through other frameworks, strongest first.

        Paths that share a table or a document are one witness: only the strongest of them is returned.
        """
        if (origin, destination) not in self._paths:
            self._paths[origin, destination] = self._find_paths(origin, destination)
        return self._paths[origin, destination]

    def _find_paths(self, origin: str, destination: str) -> list[View]:
        found = []
        for hub in sorted(self._hubs(origin) & self._hubs(destination) - {origin, destination}):
            first, second = self._best(origin, hub), self._best(hub, destination)
            if first is None or second is None:
                continue
            passed = (origin, *first.via, hub, *second.via, destination)
            if len(set(passed)) == len(passed):
                path = compose(first, second)
                if path.strength > 0:
                    found.append(path)
        return independent(sorted(found, key=lambda path: (-path.strength, len(path.via), path.via)))

    def _hubs(self, name: str) -> set[str]:
        """Neighbours, and those of an earlier or later edition."""
        near = self._neighbours.get(name)
        if not near:
            return set()
        return near.union(*(self._neighbours[other] for other in near if self._is_succession(name, other)))

    def _is_succession(self, one: str, other: str) -> bool:
        return frozenset((one, other)) in self._successions

    def _best(self, origin: str, destination: str) -> View | None:
        """The table to follow between two editions, or else the surest way through an earlier or later edition."""
        direct = self.direct(origin, destination)
        if direct:
            return direct[0]
        ways = []
        for between in sorted(self._neighbours[origin] & self._neighbours[destination]):
            if self._is_succession(origin, between) or self._is_succession(between, destination):
                first, second = self.direct(origin, between), self.direct(between, destination)
                if first and second:
                    ways.append(compose(first[0], second[0]))
        return max(ways, key=lambda way: way.strength, default=None)


def openness(views: Iterable[View]) -> int:
    """How many levels beyond one the views leave open, over all rows."""
    return sum(int((view.high - view.low).sum()) for view in views)


def independent(views: Sequence[Said]) -> list[Said]:
    """Those views, or rows of views, in order, that share neither table nor document with one before them."""
    kept: list[Said] = []
    for view in views:
        tables = {table.id for table in view.tables}
        if all(
            not (view.documents & other.documents) and not (tables & {table.id for table in other.tables})
            for other in kept
        ):
            kept.append(view)
    return kept
