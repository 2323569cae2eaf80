"""Checks record files that are not (yet) part of the catalogue, by themselves and against it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qualmap.catalog.catalogue import Catalogue
from qualmap.catalog.checks_wording import untranslated
from qualmap.catalog.parse import to_record
from qualmap.catalog.scaffold import placeholders
from qualmap.catalog.text import Document, read_document
from qualmap.catalog.together import check_together, english_of, of_kind
from qualmap.errors import Problem, RecordError
from qualmap.records import Framework, Record, Wording
from qualmap.records.kinds import kind_with


class Checked(NamedTuple):
    """How many records were checked, everything that is wrong with them, and what is not wrong but good to know."""

    records: int
    problems: list[Problem]
    notes: list[str]


def validate_paths(catalogue: Catalogue, paths: Sequence[Path]) -> Checked:
    """Checks all records of the paths."""
    problems: list[Problem] = []
    loaded: list[tuple[Document, Record]] = []
    files = _files(paths, problems)
    for file in files:
        try:
            document = read_document(file)
            problems += placeholders(document)
            loaded.append((document, to_record(document, kind_with(document.tree).model)))
        except RecordError as error:
            problems += error.problems
    problems += check_together(loaded, catalogue)
    for document, framework in of_kind(loaded, Framework):
        shipped = catalogue.frameworks.get(str(framework.ref))
        if shipped is not None and shipped != framework:
            message = f"duplicate: {framework.ref} is in the catalogue already, with other content"
            problems.append(document.problem(("id",), message, "give your record an id or an edition of its own"))
    wordings = of_kind(loaded, Wording)
    english = english_of(wordings, catalogue)
    said = [(document, untranslated(wording, english)) for document, wording in wordings]
    return Checked(len(files), problems, [f"{document.file}: {note}" for document, note in said if note is not None])


def _files(paths: Sequence[Path], problems: list[Problem]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(path.rglob("*.yaml")) + sorted(path.rglob("*.yml"))
            if not found:
                problems.append(
                    Problem(str(path), None, "", "holds no YAML files", "name a file or a folder of records")
                )
            files += found
        else:
            files.append(path)
    return files
