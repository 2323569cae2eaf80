"""The truth check: what its rows say holds together, and the draw is one that anyone can repeat."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import yaml

from qualmap.catalog import truth_check
from qualmap.catalog.truth_check import VERDICTS
from qualmap.documents.status_page import status_page
from qualmap.status import coverage, state
from scripts.truth_sample import COLUMNS, NUMBER, draw, recalled
from tests.conftest import ROOT

ROWS = truth_check.rows()


def row(verdict, source="", mended=""):
    return {"verdict": verdict, "source": source, "mended": mended, "date": "2026-12-01"}


def test_each_row_names_an_award_that_exists():
    titles = {}
    for path in (ROOT / "frameworks" / "awards").glob("*.yaml"):
        record = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        titles |= {(path.stem, award["id"]): award["title"] for award in record["awards"]}
    assert len(ROWS) == NUMBER == 200
    assert len({(found["file"], found["award"]) for found in ROWS}) == NUMBER
    for found in ROWS:
        assert tuple(found) == COLUMNS
        assert titles[found["file"], found["award"]] == found["title"]


def test_a_verdict_has_what_it_rests_on():
    for found in ROWS:
        assert found["verdict"] in VERDICTS
        assert found["checked"]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", found["date"])
        assert not found["source"] or found["source"].startswith(("http", "UNESCO Institute for Statistics"))
        if found["verdict"] == "confirmed":
            assert found["source"]
        if found["verdict"] == "known":
            assert not found["source"]
        assert bool(found["wrong"]) == bool(found["mended"]) == (found["verdict"] in ("wrong", "doubtful"))


def test_what_was_wrong_now_rests_on_the_source_that_showed_it():
    """One was a slip that the record itself shows; one was shown by a page that nobody stands behind: no source."""
    unnamed = []
    for found in ROWS:
        if found["verdict"] == "wrong":
            record = yaml.safe_load((ROOT / "frameworks" / "awards" / f"{found['file']}.yaml").read_text("utf-8"))
            read = {source.get("url") for source in record["sources"] if source["verification"] != "recalled"}
            if found["source"] not in read:
                unnamed.append(found["award"])
    assert unnamed == ["gnvq-advanced", "long-first-degree"]


def test_rates_are_of_all_and_of_those_read_in_a_source():
    check = truth_check.truth_check(
        [
            row("confirmed", "https://a"),
            row("wrong", "https://b", "year"),
            row("wrong"),
            row("known"),
            row("doubtful", "x"),
        ]
    )
    assert (check.wrong, check.awards) == (2, 5)
    assert (check.wrong_in_a_source, check.in_a_source) == (1, 3)
    assert check.mended == 1
    assert truth_check.truth_check([]) is None


def test_the_page_prints_the_counts(catalogue, monkeypatch):
    page = status_page(state(catalogue, coverage(catalogue)))
    counted = Counter(found["verdict"] for found in ROWS)
    for verdict, meaning in VERDICTS.items():
        assert f"| {verdict} | {meaning} | {counted[verdict]} |" in page
    assert f"Wrong: {counted['wrong']} of {len(ROWS)} ({counted['wrong'] / len(ROWS):.1%})" in page
    monkeypatch.setattr("qualmap.status.rows", list)
    assert "Truth check" not in status_page(state(catalogue, coverage(catalogue)))


def test_the_draw_is_the_same_for_the_same_awards(tmp_path):
    awards = [("XX", f"award-{n:03}", f"Award {n}") for n in range(300)]
    once = draw(awards)
    assert once == draw(awards) == sorted(set(once))
    assert len(once) == NUMBER
    sources = [{"id": "s1", "verification": "recalled"}, {"id": "s2", "verification": "secondary"}]
    held = [{"id": "b", "title": "B", "source": "s1"}, {"id": "a", "title": "A", "source": "s1"}]
    held.append({"id": "c", "title": "C", "source": "s2"})
    (tmp_path / "XX.yaml").write_text(yaml.safe_dump({"sources": sources, "awards": held}), "utf-8")
    assert recalled(tmp_path) == [("XX", "a", "A"), ("XX", "b", "B")]
    with pytest.raises(ValueError, match="larger than population"):
        draw(awards[:10])
