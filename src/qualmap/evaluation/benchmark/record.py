"""Writes ``crosswalks/model/validation.yaml``: ``python -m qualmap.evaluation.benchmark.record``.

It names the kinds of inferred answer whose confidence the level task has scored: at least ``ENOUGH`` trials, from at
least ``CLUSTERS`` groups of frameworks that share no document, and a calibration error at most ``LEEWAY`` above that
of a perfect engine.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import numpy as np

from qualmap.catalog import Catalogue, read_catalogue
from qualmap.catalog.files import working_tree
from qualmap.catalog.write import format_record, write_atomically
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.level import leave_one_out
from qualmap.evaluation.benchmark.metrics import ENOUGH
from qualmap.evaluation.benchmark.report import ENGINE, table
from qualmap.evaluation.benchmark.trials import Trials
from qualmap.records import Scored, Validation
from qualmap.records.kinds import kind_of

CLUSTERS = 10
LEEWAY = 0.03
SPAREST = 0.25
"""Ladders with fewer awards than this quantile of those that were scored are not covered."""


def validation(catalogue: Catalogue) -> tuple[Scored, ...]:
    """The kinds of answer that the level task has scored, on headline truth."""
    folds = Folds(catalogue)
    trials = Trials.of(trial for trial in leave_one_out(folds) if trial.headline)
    groups = table({ENGINE: trials})[ENGINE]
    origins = {region: {trial.origin for trial in trials.each if trial.region == region} for region in groups}
    return tuple(
        _scored(region, groups[region], int(np.quantile([*map(folds.engine.read_awards, origins[region])], SPAREST)))
        for region in sorted(origins)
        if origins[region] and _holds(groups[region])
    )


def _holds(score: Mapping[str, Any]) -> bool:
    enough = score["n"] >= ENOUGH and score["clusters"] >= CLUSTERS
    return bool(enough and score["ece"] is not None and score["ece"] <= score["ece_perfect"] + LEEWAY)


def _scored(region: str, score: Mapping[str, Any], awards: int) -> Scored:
    kept = {key: str(score[key]) for key in ("n", "clusters", "ece", "ece_perfect")}
    return Scored.model_validate({"task": "level", "region": region, "awards": str(awards)} | kept)


def main() -> int:
    """Score the working tree's records and write the record."""
    root = working_tree()
    if root is None:
        print("the record is written in a working tree", file=sys.stderr)
        return 2
    catalogue = read_catalogue()
    tree = {"id": catalogue.validation.id, "source": catalogue.validation.source}
    scored = [{key: str(value) for key, value in each} for each in validation(catalogue)]
    path = root / "crosswalks" / "model" / "validation.yaml"
    text = format_record(tree | {"scored": scored}, kind_of(Validation).schema)
    write_atomically(path, text.encode())
    print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
