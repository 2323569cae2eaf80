"""``qualmap frameworks``: what the catalogue holds."""

from __future__ import annotations

import argparse

import qualmap
from qualmap.cli import output
from qualmap.operations.lookups import FrameworkEntry, Frameworks, FrameworksRequest, frameworks
from qualmap.operations.writers import FRAMEWORK

ALL = 100_000
HEADINGS = ("Id", "Edition", "Name", "Kind", "Countries", "Status", "Levels", "From", "To")
APPLYING = ("Id", "Edition", "Name", "Standing", "From", "To", "Teach-out to")


def run(arguments: argparse.Namespace) -> int:
    """Print every framework edition, or those that apply in a country, in a sector, on a date."""
    qm = qualmap.load()
    asked = FrameworksRequest.model_construct(**output.given(FrameworksRequest, arguments), limit=ALL)
    found = frameworks(qm, asked).found
    if arguments.format == "json":
        rows = [_plain(entry) for entry in found.items]
        applying = {"country": found.country, "on": found.on, "candidates": rows, "advice": found.advice}
        output.emit(output.as_json(rows if found.on is None else applying), None)
    elif arguments.format == "csv":
        output.emit(output.written("frameworks", "csv", qm, asked, found), None)
    elif found.on is None:
        output.say(output.table(HEADINGS, map(_row, found.items)))
        output.say(f"{found.total} framework editions")
    else:
        _applying(qm, found)
    return 0


def _plain(entry: FrameworkEntry) -> dict[str, object]:
    """An entry as JSON has it; how it stands where a day was asked for."""
    plain = entry.model_dump(mode="json", include={*FRAMEWORK, "standing"})
    columns = FRAMEWORK if entry.standing is None else (*FRAMEWORK, "standing")
    return {name: plain[name] for name in columns}


def _row(entry: FrameworkEntry) -> tuple[str, ...]:
    return (
        entry.id,
        entry.edition,
        entry.name,
        entry.kind,
        output.listed(entry.countries, 3),
        entry.status,
        str(len(entry.levels)) if entry.levels else "none",
        entry.valid_from or "?",
        entry.valid_to or "",
    )


def _applying(qm: qualmap.Qualmap, found: Frameworks) -> None:
    output.heading(f"What applies on {found.on}" + (f" in {found.country}" if found.country else ""))
    cells = []
    for entry in found.items:
        last = qm.framework(f"{entry.id}@{entry.edition}").teach_out_to
        dates = (entry.valid_from or "?", entry.valid_to or "", last.value if last else "")
        cells.append((entry.id, entry.edition, entry.name, entry.standing or "", *dates))
    if cells:
        output.say(output.table(APPLYING, cells))
    if found.advice:
        output.say(found.advice)
