"""What the engine answers: crosswalk, mapping, evidence. This is the JSON contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from qualmap.errors import UnknownNameError

MappingStatus = Literal["answered", "unlinked", "not_known"]
Basis = Literal["official", "reported", "composed", "inferred"]
ConfidenceBasis = Literal["validated", "extrapolated", "source"]
MappingRelation = Literal["equal", "spans", "narrower", "broader", "split", "unlinked"]


class Result(BaseModel):
    """An immutable result."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class FrameworkName(Result):
    """A framework's edition."""

    id: str
    edition: str


class Evidence(Result):
    """One piece of evidence for or against an answer, and who says so."""

    id: str = Field(description="Stable name of the piece of evidence.")
    kind: Literal["link", "path", "qualification-type", "ladder", "dispute"]
    statement: str
    source: str | None = Field(description="Address or citation; null when nobody has read one.")
    date_seen: str | None = None
    status: str | None = Field(default=None, description="Status of the table that a link belongs to.")
    verification: Literal["seen", "secondary", "recalled"] | None = None
    claim: Literal["pair", "aligned", "inferred"] | None = None
    weight: float = Field(ge=0, le=1, description="Reliability of a link; share of the placement for an award type.")
    used: bool
    via: tuple[str, ...] | None = Field(default=None, description="For a path: the frameworks passed through.")


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
