"""The one list of checks on records, each by itself and all together: for the catalogue and for files beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from qualmap.catalog.catalogue import Catalogue
from qualmap.catalog.checks import (
    check_copies,
    check_credit_systems,
    check_framework,
    check_instrument,
    check_table,
    check_unique,
)
from qualmap.catalog.checks_access import check_access
from qualmap.catalog.checks_awards import check_awards
from qualmap.catalog.checks_codes import check_codes, check_lists
from qualmap.catalog.checks_deciders import check_authorities, check_corridors, check_limits, check_professions
from qualmap.catalog.checks_evaluations import check_evaluations
from qualmap.catalog.checks_wording import check_names, check_wording
from qualmap.catalog.text import Document
from qualmap.errors import Problem
from qualmap.records import (
    AccessAssumptions,
    Authorities,
    Awards,
    CodeLists,
    Corridors,
    CreditSystems,
    Evaluations,
    Framework,
    Instrument,
    Professions,
    Record,
    Referencing,
    Wording,
)
from qualmap.records.phrases import ENGLISH

R = TypeVar("R", bound=Record)
Loaded = Sequence[tuple[Document, Record]]


def check_together(loaded: Loaded, catalogue: Catalogue) -> Iterator[Problem]:
    """Every finding in records that are the catalogue's, or that are to stand beside it."""
    frameworks, tables, acts = of_kind(loaded, Framework), of_kind(loaded, Referencing), of_kind(loaded, Instrument)
    yield from check_unique([(document, str(framework.ref)) for document, framework in frameworks], "framework edition")
    yield from check_unique([(document, table.id) for document, table in tables], "table")
    yield from check_unique([(document, act.id) for document, act in acts], "instrument")
    known = dict(catalogue.frameworks) | {str(framework.ref): framework for _, framework in frameworks}
    names = {act.id for act in catalogue.instruments} | {act.id for _, act in acts}
    for document, framework in frameworks:
        yield from check_framework(document, framework, catalogue.classifier.known)
    for document, table in tables:
        yield from check_table(document, table, known)
    for document, act in acts:
        yield from check_instrument(document, act, names)
        yield from check_limits(document, act, catalogue.professions.by_id)
    evaluations = of_kind(loaded, Evaluations)
    yield from check_unique([(document, said.id) for document, said in evaluations], "record of statements")
    for document, said in evaluations:
        yield from check_evaluations(document, said, known.values(), catalogue)
    yield from check_awards(of_kind(loaded, Awards), catalogue)
    for document, record in loaded:
        yield from check_copies(document, getattr(record, "sources", ()), catalogue.copy_hosts)
        yield from check_codes(document, record, lambda: catalogue.codes)
    yield from _check_model(loaded, catalogue)
    yield from _check_wordings(of_kind(loaded, Wording), catalogue)


def of_kind(loaded: Loaded, model: type[R]) -> list[tuple[Document, R]]:
    """The records of one kind, each with its document."""
    return [(document, record) for document, record in loaded if isinstance(record, model)]


def english_of(wordings: Sequence[tuple[Document, Wording]], catalogue: Catalogue) -> Wording:
    """What the other languages are compared with: the English that is among them, or the catalogue's."""
    return next((wording for _, wording in wordings if wording.id == ENGLISH), catalogue.phrases.wording(ENGLISH))


def _check_model(loaded: Loaded, catalogue: Catalogue) -> Iterator[Problem]:
    professions = catalogue.professions.by_id
    for document, record in loaded:
        if isinstance(record, CreditSystems):
            yield from check_credit_systems(document, record)
        elif isinstance(record, AccessAssumptions):
            kinds = {*catalogue.classifier.known, *(kind.id for kind in catalogue.types.held_only)}
            yield from check_access(document, record, kinds)
        elif isinstance(record, CodeLists):
            yield from check_lists(document, record)
        elif isinstance(record, Professions):
            yield from check_professions(document, record)
        elif isinstance(record, Authorities):
            yield from check_authorities(document, record, professions)
        elif isinstance(record, Corridors):
            yield from check_corridors(document, record, professions)


def _check_wordings(wordings: Sequence[tuple[Document, Wording]], catalogue: Catalogue) -> Iterator[Problem]:
    if not wordings:
        return
    english = english_of(wordings, catalogue)
    named = [f"type-{kind}" for kind in catalogue.classifier.known]
    named += [f"profession-{profession}" for profession in catalogue.professions.by_id]
    for document, wording in wordings:
        yield from check_wording(document, wording, english)
        if wording.id == ENGLISH:
            yield from check_names(document, english, named)
