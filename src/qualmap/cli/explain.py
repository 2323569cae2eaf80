"""``qualmap explain``: one mapping with all its evidence, its weights, and what disagrees."""

from __future__ import annotations

import argparse

import qualmap
from qualmap.cli import output
from qualmap.records import Evidence, Mapping

BAR = 40


def run(arguments: argparse.Namespace) -> int:
    """Print the evidence behind one level's mapping."""
    qm = qualmap.load()
    mapping = qm.explain(arguments.level, arguments.destination, on=arguments.on)
    if arguments.format == "json":
        output.emit(mapping.model_dump_json(indent=2), None)
        return 0
    destination = qm.framework(arguments.destination)
    output.heading(f"{arguments.level} in {destination.name} ({destination.ref})")
    for line in _answer(mapping):
        output.say(f"  {line}")
    if mapping.distribution:
        output.say()
        output.heading("Where an award from this level belongs")
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


def _answer(mapping: Mapping) -> list[str]:
    if mapping.status == "not_known":
        return [f"not known: {mapping.reason}"]
    levels = ", ".join(mapping.destination_levels or ()) or f"no counterpart ({mapping.reason})"
    lines = [
        f"answer: {levels} ({mapping.relation}; {mapping.basis})",
        f"confidence: {mapping.confidence:.2f} ({mapping.confidence_basis})",
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
