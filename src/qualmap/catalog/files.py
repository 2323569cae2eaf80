"""Where the records are: the working tree's YAML, or the compiled form inside an installed wheel."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from qualmap.catalog.fingerprint import fingerprint
from qualmap.catalog.text import Compiled, Document, read_document
from qualmap.errors import Problem, RecordError
from qualmap.records.kinds import FOLDERS

PACKAGE = Path(__file__).resolve().parents[1]
COMPILED = PACKAGE / "_records" / "catalogue.jsonl"


def working_tree() -> Path | None:
    """The repository that this package runs from, or None when it is installed."""
    root = PACKAGE.parents[1]
    is_tree = PACKAGE.parent.name == "src" and (root / "frameworks").is_dir() and (root / "pyproject.toml").is_file()
    return root if is_tree else None


def record_paths(root: Path) -> list[Path]:
    """All record files below a repository root, sorted."""
    return sorted(path for folder in FOLDERS for path in (root / folder).glob("*.yaml"))


def read_tree(root: Path) -> dict[str, Document]:
    """Every record of a working tree, by its path relative to the root."""
    return {path.relative_to(root).as_posix(): read_document(path) for path in record_paths(root)}


def read_apart(root: Path, folder: str) -> dict[str, Document]:
    """The records of a folder that stands apart, by their path relative to the root; none where it was left out."""
    paths = sorted((root / folder).glob("*.yaml"))
    return {path.relative_to(root).as_posix(): read_document(path) for path in paths}


def compiled_apart(folder: str) -> str:
    """The name of the compiled form of a folder that stands apart, beside the catalogue's."""
    return f"{folder.rpartition('/')[2]}.jsonl"


def apart_print(folder: Path) -> str:
    """A hash of the files of a folder that stands apart, which are not read for it; nothing where there are none."""
    paths = sorted(folder.glob("*.yaml"))
    found = hashlib.sha256()
    for path in paths:
        found.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest() if paths else ""


def first_line(path: Path) -> str:
    """The fingerprint of a compiled form; nothing where it was left out."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return file.readline().decode().strip()


def compile_trees(documents: Mapping[str, Document], printed: str | None = None) -> bytes:
    """The compiled form: a fingerprint, then a line for each record with its path and its tree as JSON."""
    trees = {name: documents[name].tree for name in sorted(documents)}
    lines = [f"{name}\t{json.dumps(tree, ensure_ascii=False, separators=(',', ':'))}" for name, tree in trees.items()]
    return "\n".join([printed or fingerprint(trees), *lines, ""]).encode()


def compile_apart(root: Path, folder: str) -> bytes:
    """The compiled form of a folder that stands apart, with the fingerprint that its files have; empty without any."""
    documents = read_apart(root, folder)
    return compile_trees(documents, apart_print(root / folder)) if documents else b""


def read_compiled(path: Path = COMPILED) -> tuple[str, dict[str, Compiled]]:
    """Fingerprint and records of a compiled form; the records stay JSON until somebody asks for them."""
    try:
        printed, *lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        remedy = "reinstall qualmap, or run it from its repository"
        raise RecordError([Problem(str(path), None, "", "this installation has no records", remedy)]) from None
    records = {}
    for line in lines:
        name, _, text = line.partition(b"\t")
        records[name.decode()] = Compiled(name.decode(), text)
    return printed.decode(), records
