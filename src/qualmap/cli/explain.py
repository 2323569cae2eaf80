"""``qualmap explain``: one mapping with all its evidence, what disagrees, and how much each piece moves it."""

from __future__ import annotations

import argparse

import qualmap
from qualmap.cli import output
from qualmap.crosswalk.model import Evidence, Mapping, Outcome, Pull
from qualmap.facade import Qualmap

BAR = 40
MOST_PULLS = 10
MOST_HELPS = 4


def run(arguments: argparse.Namespace) -> int:
    """Print the evidence behind one level's mapping."""
    qm = qualmap.load()
    if arguments.what_if:
        return _what_if(qm, arguments)
    if arguments.level.partition(":")[0] in qm.catalogue.award_files:
        return _award(qm, arguments)
    mapping = qm.explain(arguments.level, arguments.destination, on=arguments.on)
    if arguments.format == "json":
        output.emit(mapping.model_dump_json(indent=2), None)
        return 0
    _heading(qm, arguments, mapping)
    if mapping.distribution:
        output.say()
        ours = mapping.basis == "official" and mapping.status == "unlinked"
        output.heading("Where an award from this level belongs" + (", as we infer" if ours else ""))
        for code, probability in mapping.distribution.items():
            if probability >= 0.0005 or code in (mapping.destination_levels or ()):
                bar = "█" * round(BAR * probability)
                output.say(f"  {code:>8}  {probability:6.1%}  {bar}")
    for title, items in (("Evidence", mapping.evidence), ("What disagrees", mapping.dissent)):
        if items:
            output.say()
            output.heading(title)
            for item in items:
                for line in _evidence(item):
                    output.say(f"  {line}")
    return 0


def _award(qm: Qualmap, arguments: argparse.Namespace) -> int:
    """Print where an award stands at home and there, and what recognition bodies say of it."""
    from qualmap.cli.awards import entry_lines

    found = qm.explain_award(arguments.level, arguments.destination, on=arguments.on)
    if arguments.format == "json":
        output.emit(found.model_dump_json(indent=2), None)
        return 0
    for line in entry_lines(found.award):
        output.say(line)
    for place in found.levels:
        output.say()
        output.heading(f"Level {place.level} of {place.framework} in {found.destination}")
        for line in _answer(place.mapping):
            output.say(f"  {line}")
    if found.reason:
        output.say(f"{found.reason}.")
    return 0


def _heading(qm: Qualmap, arguments: argparse.Namespace, mapping: Mapping) -> None:
    destination = qm.framework(arguments.destination)
    output.heading(f"{arguments.level} in {destination.name} ({destination.ref})")
    for line in _answer(mapping):
        output.say(f"  {line}")


def _what_if(qm: Qualmap, arguments: argparse.Namespace) -> int:
    """Print how much each piece of evidence moves the answer, and what would help most."""
    found = qm.what_if(arguments.level, arguments.destination, on=arguments.on)
    if arguments.format == "json":
        output.emit(found.model_dump_json(indent=2), None)
        return 0
    _heading(qm, arguments, found.mapping)
    shown = [pull for pull in found.pulls if _matters(pull, found.mapping)][:MOST_PULLS]
    output.say()
    output.heading("How much each piece of evidence moves the answer")
    if shown:
        rows = [(pull.statement, f"{pull.moved:.1%}", _outcome(pull.without)) for pull in shown]
        output.say(output.table(("Without", "Moves", "The answer would be"), rows))
    rest = len(found.pulls) - len(shown)
    if rest:
        output.say(f"{rest} {'others move' if rest > 1 else 'other moves'} it less or not at all (see --format json).")
    output.say()
    output.heading("What would help most")
    output.say(f"  {found.advice}")
    for other in found.helps[1:MOST_HELPS]:
        output.say(f"  - or: {other.action} (to {output.sure(other.then.confidence)})")
    return 0


def _matters(pull: Pull, mapping: Mapping) -> bool:
    then = pull.without
    surer = abs((then.confidence or 0.0) - (mapping.confidence or 0.0))
    return pull.moved >= 0.001 or surer >= 0.005 or then.destination_levels != mapping.destination_levels


def _outcome(outcome: Outcome) -> str:
    if outcome.confidence is None:
        return "not known"
    levels = ", ".join(outcome.destination_levels or ()) or "no counterpart"
    return f"{levels} ({outcome.basis}, {output.sure(outcome.confidence)})"


def _answer(mapping: Mapping) -> list[str]:
    if mapping.status == "not_known":
        return [f"not known: {mapping.reason}"]
    levels = ", ".join(mapping.destination_levels or ()) or f"no counterpart ({mapping.reason})"
    lines = [
        f"answer: {levels} ({mapping.relation}; {mapping.basis})",
        f"confidence: {output.sure(mapping.confidence)} ({mapping.confidence_basis})",
    ]
    if mapping.decides_by:
        lines.append(f"decided by: {mapping.decides_by}")
    if mapping.destination_awards:
        lines.append(f"awards there: {'; '.join(mapping.destination_awards)}")
    return lines


def _evidence(item: Evidence) -> list[str]:
    assumed = " (assumed)" if item.kind in ("link", "path") else ""
    facts = [
        item.kind,
        f"status {item.status}" if item.status else "",
        item.verification or "",
        f"claim {item.claim}" if item.claim else "",
        f"via {' > '.join(item.via)}" if item.via else "",
        f"weight {item.weight:.2f}{assumed}",
        "used" if item.used else "not used",
    ]
    source = item.source or "no source: general knowledge, not checked"
    seen = f", seen {item.date_seen}" if item.date_seen else ""
    return [f"- {item.statement}", f"    {', '.join(fact for fact in facts if fact)}", f"    {source}{seen}"]
