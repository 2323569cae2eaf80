"""``qualmap query``: SPARQL over the catalogue, as a query of your own or as a question that has a name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import qualmap
from qualmap.cli import output
from qualmap.errors import QueryError, shorten
from qualmap.formats.csv import delimited
from qualmap.operations.questions import plain
from qualmap.operations.writers import cell, shown
from qualmap.store.library import library
from qualmap.store.limits import Limits
from qualmap.store.rows import Rows

if TYPE_CHECKING:
    from rdflib import Graph

TRIPLE = ("subject", "predicate", "object")
GRAPHS = ("turtle", "jsonld", "nquads")
"""Formats of a graph; an answer has no named graphs, so its quads are triples."""


def run(arguments: argparse.Namespace) -> int:
    """Answer one query, or list the questions that have a name."""
    if arguments.param and not arguments.named:
        raise QueryError("--param belongs to a named question: give --named NAME too")
    if arguments.list:
        return _list(arguments.format)
    catalogue = qualmap.load(crosswalks=arguments.crosswalks, awards=arguments.awards)
    if arguments.named:
        found = catalogue.ask(arguments.named, **_parameters(arguments.param))
    else:
        limits = Limits() if arguments.seconds is None else Limits(seconds=arguments.seconds)
        found = catalogue.query(_text(arguments.query), limits=limits)
    if isinstance(found, bool):
        output.emit(output.as_json(found) if arguments.format == "json" else str(found).lower(), None)
    elif isinstance(found, Rows):
        _print(found.columns, [{key: plain(value) for key, value in row.items()} for row in found], arguments.format)
    elif arguments.format in GRAPHS:
        output.emit(_graph(found, arguments.format), None)
    else:
        rows = [dict(zip(TRIPLE, map(str, triple), strict=True)) for triple in sorted(found)]
        _print(TRIPLE, rows, arguments.format)
    return 0


def _print(columns: Sequence[str], rows: list[dict[str, Any]], form: str, what: str = "row") -> None:
    if form in GRAPHS:
        raise QueryError(f"--format {form} is for CONSTRUCT and DESCRIBE: rows are shown as table, json, csv or tsv")
    if form == "json":
        output.emit(output.as_json(rows), None)
        return
    cells = [[cell(value) for value in row.values()] for row in rows]
    if form == "table":
        output.say(output.table(columns, cells))
        output.say(f"{len(rows)} {what}{'' if len(rows) == 1 else 's'}")
    else:
        output.emit(delimited(columns, cells, "\t" if form == "tsv" else ","), None)


def _graph(found: Graph, form: str) -> str:
    """A graph as a file, in a fixed order: rdflib's own differs from one run to the next."""
    import pyoxigraph as ox

    from qualmap.ontology.terms import PREFIXES

    rdf_format = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "nquads": ox.RdfFormat.N_QUADS}[form]
    lines = sorted(found.serialize(format="nt").splitlines(keepends=True))
    triples = [quad.triple for quad in ox.parse("".join(lines), ox.RdfFormat.N_TRIPLES)]
    return (ox.serialize(triples, format=rdf_format, prefixes=PREFIXES) or b"").decode()


def _list(form: str) -> int:
    """The library of questions; as JSON with all that a program needs to ask them."""
    questions = library().values()
    if form == "json":
        output.emit(output.as_json([{**asdict(question), "example": question.example} for question in questions]), None)
        return 0
    rows = [
        {"name": question.name, "question": question.text, "parameters": "\n".join(map(shown, question.parameters))}
        for question in questions
    ]
    _print(("name", "question", "parameters"), rows, form, "question")
    return 0


def _parameters(given: list[str]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for text in given:
        name, separator, value = text.partition("=")
        if not separator:
            raise QueryError(f"--param {shorten(text)!r}: write key=value")
        if name in parameters:
            raise QueryError(f"--param {shorten(name)!r} is given twice")
        parameters[name] = value
    return parameters


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if query.endswith(".rq"):
        try:
            return Path(query).read_text("utf-8")
        except OSError as error:
            raise QueryError(f"{query}: cannot be read: {(error.strerror or str(error)).lower()}") from None
        except UnicodeDecodeError:
            raise QueryError(f"{query}: not UTF-8 text") from None
    return query
