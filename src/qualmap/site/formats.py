"""A page's statements as Turtle and as JSON-LD: sorted, with prefixes, and nothing to fetch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pyoxigraph as ox

from qualmap.ontology.terms import PREFIXES, XSD
from qualmap.site.graph import text_of
from qualmap.site.words import TYPE


@cache
def context() -> Mapping[str, str]:
    """The JSON-LD context, as it stands inside each file: the prefixes of the vocabulary."""
    return dict(sorted(PREFIXES.items()))


def triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The statements without their graphs, each once, in a fixed order."""
    return sorted({quad.triple for quad in quads}, key=str)


def turtle(quads: Iterable[ox.Quad]) -> bytes:
    """The statements as Turtle."""
    return ox.serialize(triples(quads), None, ox.RdfFormat.TURTLE, prefixes=dict(context())) or b""


def jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """The statements as JSON-LD, one node after the other, with the context inside."""
    nodes: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples(quads):
        node = nodes[text_of(triple.subject)]
        if triple.predicate.value == TYPE:
            node["@type"].append(_compact(text_of(triple.object)))
        else:
            node[_compact(triple.predicate.value)].append(_value(triple.object))
    graph = [{"@id": iri} | {name: _one(values) for name, values in node.items()} for iri, node in nodes.items()]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in graph)
    return f'{{"@context": {json.dumps(context(), indent=1)},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _value(term: object) -> Any:
    if not isinstance(term, ox.Literal):
        return {"@id": text_of(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value != XSD + "string":
        return {"@value": term.value, "@type": _compact(term.datatype.value)}
    return term.value


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


@cache
def _compact(iri: str) -> str:
    """``skos:prefLabel`` for the IRI of a term or type, where a prefix fits and leaves a plain name."""
    for prefix, namespace in context().items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return iri
