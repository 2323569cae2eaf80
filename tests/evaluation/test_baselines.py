"""What simpler ways answer, on real ladders, and how sure they may be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from qualmap.evaluation.benchmark.baselines import anchors_alone, by_number, printed, proportional, rank, scored
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.level import official
from qualmap.evaluation.benchmark.metrics import per_trial, scores
from qualmap.evaluation.benchmark.trials import Trials
from tests.trials import trial


@pytest.fixture(scope="module")
def truth(catalogue):
    """Every level with a link to the EQF, by framework and code. Columns: below, EQF 1 to 8, above."""
    return {(each.origin, each.level): each for each in official(Folds(catalogue))}


@pytest.mark.parametrize(
    ("framework", "level", "expected"),
    [
        ("ie-nfq@2003", "8", 8),
        ("ie-nfq@2003", "10", 8),  # no EQF 10: the nearest
        ("ch-nqr-bb@2014", "3", 3),
        ("nl-nlqf@current", "4+", 4),
        ("cy-cyqf@2012", "7b", 7),
        ("gb-eng-rqf@current", "Entry 3", 3),  # prints no number: its rank
        ("gb-eng-rqf@current", "4", 4),
    ],
)
def test_the_printed_number(truth, framework, level, expected):
    assert printed(truth[framework, level]) == expected


def test_a_roman_number_is_the_arabic_one(catalogue):
    there = trial({4}, [0.1] * 10, codes=("I", "II", "III", "IV", "V", "VI", "VII", "VIII"), level="4", rung=2)
    assert printed(there) == 4
    assert printed(replace(there, level="IV")) == 4


def test_letters_have_only_a_rank():
    there = trial({1}, [0.2] * 5, level="Diploma", rung=3)
    assert printed(there) == 3
    assert printed(replace(there, codes=("1", "2", "3"))) == 3
    assert printed(replace(there, level="1")) == 3  # the other side prints no number


@pytest.mark.parametrize(
    ("framework", "level", "expected"),
    [("ie-nfq@2003", "8", 8), ("gb-eng-rqf@current", "Entry 1", 1), ("gb-eng-rqf@current", "1", 4)],
)
def test_the_rank(truth, framework, level, expected):
    assert rank(truth[framework, level]) == expected


@pytest.mark.parametrize(
    ("framework", "level", "expected"),
    [("ie-nfq@2003", "1", 1), ("ie-nfq@2003", "8", 1 + 7 * 7 / 9), ("ie-nfq@2003", "10", 8), ("de-dqr@2013", "6", 6)],
)
def test_the_proportional_rank(truth, framework, level, expected):
    assert proportional(truth[framework, level]) == pytest.approx(expected)


def test_a_ladder_of_one_rung_begins_where_the_other_begins():
    assert proportional(trial({1}, [0.2] * 5, rung=1, rungs=1)) == 1


def test_award_types_alone_in_a_straight_line_between_typed_rungs():
    """Seen at 2 on the first rung and at 6 on the third: 4 on the second; beyond the last, as high as the last."""
    heights, precision = np.array([2.0, 0.0, 6.0, 0.0]), np.array([1.0, 0.0, 0.5, 0.0])
    guess = anchors_alone({"xx-nqf@1": (heights, precision), "yy-nqf@1": (heights, 0 * precision)})
    assert [guess(trial({1}, [0.2] * 5, rung=rung)) for rung in (1, 2, 3, 4)] == [2, 4, 6, 6]
    assert guess(trial({1}, [0.2] * 5, rung=1, origin="yy-nqf@1")) is None


# -- how sure a baseline may be -----------------------------------------------------------------

# Columns below, A, B, above. The guess is always A. Of document a: one of two right; of b: right; of c: wrong.
DOCUMENTS = [("a", 1), ("a", 2), ("b", 1), ("c", 2)]


def always_a(_):
    return 1.0


def of_documents(documents=DOCUMENTS):
    return Trials.of(trial({column}, [0.25] * 4, cluster=document) for document, column in documents)


def test_a_baseline_is_as_sure_as_it_is_right_on_other_documents():
    """Laplace: (hits + 1) / (trials + 2), over the others' trials. For a: 1 of 2. For b: 1 of 3. For c: 2 of 3."""
    found = scored(of_documents(), always_a)
    assert found.confidence.tolist() == pytest.approx([2 / 4, 2 / 4, 2 / 5, 3 / 5])
    assert found.probability[2].tolist() == pytest.approx([0.2, 0.4, 0.2, 0.2])  # the rest is spread evenly
    assert (found.answer == [False, True, False, False]).all()


def test_its_log_loss_is_finite_and_by_hand():
    loss = per_trial(scored(of_documents(), always_a)).log_loss
    shares = [1 / 2, 1 / 2 / 3, 2 / 5, 2 / 5 / 3]  # what each official column got: A, B of three others, A, B
    assert loss.tolist() == pytest.approx([-np.log(share) for share in shares])


def test_trials_from_elsewhere_count_for_the_hit_rate():
    """Scoring one document alone, the rate is that of the catalogue: 7 of 8, so (7 + 1) / (8 + 2)."""
    elsewhere = of_documents([(str(number), 1 if number else 2) for number in range(8)])
    found = scored(of_documents([("mine", 1)]), always_a, elsewhere)
    assert found.confidence.tolist() == pytest.approx([0.8])
    assert scored(of_documents([("mine", 1)]), always_a).confidence.tolist() == [0.5]  # nothing is known of it


def test_a_baseline_is_scored_where_it_has_something_to_say():
    found = scored(of_documents(), lambda each: 1.0 if each.cluster == "b" else None)
    assert {trial.cluster for trial in found.each} == {"b"}
    assert found.probability.sum(axis=1) == pytest.approx(1)
    assert scored(of_documents(), lambda _: None) is None


def test_a_guess_beyond_the_ladder_is_below_or_above_it():
    low, high = scored(of_documents(), lambda _: -3.0), scored(of_documents(), lambda _: 9.0)
    assert low.answer.argmax(axis=1).tolist() == [0] * 4
    assert high.answer.argmax(axis=1).tolist() == [3] * 4


def test_on_the_catalogue_every_row_of_every_baseline_sums_to_one(truth):
    trials = Trials.of(truth.values())
    for name, found in by_number(trials).items():
        assert found.probability.sum(axis=1) == pytest.approx(1), name
        assert (found.answer.sum(axis=1) == 1).all(), name


def test_the_printed_number_is_right_for_germany_and_mostly_wrong_for_ireland(truth):
    """The NFQ's numbers run past the EQF's: 1 is at 1 and none of the others is at its own number."""
    found = by_number(Trials.of(truth.values()))["printed number"]

    def exact(name):
        return scores(found.where([each.origin == name for each in found.each]))["exact"]

    assert exact("de-dqr@2013") == 1
    assert exact("ie-nfq@2003") == pytest.approx(2 / 10)  # NFQ 1 at EQF 1, and NFQ 10 at the nearest, EQF 8
