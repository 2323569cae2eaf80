"""Reads files that others made: never more than a bound, and only UTF-8 as text."""

from __future__ import annotations

from pathlib import Path

from qualmap.errors import Problem, RecordError


def read_bytes(path: Path, most: int, remedy: str) -> bytes:
    """A file's content, if it can be read and is not too large. Raises RecordError; ``remedy`` is for size."""
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        reason = "no such file" if isinstance(error, FileNotFoundError) else reason.lower()
        raise RecordError([Problem(str(path), None, "", f"cannot be read: {reason}")]) from None
    if len(data) > most:
        raise RecordError([Problem(str(path), None, "", f"larger than {most // 1_000_000} MB", remedy)])
    return data


def decode(data: bytes, path: Path, remedy: str) -> str:
    """The content as text. Raises RecordError with the line that is not UTF-8; ``remedy`` is for that."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RecordError([Problem(str(path), line, "", "not UTF-8 text", remedy)]) from None
