"""``qualmap corridor``: everything that is known about a pair of countries, both ways."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import qualmap
from qualmap.cli import output
from qualmap.corridors.model import Corridor, Way
from qualmap.crosswalk.model import Crosswalk
from qualmap.wording import Localiser


def run(arguments: argparse.Namespace) -> int:
    """Print one corridor."""
    qm = qualmap.load()
    found = qm.corridor(arguments.origin, arguments.destination, on=arguments.on, profession=arguments.profession)
    if arguments.format == "json":
        output.emit(output.as_json(found.model_dump(mode="json")), None)
    elif arguments.format == "table":
        for line in _lines(found, Localiser(qm.catalogue)):
            output.say(line)
    else:
        output.emit(output.written("corridor", arguments.format, qm, arguments, found), None)
    return 0


def _lines(found: Corridor, localiser: Localiser) -> Iterator[str]:
    yield f"{found.origin} - {found.destination}, both ways, on {found.on}"
    for way in (found.there, found.back):
        yield ""
        yield f"From {way.origin} to {way.destination}"
        yield from _matrix(way)
        for one in way.conclusions:
            yield f"  {one.kind}: {localiser.said(one.conclusion)}"
        for reason in way.legal.academic.who_decides:
            yield f"  {localiser.said(reason)}"
    yield ""
    yield "What is missing"
    yield from (f"  {localiser.said(gap.reason)}" for gap in found.missing)
    yield f"  {localiser.said(found.never_against)}"
    counted = ", ".join(f"{number} {kind.replace('-', ' ')}" for kind, number in found.known.items())
    yield f"Levels: {counted}. Sources and instruments: --format json, or `qualmap corridors`."
    yield f"qualmap {found.qualmap_version}, catalogue {found.catalogue_version}."


def _matrix(way: Way) -> Iterator[str]:
    for crosswalk in way.crosswalks:
        yield f"  {crosswalk.origin} in {crosswalk.destination}"
        yield output.table(("Level", "Stands at", "Confidence", "Basis"), _rows(crosswalk))
    if not way.crosswalks:
        yield "  No two frameworks with levels are known here; awards by their type:"
        rows = [
            (one.label, "; ".join(one.origin) or "none recorded", "; ".join(one.destination) or "none recorded")
            for one in way.by_type
        ]
        yield output.table(("Type", way.origin, way.destination), rows) if rows else "  no awards recorded"


def _rows(crosswalk: Crosswalk) -> list[tuple[str, ...]]:
    return [
        (
            mapping.origin_level,
            ", ".join(mapping.destination_levels or ()) or mapping.reason or "",
            output.sure(mapping.confidence),
            mapping.basis or "-",
        )
        for mapping in crosswalk.mappings
    ]
