"""Every instrument between two states on a day: how each state stands to it, and which ones a newer one replaced."""

from __future__ import annotations

from typing import NamedTuple

from qualmap.catalog import Catalogue
from qualmap.portability.standing import pair_standing, replacements, state_standing
from qualmap.records import Instrument, Party
from qualmap.records.legal import PairStanding, StateStanding


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


def between(catalogue: Catalogue, origin: str, destination: str, day: str) -> tuple[Between, ...]:
    """The instruments to which at least one of the states has a relation, by id."""
    ours, theirs = catalogue.relations.get(origin, {}), catalogue.relations.get(destination, {})
    acts = sorted((a for a in catalogue.instruments if a.id in ours or a.id in theirs), key=lambda act: act.id)
    states: dict[str, tuple[State, State]] = {}
    standings: dict[str, PairStanding] = {}
    for act in acts:
        one = State(origin, ours.get(act.id), *state_standing(act, ours.get(act.id), day))
        other = State(destination, theirs.get(act.id), *state_standing(act, theirs.get(act.id), day))
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
