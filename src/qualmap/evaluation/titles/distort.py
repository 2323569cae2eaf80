"""Titles as people write them: shortened, misspelt, in another order, with a subject. For fitting and measuring."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

from qualmap.catalog.words import plain
from qualmap.records import TitleWords

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SUBJECTS = (
    "in Nursing", "in Civil Engineering", "of Science in Chemistry", "in Business Administration", "Accounting",
    "en droit", "en génie mécanique", "em Direito", "en Administración de Empresas", "im Maschinenbau",
)  # fmt: skip


class Distorter:
    """Writes titles otherwise. The same seed gives the same texts."""

    def __init__(self, words: TitleWords, seed: int) -> None:
        self._short = {plain(each.write): each.forms for each in words.abbreviations}
        self._random = Random(seed)  # noqa: S311  # nothing is secret here
        self.ways: tuple[Callable[[str], str], ...] = (
            self.abbreviated, self.misspelt, self.reordered, self.undressed, self.with_subject,
        )  # fmt: skip

    def any_way(self, title: str) -> str:
        """The title distorted in one way."""
        return self._random.choice(self.ways)(title)

    def abbreviated(self, title: str) -> str:
        """With a known abbreviation where there is one, else with one word cut short."""
        words = list(plain(title))
        for start in range(len(words)):
            for end in range(len(words), start, -1):
                forms = self._short.get(tuple(words[start:end]))
                if forms:
                    return " ".join([*words[:start], self._random.choice(forms), *words[end:]])
        at = self._random.randrange(len(words))
        words[at] = words[at][: max(3, len(words[at]) // 2)] + "."
        return " ".join(words)

    def misspelt(self, title: str) -> str:
        """With one letter changed, added or left out; twice in long titles."""
        for _ in range(1 + (len(title) > 20)):
            at = self._random.randrange(len(title))
            letter = self._random.choice(LETTERS)
            title = self._random.choice((title[:at] + letter + title[at + 1 :], title[:at] + letter + title[at:]))
            title = title if self._random.random() < 2 / 3 else title[:at] + title[at + 1 :]
        return title

    def reordered(self, title: str) -> str:
        """With its words in another order."""
        words = title.split()
        self._random.shuffle(words)
        return " ".join(words)

    def undressed(self, title: str) -> str:
        """In capitals, without diacritics."""
        letters = unicodedata.normalize("NFKD", title)
        return "".join(letter for letter in letters if not unicodedata.combining(letter)).upper()

    def with_subject(self, title: str) -> str:
        """With a subject after it."""
        return f"{title} {self._random.choice(SUBJECTS)}"
