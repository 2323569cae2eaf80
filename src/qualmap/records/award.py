"""What an officer gives: an award and its gates, documents and findings. Nothing about the holder as a person.

Every field but title and country may be left out: unknown is a value, and never counts against the holder.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from qualmap.records.base import Code, EditionRef, Integer, Number, PartialDate, Record, Span

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

    @model_validator(mode="before")
    @classmethod
    def _nulls_are_unknown(cls, given: Any) -> Any:
        return _without_nulls(given)


Line = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")]
"""One line of text without control characters."""


class Gate(Given):
    """What is known of one gate check; who confirmed it, or found that it failed, is always named."""

    state: GateState = "unknown"
    source: Line | None = None

    @model_validator(mode="after")
    def _sourced(self) -> Gate:
        if self.state in ("confirmed", "failed") and self.source is None:
            raise ValueError(f"a gate that is {self.state} names its source: who checked it, and where")
        return self


class Gates(Given):
    """Document authentic, institution recognised, programme accredited."""

    authentic: Gate = Gate()
    institution: Gate = Gate()
    programme: Gate = Gate()


class DocumentEvidence(Given):
    """A document of the holder: what kind it is, how strong as evidence, and what it shows."""

    kind: Literal["certificate", "transcript", "diploma-supplement", "letter", "identity-free-record", "other"]
    grade: Grade
    shows: Line | None = None


class LearningOutcome(Given):
    """One learning outcome that the documents state, and how fine its grain is."""

    text: Line
    grain: Literal["qualification", "programme", "unit"]


class Finding(Given):
    """An officer's own finding on one element, with the evidence that shows it."""

    element: ElementName
    difference: Difference
    because: Line
    source: Line | None = None

    @model_validator(mode="after")
    def _shown(self) -> Finding:
        if self.difference == "substantial" and self.source is None:
            raise ValueError("a substantial difference names the source that shows it")
        return self


class Award(Given):
    """An award as its documents state it.

    ``title``: verbatim, in its own language. ``country``: a name or code. ``level``: as printed, of ``framework`` (an
    id) or of the edition ``registered_under``. ``award_type`` is a generic type. ``years``: full-time study that it
    took. ``credits`` count in ``credit_system``. ``awarding_bodies`` names all of them for a joint award;
    ``taught_in`` the countries of teaching, where another. ``gives_access_to``: generic types, as documents say.
    """

    title: Line
    country: Line
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    framework: Code | None = None
    registered_under: EditionRef | None = None
    level: Code | None = None
    awarded: PartialDate | None = None
    awarding_bodies: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    taught_in: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    programme: Line | None = None
    field: Annotated[str, StringConstraints(pattern=r"^\d{2,4}$")] | None = None
    award_type: Code | None = None
    isced: Integer | None = None
    years: Annotated[Span, BeforeValidator(_as_text)] | None = None
    credits: Number | None = None
    credit_system: Line | None = None
    orientation: Orientation | None = None
    gives_access_to: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    gates: Gates = Gates()
    documents: Annotated[tuple[DocumentEvidence, ...], Field(max_length=50)] = ()
    outcomes: Annotated[tuple[LearningOutcome, ...], Field(max_length=200)] = ()
    findings: Annotated[tuple[Finding, ...], Field(max_length=20)] = ()


class Sought(Given):
    """What the holder asks for at the destination.

    ``as_type``: the generic type, and ``as_level`` the level, that the award should count as. ``access_to``: the
    generic type of the studies that the holder wants to enter, and their ``orientation``. ``profession``: the one to be
    practised.
    """

    as_type: Code | None = None
    as_level: Code | None = None
    access_to: Code | None = None
    orientation: Orientation | None = None
    profession: Code | None = None
