"""Which profession people mean: by its id, its name or a word for those who practise it."""

from __future__ import annotations

from qualmap.errors import UnknownNameError
from qualmap.records import Phrases, Profession, Professions
from qualmap.titles.rule import fold


def profession_named(professions: Professions, phrases: Phrases, text: str) -> Profession:
    """The profession that a text names, in any of the recorded languages and without regard to case or accents.

    Raises UnknownNameError with the nearest name.
    """
    asked = fold(text).replace("-", " ")
    for profession in professions.professions:
        said = (phrases.text(f"profession-{profession.id}", language) for language in phrases.languages)
        names = (profession.id, *said, *profession.words)
        if asked in {fold(name).replace("-", " ") for name in names}:
            return profession
    known = {name for one in professions.professions for name in (one.id, *one.words)}
    raise UnknownNameError("profession", text, sorted(known))
