"""Checks of what is said to people: English has every sentence, and no translation has other places for values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualmap.catalog.text import Document
from qualmap.errors import Problem, did_you_mean
from qualmap.records.phrases import ENGLISH, Wording, places


def check_wording(document: Document, wording: Wording, english: Wording) -> Iterator[Problem]:
    """Findings inside the wording of one language, beside the English one."""
    for code, text in wording.sentences.items():
        meant = english.sentences.get(code)
        if meant is None:
            hint = did_you_mean(code, english.sentences)
            yield document.problem(("sentences", code), "is no sentence of the English wording", hint)
        elif places(text) != places(meant):
            listed = ", ".join(f"{{{name}}}" for name in sorted(places(meant))) or "none"
            yield document.problem(("sentences", code), f"has other places for values than `{ENGLISH}`", listed)


def check_names(document: Document, english: Wording, codes: Iterable[str]) -> Iterator[Problem]:
    """Names of kinds and professions that other records need, and that English lacks."""
    for code in codes:
        if code not in english.sentences:
            yield document.problem(("sentences",), f"has no `{code}`", "add it: other languages fall back on English")


def untranslated(wording: Wording, english: Wording) -> str | None:
    """What a language lacks, in one line; None where it has every sentence."""
    missing = [code for code in english.sentences if code not in wording.sentences]
    if not missing:
        return None
    count = f"{len(missing)} of {len(english.sentences)} sentences"
    return f"{count} are missing and said in English: {', '.join(missing)}"
