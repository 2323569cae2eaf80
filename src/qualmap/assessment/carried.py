"""What carries an outcome: records that were read, or else a guess, an assumption, or what nobody here has read.

Nothing better than a provisional outcome stands on the latter, whatever is confirmed about the document: each doubt
says what the outcome rests on and what settles it. See docs/assess.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualmap.assessment.case import Case
from qualmap.assessment.elements.level import Landing, award_was_read, level_was_read
from qualmap.assessment.elements.verdict import PREFERENCE, Verdict
from qualmap.assessment.held import kind_was_read
from qualmap.assessment.model import CarriedBy
from qualmap.assessment.origin import Home, Standing
from qualmap.assessment.price import Asked, asked_levels
from qualmap.catalog import Catalogue
from qualmap.records import Framework, QualificationType, Reason
from qualmap.records.phrases import plain
from qualmap.records.values import Editions, Level, Phrase

_TITLE = ("guess-kind", "guess-likeness", "guess-access")
_ASSUMED = ("guess-given-kind", "guess-date", "guess-edition", "guess-place", "assumed-access")


@dataclass(frozen=True)
class Carried:
    """What carries an outcome, and every doubt about it; without one it is carried by records that were read."""

    doubts: tuple[Reason, ...]

    @property
    def by(self) -> CarriedBy:
        """The weakest thing that the outcome rests on."""
        codes = {doubt.code for doubt in self.doubts}
        if not codes.isdisjoint(_TITLE):
            return "title"
        if not codes.isdisjoint(_ASSUMED):
            return "assumption"
        return "unread-record" if codes else "record"


def carried(
    catalogue: Catalogue,
    case: Case,
    home: Home,
    found: Sequence[tuple[Landing, Verdict]],
    alike: Sequence[tuple[Framework, QualificationType]],
    level: Verdict,
    profile: Verdict,
) -> Carried:
    """What carries the outcome: the level as it was found, and access where that is sought.

    ``found``: each landing with its verdict; ``alike``: destination awards of the same kind. A level that an officer
    found is carried by that finding.
    """
    doubts: list[Reason] = []
    if not any(item.element == "level" and item.difference != "unknown" for item in case.award.findings):
        reached = [(landing, verdict) for landing, verdict in found if verdict.difference != "unknown"]
        doubts += _of_landings(catalogue, case, home, reached) if reached else _of_kind(catalogue, home, alike, level)
    if case.sought.access_to is not None:
        doubts += _of_access(profile)
    return Carried(tuple({(doubt.code, *doubt.values.values()): doubt for doubt in doubts}.values()))


def _of_landings(
    catalogue: Catalogue, case: Case, home: Home, reached: Sequence[tuple[Landing, Verdict]]
) -> Iterator[Reason]:
    """Doubts about a level by landings: the award may stand at any place, and the best landing of each counts."""
    best = min((verdict.difference for _, verdict in reached), key=PREFERENCE.index)
    for place in home.places:
        ways = [
            [*_of_place(home, place), *_of_landing(landing, asked_levels(catalogue, case, landing.framework))]
            for landing, verdict in reached
            if landing.home == place and verdict.difference == best
        ]
        if ways:
            yield from min(ways, key=len)
        else:
            yield Reason(code="guess-place", values={"home": _named(place)})


def _of_place(home: Home, place: Standing) -> Iterator[Reason]:
    """Doubts about one place where the award may stand at home."""
    title = {"award": place.award.title if place.award else place.level}
    if place.read_as == "type":
        yield Reason(code="guess-kind", values={"kind": Phrase.of(f"type-{home.award_type}")})
    elif place.read_as == "likeness" and not place.bears:
        yield Reason(code="guess-likeness", values=title)
    elif place.read_as == "likeness":
        yield plain("guess-date" if home.undated else "guess-edition")
    if place.award is not None and place.read_as != "level" and not award_was_read(place.framework, place.award):
        yield Reason(code="unread-award", values=title)
    elif not level_was_read(place.framework, place.level):
        yield Reason(code="unread-level", values={"home": _named(place)})


def _named(place: Standing) -> Level:
    return Level(edition=str(place.framework.ref), level=place.level)


def _of_landing(landing: Landing, asked: Asked | None) -> Iterator[Reason]:
    """Doubts about the way from a home place to the destination, and about what it is compared with there."""
    mapping, framework = landing.mapping, landing.framework
    links = [item for item in mapping.evidence if item.used and item.kind in ("link", "path")]
    if any(item.verification == "recalled" for item in links):
        yield Reason(code="unread-link", values={"framework": Editions.of(str(framework.ref))})
    awards = asked.awards if asked is not None else ()
    codes = asked.codes if asked is not None and asked.codes else mapping.destination_levels or ()
    read = any(award_was_read(framework, award) for award in awards) or (
        not awards and any(level_was_read(framework, code) for code in codes)
    )
    if not read:
        yield Reason(code="unread-comparator", values={"framework": Editions.of(str(framework.ref))})


def _of_kind(
    catalogue: Catalogue, home: Home, alike: Sequence[tuple[Framework, QualificationType]], level: Verdict
) -> Iterator[Reason]:
    """Doubts about a comparison by kind: it needs a record that was read on both sides."""
    if level.likely is None or home.award_type is None:
        return
    kind = {"kind": Phrase.of(f"type-{home.award_type}")}
    if not home.kind_is_recorded:
        if home.kind_is_like and not home.kind_is_given and home.recorded:
            yield Reason(code="guess-likeness", values={"award": home.recorded[0][1].title})
        else:
            yield Reason(code="guess-given-kind" if home.kind_is_given else "guess-kind", values=kind)
    elif not home.bears:
        yield plain("guess-date" if home.undated else "guess-edition")
    elif not any(award_was_read(framework, award) for framework, award in home.recorded):
        yield Reason(code="unread-award", values={"award": home.recorded[0][1].title})
    elif not home.kind_was_read:
        yield Reason(code="unread-kind", values=kind | {"award": home.recorded[0][1].title})
    if not any(kind_was_read(catalogue, framework, award) for framework, award in alike):
        yield Reason(code="unread-kind-there", values=kind)


def _of_access(profile: Verdict) -> Iterator[Reason]:
    """Doubts about the access that is sought, where the profile shows no difference."""
    if profile.difference not in ("none", "non-substantial"):
        return
    if any(reason.code == "access-given-to-its-like" for reason in profile.reasons):
        yield plain("guess-access")
    if any(reason.code == "access-assumed" for reason in profile.reasons):
        yield plain("assumed-access")
    if profile.cited and all(source.verification == "recalled" for source in profile.cited):
        yield plain("unread-access")
