"""A framework's edition: its levels, and the qualification types that stand on them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from qualmap.records.base import (
    Code,
    CountrySet,
    Dispute,
    Edition,
    FrameworkId,
    Integer,
    Iri,
    IriSet,
    Record,
    Ref,
    Region,
    Source,
    Span,
    Stated,
    StatedDate,
    Text,
    TextSet,
)

Kind = Literal["national", "regional", "continental", "sector", "transnational", "country"]
"""``country``: no framework at all, only the country and what is known of its awards."""
Status = Literal["in-force", "draft", "under-development", "superseded", "none", "unknown"]
"""``none``: a source says that there is no framework. ``unknown``: nobody here has found out."""


class Descriptor(Record):
    """What a level asks for in one domain of learning outcomes, paraphrased in our own words."""

    domain: Text
    text: Text
    source: Code


class Progression(Record):
    """How far a level's descriptors go, as steps of the rubric in ``crosswalks/model/progression.yaml``.

    Coded by us, from the descriptors that ``source`` holds, without looking at what the level is linked to.
    """

    knowledge: Integer
    skills: Integer
    autonomy: Integer
    context: Integer
    source: Code


class Level(Record):
    """A rung: its code as printed, and its rank.

    Ranks are dense and start at 1 for the lowest rung. Parallel sub-levels share a rank and
    name the ``parent`` under which they stand, so that rank is a preorder.
    """

    code: Code
    rank: Integer
    source: Code
    title: Text | None = None
    parent: Code | None = None
    same_as: tuple[Iri, ...] = ()
    descriptors: tuple[Descriptor, ...] = ()
    progression: Progression | None = None


class AccessRight(Record):
    """What an award gives access to where it was awarded: a generic type of award, and on which condition.

    ``given``: ``yes`` as a rule, ``conditional`` (``condition`` says on what), or ``no`` where a source denies it.
    ``orientation`` narrows ``to``: access to programmes of applied sciences, say, but not of universities.
    """

    to: Code
    given: Literal["yes", "conditional", "no"]
    source: Code
    orientation: Literal["academic", "professional"] | None = None
    condition: Text | None = None


class QualificationType(Record):
    """A kind of award and the levels it stands on (none when no source says).

    ``source`` vouches for title and level. ``generic_type`` and ``isced`` (2011) are the record
    editor's own classification in every case. ``years`` is full-time study after the usual
    entry award; ``credits`` counts in ``credit_system``. ``size_source`` vouches for years and
    credits; without it they are the editor's general knowledge.
    """

    title: Text
    levels: tuple[Code, ...] = ()
    source: Code
    generic_type: Code | None = None
    isced: Integer | None = None
    years: Span | None = None
    credits: Span | None = None
    credit_system: Text | None = None
    size_source: Code | None = None
    access: tuple[AccessRight, ...] = ()
    note: Text | None = None


class Framework(Record):
    """One edition of a qualifications framework, with the source of every fact in it."""

    id: FrameworkId
    edition: Edition
    name: Text
    kind: Kind
    status: Status
    source: Code
    region: Region
    native_name: Text | None = None
    jurisdiction: Text | None = None
    countries: CountrySet = ()
    subdivisions: TextSet = ()
    sector: Text | None = None
    valid_from: StatedDate | None = None
    valid_to: StatedDate | None = None
    teach_out_to: StatedDate | None = None
    authority: Stated | None = None
    legal_basis: Stated | None = None
    domains: TextSet = ()
    same_as: IriSet = ()
    notes: tuple[Stated, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    sources: tuple[Source, ...]
    levels: tuple[Level, ...] = ()
    qualification_types: tuple[QualificationType, ...] = ()

    @cached_property
    def ref(self) -> Ref:
        """The edition's full name, ``id@edition``."""
        return Ref(self.id, self.edition)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The level codes in rank order."""
        return tuple(level.code for level in sorted(self.levels, key=lambda level: level.rank))

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """The ranks, in the order of ``codes``."""
        return tuple(sorted(level.rank for level in self.levels))

    @cached_property
    def awards(self) -> dict[str, tuple[QualificationType, ...]]:
        """For each level code, the qualification types that stand there."""
        return {code: tuple(award for award in self.qualification_types if code in award.levels) for code in self.codes}

    def source_of(self, key: str) -> Source:
        """The source with this local id."""
        return next(source for source in self.sources if source.id == key)
