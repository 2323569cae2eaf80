"""The command line as people and scripts use it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest

from qualmap.ontology import serialize
from tests import artefacts
from tests.shell import installed, process, qualmap


def test_help_reads_well():
    done = process("--help")
    assert done.returncode == 0
    for command in "frameworks show crosswalk explain build query validate".split():
        assert re.search(rf"^ +{command} +\w", done.stdout, re.MULTILINE)
    assert "examples:" in done.stdout


def test_frameworks_lists_what_exists_and_what_does_not_yet():
    listed = json.loads(qualmap("frameworks", "--format", "json").stdout)
    assert list(listed[0]) == "id edition name kind countries status levels valid_from valid_to".split()
    by_id = {entry["id"]: entry for entry in listed}
    assert by_id["ecowas-rqf"]["levels"] == []
    assert by_id["ecowas-rqf"]["status"] == "under-development"
    assert by_id["nl-nlqf"]["levels"] == ["Entry", "1", "2", "3", "4", "4+", "5", "6", "7", "8"]
    assert by_id["za-nqf"]["countries"] == ["ZA"]


def test_the_table_answers_an_officer():
    shown = qualmap("crosswalk", "de-dqr", "ie-nfq").stdout
    row = next(line for line in shown.splitlines() if line.strip().startswith("6 "))
    assert "levels 7 and 8" in row
    assert "composed" in row
    assert "comparable to Ordinary Bachelor Degree" in shown
    assert "not equivalence" in shown


def test_all_crosswalks_in_one_file(tmp_path):
    done = qualmap("crosswalk", "--all", "--to", "acqf", "--format", "csv", "-o", tmp_path / "all.csv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"wrote {tmp_path / 'all.csv'}\n")
    written = (tmp_path / "all.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert {row["destination"] for row in rows} == {"acqf@2023"}
    assert len({row["origin"] for row in rows}) > 100
    printed = qualmap("crosswalk", "--all", "--to", "acqf", "--format", "csv").stdout
    assert printed == written


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name two frameworks"),
        (("ie-nfq",), "name two frameworks"),
        (("ie-nfq", "eqf", "--to", "acqf"), "--to goes with --all"),
        (("--all", "ie-nfq"), "--all takes no framework"),
        (("--all",), "--all gives no table: add --format sssom or --format csv"),
        (("--all", "--on", "2012", "--format", "csv"), "--all takes no --on"),
        (("--all", "--to", "eqff", "--format", "csv", "-o", "out.csv"), "did you mean `eqf`?"),
        (("--all", "--to", "jp-none", "--format", "csv", "-o", "out.csv"), "has no adopted levels"),
    ],
)
def test_what_cannot_be_asked_of_all_crosswalks(tmp_path, arguments, said):
    done = qualmap("crosswalk", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_split_says_what_decides():
    shown = qualmap("crosswalk", "fr-cncp@1969", "fr-cncp@2019").stdout
    assert "level 7 or 8" in shown
    assert "doctorate" in shown


def test_pipes_carry_no_colour_and_talk_goes_to_stderr(tmp_path):
    done = process("crosswalk", "ie-nfq", "eqf")
    assert "\x1b[" not in done.stdout
    assert done.stderr == ""
    written = process("crosswalk", "ie-nfq", "eqf", "--format", "json", "-o", tmp_path / "out.json")
    assert written.stdout == ""
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["reason"] is None


def test_explain_shows_sources_status_verification_weight_and_disagreement():
    shown = qualmap("explain", "ie-nfq:8", "eqf").stdout
    assert "status referenced, secondary, claim pair, weight 0.95 (assumed), used" in shown
    assert "yumpu.com" in shown
    data = json.loads(qualmap("explain", "ie-nfq:8", "eqf", "--format", "json").stdout)
    assert data["origin_level"] == "8"


def test_explain_of_a_reported_answer_says_that_nobody_checked():
    shown = qualmap("explain", "za-nqf:7", "sadcqf").stdout
    assert "recalled" in shown
    assert "general knowledge, not checked" in shown


@pytest.mark.parametrize("ending", ["trig", "ttl", "nq", "jsonld"])
def test_build_writes_every_format_whole_and_the_same_each_time(tmp_path, ending):
    """Another process, which has other hash seeds, writes the very bytes that this one gives."""
    built, ours = tmp_path / f"built.{ending}", io.BytesIO()
    assert process("build", "-o", built, "--crosswalks", "none").returncode == 0
    serialize(artefacts.quads("none"), built.suffix, ours)
    assert built.read_bytes() == ours.getvalue()
    assert [path.name for path in tmp_path.iterdir()] == [built.name]
    from rdflib import Dataset

    rdf_format = {"trig": "trig", "ttl": "turtle", "nq": "nquads", "jsonld": "json-ld"}[ending]
    dataset = Dataset(default_union=True)
    dataset.parse(data=built.read_bytes(), format=rdf_format)
    assert len(dataset) > 10_000


def test_query_answers_in_every_format():
    query = (
        "SELECT ?id ?edition { ?f a qm:Framework ; dct:identifier ?id ; dcat:version ?edition } ORDER BY ?id ?edition"
    )
    rows = json.loads(qualmap("query", query, "--format", "json").stdout)
    assert {"id": "za-nqf", "edition": "1995"} in rows
    tsv = qualmap("query", query, "--format", "tsv").stdout.splitlines()
    assert tsv[0] == "id\tedition"
    assert len(tsv) == len(rows) + 1
    assert qualmap("query", "ASK { ?s a skos:ConceptScheme }").stdout == "true\n"
    assert process("query", "-", "--format", "tsv", input=query).stdout.splitlines() == tsv


def test_a_query_stays_inside_the_catalogue():
    for query in (
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERV\\u0049CE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "select * from <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * # harmless\nFROM <http://127.0.0.1:1/> { ?s ?p ?o }",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "LOAD <file:///etc/passwd>",
    ):
        done = qualmap("query", query)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
    for harmless in (
        'SELECT * { ?service ?p "FROM # SERVICE" } LIMIT 1',
        "PREFIX from: <a:> SELECT * { ?s from:service ?o }",
    ):
        assert qualmap("query", harmless).returncode == 0


def test_a_closed_pipe_is_no_error():
    environment = os.environ | {"PYTHONPATH": str(installed())}
    command = f"{sys.executable} -m qualmap frameworks --format json | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=environment, check=False)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
