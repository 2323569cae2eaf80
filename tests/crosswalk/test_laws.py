"""DESIGN.md's laws, over random ladders and random evidence, and over every pair of the real catalogue."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qualmap.crosswalk.answers import answer_intervals, forced
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.placement import GRIDS, Rungs, place, printed_heights, shares, wall
from qualmap.records.referencing import IGNORED
from tests.ladders import bundled, frameworks, ladder, make_table, tables, world, worlds

TOLERANCE = 2e-6  # published numbers are rounded to six decimals
lawful = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def both_ways(qm, one, other):
    return qm.crosswalk(str(one.ref), str(other.ref)), qm.crosswalk(str(other.ref), str(one.ref))


def dominated(rows, origin, destination):
    """Whether rows over ``below``, levels, ``above`` fall nowhere from one rank to the next, between ranks."""
    borders = [0, *(i for i, rank in enumerate(destination.ranks, 1) if rank not in destination.ranks[i:])]
    cumulative, rank = np.cumsum(rows, axis=1)[:, borders], np.array(origin.ranks)
    pairs = itertools.combinations(range(len(rank)), 2)
    return all((cumulative[a] >= cumulative[b] - 1e-9).all() for a, b in pairs if rank[a] < rank[b])


def unlinked_between(crosswalk):
    """Levels that a source leaves without counterpart although it links levels on both sides of them."""
    return {
        m.origin_level
        for m in crosswalk
        if m.status == "unlinked"
        and m.basis == "official"
        and m.distribution
        and max(m.distribution["below"], m.distribution["above"]) < 1
    }


def check_ordered(crosswalk, origin, destination):
    """First-order stochastic dominance between different ranks; least and greatest answer never fall.

    Parallel levels share a rank, so cumulative probabilities are compared at the borders between ranks.
    """
    columns = ["below", *destination.codes, "above"]
    borders = [0, *(i for i, rank in enumerate(destination.ranks, 1) if rank not in destination.ranks[i:])]
    rank_there = dict(zip(destination.codes, destination.ranks, strict=True))
    rank = dict(zip(origin.codes, origin.ranks, strict=True))
    known = [m for m in crosswalk if m.distribution is not None and m.origin_level not in unlinked_between(crosswalk)]
    for lower, upper in itertools.combinations(known, 2):
        if rank[lower.origin_level] == rank[upper.origin_level]:
            continue
        a, b = (np.cumsum([m.distribution[code] for code in columns])[borders] for m in (lower, upper))
        assert (a >= b - TOLERANCE).all(), (lower.origin_level, upper.origin_level, a, b)
        if lower.destination_levels and upper.destination_levels:
            low, high = ([rank_there[c] for c in m.destination_levels] for m in (lower, upper))
            assert min(low) <= min(high)
            assert max(low) <= max(high)


@lawful
@given(worlds())
def test_every_distribution_is_one_and_every_status_keeps_its_meaning(made):
    qm, ladders = made
    for one, other in itertools.permutations(ladders, 2):
        crosswalk = qm.crosswalk(str(one.ref), str(other.ref))
        assert [m.origin_level for m in crosswalk] == list(one.codes)
        for mapping in crosswalk:
            if mapping.status == "not_known":
                assert mapping.distribution is mapping.confidence is mapping.destination_levels is None
                assert mapping.reason
                continue
            assert list(mapping.distribution) == [*other.codes, "below", "above"]
            assert sum(mapping.distribution.values()) == pytest.approx(1, abs=1e-9)
            assert all(0 <= p <= 1 and round(p, 6) == p for p in mapping.distribution.values())
            assert 0 <= mapping.confidence <= 1
            assert (mapping.destination_levels == ()) == (mapping.status == "unlinked")


@lawful
@given(worlds())
def test_distributions_and_answers_rise_with_rank_in_both_directions(made):
    qm, ladders = made
    for one, other in itertools.combinations(ladders, 2):
        forth, back = both_ways(qm, one, other)
        check_ordered(forth, one, other)
        check_ordered(back, other, one)


@lawful
@given(worlds())
def test_answers_that_the_engine_keeps_to_itself_obey_the_same_laws(made):
    """What the benchmark scores: a row for every level that sums to 1 and rises with rank, known or not."""
    qm, ladders = made
    for blind in (False, True):
        engine = Engine(qm.catalogue, blind=blind)
        for one, other in itertools.permutations(ladders, 2):
            found = forced(engine, one, other)
            assert [each.level for each in found] == list(one.codes)
            rows = np.array([each.probability for each in found])
            assert rows.shape == (len(one.codes), len(other.codes) + 2)
            assert rows.sum(axis=1) == pytest.approx(1, abs=1e-9)
            assert (rows >= 0).all()
            denied = engine.links.direct(str(one.ref), str(other.ref))[:1]
            if not any(view.denied.any() for view in denied):
                assert dominated(rows, one, other)
            for each in found:
                assert 0 <= each.answer.confidence <= 1
                assert all(0 <= column < rows.shape[1] for column in each.answer.columns)


@lawful
@given(worlds())
def test_forced_answers_are_the_published_ones_where_those_are_known(made):
    qm, ladders = made
    for one, other in itertools.permutations(ladders, 2):
        crosswalk = qm.crosswalk(str(one.ref), str(other.ref))
        for each in forced(qm.session.engine, one, other):
            mapping = crosswalk[each.level]
            assert each.known == (mapping.status != "not_known")
            if each.known:
                row = dict(zip(("below", *other.codes, "above"), each.probability, strict=True))
                rounding = 5e-7 * (len(row) + 1)  # the errors of all others go to the largest
                assert mapping.distribution == pytest.approx(row, abs=rounding)
                assert mapping.confidence == pytest.approx(each.answer.confidence, abs=TOLERANCE)


@lawful
@given(worlds())
def test_the_shares_of_the_grids_sum_to_one_and_heights_rise(made):
    """A level each, printed numbers: a ladder whose codes print no rising numbers is on no printed
    grid, and no rung stands above the scale's highest."""
    qm, ladders = made
    engine = qm.session.engine
    for framework in ladders:
        ladder = engine.ladder(str(framework.ref))
        assert len(ladder.grids) == len(GRIDS) == 2
        assert ladder.grids.sum() == pytest.approx(1)
        assert (ladder.grids >= 0).all()
        if printed_heights(framework, engine.top) is None:
            assert ladder.grids[GRIDS.index("printed")] == 0
        assert (np.diff(ladder.mean) >= -1e-9).all()
        assert ladder.mean.max() <= engine.top + 1e-9
        for own in (ladder.by_types, ladder.by_all):  # each cell of the wall is shared out whole
            assert own.sum(axis=0) == pytest.approx(np.diff(wall(engine.top)), abs=1e-9)


@st.composite
def seen_rungs(draw):
    """One ladder of 1 to 9 rungs: printed numbers or none, and heights seen on some of its rungs."""
    count = draw(st.integers(1, 9))
    numbers = sorted(draw(st.lists(st.integers(1, 8), min_size=count, max_size=count)))
    printed = [float(number) for number in numbers] if draw(st.booleans()) else [np.nan] * count
    height = draw(st.lists(st.floats(0, 9), min_size=count, max_size=count))
    precision = draw(st.lists(st.sampled_from([0.0, 0.0, 0.5, 2.0, 30.0]), min_size=count, max_size=count))
    return printed, draw(st.floats(0, 1)), height, precision


def rungs_of_many(ladders):
    most = max(len(printed) for printed, *_ in ladders)

    def padded(rows, filler):
        return np.array([[*row, *[filler] * (most - len(row))] for row in rows])

    printed, weight, height, precision = zip(*ladders, strict=True)
    count = np.array([len(row) for row in printed])
    nothing = np.zeros((len(ladders), most))
    return Rungs(count, padded(printed, np.nan), np.array(weight), padded(height, 0.0), padded(precision, 0.0), nothing)


@lawful
@given(st.lists(seen_rungs(), min_size=2, max_size=5))
def test_a_ladder_is_placed_in_a_batch_as_it_is_alone(ladders):
    """Whatever stands beside it, and however many rungs its row is padded to."""
    catalogue = bundled()

    def placed(some):
        return place(rungs_of_many(some), catalogue.parameters, catalogue.assumptions, 8)

    together = placed(ladders)
    assert together.share.sum(axis=1) == pytest.approx(1)
    for row, rungs in enumerate(ladders):
        alone, count = placed([rungs]), len(rungs[0])
        assert together.share[row] == pytest.approx(alone.share[0], abs=1e-7)
        assert together.mean[row, :, :count] == pytest.approx(alone.mean[0], abs=1e-6)
        assert together.variance[row, :, :count] == pytest.approx(alone.variance[0], abs=1e-6)
        shares_alone, shares_there = shares(alone, wall(8))[0], shares(together, wall(8))[row]
        assert shares_there[: count + 2] == pytest.approx(shares_alone, abs=1e-6)
        assert (shares_there[count + 2 :] == 0).all()


@lawful
@given(worlds())
def test_both_directions_are_one_joint_distribution(made):
    """Cross ratios of P(b|a) and of P(a|b) agree: each is a row-normalisation of the same matrix."""
    qm, ladders = made
    engine = qm.session.engine
    for one, other in itertools.combinations(ladders, 2):
        pair = engine.pair(str(one.ref), str(other.ref))
        solved = engine.solve([pair])
        forth, back = solved.forward[0], solved.backward[0].T
        positive = (forth > 1e-9) & (back > 1e-9)
        for (a, b), (c, d) in itertools.combinations(np.argwhere(positive), 2):
            if positive[a, d] and positive[c, b]:
                left = np.log(forth[a, b]) + np.log(forth[c, d]) - np.log(forth[a, d]) - np.log(forth[c, b])
                right = np.log(back[a, b]) + np.log(back[c, d]) - np.log(back[a, d]) - np.log(back[c, b])
                assert left == pytest.approx(right, abs=1e-6)


@lawful
@given(worlds(rising=False))
def test_every_official_pair_shows_in_both_directions(made):
    qm, ladders = made
    inverse = {"equal": {"equal", "broader"}, "spans": {"narrower", "broader"}}
    for one, other in itertools.combinations(ladders, 2):
        forth, back = both_ways(qm, one, other)
        for mapping in forth:
            if mapping.basis == "official":
                for level in mapping.destination_levels:
                    if back[level].basis == "official":
                        assert mapping.origin_level in back[level].destination_levels
                        assert back[level].relation in inverse[mapping.relation]


@lawful
@given(worlds(rising=False))
def test_an_official_answer_is_the_source_word_for_word(made):
    """Tables that cross are kept as they are, not smoothed."""
    qm, _ = made
    for table in qm.catalogue.tables:
        crosswalk = qm.crosswalk(table.origin, table.destination)
        for link in table.links:
            mapping = crosswalk[link.level]
            if mapping.basis == "official":
                assert mapping.destination_levels == link.targets
                for target in link.targets:
                    assert mapping.distribution[target] == pytest.approx(1 / len(link.targets), abs=1e-5)


@lawful
@given(frameworks("one"), frameworks("two"), st.data())
def test_a_path_is_never_surer_than_its_weakest_step(one, two, data):
    scale = bundled().framework(bundled().parameters.scale)
    to_scale = data.draw(tables(one, scale, "first"))
    from_scale = data.draw(tables(two, scale, "second"))
    qm = world([one, two], [to_scale, from_scale])
    crosswalk = qm.crosswalk(str(one.ref), str(two.ref))
    first, last = qm.crosswalk(str(one.ref), str(scale.ref)), qm.crosswalk(str(scale.ref), str(two.ref))
    for mapping in crosswalk:
        if mapping.basis != "composed":
            continue
        start = first[mapping.origin_level]
        step = next(item for item in (*start.evidence, *start.dissent) if item.kind == "link")
        passed = next(link.targets for link in to_scale.links if link.level == mapping.origin_level)
        onward = [
            item.weight
            for level in passed
            for item in (*last[level].evidence, *last[level].dissent)
            if item.kind == "link"
        ]
        assert mapping.confidence <= min(step.weight, max(onward)) + TOLERANCE


@lawful
@given(frameworks("one"), frameworks("two"), st.data())
def test_a_composed_level_gets_no_more_than_the_sum_over_the_levels_between(one, two, data):
    """With ladders that say nothing themselves, P(c|a) is at most the sum of P(b|a) P(c|b), plus the doubt that
    unreliable links leave."""
    scale = bundled().framework(bundled().parameters.scale)
    silent_one, silent_two = (f.model_copy(update={"qualification_types": ()}) for f in (one, two))
    evidence = [
        data.draw(tables(silent_one, scale, "first", whole=True)),
        data.draw(tables(silent_two, scale, "second", whole=True)),
    ]
    qm = world([silent_one, silent_two], evidence)
    crosswalk = qm.crosswalk(str(one.ref), str(two.ref))
    first, last = qm.crosswalk(str(one.ref), str(scale.ref)), qm.crosswalk(str(scale.ref), str(two.ref))
    for mapping in crosswalk:
        if mapping.basis != "composed":
            continue
        path = next(item for item in mapping.evidence if item.kind == "path")
        between = first[mapping.origin_level].distribution
        for level in mapping.destination_levels:
            total = sum(p * (last[b].distribution or {}).get(level, 0) for b, p in between.items() if b in scale.codes)
            assert mapping.distribution[level] <= total + 2 * (1 - path.weight) + 1e-3


def add_agreeing_link(ladders, evidence, chosen, source="seen", status="draft"):
    """The answer for the same level when a document of its own names exactly the answer's set."""
    one, two = ladders
    link = {
        "level": chosen.origin_level,
        "targets": list(chosen.destination_levels),
        "relation": "equal" if len(chosen.destination_levels) == 1 else "spans",
        "source": source,
        "claim": "pair",
    }
    added = make_table(one, two, "added", [link], status)
    return world(ladders, [*evidence, added]).crosswalk(str(one.ref), str(two.ref))[chosen.origin_level]


def check_agreeing_link(ladders, evidence, data):
    """Whatever its status, it leaves the set as it is, and an answer that sources back becomes no less sure."""
    before = world(ladders, evidence).crosswalk(*(str(ladder.ref) for ladder in ladders))
    answered = [m for m in before if m.status == "answered"]
    assume(answered)
    chosen = data.draw(st.sampled_from(answered))
    source = data.draw(st.sampled_from(["seen", "secondary"]))
    status = data.draw(st.sampled_from(["referenced", "self-declared", "draft"]))
    after = add_agreeing_link(ladders, evidence, chosen, source, status)
    assert after.destination_levels == chosen.destination_levels
    if chosen.basis != "inferred":
        assert after.confidence >= chosen.confidence - TOLERANCE


@lawful
@given(frameworks("one"), frameworks("two"), st.data())
def test_an_added_agreeing_link_never_lowers_confidence(one, two, data):
    check_agreeing_link([one, two], [data.draw(tables(one, two))], data)


@lawful
@given(frameworks("one"), frameworks("two"), st.data())
def test_an_added_agreeing_link_never_lowers_confidence_beside_a_path(one, two, data):
    scale = bundled().framework(bundled().parameters.scale)
    pairs = [(one, two), (one, scale), (two, scale)]
    evidence = [data.draw(tables(*pair, "-".join(each.id for each in pair))) for pair in pairs]
    check_agreeing_link([one, two], evidence, data)


def test_what_weighs_above_the_ladder_draws_no_level_into_the_answer():
    """`1` and `above` are about as likely, `2a` and `2b` are not: the answer is `1`.

    It was {1, 2a, 2b}, the hull clipped to the ladder, which a link that named exactly these three made {1}.
    """
    row = np.array([[0.008, 0.359, 0.233, 0.074, 0.326]])  # below, 1, 2a, 2b, above
    lowest, highest = answer_intervals(row, 4, 0.8)
    assert (lowest.tolist(), highest.tolist()) == ([1], [1])


def test_a_link_to_another_level_chooses_nothing_among_those_that_a_source_leaves_open():
    """A table says 1 or 2, the ladders say 3: a draft that says 3 too prefers neither 1 nor 2. The answer was lost."""
    kinds = {"1": "short-cycle-he", "2a": "primary", "2b": "upper-secondary-general", "3": "doctorate"}
    one, two = (
        ladder("one", ["1", "2a", "2b", "3"], kinds),
        ladder("two", ["1", "2", "3"], {"1": "doctorate", "3": "bachelor"}),
    )
    link = {"level": "2a", "targets": ["1", "2"], "relation": "spans", "source": "recalled"}
    evidence = [make_table(one, two, "table", [link])]
    before = world([one, two], evidence).crosswalk("one@1", "two@1")["2a"]
    after = add_agreeing_link([one, two], evidence, before)
    for mapping in (before, after):
        assert mapping.destination_levels == ("3",)
        assert mapping.distribution["1"] == pytest.approx(mapping.distribution["2"], abs=TOLERANCE)
    assert after.distribution["3"] > before.distribution["3"]


def test_links_in_order_that_are_not_equally_sure_do_not_pull_at_one_another():
    """3b was read to be 3b, and 4b above it is only recalled to be 3b: the weaker link takes nothing from the stronger.

    So a link that names {2, 3a, 3b} for 3b leaves what is between these as it is. It made 3b likelier against 2.
    """
    one = ladder(
        "one", ["1", "2", "3a", "3b", "4a", "4b"], {"1": "short-cycle-he", "3b": "short-cycle-he", "4b": "primary"}
    )
    two = ladder(
        "two",
        ["1", "2", "3a", "3b", "4", "5"],
        {"1": "lower-secondary", "3a": "lower-secondary", "4": "short-cycle-he"},
    )
    links = [
        {"level": "3a", "targets": ["3a", "3b"], "relation": "spans", "source": "recalled"},
        {"level": "3b", "targets": ["3b"], "relation": "equal", "source": "seen", "claim": "pair"},
        {"level": "4b", "targets": ["3b"], "relation": "equal", "source": "recalled"},
    ]
    evidence = [make_table(one, two, "table", links, "self-declared")]
    before = world([one, two], evidence).crosswalk("one@1", "two@1")["3b"]
    named = before.model_copy(update={"destination_levels": ("2", "3a", "3b")})
    after = add_agreeing_link([one, two], evidence, named, status="self-declared")
    odds = [mapping.distribution["3b"] / mapping.distribution["2"] for mapping in (before, after)]
    assert odds[1] == pytest.approx(odds[0], rel=1e-4)


def test_no_source_leaves_open_whether_an_award_stands_on_the_ladder_at_all(qm):
    """Spain's ladder of higher education has no row for its highest level: what is above master's degrees there may
    stand on that level or above the ladder, and Germany's doctorate stands where Spain has a doctorate."""
    mapping = qm.crosswalk("de-dqr", "es-meces")["8"]
    assert mapping.destination_levels == ("4",)
    assert mapping.distribution["above"] < mapping.distribution["4"] / 2


@lawful
@given(frameworks("one"), frameworks("two"), st.data())
def test_of_two_official_tables_in_conflict_the_newer_wins_and_the_other_is_shown(one, two, data):
    assume(len(two.codes) >= 2)
    code = one.codes[0]
    link = {"level": code, "relation": "equal", "source": "seen", "claim": "pair"}
    old = make_table(one, two, "old", [link | {"targets": [two.codes[0]]}], date="2010")
    new = make_table(one, two, "new", [link | {"targets": [two.codes[1]]}], date="2020-05")
    qm = world([one, two], data.draw(st.permutations([old, new])))
    mapping = qm.crosswalk(str(one.ref), str(two.ref))[code]
    assert mapping.destination_levels == (two.codes[1],)
    assert [item.id for item in mapping.dissent] == [f"{old.id}#{code}"]
    alone = world([one, two], [new]).crosswalk(str(one.ref), str(two.ref))[code]
    assert mapping.confidence < alone.confidence


@lawful
@given(worlds(), st.sampled_from(sorted(IGNORED)))
def test_results_not_endorsed_or_withdrawn_count_for_nothing_and_are_shown(made, status):
    qm, ladders = made
    one, two = ladders[0], ladders[1]
    link = {"level": one.codes[0], "targets": [two.codes[-1]], "relation": "equal", "source": "seen", "claim": "pair"}
    ghost = make_table(one, two, "ghost", [link], status)
    haunted = world(ladders, [*qm.catalogue.tables, ghost])
    before, after = (w.crosswalk(str(one.ref), str(two.ref))[one.codes[0]] for w in (qm, haunted))
    assert after.distribution == before.distribution
    assert after.confidence == before.confidence
    assert f"{ghost.id}#{one.codes[0]}" in {item.id for item in after.dissent if not item.used}


@lawful
@given(worlds(), st.data())
def test_the_order_in_which_records_are_read_changes_nothing(made, data):
    qm, ladders = made
    evidence = data.draw(st.permutations(qm.catalogue.tables))
    again = world(data.draw(st.permutations(ladders)), evidence)
    for one, other in itertools.permutations(ladders, 2):
        assert again.crosswalk(str(one.ref), str(other.ref)) == qm.crosswalk(str(one.ref), str(other.ref))


def test_independent_sources_that_agree_reinforce(qm):
    """Two reported tables from two documents make the same answer surer than either alone."""
    one, two = qm.framework("de-dqr"), qm.framework("ie-nfq")
    link = {"level": "6", "targets": ["8"], "relation": "equal", "source": "seen", "claim": "pair"}
    first, second = (make_table(one, two, name, [link], "self-declared") for name in ("first", "second"))
    alone, both = (world([one, two], t).crosswalk(str(one.ref), str(two.ref))["6"] for t in ([first], [first, second]))
    assert both.confidence > alone.confidence
    same_document = second.model_copy(update={"sources": first.sources})
    copied = world([one, two], [first, same_document]).crosswalk(str(one.ref), str(two.ref))["6"]
    assert copied.confidence == alone.confidence


def test_the_laws_of_order_hold_for_every_pair_of_the_catalogue(qm):
    """All pairs in the engine's arrays, both ways; one in nine as the crosswalks that people see."""
    engine = qm.session.engine
    pairs = [engine.pair(one, other) for one, other in itertools.combinations(engine.levelled, 2)]
    solved = engine.solve(pairs)
    for index, pair in enumerate(pairs):
        one, other = (engine.frameworks[name] for name in (pair.origin, pair.destination))
        sides = ((solved.forward[index], one, other), (solved.backward[index], other, one))
        for rows, origin, destination in sides:
            borders = [0, *(i for i, rank in enumerate(destination.ranks, 1) if rank not in destination.ranks[i:])]
            cumulative = np.cumsum(rows[1 : len(origin.codes) + 1, : len(destination.codes) + 2], axis=1)[:, borders]
            rank = np.array(origin.ranks)
            rising = rank[1:] > rank[:-1]
            assert (cumulative[:-1][rising] >= cumulative[1:][rising] - 1e-9).all(), (pair.origin, pair.destination)
    for pair in pairs[::9]:
        one, other = (engine.frameworks[name] for name in (pair.origin, pair.destination))
        check_ordered(qm.crosswalk(pair.origin, pair.destination), one, other)
        check_ordered(qm.crosswalk(pair.destination, pair.origin), other, one)
