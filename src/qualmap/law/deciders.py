"""Who decides in a country on an award from elsewhere, as far as it is recorded; nobody is ever made up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from qualmap.catalog import Catalogue
from qualmap.law.model import Decider
from qualmap.records import Reason
from qualmap.records.authority import ACADEMIC
from qualmap.records.values import Countries, Practice, Value

Side = Literal["academic", "professional"]


def deciders(catalogue: Catalogue, country: str, profession: str | None = None) -> tuple[Decider, ...]:
    """Who decides or advises in a country: on academic recognition, or on access to a profession; may be nobody."""
    matter = ACADEMIC if profession is None else f"profession:{profession}"
    found = []
    for one in catalogue.authorities.of(country.upper(), matter):
        source = catalogue.authorities.source_of(one.source)
        found.append(
            Decider(
                **one.model_dump(include={"id", "name", "role", "part", "url", "note"}),
                source=source.url or source.citation,
                verification=source.verification,
            )
        )
    return tuple(found)


def who_decides(known: Sequence[Decider], country: str, side: Side, profession: str | None) -> tuple[Reason, ...]:
    """A sentence for each body, or that none is recorded here."""
    if side == "professional" and profession is None:
        return (Reason(code="legal-which-profession", values={"country": Countries.of(country)}),)
    if not known:
        matter: dict[str, Value] = {"country": Countries.of(country)}
        if profession is not None and side == "professional":
            matter["profession"] = Practice(profession=profession)
        return (Reason(code=f"legal-decider-unknown-{side}", values=matter),)
    return tuple(
        Reason(code=f"legal-{one.role}", values={"country": Countries.of(country), "name": one.name}) for one in known
    )
