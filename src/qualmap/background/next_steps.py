"""What would settle what is open: a question, an interview, a test, a document, a verification where it is safe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualmap.assessment.model import Judgement
from qualmap.background.model import AwardEvidence, Step
from qualmap.records import Award, Passport, Reason
from qualmap.records.award import Grade
from qualmap.records.background import Means
from qualmap.records.passport import Fact

WEAK: tuple[Grade, ...] = ("described", "none")
"""Grades of evidence that leave something to settle."""
_MISSING: dict[str, tuple[tuple[Means, str], ...]] = {
    "missing-gate-authentic": (("verification", "verify"),),
    "missing-gate-institution": (("document", "institution"),),
    "missing-gate-programme": (("document", "programme"),),
    "missing-level": (("question", "level"),),
    "missing-workload": (("question", "workload"),),
    "missing-profile": (("question", "profile"),),
    "missing-outcomes": (("interview", "outcomes"), ("test", "test")),
    "missing-date": (("question", "date"),),
    "missing-edition": (("question", "level"),),
}
"""What settles a fact that the judgement misses."""
_SETTLES = {"date": "evidence-fact-awarded", "edition": "element-level", "award": "element-level"}
_NOT_THE_HOLDERS = ("missing-official-link",)
"""What authorities would have to settle between them."""
_UNSHOWN: dict[Fact, tuple[tuple[Means, str], ...]] = {
    "title": (("interview", "interview"), ("declaration", "declaration")),
    "level": (("question", "level"),),
    "awarded": (("question", "date"),),
    "awarding-body": (("question", "body"),),
    "workload": (("question", "workload"),),
    "outcomes": (("interview", "outcomes"), ("test", "test")),
}
"""What settles a fact that no document shows."""
_QUESTIONS: tuple[tuple[Fact, str], ...] = (
    ("level", "entry"),
    ("workload", "length"),
    ("outcomes", "subjects"),
    ("outcomes", "examinations"),
    ("workload", "practice"),
    ("outcomes", "thesis"),
    ("awarding-body", "institution"),
    ("title", "document"),
    ("level", "access"),
    ("outcomes", "use"),
)
"""Questions for a structured interview, and the fact that each helps to settle."""


def questions(evidence: AwardEvidence) -> tuple[Step, ...]:
    """What to ask in a structured interview; nothing once the award is as good as shown."""
    if evidence.likelihood in ("confirmed", "very-likely"):
        return ()
    return tuple(
        Step(settles=f"evidence-fact-{fact}", means="question", reason=Reason(code=f"background-question-{name}"))
        for fact, name in _QUESTIONS
    )


def steps(judgement: Judgement, passport: Passport, evidence: AwardEvidence) -> tuple[Step, ...]:
    """What would settle each open fact, each step once, in the order in which the judgement asks for it."""
    every = [*_of_judgement(judgement), *_of_evidence(judgement, evidence), *_of_the_rest(passport)]
    return tuple({(step.settles, step.reason.code): step for step in every}.values())


def _of_judgement(judgement: Judgement) -> Iterator[Step]:
    if any(gate.gate == "authentic" and gate.state == "failed" for gate in judgement.gates):
        yield Step(settles="gate-authentic", means="document", reason=Reason(code="background-step-other-document"))
    for missing in judgement.missing:
        if missing.reason.code in _NOT_THE_HOLDERS:
            continue
        name = missing.reason.code.removeprefix("missing-")
        settles = _SETTLES.get(name) or (name if name.startswith("gate-") else f"element-{name}")
        if name == missing.reason.code:  # a doubt about what the outcome rests on
            settles = f"element-{missing.element}"
        known = _MISSING.get(missing.reason.code)
        if known is None:  # a fact that has no usual way: what the judgement says of it
            yield Step(settles=settles, means="document", reason=missing.reason)
        else:
            yield from _each(judgement, settles, known)


def _of_evidence(judgement: Judgement, evidence: AwardEvidence) -> Iterator[Step]:
    asked = {item.reason.code.removeprefix("missing-") for item in judgement.missing}
    for item in evidence.facts:
        if item.grade in WEAK and not item.interview and item.fact not in asked:
            yield from _each(judgement, f"evidence-fact-{item.fact}", _UNSHOWN[item.fact])


def _each(judgement: Judgement, settles: str, known: Iterable[tuple[Means, str]]) -> Iterator[Step]:
    for means, name in known:
        reason = Reason(code=f"background-step-{name}")
        if name == "test":
            reason = Reason(code=f"background-test-{judgement.purpose}")
        elif name == "outcomes" and (subject := subject_of(judgement.award)) is not None:
            reason = Reason(code="background-step-outcomes-field", values={"field": subject})
        yield Step(settles=settles, means=means, reason=reason)


def subject_of(award: Award) -> str | None:
    """What was studied, as the documents name it, or by its ISCED-F code."""
    return award.programme or (f"ISCED-F {award.field}" if award.field else None)


def _of_the_rest(passport: Passport) -> Iterator[Step]:
    """What would settle other items whose evidence is weak and that no interview bore out."""
    borne_out = passport.interview.bears_out if passport.interview else ()
    if "certificates" not in borne_out and any(item.evidence in WEAK for item in passport.certificates):
        yield _step("background-certificates", "test", "certificate")
    if "experience" not in borne_out and any(item.evidence in WEAK for item in passport.experience):
        yield _step("background-experience", "document", "experience")
    if "languages" not in borne_out and any(item.evidence in WEAK for item in passport.languages):
        yield _step("background-languages", "test", "language")


def _step(settles: str, means: Means, name: str) -> Step:
    return Step(settles=settles, means=means, reason=Reason(code=f"background-step-{name}"))
