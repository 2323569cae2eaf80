"""A judgement's reasons as sentences."""

from __future__ import annotations

from collections.abc import Iterable

from qualmap.records.judgement import Judgement
from qualmap.records.phrases import Reason
from qualmap.web.api_models import Sentences
from qualmap.wording import Localiser


def sentences(judgement: Judgement, localiser: Localiser) -> Sentences:
    """Every reason that the judgement gives, in one language."""

    def said(reasons: Iterable[Reason]) -> tuple[str, ...]:
        return tuple(map(localiser.said, reasons))

    sides = (judgement.legal_basis.academic, judgement.legal_basis.professional)
    legal = [each for side in sides if side.asked for each in (side.conclusion, side.practice) if each is not None]
    return Sentences(
        language=localiser.language,
        outcome=localiser.text(f"recognition-{judgement.outcome}"),
        reasons=said(judgement.reasons),
        elements={element.element: said(element.reasons) for element in judgement.elements},
        missing=said(item.reason for item in judgement.missing),
        remedies=said(judgement.remedies),
        warnings=said(judgement.warnings),
        legal_basis=said(legal),
        decided_by=said(judgement.decided_by),
        appeal=localiser.said(judgement.appeal),
    )
