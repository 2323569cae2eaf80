"""Link evidence between two ladders: tables read in either direction, and paths through other frameworks.

A table is read as intervals of columns: for each level of one ladder, the lowest and highest column of the
other that it may stand at, and how reliable that is. Columns count ``below`` as 0, the levels in rank order
from 1, ``above`` last. Intervals compose along a path by taking images, so a path is never more precise
than its parts, and its reliability is their product: never above its weakest step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualmap.records import Assumptions, Framework, Link, Referencing

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

OFFICIAL = frozenset({"referenced", "aligned", "self-certified", "comparison", "succession"})
"""Statuses of a table behind which an authority stands."""
IGNORED = frozenset({"not-endorsed", "withdrawn"})
"""Statuses that count for nothing and are only shown."""
RECALLED = "recalled"
"""All that is recalled counts as one document: memories are not independent."""
NO_ROW = -1


@dataclass(frozen=True)
class View:
    """One table read from ``origin`` to ``destination`` (or a path, when it has several tables).

    Per origin level: ``low`` and ``high`` columns of the destination (``NO_ROW`` where nothing is said),
    ``reliability`` (0 where nothing is said), ``official``: whether a source states it, and ``named``: whether
    a row names the level, or only its place among those that are named speaks. ``denied``: levels that an authority
    says have no counterpart though their neighbours have; they are between levels, and their interval says nothing.
    """

    origin: str
    destination: str
    via: tuple[str, ...]
    tables: tuple[Referencing, ...]
    documents: frozenset[str]
    low: Ints
    high: Ints
    reliability: Floats
    official: NDArray[np.bool_]
    named: NDArray[np.bool_]
    denied: NDArray[np.bool_]

    @property
    def strength(self) -> float:
        """How much the view says in all, for ranking views of the same pair."""
        return float(self.reliability.sum())


def links_behind(view: View, code: str) -> list[Link]:
    """The recorded links behind one level of a direct view, in whichever direction it is read."""
    table = view.tables[0]
    if view.origin == table.origin:
        return [link for link in table.links if link.level == code]
    return [link for link in table.links if code in link.targets]


def is_official(table: Referencing, link: Link) -> bool:
    """Whether the source states the pair, we know it from a source, and an authority stands behind it."""
    read = table.source_of(link.source).verification != RECALLED
    return table.status in OFFICIAL and link.claim == "pair" and read


def reliability(table: Referencing, link: Link, assumed: Assumptions) -> float:
    """Declared reliability of one link: status x verification x claim; 0 for a result that must not be used."""
    if table.status in IGNORED:
        return 0.0
    return (
        assumed[f"status-{table.status}"]
        * assumed[f"verification-{table.source_of(link.source).verification}"]
        * assumed[f"claim-{link.claim or 'none'}"]
    )


def forward_view(table: Referencing, origin: Framework, destination: Framework, assumed: Assumptions) -> View:
    """The table as it is recorded."""
    column = {code: index for index, code in enumerate(destination.codes, start=1)}
    position = {code: index for index, code in enumerate(origin.codes)}
    count = len(origin.codes)
    low, high = np.full(count, NO_ROW), np.full(count, NO_ROW)
    weight, official, denied = np.zeros(count), np.zeros(count, bool), np.zeros(count, bool)
    linked = [position[link.level] for link in table.links if link.targets]
    for link in table.links:
        at = position[link.level]
        columns = [column[target] for target in link.targets]
        if not columns:
            columns = _unlinked(at, linked, len(destination.codes))
            denied[at] = not columns and is_official(table, link)
        if columns:
            low[at], high[at] = min(columns), max(columns)
            weight[at] = reliability(table, link, assumed)
            official[at] = is_official(table, link)
    documents = frozenset(_document(table, link.source) for link in table.links)
    names = str(origin.ref), str(destination.ref)
    return View(*names, (), (table,), documents, low, high, weight, official, weight > 0, denied)


def with_ends(view: View, last: int) -> tuple[Ints, Ints, Ints, Floats]:
    """Rows, intervals and reliabilities of a view, with what it implies for ``below`` and ``above``.

    An award below the lowest level stands below what that level is given to, one above the highest above it.
    """
    at = np.flatnonzero(view.reliability > 0)
    low, high, trust = view.low[at], view.high[at], view.reliability[at]
    first, final = max(int(low.min()) - 1, 0), min(int(high.max()) + 1, last)
    return (
        np.concatenate([[0], at + 1, [len(view.low) + 1]]),
        np.concatenate([[0], low, [final]]),
        np.concatenate([[first], high, [last]]),
        np.concatenate([trust[:1], trust, trust[-1:]]),
    )


def _kept(view: View, levels: int) -> Floats:
    """For each destination level, the share of its mass that comes from the origin levels that are given to it.

    Rows that a source does not state officially leak to neighbouring columns, the more the less reliable they are;
    read backwards, a level is only as sure as what does not leak to it from elsewhere.
    """
    rows, low, high, trust = with_ends(view, levels + 1)
    columns = np.arange(levels + 2)
    away = np.maximum(low[:, None] - columns, 0) + np.maximum(columns - high[:, None], 0)
    stated = np.concatenate([[True], view.official[rows[1:-1] - 1], [True]])
    leak = np.where(stated, 0.0, (1 - trust) / (1 + trust))[:, None]
    mass = leak**away
    mass /= mass.sum(axis=1, keepdims=True)
    return np.asarray((mass * (away == 0)).sum(axis=0) / np.maximum(mass.sum(axis=0), 1e-12))[1:-1]


def inverse_view(view: View, levels: int, inversion_gap: float) -> View:
    """The same table read backwards; ``levels`` counts those of its destination.

    A destination level that no row names lies between the levels that its neighbours are given to.
    """
    count = len(view.low)
    low, high = np.full(levels, NO_ROW), np.full(levels, NO_ROW)
    weight, official, stated = np.zeros(levels), np.zeros(levels, bool), np.zeros(levels, bool)
    named = np.flatnonzero(view.reliability > 0)
    kept = _kept(view, levels) if len(named) else np.zeros(levels)
    for column in range(1, levels + 1):
        inside = [at for at in named if view.low[at] <= column <= view.high[at]]
        if inside:
            low[column - 1], high[column - 1] = min(inside) + 1, max(inside) + 1
            weight[column - 1] = min(*(view.reliability[at] for at in inside), kept[column - 1])
            official[column - 1] = all(view.official[at] for at in inside)
            stated[column - 1] = True
        elif len(named):
            lower = [at for at in named if view.high[at] < column]
            upper = [at for at in named if view.low[at] > column]
            first, last = (max(lower) + 2 if lower else 0), (min(upper) if upper else count + 1)
            if first > last:  # no level is left between the neighbours: it is one or the other
                first, last = last, first
            low[column - 1], high[column - 1] = first, last
            weight[column - 1] = inversion_gap * min(view.reliability[at] for at in named)
    names = view.destination, view.origin
    return View(
        *names, view.via, view.tables, view.documents, low, high, weight, official, stated, np.zeros_like(stated)
    )


def compose(first: View, second: View, levels: int) -> View:
    """The path that takes ``first`` and then ``second``; ``levels`` counts those of the framework between."""
    said = first.reliability > 0
    kept = said & (first.low >= 1) & (first.high <= levels)  # else the path leaves the ladder between
    low, high = np.full_like(first.low, 10_000), np.full_like(first.high, NO_ROW)
    weight, official, named = np.ones(len(low)), first.official.copy(), first.named.copy()
    for step in range(int((first.high - first.low)[kept].max(initial=-1)) + 1):
        within = kept & (first.low + step <= first.high)
        at = np.where(within, first.low + step - 1, 0)
        kept &= ~within | (second.reliability[at] > 0)  # else it meets a level that the second table is silent on
        low = np.where(within, np.minimum(low, second.low[at]), low)
        high = np.where(within, np.maximum(high, second.high[at]), high)
        weight = np.where(within, np.minimum(weight, second.reliability[at]), weight)
        official &= ~within | second.official[at]
        named &= ~within | second.named[at]
    low, high = np.where(kept, low, NO_ROW), np.where(kept, high, NO_ROW)
    weight = np.where(kept, first.reliability * weight, 0.0)
    official, named = official & kept, named & kept
    return View(
        first.origin,
        second.destination,
        (*first.via, first.destination, *second.via),
        first.tables + second.tables,
        first.documents | second.documents,
        low,
        high,
        weight,
        official,
        named,
        np.zeros_like(named),
    )


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
            views = [self._view(table, origin) for table in self._tables.get(frozenset((origin, destination)), ())]
            views.sort(key=lambda v: (bool(v.official.any()), v.tables[0].date or "", v.strength), reverse=True)
            self._views[origin, destination] = [view for view in views if view.strength > 0]
        return self._views[origin, destination]

    def _view(self, table: Referencing, origin: str) -> View:
        ends = self._frameworks[table.origin], self._frameworks[table.destination]
        view = forward_view(table, *ends, self._assumed)
        if table.origin == origin:
            return view
        return inverse_view(view, len(ends[1].codes), self._assumed["inversion-gap"])

    def documents(self, framework_id: str) -> frozenset[str]:
        """The source documents of every table that touches an edition of a framework; memories are not documents."""
        if not self._documents:
            for table in (table for tables in self._tables.values() for table in tables):
                read = {_document(table, link.source) for link in table.links} - {RECALLED}
                for end in (table.origin, table.destination):
                    self._documents.setdefault(end.split("@")[0], set()).update(read)
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
                path = compose(first, second, len(self._frameworks[hub].codes))
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
                    ways.append(compose(first[0], second[0], len(self._frameworks[between].codes)))
        return max(ways, key=lambda way: way.strength, default=None)


def openness(views: Iterable[View]) -> int:
    """How many levels beyond one the views leave open, over all rows."""
    return sum(int((view.high - view.low).sum()) for view in views)


def independent(views: Sequence[View]) -> list[View]:
    """Those views, in order, that share neither table nor document with one before them."""
    kept: list[View] = []
    for view in views:
        tables = {table.id for table in view.tables}
        if all(
            not (view.documents & other.documents) and not (tables & {table.id for table in other.tables})
            for other in kept
        ):
            kept.append(view)
    return kept


def _unlinked(at: int, linked: Sequence[int], destination_levels: int) -> list[int]:
    """Columns of a level that is officially without counterpart: below or above, or neither if in between."""
    if not linked or at < min(linked):
        return [0]
    return [destination_levels + 1] if at > max(linked) else []


def _document(table: Referencing, source: str) -> str:
    found = table.source_of(source)
    return RECALLED if found.verification == RECALLED else (found.url or found.citation or RECALLED)
