"""Checks of the statements of recognition bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qualmap.catalog.checks import check_sources, impossible_dates
from qualmap.catalog.places import place
from qualmap.catalog.text import Document, PathKey
from qualmap.errors import Problem, UnknownNameError, did_you_mean
from qualmap.records.base import Range

if TYPE_CHECKING:
    from qualmap.catalog.catalogue import Catalogue
    from qualmap.records import Evaluations, Framework, Placement, Statement


def check_evaluations(
    document: Document, record: Evaluations, frameworks: Iterable[Framework], catalogue: Catalogue
) -> Iterator[Problem]:
    """Findings inside one record of statements."""
    yield from impossible_dates(document)
    yield from check_sources(document, record.sources)
    if Path(document.file).stem != record.id:
        yield document.problem(("id",), f"the file of {record.id} is called {record.id}.yaml", "rename the file")
    if record.id.rpartition("--")[2] != record.country:
        yield document.problem(("id",), f"does not end with its country, {record.country}", "write BODY--COUNTRY")
    for field in ("country", "body_country"):
        yield from _check_country(document, field, getattr(record, field), catalogue)
    editions: dict[str, list[Framework]] = {}
    for framework in frameworks:
        editions.setdefault(framework.id, []).append(framework)
    for index, statement in enumerate(record.statements):
        yield from _check_statement(document, index, statement, record, catalogue)
        for where, placement in _placements(index, statement):
            yield from _check_placement(document, where, placement, editions)
    yield from _check_twice(document, record)


def _check_country(document: Document, field: str, code: str, catalogue: Catalogue) -> Iterator[Problem]:
    try:
        found = place(code, catalogue)
    except UnknownNameError as error:
        yield document.problem((field,), str(error))
        return
    if str(found) != code:
        yield document.problem((field,), f"{code!r} is not the code of a country", f"write {found}")


def _check_statement(
    document: Document, index: int, statement: Statement, record: Evaluations, catalogue: Catalogue
) -> Iterator[Problem]:
    where: PathKey = ("statements", index)
    sources = {source.id for source in record.sources}
    if statement.source not in sources:
        hint = did_you_mean(statement.source, sources)
        yield document.problem((*where, "source"), f"no source {statement.source!r} in this record", hint)
    start, end = statement.awarded_from, statement.awarded_to
    if start and end and end.certainly_before(start):
        yield document.problem((*where, "awarded_to"), f"{end} lies before {start}", "mend one of the two dates")
    yield from _check_awards(document, where, statement, record, catalogue)
    if statement.years is not None:
        years = Range.parse(statement.years)
        if years.high < years.low:
            yield document.problem((*where, "years"), f"{statement.years!r} falls", "write the smaller number first")


def _check_awards(
    document: Document, where: PathKey, statement: Statement, record: Evaluations, catalogue: Catalogue
) -> Iterator[Problem]:
    """The awards that a reader found are recorded ones of the country; where these were left out, nobody can tell."""
    if not statement.of or not catalogue.award_files:
        return
    known = {f"{held.id}:{award.id}" for held in catalogue.awards(record.country) for award in held.awards}
    for place_, name in enumerate(statement.of):
        if name not in known:
            message = f"no award {name!r} is recorded of {record.country}"
            yield document.problem((*where, "of", place_), message, did_you_mean(name, known))


def _placements(index: int, statement: Statement) -> Iterator[tuple[PathKey, Placement]]:
    for position, placement in enumerate(statement.placements):
        yield ("statements", index, "placements", position), placement
    if statement.derived is not None:
        yield ("statements", index, "derived"), statement.derived


def _check_placement(
    document: Document, where: PathKey, placement: Placement, editions: dict[str, list[Framework]]
) -> Iterator[Problem]:
    """A body names a framework and seldom its edition: the levels are those of one of its editions."""
    if placement.framework not in editions:
        hint = did_you_mean(placement.framework, editions)
        yield document.problem((*where, "framework"), f"no framework {placement.framework!r} in the catalogue", hint)
        return
    ladders = [framework.codes for framework in editions[placement.framework]]
    ladder = max(ladders, key=lambda codes: len(set(placement.levels) & set(codes)))
    for position, code in enumerate(placement.levels):
        if code not in ladder:
            hint = did_you_mean(code, ladder)
            yield document.problem((*where, "levels", position), f"{placement.framework} has no level {code!r}", hint)
            return
    if list(placement.levels) != [code for code in ladder if code in placement.levels]:
        yield document.problem((*where, "levels"), "levels are not in rank order, or named twice", "lowest first")


def _check_twice(document: Document, record: Evaluations) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, statement in enumerate(record.statements):
        same = statement.model_dump_json(exclude={"note"})
        if same in first:
            message = f"says the same as statements[{first[same]}]"
            yield document.problem(("statements", index), message, "keep one of them")
        first.setdefault(same, index)
