"""What answers say of their own confidence is what the benchmark found: ``crosswalks/model/validation.yaml``."""

from __future__ import annotations

import pytest

from qualmap.evaluation.benchmark.metrics import ENOUGH
from qualmap.evaluation.benchmark.record import CLUSTERS, LEEWAY, validation

REMEDY = "run `python scripts/refresh.py --fits`"


def test_the_committed_record_is_what_the_level_task_gives(catalogue):
    """To a thousandth: on another machine's arithmetic an answer may fall into the next bin."""
    found, committed = validation(catalogue), catalogue.validation.scored
    kinds = [[(one.task, one.region, one.n, one.clusters) for one in scored] for scored in (found, committed)]
    assert kinds[0] == kinds[1], REMEDY
    for new, old in zip(found, committed, strict=True):
        assert new.ece == pytest.approx(old.ece, abs=1e-3), REMEDY
        assert new.ece_perfect == pytest.approx(old.ece_perfect, abs=1e-3), REMEDY


def test_only_what_was_scored_often_enough_and_found_calibrated_is_in_it(catalogue):
    for scored in catalogue.validation.scored:
        assert scored.n >= ENOUGH
        assert scored.clusters >= CLUSTERS
        assert scored.ece <= scored.ece_perfect + LEEWAY


def test_nothing_outside_europe_is(catalogue):
    """Eleven levels of Australia and New Zealand are too few, and of other regions nothing was scored."""
    assert {scored.region for scored in catalogue.validation.scored} == {"europe"}
