"""CSV: one row per level or per award, with the header that docs/importing.md explains."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qualmap.errors import did_you_mean
from qualmap.formats.drafts.draft import Draft, Found, Given, Rung, framework_draft
from qualmap.graph.foreign import refuse

COLUMNS = "code rank parent title award generic_type isced years credits credit_system same_as".split()
_OF_LEVEL = ("rank", "parent", "title", "same_as")
_OF_AWARD = ("generic_type", "isced", "years", "credits", "credit_system")
_IN_ORDER = "ranks: the levels were taken in the order of the rows, as lowest first"
_SIZES = "size_source: who vouches for years and credits; without it they are your general knowledge"
_NO_RANK = "rank is empty here and not in other rows"


def read(path: Path, rows: Sequence[tuple[int, list[str]]], given: Given) -> Draft:
    """The draft of the framework that a table describes."""
    cells = [(line, dict(zip(_header(path, rows[0]), row, strict=True))) for line, row in rows[1:]]
    rungs: dict[str, dict[str, Any]] = {}
    awards: dict[tuple[str, ...], dict[str, Any]] = {}
    award_lines: list[int] = []
    for line, row in cells:
        if not row["code"]:
            raise refuse(str(path), "code is empty", "write the level's code as printed", line)
        _take_level(path, rungs, line, row)
        if row.get("award"):
            if _take_award(awards, row):
                award_lines.append(line)
        elif any(row.get(column) for column in _OF_AWARD):
            raise refuse(str(path), "the size or type of an award without its title", "fill in `award`", line)
    ranked = any(rung["rank"] for rung in rungs.values())
    levels = [_rung(path, index, code, rung, ranked) for index, (code, rung) in enumerate(rungs.items(), 1)]
    draft = framework_draft(Found(path), levels, given, list(awards.values()))
    unknown = (*draft.unknown, *([] if ranked else [_IN_ORDER]), *([_SIZES] if awards else []))
    lines = draft.lines | {("qualification_types", index): line for index, line in enumerate(award_lines)}
    return Draft(draft.file, draft.record, draft.tree, unknown, lines)


def _header(path: Path, row: tuple[int, list[str]]) -> list[str]:
    line, header = row
    for column in header:
        if column not in COLUMNS:
            raise refuse(str(path), f"unknown column {column[:40]!r}", did_you_mean(column, COLUMNS), line)
    if "code" not in header or len(set(header)) < len(header):
        message = "no column 'code'" if "code" not in header else "a column appears twice"
        raise refuse(str(path), message, "the header is " + ",".join(COLUMNS), line)
    return header


def _take_level(path: Path, rungs: dict[str, dict[str, Any]], line: int, row: dict[str, str]) -> None:
    """A row's word on its level; what a later row adds must not contradict it."""
    rung = rungs.setdefault(row["code"], dict.fromkeys(_OF_LEVEL, "") | {"line": line})
    for column in _OF_LEVEL:
        value = row.get(column, "")
        if value and rung[column] and value != rung[column]:
            message = f"{column} of level {row['code'][:40]!r} is {rung[column][:40]!r} in line {rung['line']}"
            raise refuse(str(path), message, "say it once", line)
        rung[column] = rung[column] or value


def _take_award(awards: dict[tuple[str, ...], dict[str, Any]], row: dict[str, str]) -> bool:
    """Note a row's award, or its further level; whether it is a new award."""
    facts = {column: row[column] for column in _OF_AWARD if row.get(column)}
    key = (row["award"], *(row.get(column, "") for column in _OF_AWARD))
    if key in awards:
        awards[key]["levels"].append(row["code"])
        return False
    awards[key] = {"title": row["award"], "levels": [row["code"]], "source": "s1"} | facts
    return True


def _rung(path: Path, index: int, code: str, rung: dict[str, Any], ranked: bool) -> Rung:
    if ranked and not rung["rank"]:
        raise refuse(str(path), _NO_RANK, "give every level a rank, or none", rung["line"])
    return Rung(
        code,
        title=rung["title"] or None,
        parent=rung["parent"] or None,
        rank=rung["rank"] or str(index),
        same_as=rung["same_as"].split(),
        line=rung["line"],
    )
