"""Statements of recognition bodies: recorded as they were said, checked, read late, and easy to leave out."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections import Counter

import pytest
from jsonschema import Draft202012Validator

from qualmap.catalog.by_country import ByCountry
from qualmap.catalog.files import compile_trees, read_apart
from qualmap.catalog.text import read_document
from qualmap.catalog.validate import validate_paths
from qualmap.catalog.write import format_record
from qualmap.records import Evaluations
from qualmap.records.kinds import kind_of
from tests import artefacts
from tests.conftest import ROOT

EVALUATIONS = kind_of(Evaluations).folder
FOLDER = ROOT / EVALUATIONS
PATHS = sorted(FOLDER.glob("*.yaml"))
COLLECTED = {"level": 250, "comparable": 134, "access": 235, "flow-chart": 72}
"""Rows that were collected in November 2026."""


@pytest.fixture(scope="module")
def said(catalogue):
    """Every statement, with its record."""
    records = [record for country in catalogue.apart[EVALUATIONS].countries for record in catalogue.statements(country)]
    return [(record, statement) for record in records for statement in record.statements]


def of(catalogue, country, body):
    return next(record for record in catalogue.statements(country) if record.id == f"{body}--{country}")


def left_out():
    with (FOLDER / "left-out.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_collected_statement_is_in_a_record_or_in_the_list_of_reasons(said):
    recorded, reasons = Counter(statement.says for _, statement in said), left_out()
    assert recorded + Counter(row["says"] for row in reasons) == COLLECTED
    assert all(row["reason"] and row["source"] for row in reasons)
    assert [row["says"] for row in reasons if row["says"] in ("level", "comparable")] == ["comparable", "level"]


def test_a_flow_charts_number_is_nowhere_a_level(said):
    assert {row["printed"].partition(" ")[0] for row in left_out() if row["says"] == "flow-chart"} == {
        "nuffic-flowchart-level"
    }
    assert {p.framework for _, statement in said for p in statement.placements} == {
        "nl-nlqf",
        "ie-nfq",
        "se-seqf",
        "eqf",
    }


def test_nothing_was_collected_about_the_countries_of_the_blind_test(catalogue):
    blind = "AF AW BE CA DZ EC EE ER IL KR LB MD NZ PE PK PT RO RU RW SG TH TW TZ UG ZW".split()
    assert not set(blind) & set(catalogue.apart[EVALUATIONS].countries)


def test_a_body_says_two_levels_of_one_award_by_its_results(catalogue):
    said = [
        statement
        for statement in of(catalogue, "KE", "nuffic").statements
        if statement.title == "Kenya Certificate of Secondary Education"
    ]
    found = {statement.condition: [(p.framework, p.levels) for p in statement.placements] for statement in said}
    assert found == {
        "fewer than 6 subjects A, B or C": [("nl-nlqf", ("2",)), ("eqf", ("2",))],
        "min. 6 subjects A, B or C": [("nl-nlqf", ("4",)), ("eqf", ("4",))],
    }


@pytest.mark.parametrize(
    ("country", "title", "own", "european"),
    [
        ("ID", "Ijazah Sekolah Menengah Kejuruan (SMK)", ("2", "3"), ("2", "3")),  # printed 2-3
        ("NG", "National Technical Certificate/National Business Certificate", ("2", "3"), ("2", "3")),  # 2/3
        ("CO", "Técnico Profesional", ("2", "3", "4"), ("2", "3", "4")),  # 2-4
        ("RS", "Diploma o položenom završnom ispitu", ("3", "4"), ("3", "4")),  # 3 + 4
        ("LU", "Diplôme de fin d'études secondaires générales", ("3", "4", "4+"), ("3", "4")),  # 4+ and 3-4
        ("FR", "Diplôme du baccalauréat technologique", ("4", "4+"), ("4",)),  # 4+/4, and 4
    ],
)
def test_a_printed_range_is_a_set(catalogue, country, title, own, european):
    statement = next(one for one in of(catalogue, country, "nuffic").statements if one.title == title)
    assert {p.framework: p.levels for p in statement.placements} == {"nl-nlqf": own, "eqf": european}


def test_a_level_is_derived_only_from_a_whole_award_that_is_named(catalogue, said):
    compared = [statement for _, statement in said if statement.says == "comparable" and statement.truth]
    derived = {statement.comparable: statement.derived for statement in compared}
    assert derived["HAVO diploma"].levels == ("4",)
    assert derived["MBO level 3 or 4"].levels == ("3", "4")
    for part in ("2 years of HBO", "at least HAVO diploma", "HAVO for the general part", "3 years HBO or 1 year WO"):
        assert derived[part] is None
    assert sum(statement.derived is not None for _, statement in said) == 81
    key = {one.title: one.placements[-1].levels for one in of(catalogue, "NL", "nuffic").statements}
    assert key["Havodiploma"] == ("4",)
    assert key["Mbo-diploma niveau 3"] == ("3",)


def test_access_is_never_a_level(said):
    access = [statement for _, statement in said if statement.says == "access"]
    assert len(access) == 231
    assert not any(statement.placements or statement.derived for statement in access)


def test_what_was_read_in_part_is_no_truth_and_never_marked_as_seen_with_its_body(said):
    doubted = [(record, statement) for record, statement in said if not statement.truth]
    assert len(doubted) == 14
    lost = [record.source_of(one).verification for record, one in doubted if one.why_not.startswith("The name of")]
    cut = [record.source_of(one).verification for record, one in doubted if one.why_not.startswith("The copy")]
    assert lost == ["recalled"] * 5
    assert cut == ["secondary"] * 6


def test_a_copy_on_the_host_of_another_is_secondary(said):
    hosts = ("scribd.com", "docslib.org", "insidr.nl", "hozir.org", "studymalaysia.com", "eduvision.edu.pk")
    copies = [record.source_of(one) for record, one in said]
    copies = [source for source in copies if any(host in source.url for host in hosts)]
    assert len(copies) > 30
    assert {source.verification for source in copies} == {"secondary"}


def test_every_record_says_whose_the_statements_are(said):
    for record, _ in said:
        assert record.body in record.notice
        assert "not under CC0" in record.notice


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_record_is_in_the_one_format_and_obeys_its_schema(path):
    tree = read_document(path).tree
    assert path.read_text("utf-8") == format_record(tree, "../../docs/schema/evaluations.schema.json")
    schema = json.loads((ROOT / "docs" / "schema" / "evaluations.schema.json").read_text("utf-8"))
    assert not [error.message for error in Draft202012Validator(schema).iter_errors(tree)]


def test_the_records_hold(catalogue):
    checked = validate_paths(catalogue, [FOLDER])
    assert checked.records == len(PATHS) == 133
    assert checked.problems == []


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("framework: nl-nlqf\n    levels: ['5']", "framework: nl-nlqx\n    levels: ['5']", "no framework 'nl-nlqx'"),
        ("framework: nl-nlqf\n    levels: ['5']", "framework: nl-nlqf\n    levels: ['9']", "has no level '9'"),
        ("levels: ['6', '7']", "levels: ['7', '6']", "not in rank order"),
        ("country: GH", "country: XQ", "unknown country 'XQ'"),
        ("source: 1st-ed-june-2011-v2-january\n", "source: nowhere\n", "no source 'nowhere'"),
        ("years: '6'", "years: 6-4", "'6-4' falls"),
        ("of: ['gh:west-african", "of: ['gh:vest-african", "no award 'gh:vest-african-senior-school-certificate'"),
        (
            "condition: min. 6 subjects A-C\n",
            "condition: min. 6 subjects A-C\n  awarded_to: '2021-02-30'\n",
            "not a date",
        ),
        ("says: comparable", "says: access", "gives `access`"),
        ("comparable: 2 years HBO\n", "comparable: 2 years HBO\n  truth: 'no'\n", "`truth: no` and `why_not`"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(catalogue, tmp_path, right, wrong, message):
    path = tmp_path / "nuffic--GH.yaml"
    text = (FOLDER / path.name).read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    problems = validate_paths(catalogue, [path]).problems
    assert any(message in problem.message for problem in problems), problems
    assert all(problem.line for problem in problems)


def test_the_same_statement_twice_is_refused(catalogue, tmp_path):
    tree = read_document(FOLDER / "nuffic--GH.yaml").tree
    twice = tree | {"statements": [*tree["statements"], tree["statements"][0] | {"note": "Once more."}]}
    path = tmp_path / "nuffic--GH.yaml"
    path.write_text(format_record(twice, ""), "utf-8")
    (problem,) = validate_paths(catalogue, [path]).problems
    assert problem.message == "says the same as statements[0]"


def test_only_the_files_of_the_country_are_read(tmp_path):
    shutil.copy(FOLDER / "nuffic--LK.yaml", tmp_path)
    (tmp_path / "nuffic--XX.yaml").write_text("not a record", "utf-8")
    (record,) = ByCountry(tmp_path).of("LK", Evaluations)
    assert record.body == "Nuffic"


def test_the_compiled_form_says_the_same(catalogue, tmp_path):
    path = tmp_path / "evaluations.jsonl"
    path.write_bytes(compile_trees(read_apart(ROOT, EVALUATIONS)))
    compiled = ByCountry(path)
    assert compiled.countries == catalogue.apart[EVALUATIONS].countries
    for country in compiled.countries:
        assert compiled.of(country, Evaluations) == catalogue.statements(country)


def test_without_the_folder_all_works_and_nothing_is_said(tmp_path):
    """An installation from which the statements were removed."""
    shutil.copytree(artefacts.installed(), tmp_path / "lib")
    (tmp_path / "lib" / "qualmap" / "_records" / "evaluations.jsonl").unlink()
    code = (
        "import qualmap; qm = qualmap.load(); print(qm.crosswalk('ie-nfq', 'eqf')['8'].destination_levels,"
        " qm.find('Licence', country='FR').status, [r.id for r in qm.catalogue.statements('NG')])"
    )
    answers = []
    for place in (artefacts.installed(), tmp_path / "lib"):
        environment = os.environ | {"PYTHONPATH": str(place)}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment, cwd=tmp_path
        )
        answers.append(done.stdout.strip())
    whole, without = answers
    assert whole.endswith("['nuffic--NG', 'uhr--NG', 'wes-canada--NG']")
    assert without == whole.partition(" [")[0] + " []"
