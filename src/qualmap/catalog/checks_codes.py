"""Whether codes that others keep exist: of fields of study, occupations and languages.

Which fields hold such codes is said by their types (``CodeOf``), so that no list of fields stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args

from qualmap.catalog.checks import check_sources
from qualmap.catalog.text import Document, PathKey, field_name
from qualmap.errors import InputError, Problem, did_you_mean
from qualmap.records import CodeLists, Record
from qualmap.records.base import CodeOf

Lists = Callable[[], CodeLists]
"""Gives the lists when the first code is met: most records hold none."""
LANGUAGES, SCRIPTS = "languages", "scripts"


class Wrong(NamedTuple):
    """A code that its list does not have: where it stands, what is wrong, the nearest ones."""

    path: PathKey
    message: str
    remedy: str


def wrong_codes(record: Record, lists: Lists) -> Iterator[Wrong]:
    """Every code in a record, however deep, that its list does not have."""
    for path, named, code in _codes(record, ()):
        known, part = _looked_up(named, code, lists())
        if part is not None:
            whole = "" if part == code else f"{code!r}: "
            message = f"{whole}{part!r} is no code of {lists().by_id[known].name}"
            yield Wrong(path, message, nearest(part, lists().known[known]))


def check_codes(document: Document, record: Record, lists: Lists) -> Iterator[Problem]:
    """Findings for the codes in a record."""
    for wrong in wrong_codes(record, lists):
        yield document.problem(wrong.path, wrong.message, wrong.remedy)


def demand_codes(record: Record, what: str, lists: Lists) -> None:
    """Raises InputError for the first wrong code in what somebody gave."""
    for wrong in wrong_codes(record, lists):
        raise InputError(f"{wrong.message} ({wrong.remedy})", field_name((what, *wrong.path)))


def check_lists(document: Document, record: CodeLists) -> Iterator[Problem]:
    """Findings inside the record of the lists."""
    yield from check_sources(document, record.sources)
    sources = {source.id for source in record.sources}
    for index, each in enumerate(record.lists):
        if each.source not in sources:
            hint = did_you_mean(each.source, sources)
            yield document.problem(("lists", index, "source"), f"no source {each.source!r} in this record", hint)


def nearest(code: str, known: Iterable[str]) -> str:
    """The nearest codes as a hint: one step apart if there are such, else those that begin alike, of equal length."""
    from rapidfuzz.distance import Levenshtein  # only when something is already wrong

    distance = {each: (Levenshtein.distance(code, each), abs(len(each) - len(code))) for each in known}
    best = min(distance.values())
    at_best = (each for each, how in distance.items() if how == best)
    found = sorted(at_best, key=lambda each: (-_alike(code, each), each))
    return "did you mean " + " or ".join(f"`{each}`" for each in found[:3]) + "?"


def _alike(one: str, other: str) -> int:
    """How many letters two codes begin with that are the same."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _looked_up(named: str, code: str, lists: CodeLists) -> tuple[str, str | None]:
    """The list by which a code is wrong, and which part of it; None where all of it is right."""
    if named != LANGUAGES:
        return named, None if code in lists.known[named] else code
    language, *subtags = code.split("-")
    if language not in lists.known[LANGUAGES]:
        return LANGUAGES, language
    scripts = (tag for tag in subtags if len(tag) == 4 and tag.isalpha())
    return SCRIPTS, next((tag for tag in scripts if tag not in lists.known[SCRIPTS]), None)


def _codes(record: Record, above: PathKey) -> Iterator[tuple[PathKey, str, str]]:
    """Each code in a record with its path and the list that it belongs to."""
    for name, (named, holds_records) in _fields(type(record)).items():
        value = getattr(record, name)
        if value is None:
            continue
        if named is not None:
            for path, code in _leaves(value, (*above, name)):
                yield path, named, code
        elif holds_records:
            for path, inner in _leaves(value, (*above, name)):
                if isinstance(inner, Record):
                    yield from _codes(inner, path)


def _leaves(value: Any, path: PathKey) -> Iterator[tuple[PathKey, Any]]:
    """What a value holds, each with its path: itself, or the items of a list or mapping."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, (*path, str(key)))
    else:
        yield path, value


@cache
def _fields(model: type[Record]) -> dict[str, tuple[str | None, bool]]:
    """The fields of a kind of record that hold codes, with the list, or other records."""
    found = {}
    for name, info in model.model_fields.items():
        parts = [*info.metadata, *_parts(info.annotation)]
        named = next((part.list for part in parts if isinstance(part, CodeOf)), None)
        holds = any(isinstance(part, type) and issubclass(part, Record) for part in parts)
        if named is not None or holds:
            found[name] = (named, holds)
    return found


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from _parts(argument)
