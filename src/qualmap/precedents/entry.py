"""One entry of the inventory: a judgement without what could name a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from qualmap.assessment.model import Country, Judgement, JudgementOutcome
from qualmap.catalog.fingerprint import fingerprint
from qualmap.catalog.words import plain
from qualmap.precedents.retention import Keep, kept_award, kept_reasons
from qualmap.records.award import Award, Difference, ElementName, Purpose, Sought
from qualmap.records.base import Result
from qualmap.records.phrases import Reason


class Ending(Result):
    """What a judgement came to: its outcome, the verdicts, and the levels at the destination."""

    outcome: JudgementOutcome
    verdicts: dict[ElementName, Difference]
    levels: dict[str, tuple[str, ...] | None] = Field(
        description="By pair of frameworks; empty: no counterpart; null: not known."
    )

    @property
    def result(self) -> str:
        """Outcome and verdicts: what should be the same for the same facts."""
        return "; ".join((self.outcome, *(f"{name} {verdict}" for name, verdict in sorted(self.verdicts.items()))))


class Precedent(Result):
    """An entry of the inventory, with everything that is needed to judge it anew."""

    id: str = Field(description="Of the judgement.")
    facts: str = Field(description="Hash of the facts that matter: what has the same is the same case.")
    on: str
    award: Award
    award_type: str | None
    origin: Country
    destination: Country
    asked: str = Field(description="The destination as it was asked for: a country, a part of one, or a framework.")
    purpose: Purpose
    sought: Sought
    ending: Ending
    reasons: tuple[Reason, ...]
    legal: tuple[str, ...] = Field(description="Instruments that bound both states and covered the award.")
    policy: str
    policy_hash: str
    catalogue_version: str
    qualmap_version: str
    rests_on: dict[str, str] = Field(description="Records that the judgement rests on, and their fingerprints then.")


def entry_of(judgement: Judgement, rests_on: Mapping[str, str], keep: Keep) -> Precedent:
    """The entry of a judgement."""
    award, place = judgement.award, judgement.destination
    named = judgement.destination_framework
    asked = str(named) if named else place.subdivision or place.code
    return Precedent(
        id=judgement.id,
        facts=facts_key(judgement, asked),
        on=judgement.on,
        award=kept_award(award, text=keep.text),
        award_type=judgement.award_type,
        origin=judgement.origin,
        destination=place,
        asked=asked,
        purpose=judgement.purpose,
        sought=judgement.sought,
        ending=ending_of(judgement),
        reasons=kept_reasons(judgement.reasons, award, text=keep.text),
        legal=tuple(one.instrument for one in judgement.legal_basis.binding),
        policy=judgement.policy,
        policy_hash=judgement.policy_hash,
        catalogue_version=judgement.catalogue_version,
        qualmap_version=judgement.qualmap_version,
        rests_on=dict(rests_on),
    )


def ending_of(judgement: Judgement) -> Ending:
    """What a judgement came to."""
    return Ending(
        outcome=judgement.outcome,
        verdicts={element.element: element.difference for element in judgement.elements},
        levels={
            f"{each.home.framework}:{each.home.level} > {each.framework}": each.mapping.destination_levels
            for each in judgement.comparators
        },
    )


def facts_key(judgement: Judgement, asked: str) -> str:
    """The hash of the facts that make two cases the same; titles and names are compared without case or accents.

    Facts are what the award is, where it goes and what for. Gate checks, documents and an officer's findings are not:
    they are what may explain why the same facts came to another result.
    """
    award, place = judgement.award, judgement.destination
    country = place.subdivision or place.code
    facts: dict[str, Any] = {
        "title": plain(award.title),
        "origin": [judgement.origin.code, judgement.origin.subdivision],
        "framework": award.registered_under or award.framework,
        "level": award.level,
        "year": award.awarded.year if award.awarded else None,
        "bodies": sorted(plain(body) for body in award.awarding_bodies),
        "taught_in": sorted(country.subdivision or country.code for country in judgement.taught_in),
        "programme": plain(award.programme or ""),
        "field": award.field,
        "type": [award.award_type, award.isced, award.orientation],
        "workload": [award.years, award.credits, award.credit_system],
        "access": sorted(award.gives_access_to),
        "destination": [country, None if asked == country else asked],
        "purpose": judgement.purpose,
        "sought": judgement.sought.model_dump(mode="json", exclude_defaults=True),
    }
    if award.results is not None:
        facts["results"] = plain(award.results)
    return fingerprint(facts)
