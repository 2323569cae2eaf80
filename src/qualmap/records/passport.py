"""What a holder brings besides one award: qualifications, certificates of learning and of work, experience, languages.

Nothing about the holder as a person has a field here: a name, a birth date or a status is an unknown key and refused.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from qualmap.records.award import Award, Given, Grade
from qualmap.records.base import Isco, LanguageTag, Line, Record, Span
from qualmap.records.dates import PartialDate

Cefr = Literal["A1", "A2", "B1", "B2", "C1", "C2"]
Fact = Literal["title", "level", "awarded", "awarding-body", "workload", "outcomes"]
"""What an award's documents may state, and may show."""
CertificateKind = Literal["prior-learning", "in-work"]


class Certificate(Record):
    """A certificate that is no award of a framework: for learning gained before, or for skills gained in work."""

    kind: CertificateKind = Field(description="For learning gained before, or for skills gained in work.")
    title: Line = Field(description="Title of the certificate.")
    country: Line = Field(description="Where it was given.")
    body: Line | None = Field(None, description="Who gave it.")
    awarded: PartialDate | None = Field(None, description="When it was given.")
    isco: Isco | None = Field(None, description="The occupation, by ISCO-08 code.")
    language: LanguageTag | None = Field(None, description="Language of the title.")
    evidence: Grade = Field("none", description="How well it is evidenced.")


class Experience(Record):
    """Work that the holder did: as what, where, for how many years, and how well that is evidenced."""

    occupation: Line = Field(description="As what the holder worked.")
    country: Line = Field(description="Where.")
    isco: Isco | None = Field(None, description="The occupation, by ISCO-08 code.")
    years: Span | None = Field(None, description="For how many years.")
    evidence: Grade = Field("none", description="How well it is evidenced.")


class LanguageSkill(Record):
    """A language and the level of the Common European Framework of Reference that the holder has in it."""

    language: LanguageTag = Field(description="The language.")
    level: Cefr = Field(description="The level of the Common European Framework of Reference.")
    evidence: Grade = Field("none", description="How well it is evidenced.")


class Interview(Record):
    """A structured interview about the studies: when, with how many evaluators, and what it bore out.

    What it did not bear out is left out here; that never counts against the holder.
    """

    held: PartialDate = Field(description="When it was held.")
    evaluators: Annotated[int, Field(ge=1, le=20)] = Field(description="With how many evaluators.")
    bears_out: tuple[Fact | Literal["certificates", "experience", "languages"], ...] = Field(
        description="What it bore out."
    )


class Passport(Given):
    """A skills passport: the awards, the highest first, and everything else that the holder can do or has done."""

    awards: Annotated[tuple[Award, ...], Field(max_length=50)] = Field((), description="The awards, the highest first.")
    certificates: Annotated[tuple[Certificate, ...], Field(max_length=50)] = Field(
        (), description="Certificates that are no awards of a framework."
    )
    experience: Annotated[tuple[Experience, ...], Field(max_length=50)] = Field(
        (), description="Work that the holder did."
    )
    languages: Annotated[tuple[LanguageSkill, ...], Field(max_length=50)] = Field((), description="Languages.")
    interview: Interview | None = Field(None, description="A structured interview about the studies.")

    @model_validator(mode="after")
    def _holds_something(self) -> Passport:
        if not (self.awards or self.certificates or self.experience or self.languages):
            raise ValueError("is empty: give an award, a certificate, experience or a language")
        return self
