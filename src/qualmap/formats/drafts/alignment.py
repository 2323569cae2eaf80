"""A CTDL ``AlignmentMap`` -> the draft of a referencing record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from qualmap.catalog import Catalogue, read_catalogue
from qualmap.errors import shorten
from qualmap.formats import skos
from qualmap.formats.drafts.codes import order_codes, short_codes
from qualmap.formats.drafts.draft import Draft, Found, Given, is_web, slug, source, source_doubts
from qualmap.graph.foreign import CTDL, SKOS, Graph, printable, refuse
from qualmap.records import Framework, Ref

MAX_ROWS = 2_000
NO_MATCH = "noMatch"
_RELATIONS = {SKOS + "broadMatch": "narrower", SKOS + "narrowMatch": "broader"}
"""A target that is broader than the origin level makes the level the narrower one."""
_CLOSE = (SKOS + "exactMatch", SKOS + "closeMatch", SKOS + "relatedMatch", "")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class _Row(NamedTuple):
    origin: str
    target: str | None
    type: str


class _Side(NamedTuple):
    """One end of the map: its edition, the codes of its levels, and whether the edition is a guess."""

    edition: str
    codes: Mapping[str, str]
    order: Sequence[str]
    guessed: bool


def read_map(graph: Graph, node: str, described: Mapping[str, str], given: Given) -> Draft:
    """The draft of the table that one map prints; ``described`` has the codes of levels that the file describes."""
    rows = _rows(graph, node)
    catalogue = read_catalogue()
    ends = [*graph.links(node, CTDL + "compares"), None, None][:2]
    lower = _side(catalogue, given.origin, list(dict.fromkeys(row.origin for row in rows)), described, ends[0])
    targets = list(dict.fromkeys(row.target for row in rows if row.target))
    upper = _side(catalogue, given.destination, targets, described, ends[1])
    term = graph.text(node, CTDL + "name")
    found = Found(graph.path, iri=node if is_web(node) else None, note=_named(graph, node))
    tree: dict[str, Any] = {
        "id": given.id or f"{lower.edition}--{upper.edition}",
        "origin": lower.edition,
        "destination": upper.edition,
        "status": "draft",
    }
    tree |= {"title": term.value.strip()} if term else {}
    date = graph.text(node, CTDL + "date", CTDL + "dateEffective", CTDL + "dateModified", CTDL + "dateCreated")
    tree |= {"date": date.value} if date and _DATE.fullmatch(date.value) else {}
    tree["sources"] = [source(found, given)]
    tree["links"] = _links(graph, rows, lower, upper)
    return Draft(str(graph.path), "referencing", tree, tuple(map(printable, _open(lower, upper, tree, given))))


def _open(lower: _Side, upper: _Side, tree: Mapping[str, Any], given: Given) -> list[str]:
    """What a table's draft leaves to fill in."""
    ends = [("origin", lower), ("destination", upper)]
    open_ends = [f"{name}: `{side.edition}` is a guess (--{name})" for name, side in ends if side.guessed]
    open_ends += ["status: written as `draft`; `referenced` and the like when a source shows the act behind the table"]
    open_ends += [] if "date" in tree else ["date: of the report"]
    return [
        *open_ends,
        "matching: `best-fit` or `full-fit`, if the report says",
        "links: each `relation` follows the alignment type and who shares a target; check them against the report",
        *source_doubts(given),
    ]


def _rows(graph: Graph, node: str) -> list[_Row]:
    """The map's rows. A row without an origin level, or with contradictory ends, is refused."""
    parts = graph.links(node, CTDL + "hasPart")
    if not 0 < len(parts) <= MAX_ROWS:
        raise refuse(str(graph.path), f"the map has {len(parts)} rows", f"ceterms:hasPart lists 1 to {MAX_ROWS}")
    rows: list[_Row] = []
    for part in parts:
        origins, targets = graph.links(part, CTDL + "sourceNode"), graph.links(part, CTDL + "targetNode")
        kinds = graph.links(part, CTDL + "alignmentType")
        if len(origins) != 1 or len(kinds) > 1:
            message = f"a row has {len(origins)} source nodes and {len(kinds)} alignment types"
            raise refuse(str(graph.path), message, "each row has one ceterms:sourceNode and one type")
        kind = NO_MATCH if kinds and skos.tail(kinds[0]) == "NoMatch" else (kinds[0] if kinds else "")
        if kind not in (NO_MATCH, *_RELATIONS, *_CLOSE):
            remedy = "skos:exactMatch, closeMatch, broadMatch, narrowMatch or align:NoMatch"
            raise refuse(str(graph.path), f"unknown alignment type {shorten(kind, 60)!r}", remedy)
        if (kind == NO_MATCH) == bool(targets):
            level = shorten(skos.tail(origins[0]), 40)
            message = f"the row of {level} has {len(targets)} targets and type {skos.tail(kind)!r}"
            raise refuse(str(graph.path), message, "align:NoMatch has no target, every other type has one")
        ends: list[str | None] = [*targets] or [None]
        rows += [_Row(origins[0], target, kind) for target in ends]
    return rows


def _side(
    catalogue: Catalogue, wanted: str | None, nodes: Sequence[str], described: Mapping[str, str], scheme: str | None
) -> _Side:
    """One end: the edition that the user names, or whose levels have these addresses, or a guess."""
    framework = _known(catalogue, wanted, nodes)
    places = {iri: level.code for level in framework.levels for iri in level.same_as} if framework else {}
    named = dict(zip(nodes, short_codes([skos.tail(node) for node in nodes]), strict=True)) if nodes else {}
    codes = {node: places.get(node) or described.get(node) or named[node] for node in nodes}
    if framework:
        return _Side(str(framework.ref), codes, framework.codes, False)
    order = [code for code, _ in order_codes(list(codes.values()), list(codes.values())).ranked]
    if wanted:
        return _Side(wanted if "@" in wanted else f"{wanted}@current", codes, order, "@" not in wanted)
    return _Side(f"{slug(skos.tail(scheme)) if scheme else 'unnamed'}@current", codes, order, True)


def _known(catalogue: Catalogue, wanted: str | None, nodes: Sequence[str]) -> Framework | None:
    """The catalogue's edition: by name, or as the one that has all these level addresses."""
    if wanted:
        editions = catalogue.editions(Ref.parse(wanted).id)
        fits = not Ref.parse(wanted).edition or any(str(edition.ref) == wanted for edition in editions)
        return catalogue.framework(wanted) if editions and fits else None
    web = {node for node in nodes if is_web(node)}
    found = [
        framework
        for framework in catalogue.frameworks.values()
        if web and web <= {iri for level in framework.levels for iri in level.same_as}
    ]
    best = [framework for framework in found if catalogue.framework(framework.id) == framework]
    return best[0] if len(best) == 1 else found[0] if len(found) == 1 else None


def _links(graph: Graph, rows: Sequence[_Row], lower: _Side, upper: _Side) -> list[dict[str, Any]]:
    """One link per origin level, lowest first."""
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(lower.codes[row.origin], []).append(row)
    shared = [upper.codes[target] for _, target in {(row.origin, row.target) for row in rows} if target]
    place = {code: index for index, code in enumerate(upper.order)}
    rank = {code: index for index, code in enumerate(lower.order)}
    links: list[dict[str, Any]] = []
    for code in sorted(found, key=lambda code: (rank.get(code, len(rank)), code)):
        targets = {upper.codes[row.target] for row in found[code] if row.target}
        if len({row.target is None for row in found[code]}) > 1:
            raise refuse(str(graph.path), f"level {code[:40]!r} has both a match and align:NoMatch", "keep one of them")
        in_order = sorted(targets, key=lambda target: (place.get(target, len(place)), target))
        relation = _relation(found[code], in_order, shared)
        ends = {"targets": in_order} if in_order else {}
        links.append({"level": code, **ends, "relation": relation, "source": "s1", "claim": "pair"})
    return links


def _relation(rows: Sequence[_Row], targets: Sequence[str], shared: Sequence[str]) -> str:
    if not targets:
        return "unlinked"
    if len(targets) > 1:
        return "spans"
    stated = _RELATIONS.get(rows[0].type)
    return stated or ("narrower" if shared.count(targets[0]) > 1 else "equal")


def _named(graph: Graph, node: str) -> str | None:
    pages = graph.links(node, CTDL + "source", CTDL + "sourceDocumentation")
    return "It names as source: " + printable(" ; ".join(pages))[:1000] if pages else None
