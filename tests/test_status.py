"""The state of the truth is counted, drawn, and kept true in the manual."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pycountry

from qualmap.documents.status_page import status_page
from qualmap.documents.status_picture import matrix_svg
from qualmap.status import coverage, state
from tests.conftest import ROOT
from tests.shell import qualmap


def test_counts_add_up(catalogue):
    found = state(catalogue)
    assert len(found.frameworks) == len(catalogue.frameworks)
    for line in found.frameworks:
        framework = catalogue.frameworks[line.ref]
        facts = line.seen + line.secondary + line.recalled
        assert facts >= line.levels + line.awards + 1
        assert line.levels == len(framework.levels)
    links = sum(f.pairs + f.aligned + f.other_links for f in found.frameworks)
    assert links == sum(len(table.links) for table in catalogue.tables)


def test_breadth(catalogue):
    """About what the issue asks for: 95 frameworks, 750 levels, 700 qualification types."""
    found = state(catalogue)
    assert sum(bool(f.levels) for f in found.frameworks) >= 95
    assert sum(f.levels for f in found.frameworks) >= 750
    assert sum(f.awards for f in found.frameworks) >= 700
    assert found.instruments >= 20


def test_nearly_every_place_that_issues_diplomas_has_a_record(catalogue):
    """Without a framework the record says so: an officer learns what was looked for, and gets no empty answer."""
    recorded = set(catalogue.of_country)
    assert len(recorded) >= 230
    assert {"KZ", "RU", "BR", "AR", "IR", "IQ", "XK", "TW", "HK", "MO", "AW", "CW", "VA"} <= recorded
    issuing = {country.alpha_2 for country in pycountry.countries}
    assert issuing - recorded <= set("AQ BV CC CX EH GS HM IO NF PN SJ TF UM".split()), "only these issue none"
    awarding = {file for file in catalogue.award_files.values() if file.isupper()}
    assert awarding <= recorded, "whose awards are recorded has a record of its framework, or of none"


def test_reports_that_wait_to_be_read_have_a_place(catalogue):
    unread = state(catalogue).unread
    assert len(unread) >= 8
    assert all(report.where for report in unread)


def test_official_pairs_are_counted_as_the_engine_uses_them(qm, catalogue):
    found = coverage(catalogue)
    assert found.kinds[("de-dqr@2013", "eqf@2017")] == "official"
    assert found.kinds[("bg-nqf@2012", "eqf@2017")] == "reported"  # we know only that the whole framework is aligned
    assert found.kinds[("de-dqr@2013", "ie-nfq@2003")] == "composed"
    assert found.kinds[("de-dqr@2013", "ke-knqf@2014")] == "none"
    assert sum(map(found.count, ("official", "reported", "composed", "none"))) == len(found.kinds)


def test_the_picture_is_svg_and_the_manuals_page_is_the_generated_one(catalogue):
    linked = coverage(catalogue)
    picture = matrix_svg(linked)
    assert ET.fromstring(picture).tag.endswith("svg")
    remedy = "run `python scripts/refresh.py`"
    assert (ROOT / "docs" / "status.svg").read_text("utf-8") == picture, remedy
    assert (ROOT / "docs" / "status.md").read_text("utf-8") == status_page(state(catalogue, linked)), remedy


def test_status_on_the_command_line(tmp_path):
    done = qualmap("status", "--format", "json", "--matrix", tmp_path / "m.svg")
    assert json.loads(done.stdout)["pairs"]["official"] > 10
    assert (tmp_path / "m.svg").exists()
    assert "Official reports whose tables nobody here has read" in qualmap("status").stdout
