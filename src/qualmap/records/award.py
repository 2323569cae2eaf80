"""What an officer gives: an award and its gates, documents and findings. Nothing about the holder as a person.

Every field but title and country may be left out: unknown is a value, and never counts against the holder.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from qualmap.records.base import (
    Code,
    EditionRef,
    FieldOfStudy,
    Integer,
    LanguageTag,
    Line,
    Number,
    Record,
    Span,
    Written,
)
from qualmap.records.dates import PartialDate

Purpose = Literal["further-study", "employment", "regulated-profession", "migration"]


PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


ElementName = Literal["level", "workload", "quality", "profile", "outcomes"]


ELEMENTS: tuple[ElementName, ...] = get_args(ElementName)


GateName = Literal["authentic", "institution", "programme"]


GATES: tuple[GateName, ...] = get_args(GateName)


GateState = Literal["confirmed", "claimed", "unknown", "failed"]


Difference = Literal["none", "non-substantial", "potentially-substantial", "substantial", "unknown"]


Grade = Literal["verified", "original", "copy", "described", "none"]
"""How strong a document is as evidence: confirmed by its issuer, an original, a copy, described, missing."""


Orientation = Literal["academic", "professional"]


def _as_text(value: Any) -> Any:
    """A number given as one, where a span is text: programs write ``years: 3``, people ``1-2``."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value
    if not 0 <= value < 1e6:
        raise ValueError("is not a number of any use here")
    return f"{value:g}"


def _without_nulls(given: Any) -> Any:
    """A fact that is null is a fact that is not known."""
    if not isinstance(given, Mapping):
        return given
    return {name: value for name, value in given.items() if value is not None}


class Given(Record):
    """A record that people and programs give: what is null is left out."""

    unknown_key: ClassVar[str] = "qualmap takes facts about an award, none about its holder"

    @model_validator(mode="before")
    @classmethod
    def _nulls_are_unknown(cls, given: Any) -> Any:
        return _without_nulls(given)


class Gate(Given):
    """What is known of one gate check; who confirmed it, or found that it failed, is always named."""

    state: GateState = Field("unknown", description="what is known")
    source: Line | None = Field(None, description="who checked it, and where")

    @model_validator(mode="after")
    def _sourced(self) -> Gate:
        if self.state in ("confirmed", "failed") and self.source is None:
            raise ValueError(f"a gate that is {self.state} names its source: who checked it, and where")
        return self


class Gates(Given):
    """Document authentic, institution recognised, programme accredited."""

    authentic: Gate = Field(Gate(), description="the document is genuine")
    institution: Gate = Field(Gate(), description="the awarding institution is recognised")
    programme: Gate = Field(Gate(), description="the programme is accredited")


class DocumentEvidence(Given):
    """A document of the holder: what kind it is, how strong as evidence, and what it shows."""

    kind: Literal["certificate", "transcript", "diploma-supplement", "letter", "identity-free-record", "other"] = Field(
        description="kind of document"
    )
    grade: Grade = Field(description="how strong it is as evidence")
    shows: Line | None = Field(None, description="what it shows, where not what its kind usually does")


class LearningOutcome(Given):
    """One learning outcome that the documents state, and how fine its grain is."""

    text: Line = Field(description="the outcome, as the document words it")
    grain: Literal["qualification", "programme", "unit"] = Field(description="of what it is an outcome")


class Finding(Given):
    """An officer's own finding on one element, with the evidence that shows it."""

    element: ElementName = Field(description="the element that was looked at")
    difference: Difference = Field(description="the difference that was found")
    because: Line = Field(description="why, in a sentence")
    source: Line | None = Field(None, description="what shows it; a substantial difference needs one")

    @model_validator(mode="after")
    def _shown(self) -> Finding:
        if self.difference == "substantial" and self.source is None:
            raise ValueError("a substantial difference names the source that shows it")
        return self


class Award(Given):
    """An award as its documents state it."""

    title: Line = Field(description="as the document prints it, in its own language")
    country: Line = Field(
        description="where it was awarded: a country, or a part of one such as Scotland, by name or code"
    )
    language: Annotated[LanguageTag | None, Written("title-language")] = Field(
        None, description="language of the title: a tag such as fr or pt-BR"
    )
    framework: Code | None = Field(None, description="the framework that the document names: its id or printed name")
    registered_under: EditionRef | None = Field(
        None, description="the edition under which it was registered: id@edition"
    )
    level: Code | None = Field(None, description="the level that the document prints")
    awarded: PartialDate | None = Field(None, description="date of the award: 2015, 2015-06 or 2015-06-30")
    awarding_bodies: Annotated[tuple[Line, ...], Field(max_length=20), Written("body")] = Field(
        (), description="awarding bodies, all of them for a joint award"
    )
    taught_in: Annotated[tuple[Line, ...], Field(max_length=20)] = Field(
        (), description="countries in which it was taught, where another"
    )
    programme: Line | None = Field(None, description="the programme that was studied")
    field: FieldOfStudy | None = Field(None, description="field of study: ISCED-F code of two to four digits")
    award_type: Code | None = Field(None, description="generic type, such as bachelor")
    isced: Integer | None = Field(None, description="ISCED 2011 level, 0 to 8")
    years: Annotated[Span, BeforeValidator(_as_text)] | None = Field(
        None, description="years of full-time study that it took: 3, or 3-4"
    )
    credits: Number | None = Field(None, description="how many credits")
    credit_system: Line | None = Field(None, description="in which system they count, such as ECTS")
    orientation: Orientation | None = Field(None, description="orientation of the studies")
    results: Line | None = Field(
        None, description="grades or credits that the document shows, in the words of the condition that they meet"
    )
    gives_access_to: Annotated[tuple[Code, ...], Field(max_length=20)] = Field(
        (), description="generic types that it opens, as documents say"
    )
    gates: Annotated[Gates, Written("gate", ("gate", "state", "source"))] = Field(
        Gates(),
        description="the gate checks and who says so: document genuine, institution recognised, programme accredited",
    )
    documents: Annotated[
        tuple[DocumentEvidence, ...], Field(max_length=50), Written("document", ("kind", "grade", "shows"))
    ] = Field((), description="documents: their kind, how strong they are as evidence, what they show")
    outcomes: Annotated[tuple[LearningOutcome, ...], Field(max_length=200), Written("outcome", ("grain", "text"))] = (
        Field((), description="learning outcomes that the documents state")
    )
    findings: Annotated[tuple[Finding, ...], Field(max_length=20)] = Field(
        (), description="an officer's own findings, each with its reason and its source"
    )


class Sought(Given):
    """What the holder asks for at the destination."""

    as_type: Code | None = Field(None, description="the generic type that the award should count as")
    as_level: Code | None = Field(None, description="the destination level that it should count as")
    access_to: Code | None = Field(None, description="the generic type of the studies to be entered")
    orientation: Orientation | None = Field(None, description="orientation of the studies to be entered")
    profession: Code | None = Field(None, description="the profession to be practised, by id or name")


class Application(Given):
    """An award to be judged."""

    award: Award = Field(description="the award, as its documents state it")
    destination: Line = Field(description="where to: a country, a part of one, or one framework's id")
    purpose: Purpose = Field(description="what the award is to be judged for")
    sought: Sought = Field(Sought(), description="what is sought there, if anything in particular")
    on: PartialDate | None = Field(None, description="day of the judgement, such as 2026-11-23")
