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

    level: Weight
    workload: Weight
    quality: Weight
    profile: Weight
    outcomes: Weight

    def of(self, element: ElementName) -> Weight:
        """The weight of one element."""
        weight: Weight = getattr(self, element)
        return weight


class PurposeRule(Record):
    """What counts for one purpose, and which gates must be confirmed before anything is recognised in full."""

    purpose: Purpose
    weights: Weights
    gates: tuple[GateName, ...]
    because: Text


class Thresholds(Record):
    """From where on a difference is one; shares run from 0 to 1.

    ``level_reached``: the probability of reaching the level sought from which on no difference is seen.
    ``level_missed``: the probability below which the difference is potentially substantial; between the two it is
    unknown. ``level_gap``: how many ranks below the level sought an official, undisputed answer must be to be a
    substantial difference. ``workload_minor``: the missing share of workload up to which there is no difference;
    ``workload_major``: up to which it is not substantial; ``workload_substantial``: from which on it is, and not only
    potentially. ``most_years_in_a_year``: how many years of full-time work a year can hold at most.
    """

    level_reached: Share
    level_missed: Share
    level_gap: Annotated[Integer, Field(ge=1)]
    workload_minor: Share
    workload_major: Share
    workload_substantial: Share
    most_years_in_a_year: Annotated[Number, Field(ge=1, le=3)]


class Opens(Record):
    """What studies usually ask for where no record of the destination says it: any award of these kinds."""

    to: Code
    kinds: Annotated[tuple[Code, ...], Field(min_length=1)]


class Policy(Record):
    """A documented profile that an agency copies and changes."""

    id: Code
    name: Text
    notes: tuple[Text, ...] = ()
    valid_years: Annotated[Integer, Field(ge=1, le=50)]
    appeal: Text | None = None
    thresholds: Thresholds
    purposes: tuple[PurposeRule, ...]
    usually_opened_by: tuple[Opens, ...] = ()
    assume_access: bool = Field(
        False, description="Whether access that no record knows is assumed by the award's kind (the record `access`)."
    )

    def rule(self, purpose: Purpose) -> PurposeRule:
        """What counts for a purpose. The policy is checked to have a rule for each."""
        return next(rule for rule in self.purposes if rule.purpose == purpose)

    def opens(self, to: str) -> tuple[str, ...]:
        """The kinds of award that usually open studies towards another; none where the policy does not say."""
        return next((rule.kinds for rule in self.usually_opened_by if rule.to == to), ())
