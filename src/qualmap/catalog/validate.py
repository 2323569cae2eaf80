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
from qualmap.records import (
    Assumptions,
    Authorities,
    AwardingBodies,
    Awards,
    BackgroundRules,
    CatalogueInfo,
    CodeLists,
    CopyHosts,
    Corridors,
    CreditSystems,
    Evaluations,
    Framework,
    GenericTypes,
    Instrument,
    NotAwards,
    Parameters,
    Places,
    Policy,
    Professions,
    ProgressionRubric,
    Record,
    Referencing,
    TitleSearchModel,
    TitleWords,
    Validation,
    Wording,
)

TELLTALE: dict[str, type[Record]] = {
    "awards": Awards,
    "links": Referencing,
    "origin": Referencing,
    "covers": Instrument,
    "statements": Evaluations,
    "rules": GenericTypes,
    "anchors": Parameters,
    "assumptions": Assumptions,
    "dimensions": ProgressionRubric,
    "scored": Validation,
    "systems": CreditSystems,
    "sentences": Wording,
    "purposes": Policy,
    "likelihood": BackgroundRules,
    "bodies": AwardingBodies,
    "professions": Professions,
    "authorities": Authorities,
    "user_assigned": Places,
    "left_off": TitleWords,
    "papers": NotAwards,
    "hosts": CopyHosts,
    "lists": CodeLists,
    "weights": TitleSearchModel,
    "programmes": Corridors,
    "date": CatalogueInfo,
}
"""The key that tells what kind of record a file holds; without any of them it is a framework."""


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
            model = next((model for key, model in TELLTALE.items() if key in document.tree), Framework)
            loaded.append((document, to_record(document, model)))
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
