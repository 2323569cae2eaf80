"""How commands print: tables for people, plain formats for machines."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPED_WIDTH = 160


def console() -> Console:
    """Standard output as rich sees it: coloured and as wide as the window on a terminal, plain elsewhere."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_WIDTH)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table; cells are text, never markup."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, title_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold", vertical="top")
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    return made


def delimited(columns: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str = ",") -> str:
    """Rows as CSV or TSV with a header."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def as_json(value: Any) -> str:
    """JSON for people and machines alike."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def emit(text: str, output: str | None) -> None:
    """Text to standard output, or whole into a file."""
    text = text if text.endswith("\n") else text + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    from qualmap.catalog.write import write_atomically

    write_atomically(Path(output), text.encode())
    print(f"wrote {output}", file=sys.stderr)


def percent(value: float | None) -> str:
    """A probability as people read it; never rounded up to certainty."""
    if value is None:
        return "-"
    return f"{min(value, 0.99) if value < 1 else value:.0%}"


def listed(items: Sequence[str], most: int = 2) -> str:
    """A few items and how many more there are."""
    more = len(items) - most
    return "; ".join(items[:most]) + (f" (+{more} more)" if more > 0 else "")
