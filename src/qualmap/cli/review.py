"""``qualmap review``: past judgements that a changed record or a new report touches."""

from __future__ import annotations

import argparse

import qualmap
from qualmap.assessment.case import read_policy
from qualmap.cli import output
from qualmap.cli.precedents import day
from qualmap.operations.inventory import REVIEWED, line
from qualmap.operations.writers import reviewed_csv
from qualmap.precedents import opened, review


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
        output.emit(reviewed_csv(found), None)
    else:
        if found:
            output.say(output.table(REVIEWED, map(line, found)))
        other = sum(each.status != "unchanged" for each in found)
        output.say(f"{every} judgements; {len(found)} touched; {other} would come out differently.")
    return 0
