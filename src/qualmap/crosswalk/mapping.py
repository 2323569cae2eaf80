"""From joint distributions to mappings: the answer set, its status, basis, relation and confidence."""

from __future__ import annotations

from collections.abc import Sequence

from qualmap.crosswalk.answers import DIGITS, Answer, Answers, answers
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.explanation import Explainer, benchmarked
from qualmap.crosswalk.model import Crosswalk, FrameworkName, Mapping
from qualmap.records import Framework


def crosswalk(
    engine: Engine, origin: Framework, destination: Framework, version: str, catalogue_version: str
) -> Crosswalk:
    """All mappings from one edition to another."""
    names = {
        "origin": FrameworkName(id=origin.id, edition=origin.edition),
        "destination": FrameworkName(id=destination.id, edition=destination.edition),
        "catalogue_version": catalogue_version,
        "qualmap_version": version,
    }
    for framework in (origin, destination):
        if not framework.levels:
            reason = why_no_levels(framework)
            return Crosswalk(mappings=(), reason=reason, **names)
    if origin.ref == destination.ref:
        return Crosswalk(mappings=(), reason="origin and destination are the same edition", **names)
    found = answers(engine, origin, destination)
    explainer = Explainer(found)
    mappings = (_mapping(found, explainer, *each) for each in zip(found.each, found.rounded, strict=True))
    return Crosswalk(mappings=tuple(mappings), reason=None, **names)


def why_no_levels(framework: Framework) -> str:
    """Why a framework's record holds no levels, in words."""
    who = f"{framework.name} ({framework.ref})"
    if framework.status == "none":
        return f"{who}: a source says that there is no qualifications framework"
    if framework.status == "unknown":
        return f"{who}: whether there is a framework, and with which levels, is not known here"
    if framework.status in ("under-development", "draft"):
        return f"{who} has no adopted levels: its status is {framework.status}"
    return f"{who} is {framework.status}, but nobody here has read its levels"


def _mapping(found: Answers, explainer: Explainer, answer: Answer, shares: Sequence[float]) -> Mapping:
    """One level's answer with its evidence; ``shares`` is its distribution, rounded."""
    evidence, dissent = explainer.of(answer)
    scored = found.scored(answer)
    if scored is not None:
        evidence = (*evidence, benchmarked(scored))
    code, levels = answer.said.level, answer.levels
    why = found.not_known(answer)
    if why:
        return Mapping(
            origin_level=code,
            status="not_known",
            destination_levels=None,
            distribution=None,
            confidence=None,
            confidence_basis=None,
            basis=None,
            relation=None,
            evidence=evidence,
            dissent=dissent,
            reason=why,
        )
    return Mapping(
        origin_level=code,
        status="answered" if levels else "unlinked",
        destination_levels=levels,
        distribution=dict(zip(found.destination.codes, shares[1:-1], strict=True))
        | {"below": shares[0], "above": shares[-1]},
        confidence=round(answer.confidence, DIGITS),
        confidence_basis="source" if answer.basis == "official" else "validated" if scored else "extrapolated",
        basis=answer.basis,
        relation=found.relation(answer) if levels else "unlinked",
        decides_by=answer.link.decides_by if answer.link and len(levels) > 1 else None,
        destination_awards=tuple(
            dict.fromkeys(award.title for level in levels for award in found.destination.awards[level])
        ),
        evidence=evidence,
        dissent=dissent,
        reason=None if levels else _unlinked_reason(answer, str(found.destination.ref)),
    )


def _unlinked_reason(answer: Answer, destination: str) -> str:
    if answer.link is not None and not answer.link.targets:
        said = "gives" if answer.basis == "official" else "is said to give"
        return f"the source {said} this level no counterpart in {destination}"
    side = "below the lowest" if answer.columns == (0,) else "above the highest"
    return f"most probably {side} level of {destination}"
