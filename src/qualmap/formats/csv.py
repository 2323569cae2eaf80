"""Crosswalks as a flat table: one row per origin level."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qualmap.crosswalk.model import Crosswalk, Mapping

COLUMNS = (
    "origin",
    "origin_level",
    "destination",
    "destination_levels",
    "status",
    "relation",
    "confidence",
    "confidence_basis",
    "basis",
    "destination_awards",
    "sources",
    "reason",
)


class Line:
    """What ``csv.writer`` writes to when its lines are wanted one by one: ``writerow`` returns the line."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def to_csv(crosswalk: Crosswalk) -> str:
    """The crosswalk as CSV with a header; several values in a cell are separated by `` | ``."""
    return "".join(csv_lines([crosswalk]))


def csv_lines(crosswalks: Iterable[Crosswalk]) -> Iterator[str]:
    """Many crosswalks as one CSV, line by line, so that ``qm.crosswalks()`` can be written whole."""
    writer = csv.writer(Line(), lineterminator="\n")
    yield writer.writerow(COLUMNS)
    for crosswalk in crosswalks:
        for mapping in crosswalk.mappings:
            yield writer.writerow([harmless(cell) for cell in _cells(crosswalk, mapping)])


def _cells(crosswalk: Crosswalk, mapping: Mapping) -> tuple[str, ...]:
    sources = dict.fromkeys(item.source for item in mapping.evidence if item.used and item.source)
    return (
        str(crosswalk.origin),
        mapping.origin_level,
        str(crosswalk.destination),
        " | ".join(mapping.destination_levels or ()),
        mapping.status,
        mapping.relation or "",
        "" if mapping.confidence is None else f"{mapping.confidence:g}",
        mapping.confidence_basis or "",
        mapping.basis or "",
        " | ".join(mapping.destination_awards),
        " | ".join(sources),
        mapping.reason or "",
    )


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; what is no text is left as it is.

    Full-width signs and signs behind blanks or invisible characters count too: some programs read them alike.
    """
    if not isinstance(cell, str) or cell[:1] in ("\t", "\r"):
        return f"'{cell}" if isinstance(cell, str) else cell
    visible = next((c for c in unicodedata.normalize("NFKC", cell) if not c.isspace() and c.isprintable()), "")
    return f"'{cell}" if visible and visible in "=+-@" else cell


def delimited(columns: Sequence[str], rows: Iterable[Iterable[Any]], delimiter: str = ",") -> str:
    """Rows as CSV or TSV with a header."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
