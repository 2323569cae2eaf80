"""Fits the engine's parameters on held-out frameworks: ``python -m qualmap.crosswalk.fit``.

For each framework with a table to the scale that was read in a source, its own links, and those of every
framework that shares a document or an id with it, are hidden while the heights of award types are estimated;
the parameters are those under which the hidden links are likeliest. Award types come from the written rule,
which is blind to levels, never from the record. Needs scipy (``pip install qualmap[fit]``).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qualmap.catalog import Catalogue, read_catalogue
from qualmap.catalog.files import working_tree
from qualmap.catalog.write import format_record, write_atomically
from qualmap.crosswalk.answers import answer_intervals
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.evidence import RECALLED, View
from qualmap.crosswalk.joint import PADDING, Floats, Pulls, conditionals, transpose
from qualmap.crosswalk.ladder import TypedAward, award_types, build_ladder, rungs_of, seen_by_types
from qualmap.crosswalk.placement import NOTHING_SEEN
from qualmap.records import Anchor, Parameters

FREE = {  # name: start
    "type_correlation": 0.5,
    "printed_weight": 0.8,
    "printed_spread": 0.2,
    "free_spread": 0.4,
    "smoothness": 1.8,
    "free_offset": 1.0,
    "free_stretch": 3.0,
    "blur": 0.15,
    "steepest": 4.0,
    "anchor_prior_count": 2.0,
    "anchor_prior_variance": 0.5,
}
"""The parameters that are fitted and where the search begins; shares are searched as logits, the rest as logs."""
SHARES = {"type_correlation", "printed_weight"}
PULL_TO_START = 0.002
SUREST = 0.75
"""The quantile of mass from which a held-out answer counts as one of the surest."""


@dataclass(frozen=True)
class Fold:
    """One framework with its links to the scale hidden: what is to be predicted, and from what."""

    name: str
    kin: frozenset[str]
    awards: tuple[TypedAward, ...]
    view: View


def folds(engine: Engine) -> list[Fold]:
    """Every framework with a table to the scale that was read in a source, and who its kin are."""
    read = []
    for name in engine.levelled:
        for view in engine.links.direct(name, engine.scale)[:1]:
            if view.documents != {RECALLED} and blind_awards(engine, name):
                read.append((name, view))
    result = []
    for name, view in read:
        kin = {
            other
            for other, its in read
            if other.split("@")[0] == name.split("@")[0] or (its.documents - {RECALLED}) & view.documents
        }
        result.append(Fold(name, frozenset(kin), tuple(blind_awards(engine, name)), view))
    return result


def blind_awards(engine: Engine, name: str) -> list[TypedAward]:
    """A framework's awards, typed by the written rule alone."""
    return award_types(engine.frameworks[name], engine.catalogue.classifier.blindly, engine.catalogue.assumptions)


@dataclass(frozen=True)
class Heights:
    """Per fold and award type: count, sum and sum of squares of the scale heights it was seen at."""

    types: tuple[str, ...]
    count: Floats
    total: Floats
    squares: Floats


def heights(engine: Engine, all_folds: Sequence[Fold]) -> Heights:
    """The heights at which each framework's own links put its award types."""
    types = tuple(generic.id for generic in engine.catalogue.types.types)
    column = {generic: index for index, generic in enumerate(types)}
    count, total, squares = (np.zeros((len(all_folds), len(types))) for _ in range(3))
    for row, fold in enumerate(all_folds):
        rung = rungs_of(engine.frameworks[fold.name])
        for award in fold.awards:
            kind = column[award.type]
            for level in np.flatnonzero((rung == award.rung) & (fold.view.reliability > 0)):
                height = (fold.view.low[level] + fold.view.high[level]) / 2
                count[row, kind] += 1
                total[row, kind] += height
                squares[row, kind] += height**2
    return Heights(types, count, total, squares)


def anchors(seen: Heights, use: NDArray[np.bool_], prior_count: float, prior_variance: float) -> tuple[Anchor, ...]:
    """Mean and variance of each type's height over the frameworks in use, shrunk towards a prior variance."""
    count, total, squares = seen.count[use].sum(0), seen.total[use].sum(0), seen.squares[use].sum(0)
    found = []
    for index, generic in enumerate(seen.types):
        if count[index]:
            mean = total[index] / count[index]
            scatter = max(squares[index] - count[index] * mean**2, 0.0)
            variance = (scatter + prior_count * prior_variance) / (count[index] + prior_count)
            frameworks = int((seen.count[use][:, index] > 0).sum())
            found.append(Anchor(type=generic, mean=mean, variance=variance, frameworks=frameworks))
    return tuple(found)


def predict(engine: Engine, all_folds: Sequence[Fold], seen: Heights, parameters: Parameters) -> tuple[Floats, Floats]:
    """Held-out conditionals of every fold, both ways: P(scale | framework) and P(framework | scale)."""
    scale = engine.frameworks[engine.scale]
    target = build_ladder(scale, NOTHING_SEEN, NOTHING_SEEN, parameters, engine.top, 1.0, is_scale=True)
    names = [fold.name for fold in all_folds]
    rows = max(len(engine.frameworks[name].codes) for name in names) + 2
    base = np.zeros((len(names), rows, engine.top + 2))
    ranks = np.full((len(names), rows), PADDING)
    for index, fold in enumerate(all_folds):
        use = np.array([other.name not in fold.kin for other in all_folds])
        known = {a.type: a for a in anchors(seen, use, parameters.anchor_prior_count, parameters.anchor_prior_variance)}
        sightings = seen_by_types(fold.awards, known, parameters.type_correlation)
        weight = engine.printed_weight(fold.name, parameters)
        ladder = build_ladder(engine.frameworks[fold.name], sightings, NOTHING_SEEN, parameters, engine.top, weight)
        base[index, : ladder.size + 2] = ladder.by_types @ target.by_types.T
        ranks[index, : ladder.size + 2] = [0, *(ladder.rung + 1), ladder.rung.max() + 2]
    widths = np.full(len(names), engine.top + 2)
    forward = conditionals(base, ranks, widths, Pulls.none(*base.shape), parameters.steepest)
    return forward, transpose(forward, base.sum(axis=2) * (ranks < PADDING))


def truth(fold: Fold) -> list[tuple[int, int, int]]:
    """(row, low, high) of every hidden link; rows and columns count ``below`` as 0."""
    view = fold.view
    return [(at + 1, int(view.low[at]), int(view.high[at])) for at in np.flatnonzero(view.reliability > 0).tolist()]


def log_loss(forward: Floats, all_folds: Sequence[Fold]) -> float:
    """Mean negative log probability of the hidden links; a span over k levels counts 1/k each."""
    losses = []
    for index, fold in enumerate(all_folds):
        for row, low, high in truth(fold):
            losses.append(-np.log(np.maximum(forward[index, row, low : high + 1], 1e-12)).mean())
    return float(np.mean(losses))


def fit(catalogue: Catalogue, report: bool = True) -> Parameters:
    """The parameters under which the hidden links are likeliest, and the calibration of confidence."""
    from scipy.optimize import minimize

    engine = Engine(catalogue)
    all_folds = folds(engine)
    seen = heights(engine, all_folds)
    start = _encode(FREE)
    evaluations = 0

    def objective(point: Floats) -> float:
        nonlocal evaluations
        evaluations += 1
        if report and evaluations % 25 == 0:
            print(f"\r{evaluations} evaluations", end="", file=sys.stderr, flush=True)
        forward, _ = predict(engine, all_folds, seen, _updated(catalogue.parameters, _decode(point)))
        return log_loss(forward, all_folds) + PULL_TO_START * float(((point - start) ** 2).sum())

    options = {"maxiter": 600, "xatol": 1e-3, "fatol": 1e-6, "adaptive": True}
    best = minimize(objective, start, method="Nelder-Mead", options=options)
    if report:
        print(file=sys.stderr)
    fitted = _updated(catalogue.parameters, {key: round(value, 6) for key, value in _decode(best.x).items()})
    everyone = np.ones(len(all_folds), bool)
    fitted = _updated(
        fitted, {"anchors": anchors(seen, everyone, fitted.anchor_prior_count, fitted.anchor_prior_variance)}
    )
    return _calibrate(engine, all_folds, seen, fitted)


def _calibrate(engine: Engine, all_folds: Sequence[Fold], seen: Heights, parameters: Parameters) -> Parameters:
    """How often held-out answer sets are right, as a logistic function of the mass that the model gives them."""
    from scipy.optimize import minimize

    forward, backward = predict(engine, all_folds, seen, parameters)
    best_ratio, best_right = 1.0, -1.0
    for ratio in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        right = np.mean([hit for _, _, hit in outcomes(all_folds, forward, backward, ratio)])
        if right >= best_right:
            best_ratio, best_right = ratio, float(right)
    scored = outcomes(all_folds, forward, backward, best_ratio)
    single = [(mass, right) for mass, several, right in scored if not several]
    plural = [right for _, several, right in scored if several]
    mass = np.clip([m for m, _ in single], 1e-6, 1 - 1e-6)
    logit, hit = np.log(mass / (1 - mass)), np.array([right for _, right in single])

    def loss(weights: Floats) -> float:
        z = weights[0] + np.exp(weights[1]) * logit
        return float(np.logaddexp(0, np.where(hit, -z, z)).mean() + 0.01 * (weights**2).sum())

    intercept, slope = minimize(loss, np.zeros(2), method="BFGS").x
    return _updated(
        parameters,
        {
            "several_ratio": best_ratio,
            "confidence_intercept": round(float(intercept), 6),
            "confidence_slope": round(float(np.exp(slope)), 6),
            "confidence_several": round(_succession(plural), 6),
            "confidence_ceiling": round(
                _succession(
                    [right for right, sure in zip(hit, mass >= np.quantile(mass, SUREST), strict=True) if sure]
                ),
                6,
            ),
        },
    )


def _succession(hits: Sequence[bool]) -> float:
    """Laplace's rule: the chance that the next one hits."""
    return (sum(hits) + 1) / (len(hits) + 2)


def outcomes(
    all_folds: Sequence[Fold], forward: Floats, backward: Floats, ratio: float
) -> list[tuple[float, bool, bool]]:
    """(mass, several, right) of each held-out answer set, in both directions."""
    result = []
    for index, fold in enumerate(all_folds):
        lows, highs = answer_intervals(forward[index], ratio)
        for row, low, high in truth(fold):
            answer = slice(lows[row], highs[row] + 1)
            result.append(
                (
                    float(forward[index, row, answer].sum()),
                    bool(highs[row] > lows[row]),
                    (lows[row], highs[row]) == (low, high),
                )
            )
        named: dict[int, list[int]] = {}
        for row, low, high in truth(fold):
            for column in range(low, high + 1):
                named.setdefault(column, []).append(row)
        lows, highs = answer_intervals(backward[index], ratio)
        for column, rows in named.items():
            if 0 < column < backward.shape[1] - 1:
                answer = slice(lows[column], highs[column] + 1)
                right = (lows[column], highs[column]) == (min(rows), max(rows))
                result.append((float(backward[index, column, answer].sum()), bool(highs[column] > lows[column]), right))
    return result


def _encode(values: Mapping[str, float]) -> Floats:
    return np.array([np.log(v / (1 - v)) if key in SHARES else np.log(v) for key, v in values.items()])


def _decode(point: Floats) -> dict[str, float]:
    return {
        key: float(1 / (1 + np.exp(-x)) if key in SHARES else np.exp(x)) for key, x in zip(FREE, point, strict=True)
    }


def _updated(parameters: Parameters, values: Mapping[str, object]) -> Parameters:
    return parameters.model_copy(update=dict(values))


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
    text = format_record(as_tree(fit(read_catalogue())), "../../docs/schema/parameters.schema.json")
    path = root / "crosswalks" / "model" / "parameters.yaml"
    write_atomically(Path(path), text.encode())
    print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
