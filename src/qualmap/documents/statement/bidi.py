"""Words that run from right to left, or that would turn those around them: set apart, so that nothing else turns."""

from __future__ import annotations

import unicodedata

_TURNING = frozenset({"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI", "PDF", "PDI"})
_CLOSING = {"RLE": "\u202c", "RLO": "\u202c", "LRE": "\u202c", "LRO": "\u202c"}
_CLOSING |= {"RLI": "\u2069", "LRI": "\u2069", "FSI": "\u2069"}
FIRST_STRONG, POP = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """The text between isolating marks, if it needs them, with what it opens closed; else as it is."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    if not _TURNING & set(kinds):
        return text
    closing = "".join(reversed([_CLOSING[kind] for kind in kinds if kind in _CLOSING]))
    return f"{FIRST_STRONG}{text}{closing}{POP}"
