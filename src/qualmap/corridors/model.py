"""What is known about a pair of countries: the answer of ``corridor``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qualmap.crosswalk.model import Basis, Crosswalk, FrameworkName, MappingStatus
from qualmap.law.model import LegalBasis
from qualmap.records.base import Result
from qualmap.records.instrument import Scope
from qualmap.records.phrases import Reason

Knowledge = Literal["official", "reported", "composed", "inferred", "unlinked", "not-known"]
"""How much is known of a level's place elsewhere, the best first; ``unlinked`` is an answer, ``not-known`` is none."""
LadderStanding = Literal["in-force", "start-unknown", "end-unknown", "not-adopted"]


class LadderUsed(Result):
    """A framework with levels, and how it stands on the date."""

    framework: FrameworkName
    name: str
    standing: LadderStanding


class AwardsOfType(Result):
    """Awards of one generic type on both sides, as the catalogue knows them; nothing here says that they are equal."""

    type: str
    label: str
    origin: tuple[str, ...]
    destination: tuple[str, ...] = Field(description="With framework and level where the award stands on one.")


class KindConclusion(Result):
    """What follows from the instruments for one kind of award."""

    kind: Scope
    conclusion: Reason
    practice: Reason | None


class Way(Result):
    """One direction of a corridor."""

    origin: str
    destination: str
    crosswalks: tuple[Crosswalk, ...] = Field(description="Every origin ladder to every destination ladder.")
    by_type: tuple[AwardsOfType, ...] = Field(description="Where a side has no ladder: awards by their generic type.")
    legal: LegalBasis
    conclusions: tuple[KindConclusion, ...]


class WeakLink(Result):
    """A level of which little is known."""

    origin: FrameworkName
    level: str
    destination: FrameworkName
    status: MappingStatus
    destination_levels: tuple[str, ...] | None
    confidence: float | None
    basis: Basis | None


class Gap(Result):
    """Something that is missing; it never counts against anybody."""

    reason: Reason
    source: str | None = Field(default=None, description="Where it could be read, or who says that there is nothing.")


class Corridor(Result):
    """Two countries: where qualifications of each stand in the other, what binds them, and what is missing."""

    origin: str
    destination: str
    on: str
    profession: str | None
    ladders: dict[str, tuple[LadderUsed, ...]] = Field(description="By country.")
    there: Way
    back: Way
    known: dict[str, int] = Field(description="Levels of both ways by how much is known of them.")
    weakest: tuple[WeakLink, ...] = Field(description="Both ways, the weakest first; the rest is in the crosswalks.")
    missing: tuple[Gap, ...]
    never_against: Reason
    catalogue_version: str
    qualmap_version: str
