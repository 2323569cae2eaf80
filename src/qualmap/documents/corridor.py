"""The page of one corridor in Markdown, and the index of many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qualmap.corridors.model import Corridor, Way
from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.law.model import InstrumentStanding
from qualmap.records import Programme
from qualmap.wording import Localiser

KINDS = {
    "access": "school award that gives access to higher education",
    "higher-education": "award of higher education",
    "vocational": "vocational award",
    "professions": "access to a regulated profession",
}
STANDING = {
    "in-force": "in force",
    "start-unknown": "in force; since when is not known here",
    "end-unknown": "superseded; until when is not known here",
    "not-adopted": "not adopted",
    "bound": "bound",
    "date-unknown": "party, date unknown",
    "perhaps": "may be a party; no list of the parties was read",
    "not-yet": "not yet",
    "signed": "signed",
    "left": "left",
}
NONE = "none recorded here"
ADVISORY = (
    "Comparable level is not equivalence: workload, quality, profile and learning outcomes count too. "
    "This page informs; it decides nothing."
)


class Listed(NamedTuple):
    """One programme of the index with its corridors, each with the stem of its files."""

    programme: Programme
    source: str
    corridors: tuple[tuple[str, Corridor], ...]


def corridor_page(corridor: Corridor, localiser: Localiser, picture: str = "") -> str:
    """Everything about one corridor; ``picture`` is the name of its SVG beside the page, if there is one."""
    lines = [
        f"# {corridor.origin} to {corridor.destination}, and back",
        "",
        f"On {corridor.on}. {ADVISORY}",
        *([f"Profession: {corridor.profession}."] if corridor.profession else []),
        "",
        "## Frameworks",
        "",
    ]
    for country, ladders in corridor.ladders.items():
        lines += [f"- {country}: {one.name} (`{one.framework}`; {STANDING[one.standing]})" for one in ladders] or [
            f"- {country}: none with levels that are known here"
        ]
    counted = ", ".join(f"{number} {kind.replace('-', ' ')}" for kind, number in corridor.known.items())
    alt = f"Matrix of probabilities between the levels of {corridor.origin} and {corridor.destination}"
    lines += ["", f"Levels, both ways: {counted}.", "", *([f"![{alt}]({picture})", ""] if picture else [])]
    for way in (corridor.there, corridor.back):
        lines += _way(way, localiser)
    lines += ["## Weakest links", "", *_weakest(corridor), "", "## What is missing", ""]
    lines += [
        f"- {localiser.said(gap.reason)}" + (f" Source: {_link(gap.source)}." if gap.source else "")
        for gap in corridor.missing
    ] or ["- Nothing that is known here."]
    lines += ["", localiser.said(corridor.never_against), "", _versions(corridor), ""]
    return "\n".join(lines)


def index_page(listed: Sequence[Listed], localiser: Localiser, picture: str) -> str:
    """The list of all corridors by programme, with how much is known and what binds."""
    lines = ["# Corridors", "", ADVISORY, "", f"![How much is known, by programme]({picture})", ""]
    for programme, source, corridors in listed:
        lines += [f"## {programme.name}", "", f"Source of the list: {source}"]
        lines += [f"Profession: {programme.profession}."] if programme.profession else []
        lines += ["", *_table(("Corridor", "Levels by how much is known", "Legal basis for a degree"), (
            (f"[{one.origin} - {one.destination}]({stem}.md)", _known(one), _degree(one, localiser))
            for stem, one in corridors
        )), ""]  # fmt: skip
    if listed and listed[0].corridors:
        lines += [_versions(listed[0].corridors[0][1]), ""]
    return "\n".join(lines)


def _known(corridor: Corridor) -> str:
    found = [f"{number} {kind.replace('-', ' ')}" for kind, number in corridor.known.items() if number]
    return ", ".join(found) or "no two ladders"


def _degree(corridor: Corridor, localiser: Localiser) -> str:
    return next(localiser.said(one.conclusion) for one in corridor.there.conclusions if one.kind == "higher-education")


def _way(way: Way, localiser: Localiser) -> list[str]:
    lines = [f"## From {way.origin} to {way.destination}", ""]
    for crosswalk in way.crosswalks:
        lines += _crosswalk(crosswalk)
    if not way.crosswalks:
        lines += ["### Awards by their type", "", *_by_type(way), ""]
    lines += ["### Legal basis", ""]
    for one in way.conclusions:
        lines.append(f"- *{KINDS[one.kind]}*: {localiser.said(one.conclusion)}")
    if any(one.practice for one in way.conclusions):
        lines += ["", next(localiser.said(one.practice) for one in way.conclusions if one.practice)]
    for name, side in (("Academic recognition", way.legal.academic), ("Professions", way.legal.professional)):
        lines += ["", f"#### {name}", ""]
        lines += [f"- {localiser.said(reason)}" for reason in side.who_decides]
        lines += [f"- Read at {_link(one.source)} ({one.verification})." for one in side.deciders if one.source]
        lines += ["", *_instruments(side.instruments, localiser)] if side.instruments else []
    return [*lines, ""]


def _crosswalk(crosswalk: Crosswalk) -> list[str]:
    one, other = crosswalk.origin, crosswalk.destination
    rows = ((m.origin_level, _stands(m), _sure(m), m.basis or "-", _source(m)) for m in crosswalk.mappings)
    head = f"### `{one}` in `{other}`"
    body = (
        [crosswalk.reason]
        if crosswalk.reason
        else _table(("Level", "Stands at", "Confidence", "Basis", "Source"), rows)
    )
    return [head, "", *body, ""]


def _stands(mapping: Mapping) -> str:
    if mapping.status != "answered":
        return ("not known: " if mapping.status == "not_known" else "no counterpart: ") + (mapping.reason or "")
    return ", ".join(mapping.destination_levels or ())


def _sure(mapping: Mapping) -> str:
    return "-" if mapping.confidence is None else f"{min(mapping.confidence, 0.99):.2f} ({mapping.confidence_basis})"


def _source(mapping: Mapping) -> str:
    used = [item for item in mapping.evidence if item.used and item.kind in ("link", "path")]
    if not used:
        return "award types and order of levels; see `qualmap explain`"
    return f"{_link(used[0].source)} ({used[0].verification})" if used[0].source else "not checked in a source"


def _by_type(way: Way) -> list[str]:
    if not way.by_type:
        return ["No awards of either country are recorded here."]
    rows = ((one.label, "; ".join(one.origin) or NONE, "; ".join(one.destination) or NONE) for one in way.by_type)
    text = "One side has no known levels. Awards of one type stand side by side, which does not make them equal."
    return [text, "", *_table(("Type", way.origin, way.destination), rows)]


def _instruments(found: Iterable[InstrumentStanding], localiser: Localiser) -> list[str]:
    lines = []
    for one in found:
        lines.append(f"- {localiser.said(one.reason)} *{one.obliges.value}* ({_link(one.obliges.source)})")
        for state in (one.origin, one.destination):
            if state.source:
                how = "addressed" if one.standing == "not-binding" else STANDING[state.standing]
                since = f", {state.since}" if state.since else ""
                where = f"{_link(state.source)} ({state.verification})"
                lines.append(f"    - {state.country}: {how}{since}; {where}")
        lines += [f"    - Third countries: {said.value}" for said in one.third_countries]
    return lines


def _weakest(corridor: Corridor) -> list[str]:
    rows = (
        (
            f"`{one.origin.id}` {one.level}",
            f"`{one.destination.id}` {', '.join(one.destination_levels or ()) or '-'}",
            one.status.replace("_", " "),
            "-" if one.confidence is None else f"{one.confidence:.2f}",
            one.basis or "-",
        )
        for one in corridor.weakest
    )
    return _table(("Level", "Stands at", "Status", "Confidence", "Basis"), rows) if corridor.weakest else ["None."]


def _versions(corridor: Corridor) -> str:
    return f"qualmap {corridor.qualmap_version}, catalogue {corridor.catalogue_version}."


def _link(source: str | None) -> str:
    return f"<{source}>" if source and source.startswith("http") else source or "no address"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of Markdown; what would end a cell is written so that it does not."""

    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    return [line(columns), "|" + "---|" * len(columns), *(line(row) for row in rows)]
