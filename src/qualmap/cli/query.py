"""``qualmap query``: SPARQL over the catalogue, as a query of your own or as a question that has a name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import qualmap
from qualmap.cli import output
from qualmap.errors import QueryError, shorten
from qualmap.store.library import Parameter, library

TRIPLE = ("subject", "predicate", "object")


def run(arguments: argparse.Namespace) -> int:
    """Answer one query, or list the questions that have a name."""
    if arguments.param and not arguments.named:
        raise QueryError("--param belongs to a named question: give --named NAME too")
    if arguments.list:
        return _list(arguments.format)
    catalogue = qualmap.load()
    if arguments.named:
        found = catalogue.ask(arguments.named, **_parameters(arguments.param))
    else:
        found = catalogue.query(_text(arguments.query))
    if isinstance(found, bool):
        output.emit(output.as_json(found) if arguments.format == "json" else str(found).lower(), None)
        return 0
    rows = [row if isinstance(row, dict) else dict(zip(TRIPLE, row, strict=True)) for row in found]
    _print(getattr(found, "columns", TRIPLE), rows, arguments.format, "row")
    return 0


def _print(columns: Sequence[str], rows: list[dict[str, Any]], form: str, what: str) -> None:
    if form == "json":
        output.emit(output.as_json(rows), None)
        return
    cells = [["" if value is None else value for value in row.values()] for row in rows]
    if form == "table":
        output.say(output.table(columns, cells))
        output.say(f"{len(rows)} {what}{'' if len(rows) == 1 else 's'}")
    else:
        output.emit(output.delimited(columns, cells, "\t" if form == "tsv" else ","), None)


def _list(form: str) -> int:
    """The library of questions; as JSON with all that a program needs to ask them."""
    questions = library().values()
    if form == "json":
        output.emit(output.as_json([{**asdict(question), "example": question.example} for question in questions]), None)
        return 0
    rows = [
        {"name": question.name, "question": question.text, "parameters": "\n".join(map(_shown, question.parameters))}
        for question in questions
    ]
    _print(("name", "question", "parameters"), rows, form, "question")
    return 0


def _shown(parameter: Parameter) -> str:
    """A parameter as it may be given; brackets where it may be left out, as in a usage line."""
    text = f"{parameter.name}={parameter.example}"
    return text if parameter.default is None else f"[{text}]"


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
