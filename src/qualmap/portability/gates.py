"""The gate checks, which come first: document authentic, institution recognised, programme accredited.

What the officer found and what the agency's own lists of awarding bodies say are put together: a check that failed
anywhere has failed, and where nobody has looked the gate is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualmap.portability.case import Case
from qualmap.portability.verdict import Verdict
from qualmap.records import AwardingBodies, AwardingBody, Reason
from qualmap.records.award import GATES, Gate, GateName, GateState
from qualmap.records.bodies import Period
from qualmap.records.judgement import Cited, GateResult
from qualmap.records.phrases import plain
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
    return GateResult(gate=name, state="unknown", bodies=award.awarding_bodies, reasons=(plain("gate-unknown"),))


def _listed(case: Case, name: GateName, lists: Sequence[AwardingBodies]) -> Iterator[Said]:
    """What the agency's lists say; a joint award is confirmed when all of its bodies are, and fails with any."""
    awarded, found = case.award.awarded, []
    for named in case.award.awarding_bodies:
        for bodies in lists:
            for body in bodies.bodies:
                if body.country in _countries(case) and fold(named) in map(fold, (body.name, *body.other_names)):
                    found.append((named, _states(bodies, body, name, case, awarded)))
    failed = [each for named, states in found for each in states if each[0] == "failed"]
    yield from failed
    confirmed = {named: [each for each in states if each[0] == "confirmed"] for named, states in found}
    if not failed and case.award.awarding_bodies and all(confirmed.get(named) for named in case.award.awarding_bodies):
        for states in confirmed.values():
            yield from states


def _countries(case: Case) -> set[str]:
    return {case.origin.country, *(place.country for place in case.taught_in)}


def _states(bodies: AwardingBodies, body: AwardingBody, name: GateName, case: Case, awarded: str | None) -> list[Said]:
    titles = {fold(case.award.title), fold(case.award.programme or case.award.title)}
    periods: Iterable[Period] = body.periods
    if name == "programme":
        periods = [
            period for programme in body.programmes if fold(programme.title) in titles for period in programme.periods
        ]
    return [said for period in periods if (said := _said(bodies, body, period, awarded)) is not None]


def _said(bodies: AwardingBodies, body: AwardingBody, period: Period, awarded: str | None) -> Said | None:
    """What one period says of an award of that day; nothing where it is not certain that the day lies in it."""
    if awarded is None:
        return None
    start, end = period.valid_from, period.valid_to
    starts_before = start is not None and awarded[: len(start)] >= start[: len(awarded)]
    ends_after = end is None or awarded[: len(end)] <= end[: len(awarded)]
    if not starts_before or not ends_after:
        return None
    state: GateState = "confirmed" if period.status == "recognised" else "failed"
    source = next(source for source in bodies.sources if source.id == period.source)
    cited = Cited(source=source.url or source.citation, verification="given", date_seen=source.date_seen)
    values = {"body": body.name, "from": start or "", "to": end or "…"}
    return state, Reason(code=f"gate-listed-{state}", values=values), cited
