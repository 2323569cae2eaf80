"""Cases and records made by hand, for tests of one rule at a time."""

from __future__ import annotations

from typing import Any

from qualmap.assessment.case import Case, understand
from qualmap.catalog import read_catalogue
from qualmap.records import Framework, QualificationType
from qualmap.records.award import Award, Sought
from qualmap.records.policy import Policy

CATALOGUE = read_catalogue()
ON = "2026-11-01"
SOURCES = [
    {"id": "seen", "verification": "seen", "url": "https://example.org/seen"},
    {"id": "secondary", "verification": "secondary", "url": "https://example.org/copy"},
    {"id": "recalled", "verification": "recalled", "note": "not checked"},
]
"""A source of each kind; its key says how it was checked."""


def case_of(
    sought: dict[str, str] | None = None,
    policy: Policy = CATALOGUE.policy,
    purpose: str = "employment",
    **award: Any,
) -> Case:
    """An Irish award that goes to Germany."""
    given = Award.model_validate({"title": "Ordinary Bachelor Degree", "country": "IE"} | award)
    return understand(CATALOGUE, given, "DE", purpose, Sought.model_validate(sought or {}), ON, policy)


def with_thresholds(**thresholds: float) -> Policy:
    """The default policy with other thresholds."""
    own = CATALOGUE.policy.thresholds.model_copy(update=thresholds)
    return CATALOGUE.policy.model_copy(update={"thresholds": own})


def framework(*awards: dict[str, Any], source: str = "seen", **facts: Any) -> Framework:
    """A framework of eight levels, 1 to 8, that were read in ``source``, and of some awards."""
    levels = [{"code": str(rank), "rank": str(rank), "source": source} for rank in range(1, 9)]
    record = {
        "id": "xx-nqf", "edition": "2020", "name": "A framework", "kind": "national", "status": "in-force",
        "region": "europe", "source": "seen", "sources": SOURCES, "levels": levels,
        "qualification_types": [{"source": "seen"} | award for award in awards],
    }  # fmt: skip
    return Framework.model_validate(record | facts)


def pairs(*awards: dict[str, Any]) -> list[tuple[Framework, QualificationType]]:
    """Awards, each with their framework."""
    made = framework(*awards)
    return [(made, award) for award in made.qualification_types]


def codes(said: Any) -> list[str]:
    """The codes of reasons, or of those of a verdict."""
    return [reason.code for reason in getattr(said, "reasons", said)]
