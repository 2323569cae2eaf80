"""The whole benchmark, as one tree of figures: the JSON contract of ``qualmap benchmark``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from qualmap.catalog import Catalogue
from qualmap.evaluation.benchmark.baselines import alike_descriptors, anchors_alone, by_number, scored
from qualmap.evaluation.benchmark.composed import chaining, composed
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.level import leave_one_out
from qualmap.evaluation.benchmark.metrics import paired, per_trial, reliability, risk_coverage, rounded, scores, within
from qualmap.evaluation.benchmark.titles import nearest_title, titles
from qualmap.evaluation.benchmark.trials import Trial, Trials

ENGINE = "engine"
WORST = 20
Progress = Callable[[str, Iterable[str]], Iterable[str]]
"""Shows how far a task has come: its name, and what it works through."""
Groups = dict[str, Callable[[Trial], bool]]
Answered = Mapping[str, Trials | None]


def quietly(_: str, names: Iterable[str]) -> Iterable[str]:
    """No progress shown."""
    return names


def benchmark(catalogue: Catalogue, *, min_confidence: float = 0.0, progress: Progress = quietly) -> dict[str, Any]:
    """Every figure of the benchmark; ``min_confidence``: abstain below it. See docs/benchmark.md."""
    folds = Folds(catalogue)
    everything = Trials.of(leave_one_out(folds, lambda names: progress("level", names)))
    headline = everything.where([trial.headline for trial in everything.each])
    rest = everything.where([not trial.headline for trial in everything.each])
    answered = level_answers(folds, headline)
    through = list(composed(folds, lambda names: progress("composed", names)))
    hops = Trials.of(trial for trial, _ in through if trial.headline)
    said = {id(trial): column for trial, column in through}
    named = titles(folds, lambda names: progress("titles", names))
    alike = nearest_title(catalogue, named)
    tasks: dict[str, Answered] = {
        "level": answered,
        "composed": {ENGINE: hops} | by_number(hops) | {"noisy-or chaining": scored(hops, chaining(said))},
        "titles": {ENGINE: named, "nearest title": scored(named, lambda trial: alike[id(trial)])},
    }
    tree = {name: table(answers, min_confidence) for name, answers in tasks.items()}
    return assembled(tree, table({ENGINE: rest}, min_confidence), answered, min_confidence)


def level_answers(folds: Folds, trials: Trials) -> dict[str, Trials | None]:
    """The engine and its baselines on the level task.

    A mapping reasoner has nothing to chain once a framework's links are hidden.
    """
    alike = alike_descriptors(folds.descriptors())
    others: dict[str, Trials | None] = {
        "type anchors alone": scored(trials, anchors_alone(folds.seen_by_types())),
        "noisy-or chaining": None,
        "fuzzy descriptors": scored(trials, alike) if alike is not None else None,
    }
    return {ENGINE: trials} | by_number(trials) | others


def assembled(
    tasks: dict[str, Any], second: dict[str, Any], answered: Answered, min_confidence: float
) -> dict[str, Any]:
    """The tree of the contract."""
    trials = answered[ENGINE]
    assert trials is not None
    return {
        "tasks": tasks,
        "second_table": second,
        "paired": compared(answered),
        "reliability": reliability(trials),
        "risk_coverage": risk_coverage(trials),
        "worst": worst(trials),
        "min_confidence": min_confidence,
    }


def table(answers: Answered, min_confidence: float = 0.0) -> dict[str, dict[str, Any]]:
    """Scores by who answers and by group of trials; the engine abstains below ``min_confidence``."""
    found: dict[str, dict[str, Any]] = {}
    trials = answers[ENGINE]
    assert trials is not None
    groups = grouped(trials)
    for name, its in answers.items():
        if its is None:
            nothing = scores(trials.where(np.zeros(len(trials), bool)))
            found[name] = dict.fromkeys(groups, nothing)
            continue
        kept = within(its, min_confidence) if name == ENGINE and min_confidence > 0 else np.ones(len(its), bool)
        found[name] = {
            group: scores(its.where(kept & np.array([belongs(trial) for trial in its.each], bool)))
            for group, belongs in groups.items()
        }
    return found


def grouped(trials: Trials) -> Groups:
    """All trials, those on irregular ladders, and those of each region."""

    def of(region: str) -> Callable[[Trial], bool]:
        return lambda trial: trial.region == region

    regions: Groups = {region: of(region) for region in sorted({trial.region for trial in trials.each})}
    return {"all": lambda _: True, "irregular": lambda trial: trial.irregular} | regions


def compared(answered: Answered) -> dict[str, Any]:
    """The engine against the best baseline that answers every trial, trial by trial: by top-1 and by log loss."""
    trials = answered[ENGINE]
    others = {
        name: its
        for name, its in answered.items()
        if trials is not None and its is not None and name != ENGINE and its.each == trials.each
    }
    if trials is None or not len(trials) or not others:
        return {"baseline": None, "top1": None, "log_loss": None, "log_loss_ratio": None}
    ours, theirs = per_trial(trials), {name: per_trial(its) for name, its in others.items()}
    best = min(theirs, key=lambda name: (-(theirs[name].error == 0).mean(), name))
    least = min(theirs, key=lambda name: (theirs[name].log_loss.mean(), name))
    clusters = [trial.cluster for trial in trials.each]
    hits = (ours.error == 0).astype(float), (theirs[best].error == 0).astype(float)
    return {
        "baseline": best,
        "top1": paired(*hits, clusters),
        "log_loss": paired(ours.log_loss, theirs[least].log_loss, clusters),
        "log_loss_ratio": rounded(ours.log_loss.mean() / theirs[least].log_loss.mean()),
    }


def worst(trials: Trials) -> list[dict[str, Any]]:
    """The answers that were wrong, the dearest in log loss first, and what they rested on."""
    each = per_trial(trials)
    order = sorted(np.flatnonzero(each.exact == 0).tolist(), key=lambda at: (-each.log_loss[at], at))
    found = []
    for at in order[:WORST]:
        trial = trials.each[at]
        names = ("below", *trial.codes, "above")
        found.append(
            {
                "framework": trial.origin,
                "level": trial.level,
                "destination": trial.destination,
                "official": [names[column] for column in sorted(trial.official)],
                "answer": [names[column] for column in sorted(trial.answer)],
                "likeliest": names[int(trial.probability.argmax())],
                "confidence": None if trial.confidence is None else rounded(trial.confidence),
                "probability_of_official": rounded(float(trial.probability[sorted(trial.official)].sum())),
                "log_loss": rounded(float(each.log_loss[at])),
                "known": trial.known,
                "why": trial.why,
            }
        )
    return found
