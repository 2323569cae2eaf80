"""Level codes and their order, from whatever a source calls its levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

LONGEST = 40
_SEPARATED = re.compile(r".*[\s:/_#-]", re.DOTALL)
_PLAIN = re.compile(r"\d{1,6}(\.\d{1,6})*\+?")
_NUMBERED = re.compile(r"(\d{1,6})(.*)", re.DOTALL)
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
_NUMERALS = {"I": 1, "V": 5, "X": 10}

PARALLEL = "ranks: {codes} are read as steps one above another; parallel levels share a rank and name a `parent`"
ROMAN = "ranks: Roman numerals are read with I as the lowest; some frameworks count from the top"
GUESSED = "ranks: the source gives no order that could be read; put the levels in order, lowest first"


@dataclass(frozen=True)
class Order(Generic[T]):
    """Things with their ranks (as text), lowest first, and what is doubtful about them."""

    ranked: Sequence[tuple[T, str]]
    doubts: list[str]


def order_codes(things: Sequence[T], codes: Sequence[str]) -> Order[T]:
    """Dense ranks in the numeric order of the codes."""
    if all(_PLAIN.fullmatch(code) for code in codes):
        keys: list[tuple[object, ...]] = [tuple(int(part) for part in code.rstrip("+").split(".")) for code in codes]
        keys = [(*key, code) for key, code in zip(keys, codes, strict=True)] if len(set(keys)) < len(keys) else keys
        lettered = [code for code in codes if "." in code]
        doubts = [PARALLEL.format(codes=", ".join(lettered[:6]))] if lettered else []
    elif all(_ROMAN.fullmatch(code) for code in codes):
        keys, doubts = [(_roman(code),) for code in codes], [ROMAN]
    elif all(_NUMBERED.fullmatch(code) for code in codes):
        keys = [(int(code_match[1]), code_match[2]) for code_match in map(_numbered, codes)]
        lettered = [code for code in codes if not code.isdigit()]
        doubts = [PARALLEL.format(codes=", ".join(lettered[:6]))]
    else:
        keys, doubts = [(index,) for index in range(len(codes))], [GUESSED]
    order = sorted(range(len(codes)), key=lambda index: keys[index])
    return Order([(things[index], str(rank)) for rank, index in enumerate(order, 1)], doubts)


def _numbered(code: str) -> re.Match[str]:
    match = _NUMBERED.fullmatch(code)
    assert match is not None
    return match


def _roman(code: str) -> int:
    values = [_NUMERALS[char] for char in code]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def short_codes(*namings: Sequence[str | None]) -> list[str]:
    """The codes of levels by the first naming that gives each a code of its own: what follows the common prefix.

    ``ACQF-1``, ``ACQF-2`` give 1 and 2; so do ``Level 1``, ``Level 2``; ``6.1``, ``6.2`` stay as they are.
    """
    for naming in namings:
        names = [name.strip() for name in naming if name and name.strip()]
        if len(names) == len(naming) and len(set(names)) == len(names):
            codes = _after_prefix(names)
            if all(len(code) <= LONGEST for code in codes):
                return codes
    whole = [naming for naming in namings if all(naming)]
    return [(name or "").strip() for name in (whole or namings)[0]]


def _common(names: Sequence[str]) -> str:
    """What all names begin with; the first and the last in sorted order tell."""
    first, last = (min(names), max(names)) if names else ("", "")
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same]


def _after_prefix(names: Sequence[str]) -> list[str]:
    prefix = _common(names)
    found = _SEPARATED.match(prefix)
    shared = found[0] if found else ""
    if not re.search(r"[^\W\d_]", shared):
        shared = ""
    rest = [name[len(shared) :].strip() for name in names]
    glued = re.match(r"[^\W\d_]{2,}(?=\d|$)", _common(rest))
    if glued and all(re.match(r"\d", code[glued.end() :]) for code in rest):
        rest = [code[glued.end() :] for code in rest]
    return rest if all(rest) and len(set(rest)) == len(rest) else list(names)
