"""Terms of the graph: how they are made, and what they are called when they are read back."""

from __future__ import annotations

from functools import cache
from typing import Any

import pyoxigraph as ox

from qualmap.ontology.terms import RDF, XSD

known = cache(ox.NamedNode)
"""The node of an IRI that comes again and again: a level, a graph, a property."""
TYPE = known(RDF + "type")
_INTEGER, _DECIMAL = known(XSD + "integer"), known(XSD + "decimal")


def words(text: str, language: str = "en") -> ox.Literal:
    """Text in a language, English unless said otherwise."""
    return ox.Literal(text, language=language)


def whole(value: int) -> ox.Literal:
    """A whole number."""
    return ox.Literal(str(value), datatype=_INTEGER)


def decimal(value: float) -> ox.Literal:
    """A number with six digits after the point."""
    return ox.Literal(f"{value:.6f}", datatype=_DECIMAL)


def day(value: str) -> ox.Literal:
    """A day, written as ISO 8601 has it."""
    return ox.Literal(value, datatype=known(XSD + "date"))


def node_name(term: Any) -> str:
    """An IRI as it is, a blank node with its label; nothing for the default graph."""
    return str(term) if isinstance(term, ox.BlankNode) else value_of(term)


def value_of(term: Any) -> str:
    """The IRI, label or text of a term."""
    return str(getattr(term, "value", ""))
