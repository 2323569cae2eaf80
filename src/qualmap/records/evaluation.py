"""Statements of recognition bodies: what they say of awards from elsewhere. Practice, neither referencing nor law."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from qualmap.records.base import (
    PRACTICE_ID,
    Code,
    Country,
    FrameworkId,
    LanguageTag,
    Line,
    Record,
    Source,
    Span,
    Text,
)
from qualmap.records.dates import PartialDate

EvaluationsId = Annotated[str, StringConstraints(pattern=PRACTICE_ID, max_length=60)]
Says = Literal["level", "comparable", "access"]
"""``level``: levels of a framework. ``comparable``: an award of its own country. ``access``: studies that it opens."""


class Placement(Record):
    """Levels of one framework, as a set: several mean that it is one of them, or that the award has parts on each."""

    framework: FrameworkId = Field(description="Id of the framework whose levels are named.")
    levels: tuple[Code, ...] = Field(
        min_length=1, description="Codes of its levels in rank order, each once; a printed 2-4 is 2, 3 and 4."
    )


class Statement(Record):
    """What a body says of one award under one condition, in our own words except for the titles."""

    title: Line = Field(description="The award as the body prints it.")
    language: LanguageTag = Field(description="Language in which the body prints the title.")
    of: tuple[Line, ...] = Field(
        (), description="Awards that it is of, `file:award`, where a reader found what the title alone does not tell."
    )
    says: Says = Field(description="What is stated: levels, a comparable award, or access to studies.")
    condition: Line | None = Field(
        None, description="What the award must fulfil for this statement to hold: results, length, stream, date."
    )
    years: Span | None = Field(
        None, description="Years that the body counts: of the programme, or for access of all schooling up to it."
    )
    awarded_from: PartialDate | None = Field(None, description="Awards from then on, where the body says so.")
    awarded_to: PartialDate | None = Field(None, description="Awards until then, where the body says so.")
    board: Line | None = Field(None, description="Awarding or examining body that the statement is limited to.")
    placements: tuple[Placement, ...] = Field((), description="The levels that the body prints.")
    comparable: Line | None = Field(None, description="The award, or part of one, with which the body compares it.")
    derived: Placement | None = Field(
        None,
        description="Not said by the body: levels of the comparable award, where a whole one of known level is named.",
    )
    access: Line | None = Field(None, description="What the body says of access.")
    valid_for: Line | None = Field(None, description="Studies or uses for which the award counts, as the body says.")
    source: Code = Field(description="Local id of the source that states it.")
    truth: bool = Field(
        True,
        description="Whether answers may be scored against it: yes or no.",
        json_schema_extra={"type": ["string", "boolean"]},  # every YAML scalar is text here
    )
    why_not: Line | None = Field(None, description="Why not, where `truth` is no.")
    note: Text | None = Field(None, description="Anything else.")

    @model_validator(mode="after")
    def _says_something(self) -> Statement:
        said = {"level": self.placements, "comparable": self.comparable, "access": self.access}
        if not said[self.says]:
            field = "placements" if self.says == "level" else self.says
            raise ValueError(f"a statement that says `{self.says}` gives `{field}`")
        if self.says != "level" and self.placements:
            raise ValueError("levels that are printed make it a statement that says `level`")
        if self.says == "level" and self.derived is not None:
            raise ValueError("where the body prints a level, none is derived")
        if self.truth != (self.why_not is None):
            raise ValueError("`truth: no` and `why_not` go together")
        return self


class EvaluationSource(Source):
    """Where a body's statement was read, and in which edition."""

    edition: Line | None = Field(
        None, description="Edition or date of the document or page, as it says or as near as we know."
    )


class Evaluations(Record):
    """The statements of one body about the awards of one country."""

    id: EvaluationsId = Field(description="Body and country of the awards, `nuffic--GH`; the file is called after it.")
    body: Line = Field(description="The body that makes the statements.")
    body_country: Country = Field(description="Country of the body.")
    country: Country = Field(description="Country of the awards.")
    notice: Text = Field(description="Whose statements they are, and on what terms they stand here.")
    sources: tuple[EvaluationSource, ...] = Field(description="Where they were read.")
    statements: tuple[Statement, ...] = Field(
        min_length=1, description="The statements; where they contradict one another, all of them."
    )

    @cached_property
    def _sources(self) -> dict[str, EvaluationSource]:
        return {source.id: source for source in self.sources}

    def source_of(self, statement: Statement) -> EvaluationSource:
        """Where a statement was read."""
        return self._sources[statement.source]
