"""A crosswalk as a flat table: one row per origin level."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import Any

from qualmap.records import Crosswalk

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


def to_csv(crosswalk: Crosswalk) -> str:
    """The crosswalk as CSV with a header; several values in a cell are separated by `` | ``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for mapping in crosswalk.mappings:
        sources = dict.fromkeys(item.source for item in mapping.evidence if item.used and item.source)
        writer.writerow(
            harmless(cell)
            for cell in (
                f"{crosswalk.origin.id}@{crosswalk.origin.edition}",
                mapping.origin_level,
                f"{crosswalk.destination.id}@{crosswalk.destination.edition}",
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
        )
    return out.getvalue()


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; what is no text is left as it is.

    Full-width signs and signs behind blanks or invisible characters count too: some programs read them alike.
    """
    if not isinstance(cell, str) or cell[:1] in ("\t", "\r"):
        return f"'{cell}" if isinstance(cell, str) else cell
    visible = next((c for c in unicodedata.normalize("NFKC", cell) if not c.isspace() and c.isprintable()), "")
    return f"'{cell}" if visible and visible in "=+-@" else cell
