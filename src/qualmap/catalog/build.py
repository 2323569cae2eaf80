"""Puts a catalogue together: from YAML, with every check, or from the compiled form, which was checked when built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from qualmap.catalog.by_country import ByCountry
from qualmap.catalog.catalogue import Catalogue, Frameworks
from qualmap.catalog.files import COMPILED, compiled_apart, read_compiled, read_tree, working_tree
from qualmap.catalog.fingerprint import fingerprint
from qualmap.catalog.gc_pause import collection_paused
from qualmap.catalog.parse import to_record
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
from qualmap.records.kinds import APART, LAZY, kind_of

D = TypeVar("D", Document, Compiled)
R = TypeVar("R", bound=Record)

EMPTY: Mapping[str, ByCountry] = MappingProxyType({})


def read_catalogue() -> Catalogue:
    """The bundled records: YAML in a working tree, the compiled form in an installed wheel."""
    root = working_tree()
    if root is None:
        apart = {folder: ByCountry(COMPILED.with_name(compiled_apart(folder))) for folder in APART}
        return from_compiled(*read_compiled(), apart)
    return build_catalogue(read_tree(root), {folder: ByCountry(root / folder) for folder in APART})


def build_catalogue(documents: Mapping[str, Document], apart: Mapping[str, ByCountry] = EMPTY) -> Catalogue:
    """Records from YAML documents by relative path. Raises RecordError unless they all hold together.

    What stands ``apart`` is read, and found wrong, when it is asked for; ``qualmap validate`` checks all of it.
    """
    from qualmap.catalog.together import check_together
    from qualmap.records import Wording

    frameworks, tables = _read(documents, Framework), _read(documents, Referencing)
    acts, wordings = _read(documents, Instrument), _read(documents, Wording)
    made = {str(framework.ref): framework for _, framework in frameworks}
    printed = fingerprint({name: document.tree for name, document in documents.items()})
    catalogue = _assemble(documents, printed, Frameworks((), made), tables, acts, apart)
    catalogue.read_all()
    loaded: list[tuple[Document, Record]] = [*frameworks, *tables, *acts, *wordings]
    loaded += [(documents[kind.file], getattr(catalogue, name)) for name, kind in LAZY.items()]
    loaded.append((documents[kind_of(CreditSystems).file], catalogue.credit_systems))
    problems = list(check_together(loaded, catalogue))
    for document, framework in frameworks:
        problems += _check_file_name(document, str(framework.ref))
    for each in (tables, acts, wordings):
        for document, record in each:
            problems += _check_file_name(document, record.id)
    if problems:
        raise RecordError(problems)
    return catalogue


def from_compiled(printed: str, records: Mapping[str, Compiled], apart: Mapping[str, ByCountry] = EMPTY) -> Catalogue:
    """Records from the compiled form; frameworks become models when they are asked for."""
    frameworks = Frameworks(_of_kind(records, Framework))
    with collection_paused():
        tables, acts = _read(records, Referencing), _read(records, Instrument)
    return _assemble(records, printed, frameworks, tables, acts, apart)


def _assemble(
    records: Mapping[str, D],
    printed: str,
    frameworks: Frameworks,
    tables: Sequence[tuple[D, Referencing]],
    acts: Sequence[tuple[D, Instrument]],
    apart: Mapping[str, ByCountry],
) -> Catalogue:
    info = _one(records, CatalogueInfo)
    return Catalogue(
        frameworks=frameworks,
        tables=tuple(sorted((table for _, table in tables), key=lambda table: table.id)),
        instruments=tuple(sorted((act for _, act in acts), key=lambda act: act.id)),
        types=_one(records, GenericTypes),
        parameters=_one(records, Parameters),
        assumptions=_one(records, Assumptions),
        rubric=_one(records, ProgressionRubric),
        validation=_one(records, Validation),
        credit_systems=_one(records, CreditSystems),
        date=info.date,
        version=f"{info.date}-{_together(printed, apart)[:12]}",
        documents=MappingProxyType(dict(records)),
        apart=MappingProxyType(dict(apart)),
    )


def _one(records: Mapping[str, D], model: type[R]) -> R:
    """The one record of a kind of the model."""
    return to_record(records[kind_of(model).file], model)


def _of_kind(records: Mapping[str, D], model: type[Record]) -> list[D]:
    folder = kind_of(model).folder + "/"
    return [record for name, record in sorted(records.items()) if name.startswith(folder)]


def _together(printed: str, apart: Mapping[str, ByCountry]) -> str:
    """The fingerprint of all records, those that stand apart among them; without these it is that of the others."""
    beside = {folder: records.printed for folder, records in sorted(apart.items()) if records.printed}
    return fingerprint([printed, beside]) if beside else printed


def _read(records: Mapping[str, D], model: type[R]) -> list[tuple[D, R]]:
    return [(record, to_record(record, model)) for record in _of_kind(records, model)]


def _check_file_name(document: Document, name: str) -> Iterator[Problem]:
    if Path(document.file).stem != name:
        yield document.problem(("id",), f"the file of {name} is called {name}.yaml", "rename the file")
