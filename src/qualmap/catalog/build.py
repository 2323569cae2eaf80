"""Puts a catalogue together: from YAML, with every check, or from the compiled form, which was checked when built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from qualmap.catalog.catalogue import Catalogue, Frameworks
from qualmap.catalog.checks import (
    check_credit_systems,
    check_framework,
    check_instrument,
    check_table,
    check_unique,
)
from qualmap.catalog.files import fingerprint, read_compiled, read_tree, working_tree
from qualmap.catalog.late import MODEL, WORDING
from qualmap.catalog.parse import to_record
from qualmap.catalog.pause import collection_paused
from qualmap.catalog.text import Compiled, Document
from qualmap.errors import Problem, RecordError
from qualmap.records import (
    Assumptions,
    CatalogueInfo,
    CreditSystems,
    Framework,
    GenericTypes,
    Instrument,
    Parameters,
    ProgressionRubric,
    Record,
    Referencing,
    Validation,
)

if TYPE_CHECKING:
    from qualmap.records import Wording

D = TypeVar("D", Document, Compiled)
R = TypeVar("R", bound=Record)

FRAMEWORKS, TABLES, INSTRUMENTS = "frameworks/", "crosswalks/referencing/", "crosswalks/recognition/"


def read_catalogue() -> Catalogue:
    """The bundled records: YAML in a working tree, the compiled form in an installed wheel."""
    root = working_tree()
    return from_compiled(*read_compiled()) if root is None else build_catalogue(read_tree(root))


def build_catalogue(documents: Mapping[str, Document]) -> Catalogue:
    """Records from YAML documents by relative path. Raises RecordError unless they all hold together."""
    from qualmap.catalog.checks_deciders import check_authorities, check_corridors, check_professions
    from qualmap.records import Wording

    frameworks = _read(documents, FRAMEWORKS, Framework)
    tables = _read(documents, TABLES, Referencing)
    acts = _read(documents, INSTRUMENTS, Instrument)
    made = {str(framework.ref): framework for _, framework in frameworks}
    printed = fingerprint({name: document.tree for name, document in documents.items()})
    catalogue = _assemble(documents, printed, Frameworks((), made), tables, acts)
    catalogue.read_all()
    problems = list(_problems(catalogue, frameworks, tables, acts))
    problems += check_credit_systems(documents[MODEL + "credit-systems.yaml"], catalogue.credit_systems)
    problems += _wording_problems(catalogue, _read(documents, WORDING, Wording))
    problems += check_professions(documents[MODEL + "professions.yaml"], catalogue.professions)
    problems += check_authorities(
        documents[MODEL + "authorities.yaml"], catalogue.authorities, catalogue.professions.by_id
    )
    problems += check_corridors(documents[MODEL + "corridors.yaml"], catalogue.corridors, catalogue.professions.by_id)
    if problems:
        raise RecordError(problems)
    return catalogue


def from_compiled(printed: str, records: Mapping[str, Compiled]) -> Catalogue:
    """Records from the compiled form; frameworks become models when they are asked for."""
    frameworks = Frameworks(record for name, record in records.items() if name.startswith(FRAMEWORKS))
    with collection_paused():
        tables, acts = _read(records, TABLES, Referencing), _read(records, INSTRUMENTS, Instrument)
    return _assemble(records, printed, frameworks, tables, acts)


def _assemble(
    records: Mapping[str, D],
    printed: str,
    frameworks: Frameworks,
    tables: Sequence[tuple[D, Referencing]],
    acts: Sequence[tuple[D, Instrument]],
) -> Catalogue:
    info = to_record(records[MODEL + "catalogue.yaml"], CatalogueInfo)
    return Catalogue(
        frameworks=frameworks,
        tables=tuple(sorted((table for _, table in tables), key=lambda table: table.id)),
        instruments=tuple(sorted((act for _, act in acts), key=lambda act: act.id)),
        types=to_record(records[MODEL + "generic-types.yaml"], GenericTypes),
        parameters=to_record(records[MODEL + "parameters.yaml"], Parameters),
        assumptions=to_record(records[MODEL + "assumptions.yaml"], Assumptions),
        rubric=to_record(records[MODEL + "progression.yaml"], ProgressionRubric),
        validation=to_record(records[MODEL + "validation.yaml"], Validation),
        credit_systems=to_record(records[MODEL + "credit-systems.yaml"], CreditSystems),
        date=info.date,
        version=f"{info.date}-{printed[:12]}",
        documents=MappingProxyType(dict(records)),
    )


def _read(records: Mapping[str, D], folder: str, model: type[R]) -> list[tuple[D, R]]:
    below = [record for name, record in sorted(records.items()) if name.startswith(folder)]
    return [(record, to_record(record, model)) for record in below]


def _problems(
    catalogue: Catalogue,
    frameworks: Sequence[tuple[Document, Framework]],
    tables: Sequence[tuple[Document, Referencing]],
    acts: Sequence[tuple[Document, Instrument]],
) -> Iterator[Problem]:
    """Every finding over all records together."""
    from qualmap.catalog.checks_deciders import check_limits

    yield from check_unique([(document, str(framework.ref)) for document, framework in frameworks], "framework edition")
    yield from check_unique([(document, table.id) for document, table in tables], "table")
    yield from check_unique([(document, act.id) for document, act in acts], "instrument")
    for document, framework in frameworks:
        yield from check_framework(document, framework, catalogue.classifier.known)
        yield from _check_file_name(document, str(framework.ref))
    for document, table in tables:
        yield from check_table(document, table, dict(catalogue.frameworks))
        yield from _check_file_name(document, table.id)
    for document, act in acts:
        yield from check_instrument(document, act, [other.id for other in catalogue.instruments])
        yield from check_limits(document, act, catalogue.professions.by_id)
        yield from _check_file_name(document, act.id)


def _wording_problems(catalogue: Catalogue, wordings: Sequence[tuple[Document, Wording]]) -> Iterator[Problem]:
    """Every finding over what is said to people."""
    from qualmap.catalog.checks_wording import check_names, check_wording
    from qualmap.records.phrases import ENGLISH

    english = catalogue.phrases.wording(ENGLISH)
    names = [f"type-{kind}" for kind in catalogue.classifier.known]
    names += [f"profession-{profession}" for profession in catalogue.professions.by_id]
    for document, wording in wordings:
        yield from check_wording(document, wording, english)
        yield from _check_file_name(document, wording.id)
        if wording.id == ENGLISH:
            yield from check_names(document, english, names)


def _check_file_name(document: Document, name: str) -> Iterator[Problem]:
    if Path(document.file).stem != name:
        yield document.problem(("id",), f"the file of {name} is called {name}.yaml", "rename the file")
