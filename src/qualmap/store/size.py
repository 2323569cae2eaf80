"""How much an engine would build of a query, read off its terminals: what is too much is refused before it is built.

An engine overflows its stack on what is nested, and on what is merely long: Oxigraph turns a sequence of expressions,
of ``BIND`` or of described things into a chain as deep as it is long, and a collection into two triple patterns for
each member, without a sign between them. It orders joins in a time that grows with the fourth power of the patterns.
Seen with Oxigraph 0.5.13 and a stack of 8 MiB: 3,000 expressions or 5,000 members of a collection end the process, 100
triple patterns are planned in 0.6 s, 150 in 3 s, 200 in more than 15 s.

What is counted is never less than what is built; it may be a little more. The rows of VALUES are data and cost nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from qualmap.store.limits import Limits
from qualmap.store.tokens import Token

Inside = Literal["group", "properties", "collection", "expression", "values"]
"""What a bracket holds; a path in brackets is taken for a collection."""
_KEYWORDS = tuple("UNION OPTIONAL FILTER MINUS BIND EXISTS GRAPH VALUES".split())
"""A word that only ends in one of them is read as two by Oxigraph, such as ``trueFILTER``."""
_EXPRESSION_AFTER = frozenset("FILTER BIND SELECT DISTINCT REDUCED HAVING BY ASC DESC".split())
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_SEPARATORS = frozenset({".", ";", ",", "/", "~", "["})
_PATH = frozenset("|/^!")


def too_much(found: Sequence[Token], keys: Sequence[str], start: int, limits: Limits) -> tuple[Token, str] | None:
    """The terminal with which a query becomes too much, and why; None where all of it is within the limits.

    ``keys`` are the terminals' texts, keywords in capitals; ``start`` is where the prologue ends.
    """
    count = _Count(found, keys)
    for at in range(start, len(found)):
        count.add(at)
        if len(count.brackets) > limits.nesting:
            return found[at], f"brackets are nested deeper than {limits.nesting}: flatten"
        if count.parts > limits.parts:
            return found[at], f"the query has more than {limits.parts:,} parts: ask for less, or list data in VALUES"
        if count.patterns > limits.patterns:
            return found[at], f"the query has more than {limits.patterns:,} triple patterns: ask for less at once"
    return None


class _Count:
    """What has been seen so far: the open brackets, and how much the engine would build."""

    def __init__(self, found: Sequence[Token], keys: Sequence[str]) -> None:
        self._found, self._keys = found, keys
        self.brackets: list[Inside] = []
        self.parts = self.patterns = 0
        self._closed: Inside | None = None  # what the bracket held that was closed last

    def add(self, at: int) -> None:
        inside = self.brackets[-1] if self.brackets else None
        if inside != "values":
            self.parts += self._is_part(at, inside)
            self.patterns += self._patterns(at, inside)
        if self._found[at].kind == "sign":
            if self._keys[at] in _OPEN:
                self.brackets.append(self._opened(at, inside))
            elif self._keys[at] in _CLOSE and self.brackets:
                self._closed = self.brackets.pop()

    def _opened(self, at: int, outer: Inside | None) -> Inside:
        """What the bracket holds that opens here; where that is not clear, what costs more."""
        before, earlier = self._before(at), self._before(at - 1)
        if outer == "values" or before == "VALUES":
            return "values"
        if self._keys[at] == "[":
            return "properties"
        if self._keys[at] == "{":
            data = self._closed == "values" if before == ")" else earlier == "VALUES"
            return "values" if data else "group"
        is_call = earlier == "FILTER"
        return "expression" if outer in {None, "expression"} or before in _EXPRESSION_AFTER or is_call else "collection"

    def _before(self, at: int) -> str:
        return self._keys[at - 1] if at > 0 else ""

    def _is_part(self, at: int, inside: Inside | None) -> bool:
        """Signs, brackets and keywords; outside all brackets also terms, which are columns or things to describe."""
        kind, key = self._found[at].kind, self._keys[at]
        if kind == "sign":
            return key not in _CLOSE
        return key.endswith(_KEYWORDS) if kind == "word" else inside is None

    def _patterns(self, at: int, inside: Inside | None) -> int:
        """How many triple patterns end here, at the most."""
        key, before = self._keys[at], self._before(at)
        sign, word = self._found[at].kind == "sign", self._found[at].kind == "word"
        if inside in {None, "expression"}:
            return 0
        if inside == "collection" and (not sign or key in {"(", "["}):
            return 0 if before in _PATH else 2
        if sign and key == before == "<":  # a triple term, which has a pattern of its own
            return 2
        if word and key.endswith(_KEYWORDS):
            return int(key not in _KEYWORDS or self._may_be_object(at - 1))
        ends = key in {"{", "}", "]"} and self._may_be_object(at - 1)
        return int(sign and (ends or key in _SEPARATORS))

    def _may_be_object(self, at: int) -> bool:
        """Whether a triple can end with this terminal; ``|`` ends an annotation, ``>`` a triple term."""
        token, key = self._found[at], self._keys[at]
        if token.kind == "word":
            return not key.endswith((*_KEYWORDS, "WHERE"))
        if token.kind == "sign":
            return key in {"]", "|", ">"} or (key == ")" and self._closed not in {"expression", "values"})
        return self._before(at) not in {"GRAPH", "VALUES"}
