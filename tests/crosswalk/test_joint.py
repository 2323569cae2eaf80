"""The calculus, by hand: what base, links and sources that decide make of one row after another."""

from __future__ import annotations

import numpy as np
import pytest

from qualmap.crosswalk.joint import (
    PADDING,
    Pulls,
    _around_flats,
    _as_strong_as_neighbours,
    _between,
    _never_falling,
    conditionals,
    transpose,
)


def pulled(increments, ranks=None, steepest=100.0, columns=None, **pulls):
    """P(column | row) of one pair whose ladders alone give these log increments."""
    rows = np.array(increments, float)
    base = np.exp(np.cumsum(np.pad(rows, ((0, 0), (1, 0))), axis=1))[None]
    given = Pulls.none(*base.shape)
    for name, value in pulls.items():
        getattr(given, name)[0] = value
    ranks = np.array([ranks or range(len(rows))])
    return conditionals(base, ranks, np.array([columns or base.shape[2]]), given, steepest)[0]


def steps(*given, **options):
    """The log increments that come out."""
    return np.diff(np.log(pulled(*given, **options)), axis=1).round(9).tolist()


# Ladders alone


def test_shares_that_rise_with_rank_stay_as_they_are():
    rows = pulled([[0, -1], [1, 0.5], [1, 2]])
    expected = np.exp([[0, 0, -1], [0, 1, 1.5], [0, 1, 3]])
    assert rows == pytest.approx(expected / expected.sum(axis=1, keepdims=True))


def test_ladders_alone_make_no_step_steeper_than_allowed():
    assert steps([[-7, 0], [3, 9]], steepest=4.0) == [[-4, 0], [3, 4]]


def test_a_share_may_be_as_small_as_a_float_can_be():
    assert steps([[300, 300]], steepest=500.0) == [[300, 300]]


def test_a_share_of_nothing_is_the_steepest_step_and_no_error():
    base = np.array([[[0, 0.5, 0.5], [0.5, 0, 0.5], [0.4, 0.6, 0]]])
    rows = conditionals(base, np.array([[0, 0, 0]]), np.array([3]), Pulls.none(1, 3, 3), 2.0)[0]
    assert np.diff(np.log(rows), axis=1).round(9).tolist() == [[2, 0], [-2, 2], [pytest.approx(np.log(1.5)), -2]]


def test_steps_that_fall_with_rank_meet_halfway():
    assert steps([[2], [0]]) == [[1], [1]]
    assert steps([[3], [0], [1]]) == [[1.5], [1.5], [2]]
    assert steps([[0], [4], [2], [9]]) == [[0], [3], [3], [9]]


def test_parallel_levels_do_not_constrain_one_another():
    assert steps([[2], [0]], ranks=[1, 1]) == [[2], [0]]
    assert steps([[2], [0], [1]], ranks=[1, 1, 2]) == [[1.5], [0], [1.5]]
    assert steps([[0], [0], [2], [0]], ranks=[1, 2, 3, 3]) == [[0], [0], [2], [0]]
    assert steps([[1], [2], [0]], ranks=[1, 2, 2]) == [[0.5], [2], [0.5]]


def test_only_chosen_rows_hold_one_another():
    increments = np.array([[[5.0], [9.0], [1.0]]])
    found = _never_falling(increments, np.array([[1, 2, 3]]), np.array([[True, False, True]]))
    assert found.ravel().tolist() == [3, 9, 3]


def test_pairs_of_different_size_are_padded_and_do_not_touch_one_another():
    small = pulled([[2], [1]])
    base = np.array([[[1, np.e**2, 0, 0], [1, np.e, 0, 0], [0, 0, 0, 0]], [[1, 1, 1, 1], [1, 1, 1, 1], [1, 2, 4, 8]]])
    ranks = np.array([[0, 1, PADDING], [0, 1, 2]])
    both = conditionals(base, ranks, np.array([2, 4]), Pulls.none(2, 3, 4), 100.0)
    assert both[0, :2, :2] == pytest.approx(small)
    assert (both[0, :, 2:] == 0).all()
    assert both[1] == pytest.approx(np.array([[1, 1, 1, 1], [1, 1, 1, 1], [1, 2, 4, 8]]) / [[4], [4], [15]])
    assert both.sum(axis=2) == pytest.approx(1)


def test_both_directions_are_ordered_whatever_the_ladders_say():
    """Rows rise by dominance, and so do columns read backwards: the joint is totally positive of order 2."""
    random = np.random.default_rng(7)
    base = random.uniform(0.01, 1, (40, 5, 6))
    ranks = np.tile([0, 1, 2, 3, 4], (40, 1))
    forward = conditionals(base, ranks, np.full(40, 6), Pulls.none(40, 5, 6), 3.0)
    backward = transpose(forward, random.uniform(0.1, 1, (40, 5)))
    for given in (forward, backward):
        assert given.sum(axis=2) == pytest.approx(1)
        assert (np.diff(np.cumsum(given, axis=2), axis=1) <= 1e-9).all()


def test_the_other_direction_is_the_same_joint():
    forward = np.array([[[0.5, 0.5, 0], [0.25, 0.75, 0]]])
    backward = transpose(forward, np.array([[0.2, 0.8]]))[0]
    assert backward == pytest.approx(np.array([[1 / 3, 2 / 3], [1 / 7, 6 / 7], [0, 0]]))


# Links


def test_no_links_tell_push_and_fix_nothing():
    pulls = Pulls.none(2, 3, 4)
    shapes = {name: getattr(pulls, name).shape for name in ("told", "push", "flat", "fixed", "allowed")}
    gaps = (2, 3, 3)
    assert shapes == {"told": (2, 3), "push": gaps, "flat": gaps, "fixed": (2, 3), "allowed": (2, 3, 4)}
    assert not any(getattr(pulls, name).any() for name in shapes)


def test_a_link_moves_its_row_and_rows_that_none_speaks_of_give_way():
    assert steps([[0]], told=[1], push=[[0.5]]) == [[0.5]]
    assert steps([[0]], told=[1], push=[[-0.5]]) == [[-0.5]]
    assert steps([[-4], [-3], [-2]], told=[1, 0, 0], push=[[-4], [0], [0]]) == [[-8], [-3], [-2]]
    flat = [[0], [0], [0]]
    assert steps(flat, told=[0, 1, 0], push=[[0], [3], [0]]) == [[0], [3], [3]]
    assert steps(flat, told=[0, 1, 0], push=[[0], [-3], [0]]) == [[-3], [-3], [0]]
    assert steps([[-5], [0], [5]], told=[0, 1, 0], push=[[0], [3], [0]]) == [[-5], [3], [5]]


def test_a_push_counts_only_on_a_row_that_a_link_speaks_of():
    assert steps([[0], [0]], told=[0, 0], push=[[3], [0]]) == [[0], [0]]
    assert steps([[0], [0]], told=[0, 1], push=[[-3], [0]]) == [[0], [0]]


def test_a_row_that_a_link_begins_to_speak_of_never_moves_away_from_its_answer():
    """It gives way to the others first, as it would have done without the link, and is then pushed."""
    assert steps([[0], [0]], told=[1, 1], push=[[3], [1]]) == [[3], [3]]
    assert steps([[0], [0]], told=[1, 1], push=[[-1], [-3]]) == [[-3], [-3]]
    assert steps([[0], [0]], told=[1, 1], push=[[3], [0]]) == [[3], [3]]
    assert steps([[0], [0]], told=[1, 1], push=[[0], [-3]]) == [[-3], [-3]]
    assert steps([[0], [0]], told=[1, 1], push=[[3], [4]]) == [[3], [4]]
    assert steps([[0], [0], [0]], told=[1, 1, 1], push=[[-4], [-1], [2]]) == [[-4], [-1], [2]]


@pytest.mark.parametrize(
    ("given", "ranks", "found"),
    [
        ([2, 0.5, 0, 3], [1, 2, 3, 4], [2, 2, 0, 3]),
        ([-3, 0, -0.5, -2], [1, 2, 3, 4], [-3, 0, -2, -2]),
        ([2, -1, 0.5], [1, 2, 3], [2, -1, 2]),
        ([-0.5, 1, -2], [1, 2, 3], [-2, 1, -2]),
        ([2, 0.5], [1, 1], [2, 0.5]),
    ],
)
def test_a_rank_is_pushed_up_at_least_as_much_as_those_below_it_and_down_as_those_above(given, ranks, found):
    push = np.array(given, float)[None, :, None]
    assert _as_strong_as_neighbours(push, np.array([ranks])).ravel().tolist() == found


def test_links_against_the_order_meet_halfway():
    assert steps([[0], [0]], told=[1, 1], push=[[3], [-1]]) == [[1], [1]]
    assert steps([[0], [0], [0]], told=[1, 0, 1], push=[[3], [0], [-1]]) == [[1], [1], [1]]


def test_between_rows_that_cross_is_the_middle():
    """What is kept between 3 from below and -2 from above."""
    increments, ranks = np.array([[[9.0], [9.0], [9.0]]]), np.array([[1, 2, 3]])
    pushed = np.array([[[3.0], [0.0], [-2.0]]])
    assert _between(increments, pushed, ranks, np.array([[True, False, True]])).ravel().tolist() == [-2, 0.5, 9]


def test_padded_rows_are_never_told():
    rows = pulled([[0], [0]], ranks=[1, PADDING], told=[0, 1], push=[[0], [-5]])
    assert rows == pytest.approx(0.5)


# What a source leaves open


def test_inside_an_answer_that_a_source_leaves_open_shares_are_equal():
    assert steps([[3, 1, -2]], flat=[[0, 1, 0]]) == [[3, 0, -2]]


def test_around_an_open_answer_the_order_holds():
    """Below it no step at that place leads up, above it none leads down; parallel levels are free."""
    flat = [[0], [0], [1], [0], [0]]
    assert steps([[-3], [2], [2], [2], [3]], flat=flat) == [[-3], [0], [0], [2], [3]]
    assert steps([[-3], [-2], [-2], [-1], [3]], flat=flat) == [[-3], [-2], [0], [0], [3]]
    increments, ranks = np.array([[[4.0], [-4.0], [4.0]]]), np.array([[1, 1, 1]])
    around = _around_flats(increments, ranks, np.array([[[True], [False], [False]]]))
    assert around.ravel().tolist() == [0, -4, 4]


def test_a_row_between_two_open_answers_is_open_too():
    found = _around_flats(
        np.array([[[7.0], [7.0], [7.0]]]), np.array([[1, 2, 3]]), np.array([[[True], [False], [True]]])
    )
    assert found.ravel().tolist() == [0, 0, 0]


# What a source decides


def fixed(targets, width, **options):
    """Rows over ``width`` columns of one weight; ``targets``: those of each row that a source decides."""
    rows = len(targets)
    allowed = [[targets[row] is not None and column in targets[row] for column in range(width)] for row in range(rows)]
    decided = [target is not None for target in targets]
    found = pulled([[0] * (width - 1)] * rows, fixed=decided, allowed=allowed, **options)
    return [[column for column in range(width) if row[column] > 0] for row in found]


def test_a_source_that_decides_leaves_its_targets_alone():
    rows = pulled([[1, 1, 1]] * 2, fixed=[1, 0], allowed=[[0, 1, 1, 0], [0, 0, 0, 0]])
    assert rows[0] == pytest.approx(np.array([0, 1, np.e, 0]) / (1 + np.e))


def test_other_rows_lie_between_what_sources_decide():
    # rows: below, 1, 2, 3, above; columns likewise
    assert fixed([None, {1}, None, {3}, None], 5) == [[0], [1], [1, 2, 3], [3], [4]]
    assert fixed([None, {1}, None, {1}, None], 5)[2] == [1]
    assert fixed([None, {1, 2}, None, {2, 3}, None], 5) == [[0], [1, 2], [1, 2, 3], [2, 3], [4]]


def test_nothing_decided_leaves_everything_open():
    assert fixed([None, None], 3) == [[0, 1, 2], [0, 1, 2]]
    assert fixed([None, None], 4, columns=3) == [[0, 1, 2], [0, 1, 2]]


def test_what_is_given_to_a_level_is_not_also_given_to_the_rows_outside_the_ladder():
    """But below the one may stand below the other, and above it above."""
    assert fixed([None, {2}, None, None], 5)[0] == [0, 1]
    assert fixed([None, None, {2}, None], 5)[3] == [3, 4]
    assert fixed([None, {0}, {2}, None], 5)[0] == [0]
    assert fixed([None, {4}, None], 5, ranks=[0, 1, 1])[2] == [0, 1, 2, 3, 4]
    assert fixed([None, {2}, {4}, None], 5) == [[0, 1], [2], [4], [4]]
    assert fixed([None, {0}, {0}, None], 3) == [[0], [0], [0], [1, 2]]
    assert fixed([None, {2}, {2}, None], 3) == [[0, 1], [2], [2], [2]]


def test_parallel_levels_decided_apart_do_not_bind_one_another():
    assert fixed([None, {1}, {3}, None], 5, ranks=[0, 1, 1, 2]) == [[0], [1], [3], [4]]
    assert fixed([None, {3}, None, None], 5, ranks=[0, 1, 1, 2])[2] == [0, 1, 2, 3, 4]


def test_where_sources_cross_the_level_between_is_open():
    assert fixed([None, {3}, None, {1}, None], 5)[2] == [0, 1, 2, 3, 4]


def test_the_top_row_is_the_last_that_is_real():
    assert fixed([None, {2}, None, None], 5, ranks=[0, 1, 2, PADDING])[2] == [3, 4]


def test_real_columns_alone_are_open():
    assert fixed([None, {1}, None], 5, columns=3) == [[0], [1], [2]]
    assert fixed([None, {3}, None], 4)[2] == [3]
    assert fixed([None, {2}, None], 5, columns=3) == [[0, 1], [2], [2]]
