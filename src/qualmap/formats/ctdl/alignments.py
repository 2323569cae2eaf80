"""CTDL alignments in JSON-LD -> rows as they are written.

Two shapes are read: ``ceterms:AlignmentObject`` with source node, target node and alignment type (inside an
``ceterms:AlignmentMap``), and the ``ceasn:...Alignment`` properties of a level. No context is ever fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qualmap.formats.written import Alignment, Written, read_text, refuse

MAX_DEPTH = 20
PROPERTIES = {
    "exactAlignment": "skos:exactMatch",
    "majorAlignment": "skos:closeMatch",
    "minorAlignment": "skos:relatedMatch",
    "broadAlignment": "skos:broadMatch",
    "narrowAlignment": "skos:narrowMatch",
}
VOUCHES = ("source", "sourceDocumentation", "publisher", "publisherName", "creator", "assertedBy", "developmentProcess")
DATES = ("date", "dateModified", "dateEffective", "alignmentDate")
_NODE = re.compile(r'"(?:[^"\\:]*:|https?:[^"\\]*/)?sourceNode"\s*:')


def read_ctdl(path: Path) -> Alignment | None:
    """The alignments of a JSON-LD file; None when it holds none. Raises RecordError when it cannot be read."""
    return parse_ctdl(read_text(path), str(path))


def parse_ctdl(text: str, file: str) -> Alignment | None:
    """The alignments of JSON-LD text."""
    try:
        tree = json.loads(text)
    except json.JSONDecodeError as error:
        raise refuse(file, f"not JSON: {error.msg.lower()}", "check commas and brackets", error.lineno) from None
    except (RecursionError, ValueError):  # nested too deep, or a number of thousands of digits
        raise refuse(file, "not JSON that can be read", "a graph is flat: nodes with few levels") from None
    found = list(_walk(tree, "", (False, ""), 0, file))
    if not found:
        return None
    lines = [text.count("\n", 0, match.start()) + 1 for match in _NODE.finditer(text)]
    objects = [row for row, _ in found if row.line == 0]
    if len(lines) != len(objects):  # a key was escaped, say: better no line than a wrong one
        lines = [0] * len(objects)
    numbers = iter(lines)
    rows = tuple(_at(row, next(numbers) if row.line == 0 else None) for row, _ in found)
    prefixes = dict(_prefixes(tree.get("@context") if isinstance(tree, dict) else None))
    return Alignment(file, rows, prefixes, date=max(date for _, date in found))


def _at(row: Written, line: int | None) -> Written:
    from dataclasses import replace

    return replace(row, line=line or None)


def _walk(node: Any, path: str, above: tuple[bool, str], depth: int, file: str) -> Iterator[tuple[Written, str]]:
    """Every alignment in document order, with the date of its map; rows with a source node have line 0."""
    if depth > MAX_DEPTH:
        raise refuse(file, f"nested deeper than {MAX_DEPTH}", "a graph is flat: nodes with few levels")
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _walk(item, f"{path}[{index}]", above, depth + 1, file)
    elif isinstance(node, dict):
        terms = {_term(key): value for key, value in node.items()}
        named = above[0] or any(terms.get(key) for key in VOUCHES)
        date = max(above[1], *(value for key in DATES if isinstance(value := terms.get(key, ""), str)), "")
        if "sourceNode" in terms:
            predicate = next(iter(_names(terms.get("alignmentType"))), "")
            target = next(iter(_names(terms.get("targetNode"))), "")
            if predicate.endswith("NoMatch"):
                target = target or "sssom:NoTermFound"
            source = next(iter(_names(terms["sourceNode"])), "")
            confidence = terms.get("weight", "")
            yield Written(0, path, source, predicate, target, None, str(confidence), named), date
        for key, predicate in PROPERTIES.items():
            for target in _names(terms.get(key)):
                yield Written(None, path, str(node.get("@id", "")), predicate, target, None, "", named), date
        for key, value in node.items():
            if key != "@context" and isinstance(value, dict | list):
                yield from _walk(value, f"{path}.{key}" if path else key, (named, date), depth + 1, file)


def _term(key: str) -> str:
    return re.split(r"[:/#]", key)[-1]


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    if isinstance(value, dict):
        return _names(value.get("@id", value.get("ceterms:targetNode")))
    return [value] if isinstance(value, str) else []


def _prefixes(context: Any) -> Mapping[str, str]:
    if isinstance(context, list):
        return {key: value for item in context for key, value in _prefixes(item).items()}
    if isinstance(context, dict):
        return {key: value for key, value in context.items() if isinstance(value, str) and ":" in value}
    return {}
