"""Link evidence between two ladders: tables read in either direction, and paths through other frameworks.

A table is read as intervals of columns: for each level of one ladder, the lowest and highest column of the
other that it may stand at, and how reliable that is. Columns count ``below`` as 0, the levels in rank order
from 1, ``above`` last. Intervals compose along a path by taking images, so a path is never more precise
than its parts, and its reliability is their product: never above its weakest step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qualmap.records import Assumptions, Framework, Link, Referencing
from qualmap.records.referencing import is_official, reliability

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

RECALLED = "recalled"
"""All that is recalled counts as one document: memories are not independent."""
NO_ROW = -1


class Row(NamedTuple):
    """What one view says of one level of its origin.

    ``low`` and ``high``: the columns of the destination that it may stand at. ``reliability``: 0 where nothing is said.
    ``official``: whether a source states it. ``named``: whether a row names the level, or only its place among those
    that are named speaks. ``denied``: an authority says that the level has no counterpart though its neighbours have;
    it is between levels, and its interval says nothing. ``links``: the recorded ones behind it; none for a path.
    """

    view: View
    level: str
    low: int
    high: int
    reliability: float
    official: bool
    named: bool
    denied: bool
    links: tuple[Link, ...]

    @property
    def tables(self) -> tuple[Referencing, ...]:
        """Those of the view."""
        return self.view.tables

    @property
    def documents(self) -> frozenset[str]:
        """Those of the view."""
        return self.view.documents

    @property
    def columns(self) -> tuple[int, ...]:
        """The exact columns that a direct row names."""
        named = [link.level for link in self.links] if self.view.backwards else self.links[0].targets
        return tuple(sorted(self.view.targets.index(code) + 1 for code in named)) or (self.low,)

    @property
    def span(self) -> str:
        """The levels that it may stand at, in words."""
        names = ("below", *self.view.targets, "above")
        return names[self.low] if self.low == self.high else f"{names[self.low]} to {names[self.high]}"

    def holds(self, columns: Sequence[int]) -> bool:
        """Whether the level may stand at all of these columns."""
        return self.low <= min(columns) and max(columns) <= self.high

    def agrees(self, columns: Sequence[int], *, exactly: bool) -> bool:
        """Whether a table's answer holds all of these columns; none of them, if it says that there is none.

        ``exactly``: it must name no others. A table that is read backwards may name fewer, as it may leave levels out.
        """
        if not columns or self.denied:
            return self.denied and not columns
        if not exactly or not self.named:
            return self.holds(columns)
        first, last = min(columns), max(columns)
        inside = first <= self.low and self.high <= last
        return (self.low, self.high) == (first, last) or (self.view.backwards and inside)


@dataclass(frozen=True)
class View:
    """One table read from ``origin`` to ``destination`` (or a path, when it has several tables).

    ``levels``: the origin's, ``targets``: the destination's. The arrays hold what ``at`` gives for one level, for all
    of them in order; ``low`` and ``high`` are ``NO_ROW`` where nothing is said.
    """

    origin: str
    destination: str
    levels: tuple[str, ...]
    targets: tuple[str, ...]
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

    @property
    def backwards(self) -> bool:
        """Whether a direct view reads its table from destination to origin.

        A table may leave levels out; read backwards, it then names fewer than there are, and contradicts nobody.
        """
        return self.origin != self.tables[0].origin

    def at(self, level: str) -> Row:
        """What the view says of one level of its origin."""
        at = self.levels.index(level)
        return Row(
            self,
            level,
            int(self.low[at]),
            int(self.high[at]),
            float(self.reliability[at]),
            bool(self.official[at]),
            bool(self.named[at]),
            bool(self.denied[at]),
            self._links(level),
        )

    def _links(self, level: str) -> tuple[Link, ...]:
        """The recorded links behind one level, in whichever direction they are read; none for a path."""
        if self.via:
            return ()
        links = self.tables[0].links
        return tuple(link for link in links if (level in link.targets if self.backwards else link.level == level))


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
    ends = str(origin.ref), str(destination.ref), origin.codes, destination.codes
    return View(*ends, (), (table,), documents_of(table), low, high, weight, official, weight > 0, denied)


def with_ends(view: View) -> tuple[Ints, Ints, Ints, Floats]:
    """Rows, intervals and reliabilities of a view, with what it implies for ``below`` and ``above``.

    An award below the lowest level stands below what that level is given to, one above the highest above it.
    """
    at, last = np.flatnonzero(view.reliability > 0), len(view.targets) + 1
    low, high, trust = view.low[at], view.high[at], view.reliability[at]
    first, final = max(int(low.min()) - 1, 0), min(int(high.max()) + 1, last)
    return (
        np.concatenate([[0], at + 1, [len(view.levels) + 1]]),
        np.concatenate([[0], low, [final]]),
        np.concatenate([[first], high, [last]]),
        np.concatenate([trust[:1], trust, trust[-1:]]),
    )


def _kept(view: View) -> Floats:
    """For each destination level, the share of its mass that comes from the origin levels that are given to it.

    Rows that a source does not state officially leak to neighbouring columns, the more the less reliable they are;
    read backwards, a level is only as sure as what does not leak to it from elsewhere.
    """
    rows, low, high, trust = with_ends(view)
    columns = np.arange(len(view.targets) + 2)
    away = np.maximum(low[:, None] - columns, 0) + np.maximum(columns - high[:, None], 0)
    stated = np.concatenate([[True], view.official[rows[1:-1] - 1], [True]])
    # Probabilities that fall by (1 - t) / (1 + t) with each step to either side leave just t in the middle.
    leak = np.where(stated, 0.0, (1 - trust) / (1 + trust))[:, None]
    mass = leak**away
    mass /= mass.sum(axis=1, keepdims=True)
    return np.asarray((mass * (away == 0)).sum(axis=0) / np.maximum(mass.sum(axis=0), 1e-12))[1:-1]


def inverse_view(view: View, inversion_gap: float) -> View:
    """The same table read backwards.

    A destination level that no row names lies between the levels that its neighbours are given to.
    """
    count, levels = len(view.levels), len(view.targets)
    low, high = np.full(levels, NO_ROW), np.full(levels, NO_ROW)
    weight, official, stated = np.zeros(levels), np.zeros(levels, bool), np.zeros(levels, bool)
    named = np.flatnonzero(view.reliability > 0)
    kept = _kept(view) if len(named) else np.zeros(levels)
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
    ends = view.destination, view.origin, view.targets, view.levels
    denied = np.zeros_like(stated)
    return View(*ends, view.via, view.tables, view.documents, low, high, weight, official, stated, denied)


def compose(first: View, second: View) -> View:
    """The path that takes ``first`` and then ``second``."""
    kept = (
        (first.reliability > 0) & (first.low >= 1) & (first.high <= len(second.levels))
    )  # else it leaves the ladder between
    width = int((first.high - first.low)[kept].max(initial=0))
    at = first.low[:, None] - 1 + np.arange(width + 1)
    beyond = at >= first.high[:, None]
    at = np.where(kept[:, None] & ~beyond, at, 0)
    trust = second.reliability[at]
    kept &= ((trust > 0) | beyond).all(axis=1)  # else it meets a level that the second table is silent on
    low = np.where(beyond, 10_000, second.low[at]).min(axis=1)
    high = np.where(beyond, NO_ROW, second.high[at]).max(axis=1)
    weight = np.where(beyond, 1.0, trust).min(axis=1)
    official = first.official & (second.official[at] | beyond).all(axis=1)
    named = first.named & (second.named[at] | beyond).all(axis=1)
    low, high = np.where(kept, low, NO_ROW), np.where(kept, high, NO_ROW)
    weight = np.where(kept, first.reliability * weight, 0.0)
    official, named = official & kept, named & kept
    ends = first.origin, second.destination, first.levels, second.targets
    via, tables = (*first.via, first.destination, *second.via), first.tables + second.tables
    documents = first.documents | second.documents
    return View(*ends, via, tables, documents, low, high, weight, official, named, np.zeros_like(named))


def _unlinked(at: int, linked: Sequence[int], destination_levels: int) -> list[int]:
    """Columns of a level that is officially without counterpart: below or above, or neither if in between."""
    if not linked or at < min(linked):
        return [0]
    return [destination_levels + 1] if at > max(linked) else []


def documents_of(table: Referencing) -> frozenset[str]:
    """The source documents that a table was read from; all that is recalled is one document."""
    return frozenset(source.document or RECALLED for source in table.sources)


def left_open(views: Sequence[View], gaps: int) -> NDArray[np.bool_]:
    """(levels, gaps): between which neighbouring columns these views of one pair prefer neither.

    A view leaves the choice open between the levels of its interval, unless another that shares a column
    with it chooses there. One that shares none says that all of them are wrong, and nothing of the choice between
    them. No view leaves open whether an award stands on the ladder or off it.
    """
    low, high = np.array([view.low for view in views]), np.array([view.high for view in views])
    last = len(views[0].targets) + 1
    gap = np.arange(gaps)
    spans = (low[..., None] <= gap) & (gap < high[..., None])
    shares = (low[:, None] <= high) & (low <= high[:, None]) & (low != NO_ROW)
    chosen = (shares[..., None] & ~spans).any(axis=1)
    return np.asarray((spans & ~chosen & (gap > 0) & (gap < last - 1)).any(axis=0))
