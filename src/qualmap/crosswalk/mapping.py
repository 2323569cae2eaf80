"""From joint distributions to mappings: the answer set, its status, basis, relation and confidence."""

from __future__ import annotations

from collections.abc import Sequence

from qualmap.crosswalk.answering import DIGITS, Answer, Answers
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
    pair = engine.pair(str(origin.ref), str(destination.ref))
    found = Answers(engine, engine.solve([pair]), pair, str(origin.ref))
    return Crosswalk(mappings=tuple(_Words(found).mappings()), reason=None, **names)


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


class _Words:
    """Puts the answers of one direction of a solved pair into words."""

    def __init__(self, found: Answers) -> None:
        self.found, self.destination, self.explainer = found, found.destination, Explainer(found)

    def mappings(self) -> list[Mapping]:
        """One mapping per origin level, in rank order."""
        return [self._mapping(*each) for each in zip(self.found.each, self.found.rounded, strict=True)]

    def _mapping(self, answer: Answer, shares: Sequence[float]) -> Mapping:
        evidence, dissent = self.explainer.of(answer)
        scored = self.found.scored(answer)
        if scored is not None:
            evidence = (*evidence, benchmarked(scored))
        code, levels = answer.said.level, answer.levels
        why = self.found.not_known(answer)
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
            distribution=dict(zip(self.destination.codes, shares[1:-1], strict=True))
            | {"below": shares[0], "above": shares[-1]},
            confidence=round(answer.confidence, DIGITS),
            confidence_basis="source" if answer.basis == "official" else "validated" if scored else "extrapolated",
            basis=answer.basis,
            relation=self.found.relation(answer) if levels else "unlinked",
            decides_by=answer.link.decides_by if answer.link and len(levels) > 1 else None,
            destination_awards=tuple(
                dict.fromkeys(award.title for level in levels for award in self.destination.awards[level])
            ),
            evidence=evidence,
            dissent=dissent,
            reason=None if levels else self._unlinked_reason(answer),
        )

    def _unlinked_reason(self, answer: Answer) -> str:
        if answer.link is not None and not answer.link.targets:
            said = "gives" if answer.basis == "official" else "is said to give"
            return f"the source {said} this level no counterpart in {self.destination.ref}"
        side = "below the lowest" if answer.columns == (0,) else "above the highest"
        return f"most probably {side} level of {self.destination.ref}"
