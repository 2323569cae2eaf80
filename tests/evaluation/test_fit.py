"""What is fitted can be fitted again, and what is committed is what the fit gives."""

from __future__ import annotations

import pytest

from qualmap.evaluation.parameters.fit import fit

REMEDY = "run `python scripts/refresh.py --fits`"
NEAR = 1e-6 + 1e-9
"""Committed numbers have six decimals: the last may differ by one."""


@pytest.fixture(scope="module")
def fitted(catalogue):
    return fit(catalogue, report=False)


def test_the_committed_parameters_are_what_the_fit_gives(catalogue, fitted):
    committed = catalogue.parameters
    numbers = {name: value for name, value in committed if isinstance(value, float)}
    assert len(numbers) == 11
    for name, value in numbers.items():
        assert getattr(fitted, name) == pytest.approx(value, abs=NEAR), f"{name}: {REMEDY}"


def test_the_committed_anchors_are_what_the_fit_gives(catalogue, fitted):
    committed = catalogue.parameters.anchors
    assert [a.type for a in fitted.anchors] == [a.type for a in committed], REMEDY
    for new, old in zip(fitted.anchors, committed, strict=True):
        assert new.frameworks == old.frameworks, f"{new.type}: {REMEDY}"
        assert new.mean == pytest.approx(old.mean, abs=NEAR), f"{new.type}: {REMEDY}"
        assert new.variance == pytest.approx(old.variance, abs=NEAR), f"{new.type}: {REMEDY}"
