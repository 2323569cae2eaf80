"""What the readers of alignments give: the rows as they are written, and who vouches for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qualmap.catalog.bounded import decode, read_bytes
from qualmap.errors import Problem, RecordError

MAX_BYTES = 5_000_000
NO_TERM = "sssom:NoTermFound"


@dataclass(frozen=True)
class Written:
    """One row as it is written; empty text is an empty cell.

    ``denied``: the row says that it does not hold. ``towards``: where no counterpart was found, if that is said.
    """

    line: int | None
    field: str
    subject: str
    predicate: str
    object: str
    justification: str | None = None
    confidence: str = ""
    named: bool = False
    denied: bool = False
    towards: str = ""


@dataclass(frozen=True)
class Alignment:
    """A file of alignments. ``justified``: its format asks each row how it came about."""

    file: str
    rows: tuple[Written, ...]
    prefixes: Mapping[str, str] = field(default_factory=dict)
    named: bool = False
    date: str = ""
    justified: bool = False


def read_text(path: Path) -> str:
    """The text of a file of bounded size. Raises RecordError."""
    data = read_bytes(path, MAX_BYTES, "split it, one pair of frameworks per file")
    text = decode(data, path, "save it as UTF-8")
    if "\0" in text:
        raise refuse(
            str(path), "not text: it holds NUL bytes", "save it as UTF-8", text.count("\n", 0, text.index("\0")) + 1
        )
    return text


def refuse(file: str, message: str, remedy: str = "", line: int | None = None) -> RecordError:
    """The error for a file that cannot be read."""
    return RecordError([Problem(file, line, "", message, remedy)])
