"""Parameters written into a query: whatever the value, it comes back as the same term and nothing else changes."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from qualmap.errors import QueryError
from qualmap.ontology import catalogue_quads
from qualmap.ontology.terms import PREFIXES, XSD
from qualmap.store.binding import with_terms
from qualmap.store.guard import check
from qualmap.store.library import library
from qualmap.store.parameters import bind
from qualmap.store.tokens import tokens, unescaped

KE = ox.Literal("KE")
PAGE = ox.NamedNode("http://a/b")


@pytest.fixture(scope="module")
def store(catalogue) -> ox.Store:
    store = ox.Store()
    store.extend(catalogue_quads(catalogue))
    return store


@pytest.mark.parametrize("question", library().values(), ids=lambda question: question.name)
def test_a_question_with_its_terms_written_in_has_the_rows_of_the_engine_s_own_binding(store, catalogue, question):
    terms = bind(question, question.example, catalogue)
    text = with_terms(question.sparql, {variable.value: term for variable, term in terms.items()})
    check(text)
    bound = store.query(question.sparql, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=dict(terms))
    written = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    columns = [variable for variable in bound.variables if variable not in terms]
    assert list(written.variables) == columns
    rows = [[row[column] for column in columns] for row in written]
    assert rows == [[row[column] for column in columns] for row in bound]
    assert rows


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("SELECT ?a ?x { ?a <a:b> ?x, $x }", 'SELECT ?a { ?a <a:b> "KE" , "KE" }'),
        ("SELECT ?xx { ?xx <a:?x> '?x' # ?x\n}", "SELECT ?xx { ?xx <a:?x> '?x' # ?x }"),
        ("SELECT * { FILTER(?x=?y&&?y<?x) }", 'SELECT * { FILTER( "KE" =?y&&?y< "KE" ) }'),
        ("SELECT (UCASE(?x) AS ?y) ?x {}", 'SELECT (UCASE( "KE" ) AS ?y) {}'),
        ("SELECT DISTINCT ?x ?y { { SELECT ?y { ?y ?p ?x } } }", 'SELECT DISTINCT ?y { { SELECT ?y { ?y ?p "KE" } } }'),
        ("ASK { ?y ?p ?x } ORDER BY (?x)", 'ASK { ?y ?p "KE" } ORDER BY ( "KE" )'),
        (
            "PREFIX x: <a:?x> SELECT ?y ?x FROM <a:b> { x:x ?y ?x }",
            'PREFIX x: <a:?x> SELECT ?y FROM <a:b> { x:x ?y "KE" }',
        ),
        ("CONSTRUCT { ?y ?p ?x } WHERE { ?y ?p ?x }", 'CONSTRUCT { ?y ?p "KE" } WHERE { ?y ?p "KE" }'),
    ],
)
def test_each_variable_of_the_name_becomes_the_term(query, bound):
    assert re.sub(r"\s+", " ", with_terms(query, {"x": KE})) == bound


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT (1 AS ?x) {}", "1:14: ?x is a parameter"),
        ("SELECT * { BIND(1 AS $x) }", "1:22: $x is a parameter"),
        ("SELECT * {\n VALUES ?x { 1 } }", "2:9: ?x is a parameter"),
        ("SELECT * { VALUES (?y ?x) { (1 2) } }", "?x is a parameter"),
        ("SELECT * { FILTER(BOUND(?x)) }", "?x is a parameter"),
        ("SELECT ?y { { SELECT ?x { ?x ?y 1 } } }", "?x is a parameter"),
        ("SELECT (COUNT(*) AS ?n) { ?x ?p ?y } GROUP BY ?x", "?x is a parameter"),
        ("SELECT ?y { ?x ?p ?y } ORDER BY ?y ?x", "?x is a parameter"),
        ("SELECT ?x { ?y ?p ?x }", "add a column"),
        ("SELECT DISTINCT ?x WHERE { ?y ?p ?x }", "add a column"),
        ("SELECT ?y { VALUES ?y { '\\u0027 ?x } }", "write the signs themselves"),
    ],
)
def test_where_only_a_variable_can_stand_the_query_is_refused(query, says):
    with pytest.raises(QueryError, match=re.escape(says)):
        with_terms(query, {"x": KE})


TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("\"'\\\n\r\t{}<>?#@^u0041U\u202e\u2028\ufeff\x00\x07\x7f"),
    )
)
HOSTILE = [
    '"',
    "'''",
    '"""',
    "\\",
    '\\"',
    '\\\\" } SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #',
    '" } ; DROP ALL #',
    "\n} UNION { ?s ?p ?o }\r\n#",
    "\\u0022 } SERVICE <http://a/> {} #",
    "\\U00000022",
    "\\\\u0041",
    "\u202e{}\u2066",
    "?x $x",
    "\x00\x070041",
    "^^<http://a/>",
    "\ufeff\U0010ffff",
]
ECHO = "SELECT ?s (?x AS ?y) ?x { ?s <a:is> '?x' FILTER(?x = $x) # ?x\n}"


def _echoed(text: str) -> ox.Literal:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:is"), ox.Literal("?x")))
    (row,) = store.query(text)
    assert row["s"] == ox.NamedNode("a:a")
    return row["y"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_comes_back_as_it_was_from_two_engines(text):
    term = ox.Literal(text)
    query = with_terms(ECHO, {"x": term})
    assert _echoed(query) == term
    graph = rdflib.Graph()
    graph.add((rdflib.URIRef("a:a"), rdflib.URIRef("a:is"), rdflib.Literal("?x")))
    assert [str(row.y) for row in graph.query(query)] == [text]


@given(TEXTS, st.sampled_from([None, "en", "ar-EG"]), st.booleans())
@example("\\u0022", None, False)
def test_any_term_comes_back_as_it_was(text, language, typed):
    term = ox.Literal(text, language=language) if language else ox.Literal(text)
    if typed:
        term = ox.Literal(text, datatype=ox.NamedNode(XSD + "anyURI"))
    query = with_terms(ECHO, {"x": term})
    assert _echoed(query) == term
    for reading in (query, unescaped(query)):  # the same tokens but for the values, in both readings
        kinds = [token.kind for token in tokens(reading)]
        assert kinds.count("string") == 4
        assert kinds.count("sign") == len("(){(=)}") + 3 * typed


@pytest.mark.parametrize("iri", ["http://a/b?c=d&e=(f)#g", "urn:x:'y'", "http://a/%22%7D", "http://é.example/ü"])
def test_an_iri_comes_back_as_it_was(iri):
    assert _echoed(with_terms(ECHO, {"x": ox.NamedNode(iri)})) == ox.NamedNode(iri)


def test_a_page_stands_where_an_iri_may(store):
    query = "SELECT ?p { GRAPH ?g { ?x ?p ?o } }"
    text = with_terms(query, {"x": PAGE, "g": PAGE})
    assert list(store.query(text)) == []
