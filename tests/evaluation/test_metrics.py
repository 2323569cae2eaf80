"""The scores of the benchmark against cases that can be worked out by hand."""

from __future__ import annotations

from math import comb, log

import numpy as np
import pytest

from qualmap.evaluation.benchmark.metrics import (
    calibration_error,
    interval,
    numbered,
    paired,
    per_trial,
    perfect,
    reliability,
    resamples,
    risk_coverage,
    scores,
    within,
)
from qualmap.evaluation.benchmark.trials import Trials
from qualmap.evaluation.parameters.calibration import platt
from tests.trials import trial

# Columns: below, A, B, C, above.
RIGHT = trial({1}, [0, 0.8, 0.1, 0.1, 0], confidence=0.95)
OFF_BY_TWO = trial({3}, [0.1, 0.6, 0.1, 0.2, 0], confidence=0.65)
HALF_OF_A_SPAN = trial({1, 2}, [0, 0.5, 0.25, 0.25, 0], {1}, confidence=0.55)
BELOW = trial({0}, [0.5, 0.3, 0.1, 0.1, 0], confidence=0.5)


def score(*trials):
    return scores(Trials.of(trials))


def test_exact_asks_for_the_whole_set_and_top_1_for_one_of_it():
    each = per_trial(Trials.of([RIGHT, OFF_BY_TWO, HALF_OF_A_SPAN, BELOW]))
    assert each.exact.tolist() == [1, 0, 0, 1]
    assert (each.error == 0).tolist() == [True, False, True, True]
    found = score(RIGHT, OFF_BY_TWO, HALF_OF_A_SPAN, BELOW)
    assert (found["n"], found["exact"], found["top1"]) == (4, 0.5, 0.75)


def test_the_error_is_to_the_nearest_official_level():
    """Two columns from C; none from a span that holds the likeliest; one from the nearer end of a span."""
    beside = trial({2, 3}, [0, 0.9, 0.1, 0, 0])
    assert per_trial(Trials.of([OFF_BY_TWO, HALF_OF_A_SPAN, beside])).error.tolist() == [2, 0, 1]
    found = score(OFF_BY_TWO, HALF_OF_A_SPAN, beside)
    assert found["mae"] == 1.0
    assert found["within_one"] == pytest.approx(2 / 3, abs=1e-6)


def test_log_loss_counts_a_span_over_two_levels_half_each():
    found = per_trial(Trials.of([RIGHT, HALF_OF_A_SPAN])).log_loss
    assert found.tolist() == pytest.approx([-log(0.8), -(log(0.5) + log(0.25)) / 2])


def test_an_impossible_level_costs_much_and_not_infinitely_much():
    assert score(trial({1}, [0, 0, 1, 0, 0]))["log_loss"] == pytest.approx(-log(1e-6), abs=1e-6)


def test_brier_is_the_squared_distance_from_the_official_shares():
    found = per_trial(Trials.of([RIGHT, HALF_OF_A_SPAN])).brier
    assert found.tolist() == pytest.approx([0.2**2 + 0.1**2 + 0.1**2, 0.25**2 + 0.25**2])


def test_trials_over_ladders_of_different_size_are_padded_with_nothing():
    long = trial({8}, [0, 0, 0, 0, 0, 0, 0.25, 0, 0.75, 0], confidence=0.9)
    together, apart = score(RIGHT, long), [score(RIGHT), score(long)]
    for key in ("exact", "top1", "mae", "log_loss", "brier"):
        assert together[key] == pytest.approx((apart[0][key] + apart[1][key]) / 2, abs=1e-6)


def test_figures_that_cannot_be_had_are_none():
    empty = score()
    assert empty["n"] == 0
    assert {value for key, value in empty.items() if key not in ("n", "clusters", "not_known")} == {None}
    few = score(*[RIGHT] * 29)
    assert few["ece"] is few["ece_interval"] is few["ece_perfect"] is None  # no claim about calibration below 30
    assert few["top1_interval"] is None  # one document has no spread
    assert score(*[RIGHT] * 30)["ece"] == pytest.approx(0.05)


def test_answers_that_claim_no_confidence_count_for_accuracy_alone():
    silent = trial({1}, [0, 0, 1, 0, 0])
    found = score(*[RIGHT] * 30, silent)
    assert found["n"] == 31
    assert found["exact"] == pytest.approx(30 / 31, abs=1e-6)
    assert found["ece"] == pytest.approx(0.05)


# -- calibration --------------------------------------------------------------------------------


def test_the_calibration_error_adds_up_the_gaps_of_the_bins():
    """0.92 and 0.98, one of two right: gap 0.45. 0.31, wrong: gap 0.31. 1 belongs to the last bin."""
    confidence, right = np.array([0.92, 0.98, 0.31]), np.array([1.0, 0.0, 0.0])
    assert calibration_error(confidence, right) == pytest.approx((2 * 0.45 + 0.31) / 3)
    assert calibration_error(np.array([1.0, 0.9]), np.array([1.0, 0.0])) == pytest.approx((2 * 0.45) / 2)


def test_too_sure_and_not_sure_enough_do_not_cancel_between_bins():
    assert calibration_error(np.array([0.85, 0.15]), np.array([0.0, 1.0])) == pytest.approx(0.85)
    assert calibration_error(np.array([0.5, 0.5]), np.array([0.0, 1.0])) == 0


def test_a_perfect_engine_misses_by_the_mean_deviation_of_a_binomial():
    """With one bin the error is |hits / n - p|; de Moivre found its mean. Four standard errors of the simulation."""
    n, p = 100, 0.95
    m = int(n * p)
    expected = 2 * (m + 1) * comb(n, m + 1) * p ** (m + 1) * (1 - p) ** (n - m) / n
    found = perfect(np.full(n, p))
    assert found.mean() == pytest.approx(expected, abs=4 * found.std() / len(found) ** 0.5)
    assert perfect(np.ones(50)).max() == 0


def test_the_reliability_diagram():
    trials = Trials.of(
        [RIGHT, trial({2}, [0, 0.9, 0.1, 0, 0], confidence=0.91), OFF_BY_TWO, trial({1}, [0, 1, 0, 0, 0])]
    )
    assert reliability(trials) == [
        {"low": 0.6, "high": 0.7, "n": 1, "confidence": 0.65, "hit_rate": 0.0},
        {"low": 0.9, "high": 1.0, "n": 2, "confidence": 0.93, "hit_rate": 0.5},
    ]


def test_risk_falls_as_the_less_sure_answers_are_kept_back():
    curve = risk_coverage(Trials.of([RIGHT, OFF_BY_TWO, HALF_OF_A_SPAN, BELOW]))
    assert [(c["min_confidence"], c["n"], c["coverage"]) for c in curve] == [
        (0.0, 4, 1.0),
        (0.5, 4, 1.0),
        (0.55, 3, 0.75),
        (0.65, 2, 0.5),
        (0.95, 1, 0.25),
    ]
    assert [c["risk"] for c in curve] == pytest.approx([1 / 2, 1 / 2, 2 / 3, 1 / 2, 0], abs=1e-6)


def test_an_answer_without_confidence_is_the_first_to_be_kept_back():
    trials = Trials.of([RIGHT, trial({1}, [0, 1, 0, 0, 0])])
    assert within(trials, 0.01).tolist() == [True, False]
    assert [c["n"] for c in risk_coverage(trials)] == [2, 1]


# -- intervals ----------------------------------------------------------------------------------


def drawn(values, clusters):
    clusters = numbered(clusters)
    return interval(np.array(values, float), clusters, resamples(clusters))


def test_an_interval_resamples_documents_and_not_levels():
    """Six documents, one of them wrong. It is drawn 3 times or more in 6.2 % of resamples, 4 or more in 0.9 %: the
    97.5 % quantile is at 3 draws. With three levels in it, 3 draws make 9 wrong levels of 12."""
    assert drawn([1, 0, 0, 0, 0, 0], list("abcdef")) == [0.0, 0.5]
    assert drawn([1, 1, 1, 0, 0, 0, 0, 0], list("aaabcdef")) == [0.0, 0.75]


def test_a_hundred_levels_of_two_documents_are_no_hundred_witnesses():
    """Two documents are drawn twice alike in half of all resamples: a quarter all right, a quarter all wrong."""
    assert drawn([1] * 50 + [0] * 50, ["a"] * 50 + ["b"] * 50) == [0.0, 1.0]
    assert drawn([1, 0], ["a", "a"]) is None


def test_the_paired_test_swaps_whole_documents():
    """Three documents, all for us: of the eight ways to swap them, two are as one-sided. (2000 of them are drawn, so
    the share is within 4 standard errors, 0.04.)"""
    found = paired(np.ones(6), np.zeros(6), list("aabbcc"))
    assert found["n"] == 6
    assert found["difference"] == 1.0
    assert found["interval"] == [1.0, 1.0]
    assert found["p"] == pytest.approx(1 / 4, abs=0.04)


def test_equal_scores_are_no_evidence_of_a_difference():
    assert paired(np.array([1.0, 0.0]), np.array([1.0, 0.0]), list("ab")) == {
        "n": 2,
        "difference": 0.0,
        "interval": [0.0, 0.0],
        "p": 1.0,
    }


def test_a_small_lead_in_one_document_is_chance():
    """One of eight documents for us, none against: every swap leaves as large a difference."""
    assert paired(np.array([1.0] + [0.0] * 7), np.zeros(8), list("abcdefgh"))["p"] == 1.0


# -- the calibration of confidence --------------------------------------------------------------

THREE_TO_ONE, NINE_TO_ONE = log(3), log(9)


def answered(logit, right, of):
    """``of`` answers of some log odds, ``right`` of them right."""
    return np.full(of, logit), np.arange(of) < right


def both(some, others):
    return [np.concatenate(each) for each in zip(some, others, strict=True)]


def test_answers_that_are_as_right_as_they_are_likely_stay_as_they_are():
    """Three of four right at odds 3 : 1, one of four at 1 : 3: intercept 0 and slope 1 leave no slope to descend."""
    logit, hit = both(answered(THREE_TO_ONE, 3, 4), answered(-THREE_TO_ONE, 1, 4))
    assert platt(logit, hit) == pytest.approx((0.0, 1.0), abs=1e-9)


def test_answers_that_are_too_likely_are_drawn_towards_a_half():
    """At odds 9 : 1 three of four right. Without the ridge the slope is log 3 / log 9 = 1/2; with it, where
    (chance - 3/4) log 9 + 2 ridge (slope - 1) = 0."""
    logit, hit = both(answered(NINE_TO_ONE, 3, 4), answered(-NINE_TO_ONE, 1, 4))
    intercept, slope = platt(logit, hit)
    chance = 1 / (1 + np.exp(-slope * NINE_TO_ONE))
    assert intercept == pytest.approx(0, abs=1e-9)
    assert (chance - 3 / 4) * NINE_TO_ONE + 2 * 0.01 * (slope - 1) == pytest.approx(0, abs=1e-9)
    assert 0.5 < slope < 0.55


def test_answers_that_are_always_right_move_the_intercept_up_and_stay_finite():
    logit, hit = answered(0.0, 10, 10)
    intercept, slope = platt(logit, hit)
    assert 1 / (1 + np.exp(-intercept)) - 1 + 2 * 0.01 * intercept == pytest.approx(0, abs=1e-9)
    assert slope == 1.0  # nothing was said about it


def test_a_likelier_answer_is_never_made_less_sure():
    """Even where the likelier ones were wrong more often, the slope stays above 0."""
    logit, hit = both(answered(NINE_TO_ONE, 0, 50), answered(-NINE_TO_ONE, 50, 50))
    assert platt(logit, hit)[1] == 0.05
