"""From verdicts to an outcome: full, then alternative, partial, conditional; refusal last, and only where shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualmap.assessment.carried import Carried
from qualmap.assessment.case import Case
from qualmap.assessment.elements.verdict import SEVERITY
from qualmap.assessment.model import Element, GateResult, JudgementOutcome, Missing
from qualmap.records import Reason
from qualmap.records.award import Difference, ElementName, GateName
from qualmap.records.phrases import plain
from qualmap.records.policy import PurposeRule
from qualmap.records.titles import NoLevel
from qualmap.records.values import Editions, Share

_INSTEAD: dict[ElementName, JudgementOutcome] = {
    "level": "alternative",
    "workload": "partial",
    "quality": "refusal",
    "profile": "alternative",
    "outcomes": "conditional",
}
"""What is offered in place of full recognition where an element shows a substantial difference."""
ALWAYS: tuple[GateName, ...] = ("authentic", "institution")
_RANK: tuple[JudgementOutcome, ...] = ("full", "alternative", "partial", "conditional", "refusal")


@dataclass(frozen=True)
class Decision:
    """The outcome, why, what it would be if everything missing were settled, and what helps."""

    outcome: JudgementOutcome
    provisional: JudgementOutcome | None
    reasons: tuple[Reason, ...]
    remedies: tuple[Reason, ...]
    missing: tuple[Missing, ...]


def decide(
    case: Case,
    elements: Sequence[Element],
    gates: Sequence[GateResult],
    editions: Sequence[str],
    rests_on: Carried,
    likely: Difference | None,
    *,
    placed: bool,
) -> Decision:
    """The outcome for the purpose; without an outcome, what it would be, if that can be said.

    ``editions``: those under which the award may have been given. ``rests_on``: what carries the outcome; with a doubt
    about that there is none yet. ``likely``: what an unknown difference of level would be, if the reading of the award
    is right. ``placed``: whether a comparable level or award is known at the destination.
    """
    rule = case.policy.rule(case.purpose)
    missing = (*_doubted(rests_on), *_missing(case, rule, elements, gates, editions))
    settled = _settled(case, elements, likely, placed=placed)
    held_up = [item for item in missing if item.element is not None]
    if settled == "refusal" or not held_up:
        outcome: JudgementOutcome = settled
    elif not rests_on.doubts and _only_claims_open(rule, elements, gates):
        outcome = max(settled, "conditional", key=_RANK.index)
    else:
        outcome = "insufficient-information"
    reasons = (plain(f"outcome-{outcome}"), *rests_on.doubts, *_because(elements))
    told = placed and (likely is not None or not _seeks_more(case, elements))
    provisional = settled if outcome != settled and told else None
    return Decision(outcome, provisional, reasons, _once(_remedies(elements, gates, placed=placed)), missing)


def no_award(paper: NoLevel) -> Decision:
    """The outcome for what is no award, or only a part of one: none, and what could be judged instead."""
    reasons = (plain("outcome-insufficient-information"), plain(paper))
    missing = (Missing(element="level", reason=plain("missing-award")),)
    return Decision("insufficient-information", None, reasons, (plain("remedy-award"),), missing)


def _doubted(rests_on: Carried) -> Iterator[Missing]:
    """What would settle each doubt about what the outcome rests on."""
    for doubt in rests_on.doubts:
        yield Missing(element="profile" if doubt.code.endswith("-access") else "level", reason=doubt)


def _seeks_more(case: Case, elements: Sequence[Element]) -> bool:
    """Whether studies or a standing are sought whose level could not be compared with that of the award."""
    sought = case.sought
    return bool(sought.access_to or sought.as_type or sought.as_level) and elements[0].difference == "unknown"


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each reason once; values make them unhashable."""
    return tuple({(reason.code, *reason.values.items()): reason for reason in reasons}.values())


def _settled(case: Case, elements: Sequence[Element], likely: Difference | None, *, placed: bool) -> JudgementOutcome:
    """The outcome if the reading of the award is right and everything unknown turned out in the holder's favour."""
    found: list[JudgementOutcome] = ["full"]
    for element in elements:
        if element.weight == "informs" and element.element != "quality":
            continue
        difference = element.difference
        if element.element == "level" and difference == "unknown" and likely is not None:
            difference = likely
        if difference == "substantial":
            instead = _INSTEAD[element.element]
            found.append("partial" if instead == "alternative" and not placed else instead)
        elif difference == "potentially-substantial":
            found.append("conditional")
    if case.purpose == "regulated-profession":
        found.append("conditional")  # the competent authority decides, whatever is found here
    return max(found, key=_RANK.index)


def _missing(
    case: Case,
    rule: PurposeRule,
    elements: Sequence[Element],
    gates: Sequence[GateResult],
    editions: Sequence[str],
) -> Iterator[Missing]:
    """What is missing; with an element where it holds up the outcome."""
    for gate in gates:
        if gate.gate in _needed(rule) and gate.state in ("unknown", "claimed"):
            yield Missing(element="quality", reason=plain(f"missing-gate-{gate.gate}"))
    for element in elements:
        if element.difference == "unknown" and element.element != "quality":
            decides = element.weight == "decides"
            yield Missing(element=element.element if decides else None, reason=plain(f"missing-{element.element}"))
    if case.award.awarded is None:
        yield Missing(element=None, reason=plain("missing-date"))
    level = next(element for element in elements if element.element == "level")
    if level.confidence is not None and level.confidence_means.code != "confidence-source":
        values = {"confidence": Share(share=level.confidence)}
        yield Missing(element=None, reason=Reason(code="missing-official-link", values=values))
    if len(editions) > 1:
        yield Missing(element=None, reason=Reason(code="missing-edition", values={"editions": Editions.of(*editions)}))


def _needed(rule: PurposeRule) -> tuple[GateName, ...]:
    """The gates that must be confirmed: those of the policy, and always that the award and its institution are real."""
    return tuple(dict.fromkeys((*ALWAYS, *rule.gates)))


def _only_claims_open(rule: PurposeRule, elements: Sequence[Element], gates: Sequence[GateResult]) -> bool:
    """Whether all that holds the outcome up are gates that are claimed and wait to be confirmed."""
    open_gates = [gate for gate in gates if gate.gate in _needed(rule) and gate.state != "confirmed"]
    unknown = [e for e in elements if e.weight == "decides" and e.difference == "unknown" and e.element != "quality"]
    return not unknown and all(gate.state == "claimed" for gate in open_gates)


def _because(elements: Sequence[Element]) -> Iterator[Reason]:
    """The reasons of the elements that count against the award."""
    for element in elements:
        if SEVERITY[element.difference] > 0:
            yield from element.reasons


def _remedies(elements: Sequence[Element], gates: Sequence[GateResult], *, placed: bool) -> Iterator[Reason]:
    if any(gate.gate == "authentic" and gate.state == "failed" for gate in gates):
        yield plain("remedy-other-document")
        return
    for gate in gates:
        if gate.state != "confirmed":
            yield plain(f"remedy-gate-{gate.gate}")
    for element in elements:
        if SEVERITY[element.difference] < SEVERITY["potentially-substantial"] or element.element == "quality":
            continue
        if element.element == "level" and placed:
            yield plain("remedy-recognise-at-its-level")
        yield plain(f"remedy-{element.element}")
    if any(element.difference == "unknown" and element.element == "outcomes" for element in elements):
        yield plain("remedy-compare-outcomes")


def with_finding(found: Difference, officer: Difference) -> Difference:
    """What is found here and what an officer found: the officer settles what is unknown; otherwise the graver holds."""
    if found == "unknown":
        return officer
    return max(found, officer, key=lambda difference: SEVERITY[difference])
