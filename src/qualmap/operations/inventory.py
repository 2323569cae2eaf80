"""An agency's own inventory of past judgements. It is read here, never written: keeping and erasing are for its owner.

The store is a file of this machine: whoever runs qualmap names it, and no request from elsewhere does. The day must be
given, since what has expired is not shown, and nothing here reads the clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from qualmap.catalog.lookup import check_day
from qualmap.operations.fields import MOST, OVER, Day, Limit, Line, Offset, Written
from qualmap.operations.table import Page
from qualmap.precedents import Precedent, Reviewed, opened
from qualmap.precedents import review as reviewed
from qualmap.records.base import Record, Result
from qualmap.records.fields import columns, to_cells

if TYPE_CHECKING:
    from qualmap.facade import Qualmap

_TODAY = "what has expired on this day is not shown: give today's"
COLUMNS = (
    "judgement", "day", "subdivision", *(name for name in columns() if name != "on"), "outcome", "differences",
    "reasons", "legal_basis", "policy", "catalogue_version",
)  # fmt: skip
REVIEWED = ("Day", "Judgement", "Award", "From", "To", "Result", "What moves", "Records")


class StoreRequest(Record):
    """A store, and the day on which it is looked at."""

    store: Line = Field(description="the file that `assess --store` made")
    on: Day = Field(description=_TODAY)


class PrecedentsRequest(StoreRequest):
    """A page of a store."""

    limit: Limit = Field(100, description=MOST)
    offset: Offset = Field(0, description=OVER)


class PrecedentRequest(StoreRequest):
    """One judgement of a store."""

    id: Annotated[str, Written(100)] = Field(description="of a judgement, or the first letters of it")


class ReviewRequest(StoreRequest):
    """A page of a store, to be judged anew: that takes its time."""

    limit: Annotated[int, Field(ge=1, le=100)] = Field(100, description="how many to judge anew at most")
    offset: Offset = Field(0, description=OVER)


class Precedents(Result):
    """A page of past judgements, the newest first."""

    on: str
    total: int = Field(description="How many there are on all pages.")
    items: tuple[Precedent, ...]


class Review(Result):
    """Of a page of past judgements, those that a changed record or a new report touches."""

    on: str
    total: int = Field(description="How many judgements there are on all pages.")
    items: tuple[Reviewed, ...]


def precedents(qm: Qualmap, asked: PrecedentsRequest) -> Page[Precedents]:  # noqa: ARG001  # the store has all
    """The past judgements that have not expired."""
    day, end = check_day(asked.on), asked.offset + asked.limit
    with opened(asked.store) as store:
        entries = store.entries(day)
    page = Precedents(on=day, total=len(entries), items=tuple(entries[asked.offset : end]))
    return Page(page, end < len(entries))


def precedent(qm: Qualmap, asked: PrecedentRequest) -> Precedent:  # noqa: ARG001  # the store has all
    """One past judgement."""
    with opened(asked.store) as store:
        return store.entry(asked.id, check_day(asked.on))


def review(qm: Qualmap, asked: ReviewRequest) -> Page[Review]:
    """The past judgements of a page that would come out differently, or rest on what has changed."""
    day, end = check_day(asked.on), asked.offset + asked.limit
    with opened(asked.store) as store:
        found = reviewed(store, qm.session, day, policy=qm.policy, watch=lambda every: every[asked.offset : end])
        total = len(store.entries(day))
    return Page(Review(on=day, total=total, items=found), end < total)


def cells(entry: Precedent) -> list[str]:
    """The entry as the inventory has it, one text for each of ``COLUMNS``."""
    facts = {
        "award": entry.award.model_dump(mode="json", exclude_defaults=True)
        | {"country": entry.origin.code, "award_type": entry.award_type},
        "sought": entry.sought.model_dump(mode="json", exclude_defaults=True),
        "destination": entry.asked,
        "purpose": entry.purpose,
    }
    found = to_cells(facts) | {
        "judgement": entry.id,
        "day": entry.on,
        "subdivision": entry.origin.subdivision or "",
        "outcome": entry.ending.outcome,
        "differences": differences(entry),
        "reasons": "; ".join(reason.code for reason in entry.reasons),
        "legal_basis": "; ".join(entry.legal),
        "policy": entry.policy,
        "catalogue_version": entry.catalogue_version,
    }
    return [found.get(name, "") for name in COLUMNS]


def differences(entry: Precedent) -> str:
    """The verdicts other than *none*."""
    return "; ".join(f"{element} {verdict}" for element, verdict in entry.ending.verdicts.items() if verdict != "none")


def line(each: Reviewed) -> tuple[str, ...]:
    """A reviewed judgement, one text for each of ``REVIEWED``."""
    entry = each.precedent
    return (
        entry.on,
        entry.id[:12],
        entry.award.title,
        entry.origin.subdivision or entry.origin.code,
        entry.asked,
        each.status,
        each.problem or "; ".join(f"{one.what}: {one.before} -> {one.now}" for one in each.moved),
        "; ".join(f"{name} ({change})" for name, change in each.records.items()),
    )
