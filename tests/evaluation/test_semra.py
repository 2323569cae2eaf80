"""The side-by-side run with SeMRA, as far as it goes without SeMRA: what is given, how answers are read and judged."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import replace

import numpy as np
import pytest

from qualmap.evaluation.benchmark.trials import Trial, Trials
from qualmap.records.referencing import IGNORED
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
jobs, side, worker = (importlib.import_module(name) for name in ("semra_jobs", "semra_side_by_side", "semra_worker"))
text = importlib.import_module("semra_text").text


def trial(official=(2,), probability=(0, 0.25, 0.75, 0, 0), answer=(2,), confidence: float | None = 0.75) -> Trial:
    return Trial(
        origin="a@1",
        level="1",
        destination="b@1",
        codes=("x", "y", "z"),
        rung=1,
        rungs=3,
        region="europe",
        irregular=False,
        headline=True,
        cluster="a report",
        official=frozenset(official),
        probability=np.array(probability, float),
        answer=frozenset(answer),
        confidence=confidence,
        known=True,
        why="",
    )


# -- what is given ------------------------------------------------------------------------------


def test_every_link_that_counts_is_given_with_its_reliability(catalogue):
    links = jobs.given(catalogue, catalogue.tables, "relations")
    stated = [link for table in catalogue.tables if table.status not in IGNORED for link in table.links]
    assert len(links) == sum(len(link.targets) for link in stated)
    assert all(0 < link[5] < 1 for link in links)


def test_a_narrower_level_has_a_broad_match_and_a_split_level_narrow_ones(catalogue):
    links = jobs.given(catalogue, catalogue.tables, "relations")
    ireland, europe = (jobs.numbers(catalogue)[name] for name in ("ie-nfq@2003", "eqf@2017"))
    said = {link[1]: link[4] for link in links if (link[0], link[2]) == (ireland, europe)}
    assert said[7] == said[8] == jobs.BROAD
    assert said[10] == jobs.EXACT
    assert {link[4] for link in jobs.given(catalogue, catalogue.tables, "all exact")} == {jobs.EXACT}


def test_the_hidden_table_is_not_given(catalogue):
    (job,) = jobs.asked(catalogue, [("ie-nfq@2003", "gb-sct-scqf@current")], "relations")
    number = jobs.numbers(catalogue)
    ends = {number["ie-nfq@2003"], number["gb-sct-scqf@current"]}
    assert job.links
    assert not [link for link in job.links if {link[0], link[2]} == ends]
    assert set(job.ask) == ends < set(job.keep)


def test_only_frameworks_on_a_way_are_kept():
    """1 to 2 leads over 3, or over 4 and 5; 6 hangs off 3 and leads nowhere; 7 is linked to nothing here."""
    links = [
        (one, 1, other, 1, jobs.EXACT, 0.9, "t") for one, other in ((1, 3), (3, 2), (1, 4), (4, 5), (5, 2), (3, 6))
    ]
    links.append((7, 1, 8, 1, jobs.EXACT, 0.9, "t"))
    assert jobs.between(links, 1, 2, 2) == [1, 2, 3]
    assert jobs.between(links, 1, 2, 3) == [1, 2, 3, 4, 5]


def test_jobs_travel_as_json_and_prefixes_suit_semra(catalogue):
    (job,) = jobs.asked(catalogue, [("ie-nfq@2003", "gb-sct-scqf@current")], "all exact")
    assert json.loads(json.dumps(job.tree()))["ask"] == list(job.ask)
    assert worker.prefix(12).isalnum()


# -- what comes back ----------------------------------------------------------------------------


def test_all_levels_with_the_highest_confidence_are_the_answer():
    said = [(1, 1, jobs.EXACT, 1.0), (1, 2, jobs.BROAD, 1.0), (1, 3, jobs.EXACT, 0.5), (2, 3, jobs.EXACT, 1.0)]
    found = jobs.answered(trial(), 1, said)
    assert found.answer == {1, 2}
    assert found.confidence == 1.0
    assert jobs.likeliest_right(found) == 0.5  # one of the two is official


def test_saying_nothing_is_neither_right_nor_sure():
    found = jobs.answered(trial(official=(0,)), 1, [])
    assert (found.answer, found.confidence, found.known) == (frozenset(), None, False)
    assert jobs.likeliest_right(found) == 0.0


def test_wrong_answers_that_claim_certainty_are_counted():
    """Four levels: right, wrong, unanswered, and right at less than certainty."""
    sure = trial(confidence=1.0)
    each = [sure, replace(sure, official=frozenset({3})), jobs.answered(trial(), 1, []), trial()]
    found = side.judged(Trials.of(each))
    assert (found["n"], found["answered"], found["sure"], found["sure_and_wrong"]) == (4, 3, 2, 1)
    assert found["exact"] == 0.5
    assert found["confidence"] == pytest.approx(2.75 / 3, abs=1e-6)
    assert found["hit_rate"] == pytest.approx(2 / 3, abs=1e-6)
    assert found["brier"] == pytest.approx((0 + 1 + 0.0625) / 3, abs=1e-6)
    assert found["ece"] is None  # too few to judge


def test_the_text_shows_where_someone_is_wrong_and_whether_the_target_is_met():
    answers = {"qualmap": Trials.of([trial()] * 40), "SeMRA, relations": Trials.of([trial(answer=(1,))] * 40)}
    rows = side.rows(answers)
    found = {
        "about": {"version": "0", "import_seconds": 1.0},
        "composed": {
            "tables": 1,
            "chain": 3,
            "scores": {who: side.judged(trials) for who, trials in answers.items()},
            "exact_difference": {},
            "seconds": {"qualmap": 1.0, "SeMRA, relations": 20.0},
            "rows": [*rows[:1], {**rows[1], "said": {"qualmap": rows[1]["said"]["qualmap"]}}],
        },
        "catalogue": {
            "links": 2,
            "ordered_pairs": 6,
            "qualmap_seconds": 1.0,
            "target": 1000,
            "semra": [{"run": "up to 2", "seconds": 5.0, "ratio": 5.0, "chained": 3, "sure": 3}],
        },
    }
    shown = text(found, everything=False)
    assert "x (0.750) *" in shown
    assert "(1 more levels on which all are right: --all)" in shown
    assert "target 1000: not met" in shown
    assert "more levels" not in text(found, everything=True)
