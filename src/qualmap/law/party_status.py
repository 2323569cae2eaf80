"""How states stand to an instrument on a date: each by itself, then two together, then older and newer instruments.

A date known only to the year or month counts as the whole of it, as in ``catalog.lookup``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from qualmap.catalog import Catalogue
from qualmap.law.model import BINDS, PairStanding, StateStanding
from qualmap.records import Instrument, Party
from qualmap.records.dates import PartialDate

SETTLING = timedelta(days=183)
"""By then a consent has taken effect: the conventions give it one to three months after the deposit."""


def state_standing(
    act: Instrument, party: Party | None, on: str, *, perhaps: bool = False
) -> tuple[StateStanding, str | None]:
    """How one state stands to an instrument on a day, and the recorded date on which that rests.

    ``perhaps``: whether it may be a party all the same, since no list of the parties could be read.
    """
    if perhaps and (party is None or party.status == "signatory"):
        return _perhaps(act, on)
    if party is None:
        return "none", None
    if party.status == "signatory":
        return ("not-yet" if party.signed and on < party.signed.first else "signed"), party.signed
    if _gone(party, on):
        return "left", party.left or party.in_force_to
    born = act.in_force_from or act.adopted
    if born is not None and on < born.value.first:
        return "not-yet", born.value
    return _since(act, party, on)


def _perhaps(act: Instrument, on: str) -> tuple[StateStanding, str | None]:
    born = act.in_force_from or act.adopted
    return ("perhaps", None) if born is None or on >= born.value.first else ("not-yet", born.value)


def _since(act: Instrument, party: Party, on: str) -> tuple[StateStanding, str | None]:
    """How a party stands from the dates of its consent, where the instrument is there and the state has not left."""
    start = party.in_force_from
    if start is None and party.status == "member":  # bound with its union; those that joined later have a date
        born = act.in_force_from or act.adopted
        start = born.value if born else None
    if start is not None:
        return ("bound" if on >= start.first else "not-yet"), start
    if party.ratified is None and party.bound_by is not None and _passed(party.bound_by, on):
        return "bound", None
    if party.ratified is None:
        return ("not-yet" if party.signed and on < party.signed.first else "date-unknown"), None
    if on < party.ratified.first:
        return "not-yet", party.ratified
    settled = act.in_force_from is not None and on >= _settled(party.ratified)
    return ("bound" if settled else "date-unknown"), party.ratified


def _passed(given: PartialDate, on: str) -> bool:
    """Whether a day, or the whole of a year or month, is over or there."""
    return on > given.last or (given.is_day and on == given)


def _gone(party: Party, on: str) -> bool:
    """Whether a state has left by a day: from the day of leaving on, or after the year or month of it."""
    if party.left is not None:
        return _passed(party.left, on)
    if party.in_force_to is not None:
        return on > party.in_force_to.last
    return party.status == "left"


@lru_cache(maxsize=1024)
def _settled(given: PartialDate) -> str:
    """The day by which a consent of a day, month or year has surely taken effect."""
    return (date.fromisoformat(given.last) + SETTLING).isoformat()


def pair_standing(act: Instrument, one: StateStanding, other: StateStanding) -> PairStanding:
    """How an instrument stands between two states, whatever other instruments say."""
    both = {one, other}
    if act.binding == "not-binding":
        return "not-yet-in-force" if both <= {"not-yet", "none"} else "not-binding"
    if both == {"bound"}:
        return "binds-both"
    if both <= {"bound", "date-unknown"}:
        return "binds-both-undated"
    if both <= {"bound", "date-unknown", "perhaps"}:
        return "perhaps-binds"
    if "left" in both:
        return "left"
    if "not-yet" in both:
        return "not-yet-in-force"
    return "signed-only" if both & {"signed", "perhaps"} else "one-party"


def replacements(
    acts: Iterable[Instrument], standings: Mapping[str, PairStanding]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """For each older instrument that binds both states, the newer ones that take its place: surely, and perhaps.

    A newer one takes the place of an older only between states that are both bound by it; towards a state that is a
    party to the older alone, the older stays (Lisbon convention, XI.4).
    """
    surely: dict[str, list[str]] = {}
    perhaps: dict[str, list[str]] = {}
    for act in acts:
        for older in act.replaces:
            if standings.get(older) in BINDS | {"perhaps-binds"} and standings[act.id] in BINDS:
                found = surely if standings[act.id] == "binds-both" else perhaps
                found.setdefault(older, []).append(act.id)
    return surely, perhaps


class State(NamedTuple):
    """One of the two states and an instrument. ``since``: the recorded date on which its standing rests."""

    country: str
    party: Party | None
    standing: StateStanding
    since: str | None


class Between(NamedTuple):
    """One instrument between the two states."""

    act: Instrument
    origin: State
    destination: State
    standing: PairStanding
    replaces: tuple[str, ...]
    replaced_by: tuple[Instrument, ...]
    perhaps: tuple[Instrument, ...]


def _state(act: Instrument, country: str, relations: Mapping[str, Party], day: str) -> State:
    party = relations.get(act.id)
    return State(country, party, *state_standing(act, party, day, perhaps=country in act.perhaps))


def between(catalogue: Catalogue, origin: str, destination: str, day: str) -> tuple[Between, ...]:
    """The instruments to which at least one of the states has a relation, or that may bind both, by id."""
    ours, theirs = catalogue.relations.get(origin, {}), catalogue.relations.get(destination, {})

    def concerned(act: Instrument) -> bool:
        here, there = act.id in ours, act.id in theirs
        return here or there or (origin in act.perhaps and destination in act.perhaps)

    acts = sorted((act for act in catalogue.instruments if concerned(act)), key=lambda act: act.id)
    states: dict[str, tuple[State, State]] = {}
    standings: dict[str, PairStanding] = {}
    for act in acts:
        one, other = (_state(act, *each, day) for each in ((origin, ours), (destination, theirs)))
        states[act.id] = one, other
        standings[act.id] = pair_standing(act, one.standing, other.standing)
    surely, perhaps = replacements(acts, standings)
    return tuple(
        Between(
            act,
            *states[act.id],
            "replaced" if act.id in surely else standings[act.id],
            tuple(older for older in act.replaces if act.id in surely.get(older, ())),
            tuple(newer for newer in acts if newer.id in surely.get(act.id, ())),
            tuple(newer for newer in acts if newer.id in perhaps.get(act.id, ())),
        )
        for act in acts
    )
