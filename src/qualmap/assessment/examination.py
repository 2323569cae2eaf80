"""An award examined: gates first, then every element in turn, then the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualmap.assessment.by_kind import verdict_by_kind
from qualmap.assessment.carried import Carried, carried
from qualmap.assessment.case import Case
from qualmap.assessment.elements.level import Landing, ladders_against, level_verdict, measured
from qualmap.assessment.elements.outcomes import Grain, grain_of, outcomes_verdict
from qualmap.assessment.elements.profile import assumed_access, profile_verdict
from qualmap.assessment.elements.quality import gate_results, quality_verdict
from qualmap.assessment.elements.verdict import Verdict
from qualmap.assessment.elements.workload import stated_size, workload_of
from qualmap.assessment.model import AccessAtHome, CarriedBy, Cited, Element, GateResult, Workload
from qualmap.assessment.origin import Home, home_of
from qualmap.assessment.outcome import Decision, decide, no_award, with_finding
from qualmap.assessment.price import sought_levels
from qualmap.assessment.session import Session
from qualmap.catalog import Catalogue
from qualmap.errors import UnknownNameError
from qualmap.records import Framework, QualificationType, Reason
from qualmap.records.award import ELEMENTS, ElementName
from qualmap.records.phrases import plain
from qualmap.records.values import Phrase

Pairs = list[tuple[Framework, QualificationType]]


@dataclass(frozen=True)
class Examined:
    """What an examination found.

    ``alike``: the destination's awards of the same kind; ``comparable``: those that the award is measured by;
    ``assumed``: access at home that no record knows.
    """

    home: Home
    landings: tuple[Landing, ...]
    alike: Pairs
    comparable: Pairs
    workload: Workload
    assumed: tuple[AccessAtHome, ...]
    gates: tuple[GateResult, ...]
    grain: Grain
    elements: tuple[Element, ...]
    rests_on: Carried
    decision: Decision
    disagreeing: tuple[str, ...]

    @property
    def carried_by(self) -> CarriedBy | None:
        """What the outcome rests on at its weakest; None where nothing is known of the award."""
        return self.rests_on.by if self.home.places or self.alike else None


def examine(session: Session, case: Case) -> Examined:
    """One case examined. Raises InputError or UnknownNameError for what cannot be right."""
    catalogue = session.catalogue
    size = stated_size(case.award, catalogue.credit_systems, case.policy)
    home = home_of(session.records, session.find, case)
    destinations = session.destinations(case)
    _check_sought(case, destinations)
    landings = tuple(
        Landing(place, framework, session.mapping(place.framework, place.level, framework))
        for place in home.places
        for framework in destinations
    )
    levels = [measured(catalogue, case, landing) for landing in landings]
    alike = session.alike(case.destination.country, home.award_type)
    comparable = _comparable(catalogue, case, home, landings) or alike
    kind = home.certain_type
    sized = session.alike(case.destination.country, case.sought.as_type or kind or home.award_type)
    workload, of_workload = workload_of(
        catalogue, case, size, home.recorded[0][1] if home.recorded else None, sized, kind, home.award_type
    )
    assumed = assumed_access(catalogue, case, home.recorded, kind or home.award_type)
    gates = gate_results(case, session.lists)
    grain = grain_of(case, home.places)
    verdicts: dict[ElementName, Verdict] = {
        "level": _level(catalogue, case, home, levels, alike),
        "workload": of_workload,
        "quality": quality_verdict(gates),
        "profile": profile_verdict(
            case, home.recorded, certain=home.bears, kind=kind or home.award_type, assumed=assumed
        ),
        "outcomes": outcomes_verdict(grain),
    }
    elements = tuple(_element(case, name, verdicts[name]) for name in ELEMENTS)
    placed = bool(alike) or any(landing.mapping.destination_levels for landing in landings)
    ways = list(zip(landings, levels, strict=True))
    rests_on = carried(catalogue, case, home, ways, alike, verdicts["level"], verdicts["profile"])
    if home.paper is not None:
        decision = no_award(home.paper)
    else:
        likely = verdicts["level"].likely
        decision = decide(case, elements, gates, home.editions, rests_on, likely, placed=placed)
    disagreeing = ladders_against(landings, levels) if verdicts["level"].difference == "none" else ()
    return Examined(
        home, landings, alike, comparable, workload, assumed, gates, grain, elements, rests_on, decision, disagreeing
    )


def _check_sought(case: Case, destinations: Sequence[Framework]) -> None:
    wanted = case.sought.as_level
    if wanted is not None and not any(wanted in framework.codes for framework in destinations):
        known = dict.fromkeys(code for framework in destinations for code in framework.codes)
        raise UnknownNameError(
            "level", wanted, known, " or ".join(str(f.ref) for f in destinations) or "the destination"
        )


def _comparable(catalogue: Catalogue, case: Case, home: Home, landings: Sequence[Landing]) -> Pairs:
    """The destination awards that the award is measured by: those sought, or those of its kind on its levels."""
    found: Pairs = []
    for landing in landings:
        asked = sought_levels(catalogue, case, landing.framework)
        if asked is not None and asked.awards:
            found += [(landing.framework, award) for award in asked.awards]
            continue
        codes = asked.codes if asked is not None else landing.mapping.destination_levels or ()
        found += [
            (landing.framework, award)
            for award in landing.framework.qualification_types
            if set(codes) & set(award.levels) and catalogue.classifier.type_of(award) == home.award_type
        ]
    each = {(str(framework.ref), award.title): (framework, award) for framework, award in found}
    return list(each.values())


def _level(catalogue: Catalogue, case: Case, home: Home, levels: Sequence[Verdict], alike: Pairs) -> Verdict:
    """The verdict on the level; by its kind, and never against the holder, where no level is known."""
    if home.paper is not None:
        return Verdict("unknown", (plain(home.paper),))
    verdict = level_verdict(levels, certain=home.certain)
    if verdict.difference != "unknown" or verdict.likely is not None or home.certain:
        return verdict
    by_kind = verdict_by_kind(catalogue, case, home, alike)
    return verdict if by_kind is None else replace(by_kind, reasons=(*verdict.reasons, *by_kind.reasons))


def _element(case: Case, name: ElementName, verdict: Verdict) -> Element:
    """The verdict with the officer's own findings, its weight, and what its confidence means."""
    difference, reasons, cited = verdict.difference, verdict.reasons, verdict.cited
    for finding in case.award.findings:
        if finding.element == name:
            difference = with_finding(difference, finding.difference)
            values = {"difference": Phrase.of(f"difference-{finding.difference}"), "because": finding.because}
            reasons = (*reasons, Reason(code="finding", values=values))
            cited = (*cited, Cited(source=finding.source, verification="given"))
    confidence, basis = verdict.confidence
    weight = case.policy.rule(case.purpose).weights.of(name)
    if name == "profile" and _profile_is_asked(case, verdict):
        weight = "decides"
    return Element(
        element=name,
        difference=difference,
        reasons=reasons,
        weight=weight,
        confidence=confidence,
        confidence_means=plain(f"confidence-{basis or 'none'}"),
        cited=tuple(dict.fromkeys(cited)),
    )


def _profile_is_asked(case: Case, verdict: Verdict) -> bool:
    """Whether the profile is the very thing that is asked for: access, or to count as another kind of award."""
    return case.sought.access_to is not None or any(reason.code == "profile-other-kind" for reason in verdict.reasons)
