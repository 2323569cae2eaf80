"""Tables that contributors fill in: cells as they are written, and problems by file, line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from qualmap.catalog.parse import to_record
from qualmap.catalog.text import Document, PathKey
from qualmap.errors import Problem, RecordError, did_you_mean, shorten
from qualmap.graph.foreign import printable, read_rows, refuse
from qualmap.records import Record
from qualmap.records.base import MARKS

R = TypeVar("R", bound=Record)
BETWEEN = "|"
"""What stands between several items in one cell."""
UNCHECKED = "General knowledge; not checked in a source."


class Column(NamedTuple):
    """A column: its name, what it means, whether every row fills it, and the path in an item that it fills."""

    name: str
    meaning: str
    needed: bool = False
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cells:
    """One row: its line, its filled cells by column, and where its problems are collected."""

    file: str
    line: int
    values: Mapping[str, str]
    problems: list[Problem]

    def get(self, *columns: str) -> dict[str, str]:
        """The filled cells of some columns."""
        return {column: self.values[column] for column in columns if column in self.values}

    def several(self, column: str) -> list[str]:
        """The items of a cell."""
        return [item.strip() for item in self.values.get(column, "").split(BETWEEN) if item.strip()]

    def parts(self, column: str, *names: str, lone: bool = False) -> list[dict[str, str]]:
        """The items of a cell, written FIRST=SECOND[:THIRD]; where it may stand ``lone``, FIRST is enough.

        A name may hold ``=`` itself: there the last one counts.
        """
        found = []
        for item in self.several(column):
            first, equals, rest = item.rpartition("=") if names[0] == "text" else item.partition("=")
            if not equals and not lone:
                third = "".join(f"[:{name.upper()}]" for name in names[2:])
                message = f"{shorten(item, 60)!r} is not written {names[0].upper()}={names[1].upper()}{third}"
                self.wrong(column, message, "the manual shows an example")
                continue
            second, _, third = rest.partition(":") if len(names) > 2 else (rest, "", "")
            values = zip(names, (first, second, third), strict=False)
            found.append({name: value.strip() for name, value in values if value.strip()})
        return found

    def wrong(self, column: str, message: str, remedy: str = "") -> None:
        """Note a problem of a cell; the whole file is read before any is said."""
        self.problems.append(Problem(self.file, self.line, column, printable(message), printable(remedy)))


class Sources:
    """The sources that rows cite, each once, in the order in which they are met."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[str, str], ...], str] = {}

    def cite(self, row: Cells, *more: str) -> str:
        """The local id of a row's source: an address or a citation, how it was checked, and other columns."""
        given, mark = row.values.get("source"), row.values.get("verification")
        if mark is not None and mark not in MARKS:
            row.wrong("verification", f"{shorten(mark, 40)!r} is none of {', '.join(MARKS)}", did_you_mean(mark, MARKS))
        if given and mark is None:
            row.wrong("verification", "is empty, and `source` is not", "say how it was checked: " + ", ".join(MARKS))
        if not given and mark in ("seen", "secondary"):
            row.wrong("source", f"is empty, and the row says `{mark}`", "give the address or the title that was read")
        entry: dict[str, str] = {"verification": mark if given and mark in MARKS else "recalled"}
        if given:
            entry["url" if given.startswith(("http://", "https://")) else "citation"] = given
        else:
            entry["note"] = UNCHECKED
        entry |= row.get("date_seen", *more)
        return self._known.setdefault(tuple(entry.items()), f"s{len(self._known) + 1}")

    @property
    def tree(self) -> list[dict[str, str]]:
        """As a record has them."""
        return [{"id": key, **dict(entry)} for entry, key in self._known.items()]


def read_cells(path: Path, columns: Sequence[Column]) -> list[Cells]:
    """The rows of a table with these columns. Raises RecordError for a header that cannot be read."""
    (line, header), *rows = read_rows(path)
    names = [column.name for column in columns]
    for name in header:
        if name not in names:
            raise refuse(str(path), f"unknown column {name[:40]!r}", did_you_mean(name, names), line)
        if header.count(name) > 1:
            raise refuse(str(path), f"the column {name!r} appears twice", "keep one of them", line)
    needed = [column.name for column in columns if column.needed]
    if missing := [name for name in needed if name not in header]:
        raise refuse(str(path), f"no column {', '.join(missing)}", "the columns are " + ",".join(names), line)
    if not rows:
        raise refuse(str(path), "holds no rows", "write one row for each item below the header", line)
    problems: list[Problem] = []
    found = []
    for at, cells in rows:
        filled = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
        row = Cells(str(path), at, filled, problems)
        for name in needed:
            if name not in filled:
                row.wrong(name, "is empty", "fill it in")
        found.append(row)
    return found


Check = Callable[[Document, Any], Iterable[Problem]]


def checked(
    rows: Sequence[Cells], tree: dict[str, Any], listed: str, columns: Sequence[Column], model: type[R], check: Check
) -> R:
    """The record that a table gives. Raises RecordError with every problem at its line and column.

    ``listed``: the field of the record that holds an item for each row. ``check``: what else must hold.
    """
    problems, file = rows[0].problems, rows[0].file
    lines: dict[PathKey, int] = {(listed, index): row.line for index, row in enumerate(rows)}
    document = Document(file, tree, lines)
    try:
        record = to_record(document, model)
        found = list(check(document, record))
    except RecordError as error:
        record, found = None, list(error.problems)
    found = [problem for problem in found if problem.field != listed]  # no item holds: said of each of them
    problems = [*problems, *(_at_column(problem, listed, columns) for problem in found)]
    if problems or record is None:
        said = {(problem.line, problem.field): problem for problem in reversed(problems)}
        raise RecordError(sorted(said.values(), key=lambda problem: (problem.line or 0, problem.field)))
    return record


def _at_column(problem: Problem, listed: str, columns: Sequence[Column]) -> Problem:
    """A problem of an item's field, said of the column that fills it."""
    if not problem.field.startswith(f"{listed}["):
        return problem
    path = problem.field.partition("]")[2].lstrip(".")
    return replace(problem, field=next(_columns_at(path, columns), path))


def _columns_at(path: str, columns: Sequence[Column]) -> Iterator[str]:
    """The columns that fill what stands at a path, the most exact first."""
    fitting = [(column.path or (column.name,), column.name) for column in columns]
    for place, name in sorted(fitting, key=lambda each: -len(each[0])):
        whole = ".".join(place)
        if path == whole or path.startswith((f"{whole}.", f"{whole}[")):
            yield name
