"""Link evidence between two ladders: tables read in either direction, and paths through other frameworks.

A table is read as intervals of columns: for each level of one ladder, the lowest and highest column of the
other that it may stand at, and how reliable that is. Columns count ``below`` as 0, the levels in rank order
from 1, ``above`` last. Intervals compose along a path by taking images, so a path is never more precise
than its parts, and its reliability is their product: never above its weakest step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualmap.records import Assumptions, Framework, Link, Referencing
from qualmap.records.referencing import is_official, reliability

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

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


def read_backwards(view: View) -> bool:
    """Whether a direct view reads its table from destination to origin.

    A table may leave levels out; read backwards, it then names fewer than there are, and contradicts nobody.
    """
    return view.origin != view.tables[0].origin


def links_behind(view: View, code: str) -> list[Link]:
    """The recorded links behind one level of a direct view, in whichever direction it is read."""
    links = view.tables[0].links
    return [link for link in links if (code in link.targets if read_backwards(view) else link.level == code)]


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
    documents = documents_of(table)
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
    kept = (first.reliability > 0) & (first.low >= 1) & (first.high <= levels)  # else it leaves the ladder between
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


def _unlinked(at: int, linked: Sequence[int], destination_levels: int) -> list[int]:
    """Columns of a level that is officially without counterpart: below or above, or neither if in between."""
    if not linked or at < min(linked):
        return [0]
    return [destination_levels + 1] if at > max(linked) else []


def documents_of(table: Referencing) -> frozenset[str]:
    """The source documents that a table was read from; all that is recalled is one document."""
    return frozenset(source.document or RECALLED for source in table.sources)


def left_open(intervals: Ints, last: int, gaps: int) -> NDArray[np.bool_]:
    """(rows, gaps): between which neighbouring levels the sources prefer neither.

    ``intervals`` (views, 2, rows): the lowest and the highest column that each view names; ``last``: the column
    ``above``. A view leaves the choice open between the levels of its interval, unless another that shares a column
    with it chooses there. One that shares none says that all of them are wrong, and nothing of the choice between
    them. No view leaves open whether an award stands on the ladder or off it.
    """
    low, high = intervals[:, 0], intervals[:, 1]
    gap = np.arange(gaps)
    spans = (low[..., None] <= gap) & (gap < high[..., None])
    shares = (low[:, None] <= high) & (low <= high[:, None]) & (low != NO_ROW)
    chosen = (shares[..., None] & ~spans).any(axis=1)
    return np.asarray((spans & ~chosen & (gap > 0) & (gap < last - 1)).any(axis=0))
