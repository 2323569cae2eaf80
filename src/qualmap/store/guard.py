"""What a query may not do: reach out of the catalogue's graph.

The engine would follow ``SERVICE`` to the network and override ``FROM``. A small lexer that knows SPARQL's
escapes, IRIs, strings, comments and names finds those keywords wherever the grammar would; nothing else is judged.
"""

from __future__ import annotations

import re

from qualmap.errors import QueryError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""
    (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\r\n]*)
    | (?P<long>\"{3}(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"{3}|\'{3}(?:(?:'|'')?(?:[^'\\]|\\.))*\'{3})
    | (?P<string>"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<language>@[A-Za-z-]+)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REFUSED = {
    "SERVICE": "queries stay inside the catalogue: SERVICE is refused",
    "FROM": "queries see the whole catalogue: FROM is refused; name a graph with GRAPH <...>",
}


def check(query: str) -> None:
    """Raise QueryError when the query would reach out."""
    for match in _TOKEN.finditer(_ESCAPE.sub(_character, query)):
        if match.lastgroup == "word":
            reason = _REFUSED.get(match.group().upper())
            if reason:
                raise QueryError(reason)


def _character(match: re.Match[str]) -> str:
    try:
        return chr(int(match[1] or match[2], 16))
    except (ValueError, OverflowError):
        raise QueryError(f"not a SPARQL query: {match.group()} is no character") from None
