"""What the readers of alignments give: the rows as they are written, and who vouches for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qualmap.errors import Problem, RecordError

MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class Written:
    """One row as it is written; empty text is an empty cell. ``denied``: the row says that it does not hold."""

    line: int | None
    field: str
    subject: str
    predicate: str
    object: str
    justification: str | None = None
    confidence: str = ""
    named: bool = False
    denied: bool = False


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
    file = str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else (error.strerror or str(error)).lower()
        raise refuse(file, f"cannot be read: {reason}") from None
    if len(data) > MAX_BYTES:
        raise refuse(file, f"larger than {MAX_BYTES // 1_000_000} MB", "split it, one pair of frameworks per file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse(file, "not UTF-8 text", "save it as UTF-8", line) from None
    if "\0" in text:
        raise refuse(
            file, "not text: it holds NUL bytes", "save it as UTF-8", text.count("\n", 0, text.index("\0")) + 1
        )
    return text


def refuse(file: str, message: str, remedy: str = "", line: int | None = None) -> RecordError:
    """The error for a file that cannot be read."""
    return RecordError([Problem(file, line, "", message, remedy)])
