"""How much a query may build: the most that passes is harmless, one more is refused, and data costs nothing."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from qualmap.errors import LimitError
from qualmap.store.guard import check
from qualmap.store.limits import DEFAULT
from tests.attacks import KINDS, TOO_LONG


def _passes(query: str) -> bool:
    try:
        check(query)
    except LimitError:
        return False
    return True


def _most(kind: str) -> str:
    """The longest query of a kind that is let pass."""
    few, many = 1, 1_000
    while few < many:
        middle = (few + many + 1) // 2
        few, many = (middle, many) if _passes(KINDS[kind](middle)) else (few, middle - 1)
    return KINDS[kind](few)


ENGINE = """
import json, sys
import pyoxigraph as ox
store = ox.Store()
for n in range(20):
    store.add(ox.Quad(ox.NamedNode(f"a:{n}"), ox.NamedNode("a:p"), ox.Literal(str(n)), ox.NamedNode("a:g")))
for query in json.load(sys.stdin):
    try:
        found = store.query(query, use_default_graph_as_union=True)
        if not isinstance(found, ox.QueryBoolean):
            next(iter(found), None)
    except (SyntaxError, ValueError, OSError) as error:
        print(type(error).__name__)
    else:
        print("answered")
"""
"""The bare engine on a list of queries: it shows by its end what it cannot bear."""


def test_the_most_that_passes_of_every_kind_is_borne_by_the_engine():
    queries = [_most(kind) for kind in KINDS]
    done = subprocess.run(
        [sys.executable, "-c", ENGINE], input=json.dumps(queries), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, ["answered"] * len(queries)), done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_long_is_refused_without_a_bracket_too_many(kind):
    with pytest.raises(
        LimitError, match=r"^1:\d+: the query has more than (500 parts|100 triple patterns): "
    ) as caught:
        check(KINDS[kind](600))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("attack", TOO_LONG, ids=lambda attack: attack.name)
def test_what_ended_a_process_once_is_refused(attack):
    with pytest.raises(LimitError, match=attack.ends):
        check(attack.query)


@pytest.mark.parametrize(
    ("query", "patterns"),
    [
        ("SELECT * { ?s ?p ?o }", 1),
        ("SELECT * { ?s ?p ?o . }", 1),
        ("SELECT * { ?s ?p ?o ; ?q ?a , ?b . ?x ?y ?z }", 4),
        ("SELECT * { ?s ?p ( 1 2 3 ) . }", 7),
        ("SELECT * { ?s ?p ( ?a ( ?b ) [ ?c ?d ] ) . }", 10),
        ("SELECT * { { ?s ?p ?o } UNION { ?s ?q ?o } OPTIONAL { ?s ?r ?o } }", 3),
        ("SELECT * { ?s ?p ?o FILTER(?o IN (1, 2, 3)) ?s ?q ?o }", 2),
        ("SELECT * { ?s ?p true OPTIONAL { ?s ?q 'x'@en } }", 2),
        ("SELECT * { ?s ?p trueOPTIONAL{ ?s ?q 1 } }", 2),
        ("SELECT * { ?s qm:a/qm:b/qm:c ?o }", 3),
        ("SELECT (CONCAT('a', 'b') AS ?x) { FILTER(IF(1, 2, 3)) BIND(CONCAT(?a, ?b) AS ?c) }", 0),
        ("ASK { VALUES (?a ?b) { (1 2) (3 4) (5 6) } VALUES ?c { 7 8 } ?a ?b ?c }", 1),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", 2),
    ],
)
def test_triple_patterns_are_counted_by_what_is_built(query, patterns):
    """At the exact number it passes, with room for one less it does not."""
    from dataclasses import replace

    assert check(query, limits=replace(DEFAULT, patterns=max(patterns, 1)))
    if patterns > 1:
        with pytest.raises(LimitError, match=f"more than {patterns - 1} triple patterns"):
            check(query, limits=replace(DEFAULT, patterns=patterns - 1))


def test_rows_of_values_are_data_however_many():
    rows = " ".join(f"(<a:{n}> {n})" for n in range(1_000))
    assert check(f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} ?a ?p ?b }}").form == "SELECT"
    assert check(f"SELECT * {{ ?a ?p ?b }} VALUES ?b {{ {'1 ' * 5_000} }}").form == "SELECT"


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p (" + "1 " * 1_000 + ") } VALUES",
        "ASK { ?s ?p ?o FILTER(true) (" + "1 " * 1_000 + ") ?p ?o }",
        "ASK { VALUES ?x { 1 } ?s ?p (" + "1 " * 1_000 + ") }",
        "ASK { ?s a (" + "1 " * 1_000 + ") }",
        "ASK { ?s ?p truea(" + "1 " * 1_000 + ") }",
        "ASK { FILTER EXISTS { ?s ?p (" + "1 " * 1_000 + ") } }",
        "ASK { ?s ?p \\u0028" + "1 " * 1_000 + ") }",
    ],
)
def test_a_collection_is_counted_wherever_it_hides(query):
    with pytest.raises(LimitError, match="triple patterns"):
        check(query)
