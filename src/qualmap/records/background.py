"""The background paper for a holder whose documents are missing, and the written rules that it follows."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from qualmap.records.award import Grade
from qualmap.records.base import Code, Integer, Record, Source, Text
from qualmap.records.passport import Fact

Likelihood = Literal["confirmed", "very-likely", "likely", "plausible", "stated"]
"""Words for how well something is evidenced, the surest first. They are tied to evidence, never to a number."""


DocumentKind = Literal["certificate", "transcript", "diploma-supplement", "letter", "identity-free-record", "other"]


Means = Literal["document", "question", "interview", "test", "verification", "declaration"]
"""How an open fact can be settled."""


Topic = Literal["paper", "shape", "interview", "valid", "is-not", "consent", "steps", "questions"]
"""The parts of a paper that rest on sources."""


class LikelihoodWord(Record):
    """When a word is said: for evidence of these grades, by itself or with an interview that bore the fact out."""

    word: Likelihood = Field(description="The word.")
    grades: tuple[Grade, ...] = Field((), description="Grades of evidence of which it is said.")
    with_interview: tuple[Grade, ...] = Field(
        (), description="Grades of evidence of which it is said where an interview bore the fact out."
    )
    because: Text = Field(description="Why, in a sentence.")


class ShownBy(Record):
    """What a kind of document shows by itself, where its entry does not say otherwise."""

    kind: DocumentKind = Field(description="The kind of document.")
    facts: tuple[Fact, ...] = Field(description="What it shows.")
    because: Text = Field(description="Why, in a sentence.")


class Scheme(Record):
    """A classification that items are aligned to."""

    id: Code = Field(description="Id of the classification.")
    name: Text = Field(description="Name of the classification.")
    address: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"|\\^`]+$", max_length=200)] = Field(
        description="Address of a code, with a place `{code}`, where its codes have addresses."
    )
    source: Code = Field(description="Local id of the source that says so.")


class Rests(Record):
    """The sources that a part of the paper rests on."""

    topic: Topic = Field(description="The part of the paper.")
    sources: tuple[Code, ...] = Field(description="Local ids of the sources that it rests on.")


class BackgroundRules(Record):
    """How long a paper is valid, how many evaluators sign it, what evidence it rests on and in which words."""

    id: Code = Field(description="Id of the record.")
    valid_years: Annotated[Integer, Field(ge=1, le=50)] = Field(description="For how many years a paper is valid.")
    valid_source: Code = Field(description="Local id of the source for that.")
    evaluators: Annotated[Integer, Field(ge=1, le=5)] = Field(description="How many evaluators sign it.")
    evaluators_source: Code = Field(description="Local id of the source for that.")
    likelihood: tuple[LikelihoodWord, ...] = Field(
        description="Which word is said for which evidence, the surest first."
    )
    shows: tuple[ShownBy, ...] = Field(description="What each kind of document shows by itself.")
    schemes: tuple[Scheme, ...] = Field(description="Classifications that items are aligned to.")
    rests_on: tuple[Rests, ...] = Field(description="The sources that each part of the paper rests on.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")

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
