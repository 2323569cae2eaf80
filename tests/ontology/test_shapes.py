"""The shapes: our own graph keeps them, every kind of break is told, and `qualmap validate` reads strangers' files."""

from __future__ import annotations

import json
import socket
from dataclasses import asdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from qualmap.graph.validation import validate_files
from qualmap.ontology.shapes import shapes
from qualmap.ontology.terms import CLASSES, FIELDS, QM
from tests.conftest import ROOT
from tests.shell import qualmap

EXAMPLE = (ROOT / "docs" / "example" / "xx-nqf.ttl").read_text("utf-8")
PUBLISHED = ROOT / "src" / "qualmap" / "ontology" / "shapes.ttl"
SH = "http://www.w3.org/ns/shacl#"


def test_the_published_shapes_are_the_generated_ones():
    assert PUBLISHED.read_text("utf-8") == shapes(), "run `python scripts/refresh.py`"


def test_the_shapes_are_well_formed_shacl():
    """By the shapes of SHACL itself, which pySHACL holds."""
    import pyshacl
    from rdflib import Graph

    rules = Graph().parse(data=PUBLISHED.read_text("utf-8"), format="turtle")
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=rules, meta_shacl=True)
    assert conforms, text


def test_every_shape_says_what_to_do_and_every_field_has_one():
    triples = list(ox.parse(PUBLISHED.read_bytes(), ox.RdfFormat.TURTLE))
    kinds = {t.subject.value for t in triples if t.object == ox.NamedNode(SH + "PropertyShape")}
    kinds |= {t.subject.value for t in triples if t.object == ox.NamedNode(SH + "SPARQLConstraint")}
    said = {t.subject.value: t.object.value for t in triples if t.predicate.value == SH + "message"}
    assert len(kinds) > 150
    assert kinds <= set(said)
    for model, fields in FIELDS.items():
        name = CLASSES[model].removeprefix(QM)
        for field in fields:
            assert f"https://w3id.org/qualmap/shapes#{name}-{field.replace('_', '-')}" in kinds


def test_a_misspelt_term_is_told(catalogue, tmp_path):
    found = broken(catalogue, tmp_path, EXAMPLE.replace("qm:isced2011 3 ;", 'qm:genericTyp "bachelor" ;'))
    assert len(found) == 1
    assert "did you mean `genericType`?" in found[0]


def broken(catalogue, folder, text, name="data.ttl"):
    (folder / name).write_text(text, "utf-8")
    return [str(problem) for problem in validate_files(catalogue, [folder / name])[1]]


def test_the_example_is_not_broken(catalogue, tmp_path):
    assert broken(catalogue, tmp_path, EXAMPLE) == []


def test_a_finding_names_file_subject_and_field(tmp_path):
    (tmp_path / "data.ttl").write_text(EXAMPLE.replace('qm:status "in-force"', 'qm:status "old"'), "utf-8")
    done = qualmap("validate", "data.ttl", "--format", "json", cwd=tmp_path)
    assert done.returncode == 2
    (problem,) = json.loads(done.stdout)
    assert list(problem) == ["file", "line", "field", "message", "remedy"]
    assert problem["file"] == "data.ttl"
    assert problem["field"] == "https://example.org/nqf/2020#framework"
    assert problem["message"] == "qm:status 'old' is not in the list"
    assert "in-force, draft" in problem["remedy"]


@pytest.mark.parametrize("ending", [".trig", ".nq", ".nt", ".jsonld"])
def test_other_formats_are_read(tmp_path, ending):
    quads = [ox.Quad(*triple) for triple in ox.parse(EXAMPLE.encode(), ox.RdfFormat.TURTLE)]
    form = ox.RdfFormat.JSON_LD if ending == ".jsonld" else ox.RdfFormat.from_extension(ending[1:])
    (tmp_path / f"data{ending}").write_bytes(
        ox.serialize([quad.triple for quad in quads] if ending == ".nt" else quads, format=form)
    )
    done = qualmap("validate", f"data{ending}", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "18 resources checked, nothing wrong\n")


def test_records_and_linked_data_go_together(tmp_path):
    (tmp_path / "data.ttl").write_text(EXAMPLE, "utf-8")
    done = qualmap("validate", "data.ttl", ROOT / "frameworks" / "ie-nfq@2003.yaml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "1 record and 18 resources checked, nothing wrong\n")


def test_a_file_may_name_what_another_describes(catalogue, tmp_path):
    head, _, table = EXAMPLE.partition(":table a")
    prefixes = head[: head.index(":framework a")]
    (tmp_path / "a.ttl").write_text(head, "utf-8")
    (tmp_path / "b.ttl").write_text(prefixes + ":table a" + table, "utf-8")
    assert validate_files(catalogue, [tmp_path / "a.ttl", tmp_path / "b.ttl"])[1] == []
    assert validate_files(catalogue, [tmp_path / "b.ttl"])[1]


REFUSED = {
    "no classes": ("x.ttl", "<urn:a> <urn:b> <urn:c> .", "holds nothing that the shapes look at"),
    "empty": ("x.ttl", "", "holds nothing that the shapes look at"),
    "RDF/XML": ("x.rdf", "<!DOCTYPE x [<!ENTITY a 'b'>]><rdf/>", "RDF/XML is not read"),
    "plain JSON": ("x.json", "{}", "name it .jsonld"),
    "not Turtle": ("x.ttl", "@prefix : <urn:x> .\n: a", "x.ttl:2: cannot be read"),
    "not JSON": ("x.jsonld", "{", "not JSON"),
    "remote context": ("x.jsonld", '{"@context": "http://127.0.0.1:1/c", "@id": "urn:a"}', "nothing is fetched"),
    "remote import": (
        "x.jsonld",
        '{"@context": {"@import": "http://127.0.0.1:1/c"}, "@id": "urn:a"}',
        "nothing is fetched",
    ),
    "context below": ("x.jsonld", '{"urn:p": {"@context": "http://127.0.0.1:1/c"}}', "below the head"),
    "nested deep": ("x.jsonld", '{"urn:p":' * 60 + "1" + "}" * 60, "nested deeper"),
    "nested very deep": ("x.jsonld", "[" * 100_000, "nested too deep"),
    "too large": ("x.nt", "#" * 5_000_001, "larger than 5 MB"),
    "quoted": ("x.nt", "<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .", "quoted statements"),
    "missing": ("y.ttl", None, "no such file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_checked_is_refused_in_one_line(catalogue, tmp_path, monkeypatch, name):
    file, text, said = REFUSED[name]
    monkeypatch.setattr(socket, "socket", None)
    if text is not None:
        (tmp_path / file).write_text(text, "utf-8")
    _, found = validate_files(catalogue, [tmp_path / file])
    assert len(found) == 1
    assert said in str(found[0])
    assert all(value is None or isinstance(value, str | int) for value in asdict(found[0]).values())


def test_an_address_is_not_a_file(catalogue):
    (problem,) = validate_files(catalogue, [Path("https://example.org/data.ttl")])[1]
    assert "no such file" in str(problem)


def test_literals_that_a_library_would_parse_are_left_alone(catalogue, tmp_path, caplog):
    bomb = "<!DOCTYPE l [" + "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9)) + "]><l>&l9;</l>"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral"
    text = EXAMPLE + f':law <urn:x> """{bomb}"""^^<{rdf}> ; <urn:y> "ten"^^xsd:integer , "{"9" * 9999}"^^xsd:integer .'
    assert broken(catalogue, tmp_path, text) == []
    assert not caplog.records


def test_a_long_chain_of_broader_concepts_is_answered(catalogue, tmp_path):
    links = "".join(f":c{n} skos:broader :c{n + 1} .\n" for n in range(3000))
    found = broken(catalogue, tmp_path, EXAMPLE + ":c0 a skos:Concept .\n" + links)
    assert found
