"""What binds two states on a date, as far as this kind of award goes: the answer of ``legal_basis``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qualmap.records.base import Result, Verification
from qualmap.records.instrument import InstrumentKind, Scope
from qualmap.records.phrases import Reason

StateStanding = Literal["bound", "date-unknown", "perhaps", "not-yet", "signed", "left", "none"]
"""How one state stands to an instrument on a date.

``date-unknown``: a party, but nothing here says since when. ``perhaps``: it may be one, but no list of the
parties could be read. ``not-yet``: joined later. ``none``: not recorded. Of an
instrument that binds nobody, ``bound`` means that it is addressed to the state.
"""
PairStanding = Literal[
    "binds-both",
    "binds-both-undated",
    "perhaps-binds",
    "not-binding",
    "one-party",
    "signed-only",
    "not-yet-in-force",
    "left",
    "replaced",
]
"""How an instrument stands between two states on a date; ``replaced``: a newer one that binds both took its place.

``perhaps-binds``: whether one of the two or both are parties is not recorded.
``not-binding``: a recommendation or declaration, whoever is addressed. ``one-party``: only one of the two is a party.
"""
Coverage = Literal["yes", "no", "unknown"]


class Said(Result):
    """A statement of a record, in its own English words, and who says so."""

    value: str
    source: str | None = Field(description="Address or citation of the source.")
    verification: Verification


class PartyStanding(Result):
    """One of the two states and the instrument. ``since`` is as exact as the record: a year, a month or a day."""

    country: str
    standing: StateStanding
    since: str | None = Field(description="Since when it is bound; for `left`, since when no more; null: not recorded.")
    source: str | None = Field(description="Null where no record names the state.")
    verification: Verification | None
    note: str | None = None


class InstrumentStanding(Result):
    """One instrument between the two states, and whether it covers this kind of award."""

    instrument: str = Field(description="Id of the record.")
    name: str
    kind: InstrumentKind
    standing: PairStanding
    covers_award: Coverage
    covers: tuple[Scope, ...]
    professions: tuple[str, ...] = Field(description="Those that it is limited to; empty: not limited.")
    replaces: tuple[str, ...] = Field(description="Instruments whose place it takes between these two states.")
    replaced_by: tuple[str, ...] = Field(description="Instruments that take its place between these two states.")
    perhaps_replaced_by: tuple[str, ...] = Field(
        description="The same, but since when one of the states is bound by them is not known."
    )
    origin: PartyStanding
    destination: PartyStanding
    obliges: Said
    third_countries: tuple[Said, ...] = Field(
        description="What it means for awards from a state that it does not bind; only where that is the case."
    )
    reason: Reason


class Decider(Result):
    """A body of the destination that decides or advises."""

    id: str
    name: str
    role: Literal["decides", "advises", "informs"]
    part: str | None
    url: str | None
    note: str | None
    source: str | None
    verification: Verification


class LegalSide(Result):
    """Academic or professional recognition: the instruments, what follows, and who decides at the destination."""

    asked: bool = Field(description="Whether the question concerns this side; otherwise the rest is empty.")
    instruments: tuple[InstrumentStanding, ...] = Field(description="Those that bind and cover come first.")
    conclusion: Reason
    practice: Reason | None = Field(description="What qualmap does where nothing certainly binds.")
    deciders: tuple[Decider, ...]
    who_decides: tuple[Reason, ...] = Field(description="One sentence for each decider, or that none is recorded here.")


class LegalBasis(Result):
    """The legal basis between two states on a date; academic and professional recognition are kept apart."""

    origin: str
    destination: str
    on: str
    scopes: tuple[Scope, ...] = Field(description="What the award certainly is, for an instrument's scope.")
    perhaps: tuple[Scope, ...] = Field(description="What it may be as well, as far as is known.")
    profession: str | None
    academic: LegalSide
    professional: LegalSide

    @property
    def binding(self) -> tuple[InstrumentStanding, ...]:
        """The instruments that bind both states and cover the award, on either side."""
        both = {one.instrument: one for side in (self.academic, self.professional) for one in side.instruments}
        return tuple(one for one in both.values() if one.covers_award == "yes" and one.standing in BINDS)


BINDS = frozenset({"binds-both", "binds-both-undated"})
"""Standings under which an instrument counts as binding both; the second with its date to be checked."""
