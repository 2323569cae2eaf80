"""CSV -> the awards that people of one country hold: a row for each award. docs/add-awards.md explains the columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualmap.errors import Problem
from qualmap.formats.cells import Cells, Column, Sources, checked, read_cells
from qualmap.formats.drafts.draft import Draft, Given
from qualmap.graph.foreign import refuse

if TYPE_CHECKING:
    from qualmap.catalog.text import Document
    from qualmap.records import Awards

COLUMNS = (
    Column("title", "as printed, in its own language", needed=True),
    Column("language", "of the title: a BCP 47 tag such as `ar`", needed=True),
    Column("told_apart", "what tells it from another award of that title and time"),
    Column("names", "other names: `NAME=SORT[:LANGUAGE]`, such as `BSc=abbreviation`, `Licence=everyday:fr`"),
    Column("form", "`part` (of an award), `prior-learning`; empty: an award by itself"),
    Column("kind", "generic type, such as `bachelor`"),
    Column("isced", "ISCED 2011 level, 0 to 8"),
    Column("field", "ISCED-F 2013 code, where it has one field"),
    Column("entry", "what one usually enters with"),
    Column("years", "full-time years after that entry: `3` or `3-4`"),
    Column("credits", "how many credits"),
    Column("credit_system", "in which system they count"),
    Column("awarded_from", "the first award: year, month or day", path=("awarded", "first")),
    Column("awarded_to", "the last regular award", path=("awarded", "last")),
    Column("levels", "levels of frameworks: `FRAMEWORK=LEVEL`", path=("stands",)),
    Column("equals", "what it equals at home: `AWARD=LAW OR PRACTICE`"),
    Column("replaced_by", "titles of the awards that followed it"),
    Column("access", "what it opens at home: `KIND=yes`, `KIND=no`, `KIND=conditional:CONDITION`"),
    Column("results", "grades, and what they decide"),
    Column("body", "who awards or examines it"),
    Column("source", "address or title of what was read; empty: general knowledge"),
    Column("verification", "`seen` (read at the authority), `secondary` (read elsewhere), `recalled` (not read)"),
    Column("date_seen", "when it was read"),
    Column("note", "anything else"),
)
_PLAIN = "form kind isced field entry years credits credit_system results body note".split()
_LONGEST_ID = 50


def read(path: Path, given: Given) -> Draft:
    """The record that a table of awards gives; ``--country`` says of which country. Raises RecordError."""
    from qualmap.catalog import read_catalogue
    from qualmap.catalog.checks import check_copies
    from qualmap.catalog.checks_awards import check_awards
    from qualmap.catalog.checks_codes import check_codes
    from qualmap.catalog.places import country_name
    from qualmap.records import Awards

    country = given.country or ""
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise refuse(str(path), "says not which country's awards these are", "give --country and its code, such as KE")
    catalogue = read_catalogue()
    rows, sources = read_cells(path, COLUMNS), Sources()
    ids = _ids([row.values.get("title", "") for row in rows])
    awards = [_award(row, key, sources.cite(row)) for row, key in zip(rows, ids, strict=True)]
    name = given.name or country_name(country, catalogue.places)
    tree: dict[str, Any] = {"id": country.lower(), "name": name, "countries": [country]}
    tree |= {"sources": sources.tree, "awards": awards}

    def check(document: Document, record: Awards) -> Iterator[Problem]:
        found = check_awards([(document, record)], catalogue)
        yield from (problem for problem in found if problem.field != "id")  # a table is called as one likes
        yield from check_codes(document, record, lambda: catalogue.codes)
        yield from check_copies(document, record.sources, catalogue.copy_hosts)

    checked(rows, tree, "awards", COLUMNS, Awards, check)
    return Draft(str(path), "awards", tree, tuple(_open(rows, country)))


def _award(row: Cells, key: str, source: str) -> dict[str, Any]:
    award: dict[str, Any] = {"id": key, **row.get("title", "language", "told_apart")}
    names = row.parts("names", "text", "sort", "language")
    lists: dict[str, list[Any]] = {
        "stands": [each | {"source": source} for each in row.parts("levels", "framework", "level")],
        "equals": [each | {"source": source} for each in row.parts("equals", "to", "by", lone=True)],
        "replaced_by": row.several("replaced_by"),
        "access": [_right(each, source) for each in row.parts("access", "to", "given", "condition")],
    }
    awarded = {"first": row.values.get("awarded_from"), "last": row.values.get("awarded_to")}
    period = {side: day for side, day in awarded.items() if day}
    if names:
        award["names"] = [_in_order(name, "text", "language", "sort") for name in names]
    award |= row.get(*_PLAIN) | {field: items for field, items in lists.items() if items}
    return award | ({"awarded": period} if period else {}) | {"source": source}


def _right(parts: dict[str, str], source: str) -> dict[str, str]:
    return _in_order(parts | {"source": source}, "to", "given", "source", "condition")


def _in_order(parts: dict[str, str], *fields: str) -> dict[str, str]:
    """The fields that are there, in the order in which records have them."""
    return {field: parts[field] for field in fields if field in parts}


def _ids(titles: list[str]) -> list[str]:
    """An id for each title: its letters without marks, numbered where that is taken or none is left."""
    found: dict[str, None] = {}
    for number, title in enumerate(titles, 1):
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-") or f"award-{number}"
        key, again = made, 1
        while key in found:
            again += 1
            key = f"{made}-{again}"
        found[key] = None
    return list(found)


def _open(rows: list[Cells], country: str) -> Iterator[str]:
    """What the record leaves to do."""
    yield f"file: call it frameworks/awards/{country}.yaml; where that is there already, add what it lacks"
    for column, why in (("kind", "none where none fits"), ("access", "what it opens"), ("awarded_from", "since when")):
        lacking = sum(column not in row.values for row in rows)
        if lacking:
            yield f"{column}: empty in {lacking} of {len(rows)} rows ({why})"
    unread = sum(row.values.get("verification", "recalled") == "recalled" for row in rows)
    if unread:
        yield f"source: {unread} of {len(rows)} awards are general knowledge; an address that was read is worth more"
