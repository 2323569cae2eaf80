"""How commands print: tables for people, plain formats for machines."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from qualmap.operations.table import OPERATIONS

if TYPE_CHECKING:
    import argparse

    from qualmap.facade import Qualmap
    from qualmap.records import Record

T = TypeVar("T")
PIPED_WIDTH = 160
GAP = 2
NARROWEST = 8


def say(line: str = "") -> None:
    """Lines on standard output; what steers a terminal or the direction of letters is a blank."""
    print("".join(character if character.isprintable() or character == "\n" else " " for character in line))


def heading(line: str) -> None:
    """One line that stands out, on a terminal that has not asked for plain text."""
    print(f"\x1b[1m{line}\x1b[0m" if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else line)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as wide as the window (or as ``PIPED_WIDTH``), with long cells wrapped."""
    from tabulate import tabulate

    cells = [list(row) for row in rows]
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED_WIDTH
    return tabulate(
        cells, headers=columns, tablefmt="simple", disable_numparse=True, maxcolwidths=_widths(columns, cells, width)
    )


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Column widths that fit the window: the widest column gives way first."""
    widths = [
        max([len(name), *(len(line) for row in rows for line in row[at].splitlines()), 1])
        for at, name in enumerate(columns)
    ]
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths, default=0) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def as_json(value: Any) -> str:
    """JSON for people and machines alike."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def given(request: type[Record], arguments: argparse.Namespace) -> dict[str, Any]:
    """What arguments say of the fields of a request."""
    return {name: value for name, value in vars(arguments).items() if name in request.model_fields}


def written(operation: str, form: str, qm: Qualmap, asked: Any, found: Any) -> str:
    """A result in one of the forms that its row in the table of operations has."""
    return OPERATIONS[operation].write(form, qm, asked, found).decode()


def emit(text: str, output: str | None) -> None:
    """Text to standard output, or whole into a file."""
    text = text if text.endswith("\n") else text + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    from qualmap.catalog.write import write_atomically

    write_atomically(Path(output), text.encode())
    print(f"wrote {output}", file=sys.stderr)


def emit_lines(lines: Iterable[str], output: str | None) -> None:
    """Lines as they come to standard output, or whole into a file."""
    if output is None:
        sys.stdout.writelines(lines)
        return
    from qualmap.catalog.write import write_atomically

    write_atomically(Path(output), lambda stream: stream.writelines(line.encode() for line in lines))
    print(f"wrote {output}", file=sys.stderr)


def emit_bytes(data: bytes, output: str | None, what: str) -> None:
    """A document whole into a file, or as text to standard output; what is no text needs a file."""
    if output is not None:
        from qualmap.catalog.write import write_atomically

        write_atomically(Path(output), data)
        print(f"wrote {output}", file=sys.stderr)
        return
    try:
        emit(data.decode(), None)
    except UnicodeDecodeError:
        from qualmap.errors import InputError

        raise InputError(f"{what} is no text: give -o FILE.{what}") from None


def today(note: str) -> str:
    """The day where the officer sits, said on standard error by a note with ``{}`` for it."""
    from datetime import date

    day = date.today().isoformat()  # noqa: DTZ011
    print(note.format(day), file=sys.stderr)
    return day


def progress(what: str) -> Callable[[Sequence[T]], Iterable[T]]:
    """Passes items on and shows on standard error how far it is, where a terminal is there to see it."""
    from tqdm import tqdm

    return lambda items: tqdm(items, desc=what, unit="", leave=False, disable=not sys.stderr.isatty())


def percent(value: float | None) -> str:
    """A probability as people read it; never rounded up to certainty."""
    if value is None:
        return "-"
    return f"{min(value, 0.99) if value < 1 else value:.0%}"


def sure(value: float | None) -> str:
    """A confidence to two decimals; never rounded up to certainty."""
    if value is None:
        return "-"
    return f"{min(value, 0.99) if value < 1 else value:.2f}"


def listed(items: Sequence[str], most: int = 2) -> str:
    """A few items and how many more there are."""
    more = len(items) - most
    return "; ".join(items[:most]) + (f" (+{more} more)" if more > 0 else "")
