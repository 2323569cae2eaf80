"""The level: where each home place leads at the destination, and whether that falls short of what is sought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualmap.assessment.case import Case
from qualmap.assessment.elements.verdict import PREFERENCE, SEVERITY, Verdict, mildest
from qualmap.assessment.origin import Standing
from qualmap.assessment.price import Asked, asked_levels
from qualmap.catalog import Catalogue
from qualmap.crosswalk.model import Evidence, Mapping
from qualmap.records import Framework, QualificationType, Reason
from qualmap.records.phrases import plain
from qualmap.records.values import Editions, Level, Levels, Phrase, Share, Value

RECALLED = "recalled"


@dataclass(frozen=True)
class Landing:
    """Where one home place leads in one destination framework."""

    home: Standing
    framework: Framework
    mapping: Mapping


def level_verdict(each: Sequence[Verdict], *, certain: bool) -> Verdict:
    """The verdict on the level: the mildest over all places where the award may stand and may be measured."""
    if not each:
        return Verdict("unknown", (plain("level-no-ladder"),))
    verdict = mildest(each)
    if verdict.difference == "none" or (verdict.difference != "unknown" and certain):
        return verdict
    compared = [one.likely or one.difference for one in each if one.likely or one.difference != "unknown"]
    likely = min(compared, key=PREFERENCE.index, default=None)
    reasons = verdict.reasons if verdict.difference == "unknown" else (*verdict.reasons, plain("likeness-never-counts"))
    return Verdict("unknown", reasons, verdict.confidence, likely=likely)


def measured(catalogue: Catalogue, case: Case, landing: Landing) -> Verdict:
    """What one landing says: whether the level that is sought is reached there."""
    mapping, framework = landing.mapping, landing.framework
    confidence = (mapping.confidence, mapping.confidence_basis)
    values: dict[str, Value] = {
        "framework": Editions.of(str(framework.ref)),
        "home": Level(edition=str(landing.home.framework.ref), level=landing.home.level),
    }
    if mapping.status == "not_known":
        return Verdict("unknown", (Reason(code="level-not-known", values=values),))
    values |= {
        "levels": Levels.of(*mapping.destination_levels or ()),
        "basis": Phrase.of(f"basis-{mapping.basis}"),
    }
    asked = asked_levels(catalogue, case, framework)
    if asked is None:
        code = "level-comparable" if mapping.destination_levels else "level-unlinked"
        return Verdict(
            "none" if mapping.destination_levels else "unknown", (Reason(code=code, values=values),), confidence
        )
    if not asked.codes:
        values["sought"] = _wanted(case)
        return Verdict("unknown", (Reason(code="level-sought-not-recorded", values=values),), confidence)
    verdict = _measured(case, landing, asked, values | {"sought": Levels.of(*asked.codes)})
    return verdict if asked.why is None else replace(verdict, reasons=(asked.why, *verdict.reasons))


def _wanted(case: Case) -> Value:
    """What is sought, by its kind or its level."""
    kind = case.sought.as_type or case.sought.access_to
    if kind is not None:
        return Phrase.of(f"type-{kind}")
    return Levels.of(case.sought.as_level or "")


def ladders_against(landings: Sequence[Landing], each: Sequence[Verdict]) -> tuple[str, ...]:
    """The destination frameworks that would see a difference of level on every landing there."""
    names = [str(landing.framework.ref) for landing in landings]
    against = {name for name, verdict in zip(names, each, strict=True) if SEVERITY[verdict.difference] > 0}
    reached = {name for name, verdict in zip(names, each, strict=True) if verdict.difference == "none"}
    return tuple(sorted(against - reached))


def _measured(case: Case, landing: Landing, asked: Asked, values: dict[str, Value]) -> Verdict:
    """The answer set measured against the lowest level on which what is sought stands."""
    mapping, thresholds = landing.mapping, case.policy.thresholds
    rank = dict(zip(landing.framework.codes, landing.framework.ranks, strict=True))
    lowest = min(rank[code] for code in asked.codes)
    distribution = mapping.distribution or {}
    reached = sum(share for code, share in distribution.items() if code == "above" or rank.get(code, 0) >= lowest)
    confidence = (mapping.confidence, mapping.confidence_basis)
    values = values | {"reached": Share(share=min(1.0, round(reached, 6)))}
    levels = mapping.destination_levels or ()
    if any(rank[code] >= lowest for code in levels) or (not levels and reached >= thresholds.level_reached):
        return Verdict("none", (Reason(code="level-reached", values=values),), confidence)
    far = bool(levels) and lowest - max(rank[code] for code in levels) >= thresholds.level_gap
    if far and is_shown(landing, asked):
        return Verdict("substantial", (Reason(code="level-below", values=values),), confidence)
    if reached >= thresholds.level_reached:
        return Verdict("none", (Reason(code="level-probably-reached", values=values),), confidence)
    if reached > thresholds.level_missed and mapping.basis != "official":
        why = (Reason(code="level-uncertain", values=values),)
        return Verdict("unknown", why, confidence, likely="potentially-substantial")
    return Verdict("potentially-substantial", (Reason(code="level-probably-below", values=values),), confidence)


def is_shown(landing: Landing, asked: Asked) -> bool:
    """Whether a difference of level is shown: by an official, undisputed link, between levels, all of them read.

    A level that its document prints is the award's own; one read from a title rests on the record of that title. What
    studies usually ask for shows nothing.
    """
    mapping, home = landing.mapping, landing.home
    if asked.usual or mapping.basis != "official" or mapping.dissent or landing.framework.status != "in-force":
        return False
    if home.read_as == "title" and (home.award is None or not award_was_read(home.framework, home.award)):
        return False
    if asked.awards and not any(award_was_read(landing.framework, award) for award in asked.awards):
        return False
    return all(_was_read(item) for item in mapping.evidence if item.used and item.kind == "link")


def award_was_read(framework: Framework, award: QualificationType) -> bool:
    """Whether somebody read in a source that the award stands where its record says."""
    return framework.source_of(award.source).verification != RECALLED


def level_was_read(framework: Framework, code: str) -> bool:
    """Whether somebody read in a source that the framework has this level."""
    return any(
        level.code == code and framework.source_of(level.source).verification != RECALLED for level in framework.levels
    )


def _was_read(evidence: Evidence) -> bool:
    return evidence.verification is not None and evidence.verification != RECALLED
