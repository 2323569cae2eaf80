"""``qualmap compare``: where an award stands in a country or framework, and who says so."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import qualmap
from qualmap.awards.comparison import Comparison
from qualmap.cli import output

HEADINGS = ("P", "Read as", "Kind", "Levels", "Framework", "Source")
STATED = ("title", "country", "awarded", "years", "credits", "credit_system", "framework", "level", "results")
"""What the flags say of the award."""


def run(arguments: argparse.Namespace) -> int:
    """Print where the award stands."""
    stated = {name: value for name in STATED if (value := getattr(arguments, name))}
    found = qualmap.load().compare(stated, arguments.to, arguments.on)
    if arguments.format == "json":
        output.emit(output.as_json(found.model_dump(mode="json")), None)
        return 0
    output.heading(f"{found.award.title} ({found.award.country})")
    for line in _answer(found):
        output.say(line)
    readings = [
        (
            output.sure(each.p),
            each.title,
            each.kind or "",
            ", ".join(each.levels) or "none",
            f"{each.framework}@{each.edition}" if each.framework else "none",
            each.source or "not checked",
        )
        for each in found.read_as
        if round(each.p, 2)  # a reading of probability nought is none
    ]
    if readings:
        output.say()
        output.say(output.table(HEADINGS, readings))
    return 0


def _answer(found: Comparison) -> Iterator[str]:
    """The answer, line by line."""
    first = found.destination.frameworks[0] if found.destination.frameworks else None
    if found.levels and first is not None and found.confidence is not None:
        where = f"{first.id}@{first.edition}"
        yield f"  level {' or '.join(found.levels)} of {where}"
        sure = f"{output.sure(found.confidence)} ({found.confidence_basis})"
        yield f"  confidence {sure}, basis {found.basis}, carried by {found.carried_by}"
    else:
        yield f"  {found.status}"
    if found.reason:
        yield f"  {found.reason}"
    for each in found.destination.frameworks[1:] if found.status == "answered" else ():
        yield f"  in {each.id}@{each.edition}: {' or '.join(each.levels or ()) or each.status}"
    for condition in found.by_condition:
        yield f"  if {condition.condition}: {' or '.join(condition.levels)}"
    for award in found.comparable_awards:
        yield f"  comparable: {award.title} ({', '.join(award.levels) or 'no level'})"
    for said in found.practice:
        what = ", ".join(said.levels) or said.comparable_award or "access only"
        yield f"  {said.body} ({said.country}): {what}" + (f"; if {said.condition}" if said.condition else "")
    for piece in found.dissent:
        yield f"  against: {piece.statement}"
    for missing in found.missing:
        yield f"  missing: {missing.text}"
