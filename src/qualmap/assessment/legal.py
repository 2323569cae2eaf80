"""The legal basis between two countries as it is asked for by itself: names as people write them."""

from __future__ import annotations

from datetime import date

from qualmap.assessment.case import profession_named
from qualmap.catalog import Catalogue
from qualmap.catalog.places import place
from qualmap.errors import InputError, UnknownNameError
from qualmap.law.basis import legal_basis
from qualmap.law.model import LegalBasis
from qualmap.law.scopes import scopes_of
from qualmap.records.award import PURPOSES


def legal_basis_for(
    catalogue: Catalogue,
    origin: str,
    destination: str,
    on: str | date | None,
    award_type: str | None,
    isced: int | None,
    purpose: str | None,
    profession: str | None,
) -> LegalBasis:
    """What binds two countries, for a kind of award; without one, for all that it may be.

    Raises UnknownNameError, InputError.
    """
    for kind, name, known in (("generic type", award_type, catalogue.classifier.known), ("purpose", purpose, PURPOSES)):
        if name is not None and name not in known:
            raise UnknownNameError(kind, name, known)
    if isced is not None and not 0 <= isced <= 8:
        raise InputError(f"{isced} is no level: ISCED 2011 levels run from 0 to 8", "isced")
    practised = None
    if profession is not None:
        practised = profession_named(catalogue.professions, catalogue.phrases, profession).id
    states = place(origin, catalogue).country, place(destination, catalogue).country
    return legal_basis(catalogue, *states, on or catalogue.date, scopes_of(award_type, isced, purpose), practised)
