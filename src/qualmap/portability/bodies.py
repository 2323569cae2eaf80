"""Reads an agency's own list of awarding bodies: a YAML record, or a table that another system exports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from qualmap.catalog.bounded import decode, read_bytes
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import Document, PathKey, read_document
from qualmap.errors import Problem, RecordError, did_you_mean
from qualmap.records import AwardingBodies, AwardingBody
from qualmap.records.bodies import Period

MOST_BYTES = 50_000_000
COLUMNS = ("name", "other_names", "country", "programme", "status", "valid_from", "valid_to", "source", "date_seen")
"""One row for each period; ``programme`` is empty for the body itself, ``other_names`` are separated by ``|``."""
PERIOD = ("status", "valid_from", "valid_to")


def read_bodies(path: Path) -> AwardingBodies:
    """The list in a file. Raises RecordError with the line of everything that is wrong."""
    document = _from_table(path) if path.suffix.lower() == ".csv" else read_document(path)
    bodies = to_record(document, AwardingBodies)
    known = {source.id for source in bodies.sources}
    problems = []
    for at, body in enumerate(bodies.bodies):
        for where, period in _periods(at, body):
            if period.source not in known:
                hint = did_you_mean(period.source, known)
                problems.append(document.problem((*where, "source"), f"no source {period.source!r} in this list", hint))
            if period.valid_from and period.valid_to and period.valid_to < period.valid_from:
                problems.append(document.problem((*where, "valid_to"), "ends before it begins"))
    if problems:
        raise RecordError(problems)
    return bodies


def _periods(at: int, body: AwardingBody) -> Iterator[tuple[PathKey, Period]]:
    """Every period of a body and of its programmes, with its place in the list."""
    for place, period in enumerate(body.periods):
        yield ("bodies", at, "periods", place), period
    for number, programme in enumerate(body.programmes):
        for place, period in enumerate(programme.periods):
            yield ("bodies", at, "programmes", number, "periods", place), period


def _from_table(path: Path) -> Document:
    """A table as the tree that a YAML list would be, with the lines of its rows."""
    text = decode(read_bytes(path, MOST_BYTES, "split the list"), path, "save the file as UTF-8 CSV")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if len(set(reader.fieldnames or ())) < len(reader.fieldnames or ()):
        raise RecordError([Problem(str(path), 1, "", "a column stands there twice", "keep one of them")])
    if unknown or not {"name", "country", "status", "source"} <= set(reader.fieldnames or ()):
        what = f"unknown column {unknown[0]!r}" if unknown else "needs the columns name, country, status, source"
        raise RecordError([Problem(str(path), 1, "", what, "columns: " + ", ".join(COLUMNS))])
    bodies: dict[tuple[str, str], tuple[int, dict[str, object]]] = {}
    sources: dict[str, dict[str, str]] = {}
    lines: dict[tuple[str | int, ...], int] = {}
    try:
        for row in reader:
            _add(str(path), row, reader.line_num, bodies, sources, lines)
    except csv.Error as error:
        raise RecordError([Problem(str(path), reader.line_num, "", f"not CSV: {error}", "check its quotes")]) from None
    tree = {"id": path.stem, "sources": list(sources.values()), "bodies": [body for _, body in bodies.values()]}
    return Document(str(path), tree, lines)


def _add(
    file: str,
    row: dict[str, str],
    line: int,
    bodies: dict[tuple[str, str], tuple[int, dict[str, object]]],
    sources: dict[str, dict[str, str]],
    lines: dict[tuple[str | int, ...], int],
) -> None:
    if None in row or None in row.values():
        raise RecordError([Problem(file, line, "", "other cells than the header has", "check separators and quotes")])
    cells = {name: cell.strip() for name, cell in row.items() if cell and cell.strip()}
    said = cells.get("source", "")
    source = sources.setdefault(said, {"id": f"s{len(sources) + 1}", "verification": "secondary"})
    source["url" if said.startswith(("http://", "https://")) else "citation"] = said or "not stated"
    if "date_seen" in cells:
        source["date_seen"] = cells["date_seen"]
    key = (cells.get("name", ""), cells.get("country", ""))
    at, body = bodies.setdefault(
        key, (len(bodies), {"name": key[0], "country": key[1], "periods": [], "programmes": []})
    )
    lines.setdefault(("bodies", at), line)
    if "other_names" in cells:
        body["other_names"] = [name.strip() for name in cells["other_names"].split("|")]
    period: dict[str, str] = {name: cell for name, cell in cells.items() if name in PERIOD}
    period["source"] = source["id"]
    if "programme" in cells:
        programmes = body["programmes"]
        assert isinstance(programmes, list)
        programmes.append({"title": cells["programme"], "periods": [period]})
        lines["bodies", at, "programmes", len(programmes) - 1] = line
    else:
        periods = body["periods"]
        assert isinstance(periods, list)
        periods.append(period)
        lines["bodies", at, "periods", len(periods) - 1] = line
