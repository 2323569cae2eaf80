"""How a title is read: folded to plain words, abbreviations spelled out, variants written alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from qualmap.errors import InputError, shorten
from qualmap.records import TitleWords
from qualmap.records.text import fold

LONGEST = 300
"""Characters of the longest title that is searched for; recorded titles have at most half as many."""
PASSES = 3
_WORD = re.compile(r"\w+")
_DOTTED_WORD = re.compile(r"\w+(?:\.\w+)*")
_INNER_DOT = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_CAPITALISED = re.compile(r"[A-Z][a-z]*")
_GENITIVE = re.compile(r"(?<=\w)['’‘ʼ`´](?=s\b)")
_NUMBER = re.compile(r"\d+|[ivx]+")
_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK")
Tokens = tuple[str, ...]


class Subject(NamedTuple):
    """The words of a title that name the award, without its subject, and where the subject began."""

    award: str
    begins: int


def clean(title: object) -> str:
    """The title as a user gave it, in one line. Raises InputError for what can be no title.

    Spaces and line ends of every kind become single spaces, and characters that only steer the layout are dropped.
    """
    if not isinstance(title, str):
        raise InputError(f"a title is text, not {type(title).__name__}: give the award's title as it is printed")
    if len(title) > LONGEST:
        raise InputError(f"the title has {len(title)} characters, at most {LONGEST} are read: give the title alone")
    line = " ".join("".join(c for c in title if unicodedata.category(c) != "Cf").split())
    for character in line:
        if unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn"):
            code = f"U+{ord(character):04X}"
            raise InputError(f"the title holds {code}, which is no letter: type it anew, or paste it as plain text")
    if not any(character.isalnum() for character in line):
        raise InputError(f"the title {shorten(line)!r} holds no letters: give the award's title as it is printed")
    for word in _WORD.findall(line):
        scripts = dict.fromkeys(name for name in map(_script, word) if name in _LOOK_ALIKE)
        if len(scripts) > 1:
            mixed = " and ".join(name.capitalize() for name in scripts)
            raise InputError(f"{shorten(word)!r} mixes {mixed} letters that look alike: type the word in one script")
    return line


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""


def plain(text: str) -> Tokens:
    """The words of a text: folded, without punctuation; ``B.Sc.`` is one word, and ``Master's`` too."""
    return tuple(_WORD.findall(_GENITIVE.sub("", _INNER_DOT.sub("", fold(text)))))


def literally(text: str) -> str:
    """The words of a text as a name, with no form written otherwise."""
    return " ".join(plain(text))


class Words:
    """Reads titles as a record of words says."""

    def __init__(self, record: TitleWords) -> None:
        self._record = record

    def expanded(self, text: str) -> str:
        """The text with its abbreviations spelled out and everything else kept: for rules that read a whole title."""
        found = list(_DOTTED_WORD.finditer(text))
        words = [_INNER_DOT.sub("", fold(word[0])) for word in found]
        careless = text == text.lower()
        parts, at, end = [], 0, 0
        while at < len(words):
            size = 1
            for form, write, written in self._abbreviations.get(words[at], ()):
                last = at + len(form)
                if tuple(words[at:last]) != form:
                    continue
                shown = text[found[at].start() : found[last - 1].end()]
                if _is_written(shown, written) or (careless and at == 0):
                    parts += [text[end : found[at].start()], write]
                    size, end = len(form), found[last - 1].end()
                    break
            at += size
        return "".join(parts) + text[end:]

    def spelled(self, text: str) -> str:
        """The name that is searched: folded, with every form that the record knows written in one way."""
        return " ".join(self._rewritten(tuple(map(self._without_article, plain(text)))))

    def _without_article(self, word: str) -> str:
        """Only a word that keeps three letters had an article."""
        article = next((each for each in self._articles if word.startswith(each) and len(word) > len(each) + 2), "")
        return word[len(article) :]

    @cached_property
    def _articles(self) -> tuple[str, ...]:
        return tuple(map(fold, self._record.articles))

    def without_subject(self, name: str) -> Iterator[Subject]:
        """What a spelled name may be without the subject at its end, the longest first.

        After a degree's field ("bachelor of technology") the subject may follow without a word before it.
        """
        words = name.split()
        begins = [at for at in range(1, len(words)) if self._begins_subject(words, at)]
        after_field = range(begins[0] + 2, len(words)) if begins and self._names_field(words, begins[0]) else ()
        for at in sorted({*begins, *after_field}, reverse=True):
            kept = [word for word in words[at:] if word in self._kept]
            yield Subject(" ".join(self._rewritten((*words[:at], *kept))), at)

    def bare(self, name: str) -> str:
        """A spelled name without the wrapper before it and the class or grade in it, where anything is left."""
        words = tuple(name.split())
        for form in self._results:
            at = next((at for at in range(1, len(words)) if words[at : at + len(form)] == form), None)
            if at is not None:
                words = words[:at] + words[at + len(form) :]
        wrapper = next((form for form in self._wrappers if words[: len(form)] == form and len(words) > len(form)), ())
        return " ".join(self._rewritten(words[len(wrapper) :])) if words != wrapper else name

    def heads(self, name: str) -> Iterator[str]:
        """What a spelled name may be without a subject that no word joins to it, the longest first.

        A word that only says that a paper was given is no award by itself; a number, or a word that tells one award
        from another, is no subject.
        """
        words = name.split()
        for end in range(len(words) - 1, 0, -1):
            if words[end] in self._telling or _NUMBER.fullmatch(words[end]):
                return
            if (end > 1 or words[0] not in self._wrapping) and tuple(words[:end]) not in self._wrappers:
                yield " ".join(words[:end])

    @cached_property
    def _wrappers(self) -> list[Tokens]:
        """The longest first."""
        return sorted(map(plain, self._record.wrappers), key=lambda form: (-len(form), form))

    @cached_property
    def _wrapping(self) -> frozenset[str]:
        return frozenset(form[0] for form in self._wrappers)

    @cached_property
    def _telling(self) -> frozenset[str]:
        """Words that tell awards apart, and so are none of a subject's."""
        return self._wrapping | self._degrees | self._kept

    @cached_property
    def _results(self) -> list[Tokens]:
        return sorted(map(plain, self._record.results), key=lambda form: (-len(form), form))

    def has_subject(self, text: str) -> bool:
        """Whether a text holds a word after which any award names its subject."""
        return not self._markers.isdisjoint(plain(text))

    @cached_property
    def left_off(self) -> frozenset[Tokens]:
        """Bracketed texts that tell no award from another."""
        return frozenset(map(plain, self._record.left_off))

    @cached_property
    def repeated(self) -> frozenset[Tokens]:
        """Bracketed texts that name the award once more."""
        return frozenset(map(plain, self._record.repeated))

    def _begins_subject(self, words: Sequence[str], at: int) -> bool:
        if words[at] in self._markers:
            return True
        return words[at] in self._degree_markers and any(word in self._degrees for word in words[:at])

    def _names_field(self, words: Sequence[str], at: int) -> bool:
        return words[at] in self._degree_markers and words[at] not in self._markers

    @cached_property
    def _markers(self) -> frozenset[str]:
        return _first_words(self._record.subjects.markers)

    @cached_property
    def _degree_markers(self) -> frozenset[str]:
        return _first_words(self._record.subjects.degree_markers)

    @cached_property
    def _degrees(self) -> frozenset[str]:
        return _first_words(self._record.subjects.degrees)

    @cached_property
    def _kept(self) -> frozenset[str]:
        return _first_words(self._record.subjects.kept)

    def _rewritten(self, words: Tokens) -> Tokens:
        for _ in range(PASSES):
            once = tuple(self._once(words))
            if once == words:
                break
            words = once
        return words

    def _once(self, words: Tokens) -> Iterator[str]:
        at = 0
        while at < len(words):
            for form, write in self._forms.get(words[at], ()):
                if words[at : at + len(form)] == form:
                    yield from write
                    at += len(form)
                    break
            else:
                yield words[at]
                at += 1

    @cached_property
    def _forms(self) -> dict[str, list[tuple[Tokens, Tokens]]]:
        """By their first word, the forms and what is written for them; the longest form first."""
        found: dict[str, list[tuple[Tokens, Tokens]]] = {}
        for spelling in (*self._record.abbreviations, *self._record.variants):
            for form in _forms_of(*spelling.forms):
                found.setdefault(form[0], []).append((form, plain(spelling.write)))
        for forms in found.values():
            forms.sort(key=lambda form: (-len(form[0]), form))
        return found

    @cached_property
    def _abbreviations(self) -> dict[str, list[tuple[Tokens, str, str]]]:
        """By their first word, the abbreviations, what is written for them, and how they are printed; as above."""
        found: dict[str, list[tuple[Tokens, str, str]]] = {}
        for spelling in self._record.abbreviations:
            for written in spelling.forms:
                for form in _forms_of(written):
                    found.setdefault(form[0], []).append((form, spelling.write, written))
        for forms in found.values():
            forms.sort(key=lambda form: (-len(form[0]), form))
        return found


def _is_written(shown: str, written: str) -> bool:
    """Whether letters of a title are an abbreviation, and not a word that has the same ones (``be``, ``med``).

    Initials are told by their capitals or dots; a form with one capital alone is a word cut short, in any case.
    """
    if "." in shown or shown == written:
        return True
    capitals = sum(letter.isupper() for letter in written)
    return len(written) > 2 and (capitals < 2 or sum(letter.isupper() for letter in shown) > 1)


def _forms_of(*written: str) -> set[Tokens]:
    """The words of forms; ``BSc`` may also be written ``B. Sc.``."""
    apart = [" ".join(_CAPITALISED.findall(form)) for form in written if form.isalpha() and form.isascii()]
    return {form for form in map(plain, (*written, *apart)) if form}


def _first_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(words[0] for words in map(plain, texts) if words)
