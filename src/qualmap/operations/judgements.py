"""What an award is worth, and what can be said and carried where documents are missing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic import Field

from qualmap.assessment.model import Judgement
from qualmap.background.model import BackgroundPaper
from qualmap.catalog.catalogue import looks_like_path
from qualmap.errors import UnknownNameError
from qualmap.records.award import Application, Award, ElementName, Given, Purpose, Sought
from qualmap.records.base import Line, Record, Result
from qualmap.records.dates import PartialDate
from qualmap.records.fields import meaning
from qualmap.records.passport import Passport
from qualmap.records.phrases import ENGLISH, Language, Reason
from qualmap.wording import Localiser

if TYPE_CHECKING:
    from qualmap.facade import Qualmap


class AssessRequest(Application):
    """An award to be judged. Without ``on``, as of the catalogue's date; the judgement says it."""

    language: Language | None = Field(None, description="give the reasons as sentences of this language, too")


class PassportRequest(Given):
    """What a holder brings. Without ``on``, as of the catalogue's date."""

    passport: Passport = Field(description="what the holder brings, the highest award first")
    on: PartialDate | None = Field(None, description="the day from which the bundle says that it is valid")


class ReadPassportRequest(Record):
    """A bundle that qualmap wrote."""

    bundle: dict[str, Any] = Field(description="the whole bundle, as `passport` gave it")


class BackgroundRequest(PassportRequest):
    """What a holder brings, and what for. Without ``on``, as of the catalogue's date."""

    destination: Line = Field(description=meaning("destination"))
    purpose: Purpose = Field(description=meaning("purpose"))
    sought: Sought = Field(Sought(), description=Application.model_fields["sought"].description)
    on: PartialDate | None = Field(None, description="the day of the paper")
    language: Language = Field("en", description="the paper's own")


class Sentences(Result):
    """The judgement's reasons in words of one language."""

    language: Language
    outcome: str
    reasons: tuple[str, ...]
    elements: dict[ElementName, tuple[str, ...]]
    missing: tuple[str, ...]
    remedies: tuple[str, ...]
    warnings: tuple[str, ...]
    legal_basis: tuple[str, ...]
    decided_by: tuple[str, ...]
    appeal: str


class AssessedAward(Result):
    """A judgement: advice, never a decision."""

    judgement: Judgement
    sentences: Sentences | None = Field(description="Null unless a language was asked for.")


def assess(qm: Qualmap, asked: AssessRequest) -> AssessedAward:
    """One judgement."""
    judgement = statement(qm, asked)
    words = None if asked.language is None else sentences(judgement, Localiser(qm.catalogue, asked.language))
    return AssessedAward(judgement=judgement, sentences=words)


def statement(qm: Qualmap, asked: AssessRequest) -> Judgement:
    """One judgement, to be written as a statement."""
    qm.catalogue.phrases.wording(asked.language or ENGLISH)
    _check_frameworks(qm, [asked.award])
    return qm.assess(asked.award, asked.destination, asked.purpose, sought=asked.sought, on=asked.on)


def background(qm: Qualmap, asked: BackgroundRequest) -> BackgroundPaper:
    """A background paper."""
    _check_frameworks(qm, asked.passport.awards)
    return qm.background(asked.passport, asked.destination, asked.purpose, sought=asked.sought, on=asked.on)


def passport(qm: Qualmap, asked: PassportRequest) -> dict[str, Any]:
    """A skills passport."""
    _check_frameworks(qm, asked.passport.awards)
    return qm.passport(asked.passport, on=asked.on)


def read_passport(qm: Qualmap, asked: ReadPassportRequest) -> Passport:  # noqa: ARG001  # every operation has it
    """The records that a bundle holds; it is unsigned, so its evidence counts as described at best."""
    from qualmap.background.evidence import as_claimed
    from qualmap.formats.openbadges import read

    return as_claimed(read.read_passport(json.dumps(asked.bundle)))


def _check_frameworks(qm: Qualmap, awards: Iterable[Award]) -> None:
    """Refuse an award whose framework is the path of a file on this machine. Raises UnknownNameError."""
    for award in awards:
        if award.framework is not None and looks_like_path(award.framework):
            raise UnknownNameError("framework", award.framework, qm.catalogue.ids)


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
