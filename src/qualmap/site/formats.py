"""A page's statements as Turtle and as JSON-LD: sorted, with prefixes, and nothing to fetch."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from qualmap.ontology.terms import PREFIXES, XSD
from qualmap.site.graph import text_of
from qualmap.site.words import TYPE

Prefixes = Mapping[str, str]


def context() -> Prefixes:
    """The JSON-LD context, as it stands inside each file: the prefixes of the vocabulary."""
    return dict(sorted(PREFIXES.items()))


def triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The statements without their graphs, each once, in a fixed order."""
    return sorted({quad.triple for quad in quads}, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))


def turtle(quads: Iterable[ox.Quad], more_prefixes: Prefixes = MappingProxyType({})) -> bytes:
    """The statements as Turtle."""
    written = io.BytesIO()
    prefixes = dict(context()) | dict(more_prefixes)
    ox.serialize(triples(quads), written, ox.RdfFormat.TURTLE, prefixes=prefixes)
    return written.getvalue()


def jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """The statements as JSON-LD, one node after the other, with the context inside."""
    nodes: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    prefixes = context()
    for triple in triples(quads):
        node = nodes[text_of(triple.subject)]
        if triple.predicate.value == TYPE:
            node["@type"].append(_compact(text_of(triple.object), prefixes))
        else:
            node[_compact(triple.predicate.value, prefixes)].append(_value(triple.object, prefixes))
    graph = [{"@id": iri} | {name: _one(values) for name, values in node.items()} for iri, node in nodes.items()]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in graph)
    return f'{{"@context": {json.dumps(prefixes, indent=1)},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _value(term: object, prefixes: Prefixes) -> Any:
    if not isinstance(term, ox.Literal):
        return {"@id": text_of(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value != XSD + "string":
        return {"@value": term.value, "@type": _compact(term.datatype.value, prefixes)}
    return term.value


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _compact(iri: str, prefixes: Prefixes) -> str:
    """``skos:prefLabel`` for its IRI, where a prefix fits and leaves a plain name."""
    for prefix, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return iri
