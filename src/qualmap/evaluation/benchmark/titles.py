"""The titles task: given a title and a country's framework, the level.

Each award whose place was read in a source is taken off its framework in turn. Its title gets a generic type by the
written rule; the type's height on the scale, and the framework's shares of the wall without that award, give a
probability for every level. The framework's own table to the scale stays: in practice it is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from qualmap.catalog import Catalogue
from qualmap.crosswalk.answers import answer_intervals
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.joint import Floats
from qualmap.crosswalk.ladder import Ladder, award_types
from qualmap.crosswalk.link_views import RECALLED
from qualmap.crosswalk.placement import wall
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.level import Progress
from qualmap.evaluation.benchmark.trials import Trial, Trials
from qualmap.evaluation.parameters.calibration import platt
from qualmap.records import Framework, QualificationType
from qualmap.records.text import fold


def titles(folds: Folds, progress: Progress = iter) -> Trials:
    """A trial for every award with a title and a level that were read in a source.

    Parameters are those that were fitted without the framework, in whichever edition.
    """
    each: list[Trial] = []
    for name in progress(folds.engine.levelled):
        engine = Engine(replace(folds.catalogue, parameters=folds.parameters_of(name)), blind=True)
        if name != engine.scale:
            each += _of_framework(engine, name)
    return calibrated(Trials.of(each))


def _of_framework(engine: Engine, name: str) -> Iterator[Trial]:
    framework = engine.frameworks[name]
    awards = [award for award in framework.qualification_types if award.levels and _read(framework, award)]
    ladders = _each_without(engine, framework, awards) if awards else []
    for award, ladder in zip(awards, ladders, strict=True):
        kind = engine.type_of(award)
        probability = _of_title(engine, ladder, kind)
        low, high = answer_intervals(probability, len(framework.codes) + 1, engine.catalogue.parameters.several_ratio)
        answer = frozenset(range(int(low), int(high) + 1)) if kind else frozenset()
        yield Trial(
            origin=name,
            level=award.title,
            destination=name,
            codes=framework.codes,
            rung=0,
            rungs=max(framework.ranks),
            region=framework.region,
            irregular=max(framework.ranks) != engine.top,
            headline=True,
            cluster=framework.id,
            official=frozenset(framework.codes.index(code) + 1 for code in award.levels),
            probability=probability,
            answer=answer,
            confidence=float(probability[list(answer)].sum()) if kind else None,
            known=kind is not None,
            why=f"counts as {kind}" if kind else "no line of the written rule fits the title",
        )


def _read(framework: Framework, award: QualificationType) -> bool:
    return framework.source_of(award.source).verification != RECALLED


def _each_without(engine: Engine, framework: Framework, awards: list[QualificationType]) -> list[Ladder]:
    """The framework's ladder without each of these awards."""
    others = [[other for other in framework.qualification_types if other is not award] for award in awards]
    rest = [framework.model_copy(update={"qualification_types": tuple(each)}) for each in others]
    typed = [award_types(each, engine.type_of, engine.catalogue.assumptions) for each in rest]
    return engine.built(rest, typed)


def _of_title(engine: Engine, ladder: Ladder, kind: str | None) -> Floats:
    """P(level) of an award of some generic type; all levels alike where the rule gives none."""
    mean, variance = (array[0] for array in engine.anchors)
    at = engine.kinds.index(kind) if kind is not None else -1
    if at < 0 or np.isnan(mean[at]):
        even = np.ones(ladder.size + 2)
        even[[0, -1]] = 0
        return even / ladder.size
    edges = wall(engine.top)
    middle = (edges[1:] + edges[:-1]) / 2
    density = np.exp(-0.5 * (middle - mean[at]) ** 2 / variance[at])
    own = ladder.by_all @ density
    own[[0, -1]] = 0  # the award is known to stand on the framework
    return np.asarray(own / own.sum())


def calibrated(trials: Trials) -> Trials:
    """The same trials, each as sure as answers of that mass turned out to be on the other frameworks."""
    right = (trials.answer == trials.official).all(axis=1)
    mass = np.clip(trials.confidence, 1e-6, 1 - 1e-6)
    logit = np.log(mass / (1 - mass))
    names = np.array([trial.cluster for trial in trials.each])
    confidence, known = np.full(len(trials), np.nan), ~np.isnan(trials.confidence)
    for name in np.unique(names[known]):
        mine, others = known & (names == name), known & (names != name)
        if not others.any():
            continue
        intercept, slope = platt(logit[others], right[others])
        confidence[mine] = 1 / (1 + np.exp(-intercept - slope * logit[mine]))
    return replace(trials, confidence=confidence)


def nearest_title(catalogue: Catalogue, trials: Trials) -> dict[int, float | None]:
    """For each trial, the rank whose height is nearest to that of the most similar title on another linked framework.

    Similarity by rapidfuzz's weighted ratio on folded titles.
    """
    from rapidfuzz import fuzz, process

    engine = Engine(catalogue)
    titles_, heights, owners = [], [], []
    for name in engine.levelled:
        framework, direct = engine.frameworks[name], engine.links.direct(name, engine.scale)
        for award in framework.qualification_types if direct else ():
            rows = [framework.codes.index(code) for code in award.levels]
            stands = [(direct[0].low[row] + direct[0].high[row]) / 2 for row in rows if direct[0].reliability[row] > 0]
            if stands:
                titles_.append(fold(award.title))
                heights.append(float(np.mean(stands)))
                owners.append(name)
    alike = process.cdist([fold(trial.level) for trial in trials.each], titles_, scorer=fuzz.WRatio, workers=-1)
    alike[np.array([[trial.origin == owner for owner in owners] for trial in trials.each])] = -1
    found: dict[int, float | None] = {}
    for trial, best in zip(trials.each, alike.argmax(axis=1), strict=True):
        ladder = engine.ladder(trial.origin)
        level = int(np.abs(ladder.mean[ladder.rung] - heights[best]).argmin())
        found[id(trial)] = float(level + 1)
    return found
