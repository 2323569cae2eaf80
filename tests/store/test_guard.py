"""The guard: it refuses what reaches out or changes, in every disguise, and nothing legitimate."""

from __future__ import annotations

import os
import random
import re
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualmap.errors import LimitError, QueryError
from qualmap.store.guard import check
from qualmap.store.library import library
from qualmap.store.limits import Limits
from qualmap.store.tokens import position, tokens, unescaped
from tests.attacks import BROKEN, OTHER_ENGINES, REACHING_OUT, TOO_DEEP, UPDATES, stranger

GRAPHS = ("https://w3id.org/qualmap/graph/frameworks", "https://w3id.org/qualmap/graph/official")
HERE = "PREFIX g: <https://w3id.org/qualmap/graph/> "

LEGITIMATE = [
    "PREFIX ex: <http://a/> SELECT * { ?s ex:service ?service ; ex:from ?from }",
    "SELECT * { ?s qm:service ?o { ?o qm:from ?x } }",
    "PREFIX service: <http://a/> SELECT * { ?s service:load service:from . service:x service:y ?z }",
    "PREFIX from: <http://a/> SELECT (from:f(?x) AS ?y) { ?s from:a ?x }",
    "SELECT * { ?s ?p 'SERVICE <http://x> { }', \"FROM <x>\", '''LOAD \n'a\\\\' DELETE''' }",
    'SELECT * { ?s ?p """a"b""INSERT \\\\""" }',
    "SELECT * { # SERVICE <http://x> {} \n ?s ?p <http://a/SERVICE/FROM/load> } # DROP ALL",
    "SELECT ?insert ?delete $load { ?insert ?delete $load }",
    "SELECT * { _:service _:from ?x . ?x ?y 'load'@insert-delete }",
    "SELECT * { ?s ?p <http://dbpedia.org/resource/Foo_(bar)> FILTER(?s IN (<http://a/(b)>, <http://a/c>)) }",
    "SELECT * { ?s (<http://a/b>|^<http://a/c>)*/(<http://a/(d)>) (?x <http://a/e> 1 'f') }",
    "SELECT * { VALUES (?a ?b) { (<http://a/(x)> <http://b/y>) (UNDEF 1.5e3) } FILTER(?a<5 && ?b>3) }",
    "ASK { FILTER(?a<?b) FILTER(1<2) }",
    "SELECT ?x{?x<http://a/service>?y}LIMIT 1",
    "PREFIX a:<http://a/>SELECT*{?s a:b\\#c a:d%41.?s a:e\\.f 1.}",
    'SELECT * { ?s ?p "\\u00e9\\U0001F600 SERVICE" }',
    "CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ( 1 2 ) } ORDER BY DESC(?s) OFFSET 1",
    "PREFIX bif: <http://a/> SELECT * { ?s bif:contains ?x . ?s sql:is ?y }",
    "BASE <http://a/> PREFIX : <b#> DESCRIBE :c ?x WHERE { ?x a :d }",
]


@pytest.mark.parametrize("query", LEGITIMATE)
def test_words_in_texts_names_variables_and_comments_are_no_keywords(query):
    assert check(query).names_graphs is False


@pytest.mark.parametrize("question", library().values(), ids=lambda question: question.name)
def test_every_question_of_the_library_passes(question):
    assert check(question.sparql).form == "SELECT"


@pytest.mark.parametrize(
    "attack",
    [a for a in REACHING_OUT + UPDATES + OTHER_ENGINES + TOO_DEEP + BROKEN if "answered" not in a.ends],
    ids=lambda attack: attack.name,
)
def test_an_attack_is_refused_before_the_engine_sees_it(attack):
    query = attack.query.replace("{port}", "9")
    if attack.name.startswith(("unclosed", "closing")) or attack.name == "a line end in a message":
        assert check(query).form == "SELECT"  # for the engine to say: it reads no keyword here
        return
    with pytest.raises(QueryError, match=attack.ends) as caught:
        check(query, GRAPHS)
    assert isinstance(caught.value, LimitError) == (attack in TOO_DEEP)


@pytest.mark.parametrize(
    ("query", "form", "names"),
    [
        ("select * {}", "SELECT", False),
        ("# a comment\nPREFIX a: <a:> BASE <b:b> aSk {}", "ASK", False),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT", False),
        ("DESCRIBE <a:b>", "DESCRIBE", False),
        ("\\u0053ELECT * {}", "SELECT", False),
        (HERE + "SELECT * FROM g:official {}", "SELECT", True),
        (HERE + "SELECT * FROM NAMED g:official FROM g:frameworks {}", "SELECT", True),
        (f"ASK FROM <{GRAPHS[0]}> {{}}", "ASK", True),
        ("BASE <https://w3id.org/qualmap/x> DESCRIBE ?s from named <graph/official> { ?s ?p ?o }", "DESCRIBE", True),
        ("BASE <https://w3id.org/qualmap/x> PREFIX : <graph/> SELECT * FROM :official {}", "SELECT", True),
        ("PREFIX : <https://w3id.org/qualmap/graph/\\u006ffficial> SELECT * FROM : {}", "SELECT", True),
    ],
)
def test_the_form_and_the_graphs_of_a_query(query, form, names):
    checked = check(query, GRAPHS)
    assert (checked.form, checked.names_graphs) == (form, names)


def test_without_graphs_every_from_is_refused_with_what_to_write():
    with pytest.raises(QueryError, match=f"^1:{len(HERE) + 10}: FROM is refused") as caught:
        check(HERE + "SELECT * FROM g:official {}")
    assert "GRAPH <...>" in str(caught.value)


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("SELECT * {\n  SERVICE <a:b> {} }", "2:3"),
        ("SELECT * {\r\n\r\n\tSERVICE <a:b> {} }", "3:2"),
        ("SELECT * { ?s ?p '\\u00e9\\U0001F600' . SERVICE <a:b> {} }", "1:39"),
        ("SELECT * { ?s ?p 'é😀' . SERVICE <a:b> {} }", "1:25"),
    ],
)
def test_a_refusal_says_where(query, where):
    with pytest.raises(QueryError) as caught:
        check(query)
    assert str(caught.value).startswith(where + ": SERVICE is refused")
    line, column = map(int, where.split(":"))
    assert re.split("\r?\n", query)[line - 1][column - 1 :].startswith("SERVICE")


def test_the_limits_can_be_set():
    assert check("SELECT * { ?s ?p ?o }", limits=Limits(nesting=1))
    with pytest.raises(LimitError, match="deeper than 1"):
        check("SELECT * { { } }", limits=Limits(nesting=1))
    with pytest.raises(LimitError, match="limit of 10"):
        check("SELECT * {}", limits=Limits(characters=10))


# -- the lexer ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?a<5", "variable sign number"),
        ("?a<?b>?c", "variable iri variable"),
        ("a:b.c.", "name sign"),
        ("a:b\\.", "name"),
        ("a.b:c", "name"),
        ("a.:c", "word sign name"),
        ("1.5e-3 .5 1. 1.e5", "number number number sign number"),
        ('\'a\'@en-GB \'\' """a"b"""', "string language string string"),
        ('"""a', "string sign word"),
        ("_:a.b. _ :", "blank sign sign name"),
        ("'a\\q'", "sign word sign word sign"),
        ("a-b", "word sign word"),
        ("# x\n\\u0041", "sign word"),
        ("?x^^<a:b>||!= >=", "variable sign iri sign sign sign"),
    ],
)
def test_terminals_are_those_of_the_grammar(text, kinds):
    assert [token.kind for token in tokens(text)] == kinds.split()


@given(st.text(st.sampled_from("?$<>\"'\\uU0042a:._-#\n {}()@^1eé\u200c%"), max_size=60))
def test_tokens_cover_the_text_in_order_and_leave_only_blanks_and_comments(text):
    at = 0
    for token in tokens(text):
        assert re.fullmatch(r"(?:[ \t\r\n]|#[^\r\n]*)*", text[at : token.start])
        assert text.startswith(token.text, token.start)
        assert token.text
        at = token.start + len(token.text)
    assert re.fullmatch(r"(?:[ \t\r\n]|#[^\r\n]*)*", text[at:])


@given(
    st.lists(st.sampled_from(["a", "0", "é", " ", "\n", "\\u0041", "\\u000A", "\\U0001F600"]), min_size=1, max_size=20)
)
@example(["0", "0", "0", "\\u0041", "0"])
def test_a_place_in_the_text_with_its_escapes_read_is_found_in_the_query(pieces):
    """Each piece is one character of the text with its escapes read; its place is where the piece is written."""
    text = "".join(pieces)
    assert len(unescaped(text)) == len(pieces)
    for index in range(len(pieces)):
        assert position(text, index, escapes_read=True) == position(text, len("".join(pieces[:index])))


@settings(deadline=None, max_examples=50)
@given(st.text("\"'<>\\.:a-_@1e?#%u0\n({", min_size=1, max_size=6))
@example("a.")
@example('"""\\')
@example("'\"")
@example("_:a.")
@example("<a")
@example('"\\')
@example('"""\\"')
def test_reading_a_long_repetition_takes_time_by_its_length(piece):
    text = (piece * 60_000)[:60_000]
    before = time.process_time()
    tokens(text)
    assert time.process_time() - before < 3  # by the square of its length it would take ten times as long


# -- what passes the guard reaches nobody ---------------------------------------------------------

PIECES = r"""
" '' \" ''' \ \u0022 \u0027 \u000A \u0020 \u0023 \u003C \u003E \q # < > { } ( ) . ; , : x: SERVICE SILENT a true 1 1.
@en ^^ ?x _:b FILTER(1<2) UNDEF OPTIONAL UNION x:SERVICE SERVICE: << >> [ ] * / | ! %41 \- é FROM EXISTS{ ASK {port}
""".split()
PIECES += ["\n", " ", '"""', "VALUES ?x {", "PREFIX : {port}", "PREFIX x: <http://a:1> ", "BASE {port}"]


def test_whatever_the_guard_lets_pass_calls_nobody():
    """Changed attacks, run by the engine itself where the guard sees no harm. The same ones in every run."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal(True), ox.DefaultGraph()))
    dice = random.Random(5)
    ran = 0
    with stranger() as (port, calls):
        out = f"<http://127.0.0.1:{port}/>"
        for _ in range(6_000):
            query = dice.choice(REACHING_OUT).query.replace("{port}", str(port))
            for _ in range(dice.randint(1, 4)):
                at = dice.randint(0, len(query))
                query = query[:at] + dice.choice(PIECES).replace("{port}", out) + query[at + dice.randint(0, 3) :]
            try:
                check(query, [out[1:-1]])
                found = store.query(query)
                ran += 1
                if not isinstance(found, ox.QueryBoolean):
                    next(iter(found), None)
            except (QueryError, SyntaxError, OSError, ValueError):
                pass
            assert not calls, query
    assert ran > 60


# -- the W3C's own queries ------------------------------------------------------------------------

POSITIVE = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
SELECT DISTINCT ?query {
  VALUES ?type {
    mf:PositiveSyntaxTest mf:PositiveSyntaxTest11 mf:QueryEvaluationTest mf:CSVResultFormatTest
  }
  ?test a ?type ; mf:action ?action .
  OPTIONAL { ?action qt:query ?inner }
  BIND(COALESCE(?inner, ?action) AS ?query)
}"""
REACHES_OUT = re.compile(r"service0|syntax-service-0")
"""The federation tests: SERVICE is refused. Nothing else is."""


class _Anything:
    """Every graph is there: the suite names its own data with FROM."""

    def __contains__(self, graph: str) -> bool:
        return True

    def __iter__(self):
        return iter(())

    def __len__(self) -> int:
        return 0


@pytest.mark.skipif("QUALMAP_W3C_SPARQL" not in os.environ, reason="QUALMAP_W3C_SPARQL names no folder")
def test_the_w3c_queries_pass():
    folder = Path(os.environ["QUALMAP_W3C_SPARQL"])
    paths = set()
    for manifest in folder.rglob("manifest.ttl"):
        store = ox.Store()
        store.load(path=manifest, format=ox.RdfFormat.TURTLE, base_iri=manifest.absolute().as_uri())
        paths |= {row["query"].value.removeprefix("file://") for row in store.query(POSITIVE)}
    refused = {}
    paths = {path for path in paths if Path(path).exists()}  # a manifest may name more than a copy holds
    for path in sorted(paths):
        query = Path(path).read_text("utf-8")
        try:
            check(query, _Anything())
        except QueryError as error:
            refused[path] = str(error)
    assert len(paths) >= 600
    assert all(REACHES_OUT.search(path) and "SERVICE is refused" in why for path, why in refused.items()), refused
    assert len(refused) >= 10
