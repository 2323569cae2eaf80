"""What ``compare`` answers: where an award stands elsewhere, how sure that is, and who says so. The JSON contract."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qualmap.crosswalk.model import ConfidenceBasis, Evidence
from qualmap.records.award import Award
from qualmap.records.base import Result, Verification

ComparisonStatus = Literal[
    "answered", "unlinked", "not_known", "not_an_award", "licence_to_practise", "part_of_an_award"
]
ComparisonBasis = Literal["official", "reported", "practice", "composed", "inferred"]
Carrier = Literal["record", "statement", "assumption", "title"]
"""What an answer rests on: a record that was read, a body's statement, a fact that nobody read, or the title alone."""


class ReadAs(Result):
    """One award that the title may mean."""

    title: str
    framework: str | None = Field(description="Id of the framework in which it stands at home, as far as is recorded.")
    edition: str | None
    levels: tuple[str, ...]
    kind: str | None = Field(description="Generic type, as the catalogue classes it.")
    p: float = Field(ge=0, le=1, description="Probability that this is the award; they sum to at most one.")
    source: str | None = Field(description="Address or citation; null when nobody has read one.")
    verification: Verification


class ThereFramework(Result):
    """One framework of the destination, and the answer in it."""

    id: str
    edition: str
    status: Literal["answered", "unlinked", "not_known"]
    levels: tuple[str, ...] | None
    distribution: dict[str, float] | None


class There(Result):
    """The destination, as it was understood. The first framework is the one whose levels the answer gives."""

    country: str | None
    frameworks: tuple[ThereFramework, ...]


class OnCondition(Result):
    """What the answer would be under one condition on which it depends."""

    condition: str
    levels: tuple[str, ...] = Field(description="Levels of the first framework.")
    source: str | None


class Practice(Result):
    """What one recognition body says of the award: practice, neither referencing nor law."""

    body: str
    country: str = Field(description="Country of the body.")
    says: Literal["level", "comparable", "access"]
    levels: tuple[str, ...] = Field(description="As framework:level.")
    comparable_award: str | None
    condition: str | None
    date: str | None = Field(description="Edition or date of the document or page.")
    source: str | None
    verification: Verification


class ComparableAward(Result):
    """An award of the destination that stands where this one does."""

    title: str
    country: str | None
    framework: str | None
    levels: tuple[str, ...]
    kind: str | None
    source: str | None
    verification: Verification


class MissingFact(Result):
    """What is not known, or what to mind."""

    code: str
    text: str


class Comparison(Result):
    """Where an award stands at a destination."""

    award: Award = Field(description="The award as it was given.")
    destination: There
    status: ComparisonStatus
    levels: tuple[str, ...] | None = Field(description="Codes in rank order; null where there are none.")
    distribution: dict[str, float] | None = Field(description="Of each level, `below` and `above`; sums to one.")
    confidence: float | None = Field(ge=0, le=1, description="Probability that the award stands on one of the levels.")
    confidence_basis: ConfidenceBasis | None
    basis: ComparisonBasis | None
    carried_by: Carrier | None
    read_as: tuple[ReadAs, ...]
    kinds: dict[str, float] = Field(description="Probability of each kind; they sum to at most one.")
    by_condition: tuple[OnCondition, ...]
    practice: tuple[Practice, ...]
    comparable_awards: tuple[ComparableAward, ...]
    evidence: tuple[Evidence, ...]
    dissent: tuple[Evidence, ...]
    missing: tuple[MissingFact, ...]
    reason: str | None
    catalogue_version: str
    qualmap_version: str
