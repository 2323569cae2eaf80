"""The rules for links between levels, wherever they stand: a record's table, an SSSOM file, a CTDL alignment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualmap.lint.context import Context
from qualmap.lint.findings import Finding, finding
from qualmap.lint.identifiers import LevelAt
from qualmap.records import Framework, Referencing
from qualmap.records.referencing import is_official

EXACT = "exactMatch"
SPLIT = "split"


@dataclass(frozen=True)
class End:
    """One end of a row: as it is written, and the level that it is, if the catalogue knows it."""

    text: str
    level: LevelAt | None = None

    @property
    def key(self) -> str:
        """What tells this level from others."""
        return "#".join(self.level) if self.level else self.text

    @property
    def scheme(self) -> str:
        """The framework, or the namespace of an identifier that nobody here knows."""
        return self.level.framework if self.level else self.text[: max(map(self.text.rfind, "/#:")) + 1]

    def __str__(self) -> str:
        return str(self.level or self.text)


@dataclass(frozen=True)
class Row:
    """One statement about two levels and its place.

    No object means that the level has no counterpart in the framework ``towards``.
    """

    subject: End
    predicate: str
    object: End | None
    towards: str
    file: str
    line: int | None
    field: str

    def finding(self, code: str, message: str, mend: str = "") -> Finding:
        """A finding at this row."""
        return finding(code, self.file, self.line, self.field, message, mend)


def check_official(rows: Iterable[Row], context: Context, linted: Referencing | None = None) -> Iterator[Finding]:
    """Rows that say other than the official table. ``linted`` is the table that they stand in, if they are a record's.

    A record is not compared with itself, nor an older one with the newer one that replaces it.
    """
    for row in rows:
        if row.subject.level is None:
            continue
        name, code = row.subject.level
        target = row.object.level.code if row.object and row.object.level else None
        if row.object and target is None:
            continue
        forward = context.official.get((name, row.towards))
        if forward and not _same_or_newer(forward, linted):
            stated = official_targets(forward).get(code)
            if stated is not None and (target not in stated if target is not None else stated):
                yield _contradiction(row, forward, row.towards, stated)
        backward = context.official.get((row.towards, name))
        if backward and not _same_or_newer(backward, linted):
            origins = official_targets(backward)
            stated = tuple(origin for origin, targets in origins.items() if code in targets)
            if stated if target is None else target in origins and target not in stated:
                yield _contradiction(row, backward, row.towards, stated)


def official_targets(table: Referencing) -> dict[str, tuple[str, ...]]:
    """What a table states officially, by origin level."""
    return {link.level: link.targets for link in table.links if is_official(table, link)}


def _same_or_newer(table: Referencing, linted: Referencing | None) -> bool:
    if linted is None:
        return False
    return table.id == linted.id or bool(linted.date and table.date and linted.date < table.date)


def _contradiction(row: Row, table: Referencing, towards: str, stated: Sequence[str]) -> Finding:
    says = f"puts {row.subject} at {row.object}" if row.object else f"gives {row.subject} no counterpart"
    right = " and ".join(stated) if stated else "no counterpart"
    there = towards.partition("@")[0]
    mend = f"write {there} {right} as {table.id} has it, or record the dispute" if stated else "leave the row out"
    return row.finding("QM301", f"{says}, the official table {table.id} says {right}", mend)


def check_order(rows: Iterable[Row], frameworks: Mapping[str, Framework]) -> Iterator[Finding]:
    """Levels that are linked lower than the levels below them."""
    groups: dict[tuple[str, str], dict[int, list[tuple[int, Row]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.subject.level and row.object and row.object.level:
            low, high = _rank(frameworks, row.subject.level), _rank(frameworks, row.object.level)
            groups[row.subject.level.framework, row.towards][low].append((high, row))
    for by_rank in groups.values():
        below: list[tuple[int, Row]] = []
        for _, here in sorted(by_rank.items()):
            if below and _falls(here, below):
                lowest, highest = min(here, key=_height)[1], max(below, key=_height)[1]
                message = f"{lowest.subject} is linked to {lowest.object}, but {highest.subject}, which is lower, to"
                mend = "compare both rows with the source"
                yield lowest.finding("QM302", f"{message} {highest.object}", mend)
            below = here


def _falls(here: Sequence[tuple[int, Row]], below: Sequence[tuple[int, Row]]) -> bool:
    now, before = [_height(item) for item in here], [_height(item) for item in below]
    if SPLIT in {row.predicate for _, row in (*here, *below)}:
        return max(now) < min(before)
    return max(now) < max(before) or min(now) < min(before)


def _height(item: tuple[int, Row]) -> int:
    return item[0]


def _rank(frameworks: Mapping[str, Framework], level: LevelAt) -> int:
    return next(item.rank for item in frameworks[level.framework].levels if item.code == level.code)


def check_exact(rows: Sequence[Row], context: Context) -> Iterator[Finding]:
    """``exactMatch`` between frameworks; worse where the official table or the rows are not one to one."""
    objects: dict[tuple[str, str], set[str]] = defaultdict(set)
    subjects: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row.object:
            objects[row.subject.key, row.object.scheme].add(row.object.key)
            subjects[row.object.key, row.subject.scheme].add(row.subject.key)
    for row in rows:
        if row.predicate != EXACT or not row.object or row.subject.scheme == row.object.scheme:
            continue
        several = len(objects[row.subject.key, row.object.scheme])
        sharing = len(subjects[row.object.key, row.subject.scheme])
        why = _official_not_one_to_one(row, context)
        if several > 1:
            why = f"{row.subject} has {several} counterparts here"
        elif sharing > 1:
            why = f"{sharing} levels here have {row.object}"
        if why:
            yield row.finding("QM303", f"exactMatch, but {why}")
        else:
            yield row.finding("QM304", f"exactMatch says that {row.subject} and {row.object} are the same level")


def _official_not_one_to_one(row: Row, context: Context) -> str | None:
    ends = row.subject.level, row.object.level if row.object else None
    for origin, destination in (ends, ends[::-1]):
        if origin is None or destination is None:
            continue
        table = context.official.get((origin.framework, destination.framework))
        stated = official_targets(table) if table else {}
        if table and destination.code in stated.get(origin.code, ()):
            if len(stated[origin.code]) > 1:
                return f"{table.id} gives {origin} the levels {' and '.join(stated[origin.code])}"
            sharing = [code for code, targets in stated.items() if destination.code in targets]
            if len(sharing) > 1:
                return f"{table.id} gives {destination} to the levels {' and '.join(sharing)}"
    return None
