"""Countries and their parts as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from qualmap.catalog import place_names
from qualmap.errors import AmbiguousNameError, UnknownNameError, shorten

if TYPE_CHECKING:
    from qualmap.catalog.catalogue import Catalogue
    from qualmap.records.places import FormerState, Places

_CODE = re.compile(r"[A-Z]{2}")
_PART = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


class Place(NamedTuple):
    """A country (ISO 3166-1 alpha-2, or a user-assigned code), or a part of it (ISO 3166-2).

    Where awards are searched it may also be a state that is no more (ISO 3166-3, four letters).
    """

    country: str
    subdivision: str | None = None

    def __str__(self) -> str:
        return self.subdivision or self.country


def place(text: str, catalogue: Catalogue) -> Place:
    """The place of today that a code or name stands for, in any language; capitals and points do not matter.

    A state that is no more is its successor. Raises AmbiguousNameError where there are several, or where a name means
    several places, with the candidates; UnknownNameError with the nearest valid names.
    """
    return _today(text, place_of_awards(text, catalogue), catalogue.places)


def place_of_awards(text: str, catalogue: Catalogue) -> Place:
    """The same, but a state that several succeeded is itself a place: people hold its awards.

    Raises AmbiguousNameError for a name that means several places, UnknownNameError with the nearest valid names.
    """
    found = _known(text, catalogue)
    if found is None:
        raise UnknownNameError("country", text, place_names.offered(catalogue.places))
    return found


def known_place(text: str, catalogue: Catalogue) -> Place | None:
    """The same as ``place``; None for what is no place."""
    found = _known(text, catalogue)
    return found and _today(text, found, catalogue.places)


def _known(text: str, catalogue: Catalogue) -> Place | None:
    places = catalogue.places
    if _CODE.fullmatch(text) and text not in places.house_codes and text in catalogue.countries:
        return Place(text)
    codes = _codes_of(text, catalogue)
    if not codes:
        return None
    if len(codes) > 1:
        raise AmbiguousNameError(f"{shorten(text)!r} may be {_listed(codes, places)}: say which one")
    former = places.ended.get(codes[0])
    if former is not None and len(former.successors) == 1:
        return Place(former.successors[0])
    return Place(codes[0].partition("-")[0], codes[0] if "-" in codes[0] else None)


def country_name(code: str, places: Places) -> str:
    """A country's or subdivision's usual English name; the code itself where none is known."""
    if code in places.assigned:
        return places.assigned[code].name
    if code in places.ended:
        return places.ended[code].name
    if code in places.printed:
        return places.printed[code]
    own = next((item.names[0] for item in places.subdivisions if item.code == code), None)
    if own is not None:
        return own
    import pycountry

    if "-" in code:
        part = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
        return code if part is None else str(part.name)
    country = pycountry.countries.get(alpha_2=code)
    return code if country is None else str(getattr(country, "common_name", country.name))


def ended(former: FormerState, places: Places) -> str:
    """That a state is no more, and which states of today succeeded it."""
    return f"{former.name} ended in {former.ended.year}; its successors are {_listed(former.successors, places, 'and')}"


def _today(text: str, found: Place, places: Places) -> Place:
    former = places.ended.get(found.country)
    if former is None:
        return found
    message = f"{shorten(text)!r} is no state of today ({ended(former, places)})"
    raise AmbiguousNameError(f"{message}: give the one in which the awarding institution stands")


def _codes_of(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The codes of what a text may mean; none where it is no place."""
    places, folded, code = catalogue.places, place_names.key(text), text.strip().upper()
    if found := place_names.recorded(places).get(folded):
        return found
    if _PART.fullmatch(code) and place_names.is_part(code):
        return (code,)
    if found := place_names.translated(places, catalogue.phrases.locales).get(folded):
        return found
    by_spelling, otherwise = place_names.everywhere(places)
    return by_spelling.get(place_names.spelling(text)) or otherwise.get(folded) or ()


def _listed(codes: Iterable[str], places: Places, last: str = "or") -> str:
    *others, end = (f"{country_name(code, places)} ({code})" for code in codes)
    return f"{', '.join(others)} {last} {end}" if others else end
