"""Parameters of a question: text from a user becomes a checked RDF term, never a piece of the query's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import get_args

import pyoxigraph as ox

from qualmap.catalog import Catalogue
from qualmap.catalog.lookup import check_day
from qualmap.errors import QueryError, UnknownNameError, shorten
from qualmap.ontology.iris import edition_iri, instrument_iri
from qualmap.ontology.terms import XSD
from qualmap.records.base import Region
from qualmap.records.instrument import Scope
from qualmap.records.referencing import ReferencingStatus
from qualmap.store.library import Parameter, Question

Term = ox.NamedNode | ox.Literal
TODAY = "catalogue-date"
"""The value of a day that stands for the catalogue's own date: nothing here reads the clock."""
LONGEST = 500
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


def bind(asked: Question, given: Mapping[str, object], catalogue: Catalogue) -> dict[ox.Variable, Term]:
    """The variables of a question with the terms that they stand for.

    Raises QueryError for a parameter that is missing or does not hold, and UnknownNameError for a name, of a parameter
    or of what it names, that does not exist.
    """
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in given:
        if name not in known:
            if not known:
                raise QueryError(f"question {asked.name!r} takes no parameters, so no {shorten(name)!r}")
            raise UnknownNameError("parameter", name, known, where=f"question {asked.name!r}")
    terms = {}
    for parameter in asked.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            need = f"{parameter.name} ({parameter.kind}, such as {parameter.example})"
            raise QueryError(f"question {asked.name!r} needs {need}: {parameter.meaning}")
        terms[ox.Variable(parameter.name)] = _term(parameter, str(value), catalogue)
    return terms


def _term(parameter: Parameter, value: str, catalogue: Catalogue) -> Term:
    if len(value) > LONGEST:
        raise QueryError(f"{parameter.name} is longer than {LONGEST} characters")
    try:
        return KINDS[parameter.kind](parameter, value, catalogue)
    except ValueError:  # what is no Unicode text, such as half of a pair of surrogates
        raise _wrong(parameter, value, "text") from None


def _framework(_: Parameter, value: str, catalogue: Catalogue) -> Term:
    return ox.NamedNode(edition_iri(str(catalogue.framework(value).ref)))


def _instrument(_: Parameter, value: str, catalogue: Catalogue) -> Term:
    return ox.NamedNode(instrument_iri(_one_of("instrument", value, (act.id for act in catalogue.instruments))))


def _country(_: Parameter, value: str, catalogue: Catalogue) -> Term:
    return ox.Literal(_one_of("country", value, catalogue.countries, "ISO 3166-1 alpha-2 codes of the catalogue"))


def _award_type(_: Parameter, value: str, catalogue: Catalogue) -> Term:
    return ox.Literal(_one_of("award type", value, sorted(catalogue.classifier.known)))


def _choice(what: str, choices: tuple[str, ...]) -> Callable[[Parameter, str, Catalogue], Term]:
    return lambda _, value, __: ox.Literal(_one_of(what, value, choices))


def _one_of(what: str, value: str, known: Iterable[str], where: str = "") -> str:
    names = list(known)
    if value not in names:
        raise UnknownNameError(what, value, names, where)
    return value


def _integer(parameter: Parameter, value: str, _: Catalogue) -> Term:
    if not re.fullmatch(r"[0-9]{1,4}", value):
        raise _wrong(parameter, value, "a whole number from 0 to 9999")
    return ox.Literal(str(int(value)), datatype=ox.NamedNode(XSD + "integer"))


def _date(parameter: Parameter, value: str, _: Catalogue) -> Term:
    match = _DATE.fullmatch(value)
    year, month, day = map(int, match.groups("1")) if match else (0, 0, 0)
    try:
        date(year, month, day)
    except ValueError:
        raise _wrong(parameter, value, "a date; write 2019, 2019-01 or 2019-01-08") from None
    return ox.Literal(value)


def _day(_: Parameter, value: str, catalogue: Catalogue) -> Term:
    return ox.Literal(catalogue.date if value == TODAY else check_day(value))


def _address(parameter: Parameter, value: str, _: Catalogue) -> Term:
    if not _ADDRESS.fullmatch(value):
        raise _wrong(parameter, value, "a web address (http:// or https://, no spaces)")
    return ox.NamedNode(value)


def _text(parameter: Parameter, value: str, _: Catalogue) -> Term:
    if not value.strip():
        raise _wrong(parameter, value, "text: it is empty")
    return ox.Literal(value)


def _wrong(parameter: Parameter, value: str, what: str) -> QueryError:
    shown = shorten(value.encode("utf-8", "replace").decode())
    return QueryError(f"{parameter.name}: {shown!r} is not {what}")


KINDS: dict[str, Callable[[Parameter, str, Catalogue], Term]] = {
    "framework": _framework,
    "instrument": _instrument,
    "country": _country,
    "award-type": _award_type,
    "region": _choice("region", get_args(Region)),
    "scope": _choice("scope", get_args(Scope)),
    "table-status": _choice("table status", get_args(ReferencingStatus)),
    "integer": _integer,
    "date": _date,
    "day": _day,
    "address": _address,
    "text": _text,
}
"""How a value of each kind is checked and becomes a term."""
