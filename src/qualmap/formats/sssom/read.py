"""SSSOM/TSV (or CSV) -> rows as they are written; built to survive hostile files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qualmap.catalog.text import parse_document
from qualmap.formats.written import NO_TERM, Alignment, Written, read_text, refuse

NEEDED = ("subject_id", "predicate_id", "object_id")
VOUCHES = frozenset(
    """author_id author_label creator_id creator_label mapping_provider mapping_source see_also reviewer_id""".split()
)
"""Slots, of the file or of a row, that name a person or a source behind the mapping."""


def read_sssom(path: Path, *, asked: bool = True) -> Alignment | None:
    """The rows of an SSSOM file; None for another table, unless it was ``asked`` for by name.

    Raises RecordError when it cannot be read, or is none and was asked for.
    """
    text = read_text(path)
    if not asked and not _is_sssom(text):
        return None
    return parse_sssom(text, str(path))


def _is_sssom(text: str) -> bool:
    """Whether the first line that is no comment names one of the columns that every SSSOM file has."""
    head = next((line for line in text.splitlines() if not line.startswith("#")), "")
    return any(column in head for column in NEEDED)


def parse_sssom(text: str, file: str) -> Alignment:
    """The rows of SSSOM text."""
    lines = list(io.StringIO(text))
    count = next((index for index, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = "".join(line[1:] for line in lines[:count])
    metadata = parse_document(head, file).tree if head.strip() else {}
    curies = metadata.get("curie_map", {})
    if not isinstance(curies, dict) or not all(isinstance(value, str) for value in curies.values()):
        raise refuse(file, "`curie_map` is not a mapping of prefixes to addresses", "write `prefix: http://...`", 1)
    return Alignment(
        file,
        tuple(_rows(lines, count, file, metadata)),
        curies,
        bool(VOUCHES & metadata.keys()),
        max(str(metadata.get(slot) or "") for slot in ("mapping_date", "publication_date")),
        justified=True,
    )


def _rows(lines: list[str], count: int, file: str, metadata: Mapping[str, Any]) -> list[Written]:
    first = lines[count] if count < len(lines) else ""
    reader = csv.DictReader(lines[count:], delimiter="\t" if "\t" in first else ",")
    rows: list[Written] = []
    try:
        missing = [column for column in NEEDED if column not in (reader.fieldnames or ())]
        if missing:
            raise refuse(file, f"no column `{missing[0]}`", "this is not SSSOM: see docs/lint.md", count + 1)
        for cells in reader:
            row = {key: (value or "").strip() for key, value in cells.items() if key and not isinstance(value, list)}
            rows.append(
                Written(
                    count + reader.line_num,
                    "",
                    row["subject_id"],
                    row["predicate_id"],
                    row["object_id"],
                    row.get("mapping_justification", ""),
                    row.get("confidence", ""),
                    any(row.get(slot) for slot in VOUCHES),
                    row.get("predicate_modifier", "") == "Not",
                    _looked_in(row, metadata),
                )
            )
    except csv.Error as error:
        raise refuse(file, f"not TSV: {error}", "check quotes and line ends", count + reader.line_num) from None
    return rows


def _looked_in(row: Mapping[str, str], metadata: Mapping[str, Any]) -> str:
    """The vocabulary in which a term was not found, of the row or of the whole file; nothing for other rows."""
    for end in ("subject", "object"):
        if row[f"{end}_id"] == NO_TERM:
            return row.get(f"{end}_source") or str(metadata.get(f"{end}_source") or "")
    return ""
