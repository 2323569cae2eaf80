"""The level task: every framework with links to the scale is hidden in turn, and predicted from the rest.

For each framework, all tables that touch it or its kin (other editions, and frameworks that share a source document)
are taken out of the catalogue; heights of award types, parameters and calibration are fitted again without them; and
the engine that users call answers. Award types come from the written rule alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from qualmap._version import __version__
from qualmap.benchmark.trials import Trial, columns_of
from qualmap.catalog import Catalogue
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.fit import refits
from qualmap.crosswalk.mapping import crosswalk
from qualmap.crosswalk.training import Training, arrange, kin
from qualmap.records import Crosswalk, Framework, Parameters, Referencing

Progress = Callable[[Iterable[str]], Iterable[str]]


def without(catalogue: Catalogue, hidden: Iterable[str], parameters: Parameters) -> Catalogue:
    """A catalogue without the tables that touch some frameworks, and with other parameters."""
    names = set(hidden)
    tables = tuple(table for table in catalogue.tables if not {table.origin, table.destination} & names)
    return replace(catalogue, tables=tables, parameters=parameters)


def answers(catalogue: Catalogue, origin: Framework, destination: Framework, extra: tuple[Framework, ...] = ()) -> Crosswalk:
    """What the engine says, with award types by the written rule."""
    return crosswalk(Engine(catalogue, extra, blind=True), origin, destination, __version__, catalogue.version)


def leave_one_out(catalogue: Catalogue, progress: Progress = iter) -> Iterator[Trial]:
    """A trial for every level with a link to the scale, headline truth or not."""
    engine = Engine(catalogue)
    known, names = arrange(engine), engine.levelled
    related = kin(names, engine)
    row = {name: at for at, name in enumerate(names)}
    fitted = dict(zip(known.names, refits(known, catalogue.parameters, known.kin), strict=True))
    scale = engine.frameworks[engine.scale]
    for name in progress(known.names):
        hidden = [other for other, is_kin in zip(names, related[row[name]], strict=True) if is_kin]
        found = answers(without(catalogue, hidden, fitted[name]), engine.frameworks[name], scale)
        table = engine.links.direct(name, engine.scale)[0].tables[0]
        yield from judged(found, known, name, engine, table)


def judged(found: Crosswalk, known: Training, name: str, engine: Engine, table: Referencing) -> Iterator[Trial]:
    """The answers for a framework beside what its table to the scale says."""
    at, framework, truth = known.names.index(name), engine.frameworks[name], known.truth
    codes = engine.frameworks[engine.scale].codes
    sources = {link.level: link.source for link in table.links}
    odd = is_irregular(known, at)
    for row, mapping in enumerate(found.mappings, start=1):
        if truth.linked[at, row]:
            probability, answer = columns_of(mapping, codes)
            source = table.source_of(sources[mapping.origin_level])
            yield Trial(
                name,
                mapping.origin_level,
                engine.scale,
                framework.ranks[row - 1],
                max(framework.ranks),
                framework.region,
                odd,
                bool(truth.printed[at, row]),
                source.url or source.citation or table.id,
                frozenset(range(int(truth.low[at, row]), int(truth.high[at, row]) + 1)),
                probability,
                answer,
                mapping.confidence,
            )


def is_irregular(known: Training, at: int) -> bool:
    """Whether a ladder has other than as many ranks as the scale, or a level that is not at its printed number."""
    printed = known.rungs.printed[at]
    if known.rungs.count[at] != known.top or np.isnan(printed[0]):
        return True
    rows = np.flatnonzero(known.truth.linked[at])
    number = printed[known.ranks[at, rows] - 1]
    return bool(((number < known.truth.low[at, rows]) | (number > known.truth.high[at, rows])).any())
