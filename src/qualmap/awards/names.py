"""The names that a recorded title holds: itself, its translations, its initials."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from qualmap.catalog.words import Words, literally, plain
from qualmap.records.text import fold

_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_TRANSLATIONS = re.compile(r";(?![^()]*\))")
_ALTERNATIVES = re.compile(r"\s+/\s+")


class _Reading(NamedTuple):
    """A text that may name the award. ``literal``: it holds the title's own initials, which are not spelled out."""

    text: str
    exact: bool
    literal: bool = False


def names_of(title: str, words: Words, is_award: Callable[[str], bool]) -> dict[str, bool]:
    """Names of a recorded title as they are searched, each with whether it names the award exactly.

    Parts between semicolons are translations. A bracket is left off exactly when the record of words says that it only
    repeats the title, or when it holds the title's own initials; without any other bracket the name only resembles.
    Parts between slashes are exact names when each of them, by itself, ``is_award``, and none ends for the others.
    """
    found: dict[str, bool] = {}

    def add(text: str, exact: bool, literal: bool = False) -> None:
        name = literally(text) if literal else words.spelled(text)
        if name:
            found[name] = found.get(name, False) or exact

    parts = [list(_readings(part.strip(), words)) for part in _TRANSLATIONS.split(title)]
    add(title, True, any(reading.literal for readings in parts for reading in readings))
    for text, exact, literal in (reading for readings in parts for reading in readings):
        add(text, exact, literal)
        alternatives = _ALTERNATIVES.split(text)
        if len(alternatives) > 1:
            separate = exact and all(is_award(words.spelled(each)) for each in alternatives)
            separate = separate and len({words.has_subject(each) for each in alternatives}) == 1
            for alternative in alternatives:
                add(alternative, separate, literal)
    return found


def _readings(part: str, words: Words) -> Iterator[_Reading]:
    """The part as it stands, without its brackets, and what the brackets say where that is a name."""
    bare = _BRACKET.sub("", part).strip()
    brackets = _BRACKET.findall(part)
    same = [text for text in brackets if plain(text) in words.repeated or words.spelled(text) == words.spelled(bare)]
    initials = [text for text in brackets if text not in same and are_initials(text, bare)]
    idle = [text for text in brackets if text in same or text in initials or plain(text) in words.left_off]
    yield _Reading(part, True, bool(initials))
    kept = part
    for text in idle:
        kept = kept.replace(f"({text})", " ")
    yield _Reading(kept, True)
    yield _Reading(bare, len(idle) == len(brackets))
    for text in (*same, *initials):
        closes = len(idle) == len(brackets) and part.endswith(f"({text})")
        yield _Reading(text, closes, text in initials)


def are_initials(text: str, title: str) -> bool:
    """Whether a text is made of the first letters of a title's words, in order; small words may be passed over."""
    letters = fold(text)
    if not letters.isalpha() or len(letters) < 2 or not any(character.isupper() for character in text[1:]):
        return False
    initials = [word[0] for word in plain(title)]
    at = 0
    for letter in initials:
        at += at < len(letters) and letter == letters[at]
    return at == len(letters) and letters[0] == initials[0]
