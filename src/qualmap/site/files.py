"""A page's path -> its place on disk, as a web server finds it; and a folder replaced only when all is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from qualmap.errors import OutputError

MARKER = ".qualmap-site"
"""The file by which we know a site of ours, and may replace it."""


def file_of(path: str) -> str:
    """Where the file of a page's path lies: a web server decodes ``%40`` to ``@`` before it looks on disk.

    Raises OutputError for a path that would leave the folder or that no file system takes.
    """
    try:
        decoded = unquote(path, errors="strict")
    except UnicodeDecodeError:
        decoded = ""
    segments = decoded.replace("\\", "/").split("/")
    if any(segment in ("", ".", "..") for segment in segments) or any(ord(sign) < 32 for sign in decoded):
        raise OutputError(
            f"page {path!r}: cannot be a file (no id or code may be empty, . or .., or hold control signs)"
        )
    return decoded


def write_new(folder: Path, name: str, content: bytes) -> None:
    """Write a file that must not be there yet: two pages never share one, whatever the file system's case."""
    file = folder / name
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise OutputError(f"{name}: two pages would be the same file here (rename one of the records)") from None


def replace_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new folder beside this one and put it in its place when it is complete; on failure nothing changes.

    Raises OutputError when what stands there is not a site of ours, or when the place cannot be written.
    """
    try:
        target = folder.resolve()
        if target.exists() and not _is_ours(target):
            raise OutputError(f"{folder}: holds something that is not a site of ours (choose a new or empty folder)")
        target.parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        try:
            new = workshop / "new"
            new.mkdir()
            write_new(new, MARKER, b"Written by `qualmap publish`, which may replace this folder.\n")
            fill(new)
            _swap(new, target, workshop / "old")
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{folder}: cannot be written: {reason} (choose another place)") from None


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARKER).is_file() or not any(folder.iterdir()))


def _swap(new: Path, target: Path, old: Path) -> None:
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
