"""The composed task: tables between two frameworks are hidden, and predicted through other frameworks.

A path that was read from the same document as the hidden table does not count: every table that shares a document
with it is hidden too. Only levels that some path speaks of are scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qualmap.crosswalk.answers import forced
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.link_views import RECALLED, Row, View, documents_of
from qualmap.evaluation.benchmark.baselines import Guess
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.level import Progress
from qualmap.evaluation.benchmark.trials import Trial
from qualmap.records import Referencing


def composed(folds: Folds, progress: Progress = iter) -> Iterator[tuple[Trial, int | None]]:
    """A trial for every level of a hidden table that paths speak of, and what a mapping reasoner would say.

    Parameters are those that were fitted without the table's origin and its kin.
    """
    catalogue, whole = folds.catalogue, folds.engine
    followed: dict[str, Referencing] = {}
    for table in catalogue.tables:
        if table.status != "succession":
            for view in whole.links.direct(table.origin, table.destination)[:1]:
                followed["|".join(sorted((view.origin, view.destination)))] = view.tables[0]
    for name in progress(sorted(followed)):
        table = followed[name]
        parameters = folds.parameters_of(table.origin)
        tables = tuple(kept(catalogue.tables, table))
        engine = Engine(replace(catalogue, tables=tables, parameters=parameters), blind=True)
        paths = engine.links.paths(table.origin, table.destination)
        if paths:
            yield from _judged(engine, whole, table, paths)


def kept(tables: Iterable[Referencing], hidden: Referencing) -> Iterator[Referencing]:
    """The tables that stand when one is hidden: not between the same two, and read from other documents."""
    ends, documents = {hidden.origin, hidden.destination}, documents_of(hidden) - {RECALLED}
    for table in tables:
        if {table.origin, table.destination} != ends and not documents & documents_of(table):
            yield table


def _judged(engine: Engine, whole: Engine, table: Referencing, paths: list[View]) -> Iterator[tuple[Trial, int | None]]:
    origin, destination = engine.frameworks[table.origin], engine.frameworks[table.destination]
    truth = next(view for view in whole.links.direct(table.origin, table.destination) if view.tables[0] is table)
    found = forced(engine, origin, destination)
    links = {link.level: link for link in table.links}
    for one, rank in zip(found, origin.ranks, strict=True):
        link = links.get(one.level)
        backing = [row for row in (path.at(one.level) for path in paths) if row.reliability > 0 and row.named]
        if link is None or not backing or truth.at(one.level).reliability == 0:
            continue
        source = table.source_of(link.source)
        columns = [destination.codes.index(code) + 1 for code in link.targets]
        trial = Trial(
            origin=table.origin,
            level=one.level,
            destination=table.destination,
            codes=destination.codes,
            rung=rank,
            rungs=max(origin.ranks),
            region=origin.region,
            irregular=max(origin.ranks) != max(destination.ranks),
            headline=link.claim == "pair" and source.verification != RECALLED,
            cluster=source.document or table.id,
            official=frozenset(columns or [truth.at(one.level).low]),
            probability=one.probability,
            answer=frozenset(one.answer.columns),
            confidence=one.answer.confidence,
            known=one.known,
            why="; ".join(
                " > ".join((path.origin, *path.via, path.destination)) for path in (row.view for row in backing)
            ),
        )
        yield trial, noisy_or(backing)


def noisy_or(chains: Iterable[Row]) -> int | None:
    """The column that chaining finds likeliest: every chain votes for each column of its interval.

    Chains are taken as independent whatever they share: one minus the product of the doubts.
    """
    doubt: dict[int, float] = {}
    for chain in chains:
        for column in range(chain.low, chain.high + 1):
            doubt[column] = doubt.get(column, 1.0) * (1 - chain.reliability)
    return min(doubt, key=lambda column: (doubt[column], column), default=None)


def chaining(said: dict[int, int | None]) -> Guess:
    """The noisy-or baseline, from what it said of each trial (by its identity)."""
    return lambda trial: said[id(trial)]
