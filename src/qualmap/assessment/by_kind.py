"""The level by kind: what is left to go by where no level of the award is known. It never counts against the holder."""

from __future__ import annotations

from collections.abc import Sequence

from qualmap.assessment.case import Case
from qualmap.assessment.elements.verdict import Verdict
from qualmap.assessment.origin import Home
from qualmap.assessment.price import asked_kinds, stands_below
from qualmap.catalog import Catalogue
from qualmap.records import Framework, QualificationType, Reason
from qualmap.records.values import Phrase

SHOWN = 3
"""So many awards of the same kind are named."""


def verdict_by_kind(
    catalogue: Catalogue,
    case: Case,
    home: Home,
    alike: Sequence[tuple[Framework, QualificationType]],
) -> Verdict | None:
    """What the kind of the award says; None where it says nothing.

    ``alike``: destination awards of its kind. A kind that is no record's word for the very award is a guess: then the
    verdict stays unknown, and ``likely`` says what it would be.
    """
    kind = home.award_type
    if kind is None or case.sought.as_level is not None:
        return None
    there = [f for f in catalogue.of_country.get(case.destination.country, ()) if f.status != "superseded"]
    awards = [award for framework in there for award in framework.qualification_types]
    asked = asked_kinds(catalogue, case, awards)
    if asked is not None and kind not in asked:
        below = stands_below(catalogue, kind, asked)
        if below:
            values = {"kind": Phrase.of(f"type-{kind}"), "sought": Phrase.of(f"type-{asked[0]}")}
            return Verdict(
                "unknown", (Reason(code="level-kind-below", values=values),), likely="potentially-substantial"
            )
        if below is None or case.sought.as_type is not None:
            return None
    if not alike:
        return None
    titles = ", ".join(dict.fromkeys(award.title for _, award in alike[:SHOWN]))
    if home.kind_is_recorded and home.bears:
        return Verdict("none", (Reason(code="level-by-kind", values={"awards": titles}),), likely="none")
    reason = Reason(code="level-by-guess", values={"awards": titles, "kind": Phrase.of(f"type-{kind}")})
    return Verdict("unknown", (reason,), likely="none")
