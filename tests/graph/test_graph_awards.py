"""Awards that people hold and statements of recognition bodies as linked data: asked for, apart, on their own terms."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from qualmap.graph.published import published_quads
from qualmap.graph.validation import validate_files
from qualmap.ontology import awards_quads, serialize
from qualmap.ontology.graphs import APART_GRAPHS, AWARDS_GRAPH, AWARDS_REPORTED_GRAPH, STATEMENTS_GRAPH
from qualmap.ontology.iris import award_iri
from qualmap.ontology.shapes import FILE, shapes
from qualmap.ontology.terms import BASE, DCT, QM
from qualmap.site.pages import Pages
from tests.conftest import ROOT
from tests.shell import qualmap as run

KCSE = "https://w3id.org/qualmap/awards/ke/kenya-certificate-of-secondary-education"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


@pytest.fixture(scope="module")
def quads(catalogue):
    return list(published_quads(catalogue, "none", awards=True))


@pytest.fixture(scope="module")
def store(quads):
    store = ox.Store()
    store.bulk_extend(quads)
    return store


def ask(store, query):
    prefixes = {
        "qm": QM,
        "dct": DCT,
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    rows = store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    return [tuple(getattr(value, "value", None) for value in row) for row in rows]


def in_graph(quads, graph):
    return [quad for quad in quads if quad.graph_name.value == graph]


def test_they_stand_in_the_graph_only_where_they_are_asked_for(catalogue, quads):
    without = list(published_quads(catalogue, "none"))
    assert not {quad.graph_name.value for quad in without} & set(APART_GRAPHS)
    assert {quad.graph_name.value for quad in quads} >= set(APART_GRAPHS)


def test_every_award_and_statement_is_there(catalogue, store):
    awards = sum(len(record.awards) for record in catalogue.every_award())
    statements = sum(len(record.statements) for record in catalogue.every_statement())
    assert ask(store, "SELECT (COUNT(DISTINCT ?a) AS ?n) {?a a qm:HeldAward}") == [(str(awards),)]
    assert ask(store, "SELECT (COUNT(DISTINCT ?s) AS ?n) {?s a qm:RecognitionStatement}") == [(str(statements),)]


def test_an_award_is_found_by_its_name_in_another_language(store):
    found = ask(
        store,
        """SELECT ?award ?title ?first {
        ?award qm:awardName ?name ; dct:title ?title ; qm:awardPeriod/qm:firstAwarded ?first .
        ?name rdf:value "Cheti cha Elimu ya Sekondari ya Kenya" ; qm:nameSort "translation" }""",
    )
    assert found == [(KCSE, "Kenya Certificate of Secondary Education", "1989")]


def test_what_nobody_has_read_stands_apart_from_what_was_read(store, catalogue):
    """That there is the award was read; its kind, its names and its level are general knowledge."""
    read_of = next(
        award_iri(f"{record.id}:{award.id}")
        for record in catalogue.every_award()
        for award in record.awards
        if record.source_of(award.source).verification != "recalled" and award.size_source is None
        if award.kind and award.names and award.years and award.stands
        if record.source_of(award.stands[0].source).verification == "recalled"
    )
    rows = ask(store, f"SELECT ?g ?p {{GRAPH ?g {{<{read_of}> ?p ?o}}}}")
    read = {term.removeprefix(QM).removeprefix(DCT) for graph, term in rows if graph == AWARDS_GRAPH}
    recalled = {term.removeprefix(QM) for graph, term in rows if graph == AWARDS_REPORTED_GRAPH}
    assert {"title", "language"} <= read
    assert {"genericType", "awardName", "placement", "years"} <= recalled
    assert not read & recalled


def test_the_level_of_a_placement_is_a_level_of_its_framework(store):
    found = ask(
        store, f"SELECT ?level ?at {{<{KCSE}> qm:placement/qm:standsAt ?level . ?level a qm:Level ; dct:title ?at}}"
    )
    levels = ask(store, f"SELECT ?level {{<{KCSE}> qm:placement/qm:standsAt ?level . ?level a qm:Level}}")
    assert levels == [("https://w3id.org/qualmap/framework/ke-knqf/2014/level/2",)]
    assert len(found) <= 1


def test_statements_stand_in_a_graph_of_their_own_with_body_condition_and_source(store, quads):
    found = ask(
        store,
        """SELECT ?body ?condition ?code ?how ?edition { GRAPH <https://w3id.org/qualmap/graph/statements> {
        ?practice qm:body ?body ; qm:country "KE" ; qm:statement ?said .
        ?said dct:title "Kenya Certificate of Secondary Education" ; qm:condition ?condition .
        ?said prov:wasDerivedFrom ?source .
        ?said qm:statedLevels ?levels . ?levels qm:frameworkId "eqf" ; qm:levelCode ?code .
        ?source qm:verification ?how ; <http://www.w3.org/ns/dcat#version> ?edition } } ORDER BY ?code""",
    )
    assert found == [
        ("Nuffic", "fewer than 6 subjects A, B or C", "2", "seen", "web page ~2018-2020"),
        ("Nuffic", "min. 6 subjects A, B or C", "4", "seen", "web page ~2018-2020"),
    ]
    elsewhere = [q for q in quads if "/practice/" in str(q.subject) and q.graph_name.value != STATEMENTS_GRAPH]
    assert elsewhere == []


def test_each_part_says_its_terms_and_no_licence_covers_what_is_not_ours(store, catalogue):
    licences = dict(ask(store, "SELECT ?part ?licence {?part dct:license ?licence}"))
    terms = {}
    for part, text in ask(store, "SELECT ?part ?text {?part dct:rights ?text}"):
        terms.setdefault(part, []).append(text)
    assert STATEMENTS_GRAPH not in licences
    assert AWARDS_GRAPH not in licences
    assert "https://w3id.org/qualmap/dataset" not in licences
    assert licences["https://w3id.org/qualmap/graph/official"] == CC0
    assert "not under CC0" in terms[STATEMENTS_GRAPH][0]
    assert "CC BY-SA 3.0 IGO" in terms[AWARDS_GRAPH][0]
    assert len(terms["https://w3id.org/qualmap/dataset"]) == 3
    assert all(
        "not under CC0" in terms[f"https://w3id.org/qualmap/practice/{record.id}"][0]
        for record in catalogue.every_statement()
    )


def test_without_the_statements_the_rest_says_its_own_terms(catalogue):
    apart = {folder: records for folder, records in catalogue.apart.items() if "evaluations" not in folder}
    quads = list(published_quads(replace(catalogue, apart=apart), "none", awards=True))
    assert not in_graph(quads, STATEMENTS_GRAPH)
    assert not [quad for quad in quads if "graph/statements" in str(quad.subject)]
    bare = list(published_quads(replace(catalogue, apart={}), "none", awards=True))
    assert bare == list(published_quads(replace(catalogue, apart={}), "none"))
    [whole] = [
        q
        for q in bare
        if str(q.subject) == "<https://w3id.org/qualmap/dataset>" and q.predicate.value == DCT + "license"
    ]
    assert whole.object.value == CC0


def test_counts_of_the_graphs_are_true(store, quads):
    told = dict(ask(store, "SELECT ?g ?n {?g <http://rdfs.org/ns/void#triples> ?n}"))
    for graph in APART_GRAPHS:
        assert told[graph] == str(len(in_graph(quads, graph)))


def test_the_order_is_fixed_and_there_are_no_blank_nodes(catalogue):
    first, second = awards_quads(catalogue), awards_quads(catalogue)
    assert first == second
    assert not any(isinstance(term, ox.BlankNode) for quad in first for term in (quad.subject, quad.object))


def test_the_records_of_one_country_keep_the_shapes(catalogue, tmp_path):
    """Kenya's awards, and what Nuffic says of them; the frameworks are the catalogue's."""
    assert (ROOT / "src" / "qualmap" / "ontology" / FILE).read_text("utf-8") == shapes()
    ours = [
        q for q in awards_quads(catalogue) if "/awards/ke" in str(q.subject) or "/practice/nuffic--KE" in str(q.subject)
    ]
    path = tmp_path / "kenya.nq"
    with path.open("wb") as stream:
        serialize(ours, ".nq", stream)
    assert validate_files(catalogue, [path])[1] == []


def test_a_broken_award_is_told(catalogue, tmp_path):
    ours = [q for q in awards_quads(catalogue) if "/awards/ke" in str(q.subject)]
    path = tmp_path / "kenya.nq"
    with path.open("wb") as stream:
        serialize(ours, ".nq", stream)
    path.write_text(path.read_text("utf-8").replace('"abbreviation"', '"not-a-sort"'), "utf-8")
    assert any("nameSort" in str(finding) for finding in validate_files(catalogue, [path])[1])


def test_the_command_builds_them_where_asked(tmp_path):
    done = run("build", "--crosswalks", "none", "--awards", "-o", str(tmp_path / "all.nq"))
    assert done.returncode == 0
    text = (tmp_path / "all.nq").read_text("utf-8")
    assert f"<{KCSE}>" in text
    assert f"<{STATEMENTS_GRAPH}>" in text


def test_each_list_award_and_practice_has_a_page_that_says_its_terms(catalogue, quads):
    pages = Pages([q for q in quads if q.graph_name.value in APART_GRAPHS], BASE)
    practice = pages.html("practice/nuffic--KE")
    assert "Nuffic on awards of Kenya" in practice
    assert "not under CC0" in practice
    assert "min. 6 subjects A, B or C" in practice
    award = pages.html("awards/ke/kenya-certificate-of-secondary-education")
    assert "Kenya Certificate of Secondary Education" in award
    assert "Cheti cha Elimu ya Sekondari ya Kenya" in award
