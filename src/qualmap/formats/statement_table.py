"""CSV -> what a recognition body says of the awards of one country. docs/add-statements.md explains the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualmap.errors import Problem
from qualmap.formats.cells import Cells, Column, Sources, checked, read_cells
from qualmap.formats.drafts.draft import Draft, Given
from qualmap.graph.foreign import refuse

if TYPE_CHECKING:
    from qualmap.catalog.text import Document
    from qualmap.records import Evaluations

COLUMNS = (
    Column("title", "the award as the body prints it", needed=True),
    Column("language", "in which the body prints it: a BCP 47 tag", needed=True),
    Column("says", "`level`, `comparable` (to an award of the body's country) or `access` (to studies)", needed=True),
    Column("condition", "what the award must fulfil for it: results, length, stream"),
    Column("years", "years that the body counts: `3` or `3-4`"),
    Column("awarded_from", "awards from then on"),
    Column("awarded_to", "awards until then"),
    Column("board", "awarding or examining body that it is limited to"),
    Column("levels", "levels that the body prints: `FRAMEWORK=LEVEL`, each of a set by itself", path=("placements",)),
    Column("comparable", "the award, or part of one, with which the body compares it"),
    Column("access", "what the body says of access"),
    Column("valid_for", "studies or uses for which the award counts"),
    Column("source", "address or title of the page or document", needed=True),
    Column("verification", "`seen` (the body's own page), `secondary` (a copy)", needed=True),
    Column("edition", "edition or date of the page or document"),
    Column("date_seen", "when it was read"),
    Column("why_not", "why answers may not be scored against it, such as a copy that was cut off"),
    Column("note", "anything else"),
)
_PLAIN = "condition years awarded_from awarded_to board".split()
_LATER = "comparable access valid_for".split()
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*--[A-Z]{2}")


def read(path: Path, given: Given) -> Draft:
    """The record that a table of statements gives. ``--id`` is BODY--COUNTRY; ``--country`` the body's own.

    Raises RecordError.
    """
    from qualmap.catalog import read_catalogue
    from qualmap.catalog.checks import check_copies
    from qualmap.catalog.checks_codes import check_codes
    from qualmap.catalog.checks_evaluations import check_evaluations
    from qualmap.records import Evaluations

    key = given.id or ""
    if not _ID.fullmatch(key):
        raise refuse(str(path), "says not whose statements these are, of which country", "give --id, such as enic--KE")
    if not given.name or not given.country:
        raise refuse(str(path), "says not who the body is", "give --name and --country: the body's name and country")
    catalogue = read_catalogue()
    rows, sources = read_cells(path, COLUMNS), Sources()
    tree: dict[str, Any] = {
        "id": key,
        "body": given.name,
        "body_country": given.country,
        "country": key.rpartition("--")[2],
        "notice": f"Statements of {given.name}, as facts in our own words; not under CC0, see NOTICE.md.",
    }
    statements = [_statement(row, sources.cite(row, "edition")) for row in rows]
    tree |= {"sources": sources.tree, "statements": statements}

    def check(document: Document, record: Evaluations) -> Iterator[Problem]:
        found = check_evaluations(document, record, catalogue.frameworks.values(), catalogue)
        yield from (problem for problem in found if "the file of" not in problem.message)
        yield from check_codes(document, record, lambda: catalogue.codes)
        yield from check_copies(document, record.sources, catalogue.copy_hosts)

    checked(rows, tree, "statements", COLUMNS, Evaluations, check)
    left = (
        f"file: call it crosswalks/evaluations/{key}.yaml",
        "notice: the body's own terms, if it states any",
        "derived: the level of a comparable award, where that is a whole one of known level",
    )
    return Draft(str(path), "evaluations", tree, left)


def _statement(row: Cells, source: str) -> dict[str, Any]:
    levels: dict[str, list[str]] = {}
    for each in row.parts("levels", "framework", "level"):
        levels.setdefault(each.get("framework", ""), []).append(each.get("level", ""))
    found: dict[str, Any] = row.get("title", "language", "says", *_PLAIN)
    if levels:
        found["placements"] = [{"framework": name, "levels": codes} for name, codes in levels.items()]
    found |= row.get(*_LATER) | {"source": source}
    if "why_not" in row.values:
        found |= {"truth": "no", "why_not": row.values["why_not"]}
    return found | row.get("note")
