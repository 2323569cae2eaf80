"""Without a framework the parameters are fitted again: as a fit from scratch would, and blind to what is hidden."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from qualmap.crosswalk.engine import Engine
from qualmap.evaluation.parameters.fit import START, Objective, decoded, encoded, updated
from qualmap.evaluation.parameters.refit import refits
from qualmap.evaluation.parameters.training import arrange
from tests.evaluation.test_training import moved

FITTED = (*START, "several_ratio", "confidence_intercept", "confidence_slope", "confidence_several")


@pytest.fixture(scope="module")
def known(catalogue):
    return arrange(Engine(catalogue))


@pytest.fixture(scope="module")
def refitted(known, catalogue):
    """Ireland hides the most: its own links, and those of five frameworks that share a document with it."""
    at = known.names.index("ie-nfq@2003")
    return refits(known, catalogue.parameters, known.kin[[at]])[0]


def predicted(known, parameters, name="ie-nfq@2003"):
    at = known.names.index(name)
    return known.predict(np.array([at]), ~known.kin[[at]], parameters)[0][0]


def test_hidden_links_leave_the_parameters_and_the_anchors(known, catalogue, refitted):
    everything = catalogue.parameters
    assert all(getattr(refitted, name) != getattr(everything, name) for name in START)
    here, there = ({a.type: a.frameworks for a in p.anchors} for p in (refitted, everything))
    assert here["doctorate"] < there["doctorate"]
    assert refitted.scale == everything.scale


def test_two_frameworks_that_are_hidden_together_are_hidden_as_if_alone(known, catalogue, refitted):
    """Refits are made side by side, and know nothing of one another."""
    hidden = known.kin[[known.names.index(name) for name in ("pl-prk@current", "ie-nfq@2003")]]
    beside = refits(known, catalogue.parameters, hidden)[1]
    for name in FITTED:
        assert getattr(beside, name) == pytest.approx(getattr(refitted, name), abs=1e-5)


def test_a_refit_is_near_a_fit_from_scratch(known, catalogue, refitted):
    """The refit stops after a few steps. It may be a hundredth off in a probability: a fifth of what hiding changes
    here, at most."""
    hidden = known.kin[known.names.index("ie-nfq@2003")]
    which = np.flatnonzero(~hidden & known.truth.read.any(axis=1))
    objective = Objective(known, catalogue.parameters, which, ~known.kin[which] & ~hidden, np.zeros(len(which), int))
    best = minimize(
        lambda point: objective.value(point[None])[0],
        encoded(START),
        jac=lambda point: objective.gradient(point[None])[0],
        method="BFGS",
        options={"gtol": 1e-5},
    )
    full = updated(catalogue.parameters, decoded(best.x))
    apart = np.abs(predicted(known, refitted) - predicted(known, full)).max()
    assert apart < 0.01
    assert np.abs(predicted(known, catalogue.parameters) - predicted(known, full)).max() > 5 * apart
    near = encoded({key: getattr(refitted, key) for key in START})
    assert objective.value(near[None])[0] == pytest.approx(best.fun, abs=1e-4)


@pytest.mark.parametrize("level", [1, 5])
def test_a_refit_is_blind_to_what_it_hides(known, catalogue, refitted, level):
    """Planted leak: every link of a hidden framework is moved to one level of the scale.

    Its anchors are the same to the last digit. The search begins at a fit that has seen the links and ends after few
    steps, so its last trace is what they leave to go: below 0.02 in any probability, where a refit that did not leave
    its start would be more than 0.05 off.
    """
    at = known.names.index("ie-nfq@2003")
    planted = refits(moved(known, at, level), catalogue.parameters, known.kin[[at]])[0]
    assert [(a.type, a.mean, a.frameworks) for a in planted.anchors] == [
        (a.type, a.mean, a.frameworks) for a in refitted.anchors
    ]
    assert np.abs(predicted(known, planted) - predicted(known, refitted)).max() < 0.02
    assert np.abs(predicted(known, catalogue.parameters) - predicted(known, refitted)).max() > 0.05


def test_what_is_not_hidden_does_move_a_refit(known, catalogue, refitted):
    at, other = (known.names.index(name) for name in ("ie-nfq@2003", "pl-prk@current"))
    assert not known.kin[at, other]
    planted = refits(moved(known, other, 5), catalogue.parameters, known.kin[[at]])[0]
    assert [a.mean for a in planted.anchors] != [a.mean for a in refitted.anchors]
