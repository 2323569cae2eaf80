"""The gate checks, which come first: document authentic, institution recognised, programme accredited.

What the officer found and what the agency's own lists of awarding bodies say are put together: a check that failed
anywhere has failed, and where nobody has looked the gate is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualmap.portability.case import Case
from qualmap.portability.days import days
from qualmap.portability.verdict import Verdict
from qualmap.records import AwardingBodies, AwardingBody, Reason
from qualmap.records.award import GATES, Gate, GateName, GateState
from qualmap.records.bodies import Period
from qualmap.records.judgement import Cited, GateResult
from qualmap.records.phrases import plain
from qualmap.records.values import Day, Value
from qualmap.titles.rule import fold

Said = tuple[GateState, Reason, Cited | None]


def gate_results(case: Case, lists: Sequence[AwardingBodies]) -> tuple[GateResult, ...]:
    """Each gate with its state and who says so."""
    return tuple(_gate(case, name, lists) for name in GATES)


def quality_verdict(gates: Sequence[GateResult]) -> Verdict:
    """The verdict on quality: shown to fail, or confirmed by someone who checked, or unknown."""
    states = {gate.gate: gate.state for gate in gates}
    cited = tuple(source for gate in gates for source in gate.cited)
    failed = [gate for gate in gates if gate.state == "failed"]
    if failed:
        return Verdict("substantial", tuple(plain(f"gate-{gate.gate}-failed") for gate in failed), cited=cited)
    if states["institution"] == "confirmed" and states["programme"] in ("confirmed", "claimed"):
        return Verdict("none", (plain("quality-confirmed"),), cited=cited)
    if states["institution"] == "confirmed":
        return Verdict("none", (plain("quality-institution-confirmed"),), cited=cited)
    return Verdict("unknown", (plain("quality-unknown"),), cited=cited)


def _gate(case: Case, name: GateName, lists: Sequence[AwardingBodies]) -> GateResult:
    award = case.award
    gate: Gate = getattr(award.gates, name)
    given = Cited(source=gate.source, verification="given") if gate.source else None
    said: list[Said] = [(gate.state, plain(f"gate-given-{gate.state}"), given)]
    if name != "authentic":
        said += _listed(case, name, lists)
    for state in ("failed", "confirmed", "claimed"):
        holding = [each for each in said if each[0] == state]
        if holding:
            reasons, cited = tuple(each[1] for each in holding), tuple(each[2] for each in holding if each[2])
            return GateResult(gate=name, state=state, bodies=award.awarding_bodies, reasons=reasons, cited=cited)
    looked_up = [each for each in said if each[1].code.startswith("gate-listed")]
    return GateResult(
        gate=name,
        state="unknown",
        bodies=award.awarding_bodies,
        reasons=tuple(each[1] for each in looked_up) or (plain("gate-unknown"),),
        cited=tuple(each[2] for each in looked_up if each[2]),
    )


def _listed(case: Case, name: GateName, lists: Sequence[AwardingBodies]) -> Iterator[Said]:
    """What the agency's lists say; a joint award is confirmed when all of its bodies are, and fails with any.

    A body fails only where everything that is listed under its name, in whichever country, says so: what may be a
    namesake, or is contradicted by another entry, is not certain.
    """
    confirmed: list[Said] = []
    complete = bool(case.award.awarding_bodies)
    here = {case.origin.country, *(place.country for place in case.taught_in)}
    for named in case.award.awarding_bodies:
        entries = [(bodies, body) for bodies in lists for body in bodies.bodies if _is_called(body, named)]
        each = [(body.country, _states(bodies, body, name, case)) for bodies, body in entries]
        failing = [[said for said in states if said[0] == "failed"] for _, states in each]
        holding = [said for country, states in each for said in states if said[0] == "confirmed" and country in here]
        anywhere = any(said[0] == "confirmed" for _, states in each for said in states)
        if case.origin.country in {country for country, _ in each} and all(failing) and not anywhere:
            yield from (said for states in failing for said in states)
        elif holding and not any(said[0] == "failed" for country, states in each for said in states if country in here):
            confirmed += holding
        else:
            complete = False
            yield from (_uncertain(*entry, states) for entry, (_, states) in zip(entries, each, strict=True))
    if complete:
        yield from confirmed


def _is_called(body: AwardingBody, name: str) -> bool:
    return fold(name) in map(fold, (body.name, *body.other_names))


def _uncertain(bodies: AwardingBodies, body: AwardingBody, states: Sequence[Said]) -> Said:
    """An entry that does not settle the gate: for another time, without dates, or contradicted."""
    code = "gate-listed-contradicted" if states else "gate-listed-otherwise"
    return "unknown", Reason(code=code, values={"body": body.name}), Cited.of(bodies.sources[0], given=True)


def _states(bodies: AwardingBodies, body: AwardingBody, name: GateName, case: Case) -> list[Said]:
    """What an entry says of the day of the award; nothing bad of a programme known by the award's title alone."""
    periods: Iterable[Period] = body.periods
    if name == "programme":
        named = case.award.programme
        title = fold(named or case.award.title)
        periods = [p for programme in body.programmes if fold(programme.title) == title for p in programme.periods]
        periods = [period for period in periods if named is not None or period.status == "recognised"]
    return [said for period in periods if (said := _said(bodies, body, period, case.award.awarded)) is not None]


def _said(bodies: AwardingBodies, body: AwardingBody, period: Period, awarded: str | None) -> Said | None:
    """What one period says of an award of that day; nothing where it is not certain that the day lies in it."""
    if awarded is None:
        return None
    start, end, given = period.valid_from, period.valid_to, days(awarded)
    if start is None or days(start).last > given.first or (end is not None and given.last > days(end).first):
        return None
    state: GateState = "confirmed" if period.status == "recognised" else "failed"
    source = next(source for source in bodies.sources if source.id == period.source)
    values: dict[str, Value] = {"body": body.name, "from": Day(day=start), "to": Day(day=end or "…")}
    return state, Reason(code=f"gate-listed-{state}", values=values), Cited.of(source, given=True)
