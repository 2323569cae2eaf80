"""Records of the model itself: the type taxonomy and its rule, what is fitted, what is assumed."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from qualmap.records.base import Code, Integer, Number, Record, Region, Source, Span, Text
from qualmap.records.dates import PartialDate


class GenericType(Record):
    """A kind of award that many countries have."""

    id: Code = Field(description="Id of the type, such as `bachelor`.")
    label: Text = Field(description="Name of the type in English.")
    isced: Integer | None = Field(None, description="Its usual ISCED 2011 level.")
    vague: bool = Field(
        False, description="Whether its word says nothing of the kind, so that it speaks against no other kind."
    )
    one_entry: bool = Field(
        False, description="Whether such awards follow on one usual entry award, so that their sizes can be compared."
    )


class TypeRule(Record):
    """One line of the written rule: the type, and what an award must show to get it."""

    type: Code = Field(description="The type that the rule gives.")
    title: tuple[Text, ...] = Field((), description="Patterns for whole words in the folded title, any of which fits.")
    unless: tuple[Text, ...] = Field((), description="Patterns that veto.")
    isced: Integer | None = Field(None, description="The ISCED 2011 level that it must have.")
    isced_at_most: Integer | None = Field(
        None, description="The highest ISCED 2011 level that it may have; it must be known."
    )
    years_at_least: Number | None = Field(None, description="How many years it takes at least, if known.")
    years_at_most: Number | None = Field(None, description="How many years it takes at most, if known.")


class GenericTypes(Record):
    """The taxonomy of generic types, and the rule that assigns them."""

    id: Code = Field(description="Id of the record.")
    source: Text = Field(description="Where it is from, in words.")
    types: tuple[GenericType, ...] = Field(description="The types, the least advanced first.")
    held_only: tuple[GenericType, ...] = Field(
        (),
        description="Kinds that only the records of held awards use. The engine does not know them: no rule gives "
        "them, and nothing was fitted for them.",
    )
    rules: tuple[TypeRule, ...] = Field(description="The written rule; the first line that fits decides.")


class Anchor(Record):
    """Where awards of one generic type stand on the scale: mean and variance, from n frameworks."""

    type: Code = Field(description="The generic type.")
    mean: Number = Field(description="The height on the scale at which its awards stand on average.")
    variance: Number = Field(description="How far they scatter: the variance of their heights.")
    frameworks: Integer = Field(description="From how many frameworks it was found.")


class Parameters(Record):
    """What is fitted on official links by ``python -m qualmap.evaluation.parameters.fit``; see docs/method.md.

    Lengths are in levels of the scale framework.
    """

    id: Code = Field(description="Id of the record.")
    fitted_on: Text = Field(description="What it was fitted on, in words.")
    scale: Code = Field(description="The framework that is the scale.")
    anchors: tuple[Anchor, ...] = Field(description="Where awards of each generic type stand on the scale.")
    type_correlation: Number = Field(description="How far several awards on a rung are one witness.")
    anchor_prior_variance: Number = Field(description="Towards which variance anchors are shrunk.")
    printed_weight: Number = Field(description="Prior share of the printed grid in the scale's region.")
    steps_spread: Number = Field(description="How far each step may stray from one level on the steps grid.")
    descriptor_bias: Number = Field(description="How far descriptors are off: what the levels of a ladder share.")
    descriptor_spread: Number = Field(description="How far descriptors are off: what each level adds.")
    several_ratio: Number = Field(description="From which ratio to the most probable level a level joins the answer.")
    confidence_intercept: Number = Field(
        description="The calibration of single-level answers: intercept of the log odds."
    )
    confidence_slope: Number = Field(description="The calibration of single-level answers: slope of the log odds.")
    confidence_several: Number = Field(
        description="How often an inferred answer of several levels is exactly right when its mass is."
    )
    confidence_ceiling: Number = Field(description="How often the surest quarter was right.")


class Assumption(Record):
    """A number that the data cannot identify, declared with its reason."""

    id: Code = Field(description="Id of the assumption.")
    value: Number = Field(description="The number.")
    reason: Text = Field(description="Why this number.")


class Assumptions(Record):
    """All declared assumptions of the engine."""

    id: Code = Field(description="Id of the record.")
    assumptions: tuple[Assumption, ...] = Field(description="The assumptions.")

    def __getitem__(self, key: str) -> float:
        return self._values[key]

    @cached_property
    def _values(self) -> dict[str, float]:
        return {item.id: item.value for item in self.assumptions}

    def changed(self, key: str, value: float) -> Assumptions:
        """The same assumptions but for one."""
        items = [item.model_copy(update={"value": value}) if item.id == key else item for item in self.assumptions]
        return Assumptions(id=self.id, assumptions=tuple(items))


class RubricDimension(Record):
    """One dimension of the rubric."""

    id: Code = Field(description="Id of the dimension.")
    label: Text = Field(description="Name of the dimension in English.")
    steps: tuple[Text, ...] = Field(description="Its steps in words, the least demanding first; step 1 is the first.")


class ProgressionRubric(Record):
    """Our own rubric for reading level descriptors."""

    id: Code = Field(description="Id of the record.")
    source: Text = Field(description="Where it is from, in words.")
    dimensions: tuple[RubricDimension, ...] = Field(description="The dimensions.")


class Scored(Record):
    """What the benchmark found for one kind of answer."""

    task: Code = Field(description="The task of the benchmark.")
    region: Region = Field(description="The part of the world.")
    n: Integer = Field(description="How many answers were scored.")
    clusters: Integer = Field(description="Groups of frameworks that share no source document.")
    awards: Integer = Field(
        description="How many typed awards that were read in a source a ladder needs to be of this kind: as many as "
        "all but the sparest quarter of those scored.",
    )
    ece: Number = Field(description="The calibration error that was found.")
    ece_perfect: Number = Field(description="The calibration error of a perfect engine of the same size.")


class Validation(Record):
    """The kinds of answer whose confidence the benchmark has scored."""

    id: Code = Field(description="Id of the record.")
    source: Text = Field(description="How the record was made, in words.")
    scored: tuple[Scored, ...] = Field(description="The kinds of answer that were scored.")


class CreditSystem(Record):
    """What one credit stands for, if known."""

    id: Code = Field(description="Id of the system.")
    label: Text = Field(description="Name of the system.")
    names: tuple[Text, ...] = Field(description="What awards' `credit_system` may hold for it.")
    hours: Span = Field(description="Notional learning hours of one credit: a number or a span.")
    per_year: Number | None = Field(None, description="How many credits fill a full-time year.")
    source: Code = Field(
        description="Local id of the source that vouches for the hours, and for `per_year` too unless `year_source` "
        "does.",
    )
    year_source: Code | None = Field(None, description="Local id of the source that vouches for `per_year`.")


class FullTimeYear(Record):
    """The notional hours of a full-time year where no credit system says otherwise."""

    hours: Span = Field(description="The notional hours.")
    source: Code = Field(description="Local id of the source that says so.")


class CreditSystems(Record):
    """The credit systems that are known, each with its source."""

    id: Code = Field(description="Id of the record.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    full_time_year: FullTimeYear = Field(description="The full-time year where no credit system says otherwise.")
    systems: tuple[CreditSystem, ...] = Field(description="The systems.")

    def named(self, name: str | None) -> CreditSystem | None:
        """The system that an award's ``credit_system`` names, or None where nobody here knows it."""
        return self._by_name.get(name) if name is not None else None

    @cached_property
    def _by_name(self) -> dict[str, CreditSystem]:
        return {name: system for system in self.systems for name in system.names}


class CatalogueInfo(Record):
    """The catalogue's own date: the day on which "in force" is judged."""

    id: Code = Field(description="Id of the record.")
    date: PartialDate = Field(description='The day on which "in force" is judged.')
