"""What ``/api`` takes and gives beside the library's own results. Imported by the first request."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from pydantic import Field
from pydantic.json_schema import models_json_schema

from qualmap.assessment.model import Judgement
from qualmap.awards.model import TitleSearch
from qualmap.background.model import BackgroundPaper
from qualmap.catalog.lookup import Standing
from qualmap.corridors.model import Corridor
from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.law.model import LegalBasis
from qualmap.records import Framework
from qualmap.records.award import Application, ElementName, Given, Purpose, Sought
from qualmap.records.base import Line, Result
from qualmap.records.dates import PartialDate
from qualmap.records.fields import meaning
from qualmap.records.passport import Passport
from qualmap.records.phrases import Language, Reason
from qualmap.wording import Localiser


class AssessRequest(Application):
    """An award to be judged. Without ``on``, as of the catalogue's date; the judgement says it."""

    language: Language | None = Field(None, description="give the reasons as sentences of this language, too")


class PassportRequest(Given):
    """What a holder brings. Without ``on``, as of the catalogue's date."""

    passport: Passport = Field(description="what the holder brings, the highest award first")
    on: PartialDate | None = Field(None, description="the day from which the bundle says that it is valid")


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


class Problem(Result):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str

    @classmethod
    def of(cls, status: int, detail: str) -> Problem:
        """The problem with this status."""
        return cls(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail)


class BatchItem(Result):
    """One item of a batch, by its place in the list that was sent: a judgement or a problem."""

    index: int
    assessed: AssessedAward | None
    problem: Problem | None


class AssessedBatch(Result):
    """Every item of a batch, in the order in which they were sent."""

    items: tuple[BatchItem, ...]


class FrameworkEntry(Result):
    """One edition in a list."""

    id: str
    edition: str
    name: str
    native_name: str | None
    kind: str
    status: str
    countries: tuple[str, ...]
    levels: tuple[str, ...]
    valid_from: str | None = Field(description="As exact as the record: a year, a month or a day.")
    valid_to: str | None
    standing: Standing | None = Field(description="On the day asked for; null where none was.")

    @classmethod
    def of(cls, framework: Framework, standing: Standing | None) -> FrameworkEntry:
        """The entry of a record."""
        return cls(
            id=framework.id,
            edition=framework.edition,
            name=framework.name,
            native_name=framework.native_name,
            kind=framework.kind,
            status=framework.status,
            countries=framework.countries,
            levels=framework.codes,
            valid_from=framework.valid_from.value if framework.valid_from else None,
            valid_to=framework.valid_to.value if framework.valid_to else None,
            standing=standing,
        )


class Frameworks(Result):
    """A page of a list of frameworks."""

    country: str | None = Field(description="ISO 3166-1 alpha-2 code of the country asked for.")
    on: str | None = Field(
        description="The day on which the editions stand as each says; null where none was asked for."
    )
    total: int = Field(description="How many there are on all pages.")
    items: tuple[FrameworkEntry, ...]
    advice: str | None = Field(description="What to do where none applies.")
    catalogue_version: str


GIVEN = (
    Frameworks, Framework, TitleSearch, Crosswalk, Mapping, LegalBasis, Corridor, AssessedAward, AssessedBatch,
    BackgroundPaper, Problem,
)  # fmt: skip


TAKEN = (AssessRequest, BackgroundRequest, PassportRequest)


def schemas(template: str) -> dict[str, Any]:
    """The JSON Schema of everything that is taken and given, by name."""
    both = [(model, "serialization") for model in GIVEN] + [(model, "validation") for model in TAKEN]
    _, found = models_json_schema(both, ref_template=template)  # type: ignore[arg-type]
    definitions: dict[str, Any] = found["$defs"]
    return definitions


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
