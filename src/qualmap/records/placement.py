"""The record of where kinds of award stand on the scale, and how much each piece of evidence about an award counts."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from qualmap.records.base import Code, Integer, Number, Record, Text
from qualmap.records.dates import PartialDate
from qualmap.records.model import Assumption
from qualmap.records.titles import Weight

SizeGroup = Literal["school", "short", "degree"]
"""What years of study say: years of school, of a short course after it, or of a degree."""


class KindPlace(Record):
    """Where awards of one kind stand on the scale, in levels."""

    kind: Code = Field(description="The generic type.")
    mean: Number = Field(description="The height at which they stand on average.")
    spread: Number = Field(description="How far they scatter: the standard deviation.")
    group: SizeGroup = Field(description="Which years and rights say something of such an award.")
    years: Number | None = Field(None, description="How many years such an award usually takes.")
    statements: Integer = Field(description="How many statements it was fitted on, beside official placements.")


class Measured(Record):
    """How well held-out answers agreed with statements of recognition bodies, in one part of the world."""

    region: Literal["of-the-scale", "elsewhere"] = Field(description="The scale's own region, or all others.")
    n: Integer = Field(description="How many awards were scored.")
    countries: Integer = Field(description="From how many countries.")
    bodies: tuple[Text, ...] = Field(description="Whose statements they are: against whose practice was scored.")
    answered: Number = Field(description="Share that got an answer.")
    right: Number = Field(description="Share of these whose likeliest level is one that is printed.")
    intercept: Number = Field(description="Calibration of the confidence: intercept of the log odds.")
    slope: Number = Field(description="Calibration of the confidence: slope of the log odds.")
    ece: Number = Field(description="Calibration error, each country by what the others taught.")
    ece_perfect: Number = Field(description="That of a perfect predictor at this n.")


class AwardPlacement(Record):
    """What ``python -m qualmap.evaluation.awards.fit`` writes."""

    id: Code = Field(description="Id of the record.")
    source: Text = Field(description="How the record was made, in words.")
    fitted_on: PartialDate = Field(description="The catalogue's date when it was fitted.")
    places: tuple[KindPlace, ...] = Field(description="Where each kind stands.")
    opens_to: tuple[Code, ...] = Field(
        description="Kinds to which access is a sighting of where a school award stands."
    )
    shifts: tuple[Weight, ...] = Field(description="By how many spreads of its kind a fact moves an award.")
    declared: tuple[Assumption, ...] = Field(description="What the data cannot identify, with its reason.")
    measured: tuple[Measured, ...] = Field(description="What held-out answers were worth.")

    @cached_property
    def place_of(self) -> dict[str, KindPlace]:
        """The places by kind."""
        return {place.kind: place for place in self.places}

    @cached_property
    def shift(self) -> dict[str, float]:
        """The shifts by the name of the fact."""
        return {weight.feature: weight.value for weight in self.shifts}

    @cached_property
    def assumed(self) -> dict[str, float]:
        """The assumptions by id."""
        return {item.id: item.value for item in self.declared}
