"""Checks record files that are not (yet) part of the catalogue, by themselves and against it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qualmap.catalog.catalogue import Catalogue
from qualmap.catalog.checks import (
    check_credit_systems,
    check_framework,
    check_instrument,
    check_table,
    check_unique,
)
from qualmap.catalog.checks_deciders import check_authorities, check_corridors, check_limits, check_professions
from qualmap.catalog.checks_wording import check_wording, untranslated
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import Document, read_document
from qualmap.errors import Problem, RecordError
from qualmap.records import (
    Assumptions,
    Authorities,
    AwardingBodies,
    BackgroundRules,
    CatalogueInfo,
    Corridors,
    CreditSystems,
    Framework,
    GenericTypes,
    Instrument,
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
from qualmap.records.phrases import ENGLISH

TELLTALE: dict[str, type[Record]] = {
    "links": Referencing,
    "origin": Referencing,
    "covers": Instrument,
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
    frameworks: list[tuple[Document, Framework]] = []
    tables: list[tuple[Document, Referencing]] = []
    instruments: list[tuple[Document, Instrument]] = []
    wordings: list[tuple[Document, Wording]] = []
    files = _files(paths, problems)
    for file in files:
        try:
            document = read_document(file)
            model = next((model for key, model in TELLTALE.items() if key in document.tree), Framework)
            record = to_record(document, model)
            if isinstance(record, Referencing):
                tables.append((document, record))
            elif isinstance(record, Framework):
                frameworks.append((document, record))
            elif isinstance(record, Instrument):
                instruments.append((document, record))
            elif isinstance(record, CreditSystems):
                problems += check_credit_systems(document, record)
            elif isinstance(record, Wording):
                wordings.append((document, record))
            elif isinstance(record, Professions):
                problems += check_professions(document, record)
            elif isinstance(record, Authorities):
                problems += check_authorities(document, record, catalogue.professions.by_id)
            elif isinstance(record, Corridors):
                problems += check_corridors(document, record, catalogue.professions.by_id)
        except RecordError as error:
            problems += error.problems
    known = dict(catalogue.frameworks) | {str(framework.ref): framework for _, framework in frameworks}
    problems += check_unique(
        [(document, str(framework.ref)) for document, framework in frameworks], "framework edition"
    )
    problems += check_unique([(document, table.id) for document, table in tables], "table")
    for document, framework in frameworks:
        problems += check_framework(document, framework, catalogue.classifier.known)
        shipped = catalogue.frameworks.get(str(framework.ref))
        if shipped is not None and shipped != framework:
            message = f"duplicate: {framework.ref} is in the catalogue already, with other content"
            problems.append(document.problem(("id",), message, "give your record an id or an edition of its own"))
    for document, table in tables:
        problems += check_table(document, table, known)
    acts = {act.id for act in catalogue.instruments} | {instrument.id for _, instrument in instruments}
    problems += check_unique([(document, instrument.id) for document, instrument in instruments], "instrument")
    for document, instrument in instruments:
        problems += check_instrument(document, instrument, acts)
        problems += check_limits(document, instrument, catalogue.professions.by_id)
    notes = []
    english = next((wording for _, wording in wordings if wording.id == ENGLISH), catalogue.phrases.wording(ENGLISH))
    for document, wording in wordings:
        problems += check_wording(document, wording, english)
        note = untranslated(wording, english)
        notes += [] if note is None else [f"{document.file}: {note}"]
    return Checked(len(files), problems, notes)


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
