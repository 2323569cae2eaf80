"""The level task: every framework with links to the scale is hidden in turn, and predicted from the rest.

For each framework, all tables that touch it or its kin (other editions, and frameworks that share a source document)
are taken out of the catalogue; heights of award types, parameters and calibration are fitted again without them; and
the engine that users call answers. Award types come from the written rule alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from qualmap.crosswalk.answers import Answer, Forced, LinkEvidence, forced
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.placement import GRIDS
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.trials import Trial
from qualmap.evaluation.parameters.training import Training
from qualmap.records import Framework

Progress = Callable[[Iterable[str]], Iterable[str]]


def leave_one_out(folds: Folds, progress: Progress = iter) -> Iterator[Trial]:
    """A trial for every level with a link to the scale, headline truth or not."""
    engine = folds.engine
    scale = engine.frameworks[engine.scale]
    for name in progress(folds.known.names):
        blind = folds.blind(name)
        found = forced(blind, engine.frameworks[name], scale)
        yield from judged(blind, found, folds, name)


def official(folds: Folds) -> Iterator[Trial]:
    """The links to the scale as trials that nobody has answered: for what needs only to know how often it is right."""
    engine = folds.engine
    for name in folds.known.names:
        framework, columns = engine.frameworks[name], len(engine.frameworks[engine.scale].codes) + 2
        nothing = [Answer(LinkEvidence(code, (), ()), (), (), "inferred", 0.0) for code in framework.codes]
        silent = [Forced(answer, np.full(columns, 1 / columns), False) for answer in nothing]
        yield from judged(engine, silent, folds, name)


def judged(blind: Engine, found: Sequence[Forced], folds: Folds, name: str) -> Iterator[Trial]:
    """The answers for a framework beside what its table to the scale says."""
    known, engine = folds.known, folds.engine
    at, framework, truth = known.names.index(name), engine.frameworks[name], known.truth
    odd = is_irregular(known, at)
    for row, one in enumerate(found, start=1):
        if truth.linked[at, row]:
            yield Trial(
                origin=name,
                level=one.level,
                destination=engine.scale,
                codes=engine.frameworks[engine.scale].codes,
                rung=framework.ranks[row - 1],
                rungs=max(framework.ranks),
                region=framework.region,
                irregular=odd,
                headline=bool(truth.printed[at, row]),
                cluster=folds.clusters[name],
                official=frozenset(range(int(truth.low[at, row]), int(truth.high[at, row]) + 1)),
                probability=one.probability,
                answer=frozenset(one.answer.columns),
                confidence=one.answer.confidence,
                known=one.known,
                why=because(blind, framework, one.level),
            )


def because(engine: Engine, framework: Framework, code: str) -> str:
    """What an answer rests on: the award types of the level and how the ladder seems to be cut."""
    mean = engine.anchors[0][0]
    said = []
    for award in framework.awards[code]:
        kind = engine.type_of(award)
        at = engine.kinds.index(kind) if kind else -1
        if at >= 0 and not np.isnan(mean[at]):
            said.append(f"{award.title} counts as {kind}, elsewhere at {mean[at]:.1f}")
    ladder = engine.ladder(str(framework.ref))
    shares = ", ".join(f"{grid} {share:.2f}" for grid, share in zip(GRIDS, ladder.grids, strict=True))
    return f"{'; '.join(said) or 'no typed award on this level'}; grids: {shares}"


def is_irregular(known: Training, at: int) -> bool:
    """Whether a ladder has other than as many ranks as the scale, or a level that is not at its printed number."""
    printed = known.rungs.printed[at]
    if known.rungs.count[at] != known.top or np.isnan(printed[0]):
        return True
    rows = np.flatnonzero(known.truth.linked[at])
    number = printed[known.ranks[at, rows] - 1]
    return bool(((number < known.truth.low[at, rows]) | (number > known.truth.high[at, rows])).any())
