"""ELM and the EU's lists of levels: many languages, one concept per level, frameworks above their levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qualmap.errors import did_you_mean
from qualmap.formats import skos
from qualmap.formats.drafts.codes import short_codes
from qualmap.formats.drafts.draft import Draft, Found, Given, Rung, framework_draft
from qualmap.graph.foreign import SKOS, Graph, refuse

EU = "http://data.europa.eu/snb/"
COLUMNS = ("iri", "label", "kind", "jurisdiction")


def is_elm(graph: Graph) -> bool:
    """Whether the levels have the EU's addresses."""
    return any(node.startswith(EU) for node in graph.nodes)


def read(graph: Graph, given: Given) -> Draft:
    """The draft of one framework: a scheme of levels, or a framework concept with its levels below."""
    concepts = sorted({concept for scheme in skos.schemes_of(graph) for concept in skos.members(graph, scheme)})
    concepts = sorted({*concepts, *graph.types.get(SKOS + "Concept", ())})
    above = {concept: skos.broader(graph, concept) for concept in concepts}
    parents = {one for found in above.values() for one in found}
    levels = [concept for concept in concepts if concept not in parents]
    if concepts and not levels:
        raise refuse(str(graph.path), "every level is above another one", "skos:broader runs in a circle; break it")
    if not levels or not all(above[level] for level in levels):
        return skos.read(graph, given)
    groups: dict[str, list[str]] = {}
    for level in levels:
        groups.setdefault(_root(graph, level), []).append(level)
    root = skos.pick(graph, list(groups), given.pick)
    found = replace(skos.describe(graph, root), slug=None)  # the EU's addresses are numbers
    return framework_draft(found, skos.rungs_of(graph, groups[root]), given)


def _root(graph: Graph, level: str) -> str:
    """The framework that a level stands below."""
    node, seen = level, {level}
    while above := skos.broader(graph, node):
        node = above[0]
        if node in seen:
            raise refuse(str(graph.path), "skos:broader runs in a circle", "break it")
        seen.add(node)
    return node


def read_rows(path: Path, rows: Sequence[tuple[int, list[str]]], given: Given) -> Draft:
    """The draft of one framework from the EU list as a table: ``iri,label,kind,jurisdiction``."""
    file, header = str(path), rows[0][1]
    for column in COLUMNS:
        if column not in header:
            raise refuse(file, f"no column {column!r}", did_you_mean(column, header), rows[0][0])
    place = {column: header.index(column) for column in COLUMNS}
    groups: dict[str, list[tuple[int, list[str]]]] = {}
    for line, cells in rows[1:]:
        kind = cells[place["kind"]]
        if kind not in ("framework", "level"):
            raise refuse(file, f"kind {kind[:40]!r}", "write `framework` or `level`", line)
        if kind == "level":
            groups.setdefault(cells[place["jurisdiction"]], []).append((line, cells))
    wanted = given.pick if given.pick is not None else next(iter(groups), "") if len(groups) == 1 else None
    if wanted not in groups:
        known = ", ".join(sorted(groups)[:60]) or "none"
        what = "levels of several frameworks" if groups else "no levels"
        raise refuse(file, what, f"use --pick with one of: {known}")
    chosen = groups[wanted]
    labels = [cells[place["label"]] for _, cells in chosen]
    rungs = [
        Rung(code, title=label, same_as=[cells[place["iri"]]], line=line)
        for code, label, (line, cells) in zip(short_codes(labels), labels, chosen, strict=True)
    ]
    citation = f"the rows {wanted!r} of the file {path.name}"
    made = f"{wanted}-nqf" if wanted else None
    note = "The list gives labels and identifiers only."
    return framework_draft(Found(path, slug=made, citation=citation, note=note), rungs, given)
