"""``qualmap frameworks``: what the catalogue holds."""

from __future__ import annotations

import argparse

import qualmap
from qualmap.cli import output
from qualmap.records import Framework

COLUMNS = ("id", "edition", "name", "kind", "countries", "status", "levels", "valid_from", "valid_to")


def run(arguments: argparse.Namespace) -> int:
    """Print every framework edition, or those that apply in a country, in a sector, on a date."""
    qm = qualmap.load()
    if arguments.country or arguments.sector or arguments.name or arguments.on:
        return _applying(qm, arguments)
    rows = [entry(framework) for framework in qm.frameworks()]
    if arguments.format == "json":
        output.emit(output.as_json(rows), None)
    elif arguments.format == "csv":
        flat = [[" ".join(v) if isinstance(v, list) else v for v in row.values()] for row in rows]
        output.emit(output.delimited(COLUMNS, flat), None)
    else:
        cells = [
            (
                str(row["id"]),
                str(row["edition"]),
                str(row["name"]),
                str(row["kind"]),
                output.listed(list(row["countries"]), 3),  # type: ignore[call-overload]
                str(row["status"]),
                str(len(row["levels"])) if row["levels"] else "none",  # type: ignore[arg-type]
                str(row["valid_from"] or "?"),
                str(row["valid_to"] or ""),
            )
            for row in rows
        ]
        headings = ("Id", "Edition", "Name", "Kind", "Countries", "Status", "Levels", "From", "To")
        output.say(output.table(headings, cells))
        output.say(f"{len(rows)} framework editions")
    return 0


def _applying(qm: qualmap.Qualmap, arguments: argparse.Namespace) -> int:
    country = arguments.country.upper() if arguments.country else None
    found = qm.framework(arguments.name, country=country, sector=arguments.sector, on=arguments.on or qm.catalogue.date)
    rows = [entry(c.framework) | {"standing": c.standing} for c in found.candidates]
    if arguments.format == "json":
        value = {"country": found.country, "on": found.on, "candidates": rows, "advice": found.advice}
        output.emit(output.as_json(value), None)
    elif arguments.format == "csv":
        flat = [[" ".join(v) if isinstance(v, list) else v for v in row.values()] for row in rows]
        output.emit(output.delimited((*COLUMNS, "standing"), flat), None)
    else:
        headings = ("Id", "Edition", "Name", "Standing", "From", "To", "Teach-out to")
        cells = [(f.id, f.edition, f.name, c.standing, *_dates(f)) for c in found.candidates for f in (c.framework,)]
        output.heading(f"What applies on {found.on}" + (f" in {found.country}" if found.country else ""))
        if cells:
            output.say(output.table(headings, cells))
        if found.advice:
            output.say(found.advice)
    return 0


def _dates(framework: Framework) -> tuple[str, str, str]:
    dates = (framework.valid_from, framework.valid_to, framework.teach_out_to)
    start, end, last = (date.value if date else "" for date in dates)
    return start or "?", end, last


def entry(framework: Framework) -> dict[str, object]:
    """One line of the listing; ``levels`` are the level codes in rank order."""
    return {
        "id": framework.id,
        "edition": framework.edition,
        "name": framework.name,
        "kind": framework.kind,
        "countries": list(framework.countries),
        "status": framework.status,
        "levels": list(framework.codes),
        "valid_from": framework.valid_from.value if framework.valid_from else None,
        "valid_to": framework.valid_to.value if framework.valid_to else None,
    }
