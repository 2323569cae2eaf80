"""What binds two states on a date, and whether it covers an award: academic and professional recognition apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import get_args

from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import check_day
from qualmap.law.deciders import Side, deciders, who_decides
from qualmap.law.model import (
    BINDS,
    Coverage,
    InstrumentStanding,
    LegalBasis,
    LegalSide,
    PairStanding,
    PartyStanding,
    Said,
    StateStanding,
)
from qualmap.law.party_status import Between, State, between
from qualmap.law.scopes import AwardScopes
from qualmap.records import Instrument, Reason, Source, Stated
from qualmap.records.values import Countries, Value

PROFESSIONS = "professions"
_ORDER: tuple[PairStanding, ...] = get_args(PairStanding)
_BINDING = ("legal-binds", "legal-binds-old-or-new")
_COVERS: tuple[Coverage, ...] = ("yes", "unknown", "no")


def legal_basis(
    catalogue: Catalogue,
    origin: str,
    destination: str,
    on: str | date,
    covers: AwardScopes,
    profession: str | None = None,
) -> LegalBasis:
    """Every instrument to which one of two states has a relation, how it stands on a day, and what follows.

    States are ISO 3166-1 alpha-2 codes; ``profession`` is an id of the record of professions. A pure function of its
    arguments, all hashable but the catalogue: who asks often may remember answers with ``functools.lru_cache`` over
    ``functools.partial(legal_basis, catalogue)``. Raises AmbiguousNameError for a date that is none.
    """
    day, here, there = check_day(on), origin.upper(), destination.upper()
    found = () if here == there else between(catalogue, here, there, day)
    asked = PROFESSIONS in covers.sure | covers.perhaps
    return LegalBasis(
        origin=here,
        destination=there,
        on=day,
        scopes=tuple(sorted(covers.sure)),
        perhaps=tuple(sorted(covers.perhaps)),
        profession=profession,
        academic=_side(catalogue, "academic", found, (here, there), covers, profession),
        professional=_side(catalogue, "professional", found, (here, there), covers, profession)
        if asked
        else _NOT_ASKED,
    )


def _side(
    catalogue: Catalogue,
    side: Side,
    instruments: Sequence[Between],
    states: tuple[str, str],
    covers: AwardScopes,
    profession: str | None,
) -> LegalSide:
    found = [
        (covered, one) for one in instruments if (covered := _covered(one.act, side, covers, profession)) is not None
    ]
    found.sort(key=lambda each: (_ORDER.index(each[1].standing), _COVERS.index(each[0]), each[1].act.id))
    found.sort(key=lambda each: each[0] == "no" or each[1].standing not in BINDS)
    own = states[0] == states[1]
    conclusion = (
        Reason(code="legal-same-state", values={"country": Countries.of(states[0])})
        if own
        else _conclusion(found, states)
    )
    matter = None if side == "academic" else profession
    known = deciders(catalogue, states[1], matter) if side == "academic" or profession is not None else ()
    return LegalSide(
        asked=True,
        instruments=tuple(_standing(one, covered) for covered, one in found),
        conclusion=conclusion,
        practice=None if own or conclusion.code in _BINDING else Reason(code="legal-good-practice"),
        deciders=known,
        who_decides=who_decides(known, states[1], side, profession),
    )


def _covered(act: Instrument, side: Side, covers: AwardScopes, profession: str | None) -> Coverage | None:
    """Whether an instrument covers the award on one side; None when it is not about that side at all."""
    scopes = {scope for scope in act.covers if (scope == PROFESSIONS) == (side == "professional")}
    if not scopes:
        return None
    found: Coverage = "yes" if scopes & covers.sure else "unknown" if scopes & covers.perhaps else "no"
    if found == "no" or not act.professions or profession in act.professions:
        return found
    return "unknown" if profession is None else "no"


def _conclusion(found: Sequence[tuple[Coverage, Between]], states: tuple[str, str]) -> Reason:
    """What follows from all instruments together, as one reason."""
    values: dict[str, Value] = {"origin": Countries.of(states[0]), "destination": Countries.of(states[1])}
    those = {covered: [one for how, one in found if how == covered and one.standing in BINDS] for covered in _COVERS}
    surely = [one for one in those["yes"] if one.standing == "binds-both"]
    settled = [one for one in surely if not one.perhaps]
    undated = {s.country for one in those["yes"] for s in (one.origin, one.destination) if s.standing == "date-unknown"}
    if settled:
        code, named = "legal-binds", settled
    elif surely:
        code, named = "legal-binds-old-or-new", those["yes"]
        values["countries"] = Countries.of(*sorted(undated))
    elif those["yes"]:
        code, named = "legal-binds-undated", those["yes"]
        values["countries"] = Countries.of(*sorted(undated))
    elif those["unknown"]:
        code, named = "legal-perhaps-covers", those["unknown"]
    elif perhaps := [one for how, one in found if how != "no" and one.standing == "perhaps-binds"]:
        code, named = "legal-none-known", perhaps
    elif those["no"]:
        code, named = "legal-none-covers", those["no"]
    else:
        return Reason(code="legal-none", values=values)
    return Reason(code=code, values={**values, "instruments": _names(one.act for one in named)})


def _names(acts: Iterable[Instrument]) -> str:
    return "; ".join(_name(act) for act in acts)


def _name(act: Instrument) -> str:
    return act.short_name or act.name


def _standing(one: Between, covered: Coverage) -> InstrumentStanding:
    act, sources = one.act, {source.id: source for source in one.act.sources}
    third = act.third_countries if one.origin.standing in ("none", "left", "not-yet") else ()
    return InstrumentStanding(
        instrument=act.id,
        name=_name(act),
        kind=act.kind,
        standing=one.standing,
        covers_award=covered,
        covers=act.covers,
        professions=act.professions,
        replaces=one.replaces,
        replaced_by=tuple(newer.id for newer in one.replaced_by),
        perhaps_replaced_by=tuple(newer.id for newer in one.perhaps),
        origin=_party(one.origin, sources),
        destination=_party(one.destination, sources),
        obliges=_said(act.obliges, sources),
        third_countries=tuple(_said(stated, sources) for stated in third),
        reason=_reason(one),
    )


def _party(state: State, sources: Mapping[str, Source]) -> PartyStanding:
    source = sources[state.party.source] if state.party else None
    return PartyStanding(
        country=state.country,
        standing=state.standing,
        since=state.since,
        source=source and (source.url or source.citation),
        verification=source and source.verification,
        note=state.party and state.party.note,
    )


def _said(stated: Stated, sources: Mapping[str, Source]) -> Said:
    source = sources[stated.source]
    return Said(value=stated.value, source=source.url or source.citation, verification=source.verification)


def _reason(one: Between) -> Reason:
    """The standing as a sentence."""
    values: dict[str, Value] = {"instrument": _name(one.act)}
    states = (one.origin, one.destination)
    if one.standing == "replaced":
        return Reason(code="legal-is-replaced", values={**values, "newer": _names(one.replaced_by)})
    if one.standing == "not-binding":
        return Reason(code="legal-is-not-binding", values=values)
    wanted: dict[PairStanding, tuple[StateStanding, ...]] = {
        "binds-both": ("bound",),
        "binds-both-undated": ("date-unknown",),
        "perhaps-binds": ("perhaps",),
        "one-party": ("bound", "date-unknown"),
        "signed-only": ("signed", "perhaps"),
        "not-yet-in-force": ("not-yet",),
        "left": ("left",),
    }
    countries = Countries.of(*sorted({state.country for state in states if state.standing in wanted[one.standing]}))
    return Reason(code=f"legal-is-{one.standing}", values={**values, "countries": countries})


_NOT_ASKED = LegalSide(
    asked=False,
    instruments=(),
    conclusion=Reason(code="legal-not-asked"),
    practice=None,
    deciders=(),
    who_decides=(),
)
