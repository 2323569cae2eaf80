"""qualmap beside SeMRA, the Semantic Mapping Reasoner and Assembler, in one run: answers, accuracy, calibration, time.

    python benchmarks/semra_side_by_side.py [--all] [--format json] [--environment FOLDER] [--quick]

The first run installs SeMRA from PyPI in an environment of its own, in the user's cache folder (about a minute). A
run takes about ten minutes, nearly all of them SeMRA's; ``--quick`` leaves out the slowest runs.

The composed task: every table between two frameworks is hidden in turn, with every table that was read from one of its
documents, and predicted through the rest. SeMRA is given exactly the links that qualmap has left, each with the
reliability that qualmap gives it, and infers inversions and chains. Its answer for a level is every destination level
to which it gives its highest confidence. Two readings of the links are tried: with the predicate that each relation
calls for, and each as an exact match (see ``semra_jobs.py``).

What favours SeMRA: its import, the making of its objects and their reading are not timed; on the composed task it
works only on the frameworks that a chain between the two can touch (its own ``keep_prefixes``), and with a prefix map
of ours alone (not a documented setting, but the same answers many times faster). What it was not given, because it has
no place for them: the order of the levels, awards, and statements that a level has no counterpart. What qualmap's
time covers: it builds its engine anew for every hidden table, and it also gives every level a distribution.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from semra_jobs import CHAIN, EVERY_COMPONENT, READINGS, Job, answered, asked, given, likeliest_right, numbers
from semra_text import text

from qualmap.catalog import Catalogue, read_catalogue
from qualmap.crosswalk.engine import Engine
from qualmap.evaluation.benchmark.composed import composed
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.metrics import (
    interval,
    numbered,
    paired,
    per_trial,
    perfect,
    resamples,
    rounded,
    scores,
)
from qualmap.evaluation.benchmark.trials import Trial, Trials

PEER = "semra==0.3.0"
SURE = 0.999
TARGET = 1000
ROUNDS = 3
WHOLE = (
    ("chains up to 2, light prefix map", 2, EVERY_COMPONENT, True),
    ("chains up to 3, light prefix map", 3, EVERY_COMPONENT, True),
    ("chains up to 3, as installed", 3, EVERY_COMPONENT, False),
    ("its defaults (up to 5, components up to 100 levels), as installed", None, None, False),
    ("chains up to 5, all components, as installed", 5, EVERY_COMPONENT, False),
)
"""How SeMRA is run on the whole catalogue: name, longest chain, largest component, light prefix map."""


# -- SeMRA --------------------------------------------------------------------------------------


def peer_python(folder: Path) -> Path:
    """A Python with SeMRA installed; made in ``folder`` unless it is there."""
    python = folder / "bin" / "python"
    if not (folder / "installed").exists():
        print(f"installing {PEER} in {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PEER], check=True)
        (folder / "installed").touch()
    return python


def cache_folder() -> Path:
    """Where SeMRA's environment is kept between runs."""
    caches = os.environ.get("XDG_CACHE_HOME")
    return (Path(caches) if caches else Path.home() / ".cache") / "qualmap" / PEER


def ask_peer(python: Path, frameworks: int, jobs: Sequence[Job]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What SeMRA says of itself, and its result of each job, all in one process."""
    request = json.dumps({"frameworks": frameworks, "jobs": [job.tree() for job in jobs]})
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    worker = [python, Path(__file__).with_name("semra_worker.py")]
    ran = subprocess.run(worker, input=request, text=True, stdout=subprocess.PIPE, check=True, env=environment)
    about, *results = map(json.loads, ran.stdout.splitlines())
    if len(results) != len(jobs):
        raise RuntimeError(f"SeMRA's worker gave {len(results)} results for {len(jobs)} jobs")
    return about, results


# -- the composed task --------------------------------------------------------------------------


def fastest(action: Callable[[], object]) -> float:
    """Seconds of the least disturbed of a few runs."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def composed_answers(
    catalogue: Catalogue, ours: Sequence[Trial], results: dict[str, list[dict[str, Any]]]
) -> dict[str, Trials]:
    """The same trials as everyone answers them, by who answers."""
    found = {"qualmap": Trials.of(ours)}
    pairs = pairs_of(ours)
    for reading, each in results.items():
        said = {pair: result["said"] for pair, result in zip(pairs, each, strict=True)}
        theirs = []
        for trial in ours:
            column = catalogue.frameworks[trial.origin].codes.index(trial.level) + 1
            theirs.append(answered(trial, column, said[trial.origin, trial.destination]))
        found[f"SeMRA, {reading}"] = Trials.of(theirs)
    return found


def pairs_of(trials: Iterable[Trial]) -> list[tuple[str, str]]:
    """The pairs whose table was hidden, in order."""
    return list(dict.fromkeys((trial.origin, trial.destination) for trial in trials))


def judged(trials: Trials) -> dict[str, object]:
    """Accuracy over all levels (no answer is wrong), calibration over the answers that claim a confidence."""
    exact = per_trial(trials).exact
    clusters = numbered([trial.cluster for trial in trials.each])
    claims = ~np.isnan(trials.confidence)
    confidence, right = trials.confidence[claims], exact[claims]
    sure = confidence >= SURE
    usual = scores(trials)
    return {
        "n": len(trials),
        "clusters": usual["clusters"],
        "answered": int(claims.sum()),
        "exact": usual["exact"],
        "exact_interval": interval(exact, clusters, resamples(clusters)),
        "top1": rounded(float(np.mean([likeliest_right(trial) for trial in trials.each]))),
        "confidence": rounded(confidence.mean()) if len(confidence) else None,
        "hit_rate": rounded(right.mean()) if len(right) else None,
        "brier": rounded(((confidence - right) ** 2).mean()) if len(right) else None,
        "ece": usual["ece"],
        "ece_interval": usual["ece_interval"],
        "ece_perfect": rounded(perfect(confidence).mean()) if len(confidence) else None,
        "sure": int(sure.sum()),
        "sure_and_wrong": int((sure & (right == 0)).sum()),
    }


def rows(answers: dict[str, Trials]) -> list[dict[str, Any]]:
    """Level by level: what is official, and what everyone says with which confidence."""
    found = []
    for each in zip(*(trials.each for trials in answers.values()), strict=True):
        names = ("below", *each[0].codes, "above")
        said = {
            who: {
                "answer": [names[column] for column in sorted(trial.answer)],
                "confidence": None if trial.confidence is None else rounded(trial.confidence),
                "right": trial.answer == trial.official,
            }
            for who, trial in zip(answers, each, strict=True)
        }
        official = [names[column] for column in sorted(each[0].official)]
        where = {"origin": each[0].origin, "level": each[0].level, "destination": each[0].destination}
        found.append(where | {"official": official, "said": said})
    return found


# -- everything ---------------------------------------------------------------------------------


def solve_all(catalogue: Catalogue) -> int:
    """Have qualmap answer all ordered pairs of frameworks with levels; how many pairs there are."""
    engine = Engine(catalogue)
    pairs = [engine.pair(one, other) for one, other in itertools.combinations(engine.levelled, 2)]
    engine.solve(pairs)
    return 2 * len(pairs)


def side_by_side(catalogue: Catalogue, python: Path, *, quick: bool = False) -> dict[str, Any]:
    """All figures of one run."""
    folds = Folds(catalogue)
    ours = [trial for trial, _ in composed(folds) if trial.headline]
    pairs, frameworks = pairs_of(ours), len(numbers(catalogue))
    jobs = {reading: asked(catalogue, pairs, reading) for reading in READINGS}
    results = {reading: ask_peer(python, frameworks, each)[1] for reading, each in jobs.items()}
    answers = composed_answers(catalogue, ours, results)
    exact = {who: per_trial(trials).exact for who, trials in answers.items()}
    clusters = [trial.cluster for trial in ours]

    links = given(catalogue, catalogue.tables, "relations")
    ways = WHOLE[:2] if quick else WHOLE
    whole = [Job(links, None, None, cutoff, largest, light) for _, cutoff, largest, light in ways]
    about, ran = ask_peer(python, frameworks, whole)
    our_whole = fastest(lambda: solve_all(catalogue))
    return {
        "peer": PEER,
        "about": about,
        "composed": {
            "tables": len(pairs),
            "chain": CHAIN,
            "scores": {who: judged(trials) for who, trials in answers.items()},
            "exact_difference": {who: paired(exact["qualmap"], exact[who], clusters) for who in answers},
            "seconds": {"qualmap": fastest(lambda: list(composed(folds)))}
            | {f"SeMRA, {reading}": sum(each["seconds"] for each in results[reading]) for reading in READINGS},
            "rows": rows(answers),
        },
        "catalogue": {
            "links": len(links),
            "ordered_pairs": solve_all(catalogue),
            "qualmap_seconds": our_whole,
            "target": TARGET,
            "semra": [
                {"run": way[0], "ratio": result["seconds"] / our_whole}
                | {name: result[name] for name in ("seconds", "chained", "sure")}
                for way, result in zip(ways, ran, strict=True)
            ],
        },
    }


def main() -> int:
    """Run both and print."""
    parser = argparse.ArgumentParser(description="qualmap beside SeMRA: answers, accuracy, calibration and time")
    parser.add_argument("--all", action="store_true", help="every level, not only those where someone is wrong")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--environment", type=Path, default=cache_folder(), help="where SeMRA is, or is installed")
    parser.add_argument("--quick", action="store_true", help="leave out SeMRA's slowest runs")
    chosen = parser.parse_args()
    found = side_by_side(read_catalogue(), peer_python(chosen.environment), quick=chosen.quick)
    print(json.dumps(found, indent=2) if chosen.format == "json" else text(found, everything=chosen.all))
    return 0


if __name__ == "__main__":
    sys.exit(main())
