"""A background paper: what is likely, how well it is shown, and what would settle the rest."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qualmap.assessment.model import Cited, Country
from qualmap.records.award import Grade, Purpose
from qualmap.records.background import (
    DocumentKind,
    Likelihood,
    Means,
    Topic,
)
from qualmap.records.base import Result
from qualmap.records.passport import Fact
from qualmap.records.phrases import Reason


class FactEvidence(Result):
    """One stated fact, the best document that shows it, whether an interview bore it out, and how likely it is."""

    fact: Fact
    value: Reason | None = Field(description="What is stated; null: nothing is stated.")
    grade: Grade
    shown_by: tuple[DocumentKind, ...]
    interview: bool
    likelihood: Likelihood


class AwardEvidence(Result):
    """How well each fact of an award is evidenced, and the award as a whole: as well as that it was made at all."""

    facts: tuple[FactEvidence, ...]
    overall: Grade
    means: Reason
    likelihood: Likelihood


class Assessed(Result):
    """One item of part 1: what is assessed as likely, in a sentence, and what that rests on."""

    kind: Literal["award", "prior-learning", "in-work", "experience", "language"]
    says: Reason
    country: str | None = Field(description="ISO 3166-1 alpha-2.")
    language: str | None = Field(
        default=None, description="BCP 47: of a language skill the language, else of the title."
    )
    grade: Grade
    likelihood: Likelihood
    evidence: AwardEvidence | None = None
    field: str | None = Field(default=None, description="ISCED-F 2013.")
    classified: tuple[str, ...] = Field(default=(), description="Such as `isco-08 2221`.")


class Step(Result):
    """What would settle something that is open, and by which means."""

    settles: str
    means: Means
    reason: Reason


class Resting(Result):
    """A part of the paper and the sources that it rests on."""

    topic: Topic
    cited: tuple[Cited, ...]


class BackgroundPaper(Result):
    """A paper in two parts; no recognition, no decision, no document of identity. People interview, decide and sign."""

    id: str = Field(description="Hash of what was given, the judgement, the rules and the versions.")
    judgement: str = Field(description="Id of the judgement that it was made beside.")
    on: str
    valid_until: str
    purpose: Purpose
    origin: Country
    destination: Country
    qualmap_version: str
    catalogue_version: str
    highest: Assessed
    level: tuple[Reason, ...] = Field(description="Where the award may stand at the destination: orientation only.")
    others: tuple[Assessed, ...]
    certificates: tuple[Assessed, ...]
    experience: tuple[Assessed, ...]
    languages: tuple[Assessed, ...]
    interview_held: str | None
    is_not: tuple[Reason, ...]
    questions: tuple[Step, ...] = Field(description="For a structured interview about the studies.")
    steps: tuple[Step, ...]
    ask: tuple[Reason, ...]
    appeal: Reason
    evaluators: int = Field(description="How many people sign.")
    rests_on: tuple[Resting, ...]
