"""Fits the score of title searches: ``python -m qualmap.evaluation.titles.fit``.

It writes ``crosswalks/model/title-search.yaml``.

The weights are a logistic regression of right and wrong on the features of ``score.py``, over searches whose answer is
known. What is reported of the score is measured on frameworks that the weights were not fitted on.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualmap.awards.score import FEATURES, probabilities
from qualmap.awards.search import Search
from qualmap.catalog import Catalogue, read_catalogue
from qualmap.catalog.files import working_tree
from qualmap.catalog.write import format_record, write_atomically
from qualmap.evaluation.benchmark.metrics import calibration_error, perfect, rounded
from qualmap.evaluation.logistic import logistic
from qualmap.evaluation.titles.trials import Trial, trials
from qualmap.records import TitleSearchModel
from qualmap.records.kinds import kind_of

FOLDS = 10
RIDGE = 1e-3
THRESHOLD = 0.5
REASON = (
    "Declared: below even odds it would be wrong more often than right to say that an award is found. Matches below it "
    "are listed all the same, with their scores."
)
MIXTURE = (
    "Declared: of every four searches two have their award in the catalogue, one had it taken off, and one is a title "
    "of another country. The score is right for such a mixture."
)
OUTSIDE, LATE_YEARS = 5, 2
OUTSIDE_REASON = (
    "Declared: an award that people hold loses as much as its name would by one slip in twenty letters, where it was "
    "not given on the date of the award. Years of first and last award are the least certain facts of these records, "
    "so that a date may prefer one namesake to another and cannot rule a title out."
)
Floats = NDArray[np.float64]


def fitted(tried: Sequence[Trial]) -> Floats:
    """The weights, drawn a little towards 0 but for the intercept."""
    pull = np.full(len(FEATURES), RIDGE)
    pull[0] = 0
    rows, right = np.array([trial.row for trial in tried]), np.array([trial.right for trial in tried], bool)
    return logistic(rows, right, np.zeros(len(FEATURES)), pull)


def held_out(tried: Sequence[Trial]) -> tuple[Floats, NDArray[np.bool_]]:
    """Score and truth of the first match of each search, each fold by weights that did not see its frameworks."""
    ids = sorted({trial.framework for trial in tried})
    fold = {name: at % FOLDS for at, name in enumerate(ids)}
    chances, right = [], []
    for held in range(FOLDS):
        weights = fitted([trial for trial in tried if fold[trial.framework] != held])
        model = _model(weights, {})
        for trial in tried:
            if fold[trial.framework] == held:
                chances.append(probabilities(model, [trial.row])[0])
                right.append(trial.right)
    return np.array(chances), np.array(right, bool)


def record(catalogue: Catalogue, tried: Sequence[Trial]) -> dict[str, Any]:
    """The record as a tree of text."""
    chances, right = held_out(tried)
    sure = chances >= THRESHOLD
    score = {
        "n": len(right),
        "right": rounded(right.mean()),
        "ece": rounded(calibration_error(chances, right.astype(float))),
        "ece_perfect": rounded(perfect(chances).mean()),
        "found_right": rounded(right[sure].mean()),
        "not_found_right": rounded(right[~sure].mean()),
    }
    return _tree(catalogue.date, fitted(tried), score)


def _tree(date: str, weights: Floats, score: dict[str, float]) -> dict[str, Any]:
    return {
        "id": "title-search",
        "source": "Written by python -m qualmap.evaluation.titles.fit; do not edit.",
        "fitted_on": date,
        "threshold": str(THRESHOLD),
        "threshold_reason": REASON,
        "mixture": MIXTURE,
        "outside": str(OUTSIDE),
        "late_years": str(LATE_YEARS),
        "outside_reason": OUTSIDE_REASON,
        "weights": [
            {"feature": name, "value": str(round(float(value), 4))}
            for name, value in zip(FEATURES, weights, strict=True)
        ],
        "held_out": {name: str(value) for name, value in score.items()},
    }


def _model(weights: Floats, score: dict[str, float]) -> TitleSearchModel:
    nothing = dict.fromkeys(("n", "right", "ece", "ece_perfect", "found_right", "not_found_right"), 0.0)
    return TitleSearchModel.model_validate(_tree("2000", weights, nothing | score))


def main() -> int:
    """Fit on the working tree's records and write the record."""
    root = working_tree()
    if root is None:
        print("the record is written in a working tree", file=sys.stderr)
        return 2
    catalogue = read_catalogue()
    tried = list(trials(Search(catalogue)))
    path = root / "crosswalks" / "model" / "title-search.yaml"
    text = format_record(record(catalogue, tried), kind_of(TitleSearchModel).schema)
    write_atomically(path, text.encode())
    print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
