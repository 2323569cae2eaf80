"""The background paper for a holder whose documents are missing, and the written rules that it follows."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from qualmap.records.award import Grade, Purpose
from qualmap.records.base import Code, Integer, Record, Source, Text
from qualmap.records.judgement import Cited, Country
from qualmap.records.passport import Fact
from qualmap.records.phrases import Reason
from qualmap.records.results import Result

Likelihood = Literal["confirmed", "very-likely", "likely", "plausible", "stated"]
"""Words for how well something is evidenced, the surest first. They are tied to evidence, never to a number."""
DocumentKind = Literal["certificate", "transcript", "diploma-supplement", "letter", "identity-free-record", "other"]
Means = Literal["document", "question", "interview", "test", "verification", "declaration"]
"""How an open fact can be settled."""
Topic = Literal["paper", "shape", "interview", "valid", "is-not", "consent", "steps", "questions"]
"""The parts of a paper that rest on sources."""


class LikelihoodWord(Record):
    """When a word is said: for evidence of these grades, by itself or with an interview that bore the fact out."""

    word: Likelihood
    grades: tuple[Grade, ...] = ()
    with_interview: tuple[Grade, ...] = ()
    because: Text


class ShownBy(Record):
    """What a kind of document shows by itself, where its entry does not say otherwise."""

    kind: DocumentKind
    facts: tuple[Fact, ...]
    because: Text


class Scheme(Record):
    """A classification that items are aligned to; ``address`` has a place ``{code}`` where its codes have addresses."""

    id: Code
    name: Text
    address: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"|\\^`]+$", max_length=200)]
    source: Code


class Rests(Record):
    """The sources that a part of the paper rests on."""

    topic: Topic
    sources: tuple[Code, ...]


class BackgroundRules(Record):
    """How long a paper is valid, how many evaluators sign it, what evidence it rests on and in which words."""

    id: Code
    valid_years: Annotated[Integer, Field(ge=1, le=50)]
    valid_source: Code
    evaluators: Annotated[Integer, Field(ge=1, le=5)]
    evaluators_source: Code
    likelihood: tuple[LikelihoodWord, ...]
    shows: tuple[ShownBy, ...]
    schemes: tuple[Scheme, ...]
    rests_on: tuple[Rests, ...]
    sources: tuple[Source, ...]

    @cached_property
    def by_kind(self) -> dict[DocumentKind, tuple[Fact, ...]]:
        """The facts that each kind of document shows."""
        return {item.kind: item.facts for item in self.shows}

    @cached_property
    def by_scheme(self) -> dict[str, Scheme]:
        """The classifications by their id."""
        return {item.id: item for item in self.schemes}

    def word(self, grade: Grade, *, interview: bool) -> Likelihood:
        """The word for evidence of a grade. The record is tested to have one for each."""
        return next(
            item.word for item in self.likelihood if grade in (item.with_interview if interview else item.grades)
        )


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
