r"""What a query from outside may not do: change the graph, reach out of it, or be too much for an engine to read.

The words that would do so are looked for where the grammar has keywords, not in IRIs, strings, comments, names and
variables. Engines take liberties with the grammar, so a query must be harmless in every reading that we know of:

- ``\uXXXX`` is read first by the standard, and late by Oxigraph; a string can end in one reading and not in the other;
- Oxigraph ends a keyword without a blank: ``SERVICE:x`` is a prefixed name by the standard and a call to it;
- Oxigraph reads ``<`` as *less than* where the standard's longest match begins an IRI.

Nothing else is judged: whether the text is a query at all is for the engine to say.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

import pyoxigraph as ox

from qualmap.errors import LimitError, QueryError, did_you_mean, shorten
from qualmap.ontology.terms import PREFIXES
from qualmap.store.limits import DEFAULT, Limits
from qualmap.store.size import too_much
from qualmap.store.tokens import Token, position, tokens, unescaped

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH USING".split())
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_GLUED = re.compile("SERVICE|FROM", re.IGNORECASE)
_INSIDE = ("bif:", "sql:", "http://www.openlinksw.com/schemas/bif#", "http://www.openlinksw.com/schemas/sql#")
"""Namespaces of Virtuoso's own functions, which can read files and addresses."""
_STAY = "queries stay inside the catalogue's graph: ask for what is in it"


@dataclass(frozen=True, slots=True)
class Checked:
    """What kind of query it is, and whether it names the graphs that it runs over (FROM)."""

    form: Form
    names_graphs: bool


def check(query: str, graphs: Collection[str] | None = None, limits: Limits = DEFAULT) -> Checked:
    """Raise QueryError when the query would do what it may not, and LimitError when it is too long or too deep.

    ``graphs`` are the IRIs of the graphs that FROM may name; without them FROM is refused.
    """
    if not isinstance(query, str):
        raise QueryError(f"a query is text, not {type(query).__name__}")
    _text(query, limits)
    plain = unescaped(query)
    # as the standard reads it, which decides; and as an engine that reads escapes late
    judged = [_Reading(query, plain, graphs).judge(limits)]
    if plain != query:
        judged.append(_Reading(query, query, graphs).judge(limits))
    form = judged[0][0]
    if form is None:
        raise QueryError(f"not a SPARQL query: it begins with none of {', '.join(_FORMS)}{_start(plain)}")
    return Checked(form, names_graphs=any(names for _, names in judged))


@lru_cache(maxsize=128)
def checked(query: str, graphs: frozenset[str] | None = None, limits: Limits = DEFAULT) -> Checked:
    """As ``check``; a query that comes again is not read again."""
    return check(query, graphs, limits)


def check_length(query: str, limits: Limits) -> None:
    """Raise LimitError for a query that is too long to be read at all."""
    if len(query) > limits.characters:
        raise LimitError(
            f"the query has {len(query):,} characters, over the limit of {limits.characters:,}: ask for less at once"
        )


def _text(query: str, limits: Limits) -> None:
    check_length(query, limits)
    try:
        query.encode()
    except UnicodeEncodeError as error:
        where = position(query, error.start)
        raise QueryError(f"{where}: half of a surrogate pair is no character: send the query as UTF-8") from None
    if "\x00" in query:
        raise QueryError(f"{position(query, query.index(chr(0)))}: a null character is refused: take it out")


def _start(query: str) -> str:
    if query.startswith("\ufeff"):
        return ", but with a byte order mark: take it out"
    return f", but with {shorten(query.strip(), 20)!r}" if query.strip() else ": it is empty"


class _Reading:
    """One way to read the query: ``text`` is the query itself or the query with its escapes read."""

    def __init__(self, query: str, text: str, graphs: Collection[str] | None) -> None:
        self._query, self._escapes_read = query, query != text
        self._graphs = graphs
        self._tokens = tokens(text)
        self._keys = [t.text.upper() if t.kind == "word" else t.text for t in self._tokens]
        self._prefixes: dict[str, str] = {}
        self._base: str | None = None

    def judge(self, limits: Limits) -> tuple[Form | None, bool]:
        """The form, if any, and whether graphs are named. Raises QueryError."""
        form, start = self._prologue()
        if excess := too_much(self._tokens, self._keys, start, limits):
            raise LimitError(self._at(*excess))
        brackets: list[str] = []
        names_graphs = False
        for at, token in enumerate(self._tokens):
            key = self._keys[at]
            if token.kind == "sign":
                if key in _OPEN:
                    brackets.append(key)
                elif key in _CLOSE and brackets:
                    brackets.pop()
            elif token.kind == "word":
                names_graphs |= self._word(at, token, key)
            elif token.kind == "name":
                self._name(at, token, brackets)
            elif token.kind == "iri":
                self._iri(at, token, brackets)
        return form, names_graphs

    def _prologue(self) -> tuple[Form | None, int]:
        """Read BASE and PREFIX; give the form that follows, if any, and where."""
        at, keys, found = 0, self._keys, self._tokens
        while at < len(keys) and keys[at] in {"BASE", "PREFIX", "VERSION"}:
            if keys[at] == "PREFIX" and at + 2 < len(keys) and found[at + 2].kind == "iri":
                self._prefixes[keys[at + 1].removesuffix(":")] = self._resolve(found[at + 2])
            elif keys[at] == "BASE" and at + 1 < len(keys) and found[at + 1].kind == "iri":
                self._base = self._resolve(found[at + 1])
            at += 3 if keys[at] == "PREFIX" else 2
        if at < len(keys) and found[at].kind == "word" and keys[at] in _FORMS:
            return cast("Form", keys[at]), at
        return None, at

    def _word(self, at: int, token: Token, key: str) -> bool:
        """Refuse a keyword that may not be; True where it names a graph that may be named."""
        if key in _UPDATES:
            raise self._refused(token, f"{key} is refused: this graph is read-only; ask with SELECT, ASK or CONSTRUCT")
        if key == "DEFINE":
            raise self._refused(token, "DEFINE is refused: it would change how the engine works; leave it out")
        if "SERVICE" in key:
            raise self._refused(token, f"SERVICE is refused: {_STAY}")
        if key == "FROM":
            self._from(at, token)
            return True
        if "FROM" in key:
            raise self._refused(token, f"{shorten(token.text)!r} is refused: put a blank after FROM")
        return False

    def _from(self, at: int, token: Token) -> None:
        if self._graphs is None:
            raise self._refused(token, "FROM is refused: queries see all graphs; to ask one, write GRAPH <...> { }")
        at += 2 if self._keys[at + 1 : at + 2] == ["NAMED"] else 1
        graph = self._tokens[at] if at < len(self._tokens) else token
        iri = self._resolve(graph) if graph.kind == "iri" else self._expand(graph) if graph.kind == "name" else None
        if iri is None:
            raise self._refused(token, "FROM must be followed by the IRI of a graph, or by NAMED and an IRI")
        if iri not in self._graphs:
            hint = did_you_mean(iri, sorted(self._graphs))
            raise self._refused(
                graph, f"FROM <{shorten(iri)}> is refused: there is no such graph here; {hint or _STAY}"
            )

    def _name(self, at: int, token: Token, brackets: list[str]) -> None:
        """Refuse a prefixed name that is a function of the engine's own, or that an engine would read as keywords."""
        following = self._keys[at + 1] if at + 1 < len(self._keys) else ""
        prefix = token.text.partition(":")[0]
        if following == "(" and (self._expand(token) or token.text).lower().startswith(_INSIDE):
            raise self._refused(token, f"the function {shorten(token.text)} is refused: {_STAY}")
        if not _GLUED.search(token.text) or (at and self._keys[at - 1] == "PREFIX"):
            return
        keyword = _GLUED.search(prefix)
        read_apart = keyword and (following == "{" if keyword.group().upper() == "SERVICE" else not brackets)
        if read_apart or not _is_iri(self._expand(token)):
            why = "some engines read a keyword at its beginning" if read_apart else "it stands for no IRI"
            raise self._refused(token, f"{shorten(token.text)} is refused: {why}; write the whole <IRI>")

    def _iri(self, at: int, token: Token, brackets: list[str]) -> None:
        r"""Refuse what one engine reads as an IRI and another as *less than*, such as ``(1<2)SERVICE:x#>``."""
        following = self._keys[at + 1] if at + 1 < len(self._keys) else ""
        if following == "(" and token.text[1:].lower().startswith(_INSIDE):
            raise self._refused(token, f"the function {shorten(token.text)} is refused: {_STAY}")
        if at and brackets and brackets[-1] == "(" and _ends_operand(self._tokens[at - 1]) and _closes(token.text):
            raise self._refused(token, "`<` is read as 'less than' by some engines here; put a blank after it, or %29")

    def _expand(self, name: Token) -> str | None:
        """The IRI of a prefixed name; None where the prefix is not declared."""
        prefix, _, local = name.text.partition(":")
        namespace = self._prefixes.get(prefix, PREFIXES.get(prefix))
        return None if namespace is None else namespace + re.sub(r"\\(.)", r"\1", local)

    def _resolve(self, iri: Token) -> str:
        return _absolute(unescaped(iri.text), self._base)

    def _refused(self, token: Token, why: str) -> QueryError:
        return QueryError(self._at(token, why))

    def _at(self, token: Token, why: str) -> str:
        return f"{position(self._query, token.start, escapes_read=self._escapes_read)}: {why}"


def _ends_operand(token: Token) -> bool:
    return token.kind != "sign" or token.text in _CLOSE


def _closes(text: str) -> bool:
    """Whether a bracket is closed here that was not opened here."""
    depth = 0
    for sign in re.findall("[()]", text):
        depth += 1 if sign == "(" else -1
        if depth < 0:
            return True
    return False


@lru_cache(maxsize=256)
def _absolute(reference: str, base: str | None) -> str:
    """``<reference>`` against the base, by the library's own rules; as it stands where they refuse it."""
    try:
        triple = next(iter(ox.parse(f"{reference} <a:a> <a:a> .", ox.RdfFormat.N3, base_iri=base)))
        return str(getattr(triple.subject, "value", reference[1:-1]))
    except (SyntaxError, ValueError):
        return reference[1:-1]


def _is_iri(text: str | None) -> bool:
    try:
        return text is not None and bool(ox.NamedNode(text))
    except ValueError:
        return False
