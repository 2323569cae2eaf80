"""What the engine answers: crosswalk, mapping, evidence. This is the JSON contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from qualmap.errors import UnknownNameError
from qualmap.records.base import Result

MappingStatus = Literal["answered", "unlinked", "not_known"]


Basis = Literal["official", "reported", "composed", "inferred"]


ConfidenceBasis = Literal["validated", "extrapolated", "source"]


MappingRelation = Literal["equal", "spans", "narrower", "broader", "split", "unlinked"]


class FrameworkName(Result):
    """A framework's edition."""

    id: str
    edition: str

    def __str__(self) -> str:
        return f"{self.id}@{self.edition}"


class Evidence(Result):
    """One piece of evidence for or against an answer, and who says so."""

    id: str = Field(description="Stable name of the piece of evidence.")
    kind: Literal["link", "path", "qualification-type", "descriptors", "ladder", "benchmark", "dispute"]
    statement: str
    source: str | None = Field(description="Address or citation; null when nobody has read one.")
    date_seen: str | None = None
    status: str | None = Field(default=None, description="Status of the table that a link belongs to.")
    verification: Literal["seen", "secondary", "recalled"] | None = None
    claim: Literal["pair", "aligned", "inferred"] | None = None
    weight: float = Field(ge=0, le=1, description="Reliability of a link; share of the placement for an award type.")
    used: bool
    via: tuple[str, ...] | None = Field(default=None, description="For a path: the frameworks passed through.")
    tables: tuple[str, ...] = Field(
        default=(), description="Ids of the tables that it was read from: one for a link, several for a path."
    )
    framework: str | None = Field(default=None, description="The edition that it says something of.")
    level: str | None = Field(default=None, description="The level of that edition.")


class Mapping(Result):
    """One origin level's answer. See docs/meanings.md for what each number means."""

    origin_level: str
    status: MappingStatus
    destination_levels: tuple[str, ...] | None = Field(
        description="The answer: a set of level codes in rank order; empty when unlinked, null when not known."
    )
    distribution: dict[str, float] | None = Field(
        description="Probability for every destination level code, `below` and `above`; sums to 1; null when not known."
    )
    confidence: float | None = Field(ge=0, le=1, description="Probability that the answer set is right.")
    confidence_basis: ConfidenceBasis | None
    basis: Basis | None
    relation: MappingRelation | None
    decides_by: str | None = Field(default=None, description="For a split: what tells the awards apart.")
    destination_awards: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    dissent: tuple[Evidence, ...] = ()
    reason: str | None = None


class Crosswalk(Result):
    """All mappings from one framework edition to another, one per origin level, in rank order."""

    origin: FrameworkName
    destination: FrameworkName
    mappings: tuple[Mapping, ...]
    reason: str | None = Field(default=None, description="Why there are no mappings; null when there are.")
    catalogue_version: str
    qualmap_version: str

    def __getitem__(self, level: str) -> Mapping:
        for mapping in self.mappings:
            if mapping.origin_level == level:
                return mapping
        raise UnknownNameError("level", level, (m.origin_level for m in self.mappings), where=self.origin.id)

    def __iter__(self) -> Iterator[Mapping]:  # type: ignore[override]  # a crosswalk is its mappings
        return iter(self.mappings)

    def __len__(self) -> int:
        return len(self.mappings)


class Outcome(Result):
    """What the answer would be if one thing were different; the fields mean what they mean in a mapping."""

    status: MappingStatus
    destination_levels: tuple[str, ...] | None = Field(description="Empty when unlinked, null when not known.")
    basis: Basis | None
    confidence: float | None = Field(ge=0, le=1)


class Pull(Result):
    """What one piece of evidence does to an answer: the answer without it, and how far the distribution moves."""

    id: str = Field(description="The table's id, or the id that the piece has as evidence of the mapping.")
    kind: Literal["table", "tables", "award", "awards", "printed-numbers"]
    statement: str
    source: str | None = Field(description="Address or citation; null when nobody has read one.")
    evidence: tuple[str, ...] = Field(
        description="Ids of the mapping's pieces of evidence and dissent that go with it."
    )
    moved: float = Field(
        ge=0, le=1, description="Total variation distance: the share of the distribution that moves without it."
    )
    without: Outcome = Field(description="The answer without it.")


class Help(Result):
    """A missing fact, and how sure the answer would be if it turned out as is most likely now.

    ``two-tables`` stands for two at once, where no single fact would help.
    """

    id: str = Field(
        description="What it is about: a table (`#source-` and a source of it), an award, or framework:level."
    )
    kind: Literal["unread-report", "unchecked-table", "unchecked-award", "missing-award", "two-tables"]
    action: str = Field(description="What to do, in words.")
    assumes: str = Field(description="What the fact must turn out to be.")
    source: str | None = Field(description="Where to read it, if that is known.")
    gain: float = Field(gt=0, le=1, description="By how much confidence would rise; not known counts as 0.")
    then: Outcome = Field(description="The answer if the fact turns out so.")


class WhatIf(Result):
    """How much each piece of evidence moves one answer, and which missing fact would help most."""

    origin: FrameworkName
    destination: FrameworkName
    mapping: Mapping = Field(description="The answer as it is now, with its evidence.")
    pulls: tuple[Pull, ...] = Field(description="What moves the answer most comes first.")
    helps: tuple[Help, ...] = Field(description="What would raise the confidence most comes first; may be empty.")
    advice: str = Field(description="The best of `helps` in one sentence, or that nothing known here would help.")
    catalogue_version: str
    qualmap_version: str
