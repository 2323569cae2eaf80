"""Fits the engine's parameters on held-out frameworks: ``python -m qualmap.evaluation.parameters.fit``.

For each framework with links to the scale that were read in a source, its own links and those of its kin are hidden
while the heights of award types are estimated; the parameters are those under which the hidden links are likeliest.
Then confidence is calibrated on the same held-out answers. Needs scipy (``pip install qualmap[fit]``).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qualmap.catalog import Catalogue, read_catalogue
from qualmap.catalog.files import working_tree
from qualmap.catalog.write import format_record, write_atomically
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.joint import Bools, Floats, Ints
from qualmap.evaluation.parameters.calibration import calibrate
from qualmap.evaluation.parameters.training import Training, arrange
from qualmap.records import Parameters
from qualmap.records.kinds import kind_of

START = {
    "type_correlation": 0.5,
    "anchor_prior_variance": 0.4,
    "printed_weight": 0.8,
    "steps_spread": 0.4,
}
"""The parameters that are fitted and where the search begins; shares are searched as logits, the rest as logs."""
SHARES = ("type_correlation", "printed_weight")
PULL_TO_START = 0.002
STEP = 1e-4
"""For differences."""
CHUNK = 500
POLISH = 8
"""Newton steps after the search, so that another machine's arithmetic ends at the same six decimals."""


@dataclass(frozen=True)
class Objective:
    """Mean log loss of hidden links, for several groups of cases at once, each group with parameters of its own.

    A case is a framework to predict (``which``), the frameworks whose links may be used for it (``use``), and the
    ``group`` it counts for.
    """

    training: Training
    base: Parameters
    which: Ints
    use: Bools
    group: Ints

    @property
    def groups(self) -> int:
        """How many."""
        return int(self.group.max()) + 1

    def predict(self, points: Floats) -> tuple[Floats, Floats]:
        """``Training.predict`` for every case, with its group's parameters; ``points`` (groups, parameters)."""
        chunks = [slice(at, at + CHUNK) for at in range(0, len(self.which), CHUNK)]

        def one(chunk: slice) -> tuple[Floats, Floats]:
            parameters = updated(self.base, decoded(points[self.group[chunk]]))
            return self.training.predict(self.which[chunk], self.use[chunk], parameters)

        with ThreadPoolExecutor(os.cpu_count()) as pool:  # numpy lets go of the interpreter while it computes
            forward, mass = zip(*pool.map(one, chunks), strict=True)
        return np.concatenate(forward), np.concatenate(mass)

    def value(self, points: Floats) -> Floats:
        """(groups,): a span over k levels counts 1/k each; a weak pull keeps what data cannot tell near the start."""
        spread = self.training.spread[self.which]
        loss = -(spread * np.log(np.maximum(self.predict(points)[0], 1e-12))).sum(axis=(1, 2))
        links = self.training.truth.read[self.which].sum(axis=1)
        total, count = (np.bincount(self.group, values, self.groups) for values in (loss, links))
        return np.asarray(total / count + PULL_TO_START * ((points - encoded(START)) ** 2).sum(axis=1))

    def slope(self, points: Floats, here: Floats) -> Floats:
        """(groups, parameters), by forward differences from the value ``here``: near enough for a refit."""
        steps = STEP * np.eye(points.shape[1])
        return np.stack([self.value(points + step) - here for step in steps], axis=1) / STEP

    def gradient(self, points: Floats) -> Floats:
        """(groups, parameters), by central differences."""
        steps = STEP * np.eye(points.shape[1])
        return np.stack([self.value(points + step) - self.value(points - step) for step in steps], axis=1) / (2 * STEP)

    def bend(self, points: Floats) -> Floats:
        """Second derivatives, (groups, parameters, parameters), by differences of the gradient."""
        steps = 10 * STEP * np.eye(points.shape[1])
        bend = [(self.gradient(points + step) - self.gradient(points - step)) / (20 * STEP) for step in steps]
        return (np.stack(bend, axis=1) + np.stack(bend, axis=2)) / 2


def whole(known: Training, base: Parameters) -> Objective:
    """Every framework with links that were read in a source, each predicted without its kin."""
    which = np.flatnonzero(known.truth.read.any(axis=1))
    return Objective(known, base, which, ~known.kin[which], np.zeros(len(which), np.int64))


def encoded(values: Mapping[str, float]) -> Floats:
    """Parameters as a point of the search space."""
    return np.array([np.log(values[key] / (1 - values[key]) if key in SHARES else values[key]) for key in START])


def decoded(points: Floats) -> dict[str, Floats]:
    """Points of the search space, (..., parameters), as parameters."""
    return {
        key: 1 / (1 + np.exp(-points[..., at])) if key in SHARES else np.exp(points[..., at])
        for at, key in enumerate(START)
    }


def updated(parameters: Parameters, values: Mapping[str, Any]) -> Parameters:
    """Parameters with some of them changed; during the search a value may be an array, one number per case."""
    return parameters.model_copy(update=dict(values))


def fit(catalogue: Catalogue, report: bool = True) -> Parameters:
    """The parameters under which the hidden links are likeliest, and the calibration of confidence."""
    from scipy.optimize import minimize

    known = arrange(Engine(catalogue))
    objective = whole(known, catalogue.parameters)

    def progress(point: Floats) -> None:
        if report:
            print(f"\rmean log loss {objective.value(point[None])[0]:.6f}", end="", file=sys.stderr, flush=True)

    best = minimize(
        lambda point: objective.value(point[None])[0],
        encoded(START),
        jac=lambda point: objective.gradient(point[None])[0],
        method="BFGS",
        options={"gtol": 1e-5, "maxiter": 500},
        callback=progress,
    )
    point = best.x[None]
    for _ in range(POLISH):
        point = point - np.linalg.solve(objective.bend(point), objective.gradient(point)[..., None])[..., 0]
    if report:
        print(f"\nsteepest slope left {np.abs(objective.gradient(point)).max():.1e}", file=sys.stderr)
    fitted = rounded(catalogue.parameters, decoded(point[0]))
    fitted = measured(known, fitted, np.ones(len(known), bool))
    predicted = known.predict(objective.which, objective.use, fitted)
    calibration = calibrate(known, objective.which, objective.group, predicted)
    return rounded(fitted, {name: value[0] for name, value in calibration.items()})


def measured(known: Training, parameters: Parameters, use: Bools) -> Parameters:
    """Parameters with what the links of the frameworks in ``use`` measure directly: anchors, errors of descriptors."""
    bias, spread = known.descriptor_errors(use)
    found = rounded(parameters, {"descriptor_bias": bias, "descriptor_spread": spread})
    return updated(found, {"anchors": known.anchor_records(found, use)})


def rounded(parameters: Parameters, values: Mapping[str, Any]) -> Parameters:
    """Parameters with some of them changed, to the six decimals of the record."""
    return updated(parameters, {name: round(float(value), 6) for name, value in values.items()})


def as_tree(parameters: Parameters) -> dict[str, object]:
    """The parameters as a record's tree of text, numbers to six decimals."""
    tree: dict[str, object] = {"id": parameters.id, "fitted_on": parameters.fitted_on, "scale": parameters.scale}
    tree["anchors"] = [
        {"type": a.type, "mean": f"{a.mean:.6f}", "variance": f"{a.variance:.6f}", "frameworks": str(a.frameworks)}
        for a in parameters.anchors
    ]
    tree |= {key: f"{value:.6f}" for key, value in parameters if isinstance(value, float)}
    return tree


def main() -> int:
    """Fit on the working tree's records and write ``crosswalks/model/parameters.yaml``."""
    root = working_tree()
    if root is None:
        print("fit runs in a working tree", file=sys.stderr)
        return 2
    text = format_record(as_tree(fit(read_catalogue())), kind_of(Parameters).schema)
    path = root / "crosswalks" / "model" / "parameters.yaml"
    write_atomically(Path(path), text.encode())
    print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
