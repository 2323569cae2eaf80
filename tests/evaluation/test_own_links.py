"""``qualmap benchmark --framework my.yaml --links my.csv``: anyone's own framework and links are scored."""

from __future__ import annotations

import json

import numpy as np
import pytest

from qualmap.crosswalk.answers import forced
from qualmap.crosswalk.engine import Engine
from qualmap.evaluation.benchmark.own import benchmark_own, own_links
from tests.conftest import ROOT
from tests.shell import qualmap
from tests.trials import reduced

HEADER = "level_code,target_framework,target_level"
RQF = [("Entry 1", ""), ("Entry 2", ""), ("Entry 3", "1"), ("1", "2"), ("2", "3"), ("3", "4")]
RQF += [("4", "5"), ("5", "5"), ("6", "6"), ("7", "7"), ("8", "8")]
"""What the leaflet says of the RQF: two levels without counterpart, two on EQF 5."""


def csv(links, framework="eqf"):
    return "\n".join([HEADER, *(f"{level},{framework},{target}" for level, target in links)]) + "\n"


@pytest.fixture
def mine(tmp_path):
    """The RQF's record under an id that nobody knows, and its links."""
    record, links = tmp_path / "my.yaml", tmp_path / "my.csv"
    text = (ROOT / "frameworks" / "gb-eng-rqf@current.yaml").read_text("utf-8")
    record.write_text(text.replace("id: gb-eng-rqf", "id: my-rqf", 1), "utf-8")
    links.write_text(csv(RQF), "utf-8")
    return record, links


def run(mine, *more):
    done = qualmap("benchmark", "--framework", mine[0], "--links", mine[1], "--format", "json", *more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def score(catalogue, mine, links, framework="eqf"):
    """In this process, from links as pairs."""
    rows = [(number, row.split(",")) for number, row in enumerate(csv(links, framework).splitlines(), start=1)]
    record = catalogue.resolve(mine[0])
    return benchmark_own(catalogue, record, own_links("my.csv", rows), "my.csv")


def test_the_scores_are_those_of_the_engines_own_answers(catalogue, mine):
    """Worked out again from what the engine says of the record, award types by the rule."""
    record = catalogue.resolve(mine[0])
    said = {
        one.level: one for one in forced(Engine(catalogue, [record], blind=True), record, catalogue.framework("eqf"))
    }
    column = {level: int(target or 0) for level, target in RQF}
    exact = [set(said[level].answer.columns) == {at} for level, at in column.items()]
    losses = [-np.log(max(said[level].probability[at], 1e-6)) for level, at in column.items()]
    off = [abs(int(said[level].probability.argmax()) - at) for level, at in column.items()]
    found = run(mine)
    row = found["tasks"]["level"]["engine"]["all"]
    assert row["n"] == 11
    assert row["exact"] == pytest.approx(np.mean(exact), abs=1e-6)
    assert row["log_loss"] == pytest.approx(np.mean(losses), abs=1e-6)
    assert row["mae"] == pytest.approx(np.mean(off), abs=1e-6)
    assert {each["level"] for each in found["worst"]} == {
        level for level, right in zip(column, exact, strict=True) if not right
    }
    assert row["ece"] is row["top1_interval"] is None  # eleven levels of one document
    assert found["tasks"]["composed"] == found["tasks"]["titles"] == found["second_table"] == {}


def test_baselines_answer_the_same_levels(catalogue, mine):
    """The RQF's numbers: right for 6, 7, 8 and 5; entry levels have only their rank, and Entry 3 is the third."""
    rows = score(catalogue, mine, RQF)["tasks"]["level"]
    assert rows["printed number"]["all"]["n"] == 11
    assert rows["printed number"]["all"]["exact"] == pytest.approx(4 / 11, abs=1e-6)
    assert rows["printed number"]["irregular"]["n"] == 11  # eleven rungs where the scale has eight


def test_to_abstain_gives_fewer_answers(mine):
    found = run(mine, "--min-confidence", "0.9")
    kept = found["tasks"]["level"]["engine"]["all"]["n"]
    at = [each for each in found["risk_coverage"] if each["min_confidence"] >= 0.9]
    assert found["min_confidence"] == 0.9
    assert 0 < kept == at[0]["n"] < 11
    assert found["tasks"]["level"]["rank"]["all"]["n"] == 11  # baselines do not abstain


def test_as_a_table_and_a_picture(mine, tmp_path):
    done = qualmap("benchmark", "--framework", mine[0], "--links", mine[1], "--plot", tmp_path / "own.svg")
    assert done.returncode == 0, done.stderr
    assert "all (n = 11, 1 clusters)" in done.stdout
    assert "printed number" in done.stdout
    assert (tmp_path / "own.svg").read_text("utf-8").startswith("<svg")


def worst(found, level):
    return next((each["official"] for each in found["worst"] if each["level"] == level), None)


def test_unlinked_levels_are_below_the_linked_ones_or_above(catalogue, mine):
    """With a made-up truth that the engine cannot share, the worst cases show what was counted as official."""
    low = score(catalogue, mine, [("7", ""), ("8", "8")])
    assert worst(low, "7") == ["below"]
    high = score(catalogue, mine, [("1", "2"), ("2", "")])
    assert worst(high, "2") == ["above"]
    nothing = score(catalogue, mine, [("7", ""), ("8", "")])
    assert worst(nothing, "7") == worst(nothing, "8") == ["below"]


def test_an_unlinked_level_between_linked_ones_is_not_scored(catalogue, mine):
    """It stands between levels of the scale: no column is its answer."""
    found = score(catalogue, mine, [("1", "2"), ("2", ""), ("3", "4")])
    assert found["tasks"]["level"]["engine"]["all"]["n"] == 2


def test_two_rows_of_a_level_are_a_span(catalogue, mine):
    assert worst(score(catalogue, mine, [("8", "1"), ("8", "2")]), "8") == ["1", "2"]


def test_links_to_another_framework_than_the_scale(catalogue, mine):
    """Doctorate to doctorate: the RQF's 8 and Ireland's 10."""
    found = score(catalogue, mine, [("8", "10"), ("7", "9")], "ie-nfq")
    assert found["tasks"]["level"]["engine"]["all"]["exact"] == 1


def test_a_framework_that_we_ship_is_hidden_when_its_own_record_is_scored(catalogue):
    """Were it not, the likeliest level would always be the official one."""
    few = reduced(catalogue)
    name = "au-aqf@current"
    table = Engine(few).links.direct(name, "eqf@2017")[0].tables[0]
    links = [(link.level, target) for link in table.links for target in link.targets]
    path = ROOT / "frameworks" / f"{name}.yaml"
    found = score(few, (path,), links)["tasks"]["level"]["engine"]["all"]
    seen = Engine(few, blind=True)
    answers = forced(seen, seen.frameworks[name], seen.frameworks["eqf@2017"])
    official = {link.level: {int(target) for target in link.targets} for link in table.links}
    assert all(int(one.probability.argmax()) in official[one.level] for one in answers)
    assert found["top1"] < 1


# -- bad input ----------------------------------------------------------------------------------


def refused(*arguments):
    done = qualmap("benchmark", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    return lines[-1] if lines[0].startswith("usage:") else "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("level,framework,target\n1,eqf,1\n", f":1: unknown header (the first row is {HEADER})"),
        (f"{HEADER}\nEntry3,eqf,1\n", ":2: level_code: unknown name 'Entry3' (did you mean `Entry 3`?)"),
        (f"{HEADER}\n1,eqf,1\n2,eqff,2\n", ":3: target_framework: unknown name 'eqff' (did you mean `eqf`?)"),
        (f"{HEADER}\n1,eqf,9\n", ":2: target_level: unknown name '9' (known: `1`, `2`,"),
        (f"{HEADER}\n1,ecowas-rqf,1\n", ":2: target_framework: ecowas-rqf@current has no levels in the catalogue"),
        (f"{HEADER}\n", ":1: holds no links (add a row per level)"),
        ("", "holds no rows"),
        (f"{HEADER}\n1,eqf\n", ":2: 2 cells where the header has 3"),
    ],
    ids=["header", "level", "framework", "target", "no-levels", "no-links", "empty", "cells"],
)
def test_a_bad_file_of_links_gets_one_line(mine, text, expected):
    mine[1].write_text(text, "utf-8")
    line = refused("--framework", mine[0], "--links", mine[1])
    assert line.startswith(f"qualmap: {mine[1]}")
    assert expected in line
    assert "\n" not in line


def test_files_that_are_not_there(mine, tmp_path):
    for framework, links in ((tmp_path / "no.yaml", mine[1]), (mine[0], tmp_path / "no.csv")):
        line = refused("--framework", framework, "--links", links)
        assert "no." in line
        assert "\n" not in line


def test_one_option_without_the_other(mine):
    for alone in (("--framework", mine[0]), ("--links", mine[1])):
        assert "--framework and --links go together" in refused(*alone)


def test_a_confidence_is_a_share():
    assert "--min-confidence" in refused("--min-confidence", "2")
    assert "--min-confidence" in refused("--min-confidence", "many")
