"""A framework's edition: its levels, and the qualification types that stand on them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

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
    """What a level asks for in one domain of learning outcomes, paraphrased."""

    domain: Text = Field(description="The domain of learning outcomes.")
    text: Text = Field(description="What is asked for, paraphrased in our own words, never copied.")
    source: Code = Field(description="Local id of the source that holds the descriptor.")


class Progression(Record):
    """How far the descriptors of a level go, as steps of qualmap's rubric; coded by qualmap.

    The rubric is ``crosswalks/model/progression.yaml``. Coded without looking at what the level is linked to.
    """

    knowledge: Integer = Field(description="Step of the rubric for knowledge.")
    skills: Integer = Field(description="Step of the rubric for skills.")
    autonomy: Integer = Field(description="Step of the rubric for autonomy and responsibility.")
    context: Integer = Field(description="Step of the rubric for the context of work or study.")
    source: Code = Field(description="Local id of the source that holds the descriptors.")


class Level(Record):
    """A rung of a framework edition, with its code as printed and its rank.

    Parallel sub-levels share a rank and name the ``parent`` under which they stand, so that rank is a preorder.
    """

    code: Code = Field(description="The code as printed, such as 4+, 6.1, Entry 3 or VIII.")
    rank: Integer = Field(
        description="The place of the level in its ladder, from 1 for the lowest without gaps. Parallel sub-levels "
        "share a rank.",
    )
    source: Code = Field(description="Local id of the source that vouches for the level.")
    title: Text | None = Field(None, description="Name of the level, if it has one.")
    parent: Code | None = Field(
        None,
        description="The code of the printed level that a sub-level belongs to; parallel sub-levels name the same.",
    )
    same_as: tuple[Iri, ...] = Field(
        (), description="Addresses of the same level elsewhere; not of a level that it was referenced to."
    )
    descriptors: tuple[Descriptor, ...] = Field((), description="What the level asks for, domain by domain.")
    progression: Progression | None = Field(None, description="How far the descriptors of the level go.")


class AccessRight(Record):
    """What an award gives access to where it was awarded, and on which condition."""

    to: Code = Field(description="The generic type of award to whose studies there is access.")
    given: Literal["yes", "conditional", "no"] = Field(
        description="Whether access is given: yes as a rule, conditional, or no where a source denies it."
    )
    source: Code = Field(description="Local id of the source that says so.")
    orientation: Literal["academic", "professional"] | None = Field(
        None, description="Whether access is meant to academic or to professional programmes only."
    )
    condition: Text | None = Field(None, description="What access depends on, in words.")


class QualificationType(Record):
    """A kind of award of a framework and the levels on which it stands: none, one or several."""

    title: Text = Field(description="Title of the award.")
    levels: tuple[Code, ...] = Field(
        (), description="The levels on which the award stands, lowest first; none where no source says."
    )
    source: Code = Field(description="Local id of the source that vouches for title and levels.")
    generic_type: Code | None = Field(
        None,
        description="The kind of award that many countries have, by the record editor's own classification; without "
        "it the written rule decides.",
    )
    isced: Integer | None = Field(
        None, description="The number of the ISCED 2011 level, 0 to 8; the record editor's own classification."
    )
    years: Span | None = Field(
        None, description="Years of full-time study after the usual entry award: a number or a span such as 1-2."
    )
    credits: Span | None = Field(None, description="Size in the award's own credit system: a number or a span.")
    credit_system: Text | None = Field(None, description="The system in which credits are counted.")
    size_source: Code | None = Field(
        None,
        description="The source that vouches for years and credits; without it they are the editor's "
        "general knowledge.",
    )
    access: tuple[AccessRight, ...] = Field((), description="What the award gives access to where it was awarded.")
    note: Text | None = Field(None, description="Anything else.")


class Framework(Record):
    """One edition of a qualifications framework: a ladder of levels, and the awards that stand on them.

    Every fact in it names its source.
    """

    id: FrameworkId = Field(description="Id of the framework, shared by all its editions.")
    edition: Edition = Field(description="The edition: usually the year it took effect; current if nobody knows.")
    name: Text = Field(description="Name of the framework in English.")
    kind: Kind = Field(
        description="What kind of framework it is; country: none, only the country and what is known of its awards."
    )
    status: Status = Field(
        description="How the edition stands; none: a source says that there is no framework; unknown: nobody here has "
        "found out.",
    )
    source: Code = Field(description="Local id of the source that vouches for name, kind and status.")
    region: Region = Field(description="The part of the world.")
    native_name: Text | None = Field(None, description="Name of the framework in its own language.")
    jurisdiction: Text | None = Field(None, description="Where the framework holds, in words.")
    countries: CountrySet = Field(
        (), description="Countries of the framework, by ISO 3166-1 alpha-2 code (XK is Kosovo)."
    )
    subdivisions: TextSet = Field(
        (), description="Parts of a country in which the framework holds, where not in all of it."
    )
    sector: Text | None = Field(
        None, description="The sector of education that the framework covers, where it covers one."
    )
    valid_from: StatedDate | None = Field(None, description="The day from which the edition holds, and who says so.")
    valid_to: StatedDate | None = Field(None, description="The last day of the edition, and who says so.")
    teach_out_to: StatedDate | None = Field(
        None,
        description="The day until which awards are still made under an edition that was replaced, and who says so.",
    )
    authority: Stated | None = Field(
        None, description="The body that is responsible for the framework, and who says so."
    )
    legal_basis: Stated | None = Field(
        None, description="The law or decision on which the framework rests, and who says so."
    )
    domains: TextSet = Field(
        (), description="Domains of learning outcomes that the descriptors use, in the framework's own words."
    )
    same_as: IriSet = Field((), description="Addresses of the same framework elsewhere.")
    notes: tuple[Stated, ...] = Field((), description="Facts that fit nowhere else, each with its source.")
    disputes: tuple[Dispute, ...] = Field((), description="Facts about which sources disagree.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    levels: tuple[Level, ...] = Field(
        (), description="Levels of the edition, the lowest rung first; none where nobody here has read them."
    )
    qualification_types: tuple[QualificationType, ...] = Field((), description="Kinds of award of the edition.")

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
