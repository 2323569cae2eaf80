"""Typed rows: what a query gives in Python, in frames, as a graph, and from a folder on disk."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from math import inf, isnan

import pyoxigraph as ox
import pytest

import qualmap as package
from qualmap.errors import MissingExtraError, OutputError
from qualmap.store.rows import IRI, Rows, Text, value
from tests.shell import process, qualmap

XSD = "http://www.w3.org/2001/XMLSchema#"


def literal(text, kind):
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("8", "integer", 8),
        ("-08", "integer", -8),
        ("8", "nonNegativeInteger", 8),
        ("0.95", "decimal", Decimal("0.95")),
        ("1.5e3", "double", 1500.0),
        ("-INF", "double", -inf),
        ("0.5", "float", 0.5),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("2010-06-30", "date", date(2010, 6, 30)),
        ("2010-06-30T12:00:00Z", "dateTime", datetime(2010, 6, 30, 12, tzinfo=UTC)),
        ("2010-06-30T12:00:00", "dateTime", datetime(2010, 6, 30, 12)),  # noqa: DTZ001  # says no zone
        ("8", "string", "8"),
        ("2010", "gYear", "2010"),
    ],
)
def test_a_value_is_that_of_its_datatype(text, kind, expected):
    found = value(literal(text, kind))
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("eight", "integer"),
        ("1_000", "integer"),
        ("٨", "integer"),
        ("9" * 5000, "integer"),
        ("1e3", "decimal"),
        ("infinity", "double"),
        ("yes", "boolean"),
        ("20100630", "date"),
        ("2010-02-30", "date"),
        ("2010-W26-3", "date"),
        ("2010-06-30", "dateTime"),
        ("2010-06-30T24:30:00", "dateTime"),
    ],
)
def test_a_literal_that_is_not_of_its_datatype_stays_text(text, kind):
    assert value(literal(text, kind)) == text


def test_iris_languages_and_what_is_unbound():
    assert value(None) is None
    assert isnan(value(literal("NaN", "double")))
    iri = value(ox.NamedNode("https://w3id.org/qualmap/ontology#rank"))
    assert isinstance(iri, IRI)
    assert iri == "https://w3id.org/qualmap/ontology#rank"
    text = value(ox.Literal("Niveau", language="fr"))
    assert (text, text.language, type(text)) == ("Niveau", "fr", Text)
    again = pickle.loads(pickle.dumps(text))
    assert (again, again.language) == (text, "fr")


# -- queries ---------------------------------------------------------------------------------------

LEVELS = """SELECT ?level ?code ?rank ?label ?parent {
  ?f dct:identifier "ie-nfq" ; qm:level ?level . ?level skos:notation ?code ; qm:rank ?rank ; skos:prefLabel ?label .
  OPTIONAL { ?level qm:parentCode ?parent }
} ORDER BY ?rank"""


def test_rows_of_the_graph_are_typed(qm):
    rows = qm.query(LEVELS)
    assert isinstance(rows, Rows)
    assert rows.columns == ["level", "code", "rank", "label", "parent"]
    assert [row["rank"] for row in rows] == [level.rank for level in qm.framework("ie-nfq").levels]
    first = rows[0]
    assert {name: type(found) for name, found in first.items()} == {
        "level": IRI,
        "code": str,
        "rank": int,
        "label": Text,
        "parent": type(None),
    }
    assert first["label"].language == "en"


def test_ask_and_construct(qm):
    import rdflib

    assert qm.query("ASK { ?level a qm:Level }") is True
    assert qm.query("ASK { ?level a qm:Ladder }") is False
    graph = qm.query(f"CONSTRUCT {{ ?level qm:rank ?rank }} WHERE {{ {{ {LEVELS} }} }}")
    assert isinstance(graph, rdflib.Graph)
    ranks = sorted(int(rank) for rank in graph.objects())
    assert ranks == sorted(level.rank for level in qm.framework("ie-nfq").levels)
    label = qm.query(f"CONSTRUCT {{ ?level skos:prefLabel ?label }} WHERE {{ {{ {LEVELS} }} }}")
    assert {text.language for text in label.objects()} == {"en"}


def test_frames(qm):
    rows = qm.query(LEVELS)
    for frame, kinds in ((rows.to_pandas(), ("int64",)), (rows.to_polars(), ("Int64",))):
        assert list(frame.columns) == rows.columns
        assert len(frame) == len(rows)
        assert str(frame["rank"].dtype) in kinds
        assert frame["level"].to_list() == [row["level"] for row in rows]
    empty = qm.ask("awards-by-title", words="no such title")
    assert list(empty.to_pandas().columns) == list(empty.to_polars().columns) == empty.columns


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_without_its_library_says_what_to_install(qm, monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'qualmap\[{library}\]'"):
        getattr(qm.query("SELECT ?s { ?s a qm:Framework }"), f"to_{library}")()


# -- a folder --------------------------------------------------------------------------------------


def test_a_folder_is_built_once_and_gives_the_same_answers(qm, tmp_path):
    first = package.load(store=tmp_path)
    assert first.query(LEVELS) == qm.query(LEVELS)
    [built] = tmp_path.iterdir()
    before = {path.name: path.stat().st_mtime_ns for path in built.iterdir() if path.suffix == ".sst"}
    assert before
    other = "import sys, qualmap; print(len(qualmap.load(store=sys.argv[1]).query(sys.argv[2])))"
    done = subprocess.run([sys.executable, "-c", other, tmp_path, LEVELS], capture_output=True, text=True, check=True)
    assert int(done.stdout) == len(qm.query(LEVELS))
    assert first.ask("parties", instrument="lrc-1997") == qm.ask("parties", instrument="lrc-1997")
    assert {path.name: path.stat().st_mtime_ns for path in built.iterdir() if path.suffix == ".sst"} == before
    assert list(tmp_path.iterdir()) == [built]


def test_another_catalogue_has_a_place_of_its_own(qm, tmp_path):
    source = "sources: [{id: s1, verification: recalled, note: An example.}]"
    own = tmp_path / "xx-own.yaml"
    own.write_text(
        "{id: xx-own, edition: '2026', name: Own, kind: national, status: draft, source: s1, region: africa, "
        f"{source}}}",
        "utf-8",
    )
    folder = tmp_path / "graph"
    found = 'ASK { ?f a qm:Framework ; dct:identifier "xx-own" }'
    assert package.load(store=folder).query(found) is False
    assert package.load([own], store=folder).query(found) is True
    assert len(list(folder.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputError, match="cannot hold the graph"):
        package.load(store=tmp_path / "file").query("ASK {}")


# -- the command line ------------------------------------------------------------------------------


def test_json_keeps_numbers_and_texts_of_their_kind():
    query = 'SELECT (8 AS ?n) (0.5 AS ?d) (true AS ?b) ("2010-06-30"^^xsd:date AS ?day) ("a"@en AS ?t) ?none {}'
    shown = json.loads(qualmap("query", query, "--format", "json").stdout)
    assert shown == [{"n": 8, "d": 0.5, "b": True, "day": "2010-06-30", "t": "a", "none": None}]
    shown = qualmap("query", query, "--format", "csv").stdout
    assert shown == "n,d,b,day,t,none\n8,0.5,true,2010-06-30,a,\n"


@pytest.mark.parametrize(
    ("form", "rdf_format"),
    [("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD), ("nquads", ox.RdfFormat.N_QUADS)],
)
def test_a_graph_is_printed_as_a_graph(qm, form, rdf_format):
    query = f"CONSTRUCT {{ ?level qm:rank ?rank }} WHERE {{ {{ {LEVELS} }} }}"
    printed = qualmap("query", query, "--format", form).stdout
    assert len(list(ox.parse(printed, rdf_format))) == len(qm.framework("ie-nfq").levels)
    assert printed == process("query", query, "--format", form).stdout


def test_rows_are_not_printed_as_a_graph():
    done = qualmap("query", LEVELS, "--format", "turtle")
    assert done.returncode == 2
    assert "CONSTRUCT and DESCRIBE" in done.stderr
