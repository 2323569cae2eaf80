"""Results in forms other than their own JSON: writers, called like the operation, or like it and the form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualmap.formats.csv import csv_lines, delimited, harmless
from qualmap.records.phrases import ENGLISH

if TYPE_CHECKING:
    from qualmap.assessment.model import Judgement
    from qualmap.awards.model import TitleMatch, TitleSearch
    from qualmap.background.model import BackgroundPaper
    from qualmap.corridors.model import Corridor
    from qualmap.crosswalk.model import Crosswalk
    from qualmap.operations.inventory import Precedents, Review
    from qualmap.operations.judgements import AssessRequest, BackgroundRequest
    from qualmap.operations.lookups import CrosswalkRequest, FrameworkRequest, Frameworks
    from qualmap.operations.questions import Questions, Rows
    from qualmap.operations.table import Answer
    from qualmap.precedents import Reviewed
    from qualmap.records import Framework
    from qualmap.status import State
    from qualmap.store.library import Parameter

FRAMEWORK = ("id", "edition", "name", "kind", "countries", "status", "levels", "valid_from", "valid_to")
_MATCH = (
    "framework", "edition", "standing", "title", "levels", "generic_type", "matched", "exact", "score", "source",
    "verification", "awards", "given", "statements",
)  # fmt: skip

_BETWEEN = {"csv": ",", "tsv": "\t"}


def frameworks_csv(answer: Answer[Any, Frameworks]) -> str:
    """A row for each edition; how it stands where a day was asked for."""
    columns = FRAMEWORK if answer.found.on is None else (*FRAMEWORK, "standing")
    rows = [[getattr(entry, name) for name in columns] for entry in answer.found.items]
    return delimited(columns, ([" ".join(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows))


def framework_elm(answer: Answer[FrameworkRequest, Framework]) -> str:
    """The awards in the European Learning Model; on the command line in the syntax of the file that is written."""
    from qualmap.formats.elm.write import common_framework, to_elm

    common = common_framework(answer.qm.frameworks())
    file = getattr(answer.asked, "output", None)
    to_common = answer.qm.crosswalk(answer.asked.framework, str(common.ref))
    return to_elm(answer.found, to_common, common, Path(file).suffix if file else ".jsonld")


def framework_ctdl(answer: Answer[Any, Framework]) -> str:
    """The framework in CTDL."""
    from qualmap.formats import framework_to_ctdl

    return framework_to_ctdl(answer.found)


def find_csv(answer: Answer[Any, TitleSearch]) -> str:
    """A row for each match."""
    return delimited(_MATCH, (map(harmless, _match(match)) for match in answer.found.matches))


def _match(match: TitleMatch) -> tuple[str, ...]:
    """A match as cells; several levels are separated as in the other tables of values."""
    return (
        match.framework.id if match.framework else "",
        match.framework.edition if match.framework else "",
        match.standing or "",
        match.title,
        " | ".join(match.levels),
        match.generic_type or "",
        match.matched,
        str(match.exact).lower(),
        f"{match.score:g}",
        match.source or "",
        match.verification,
        " | ".join(award.id for award in match.held),
        match.given or "",
        str(len(match.statements)),
    )


def crosswalk_csv(answer: Answer[Any, Crosswalk]) -> str:
    """A row for each level."""
    return "".join(csv_lines([answer.found]))


def crosswalk_sssom(answer: Answer[Any, Crosswalk]) -> str:
    """A mapping set in SSSOM."""
    from qualmap.formats import to_sssom

    return to_sssom(answer.found)


def crosswalk_ctdl(answer: Answer[CrosswalkRequest, Crosswalk]) -> str:
    """A map of alignments in CTDL."""
    from qualmap.formats import crosswalk_to_ctdl

    none = answer.found.origin.edition == "none"
    known = None if none else answer.qm.catalogue.resolve(answer.asked.origin, answer.asked.on)
    return crosswalk_to_ctdl(answer.found, known, answer.qm.framework(answer.asked.destination))


def corridor_csv(answer: Answer[Any, Corridor]) -> str:
    """A row for each level of every ladder, both ways."""
    ways = (answer.found.there, answer.found.back)
    return "".join(csv_lines(crosswalk for way in ways for crosswalk in way.crosswalks))


def corridor_markdown(answer: Answer[Any, Corridor]) -> str:
    """A page."""
    from qualmap.documents.corridor import corridor_page
    from qualmap.wording import Localiser

    return corridor_page(answer.found, Localiser(answer.qm.catalogue))


def corridor_svg(answer: Answer[Any, Corridor]) -> str:
    """A picture of the probabilities between the levels of both sides."""
    from qualmap.documents.corridor_picture import matrix_picture

    return matrix_picture(answer.found)


def status_markdown(answer: Answer[Any, State]) -> str:
    """A page."""
    from qualmap.documents.status_page import status_page

    return status_page(answer.found)


def questions(answer: Answer[Any, Questions]) -> str:
    """A row for each question."""
    cells = ((one.name, one.text, "\n".join(map(shown, one.parameters))) for one in answer.found.items)
    return delimited(("name", "question", "parameters"), cells, _BETWEEN[answer.form])


def shown(parameter: Parameter) -> str:
    """A parameter as it may be given; brackets where it may be left out, as in a usage line."""
    text = f"{parameter.name}={parameter.example}"
    return text if parameter.default is None else f"[{text}]"


def ask(answer: Answer[Any, Rows]) -> str:
    """The rows of an answer."""
    cells = ([cell(value) for value in row.values()] for row in answer.found.rows)
    return delimited(answer.found.columns, cells, _BETWEEN[answer.form])


def cell(value: Any) -> str:
    """A value of a row as text."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def precedents_csv(answer: Answer[Any, Precedents]) -> str:
    """A row for each judgement."""
    from qualmap.operations.inventory import COLUMNS, cells

    return delimited(COLUMNS, (map(harmless, cells(entry)) for entry in answer.found.items))


def review_csv(answer: Answer[Any, Review]) -> str:
    """A row for each judgement that is touched."""
    return reviewed_csv(answer.found.items)


def reviewed_csv(found: Iterable[Reviewed]) -> str:
    """The same of any number of judgements."""
    from qualmap.operations.inventory import REVIEWED, line

    columns = [heading.lower().replace(" ", "_") for heading in REVIEWED]
    return delimited(columns, (map(harmless, line(each)) for each in found))


def statement(answer: Answer[AssessRequest, Judgement]) -> bytes:
    """A statement to print and sign."""
    return answer.qm.statement(answer.found, answer.form, answer.asked.language or ENGLISH)


def background(answer: Answer[BackgroundRequest, BackgroundPaper]) -> bytes:
    """A background paper."""
    from qualmap.documents.background import background_document

    return background_document(answer.found, answer.qm.catalogue, answer.form, answer.asked.language)


background_json = background  # with line ends, as the command line writes it


def passport(answer: Answer[Any, dict[str, Any]]) -> str:
    """A skills passport as JSON-LD."""
    return json.dumps(answer.found, ensure_ascii=False)
