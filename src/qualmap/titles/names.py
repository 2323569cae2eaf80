"""The names that a recorded title holds: itself, its translations, its initials."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qualmap.titles.rule import fold
from qualmap.titles.words import Words, plain

_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_TRANSLATIONS = re.compile(r";(?![^()]*\))")
_ALTERNATIVES = re.compile(r"\s+/\s+")


def names_of(title: str, words: Words, is_award: Callable[[str], bool]) -> dict[str, bool]:
    """Spelled names of a recorded title, each with whether it names the award exactly.

    Parts between semicolons are translations. A bracket is left off exactly when the record of words says that it only
    repeats the title, or when it holds the title's own initials; without any other bracket the name only resembles.
    Parts between slashes are exact names when each of them, by itself, ``is_award``.
    """
    found: dict[str, bool] = {}

    def add(text: str, exact: bool) -> None:
        name = words.spelled(text)
        if name:
            found[name] = found.get(name, False) or exact

    add(title, True)
    for part in _TRANSLATIONS.split(title):
        for text, exact in _readings(part.strip(), words):
            add(text, exact)
            alternatives = _ALTERNATIVES.split(text)
            if len(alternatives) > 1:
                separate = exact and all(map(is_award, alternatives))
                for alternative in alternatives:
                    add(alternative, separate)
    return found


def _readings(part: str, words: Words) -> Iterator[tuple[str, bool]]:
    """The part as it stands, without its brackets, and what the brackets say where that is a name."""
    bare = _BRACKET.sub("", part).strip()
    brackets = _BRACKET.findall(part)
    own = [text for text in brackets if _repeats(text, bare, words)]
    idle = [text for text in brackets if text in own or plain(text) in words.left_off]
    yield part, True
    kept = part
    for text in idle:
        kept = kept.replace(f"({text})", " ")
    yield kept, True
    yield bare, len(idle) == len(brackets)
    for text in own:
        yield text, len(idle) == len(brackets) and part.endswith(f"({text})")


def _repeats(text: str, title: str, words: Words) -> bool:
    """Whether a bracketed text is the title once more."""
    if plain(text) in words.repeated or _are_initials(text, title):
        return True
    return words.spelled(text) == words.spelled(title)


def _are_initials(text: str, title: str) -> bool:
    """Whether a text is made of the first letters of a title's words, in order; small words may be passed over."""
    letters = fold(text)
    if not letters.isalpha() or len(letters) < 2 or not any(character.isupper() for character in text[1:]):
        return False
    initials = [word[0] for word in plain(title)]
    at = 0
    for letter in initials:
        at += at < len(letters) and letter == letters[at]
    return at == len(letters) and letters[0] == initials[0]
