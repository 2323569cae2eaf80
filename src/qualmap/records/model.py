"""Records of the model itself: the type taxonomy and its rule, what is fitted, what is assumed."""

from __future__ import annotations

from functools import cached_property

from qualmap.records.base import Code, Integer, Number, Record, Region, Source, Span, Text
from qualmap.records.dates import PartialDate


class GenericType(Record):
    """A kind of award that many countries have, and its usual ISCED 2011 level.

    ``vague``: a word that says nothing of the kind, so that it speaks against no other kind. ``one_entry``: such awards
    follow on one usual entry award, so that their sizes can be compared.
    """

    id: Code
    label: Text
    isced: Integer | None = None
    vague: bool = False
    one_entry: bool = False


class TypeRule(Record):
    """One line of the written rule: the type, and what an award must show to get it."""

    type: Code
    title: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    isced: Integer | None = None
    isced_at_most: Integer | None = None
    years_at_least: Number | None = None
    years_at_most: Number | None = None


class GenericTypes(Record):
    """The taxonomy of generic types, least advanced first, and the rule that assigns them.

    ``held_only``: kinds that only the records of held awards use. The engine does not know them: no rule gives them,
    and nothing was fitted for them.
    """

    id: Code
    source: Text
    types: tuple[GenericType, ...]
    held_only: tuple[GenericType, ...] = ()
    rules: tuple[TypeRule, ...]


class Anchor(Record):
    """Where awards of one generic type stand on the scale: mean and variance, from n frameworks."""

    type: Code
    mean: Number
    variance: Number
    frameworks: Integer


class Parameters(Record):
    """What is fitted on official links by ``python -m qualmap.evaluation.parameters.fit``; see docs/method.md.

    Lengths are in levels of the scale framework. ``confidence_several``: how often an inferred answer of
    several levels is exactly right when its mass is. ``confidence_ceiling``: how often the surest are right.
    """

    id: Code
    fitted_on: Text
    scale: Code
    anchors: tuple[Anchor, ...]
    type_correlation: Number
    anchor_prior_variance: Number
    printed_weight: Number
    steps_spread: Number
    descriptor_bias: Number
    descriptor_spread: Number
    several_ratio: Number
    confidence_intercept: Number
    confidence_slope: Number
    confidence_several: Number
    confidence_ceiling: Number


class Assumption(Record):
    """A number that the data cannot identify, declared with its reason."""

    id: Code
    value: Number
    reason: Text


class Assumptions(Record):
    """All declared assumptions of the engine."""

    id: Code
    assumptions: tuple[Assumption, ...]

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
    """One dimension of the rubric: its steps in words, the least demanding first; step 1 is the first."""

    id: Code
    label: Text
    steps: tuple[Text, ...]


class ProgressionRubric(Record):
    """Our own rubric for reading level descriptors."""

    id: Code
    source: Text
    dimensions: tuple[RubricDimension, ...]


class Scored(Record):
    """What the benchmark found for one kind of answer: its size, calibration error, and that of a perfect engine.

    ``clusters``: groups of frameworks that share no source document. ``awards``: how many typed awards that were read
    in a source a ladder needs to be of this kind: as many as all but the sparest quarter of those scored.
    """

    task: Code
    region: Region
    n: Integer
    clusters: Integer
    awards: Integer
    ece: Number
    ece_perfect: Number


class Validation(Record):
    """The kinds of answer whose confidence the benchmark has scored."""

    id: Code
    source: Text
    scored: tuple[Scored, ...]


class CreditSystem(Record):
    """What one credit stands for: notional learning hours, and how many credits fill a full-time year, if known.

    ``names`` are the strings that awards' ``credit_system`` holds. ``source`` vouches for the hours, and for
    ``per_year`` too unless ``year_source`` does.
    """

    id: Code
    label: Text
    names: tuple[Text, ...]
    hours: Span
    per_year: Number | None = None
    source: Code
    year_source: Code | None = None


class FullTimeYear(Record):
    """The notional hours of a full-time year where no credit system says otherwise."""

    hours: Span
    source: Code


class CreditSystems(Record):
    """The credit systems that are known, each with its source."""

    id: Code
    sources: tuple[Source, ...]
    full_time_year: FullTimeYear
    systems: tuple[CreditSystem, ...]

    def named(self, name: str | None) -> CreditSystem | None:
        """The system that an award's ``credit_system`` names, or None where nobody here knows it."""
        return self._by_name.get(name) if name is not None else None

    @cached_property
    def _by_name(self) -> dict[str, CreditSystem]:
        return {name: system for system in self.systems for name in system.names}


class CatalogueInfo(Record):
    """The catalogue's own date: the day on which "in force" is judged."""

    id: Code
    date: PartialDate
