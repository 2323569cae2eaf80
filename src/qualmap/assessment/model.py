"""A judgement: what is said of an award for one purpose at one destination, and everything that it rests on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qualmap.crosswalk.model import FrameworkName, Mapping
from qualmap.errors import InputError
from qualmap.law.model import LegalBasis
from qualmap.records.award import (
    Award,
    Difference,
    ElementName,
    GateName,
    GateState,
    Orientation,
    Purpose,
    Sought,
)
from qualmap.records.base import Result, Source
from qualmap.records.phrases import Reason
from qualmap.records.policy import Weight
from qualmap.records.titles import NoLevel

JudgementOutcome = Literal["full", "alternative", "partial", "conditional", "refusal", "insufficient-information"]
OUTCOMES: tuple[JudgementOutcome, ...] = (
    "full",
    "alternative",
    "partial",
    "conditional",
    "refusal",
    "insufficient-information",
)
"""In the order in which they are tried; what lacks facts is none of them."""
ReadAs = Literal["level", "title", "likeness", "type"]
"""How an award was placed at home: by the level that its document prints, by a recorded title that it bears, by a title
like its own, by its kind. Only the first two can count against a holder."""


CarriedBy = Literal["record", "unread-record", "assumption", "title"]
"""What an outcome rests on at its weakest: records that were read, a record that nobody here has read, an assumption
(its date, its edition, a kind that was given), or a guess from its title. Only the first carries an outcome."""


class Country(Result):
    """A country as it was understood."""

    code: str
    name: str
    subdivision: str | None = None


class Cited(Result):
    """A source: its address or citation (null when nobody has read one) and how it was checked."""

    source: str | None
    verification: Literal["seen", "secondary", "recalled", "given", "assumed"] = Field(
        description="`given`: by the officer, or in the agency's own lists. `assumed`: for awards of its kind."
    )
    date_seen: str | None = None

    @classmethod
    def of(cls, source: Source, *, given: bool = False) -> Cited:
        """A source of a record; ``given``: of one of the agency's own lists."""
        verification = "given" if given else source.verification
        return cls(source=source.url or source.citation, verification=verification, date_seen=source.date_seen)


class AccessAtHome(Result):
    """What an award gives access to in a country."""

    to: str
    label: str
    given: Literal["yes", "conditional", "no", "assumed"]
    orientation: Orientation | None = None
    condition: str | None = None
    cited: Cited


class RecordedAward(Result):
    """An award of the catalogue, with the levels on which it stands in its own framework.

    ``framework`` is null for an award that people hold and that stands in none, as far as is recorded.
    """

    framework: FrameworkName | None
    title: str
    levels: tuple[str, ...]
    award_type: str | None
    years: str | None = None
    credits: str | None = None
    credit_system: str | None = None
    access: tuple[AccessAtHome, ...] = ()
    cited: Cited


class HomePlace(Result):
    """Where the award may stand at home: an edition, a level, how it was read, and the standing of the edition then.

    ``now``: the levels of today's edition on which the level, or the award, stands.
    """

    framework: FrameworkName
    framework_name: str
    ladder: tuple[str, ...] = Field(description="All levels of the edition, lowest first.")
    standing: str
    level: str
    read_as: ReadAs
    award: RecordedAward | None
    now: FrameworkName | None = None
    now_levels: tuple[str, ...] = ()


class Comparator(Result):
    """Where one home place leads at the destination: the answer as a set, its distribution, evidence and dissent."""

    home: HomePlace
    framework: FrameworkName
    framework_name: str
    ladder: tuple[str, ...] = Field(description="All levels of the destination edition, lowest first.")
    mapping: Mapping
    awards: tuple[RecordedAward, ...] = Field(description="Destination awards on these levels.")


class LinkProvenance(Result):
    """A table that links two frameworks: whose report, of when, with what standing, and how levels were matched."""

    table: str = Field(description="Id of the record.")
    origin: str
    destination: str
    title: str | None
    body: str | None = Field(description="The authority of the framework whose table it is; null: not recorded.")
    status: str
    date: str | None = Field(description="Null: not recorded.")
    matching: Literal["best-fit", "full-fit"] | None = Field(description="The matching principle; null: not recorded.")
    evidence: tuple[str, ...] = Field(description="Ids of the pieces of evidence that rest on it.")
    cited: tuple[Cited, ...]


class ByType(Result):
    """Destination awards of the same kind: what is left to go by where no level is known."""

    award_type: str | None
    label: str | None
    isced: int | None
    awards: tuple[RecordedAward, ...]


class GateResult(Result):
    """One gate check: its state, who says so, and from where."""

    gate: GateName
    state: GateState
    bodies: tuple[str, ...] = ()
    reasons: tuple[Reason, ...]
    cited: tuple[Cited, ...] = ()


class Workload(Result):
    """The award's workload beside that of what it is compared with.

    ``hours`` are notional learning hours, ``years`` full-time years, ``credits`` in the destination's system; spans.
    """

    hours: tuple[float, float] | None = None
    years: tuple[float, float] | None = None
    credits: tuple[float, float] | None = None
    credit_system: str | None = None
    stated: bool = Field(
        description="From the documents; false: usual for such awards, which never counts against one."
    )
    compared_with: str | None = None
    compared_years: tuple[float, float] | None = None
    missing_share: float | None = Field(default=None, ge=0, le=1)


class Element(Result):
    """The verdict on one element, why, and how much it matters for the purpose."""

    element: ElementName
    difference: Difference
    reasons: tuple[Reason, ...]
    weight: Weight
    confidence: float | None = Field(default=None, ge=0, le=1)
    confidence_means: Reason
    cited: tuple[Cited, ...] = ()


class Missing(Result):
    """A fact that is missing, what it would settle, and who could give it."""

    element: ElementName | None
    reason: Reason


class Judgement(Result):
    """Advisory, dated, for one purpose. Never a decision: a person decides and signs."""

    id: str = Field(description="Hash of the inputs, the policy, and the catalogue's and program's versions.")
    on: str
    valid_until: str
    qualmap_version: str
    catalogue_version: str
    policy: str
    policy_hash: str
    inputs_hash: str
    purpose: Purpose
    award: Award
    sought: Sought
    origin: Country
    destination: Country
    destination_framework: FrameworkName | None = Field(
        default=None, description="The one framework of the destination that was asked about; null: the country."
    )
    taught_in: tuple[Country, ...] = ()
    award_type: str | None
    award_type_label: str | None
    gates: tuple[GateResult, ...]
    home: tuple[HomePlace, ...]
    home_note: Reason
    recorded: tuple[RecordedAward, ...] = Field(description="The recorded awards that it is, or that are like it.")
    comparators: tuple[Comparator, ...]
    provenance: tuple[LinkProvenance, ...] = Field(description="The tables behind all links and paths.")
    by_type: ByType
    workload: Workload
    access_at_home: tuple[AccessAtHome, ...] = ()
    access_at_destination: tuple[AccessAtHome, ...] = ()
    outcomes_grain: Literal["unit", "programme", "qualification", "framework", "none"]
    elements: tuple[Element, ...]
    outcome: JudgementOutcome
    reasons: tuple[Reason, ...]
    provisional: JudgementOutcome | None = Field(
        description="The outcome if everything missing turned out in the holder's favour; null if it would be the "
        "same, or if nothing can be said."
    )
    paper: NoLevel | None = Field(
        description="What it is, where its title names no award, or is recorded as a part of one; it then has no level."
    )
    carried_by: CarriedBy | None = Field(
        description="What the outcome rests on at its weakest; null where nothing is known of the award."
    )
    doubts: tuple[Reason, ...] = Field(
        description="Each guess, assumption and unread fact that it rests on, with what settles it."
    )
    remedies: tuple[Reason, ...]
    missing: tuple[Missing, ...]
    warnings: tuple[Reason, ...] = ()
    legal_basis: LegalBasis
    decided_by: tuple[Reason, ...]
    appeal: Reason

    def for_purpose(self, purpose: Purpose) -> Judgement:
        """The judgement, read for a purpose. Raises InputError for another than its own: it says nothing for that."""
        if purpose != self.purpose:
            raise InputError(
                f"judgement {self.id[:12]} was made for {self.purpose} and says nothing for {purpose}: assess anew"
            )
        return self

    def element(self, name: ElementName) -> Element:
        """The verdict on one element."""
        return next(element for element in self.elements if element.element == name)
