"""Text made comparable."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """Lower case without diacritics, in every script."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_STROKES)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
