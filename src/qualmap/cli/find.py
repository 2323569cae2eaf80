"""``qualmap find``: which award a title names, and on which levels it stands."""

from __future__ import annotations

import argparse

import qualmap
from qualmap.awards.model import TitleMatch, TitleSearch
from qualmap.cli import output
from qualmap.cli.awards import lines_of, period, statements

HEADINGS = ("Score", "Title", "Levels", "Framework", "Standing", "Kind", "Given", "Exact", "Source")
NO_FRAMEWORK = "none"
SHOWN = 0.5
"""What is known of a match is printed from this score on."""
MOST = 3
"""Of so many matches at most."""


def run(arguments: argparse.Namespace) -> int:
    """Print the awards that a title may name, the likeliest first."""
    qm = qualmap.load()
    found = qm.find(
        arguments.title,
        country=arguments.country,
        on=arguments.on,
        framework=arguments.framework,
        limit=arguments.limit,
    )
    if arguments.format == "json":
        output.emit(output.as_json(found.model_dump(mode="json")), None)
    elif arguments.format == "csv":
        output.emit(output.written("find", "csv", qm, arguments, found), None)
    else:
        _print(found)
    return 0


def _print(found: TitleSearch) -> None:
    where = found.subdivision or found.country
    said = "found" if found.status == "found" else "not found"
    output.heading(f"{found.query!r}{f' in {where}' if where else ''} on {found.on}: {said}")
    cells = [
        (
            output.sure(match.score),
            match.title,
            ", ".join(match.levels) or "none",
            str(match.framework) if match.framework else NO_FRAMEWORK,
            match.standing or "",
            match.generic_type or "",
            "; ".join(filter(None, map(period, match.held))),
            "yes" if match.exact else "",
            match.source or "not checked",
        )
        for match in found.matches
    ]
    if cells:
        output.say(output.table(HEADINGS, cells))
    if found.reason:
        output.say(found.reason)
    likely = [match for match in found.matches if match.exact or match.score >= SHOWN]
    for match in likely[:MOST]:
        _print_known(match)
    if len(likely) > MOST:
        output.say(
            f"\nWhat is known of {len(likely) - MOST} more: --format json, or say where and when it was awarded."
        )


def _print_known(match: TitleMatch) -> None:
    """What is recorded of an award that the title most probably names, and what recognition bodies say of it."""
    for award in match.held:
        output.say()
        for line in lines_of(award):
            output.say(line)
    if match.statements:
        output.say()
        output.heading(f"What recognition bodies say of {match.title}")
        for line in statements(match.statements):
            output.say(line)
