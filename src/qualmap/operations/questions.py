"""Questions to the graph that have a name."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, StringConstraints

from qualmap.operations.fields import Written
from qualmap.records.base import Record, Result
from qualmap.store.library import Question

if TYPE_CHECKING:
    from qualmap.facade import Qualmap

Plain = str | int | float | bool | None


class QuestionsRequest(Record):
    """Nothing: the whole library is listed."""


class AskRequest(Record):
    """A question of the library, and what it needs to know."""

    question: Annotated[str, Written(60)] = Field(description="its name in the library")
    parameters: dict[str, Annotated[str, StringConstraints(max_length=500)]] = Field(
        {}, description="its parameters, each by its name"
    )


class Questions(Result):
    """The library of questions: what each asks, its parameters, its SPARQL."""

    items: tuple[Question, ...]


class Rows(Result):
    """The rows of an answer. Values are text, numbers or truth, as JSON has them; null is unbound."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Plain], ...]


def questions(qm: Qualmap, asked: QuestionsRequest) -> Questions:  # noqa: ARG001  # every operation has a request
    """The library."""
    return Questions(items=qm.questions())


def ask(qm: Qualmap, asked: AskRequest) -> Rows:
    """The answer to one question."""
    found = qm.ask(asked.question, **asked.parameters)
    rows = tuple({name: plain(value) for name, value in row.items()} for row in found)
    return Rows(columns=tuple(found.columns), rows=rows)


def plain(value: Any) -> Plain:
    """A value as JSON has it: dates, and numbers that JSON cannot write, as text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (float, Decimal)) and math.isfinite(value):
        return float(value)
    return value.isoformat() if isinstance(value, date) else str(value)
