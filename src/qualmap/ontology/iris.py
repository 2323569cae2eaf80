"""The IRIs of what the catalogue holds: pages have paths, and their parts are ``#fragments`` of the page."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import quote, unquote

from qualmap.ontology.terms import BASE
from qualmap.records import Descriptor, Framework, HeldAward, Level, Link, Party, QualificationType, Record, Source

LONGEST_SLUG = 80
DATASET = BASE + "dataset"
ISCED = BASE + "isced-2011"
_NOT_A_WORD = re.compile(r"[\W_]+")


@cache
def edition_iri(ref: str) -> str:
    """The IRI of ``id@edition``."""
    name, _, edition = ref.partition("@")
    return f"{BASE}framework/{name}/{escaped(edition)}"


def edition_of(iri: str) -> str:
    """The ``id@edition`` that an edition's IRI stands for."""
    name, edition = iri.removeprefix(f"{BASE}framework/").split("/")[:2]
    return f"{name}@{unquote(edition)}"


@cache
def level_iri(ref: str, code: str) -> str:
    """The IRI of a level of an edition."""
    return f"{edition_iri(ref)}/level/{escaped(code)}"


def instrument_iri(name: str) -> str:
    """The IRI of a recognition instrument."""
    return f"{BASE}instrument/{name}"


def table_iri(name: str) -> str:
    """The IRI of a table of links."""
    return f"{BASE}referencing/{escaped(name)}"


@cache
def crosswalk_iri(origin: str, destination: str) -> str:
    """The IRI of all that the graph holds from one edition to another."""
    return f"{BASE}crosswalk/{escaped(f'{origin}--{destination}')}"


def crosswalks_iri(destination: str | None) -> str:
    """The name of the set of all crosswalks, or of all those to one edition."""
    return f"{DATASET}#crosswalks" + (f"-to-{escaped(destination)}" if destination else "")


def awards_iri(name: str) -> str:
    """The IRI of a record of awards that people hold."""
    return f"{BASE}awards/{name}"


def award_iri(name: str) -> str:
    """The IRI of an award that people hold, by its name in the catalogue: file and award."""
    file, _, award = name.partition(":")
    return f"{awards_iri(file)}/{escaped(award)}"


def practice_iri(name: str) -> str:
    """The IRI of what one body says of the awards of one country."""
    return f"{BASE}practice/{escaped(name)}"


def source_iri(page: str, key: str) -> str:
    """The IRI of a source of a record."""
    return f"{page}#source-{escaped(key)}"


def association_iri(page: str, level: str, target: str | None) -> str:
    """The IRI of one pair of levels in a table or crosswalk; ``none`` where there is no counterpart."""
    return f"{page}#{escaped(level)}-to-{escaped(target) if target is not None else 'none'}"


def part_iris(page: str, parent: str, field: str, parts: Sequence[Record]) -> list[str]:
    """The IRIs of the records in one field of another, named by what they are called where they have a name.

    ``page`` is the record's page, ``parent`` the node that holds the field.
    """
    if field == "levels":
        return [f"{page}/level/{escaped(level.code)}" for level in parts if isinstance(level, Level)]
    if field == "qualification_types":
        awards = [award.title for award in parts if isinstance(award, QualificationType)]
        return [f"{page}/award/{slug}" for slug in slugs(awards)]
    if field == "awards":
        return [f"{page}/{escaped(award.id)}" for award in parts if isinstance(award, HeldAward)]
    stem = parent if "#" in parent else f"{parent}#"
    stem = stem if stem.endswith("#") else f"{stem}-"
    return [stem + name for name in _told_apart([_name(field, part, place) for place, part in enumerate(parts)])]


def _name(field: str, part: Record, place: int) -> str:
    match part:
        case Source():
            return f"source-{escaped(part.id)}"
        case Link():
            return f"link-{escaped(part.level)}"
        case Party():
            return f"party-{part.country}"
        case Descriptor():
            return f"descriptor-{escaped(part.domain)}"
    numbered = field in ("notes", "disputes", "names", "stands", "equals", "statements", "placements")
    return f"{field.removesuffix('s')}-{place + 1}" if numbered else field.replace("_", "-")


def awards_of(framework: Framework) -> Iterator[tuple[str, QualificationType]]:
    """Every award of a framework with its IRI."""
    page, awards = edition_iri(str(framework.ref)), framework.qualification_types
    yield from zip(part_iris(page, page, "qualification_types", awards), awards, strict=True)


def slugs(titles: Sequence[str]) -> list[str]:
    """A name for each title: its words, folded; a number where two would be the same."""
    return [escaped(name) for name in _told_apart([_slug(title) for title in titles])]


def _slug(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title.lower())
    folded = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub("-", folded).strip("-")[:LONGEST_SLUG].rstrip("-") or "award"


def _told_apart(names: Sequence[str]) -> Iterator[str]:
    """The names, those that come again with a number."""
    taken: set[str] = set()
    for name in names:
        numbered = (name if number == 1 else f"{name}-{number}" for number in itertools.count(1))
        taken.add(found := next(one for one in numbered if one not in taken))
        yield found


@cache
def escaped(text: str) -> str:
    """Text as one segment of a path, or one fragment."""
    return quote(text, safe="")


def name_of(iri: str) -> str:
    """The last segment of an IRI as text: a level's code, an instrument's id."""
    return unquote(iri.rsplit("/", 1)[-1])


def source_key(iri: str) -> str:
    """The local id of a source."""
    return unquote(iri.rsplit("#source-", 1)[-1])


def page_of(iri: str) -> str:
    """The page on which an IRI is described."""
    return iri.partition("#")[0]
