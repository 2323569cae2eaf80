"""``qualmap benchmark``: the JSON contract, what its figures owe one another, and what the project says of them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from qualmap.cli.benchmark import text
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.level import official
from tests import artefacts

ROW = {"n", "exact", "top1", "mae", "within_one", "log_loss", "brier", "ece", "ece_interval", "top1_interval"}
BASELINES = {"printed number", "rank", "proportional rank", "type anchors alone", "noisy-or chaining"}
SHARES = ("exact", "top1", "within_one")


@pytest.fixture(scope="module")
def run():
    return artefacts.benchmark()


@pytest.fixture(scope="module")
def found(run):
    return json.loads((run / "stdout").read_text("utf-8"))


@pytest.fixture(scope="module")
def rows(found):
    """Every row of every table, with its place."""
    tables = {**found["tasks"], "second": found["second_table"]}
    return {
        (task, who, group): row
        for task, answers in tables.items()
        for who, groups in answers.items()
        for group, row in groups.items()
    }


@pytest.fixture(scope="module")
def level(found):
    return found["tasks"]["level"]["engine"]["all"]


# -- the contract -------------------------------------------------------------------------------


def test_the_parts_of_the_contract(found):
    assert {"tasks", "second_table", "reliability", "risk_coverage", "worst"} <= set(found)
    assert set(found["tasks"]) == {"level", "composed", "titles"}


def test_every_row_has_every_figure(rows):
    assert len(rows) > 40
    for place, row in rows.items():
        assert set(row) >= ROW, place


def test_the_baselines_stand_in_the_same_table(found):
    assert set(found["tasks"]["level"]) >= {"engine"} | BASELINES
    assert set(found["tasks"]["composed"]) >= {"engine", "noisy-or chaining"}
    for task in found["tasks"].values():
        assert {frozenset(groups) for groups in task.values()} == {frozenset(task["engine"])}


def test_all_irregular_and_every_region(found):
    for task in found["tasks"].values():
        groups = set(task["engine"])
        assert {"all", "irregular", "europe"} <= groups


def test_figures_that_cannot_be_had_are_null(rows):
    assert any(row["n"] == 0 for row in rows.values())
    assert any(0 < row["n"] < 30 for row in rows.values())
    for place, row in rows.items():
        if row["n"] == 0:
            assert {row[key] for key in ROW - {"n"}} == {None}, place
        else:
            assert None not in {row[key] for key in ("exact", "top1", "mae", "within_one", "log_loss", "brier")}, place
        if row["n"] < 30:
            assert row["ece"] is row["ece_interval"] is None, place
        if row["clusters"] < 2:
            assert row["top1_interval"] is None, place


def test_figures_are_in_their_range_and_have_six_decimals(rows):
    for place, row in rows.items():
        for key, value in row.items():
            if isinstance(value, float):
                assert round(value, 6) == value, (place, key)
        if row["n"]:
            assert all(0 <= row[key] <= 1 for key in SHARES), place
            assert row["exact"] <= row["within_one"], place
            assert row["top1"] <= row["within_one"], place
            assert 0 <= row["brier"] <= 2, place
            assert row["log_loss"] >= 0, place
            assert 1 - row["top1"] <= row["mae"] + 1e-6, place  # a miss is off by at least one level
        if row["top1_interval"]:
            low, high = row["top1_interval"]
            assert 0 <= low <= row["top1"] <= high <= 1, place


def test_regions_add_up_to_all(found):
    for task in [*found["tasks"].values(), found["second_table"]]:
        for who, groups in task.items():
            regions = [row for group, row in groups.items() if group not in ("all", "irregular")]
            assert sum(row["n"] for row in regions) == groups["all"]["n"], who
            for key in ("exact", "log_loss"):
                if groups["all"]["n"]:
                    total = sum(row["n"] * row[key] for row in regions if row["n"])
                    assert total == pytest.approx(groups["all"]["n"] * groups["all"][key], abs=1e-2)


def test_everyone_answers_the_same_levels_but_those_who_match_descriptors(found):
    """An n of 0 is a way that has nothing to say of the task at all. Not every level has descriptors."""
    for task in found["tasks"].values():
        others = {groups["all"]["n"] for name, groups in task.items() if name != "fuzzy descriptors"}
        assert others <= {0, task["engine"]["all"]["n"]}
    assert 0 < found["tasks"]["level"]["fuzzy descriptors"]["all"]["n"] < found["tasks"]["level"]["engine"]["all"]["n"]


def test_headline_truth_and_the_second_table_are_all_links_to_the_scale(catalogue, found, level):
    """Headline: the source was read and prints the very pair."""
    everything = list(official(Folds(catalogue)))
    tables = {table.origin: table for table in catalogue.tables if table.destination == "eqf@2017"}
    assert level["n"] + found["second_table"]["engine"]["all"]["n"] == len(everything)
    headline = [each for each in everything if each.headline]
    assert level["n"] == len(headline)
    assert level["clusters"] == len({each.cluster for each in headline})
    assert not any(
        source.verification == "recalled" and source.url == each.cluster
        for each in headline
        for source in tables[each.origin].sources
    )


# -- curves -------------------------------------------------------------------------------------


def test_the_reliability_diagram_holds_every_answer_of_the_level_task(found, level):
    """Its bins give the number of answers, the share that is right, and the calibration error again."""
    bins = found["reliability"]
    assert [each["low"] for each in bins] == sorted({each["low"] for each in bins})
    assert all(each["low"] <= each["confidence"] <= each["high"] for each in bins)
    assert sum(each["n"] for each in bins) == level["n"]
    assert sum(each["n"] * each["hit_rate"] for each in bins) / level["n"] == pytest.approx(level["exact"], abs=1e-5)
    gaps = sum(each["n"] * abs(each["confidence"] - each["hit_rate"]) for each in bins)
    assert gaps / level["n"] == pytest.approx(level["ece"], abs=1e-5)


def test_abstaining_answers_less_and_errs_less(found, level):
    curve = found["risk_coverage"]
    assert curve[0]["min_confidence"] == 0
    assert curve[0]["coverage"] == 1
    assert curve[0]["risk"] == pytest.approx(1 - level["exact"], abs=1e-6)
    assert [each["n"] for each in curve] == sorted((each["n"] for each in curve), reverse=True)
    assert all(each["coverage"] == pytest.approx(each["n"] / level["n"], abs=1e-6) for each in curve)
    half = next(each for each in curve if each["coverage"] <= 0.5)
    most = next(each for each in curve if each["coverage"] <= 0.8)
    assert half["risk"] <= most["risk"] <= curve[0]["risk"]
    assert half["risk"] < curve[0]["risk"] / 2


def test_the_worst_answers_are_wrong_and_explained_the_dearest_first(found, level):
    losses = [each["log_loss"] for each in found["worst"]]
    assert losses == sorted(losses, reverse=True)
    assert len(losses) == min(20, round(level["n"] * (1 - level["exact"])))
    for each in found["worst"]:
        assert set(each["official"]) != set(each["answer"])
        assert each["why"]


# -- what we say of it --------------------------------------------------------------------------


def test_what_is_claimed_of_the_level_task(found, level):
    """Of the goals of the benchmark, those that are reached: a change that loses one is a step back."""
    assert level["within_one"] == 1
    assert level["ece"] <= level["ece_perfect"] + 0.03
    paired = found["paired"]
    assert paired["top1"]["difference"] > 0
    assert paired["top1"]["p"] < 0.05
    assert paired["log_loss_ratio"] <= 0.5
    assert level["top1_interval"][1] >= 0.97


def test_the_best_baseline_is_the_one_compared_with(found, level):
    tried = {who: groups["all"] for who, groups in found["tasks"]["level"].items() if groups["all"]["n"]}
    ours = tried.pop("engine")
    best = max(tried, key=lambda who: tried[who]["top1"])
    assert found["paired"]["baseline"] == best
    assert found["paired"]["top1"]["difference"] == pytest.approx(ours["top1"] - tried[best]["top1"], abs=2e-6)
    least = min(row["log_loss"] for row in tried.values())
    assert found["paired"]["log_loss_ratio"] == pytest.approx(level["log_loss"] / least, abs=1e-5)


# -- faces --------------------------------------------------------------------------------------


def test_the_picture_shows_every_bin(run, found):
    tree = ET.fromstring((run / "plot.svg").read_text("utf-8"))
    circles = [node for node in tree.iter() if node.tag.endswith("circle")]
    assert len(circles) == len(found["reliability"])


def test_the_table_for_people(found):
    """The same tree in words: every task, every way of answering, and the share to a tenth of a per cent."""
    page = text(found)
    for task in found["tasks"].values():
        for who, groups in task.items():
            row = groups["all"]
            shown = rf"{re.escape(who)} +{row['n']} +" + (rf"{row['exact']:.1%}" if row["n"] else "-")
            assert re.search(shown, page), who
    assert "second table" in page


def test_no_bar_is_drawn_where_nobody_looks(run):
    assert (run / "stderr").read_text("utf-8") == "wrote plot.svg\n"


def test_the_manuals_page_of_scores_is_what_the_benchmark_gives(catalogue, found):
    root = Path(__file__).resolve().parents[2]
    sys.path.insert(0, str(root / "benchmarks"))
    from scores import page

    assert (root / "docs" / "scores.md").read_text("utf-8") == page(found, catalogue.version), (
        "run `python scripts/refresh.py --fits`"
    )
