"""What binds two states on a date, and whether it covers an award: academic and professional recognition apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import check_day
from qualmap.portability.scopes import AwardScopes
from qualmap.portability.standing import pair_standing, replacements, state_standing
from qualmap.records import Instrument, Party, Reason, Source, Stated
from qualmap.records.authority import ACADEMIC
from qualmap.records.legal import (
    BINDS,
    Coverage,
    Decider,
    InstrumentStanding,
    LegalBasis,
    LegalSide,
    PairStanding,
    PartyStanding,
    Said,
    StateStanding,
)

Side = Literal["academic", "professional"]
PROFESSIONS = "professions"
_ORDER: tuple[PairStanding, ...] = get_args(PairStanding)
_COVERS: tuple[Coverage, ...] = ("yes", "unknown", "no")


class _State(NamedTuple):
    country: str
    party: Party | None
    standing: StateStanding
    since: str | None


class _Between(NamedTuple):
    """One instrument between the two states."""

    act: Instrument
    origin: _State
    destination: _State
    standing: PairStanding
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]
    perhaps: tuple[str, ...]


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
    arguments. Raises AmbiguousNameError for a date that is none.
    """
    day, here, there = check_day(on), origin.upper(), destination.upper()
    between = () if here == there else _between(catalogue, here, there, day)
    asked = PROFESSIONS in covers.sure | covers.perhaps
    return LegalBasis(
        origin=here,
        destination=there,
        on=day,
        scopes=tuple(sorted(covers.sure)),
        perhaps=tuple(sorted(covers.perhaps)),
        profession=profession,
        academic=_side(catalogue, "academic", between, (here, there), covers, profession),
        professional=_side(catalogue, "professional", between, (here, there), covers, profession)
        if asked
        else _NOT_ASKED,
    )


def deciders(catalogue: Catalogue, country: str, profession: str | None = None) -> tuple[Decider, ...]:
    """Who decides or advises in a country: on academic recognition, or on access to a profession; may be nobody."""
    matter = ACADEMIC if profession is None else f"profession:{profession}"
    found = []
    for one in catalogue.authorities.of(country.upper(), matter):
        source = catalogue.authorities.source_of(one.source)
        found.append(
            Decider(
                **one.model_dump(include={"id", "name", "role", "part", "url", "note"}),
                source=source.url or source.citation,
                verification=source.verification,
            )
        )
    return tuple(found)


def _between(catalogue: Catalogue, origin: str, destination: str, day: str) -> tuple[_Between, ...]:
    ours, theirs = catalogue.relations.get(origin, {}), catalogue.relations.get(destination, {})
    acts = [act for act in catalogue.instruments if act.id in ours or act.id in theirs]
    states: dict[str, tuple[_State, _State]] = {}
    standings: dict[str, PairStanding] = {}
    for act in acts:
        one = _State(origin, ours.get(act.id), *state_standing(act, ours.get(act.id), day))
        other = _State(destination, theirs.get(act.id), *state_standing(act, theirs.get(act.id), day))
        states[act.id] = one, other
        standings[act.id] = pair_standing(act, one.standing, other.standing)
    surely, perhaps = replacements(acts, standings)
    return tuple(
        _Between(
            act,
            *states[act.id],
            "replaced" if act.id in surely else standings[act.id],
            tuple(older for older in act.replaces if act.id in surely.get(older, ())),
            tuple(sorted(surely.get(act.id, ()))),
            tuple(sorted(perhaps.get(act.id, ()))),
        )
        for act in acts
    )


def _side(
    catalogue: Catalogue,
    side: Side,
    between: Sequence[_Between],
    states: tuple[str, str],
    covers: AwardScopes,
    profession: str | None,
) -> LegalSide:
    found = [(covered, one) for one in between if (covered := _covered(one.act, side, covers, profession)) is not None]
    found.sort(key=lambda each: (_ORDER.index(each[1].standing), _COVERS.index(each[0]), each[1].act.id))
    found.sort(key=lambda each: each[0] == "no" or each[1].standing not in BINDS)
    own = states[0] == states[1]
    conclusion = Reason(code="legal-same-state", values={"country": states[0]}) if own else _conclusion(found, states)
    matter = None if side == "academic" else profession
    known = deciders(catalogue, states[1], matter) if side == "academic" or profession is not None else ()
    return LegalSide(
        asked=True,
        instruments=tuple(_standing(one, covered) for covered, one in found),
        conclusion=conclusion,
        practice=None if own or conclusion.code == "legal-binds" else Reason(code="legal-good-practice"),
        deciders=known,
        who_decides=_who(known, states[1], side, profession),
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


def _conclusion(found: Sequence[tuple[Coverage, _Between]], states: tuple[str, str]) -> Reason:
    def names(covered: Coverage, *standings: PairStanding) -> tuple[str, list[_Between]]:
        those = [one for how, one in found if how == covered and one.standing in standings]
        return "; ".join(one.act.short_name or one.act.name for one in those), those

    values = {"origin": states[0], "destination": states[1]}
    bind, _ = names("yes", "binds-both")
    if bind:
        return Reason(code="legal-binds", values={**values, "instruments": bind})
    undated, those = names("yes", "binds-both-undated")
    if undated:
        unknown = {s.country for one in those for s in (one.origin, one.destination) if s.standing == "date-unknown"}
        return Reason(
            code="legal-binds-undated",
            values={**values, "instruments": undated, "countries": ", ".join(sorted(unknown))},
        )
    perhaps, _ = names("unknown", "binds-both", "binds-both-undated")
    if perhaps:
        return Reason(code="legal-perhaps-covers", values={**values, "instruments": perhaps})
    others, _ = names("no", "binds-both", "binds-both-undated")
    if others:
        return Reason(code="legal-none-covers", values={**values, "instruments": others})
    return Reason(code="legal-none", values=values)


def _who(known: Sequence[Decider], country: str, side: Side, profession: str | None) -> tuple[Reason, ...]:
    """A sentence for each body, or that none is recorded here."""
    if side == "professional" and profession is None:
        return (Reason(code="legal-which-profession", values={"country": country}),)
    matter = {"country": country} | ({} if side == "academic" else {"profession": profession or ""})
    if not known:
        return (Reason(code=f"legal-decider-unknown-{side}", values=matter),)
    return tuple(Reason(code=f"legal-{one.role}", values={"country": country, "name": one.name}) for one in known)


def _standing(one: _Between, covered: Coverage) -> InstrumentStanding:
    act, sources = one.act, {source.id: source for source in one.act.sources}
    third = act.third_countries if one.origin.standing in ("none", "left", "not-yet") else ()
    return InstrumentStanding(
        instrument=act.id,
        name=act.short_name or act.name,
        kind=act.kind,
        standing=one.standing,
        covers_award=covered,
        covers=act.covers,
        professions=act.professions,
        replaces=one.replaces,
        replaced_by=one.replaced_by,
        perhaps_replaced_by=one.perhaps,
        origin=_party(one.origin, sources),
        destination=_party(one.destination, sources),
        obliges=_said(act.obliges, sources),
        third_countries=tuple(_said(stated, sources) for stated in third),
        reason=_reason(one),
    )


def _party(state: _State, sources: Mapping[str, Source]) -> PartyStanding:
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


def _reason(one: _Between) -> Reason:
    """The standing as a sentence."""
    values = {"instrument": one.act.short_name or one.act.name}
    states = (one.origin, one.destination)
    if one.standing == "replaced":
        return Reason(code="legal-is-replaced", values={**values, "newer": ", ".join(one.replaced_by)})
    if one.standing == "not-binding":
        return Reason(code="legal-is-not-binding", values=values)
    wanted: dict[PairStanding, tuple[StateStanding, ...]] = {
        "binds-both": ("bound",),
        "binds-both-undated": ("date-unknown",),
        "one-party": ("bound", "date-unknown"),
        "signed-only": ("signed",),
        "not-yet-in-force": ("not-yet",),
        "left": ("left",),
    }
    countries = ", ".join(sorted({state.country for state in states if state.standing in wanted[one.standing]}))
    return Reason(code=f"legal-is-{one.standing}", values={**values, "countries": countries})


_NOT_ASKED = LegalSide(
    asked=False,
    instruments=(),
    conclusion=Reason(code="legal-not-asked"),
    practice=None,
    deciders=(),
    who_decides=(),
)
