"""``qualmap review``: past judgements that a changed record or a new report touches."""

from __future__ import annotations

import argparse

import qualmap
from qualmap.assessment.case import read_policy
from qualmap.cli import output
from qualmap.cli.precedents import day
from qualmap.formats.csv import delimited, harmless
from qualmap.precedents import Reviewed, opened, review

HEADINGS = ("Day", "Judgement", "Award", "From", "To", "Result", "What moves", "Records")


def run(arguments: argparse.Namespace) -> int:
    """Judge anew what changes touch, and list it."""
    on = day(arguments.on)
    with opened(arguments.store) as store:
        qm = qualmap.load(bodies=arguments.bodies)
        policy = read_policy(arguments.policy, qm.catalogue) if arguments.policy else None
        found = review(store, qm.session, on, policy=policy, watch=output.progress("judgements"))
        every = len(store.entries(on))
    if arguments.format == "json":
        output.emit(output.as_json([each.model_dump(mode="json") for each in found]), None)
    elif arguments.format == "csv":
        rows = ([harmless(text) for text in _line(each)] for each in found)
        output.emit(delimited([heading.lower().replace(" ", "_") for heading in HEADINGS], rows), None)
    else:
        if found:
            output.say(output.table(HEADINGS, map(_line, found)))
        other = sum(each.status != "unchanged" for each in found)
        output.say(f"{every} judgements; {len(found)} touched; {other} would come out differently.")
    return 0


def _line(each: Reviewed) -> tuple[str, ...]:
    entry = each.precedent
    return (
        entry.on,
        entry.id[:12],
        entry.award.title,
        entry.origin.subdivision or entry.origin.code,
        entry.asked,
        each.status,
        each.problem or "; ".join(f"{one.what}: {one.before} -> {one.now}" for one in each.moved),
        "; ".join(f"{name} ({change})" for name, change in each.records.items()),
    )
