"""What a hostile client may send, kept as data: each attack with how it must end.

``ends`` is what the message says (part of it), or ANSWERED where the engine has a harmless answer. ``{port}`` is a
socket of the test's own that counts who calls.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

ANSWERED = "answered"
SERVICE = "SERVICE is refused"
READ_ONLY = "read-only"
SYNTAX = "not a SPARQL query"
TIME = "was stopped after"
MEMORY = "MiB of memory"
COST = "(was stopped after|MiB of memory|rows|bytes)"
"""One of the limits stops it; which of them depends on the machine."""


class Attack(NamedTuple):
    """One hostile query."""

    name: str
    query: str
    ends: str


def _nested(opening: str, inside: str, closing: str, depth: int = 10_000) -> str:
    return opening * depth + inside + closing * depth


OUT = "<http://127.0.0.1:{port}/>"
REACHING_OUT = [
    Attack("service", f"SELECT * {{ SERVICE {OUT} {{ ?s ?p ?o }} }}", SERVICE),
    Attack("silent service", f"SELECT * {{ SERVICE SILENT {OUT} {{ ?s ?p ?o }} }}", SERVICE),
    Attack("mixed case", f"SELECT * {{ sErViCe sIlEnT {OUT} {{ ?s ?p ?o }} }}", SERVICE),
    Attack("in a sub-query", f"SELECT * {{ {{ SELECT * {{ {{ SERVICE {OUT} {{ ?s ?p ?o }} }} }} }} }}", SERVICE),
    Attack("in EXISTS", f"ASK {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {OUT} {{ ?s ?p ?o }} }} }}", SERVICE),
    Attack("in CONSTRUCT", f"CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE {OUT} {{ ?s ?p ?o }} }}", SERVICE),
    Attack("comments around", f"SELECT * {{ #\nSERVICE#x\n{OUT}#y\n{{ ?s ?p ?o }} }}", SERVICE),
    Attack("comment ends at a carriage return", f"SELECT * {{ # \rSERVICE {OUT} {{ ?s ?p ?o }} }}", SERVICE),
    Attack("variable for an address", f"SELECT * {{ BIND({OUT} AS ?g) SERVICE ?g {{ ?s ?p ?o }} }}", SERVICE),
    Attack("escape in the keyword", f"SELECT * {{ SERV\\u0049CE {OUT} {{ ?s ?p ?o }} }}", SERVICE),
    Attack("long escape in the keyword", f"SELECT * {{ \\U00000053ERVICE {OUT} {{ ?s ?p ?o }} }}", SERVICE),
    Attack("escaped line end in a comment", f"SELECT * {{ # \\u000A SERVICE {OUT} {{ ?s ?p ?o }} \n }}", SERVICE),
    Attack(
        "a string that ends for the engine and not by the standard",
        f'SELECT * {{ VALUES ?x {{"\\u0022"}} SERVICE {OUT} {{?a ?b ?c}} VALUES ?y {{"\\u0022"}} }}',
        SERVICE,
    ),
    Attack(
        "a string that ends by the standard and not for the engine",
        f'SELECT * {{ VALUES ?x {{"\\u0022}} SERVICE {OUT} {{?a ?b ?c}} # "}} }}',
        SERVICE,
    ),
    Attack(
        "a long string that the engine gives up",
        f'SELECT * {{ VALUES ?x {{ """ " }} SERVICE {OUT} {{ ?a ?b ?c }} }} # \\q """ ',
        SERVICE,
    ),
    Attack("no blank after the keyword", f"PREFIX : {OUT} SELECT * {{ SERVICE:x {{?s ?p ?o}} }}", "keyword"),
    Attack(
        "keyword as a declared prefix",
        f"PREFIX SERVICE: <http://a/> PREFIX : {OUT} SELECT * {{ SERVICE:x {{?s ?p ?o}} }}",
        "keyword",
    ),
    Attack("keyword glued to a prefix", f"PREFIX ex: {OUT} SELECT * {{ SERVICEex:x {{?s ?p ?o}} }}", "keyword"),
    Attack("two keywords glued", f"SELECT * {{ BIND(1 AS ?z) SERVICESILENT{OUT}{{?s ?p ?o}} }}", SERVICE),
    Attack("glued to true", f"SELECT * {{ ?s ?p trueSERVICE{OUT}{{?a ?b ?c}} }}", SERVICE),
    Attack("glued to a number", f"SELECT * {{ ?s ?p 1SERVICE{OUT}{{?a ?b ?c}} }}", SERVICE),
    Attack("glued to a bracket", f"SELECT * {{ FILTER(true)SERVICE{OUT}{{?a ?b ?c}} }}", SERVICE),
    Attack(
        "less than, or an IRI",
        f"PREFIX : {OUT} SELECT * {{ FILTER(1<2)SERVICE:x#>\n{{?a ?b ?c}} }}",
        "less than",
    ),
    Attack(
        "a prefixed name that is no IRI",
        f"PREFIX ex: <http://a:1> SELECT * {{ ?s ?p ex:SERVICE{OUT}{{?a ?b ?c}} }}",
        "stands for no IRI",
    ),
    Attack("graph from the network", f"SELECT * FROM {OUT} {{ ?s ?p ?o }}", "no such graph"),
    Attack("named graph from the network", f"SELECT * FROM NAMED {OUT} {{ GRAPH ?g {{ ?s ?p ?o }} }}", "no such graph"),
    Attack("graph by a prefix", f"PREFIX x: {OUT} SELECT * FROM x:data {{ ?s ?p ?o }}", "no such graph"),
    Attack("graph against a base", f"BASE {OUT} SELECT * FROM <data> {{ ?s ?p ?o }}", "no such graph"),
    Attack("graph glued to a prefix", f"PREFIX x: {OUT} SELECT * FROMx:data {{ ?s ?p ?o }}", "keyword"),
    Attack("graph without a blank", f"PREFIX : {OUT} SELECT * FROM:data {{ ?s ?p ?o }}", "keyword"),
    Attack("graph from a file", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "no such graph"),
    Attack("describe from a file", "DESCRIBE <a:b> FROM <file:///etc/passwd>", "no such graph"),
    Attack("graph nearly right", "SELECT * FROM <https://w3id.org/qualmap/graph/framework> {}", "did you mean"),
    Attack("a graph that is not there", f"SELECT * {{ GRAPH {OUT} {{ ?s ?p ?o }} }}", ANSWERED),
    Attack(
        "JSON-LD context in a text", 'SELECT ("{{\\"@context\\":\\"http://127.0.0.1:{port}/\\"}}" AS ?x) {{}}', ANSWERED
    ),
]
UPDATES = [
    Attack("insert data", "INSERT DATA { <a:a> <a:b> <a:c> }", READ_ONLY),
    Attack("delete where", "DELETE WHERE { ?s ?p ?o }", READ_ONLY),
    Attack("with delete", "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", READ_ONLY),
    Attack("load", f"LOAD {OUT}", READ_ONLY),
    Attack("load after a prologue", f"PREFIX a: <a:> # x\n lOaD SILENT {OUT} INTO GRAPH a:g", READ_ONLY),
    Attack("load in escapes", f"\\u004cOAD {OUT}", READ_ONLY),
    Attack("clear", "CLEAR ALL", READ_ONLY),
    Attack("drop", "DROP SILENT DEFAULT", READ_ONLY),
    Attack("create", "CREATE GRAPH <a:g>", READ_ONLY),
    Attack("add", "ADD DEFAULT TO <a:g>", READ_ONLY),
    Attack("move", "MOVE <a:g> TO DEFAULT", READ_ONLY),
    Attack("copy", "COPY <a:g> TO DEFAULT", READ_ONLY),
    Attack("an update after a query", "SELECT * {} ; INSERT DATA { <a:a> <a:b> <a:c> }", READ_ONLY),
    Attack("an update inside a query", "SELECT * { DELETE { ?s ?p ?o } }", READ_ONLY),
]
OTHER_ENGINES = [
    Attack("Virtuoso's pragma", 'DEFINE get:soft "replace" SELECT * {}', "DEFINE is refused"),
    Attack("Virtuoso's input pragma", "PREFIX a: <a:> define input:grab-all 'yes' SELECT * {}", "DEFINE is refused"),
    Attack("Virtuoso runs a program", "SELECT (bif:exec('shutdown') AS ?x) {}", "function bif:exec"),
    Attack("Virtuoso reads a file", "SELECT * { FILTER(sql:file_to_string('/etc/passwd')) }", "function sql:"),
    Attack("its functions by another prefix", "PREFIX x: <bif:> SELECT (x:exec('x') AS ?y) {}", "function x:exec"),
    Attack("its functions by their IRI", "SELECT (<bif:exec>('x') AS ?y) {}", "function <bif:exec>"),
    Attack("its functions, one letter escaped", "SELECT (\\u0062if:exec('x') AS ?y) {}", "function bif:exec"),
]
BROKEN = [
    Attack("empty", "", SYNTAX),
    Attack("a comment only", "# SELECT * {}", SYNTAX),
    Attack("byte order mark", "\ufeffSELECT * {}", "byte order mark"),
    Attack("null character", "SELECT * {}\x00", "null character"),
    Attack("null character in a comment", "SELECT * {} # \x00", "null character"),
    Attack("half a surrogate pair", 'SELECT * { ?s ?p "\ud800" }', "surrogate"),
    Attack("half a surrogate pair, escaped", 'SELECT * { ?s ?p "\\uD800" }', "no character"),
    Attack("beyond the last character", 'SELECT * { ?s ?p "\\U00110000" }', "no character"),
    Attack("unclosed string", 'SELECT * { ?s ?p "x }', SYNTAX),
    Attack("unclosed long string", 'SELECT * { ?s ?p """x } SELECT', SYNTAX),
    Attack("unclosed IRI", "SELECT * { ?s ?p <http://x }", SYNTAX),
    Attack("unclosed bracket", "SELECT * { ?s ?p ?o", SYNTAX),
    Attack("closing brackets only", "SELECT * " + "}" * 1000, SYNTAX),
    Attack("another language", "<script>alert(1)</script>", SYNTAX),
    Attack("a line end in a message", "SELECT *\n\n{ \x1b[31m ?x", SYNTAX),
]
TOO_DEEP = [
    Attack("too long", "SELECT * { ?s ?p '" + "x" * 20_000 + "' }", "characters"),
    Attack("braces", "SELECT * {" + _nested("{", "?s ?p ?o", "}", 9_000) + "}", "deeper"),
    Attack("round brackets", "SELECT * { FILTER " + _nested("(", "1", ")", 9_000) + "}", "deeper"),
    Attack("lists", "SELECT * { ?s ?p " + _nested("(", "1", ")", 9_000) + "}", "deeper"),
    Attack("blank nodes", "SELECT * { ?s ?p " + _nested("[:a", "1", "]", 4_000) + "}", "deeper"),
    Attack("paths", "SELECT * { ?s " + _nested("(", "<a:b>", ")*", 6_000) + " ?o }", "deeper"),
    Attack("opening only", "SELECT * " + "{" * 19_000, "deeper"),
    Attack("sub-queries", "SELECT * " + _nested("{SELECT*", "{?s ?p ?o}", "}", 2_000), "deeper"),
    Attack("filters in filters", "SELECT * " + _nested("{FILTER EXISTS", "{?s ?p ?o}", "}", 1_000), "deeper"),
    Attack("not not not", "SELECT * { FILTER(" + "!" * 19_000 + "1) }", "parts"),
    Attack("plus plus plus", "SELECT * { FILTER(1" + "+1" * 9_000 + ") }", "parts"),
    Attack("a path of thousands", "SELECT * { ?s qm:a" + "/qm:a" * 3_000 + " ?o }", "triple patterns"),
    Attack("unions", "SELECT * { {}" + "UNION{}" * 2_000 + " }", "parts"),
    Attack("thousands of triples", "SELECT * { " + "?s ?p ?o." * 2_000 + " }", "triple patterns"),
]
KINDS: dict[str, Callable[[int], str]] = {
    "members of a collection": lambda n: f"SELECT * {{ ?s ?p ({'1 ' * n}) }}",
    "members of collections in collections": lambda n: f"SELECT * {{ {'(' * 20}{'1 ' * n}{')' * 20} ?p ?o }}",
    "collections": lambda n: f"SELECT * {{ ?s ?p {','.join(['(1)'] * n)} }}",
    "collections to construct": lambda n: f"CONSTRUCT {{ ?s ?p ({'1 ' * n}) }} WHERE {{ ?s ?p ?o }}",
    "objects": lambda n: f"SELECT * {{ ?s ?p {','.join(['?o'] * n)} }}",
    "objects of their own": lambda n: f"SELECT * {{ ?s ?p {','.join(f'?{i}' for i in range(n))} }}",
    "sentences": lambda n: f"SELECT * {{ {'?s ?p ?o.' * n} }}",
    "sentences apart": lambda n: "ASK { " + "".join(f"?a{i} ?b{i} ?c{i}." for i in range(n)) + "}",
    "verbs": lambda n: f"SELECT * {{ ?s ?p ?o{';?p ?o' * n} }}",
    "blank nodes in brackets": lambda n: f"SELECT * {{ ?s ?p {','.join(['[]'] * n)} }}",
    "blank nodes with properties": lambda n: f"SELECT * {{ ?s ?p {','.join(['[<a:a> 1]'] * n)} }}",
    "annotations": lambda n: f"SELECT * {{ ?s ?p ?o {'~ _:a {| ?p ?o |}' * n} }}",
    "groups": lambda n: f"SELECT * {{ {'{}' * n} }}",
    "groups of a triple": lambda n: f"SELECT * {{ {'{?s ?p ?o}' * n} }}",
    "sub-selects": lambda n: f"SELECT * {{ {'{SELECT*{?s ?p ?o}}' * n} }}",
    "named graphs": lambda n: f"SELECT * {{ {'GRAPH ?g{?s ?p ?o}' * n} }}",
    "alternatives": lambda n: f"SELECT * {{ {'{?s ?p ?o}UNION' * n}{{}} }}",
    "options": lambda n: f"SELECT * {{ {'OPTIONAL{?s ?p ?o}' * n} }}",
    "exclusions": lambda n: f"SELECT * {{ ?s ?p ?o {'MINUS{?s ?p 1}' * n} }}",
    "tests of existence": lambda n: f"SELECT * {{ ?s ?p ?o {'FILTER EXISTS{?s ?p 1}' * n} }}",
    "filters": lambda n: f"SELECT * {{ ?s ?p ?o {'FILTER(1)' * n} }}",
    "steps of a path": lambda n: f"SELECT * {{ ?s <a:p>{'/<a:p>' * n} ?o }}",
    "ways of a path": lambda n: f"SELECT * {{ ?s <a:p>{'|<a:p>' * n} ?o }}",
    "values bound": lambda n: "SELECT * { " + "".join(f"BIND(1 AS ?{i})" for i in range(n)) + "}",
    "conditions of groups": lambda n: f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }} GROUP BY ?s HAVING {'(1)' * n}",
    "keys to sort by": lambda n: f"SELECT * {{ ?s ?p ?o }} ORDER BY {'(1)' * n}",
    "keys to group by": lambda n: "SELECT (1 AS ?x) {} GROUP BY " + "".join(f"(1 AS ?{i})" for i in range(n)),
    "columns worked out": lambda n: "SELECT " + "".join(f"(1 AS ?{i})" for i in range(n)) + "{}",
    "columns counted": lambda n: "SELECT " + "".join(f"(COUNT(?s) AS ?{i})" for i in range(n)) + "{ ?s ?p ?o }",
    "columns": lambda n: "SELECT " + " ".join(f"?{i}" for i in range(n)) + "{}",
    "things described": lambda n: "DESCRIBE " + " ".join(f"<a:{i}>" for i in range(n)),
    "sums": lambda n: f"SELECT (1{'+1' * n} AS ?x) {{}}",
    "negations": lambda n: f"SELECT * {{ FILTER({'!' * n}1) }}",
    "conjunctions": lambda n: f"SELECT * {{ FILTER(1{'&&1' * n}) }}",
    "arguments": lambda n: f"SELECT (CONCAT('a'{',1' * n}) AS ?x) {{}}",
    "members of IN": lambda n: f"SELECT * {{ ?s ?p ?o FILTER(?o IN (1{',1' * n})) }}",
}
"""What can be repeated in a query without nesting it."""
TOO_LONG = [
    Attack("a collection of 9,000", KINDS["members of a collection"](9_000), "100 triple patterns"),
    Attack("a collection of 5,000", KINDS["members of a collection"](5_000), "100 triple patterns"),
    Attack(
        "collections within 31 brackets", f"SELECT * {{{('(' * 31 + '1 ' * 5_000) + ')' * 31} ?p ?o}}", "triple pat"
    ),
    Attack("2,000 things to describe", KINDS["things described"](2_000), "500 parts"),
    Attack("6,000 keys to sort by", KINDS["keys to sort by"](6_000), "500 parts"),
]
"""What once ended the process of whoever asked it, in 10 to 20 KB."""
DOUBLING = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))
TOO_MUCH = [
    Attack("join of all with all", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", TIME),
    Attack("join that finds nothing", "ASK { ?a ?b ?c . ?d ?e ?f . FILTER(CONCAT(STR(?a), STR(?d)) = 'no') }", TIME),
    Attack("sorted join", "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a", COST),
    Attack("distinct join", "SELECT DISTINCT ?a ?c ?f { ?a ?b ?c . ?d ?e ?f }", COST),
    Attack("grouped join", "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?d", COST),
    Attack(
        "a triangle of everything", "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(?c) + STRLEN(?f) < 0) }", TIME
    ),
    Attack("everything reaches everything", "SELECT (COUNT(*) AS ?n) { ?a (!qm:no)* ?b . ?c (!qm:no)* ?d }", COST),
    Attack("star of stars", "SELECT * { ?a (((!<a:b>|^!<a:b>)*)*)* ?b }", COST),
    Attack(
        "paths there and back", "ASK { ?a (!<a:b>|!^<a:b>)+ ?b . ?b (!<a:c>|!^<a:c>)+ ?c . FILTER(?c = <a:d>) }", COST
    ),
    Attack("doubling a text", f"SELECT ?v40 {{ BIND('xxxxxxxx' AS ?v0) {DOUBLING} }}", COST),
    Attack(
        "growing by replacing",
        'SELECT (STRLEN(REPLACE(REPLACE(REPLACE("'
        + "a" * 3000
        + '", "a", "'
        + "b" * 3000
        + '"), "b", "'
        + "c" * 3000
        + '"), "c", "dd")) AS ?n) {}',
        MEMORY,
    ),
    Attack("joining all texts", "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f }", COST),
    Attack("too many rows", "SELECT ?a { ?a ?b ?c . ?d qm:rank ?f }", "rows|bytes"),
    Attack("too many bytes", "SELECT * { ?a ?b ?c . ?d ?e ?f }", "bytes"),
    Attack("too many triples", "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }", "triples"),
    Attack("one long text", 'SELECT (REPLACE("' + "a" * 5000 + '", "a", "' + "b" * 9000 + '") AS ?x) {}', "bytes"),
    Attack("a pattern that other engines drown in", f"SELECT (REGEX('{'a' * 60}!', '^(a+)+$') AS ?x) {{}}", ANSWERED),
    Attack("a pattern too large to build", "SELECT (REGEX('a', '((a{1000}){1000}){1000}') AS ?x) {}", ANSWERED),
    Attack("a long list of values", "SELECT * { VALUES ?x { " + "1 " * 9_000 + "} }", ANSWERED),
    Attack("every triple described", "DESCRIBE ?s { ?s ?p ?o }", "(triples|bytes|was stopped after|answered)"),
    Attack("a great offset", "SELECT * { ?a ?b ?c . ?d ?e ?f } OFFSET 9223372036854775807", TIME),
    Attack("a number out of range", "SELECT * {} LIMIT 99999999999999999999999999", SYNTAX),
    Attack(
        "random numbers never the same",
        "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(RAND() + STRLEN(STR(?a)) + STRLEN(STR(?d)) < 0) }",
        TIME,
    ),
]
ATTACKS = REACHING_OUT + UPDATES + OTHER_ENGINES + BROKEN + TOO_DEEP + TOO_LONG + TOO_MUCH


@contextmanager
def stranger() -> Iterator[tuple[int, list[object]]]:
    """A server on this machine that nobody may call: its port, and the calls that it had."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen():
            while True:
                try:
                    connection, address = server.accept()
                except OSError:
                    return
                calls.append(address)
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)
