"""Editorial rules: one test per record, and the message says what to mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualmap.catalog import build_catalogue
from qualmap.catalog.files import record_paths
from qualmap.catalog.text import read_document
from qualmap.catalog.validate import validate_paths
from qualmap.catalog.write import format_record
from qualmap.errors import RecordError
from qualmap.ontology import catalogue_quads, records_from
from qualmap.records import Framework, Instrument, Referencing
from qualmap.records.kinds import kind_of
from qualmap.schemas import render, schemas
from tests.conftest import ROOT

PATHS = record_paths(ROOT)
SCHEMAS = {Path(kind.folder).name: kind.schema for kind in map(kind_of, (Framework, Referencing, Instrument))}
FACTS = [path for path in PATHS if path.parent.name in SCHEMAS]


def test_the_catalogue_has_the_frameworks_that_the_project_promises(catalogue):
    promised = """eqf qf-ehea sadcqf eaqfhe acqf aqrf ecowas-rqf za-nqf ke-knqf mu-nqf sc-nqf bw-ncqf na-nqf ls-lqf
    ma-cnc cv-qnq gh-ntvetqf ng-nsqf mz-qnq ie-nfq gb-eng-rqf gb-eng-fheq gb-sct-scqf de-dqr fr-cncp nl-nlqf be-vks
    it-qnq pt-qnq ro-cnc lu-clq bg-nqf ch-nqr-bb ch-nqf-hs hr-croqf cy-cyqf es-mecu pl-prk ua-nrk au-aqf my-mqf"""
    assert set(promised.split()) <= set(catalogue.ids)
    assert [f.edition for f in catalogue.editions("fr-cncp")] == ["1969", "2019"]
    assert [f.edition for f in catalogue.editions("za-nqf")] == ["1995", "2009"]


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.name)
def test_a_record_equals_its_own_formatters_output(path):
    expected = format_record(read_document(path).tree, SCHEMAS[path.parent.name])
    assert path.read_text("utf-8") == expected, f"run `qualmap.catalog.write.format_record` on {path.name}"


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.name)
def test_every_source_has_an_address_or_a_citation_or_says_that_it_is_recalled(path):
    for source in read_document(path).tree["sources"]:
        assert source.get("url") or source.get("citation") or (source["verification"] == "recalled" and source["note"])


def test_descriptors_are_short_and_in_our_own_words(catalogue):
    """Under forty words each; where the source's text is at hand, no run of eight words is shared with it."""
    published = [path.read_text("utf-8") for path in sorted((ROOT / ".." / "shared" / "published").rglob("*.ttl"))]
    runs = {run for text in published for run in runs_of(text, 8)}
    for framework in catalogue.frameworks.values():
        for level in framework.levels:
            for descriptor in level.descriptors:
                assert len(descriptor.text.split()) < 40
                assert not runs & set(runs_of(descriptor.text, 8)), f"{framework.ref} level {level.code}: paraphrase it"


def runs_of(text, length):
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return [tuple(words[i : i + length]) for i in range(len(words) - length + 1)]


def test_what_is_recalled_is_never_official(catalogue):
    from qualmap.records.referencing import is_official

    for table in catalogue.tables:
        for link in table.links:
            if table.source_of(link.source).verification == "recalled":
                assert not is_official(table, link)


def test_every_record_survives_the_way_to_rdf_and_back(qm, catalogue):
    frameworks, tables, instruments = records_from(qm.graph())
    assert tuple(sorted(instruments, key=lambda instrument: instrument.id)) == catalogue.instruments
    assert {str(framework.ref): framework for framework in frameworks} == dict(catalogue.frameworks)
    assert tuple(sorted(tables, key=lambda table: table.id)) == catalogue.tables


def test_the_graph_has_no_blank_nodes_and_is_the_same_each_time(catalogue):
    first, second = catalogue_quads(catalogue), catalogue_quads(catalogue)
    assert first == second
    assert not any("_:" in str(quad)[:2] for quad in first)


def test_exact_match_joins_identifiers_of_the_same_level_only(qm):
    own = "https://w3id.org/qualmap/"
    rows = qm.query("SELECT ?a ?b { ?a skos:exactMatch ?b }")
    assert len(rows) > 100
    assert not [row for row in rows if row["b"].startswith(own)]


def test_official_statements_stand_apart_from_reported_ones(qm):
    ask = "ASK {{ GRAPH <https://w3id.org/qualmap/graph/{}> {{ <{}> skos:closeMatch ?eqf }} }}"
    base = "https://w3id.org/qualmap/framework/"
    assert qm.query(ask.format("official", base + "de-dqr/2013/level/6"))
    assert not qm.query(ask.format("reported", base + "de-dqr/2013/level/6"))
    assert qm.query(ask.format("reported", base + "ro-cnc/2013/level/6"))


def test_published_schemas_are_the_generated_ones():
    for name, schema in schemas().items():
        committed = (ROOT / "docs" / "schema" / name).read_text("utf-8")
        assert committed == render(schema), "run `python scripts/refresh.py`"


def test_every_record_obeys_its_published_schema():
    from jsonschema import Draft202012Validator

    folder = ROOT / "docs" / "schema"
    for path in FACTS:
        name = SCHEMAS[path.parent.name].rsplit("/", 1)[-1]
        schema = json.loads((folder / name).read_text("utf-8"))
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(read_document(path).tree)]
        assert not errors, f"{path.name}: {errors[:2]}"


def test_reading_order_changes_nothing(catalogue):
    backwards = dict(reversed(list(catalogue.documents.items())))
    again = build_catalogue(backwards, catalogue.apart)
    assert again.version == catalogue.version
    assert again.tables == catalogue.tables
    assert dict(again.frameworks) == dict(catalogue.frameworks)


def test_what_the_catalogue_refuses_validate_finds_too(catalogue, tmp_path):
    """One list of checks: a name that English lacks, a source that is not there."""
    spoilt = {
        "crosswalks/wording/en.yaml": ("type-doctorate: ", "type-doctorat: "),
        "frameworks/ie-nfq@2003.yaml": ("source: s1\n", "source: nowhere\n"),
    }
    documents, files = dict(catalogue.documents), []
    for name, (right, wrong) in spoilt.items():
        text = (ROOT / name).read_text("utf-8")
        assert right in text
        files.append(tmp_path / name.rpartition("/")[2])
        files[-1].write_text(text.replace(right, wrong, 1), "utf-8")
        documents[name] = read_document(files[-1])
    with pytest.raises(RecordError) as refused:
        build_catalogue(documents)
    found = validate_paths(catalogue, files).problems
    theirs = {problem.file for problem in found}
    assert theirs == set(map(str, files))
    assert {problem for problem in refused.value.problems if problem.file in theirs} <= set(found)
    assert any("has no `type-doctorate`" in problem.message for problem in found)
