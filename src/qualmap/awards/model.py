"""What the search for a title answers. This is the JSON contract of ``find``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qualmap.crosswalk.model import FrameworkName, Mapping
from qualmap.records.awards import AwardForm, Given, NameSort
from qualmap.records.base import Result, Verification

EditionStanding = Literal[
    "in-force", "teach-out", "start-unknown", "end-unknown", "not-adopted", "none", "later", "earlier"
]
"""How an edition stands on the date; ``later`` and ``earlier``: it began after the date, or ended before it."""


class KnownName(Result):
    """Another name of an award."""

    text: str
    language: str | None = Field(description="BCP 47; null for most abbreviations.")
    sort: NameSort = Field(description="What sort of name it is: official, abbreviation, everyday, and so on.")


class KnownLevel(Result):
    """A level of a framework on which a record says that the award stands."""

    framework: FrameworkName
    level: str
    source: str | None = Field(description="Address or citation; null when nobody has read one.")
    verification: Verification


class KnownEqual(Result):
    """What the award equals in its own country."""

    to: str
    by: str | None = Field(description="The law, decision or practice by which it does.")
    source: str | None
    verification: Verification


class KnownAccess(Result):
    """What the award opens at home, or does not."""

    to: str = Field(description="Generic type.")
    given: Literal["yes", "conditional", "no"]
    orientation: Literal["academic", "professional"] | None
    condition: str | None
    source: str | None
    verification: Verification


class KnownAward(Result):
    """What is recorded of an award that people hold."""

    id: str = Field(description="Its name in the catalogue: file and award.")
    title: str = Field(description="As printed, in its own language.")
    language: str
    told_apart: str | None = Field(description="What tells it from another award of that title.")
    names: tuple[KnownName, ...]
    countries: tuple[str, ...] = Field(description="Those that have it; none: it is found anywhere.")
    form: AwardForm | None = Field(
        description="part: of an award, and not placed by itself. prior-learning: it certifies what was learnt at "
        "work or elsewhere. Null: an award by itself."
    )
    kind: str | None = Field(description="Generic type as recorded.")
    isced: int | None
    field: str | None = Field(description="ISCED-F code.")
    entry: str | None
    years: str | None
    first: str | None = Field(description="First awarded; null: not known.")
    last: str | None = Field(description="Last awarded as a rule; null: it still is, or not known.")
    stands: tuple[KnownLevel, ...]
    equals: tuple[KnownEqual, ...]
    replaced_by: tuple[str, ...]
    access: tuple[KnownAccess, ...]
    results: str | None = Field(description="Grades, and what they decide.")
    body: str | None = Field(description="Who awards or examines it.")
    note: str | None
    source: str | None = Field(description="Vouches that there is such an award; null when nobody has read one.")
    verification: Verification = Field(description="How it was checked that there is such an award.")
    size_source: str | None = Field(description="Vouches for ISCED level, entry and years, where one does.")
    notice: str | None = Field(description="Terms of what is not under the records' own licence.")


class StatedLevels(Result):
    """Levels of one framework, as a set."""

    framework: str
    levels: tuple[str, ...]


class BodyStatement(Result):
    """What a recognition body says of an award from elsewhere: practice, neither referencing nor law."""

    body: str
    country: str = Field(description="Country of the body.")
    of_country: str = Field(description="Country of the award.")
    title: str = Field(description="The award as the body prints it.")
    says: Literal["level", "comparable", "access"]
    levels: tuple[StatedLevels, ...] = Field(description="The levels that the body prints.")
    derived: StatedLevels | None = Field(description="Not said by the body: levels of the comparable award.")
    comparable: str | None
    access: str | None
    valid_for: str | None
    condition: str | None
    years: str | None
    awarded_from: str | None
    awarded_to: str | None
    board: str | None
    edition: str | None = Field(description="Edition or date of the document or page.")
    truth: bool = Field(description="Whether answers may be scored against it.")
    note: str | None
    source: str | None
    verification: Verification
    notice: str = Field(description="Whose statement it is, and on what terms it stands here.")


class TitleMatch(Result):
    """One award that the searched title may name: a title of one framework edition, with all levels it stands on.

    ``framework``, ``standing`` and ``levels`` are of the framework's own record where it has the title, else of the
    record of awards that people hold; there many stand in no framework.
    """

    framework: FrameworkName | None = Field(description="Null where the award stands in none as far as is recorded.")
    standing: EditionStanding | None = Field(description="How the framework's edition stands on the date.")
    title: str = Field(description="The title as the record has it.")
    levels: tuple[str, ...] = Field(description="Every level that the title stands on, in rank order; may be empty.")
    generic_type: str | None = Field(description="The kind of award, as the catalogue classes it.")
    matched: str = Field(description="The name of the award that fitted best, folded and spelled out.")
    exact: bool = Field(description="Whether the searched title is a recorded title of this award, word for word.")
    recorded_by: Literal["framework", "held"] = Field(
        description="Whose record leads: a framework's, or that of an award that people hold."
    )
    named_by: Literal["title", "other-name"] = Field(
        description="Whether the name that fitted is the record's title, or another, which is general knowledge."
    )
    score: float = Field(ge=0, le=1, description="Probability that this is the award, or one on the same levels.")
    source: str | None = Field(description="Address or citation; null when nobody has read one.")
    verification: Verification = Field(description="How the title and its levels were checked.")
    given: Given | None = Field(None, description="Whether people were given it on the date of the award, where known.")
    held: tuple[KnownAward, ...] = Field((), description="The awards that people hold under this title.")
    statements: tuple[BodyStatement, ...] = Field((), description="What recognition bodies say of it, all of them.")


class TitleSearch(Result):
    """The awards that a title may name, the likeliest first."""

    query: str
    country: str | None = Field(
        description="ISO 3166-1 alpha-2, of a state that is no more ISO 3166-3; null: all were searched."
    )
    subdivision: str | None = Field(description="ISO 3166-2 code; null when the whole country was searched.")
    on: str = Field(description="The day on which editions stand as each match says.")
    status: Literal["found", "not_found"] = Field(
        description="not_found: no match is likely enough; those nearest are listed all the same."
    )
    matches: tuple[TitleMatch, ...]
    reason: str | None = Field(description="Why nothing was found, or what to mind in what was; null otherwise.")
    catalogue_version: str
    qualmap_version: str


class AwardEntry(Result):
    """One award of a country: a framework's own title, awards that people hold, or both where they are one."""

    title: str
    kind: str | None = Field(description="Generic type, as the catalogue classes it.")
    framework: FrameworkName | None = Field(description="Null where the award stands in none as far as is recorded.")
    levels: tuple[str, ...] = Field(description="Every level that the title stands on, in rank order; may be empty.")
    source: str | None = Field(description="Address or citation; null when nobody has read one.")
    verification: Verification = Field(description="How the title and its levels were checked.")
    held: tuple[KnownAward, ...] = Field(description="The awards that people hold under this title.")
    statements: tuple[BodyStatement, ...] = Field(description="What recognition bodies say of it, all of them.")


class CountryAwards(Result):
    """The awards of a country, and what recognition bodies say of them."""

    country: str = Field(description="ISO 3166-1 alpha-2 code; of a state that is no more, its ISO 3166-3 code.")
    name: str
    successors: tuple[str, ...] = Field((), description="Of a state that is no more: the states of today.")
    awards: tuple[AwardEntry, ...] = Field(description="By kind, the lowest first; those without a kind last.")
    statements: tuple[BodyStatement, ...] = Field(description="Those of awards that no record has, as far as known.")
    catalogue_version: str
    qualmap_version: str


class LevelAbroad(Result):
    """Where one level of an award at home stands in another framework."""

    framework: FrameworkName
    level: str
    mapping: Mapping


class AwardExplained(Result):
    """Where an award stands at home and in another framework, and what recognition bodies say of it."""

    id: str = Field(description="The award's name in the catalogue: file and award.")
    country: str | None = Field(description="Whose award is meant, where several countries have it.")
    destination: FrameworkName
    award: AwardEntry
    levels: tuple[LevelAbroad, ...]
    reason: str | None = Field(description="Why no level is given; null otherwise.")
    catalogue_version: str
    qualmap_version: str
