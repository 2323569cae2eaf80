"""CTDL: a ``QualificationsFramework`` with its progression levels, or an ``AlignmentMap`` between two of them.

The registry's context is replaced by one of our own (files.py), so nothing is fetched. ``ceterms:``, ``ceasn:`` and
``asn:`` are read as one namespace, because CTDL's own examples mix them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualmap.errors import shorten
from qualmap.formats import skos
from qualmap.formats.drafts.alignment import read_map
from qualmap.formats.drafts.codes import short_codes
from qualmap.formats.drafts.draft import Draft, Found, Given, Rung, framework_draft, is_web
from qualmap.graph.foreign import CTDL, SKOS, Graph, printable, refuse

FRAMEWORK, MAP = CTDL + "QualificationsFramework", CTDL + "AlignmentMap"
_TITLES = (CTDL + "name", SKOS + "prefLabel")
_NOTATIONS = (CTDL + "codedNotation", SKOS + "notation")
_AWARDS = "qualification_types: indicative credential types of the levels; check each title and level"


def is_ctdl(graph: Graph) -> bool:
    """Whether the file holds a framework or a map of CTDL."""
    return FRAMEWORK in graph.types or MAP in graph.types


def read(graph: Graph, given: Given) -> Draft:
    """The draft of the one framework or map in the file, or of the one that was picked."""
    frameworks, maps = sorted(graph.types.get(FRAMEWORK, ())), sorted(graph.types.get(MAP, ()))
    both = [*frameworks, *maps]
    names = {node: title(graph, node) for node in both}
    chosen = [node for node in both if given.pick is None or given.pick in (node, names[node])]
    if len(chosen) != 1:
        known = ", ".join(shorten(printable(names[node] or node), 50) for node in (chosen or both)[:8])
        remedy = f"say which one with --pick: {known}" if both else "see docs/importing.md"
        what = "frameworks and maps" if both else "ceterms:QualificationsFramework or ceterms:AlignmentMap"
        raise refuse(str(graph.path), f"holds {len(chosen) if both else 'no'} {what}", remedy)
    if chosen[0] in maps:
        return read_map(graph, chosen[0], level_codes(graph, levels_everywhere(graph)), given)
    return _framework(graph, chosen[0], given)


def title(graph: Graph, node: str) -> str | None:
    """What a node is called."""
    term = graph.text(node, *_TITLES)
    return term.value.strip() if term else None


def levels_everywhere(graph: Graph) -> list[list[str]]:
    """The levels that the file describes, model by model."""
    models = sorted(graph.types.get(CTDL + "ProgressionModel", ()))
    return [levels for levels in (_levels(graph, model) for model in models) if levels]


def level_codes(graph: Graph, groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """The code of each level that the file describes."""
    return {level: code for levels in groups for level, code in zip(levels, _codes(graph, levels), strict=True)}


def _codes(graph: Graph, levels: Sequence[str]) -> list[str]:
    notations = [graph.text(level, *_NOTATIONS) for level in levels]
    texts = [term.value if term else None for term in notations]
    return short_codes(texts, [title(graph, level) for level in levels], [skos.tail(level) for level in levels])


def _levels(graph: Graph, model: str) -> list[str]:
    """The levels of a progression model, in the order of ``precedes`` if that is complete."""
    down = graph.links(model, CTDL + "hasProgressionLevel", SKOS + "hasTopConcept")
    up = graph.pointing(model, CTDL + "inProgressionModel", SKOS + "topConceptOf", SKOS + "inScheme")
    levels = list(dict.fromkeys(level for level in (*down, *up) if level in graph.nodes))
    return _in_sequence(graph, levels) or sorted(levels)


def _in_sequence(graph: Graph, levels: Sequence[str]) -> list[str]:
    """The levels as ``precedes`` and ``precededBy`` chain them, or nothing if they make no one chain."""
    after: dict[str, set[str]] = {level: set() for level in levels}
    for level in levels:
        later = graph.links(level, CTDL + "precedes") + graph.pointing(level, CTDL + "precededBy")
        after[level] = {one for one in later if one in after and one != level}
    preceded = {one for later in after.values() for one in later}
    starts = [level for level in levels if level not in preceded]
    if levels and not starts:
        raise refuse(str(graph.path), "ceterms:precedes runs in a circle", "the lowest level is preceded by none")
    chain = starts[:1]
    while chain and len(after[chain[-1]]) == 1 and len(chain) < len(levels):
        chain += after[chain[-1]]
    return chain if len(set(chain)) == len(levels) else []


def _framework(graph: Graph, node: str, given: Given) -> Draft:
    models = graph.links(node, CTDL + "hasProgressionModel")
    models += graph.pointing(node, CTDL + "inQualificationsFramework")
    levels = list(dict.fromkeys(level for model in models for level in _levels(graph, model)))
    codes = dict(zip(levels, _codes(graph, levels), strict=True))
    chained = bool(_in_sequence(graph, levels))
    rungs = [
        Rung(codes[level], title(graph, level), rank=str(rank) if chained else None, same_as=[level])
        for rank, level in enumerate(levels, 1)
    ]
    awards = [award for level in levels for award in _awards(graph, level, codes[level])]
    draft = framework_draft(_found(graph, node), rungs, given, awards)
    doubts = (_AWARDS,) if awards else ()
    missing = _undescribed(graph, models)
    return Draft(draft.file, draft.record, draft.tree, draft.unknown + doubts + missing, draft.lines)


def _undescribed(graph: Graph, models: Sequence[str]) -> tuple[str, ...]:
    """Levels that a model names and the file does not describe; CTDL spreads them over several files."""
    named = [level for model in models for level in graph.links(model, CTDL + "hasProgressionLevel")]
    gone = [skos.tail(level) for level in named if level not in graph.nodes]
    listed = ", ".join(shorten(name, 40) for name in gone[:5])
    return (f"levels: {len(gone)} that the file names without describing them: {listed}",) if gone else ()


def _awards(graph: Graph, level: str, code: str) -> list[dict[str, Any]]:
    kinds = graph.links(level, CTDL + "indicativeCredentialType")
    titles = sorted({name for name in (title(graph, kind) for kind in kinds) if name})
    return [{"title": name, "levels": [code], "source": "s1"} for name in titles]


def _found(graph: Graph, node: str) -> Found:
    term = graph.text(node, *_TITLES)
    pages = graph.links(node, CTDL + "source", CTDL + "sourceDocumentation", CTDL + "subjectWebpage")
    return Found(
        path=graph.path,
        name=term.value.strip() if term else None,
        language=term.language if term else "",
        iri=node if is_web(node) else None,
        slug=title(graph, node) or skos.tail(node),
        note="It names as source: " + printable(" ; ".join(pages))[:1000] if pages else None,
    )
