"""Many awards from a table: one line of answer for each good row, and what is wrong with each bad one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from qualmap.assessment.case import Case, to_award, to_sought, understand
from qualmap.assessment.examination import Examined, examine
from qualmap.assessment.judgement import judgement_id, judgement_of
from qualmap.assessment.model import Judgement
from qualmap.assessment.session import Session
from qualmap.errors import InputError, QualmapError, did_you_mean
from qualmap.records import Policy
from qualmap.records.award import ELEMENTS
from qualmap.records.fields import as_column, columns, from_cells

REFERENCE = "reference"
"""A column of the agency's own, which comes back with the answer."""
COLUMNS = (REFERENCE, *columns())
"""What a table may hold, in any order."""
MOST_LINES = 20
"""How many lines a quoted cell may run over."""
ANSWER = (
    "line", "reference", "id", "title", "country", "destination", "purpose", "outcome", "provisional",
    "carried_by", "home_levels",
    "read_as", "destination_levels", "confidence", "confidence_means", *ELEMENTS, "missing", "legal_basis",
)  # fmt: skip


class Bad(NamedTuple):
    """A row that cannot be judged: the line on which it begins, and why."""

    line: int
    why: str


@dataclass(frozen=True)
class Row:
    """One row of a table: the line on which it begins, and its cells by column, empty ones left out."""

    line: int
    cells: Mapping[str, str]


def read_rows(text: str) -> Iterator[Row | Bad]:
    """The rows of a table with a header (comma, semicolon or tab). Raises InputError for one without usable columns.

    A broken row costs itself and no other: a quote that is opened and not closed ends with its line.
    """
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    delimiter = max(",;\t", key=(lines or [""])[0].count)
    columns = [cell.strip() for cell in _cells("".join(lines[:1]), delimiter) or ()]
    _check_columns(columns)
    at = 1
    while at < len(lines):
        size = _lines_of_row(lines, at)
        cells = _cells("".join(lines[at : at + size]), delimiter) if size else None
        if cells is None or (len(cells) != len(columns) and any(cell.strip() for cell in cells)):
            count = f"{len(cells)} cells where the header has {len(columns)}" if cells else "a quote is not closed"
            yield Bad(at + 1, f"{count}: check separators and quotes")
            at += 1
            continue
        if any(cell.strip() for cell in cells):
            plain = [" ".join(cell.split()) for cell in cells]  # a line break in a cell is a space
            filled = {name: cell for name, cell in zip(columns, plain, strict=True) if cell}
            yield Row(at + 1, filled)
        at += size


def _lines_of_row(lines: Sequence[str], start: int) -> int:
    """How many lines a row takes, quoted line breaks counted; 0 if its quotes are not closed."""
    quotes = 0
    for size, line in enumerate(lines[start : start + MOST_LINES], start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return size
    return 0


def _cells(row: str, delimiter: str) -> list[str] | None:
    """The cells of one row; None where its quotes are wrong."""
    try:
        return next(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


def _check_columns(columns: Sequence[str]) -> None:
    for name in columns:
        if name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS) or "remove it; qualmap takes facts about awards, none about holders"
            raise InputError(f"line 1: unknown column {name[:60]!r}: {hint}")
        if columns.count(name) > 1:
            raise InputError(f"line 1: column {name!r} stands there twice: keep one")
    for name in ("title", "country"):
        if name not in columns:
            raise InputError(f"line 1: no column {name!r}: a table of awards needs title and country")


def assess_rows(
    session: Session,
    rows: Iterable[Row | Bad],
    policy: Policy,
    destination: str | None,
    purpose: str | None,
    on: str,
    *,
    keep: Callable[[Judgement], None] | None = None,
) -> Iterator[dict[str, Any] | Bad]:
    """The answer to each row, in the columns of ``ANSWER``; ``keep`` is called with each whole judgement.

    What a row leaves out is taken from ``destination``, ``purpose`` and ``on``.
    """
    for row in rows:
        if isinstance(row, Bad):
            yield row
            continue
        try:
            case = _case(session, row, policy, destination, purpose, on)
            found = examine(session, case)
            answer = _answer(session, row, case, found)
            if keep is not None:
                keep(judgement_of(session, case, found))
            yield answer
        except QualmapError as error:
            error.field = as_column(error.field)
            yield Bad(row.line, str(error))


def _case(session: Session, row: Row, policy: Policy, destination: str | None, purpose: str | None, on: str) -> Case:
    asked = from_cells(row.cells)
    where, why = asked.get("destination", destination), asked.get("purpose", purpose)
    if where is None or why is None:
        raise InputError(f"no {'destination' if where is None else 'purpose'}: fill the column or give the option")
    award, sought = to_award(asked.get("award", {})), to_sought(asked.get("sought"))
    return understand(session.catalogue, award, where, why, sought, asked.get("on", on), policy)


def _answer(session: Session, row: Row, case: Case, found: Examined) -> dict[str, Any]:
    award = case.award
    level = found.elements[0]
    return {
        "line": row.line,
        REFERENCE: row.cells.get(REFERENCE, ""),
        "id": judgement_id(session, case),
        "title": award.title,
        "country": str(case.origin),
        "destination": str(case.framework.ref if case.framework else case.destination),
        "purpose": case.purpose,
        "outcome": found.decision.outcome,
        "provisional": found.decision.provisional or "",
        "carried_by": found.home.paper or found.carried_by or "",
        "home_levels": _joined(f"{place.framework.ref}:{place.level}" for place in found.home.places),
        "read_as": _joined(place.read_as for place in found.home.places),
        "destination_levels": _joined(
            f"{landing.framework.ref}:{code}"
            for landing in found.landings
            for code in landing.mapping.destination_levels or ()
        ),
        "confidence": "" if level.confidence is None else f"{level.confidence:g}",
        "confidence_means": level.confidence_means.code.removeprefix("confidence-"),
        **{element.element: element.difference for element in found.elements},
        "missing": _joined(item.reason.code.removeprefix("missing-") for item in found.decision.missing),
        "legal_basis": session.legal_basis(case, found.home).academic.conclusion.code.removeprefix("legal-"),
    }


def _joined(values: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(values))
