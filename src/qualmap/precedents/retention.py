"""What an agency keeps of its judgements, and for how long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from qualmap.records.award import Award, DocumentEvidence, Finding, Gate, Gates, LearningOutcome
from qualmap.records.base import Record
from qualmap.records.phrases import Reason

NOT_KEPT = "(not kept)"
"""Stands where a text was, so that the entry can still be judged anew."""


class Keep(Record):
    """How long entries are kept, counted from the day of the judgement; and whether free text is kept at all.

    ``text``: the words of findings, who confirmed a gate, and learning outcomes. What a document shows is never kept.
    """

    amount: Annotated[int, Field(ge=1, le=36_500)] = 10
    unit: Literal["years", "days"] = "years"
    text: bool = False

    def cutoff(self, on: str) -> str:
        """Entries of this day or older have expired on a day."""
        day = date.fromisoformat(on)
        try:
            if self.unit == "days":
                return (day - timedelta(days=self.amount)).isoformat()
            if day.month == 2 and day.day == 29:
                day = day.replace(day=28)
            return day.replace(year=day.year - self.amount).isoformat()
        except (ValueError, OverflowError):
            return date.min.isoformat()

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}, {'with' if self.text else 'without'} free text"


def kept_award(award: Award, *, text: bool) -> Award:
    """The award as it is kept: all facts; no document's content; no free text unless the agency keeps it."""
    documents = tuple(DocumentEvidence(kind=one.kind, grade=one.grade) for one in award.documents)
    if text:
        return award.model_copy(update={"documents": documents})
    gates = Gates(
        authentic=_gate(award.gates.authentic),
        institution=_gate(award.gates.institution),
        programme=_gate(award.gates.programme),
    )
    outcomes = tuple(LearningOutcome(text=NOT_KEPT, grain=one.grain) for one in award.outcomes)
    findings = tuple(
        Finding(
            element=one.element,
            difference=one.difference,
            because=NOT_KEPT,
            source=NOT_KEPT if one.source else None,
        )
        for one in award.findings
    )
    return award.model_copy(update={"gates": gates, "documents": documents, "outcomes": outcomes, "findings": findings})


def kept_reasons(reasons: tuple[Reason, ...], award: Award, *, text: bool) -> tuple[Reason, ...]:
    """Reasons without what is not kept of the award."""
    private = set() if text else _texts(award)
    return tuple(
        reason.model_copy(update={"values": {k: NOT_KEPT if v in private else v for k, v in reason.values.items()}})
        for reason in reasons
    )


def _gate(gate: Gate) -> Gate:
    return Gate(state=gate.state, source=NOT_KEPT if gate.source else None)


def _texts(award: Award) -> set[str]:
    """Every text of the award in which a name could stand."""
    gates = (award.gates.authentic, award.gates.institution, award.gates.programme)
    found = {gate.source for gate in gates} | {one.text for one in award.outcomes}
    found |= {one.because for one in award.findings} | {one.source for one in award.findings}
    found |= {one.shows for one in award.documents}
    return {text for text in found if text}
