"""YAML text -> a tree of text, with the line of every node; built to survive hostile files.

The C loader recurses over nesting (and takes the process down), and aliases and merge keys let a
small file become a huge one. So the tree is built here from parser *events*, without recursion:
depth and size are bounded, anchors, aliases, tags and duplicate keys are refused, and every
scalar stays the text that is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualmap.catalog.bounded import decode, read_bytes
from qualmap.errors import Problem, RecordError

if TYPE_CHECKING:
    import yaml
    from yaml import Event

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
_TOO_DEEP = f"nested deeper than {MAX_DEPTH}", "a record is flat: lists of fields"

Tree = Any
"""A scalar (text), a list of trees or a mapping of text to trees."""
PathKey = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A parsed file: its tree, and the line (from 1) on which each node begins."""

    file: str
    tree: Tree
    lines: dict[PathKey, int]

    def line_of(self, path: PathKey) -> int | None:
        """The line of a node, or of the nearest node above it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None

    def at(self, path: PathKey) -> Tree:
        """The node at a path."""
        node = self.tree
        for part in path:
            node = node[part]
        return node

    def problem(self, path: PathKey, message: str, remedy: str = "") -> Problem:
        """A finding at a node of this document."""
        return Problem(self.file, self.line_of(path), field_name(path), message, remedy)


@dataclass(frozen=True)
class Compiled:
    """A record in its compiled form: JSON text that a wheel carries, already checked when it was built."""

    file: str
    json: bytes


def field_name(path: PathKey) -> str:
    """A path as people write it: ``levels[3].rank``."""
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else ("." if name else "") + part
    return name


def read_document(path: Path) -> Document:
    """Read one YAML file. Raises RecordError with file and line for anything amiss."""
    data = read_bytes(path, MAX_BYTES, "a record is one framework edition or one table")
    return parse_document(decode(data, path, "save the file as UTF-8 YAML"), str(path))


def parse_document(text: str, file: str = "<text>") -> Document:
    """Parse YAML text into a tree of text. Raises RecordError for anything amiss."""
    import yaml  # here, because the compiled form does not need it

    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.YAMLError as error:
        raise RecordError([_not_yaml(error, file)]) from None
    if not isinstance(builder.root, dict):
        raise RecordError([Problem(file, 1, "", "holds no mapping of fields", "a record begins with `id: ...`")])
    return Document(file, builder.root, builder.lines)


def _not_yaml(error: yaml.YAMLError, file: str) -> Problem:
    """What the parser says, with its line. It looks ahead of its events, so it may meet great depth before we do."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed"
    line = mark.line + 1 if mark is not None else None
    if "nesting depth" in what:  # libyaml's limit since PyYAML 6.0.4: a thousand, and so far beyond ours
        return Problem(file, line, "", *_TOO_DEEP)
    return Problem(file, line, "", f"not YAML: {what}", "check indentation and quotes")


class _Builder:
    """Builds the tree from events, keeping its own stack of (container, path, pending key)."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Tree = None
        self.lines: dict[PathKey, int] = {}
        self._stack: list[tuple[Tree, PathKey]] = []
        self._keys: list[str | None] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        """Take the next parser event. Events are told apart by the name of their class: there are very many."""
        kind = type(event).__name__
        line = event.start_mark.line + 1 if event.start_mark else 1
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            raise self._refuse(line, "anchors and aliases are not used in records", "write the value out")
        tag = getattr(event, "tag", None)
        if tag:
            raise self._refuse(line, f"tag {tag!r} is not used in records", "remove it; values are text")
        if kind == "ScalarEvent":
            self._scalar(event.value, line)  # type: ignore[attr-defined]
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            container: Tree = {} if kind == "MappingStartEvent" else []
            path = self._place(container, line)
            if len(self._stack) >= MAX_DEPTH:
                raise self._refuse(line, *_TOO_DEEP)
            self._stack.append((container, path))
            self._keys.append(None)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._stack.pop()
            self._keys.pop()
        elif kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                raise self._refuse(line, "holds more than one document", "one record per file")

    def _scalar(self, value: str, line: int) -> None:
        if self._stack and isinstance(self._stack[-1][0], dict) and self._keys[-1] is None:
            container, path = self._stack[-1]
            if value == "<<":
                raise self._refuse(line, "merge keys are not used in records", "write the fields out")
            if value in container:
                raise self._refuse(line, f"key {value!r} appears twice", "keep one of them", (*path, value))
            self._keys[-1] = value
            self.lines[(*path, value)] = line
        else:
            self._place(value, line)

    def _place(self, node: Tree, line: int) -> PathKey:
        if not self._stack:
            self.root = node
            self.lines[()] = line
            return ()
        container, path = self._stack[-1]
        if isinstance(container, list):
            here: PathKey = (*path, len(container))
            container.append(node)
        else:
            key = self._keys[-1]
            if key is None:
                raise self._refuse(line, "a key must be plain text", "write `name: value`")
            here = (*path, key)
            container[key] = node
            self._keys[-1] = None
        self.lines.setdefault(here, line)
        return here

    def _refuse(self, line: int, message: str, remedy: str, path: PathKey = ()) -> RecordError:
        return RecordError([Problem(self.file, line, field_name(path), message, remedy)])
