"""Rows of Python values: what the terms of an answer become, by their datatype."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from itertools import compress
from typing import Any, Self

import pyoxigraph as ox

from qualmap.errors import MissingExtraError
from qualmap.ontology.terms import RDF, XSD


class IRI(str):
    """The address of a thing in the graph: text that says what it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{self}>"


class Text(str):
    """Text in a known language: ``language`` is its BCP 47 tag, such as ``en``."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Self:
        """Text and its language."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __reduce__(self) -> tuple[type[Text], tuple[str, str]]:
        return Text, (str(self), self.language)


Value = str | int | float | bool | Decimal | date | None
"""IRI, Text and datetime are among them: they are kinds of str, str and date."""
Row = dict[str, Value]


class Rows(list[Row]):
    """The rows of a SELECT, a list like any other; ``columns`` are known even where there is no row."""

    def __init__(self, columns: Iterable[str], rows: Iterable[Row] = ()) -> None:
        super().__init__(rows)
        self.columns = list(columns)

    def to_pandas(self) -> Any:
        """A pandas DataFrame. Raises MissingExtraError where pandas is not installed."""
        return _extra("pandas").DataFrame(list(self), columns=self.columns)

    def to_polars(self) -> Any:
        """A polars DataFrame. Raises MissingExtraError where polars is not installed."""
        columns = {name: [row[name] for row in self] for name in self.columns}
        return _extra("polars").DataFrame(columns, strict=False)


def rows_of(solutions: ox.QuerySolutions, without: Collection[str] = ()) -> Rows:
    """Every solution as a row; the variables in ``without`` are left out."""
    names = [variable.value for variable in solutions.variables]
    keep = [name not in without for name in names]
    kept = list(compress(names, keep))
    read = _Values().__getitem__
    if all(keep):
        return Rows(kept, [dict(zip(kept, map(read, found), strict=True)) for found in solutions])
    return Rows(kept, [dict(zip(kept, map(read, compress(found, keep)), strict=True)) for found in solutions])


class _Values(dict[object, Value]):
    """The values of the terms of one answer, each worked out once: terms come again and again."""

    def __missing__(self, term: object) -> Value:
        found = self[term] = value(term)
        return found


def value(term: object) -> Value:
    """The Python value of a term; a literal that is not of its datatype, or of one unknown here, stays text."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        text = term.value
        kind = term.datatype.value
        if kind == _STRING:
            return text
        if kind == _LANGUAGE:
            return Text(text, term.language or "")
        form = _FORMS.get(kind)
        if form is None or not form[0].fullmatch(text):
            return text
        try:
            return form[1](text)
        except (ValueError, ArithmeticError):  # no such day, or beyond what Python holds
            return text
    if isinstance(term, ox.NamedNode):
        return IRI(term.value)
    return str(term)


def _extra(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError:
        raise MissingExtraError(library) from None


_STRING = XSD + "string"
_LANGUAGE = RDF + "langString"
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(rf"{_DECIMAL.pattern}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_BOOLEAN = re.compile("true|false|1|0")
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DATE = re.compile(_DAY)
_DATE_TIME = re.compile(_DAY + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_WHOLE = """integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger
unsignedInt unsignedLong unsignedShort unsignedByte""".split()
_FORMS: dict[str, tuple[re.Pattern[str], Callable[[str], Value]]] = {
    **dict.fromkeys((XSD + name for name in _WHOLE), (_INTEGER, int)),
    XSD + "decimal": (_DECIMAL, Decimal),
    XSD + "double": (_DOUBLE, float),
    XSD + "float": (_DOUBLE, float),
    XSD + "boolean": (_BOOLEAN, lambda text: text in ("true", "1")),
    XSD + "date": (_DATE, date.fromisoformat),
    XSD + "dateTime": (_DATE_TIME, datetime.fromisoformat),
}
"""For each datatype, how its values are written and what reads them: Python alone would take more than XSD does."""
