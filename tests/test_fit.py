"""What is fitted can be fitted again, and what is committed is what the fit gives."""

from __future__ import annotations

import numpy as np
import pytest

from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.fit import anchors, fit, folds, heights, predict, truth


@pytest.fixture(scope="module")
def engine(catalogue):
    return Engine(catalogue)


def test_the_committed_parameters_are_what_the_fit_gives(catalogue):
    """Means and counts to the last digit; what the search finds, as near as another machine's arithmetic lets it."""
    remedy = "run python -m qualmap.crosswalk.fit"
    fitted, committed = fit(catalogue, report=False), catalogue.parameters
    assert [a.type for a in fitted.anchors] == [a.type for a in committed.anchors], remedy
    for new, old in zip(fitted.anchors, committed.anchors, strict=True):
        assert new.mean == pytest.approx(old.mean, abs=2e-6), remedy
        assert new.frameworks == old.frameworks, remedy
        assert new.variance == pytest.approx(old.variance, rel=0.02, abs=0.01), remedy
    for name, value in committed:
        if isinstance(value, float):
            assert getattr(fitted, name) == pytest.approx(value, rel=0.02, abs=0.02), f"{name}: {remedy}"


def test_nothing_recalled_is_fitted_on(engine):
    assert all(fold.view.documents != {"recalled"} for fold in folds(engine))
    assert len(folds(engine)) >= 15


def test_a_fold_hides_every_framework_that_shares_its_document(engine):
    """Ireland and the United Kingdom's frameworks are set side by side in one leaflet."""
    by_name = {fold.name: fold for fold in folds(engine)}
    assert {"ie-nfq@2003", "gb-sct-scqf@current", "gb-eng-rqf@current"} <= by_name["ie-nfq@2003"].kin


def test_a_folds_own_links_do_not_reach_its_prediction(engine):
    """Planted leak: moving a framework's links changes what it teaches, and not what is predicted for it."""
    from dataclasses import replace

    parameters = engine.catalogue.parameters
    honest = folds(engine)
    at = next(index for index, fold in enumerate(honest) if fold.kin == {fold.name})
    moved = replace(honest[at].view, low=np.ones_like(honest[at].view.low), high=np.ones_like(honest[at].view.high))
    planted = [*honest[:at], replace(honest[at], view=moved), *honest[at + 1 :]]
    before, _ = predict(engine, honest, heights(engine, honest), parameters)
    after, _ = predict(engine, planted, heights(engine, planted), parameters)
    assert np.array_equal(before[at], after[at])
    assert not np.array_equal(before, after)


def test_held_out_links_are_mostly_foreseen(engine):
    """Far above the one in ten of chance: the engine has learned something that holds for unseen frameworks."""
    all_folds = folds(engine)
    forward, _ = predict(engine, all_folds, heights(engine, all_folds), engine.catalogue.parameters)
    right = [
        low <= forward[i, row].argmax() <= high for i, fold in enumerate(all_folds) for row, low, high in truth(fold)
    ]
    assert np.mean(right) > 0.85


def test_an_anchor_is_the_mean_over_links(engine):
    seen = heights(engine, folds(engine))
    use = np.ones(len(seen.count), bool)
    doctorate = next(anchor for anchor in anchors(seen, use, 0.0, 0.0) if anchor.type == "doctorate")
    assert doctorate.mean == pytest.approx(8.0)  # every framework's doctorate is at EQF 8
    assert doctorate.variance == pytest.approx(0.0)
