"""A recognition policy: which elements matter for which purpose, and from where on a difference is one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qualmap.records.award import ElementName, GateName, Purpose
from qualmap.records.base import Code, Integer, Number, Record, Text

Weight = Literal["decides", "counts", "informs"]
"""``decides``: must be known, and a difference changes the outcome. ``counts``: a difference changes the outcome, but
what is not known does not hold it up. ``informs``: is shown and changes nothing."""
Share = Annotated[Number, Field(ge=0, le=1)]


class Weights(Record):
    """How much each element matters."""

    level: Weight = Field(description="How much the level matters.")
    workload: Weight = Field(description="How much the workload matters.")
    quality: Weight = Field(description="How much quality assurance matters.")
    profile: Weight = Field(description="How much the profile matters.")
    outcomes: Weight = Field(description="How much the learning outcomes matter.")

    def of(self, element: ElementName) -> Weight:
        """The weight of one element."""
        weight: Weight = getattr(self, element)
        return weight


class PurposeRule(Record):
    """What counts for one purpose, and which gates must be confirmed before anything is recognised in full."""

    purpose: Purpose = Field(description="The purpose.")
    weights: Weights = Field(description="How much each element matters: decides, counts or informs.")
    gates: tuple[GateName, ...] = Field(
        description="Gates that must be confirmed before anything is recognised in full."
    )
    because: Text = Field(description="Why, in a sentence.")


class Thresholds(Record):
    """From where on a difference is one; shares run from 0 to 1."""

    level_reached: Share = Field(
        description="The probability of reaching the level sought from which on no difference is seen."
    )
    level_missed: Share = Field(
        description="The probability below which the difference is potentially substantial; between the two it is "
        "unknown.",
    )
    level_gap: Annotated[Integer, Field(ge=1)] = Field(
        description="How many ranks below the level sought an official, undisputed answer must be to be a substantial "
        "difference.",
    )
    workload_minor: Share = Field(description="The missing share of workload up to which there is no difference.")
    workload_major: Share = Field(
        description="The missing share of workload up to which a difference is not substantial."
    )
    workload_substantial: Share = Field(
        description="The missing share of workload from which on a difference is substantial, and not only "
        "potentially.",
    )
    most_years_in_a_year: Annotated[Number, Field(ge=1, le=3)] = Field(
        description="How many years of full-time work a year can hold at most."
    )


class Opens(Record):
    """What studies usually ask for where no record of the destination says it: any award of these kinds."""

    to: Code = Field(description="Generic type of the award to whose studies the question is.")
    kinds: Annotated[tuple[Code, ...], Field(min_length=1)] = Field(
        description="Kinds of award, any of which usually opens them."
    )


class Policy(Record):
    """A documented profile that an agency copies and changes."""

    id: Code = Field(description="Id of the policy.")
    name: Text = Field(description="Name of the policy.")
    notes: tuple[Text, ...] = Field((), description="What readers of the policy should know.")
    valid_years: Annotated[Integer, Field(ge=1, le=50)] = Field(description="For how many years a statement is valid.")
    appeal: Text | None = Field(None, description="The way to appeal.")
    thresholds: Thresholds = Field(description="From where on a difference is one.")
    purposes: tuple[PurposeRule, ...] = Field(description="What counts, purpose by purpose.")
    usually_opened_by: tuple[Opens, ...] = Field(
        (), description="What studies usually ask for, where no record of the destination says it."
    )
    assume_access: bool = Field(
        False, description="Whether access that no record knows is assumed by the award's kind (the record `access`)."
    )

    def rule(self, purpose: Purpose) -> PurposeRule:
        """What counts for a purpose. The policy is checked to have a rule for each."""
        return next(rule for rule in self.purposes if rule.purpose == purpose)

    def opens(self, to: str) -> tuple[str, ...]:
        """The kinds of award that usually open studies towards another; none where the policy does not say."""
        return next((rule.kinds for rule in self.usually_opened_by if rule.to == to), ())
