"""A record's tree -> YAML text in the one format that all records have, and safe writing of files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import yaml

from qualmap.catalog.text import Tree
from qualmap.errors import OutputError

WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Block style outside, one line for each leaf list or mapping."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


_Dumper.add_multi_representer(str, yaml.SafeDumper.represent_str)  # kinds of text, such as a partial date


def format_record(tree: Tree, schema: str) -> str:
    """The canonical YAML of a record, headed by the schema that editors use."""
    body = yaml.dump(tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=None)
    return f"# yaml-language-server: $schema={schema}\n{body}"


def write_atomically(path: Path, content: bytes | Callable[[IO[bytes]], None]) -> None:
    """Write a file whole or not at all: to a temporary file beside it, then rename.

    ``content`` is the bytes, or a function that writes them to a stream. A link is followed; a device or a pipe is
    written to as it is, since it cannot be replaced. Raises OutputError when the place cannot be written.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                _fill(stream, content)
            return
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                _fill(stream, content)
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink()
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{path}: cannot be written: {reason} (choose another place)") from None


def _fill(stream: IO[bytes], content: bytes | Callable[[IO[bytes]], None]) -> None:
    if isinstance(content, bytes):
        stream.write(content)
    else:
        content(stream)
