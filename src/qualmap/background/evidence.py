"""How well the facts of an award are evidenced. A missing document makes a fact less likely, never an award worse."""

from __future__ import annotations

from typing import TypeVar

from qualmap.background.model import AwardEvidence, FactEvidence
from qualmap.records import Award, BackgroundRules, Passport, Reason, Record
from qualmap.records.award import DocumentEvidence, Gates, GateState, Grade
from qualmap.records.passport import Fact, Interview
from qualmap.records.values import Day, Value

R = TypeVar("R", bound=Record)
GRADES: tuple[Grade, ...] = ("verified", "original", "copy", "described", "none")
"""The strongest first."""
FACTS: tuple[Fact, ...] = ("title", "level", "awarded", "awarding-body", "workload", "outcomes")


def evidence_of(award: Award, rules: BackgroundRules, interview: Interview | None = None) -> AwardEvidence:
    """The evidence for each fact, and for the award as a whole: as good as that for its title.

    No document at all is a normal case. A fact that is not stated has none.
    """
    facts = tuple(_fact(award, fact, rules, interview) for fact in FACTS)
    title = facts[0]
    return AwardEvidence(
        facts=facts,
        overall=title.grade,
        means=Reason(code=f"evidence-means-{title.grade}"),
        likelihood=title.likelihood,
    )


def counts_as(document: DocumentEvidence, authentic: GateState) -> Grade:
    """What a document counts as: its grade, unless it was found to be authentic, or not to be."""
    if authentic == "failed":
        return "none"
    if authentic == "confirmed" and document.grade in ("original", "copy"):
        return "verified"
    return document.grade


def shown_by(document: DocumentEvidence, rules: BackgroundRules) -> tuple[Fact, ...]:
    """The facts that a document shows: those that ``shows`` lists by name, or else those usual for its kind."""
    named = [part.strip() for part in (document.shows or "").split(",")]
    listed = tuple(fact for fact in FACTS if fact in named)
    return listed if len(listed) == len(named) else rules.by_kind[document.kind]


def held(interview: Interview | None, rules: BackgroundRules) -> Interview | None:
    """The interview, if as many evaluators held it as it takes."""
    return interview if interview is not None and interview.evaluators >= rules.evaluators else None


def as_claimed(passport: Passport) -> Passport:
    """A passport that another wrote and nobody signed: documents count as described until one has seen them oneself.

    Gate checks, findings and an interview are dropped: each agency makes its own.
    """
    return Passport(
        awards=tuple(_claimed(award) for award in passport.awards),
        certificates=tuple(_described(item, "evidence") for item in passport.certificates),
        experience=tuple(_described(item, "evidence") for item in passport.experience),
        languages=tuple(_described(item, "evidence") for item in passport.languages),
    )


def _claimed(award: Award) -> Award:
    documents = tuple(_described(item, "grade") for item in award.documents)
    return award.model_copy(update={"documents": documents, "gates": Gates(), "findings": ()})


def _described(item: R, field: str) -> R:
    """The item with its grade at best ``described``."""
    return item.model_copy(update={field: max(getattr(item, field), "described", key=GRADES.index)})


def _fact(award: Award, fact: Fact, rules: BackgroundRules, interview: Interview | None) -> FactEvidence:
    value, authentic = _stated(award, fact), award.gates.authentic.state
    showing = [document for document in award.documents if value is not None and fact in shown_by(document, rules)]
    grades = [(document.kind, counts_as(document, authentic)) for document in showing]
    grade: Grade = min((grade for _, grade in grades), key=GRADES.index, default="none")
    kinds = {kind for kind, grade in grades if grade != "none"}
    counted = held(interview, rules)
    borne_out = value is not None and counted is not None and fact in counted.bears_out
    return FactEvidence(
        fact=fact,
        value=value,
        grade=grade,
        shown_by=tuple(kind for kind in rules.by_kind if kind in kinds),
        interview=borne_out,
        likelihood=rules.word(grade, interview=borne_out),
    )


def _stated(award: Award, fact: Fact) -> Reason | None:
    """What the award states of a fact, as words."""
    if fact == "workload":
        return _workload(award)
    if fact == "outcomes":
        count = len(award.outcomes)
        return Reason(code="evidence-value-outcomes", values={"count": count}) if count else None
    verbatim: Value | None = {
        "title": award.title,
        "level": award.level,
        "awarded": Day(day=award.awarded) if award.awarded else None,
        "awarding-body": "; ".join(award.awarding_bodies) or None,
    }[fact]
    return Reason(code="evidence-value", values={"value": verbatim}) if verbatim is not None else None


def _workload(award: Award) -> Reason | None:
    if award.credits is not None:
        values: dict[str, Value] = {"credits": award.credits, "system": award.credit_system or "?"}
        return Reason(code="evidence-value-credits", values=values)
    return Reason(code="evidence-value-years", values={"years": award.years}) if award.years is not None else None
