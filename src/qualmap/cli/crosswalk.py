"""``qualmap crosswalk``: every level of one framework in another, as an officer reads it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from urllib.parse import urlsplit

import qualmap
from qualmap.cli import output
from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.errors import InputError
from qualmap.facade import Qualmap
from qualmap.records import Framework


def run(arguments: argparse.Namespace) -> int:
    """Print or write one crosswalk, or all."""
    _refuse_what_does_not_fit(arguments)
    qm = qualmap.load()
    if arguments.all:
        output.emit_lines(_all(qm, arguments.to, arguments.format), arguments.output)
        return 0
    crosswalk = qm.crosswalk(arguments.origin, arguments.destination, on=arguments.on)
    if arguments.format == "table" and crosswalk.reason:
        text = f"No mappings: {crosswalk.reason}."
    elif arguments.format == "table":
        origin = qm.catalogue.resolve(arguments.origin, arguments.on)
        text = _table(crosswalk, origin, qm.framework(arguments.destination))
    elif arguments.format == "json":
        text = crosswalk.model_dump_json(indent=2)
    else:
        text = output.written("crosswalk", arguments.format, qm, arguments, crosswalk)
    output.emit(text, arguments.output)
    return 0


def _refuse_what_does_not_fit(arguments: argparse.Namespace) -> None:
    if not arguments.all:
        if arguments.destination is None:
            raise InputError("name two frameworks, the origin and the destination, or give --all")
        if arguments.to is not None:
            raise InputError("--to goes with --all: to one framework, name it second")
    elif arguments.origin is not None:
        raise InputError("--all takes no framework: for all crosswalks to one, give --to ID")
    elif arguments.on is not None:
        raise InputError("--all takes no --on: it gives every edition")
    elif arguments.format not in ("sssom", "csv"):
        raise InputError(f"--all gives no {arguments.format}: add --format sssom or --format csv")


def _all(qm: Qualmap, to: str | None, form: str) -> Iterator[str]:
    """Every crosswalk in one file, line by line."""
    from qualmap.formats import csv_lines, sssom_lines

    crosswalks = qm.crosswalks(to=to, watch=output.progress("crosswalks"))
    if form == "csv":
        return csv_lines(crosswalks)
    return sssom_lines(crosswalks, None if to is None else str(qm.framework(to).ref))


def _table(crosswalk: Crosswalk, origin: Framework, destination: Framework) -> str:
    title = f"{origin.name} ({origin.ref})  ->  {destination.name} ({destination.ref})"
    columns = ("Level", "Awards at home", "Stands at", "Confidence", "Basis", "Source")
    rows = [_row(mapping, origin) for mapping in crosswalk.mappings]
    return f"{title}\n\n{output.table(columns, rows)}\n\n{_legend(crosswalk)}"


def _row(mapping: Mapping, origin: Framework) -> tuple[str, ...]:
    titles = [award.title for award in origin.awards[mapping.origin_level]]
    sure = "-" if mapping.confidence is None else f"{output.percent(mapping.confidence)} ({mapping.confidence_basis})"
    against = sum(item.kind != "dispute" for item in mapping.dissent)
    dissent = f" (!{against} against)" if against else ""
    return (
        mapping.origin_level,
        output.listed(titles),
        _stands_at(mapping),
        sure,
        f"{mapping.basis or '-'}{dissent}",
        _source(mapping),
    )


def _stands_at(mapping: Mapping) -> str:
    if mapping.status == "not_known":
        return f"not known: {mapping.reason}"
    if mapping.status == "unlinked":
        return f"no counterpart: {mapping.reason}"
    levels = mapping.destination_levels or ()
    words = f"level {levels[0]}" if len(levels) == 1 else "levels " + ", ".join(levels[:-1]) + " and " + levels[-1]
    if mapping.relation == "split":
        words = "level " + " or ".join(levels)
    awards = output.listed(mapping.destination_awards)
    decides = f"; decided by {mapping.decides_by}" if mapping.decides_by else ""
    return f"{words}{decides}" + (f"\ncomparable to {awards}" if awards else "")


def _source(mapping: Mapping) -> str:
    for item in mapping.evidence:
        if item.used and item.kind in ("link", "path"):
            if item.source is None:
                return "not checked in a source"
            where = ", ".join(dict.fromkeys(urlsplit(one).netloc or one for one in item.source.split("; ")))
            return f"{where} ({item.verification})"
    if mapping.basis == "inferred":
        awards = sum(item.kind == "qualification-type" for item in mapping.evidence)
        plural = "" if awards == 1 else "s"
        return f"{awards} award type{plural}, see explain" if awards else "neighbouring levels, see explain"
    return ""


def _legend(crosswalk: Crosswalk) -> str:
    kinds = {mapping.confidence_basis for mapping in crosswalk.mappings}
    lines = ["Comparable level is not equivalence: workload, quality, profile and learning outcomes count too."]
    if "source" in kinds:
        lines.append("source: how far we trust the official table itself.")
    tested = {item.statement for m in crosswalk.mappings for item in m.evidence if item.kind == "benchmark"}
    lines += [f"validated: {statement}" for statement in sorted(tested)]
    if "extrapolated" in kinds:
        lines.append(
            "extrapolated: worked out from other frameworks' results; not yet validated on answers of this kind."
        )
    lines.append(f"qualmap {crosswalk.qualmap_version}, catalogue {crosswalk.catalogue_version}.")
    return "\n".join(lines)
