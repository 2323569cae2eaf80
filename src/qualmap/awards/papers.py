"""Whether a title names a paper that is no award, and which: by the written rule, else by the model of kinds."""

from __future__ import annotations

from typing import cast

from qualmap.awards.kinds import PAPERS, kinds_of, model
from qualmap.catalog import Catalogue
from qualmap.records.titles import NotKind, PaperKind

EVEN = 0.5
"""The chance from which on something is likelier than not."""
_PERSONAL = "the title names no award but a permit, a membership or a personal paper: it has no level"
NO_AWARD: dict[PaperKind | NotKind, str] = {
    "licence-to-practise": "the title names a licence to practise, no award: it has no level",
    "not-an-award": _PERSONAL,
    "no-award": _PERSONAL,
    "part-of-an-award": "the title names a part of an award, or its results: it has no level of its own",
    "prior-learning": "the title names a certificate of prior learning: its level is that of what it certifies",
}
"""What is said of papers that are no award."""


def paper_of(title: str, country: str | None = None, sure: float = EVEN) -> NotKind | None:
    """What a title names that is no award with a chance of ``sure`` or more; None too where its words are strange."""
    if not model().knows(title):
        return None
    found = [(kind, chance) for kind, chance in kinds_of(title, country).items() if kind in PAPERS]
    return cast("NotKind", found[0][0]) if sum(chance for _, chance in found) >= sure else None


def paper(title: str, country: str | None, catalogue: Catalogue) -> PaperKind | NotKind | None:
    """What a title names that is no award: both as it is printed and with its abbreviations spelled out.

    The model must be as sure as the catalogue's record declares: a degree in tourism is no tourist guide's licence.
    """
    ruled, sure = catalogue.papers.kind(title), catalogue.award_placement.assumed["paper-told"]
    return ruled or (paper_of(catalogue.words.spelled(title), country, sure) and paper_of(title, country, sure))
