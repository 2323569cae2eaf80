"""Fits the parameters again without some frameworks, for many such groups at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from qualmap.crosswalk.joint import Bools, Floats
from qualmap.evaluation.parameters.calibration import calibrate
from qualmap.evaluation.parameters.fit import (
    PULL_TO_START,
    START,
    Objective,
    decoded,
    encoded,
    measured,
    rounded,
    whole,
)
from qualmap.evaluation.parameters.training import Training
from qualmap.records import Parameters

REFIT_STEPS = 4
HALVINGS = 4
LONGEST = 1.0
"""The most that one step of a refit changes a log or a logit."""
TINY = 1e-12


def refits(known: Training, parameters: Parameters, hidden: Bools) -> list[Parameters]:
    """Parameters, anchors and calibration fitted again without the frameworks ``hidden`` (groups, frameworks).

    A group that leaves nothing to learn from keeps all but what links measure directly.

    From the fit on all of them, ``REFIT_STEPS`` steps of BFGS. Curvature begins as that of the cases that are not
    hidden: with that of all of them, hidden links could hold a step back, and so leave the fit that saw them.
    """
    taught = np.asarray((~hidden & known.truth.read.any(axis=1)).any(axis=1))
    found = iter(_refitted(known, parameters, hidden[taught]) if taught.any() else [])
    return [
        next(found) if some else measured(known, parameters, ~row) for some, row in zip(taught, hidden, strict=True)
    ]


def _refitted(known: Training, parameters: Parameters, hidden: Bools) -> list[Parameters]:
    """The same for groups that leave something to learn from."""
    group, which = np.nonzero(~hidden & known.truth.read.any(axis=1))
    objective = Objective(known, parameters, which, ~known.kin[which] & ~hidden[group], group)
    start = encoded({key: getattr(parameters, key) for key in START})
    bend = _curvature(whole(known, parameters), start, hidden)
    points = np.repeat(start[None], len(hidden), axis=0)
    here, step, before = objective.value(points), points, points  # the last two are set by the first step
    for number in range(REFIT_STEPS):
        slope = objective.slope(points, here)
        if number:
            bend = _secant(bend, step, slope - before)
        newton, before = -np.linalg.solve(bend, slope[..., None])[..., 0], slope
        longest = np.maximum(np.abs(newton).max(axis=1, keepdims=True), TINY)
        step = np.asarray(newton * np.minimum(1, LONGEST / longest))
        there = objective.value(points + step)
        for _ in range(HALVINGS):
            if (there <= here).all():
                break
            step = np.where((there > here)[:, None], step / 4, step)
            there = objective.value(points + step)
        points, here = points + step, there
    values = decoded(points) | calibrate(known, which, group, objective.predict(points))
    fitted = [rounded(parameters, {name: value[at] for name, value in values.items()}) for at in range(len(hidden))]
    return [measured(known, found, ~hidden[at]) for at, found in enumerate(fitted)]


def _curvature(every: Objective, point: Floats, hidden: Bools) -> Floats:
    """Per group the second derivatives over the cases that are not hidden, made positive definite."""
    cases = np.arange(len(every.which))
    each = replace(every, group=cases).bend(np.repeat(point[None], len(cases), axis=0))
    weight = ~hidden[:, every.which] * every.training.truth.read[every.which].sum(axis=1)
    mean = np.einsum("gc,cij->gij", weight / weight.sum(axis=1, keepdims=True), each)
    # A step downhill needs a positive definite matrix: eigenvalues are turned and raised (Nocedal and Wright, Numerical
    # Optimization, 2nd ed. 2006, section 3.4). The pull to the start alone bends by twice its weight, hence the floor.
    values, vectors = np.linalg.eigh(mean)
    values = np.maximum(np.abs(values), 2 * PULL_TO_START)
    return np.asarray(np.einsum("gij,gj,gkj->gik", vectors, values, vectors))


def _secant(bend: Floats, step: Floats, turn: Floats) -> Floats:
    """The BFGS update of second derivatives: over ``step`` the slope turned by ``turn``."""
    # B + y y' / y's - B s s' B / s' B s for step s and turn y (section 6.1 of the same). Where y's is not positive, B
    # would not stay positive definite, so that group keeps its own.
    bent = np.einsum("gij,gj->gi", bend, step)
    along, expected = (step * turn).sum(axis=1), (step * bent).sum(axis=1)
    some = (along > TINY) & (expected > TINY)
    found, former = (
        each[:, :, None] * each[:, None, :] / np.where(some, by, 1.0)[:, None, None]
        for each, by in ((turn, along), (bent, expected))
    )
    return np.where(some[:, None, None], bend + found - former, bend)
