r"""Parameters for engines whose protocol has none: each variable becomes the term, written by the RDF library.

The query is taken apart by the grammar and put together again, so that a value can never become anything but a value:
nothing is searched for in text, and strings, IRIs and comments are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from qualmap.errors import QueryError
from qualmap.store.tokens import Token, position, tokens, unescaped

_CLAUSES = frozenset({"SELECT", "GROUP", "ORDER", "VALUES"})
"""Keywords after which a name outside brackets is a variable's, and no value's."""
_ENDS = frozenset({"WHERE", "FROM", "HAVING", "LIMIT", "OFFSET", "{", "}"})
_ESCAPED = re.compile(r"\\u([0-9A-F]{4})|\\\\([uU])|\\.")


def with_terms(query: str, terms: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """The query with every ``?name`` and ``$name`` of a parameter replaced by its term.

    A parameter is also taken out of the outer SELECT's columns, where only a variable can stand. Raises QueryError
    where a parameter stands elsewhere where only a variable can (``AS ?name``, ``VALUES ?name``, ``BOUND(?name)``).
    """
    found = tokens(query)
    if [token.kind for token in found] != [token.kind for token in tokens(unescaped(query))]:
        raise QueryError(r"the query is read differently before and after its \u escapes: write the signs themselves")
    columns, fixed = _places(found)
    pieces, end = [], 0
    for at, token in enumerate(found):
        name = token.text[1:]
        if token.kind != "variable" or name not in terms:
            continue
        if at in fixed:
            raise QueryError(f"{position(query, token.start)}: {token.text} is a parameter; no value can stand here")
        pieces += [query[end : token.start], "" if at in columns else f" {written(terms[name])} "]
        end = token.start + len(token.text)
    _some_column(found, columns, terms)
    return "".join([*pieces, query[end:]])


def written(term: ox.NamedNode | ox.Literal) -> str:
    r"""The term in the library's own writing, which is SPARQL's too, so that every engine reads the same.

    A text with a backslash before ``u`` is written ``\\u``, which the standard, reading escapes before all else, would
    take for one: the ``u`` is written as an escape itself. Escapes have eight digits: rdflib reads up to eight.
    """
    return _ESCAPED.sub(_plain, str(term))


def _plain(match: re.Match[str]) -> str:
    if match[1]:
        return rf"\U0000{match[1]}"
    return rf"\\\U{ord(match[2]):08X}" if match[2] else match.group()


def _places(found: list[Token]) -> tuple[frozenset[int], frozenset[int]]:
    """Where the outer SELECT's plain columns are, and the other variables that no value can stand for."""
    columns: list[int] = []
    fixed: list[int] = []
    clause, outer, depth = "", True, 0
    for at, token in enumerate(found):
        key = token.text.upper()
        if token.kind == "word" and key in _CLAUSES:
            clause, depth = key, 0
        elif key in _ENDS and token.kind in {"word", "sign"}:
            clause, outer = "", outer and key != "{"
        elif token.kind == "sign":
            depth += (key == "(") - (key == ")")
        elif token.kind == "variable":
            before = [t.text.upper() for t in found[max(at - 2, 0) : at]]
            if before[-1:] == ["AS"] or before == ["BOUND", "("] or clause == "VALUES":
                fixed.append(at)
            elif clause and depth == 0:
                (columns if clause == "SELECT" and outer else fixed).append(at)
    return frozenset(columns), frozenset(fixed)


def _some_column(found: list[Token], columns: frozenset[int], terms: Mapping[str, object]) -> None:
    """Raise QueryError where a SELECT would be left without columns."""
    if not columns or any(found[at].text[1:] not in terms for at in columns):
        return
    select = next(at for at, token in enumerate(found) if token.text.upper() == "SELECT")
    rest = (token.text.upper() for at, token in enumerate(found[select + 1 :], select + 1) if at not in columns)
    if next((key for key in rest if key not in {"DISTINCT", "REDUCED"}), "{") in _ENDS:
        raise QueryError("the query's columns are all parameters, so nothing would be left to show: add a column")
