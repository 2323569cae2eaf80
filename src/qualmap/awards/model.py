"""What the search for a title answers. This is the JSON contract of ``find``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qualmap.crosswalk.model import FrameworkName
from qualmap.records.base import Result, Verification

EditionStanding = Literal[
    "in-force", "teach-out", "start-unknown", "end-unknown", "not-adopted", "none", "later", "earlier"
]
"""How an edition stands on the date; ``later`` and ``earlier``: it began after the date, or ended before it."""


class TitleMatch(Result):
    """One award that the searched title may name: a title of one framework edition, with all levels it stands on."""

    framework: FrameworkName
    standing: EditionStanding = Field(description="How the framework's edition stands on the date.")
    title: str = Field(description="The title as the record has it.")
    levels: tuple[str, ...] = Field(description="Every level that the title stands on, in rank order; may be empty.")
    generic_type: str | None = Field(description="The kind of award, as the catalogue classes it.")
    matched: str = Field(description="The name of the award that fitted best, folded and spelled out.")
    exact: bool = Field(description="Whether the searched title is a recorded title of this award, word for word.")
    score: float = Field(ge=0, le=1, description="Probability that this is the award, or one on the same levels.")
    source: str | None = Field(description="Address or citation; null when nobody has read one.")
    verification: Verification = Field(description="How the title and its levels were checked.")


class TitleSearch(Result):
    """The awards that a title may name, the likeliest first."""

    query: str
    country: str | None = Field(description="ISO 3166-1 alpha-2 code; null when all countries were searched.")
    subdivision: str | None = Field(description="ISO 3166-2 code; null when the whole country was searched.")
    on: str = Field(description="The day on which editions stand as each match says.")
    status: Literal["found", "not_found"] = Field(
        description="not_found: no match is likely enough; those nearest are listed all the same."
    )
    matches: tuple[TitleMatch, ...]
    reason: str | None = Field(description="Why nothing was found, or what to mind in what was; null otherwise.")
    catalogue_version: str
    qualmap_version: str
