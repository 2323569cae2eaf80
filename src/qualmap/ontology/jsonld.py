"""Statements as JSON-LD for people, with the keys of our context.

Nothing is lost: a value that its key does not fit says its kind, a property without a key stands under its whole IRI,
and named graphs stay apart. No reader needs to fetch a context: the keys that are used stand in the file.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from qualmap.ontology.context import CONTEXT, KEYS
from qualmap.ontology.nodes import node_name
from qualmap.ontology.terms import DCAT, FIELDS, QM, RDF, XKOS, XSD

OWNING = {term.predicate for fields in FIELDS.values() for term in fields.values() if term.node} | {
    XKOS + "madeOf",
    DCAT + "distribution",
}
"""Properties that lead from a node to its parts."""
TYPE = RDF + "type"
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""Whole numbers that every reader of JSON holds exactly."""
_DIGITS = re.compile(r"(\d+)")


def compact(quads: Iterable[ox.Quad]) -> bytes:
    """Statements as JSON-LD that holds the keys it uses: the same bytes whatever the order of the statements.

    Parts of a page stand inside the node that names them. Statements of the default graph alone give plain nodes;
    named graphs stand one after another, each with its name.
    """
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in sorted(set(quads), key=str):
        graphs[node_name(quad.graph_name)].append(quad)
    used: set[str] = set()
    nodes = _Nodes(graphs.pop("", []), used).nested()
    named = [{"id": name, "@graph": _Nodes(graphs[name], used).nested()} for name in sorted(graphs)]
    terms = {key: entry for key, entry in CONTEXT.items() if key in used or key in ("@version", "id", "type")}
    tree: dict[str, Any] = {"@context": terms}
    tree |= nodes[0] if len(nodes) == 1 and not named else {"@graph": nodes + named}
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


class _Nodes:
    """The nodes of one graph; notes in ``used`` which keys they take."""

    def __init__(self, quads: Iterable[ox.Quad], used: set[str]) -> None:
        self._used = used
        self._facts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._named_by: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for quad in quads:
            subject, predicate = node_name(quad.subject), quad.predicate.value
            self._facts[subject][predicate].append(quad.object)
            if not isinstance(quad.object, ox.Literal):
                self._named_by[node_name(quad.object)].add((subject, predicate))

    def nested(self) -> list[dict[str, Any]]:
        """Every node once: inside the node that it is a part of, else by itself."""
        return [self._node(iri) for iri in sorted(self._facts, key=_natural) if self._parent(iri) is None]

    def _parent(self, iri: str) -> tuple[str, str] | None:
        """The node and property that this node stands in. Its address begins the part's: no node stands in itself."""
        naming = self._named_by.get(iri, set())
        owners = [one for one in naming if one[1] in OWNING and iri.startswith(one[0]) and one[0] != iri]
        return max(owners) if "#" in iri and owners else None

    def _node(self, iri: str) -> dict[str, Any]:
        node: dict[str, Any] = {"id": iri}
        facts = self._facts[iri]
        types = [value for value in facts.get(TYPE, ()) if not isinstance(value, ox.Literal)]
        if types:
            names = [self._noted(node_name(value)) for value in types]
            node["type"] = names[0] if len(names) == 1 else names
        by_key: dict[str, list[Any]] = {}
        for predicate in sorted(facts, key=lambda name: KEYS.get(name, "~" + name)):
            rest = [value for value in facts[predicate] if predicate != TYPE or isinstance(value, ox.Literal)]
            for value in sorted(rest, key=self._order):
                key, written = self._value(iri, predicate, value)
                by_key.setdefault(key, []).append(written)
        for key, values in by_key.items():
            entry = CONTEXT.get(key)
            always = isinstance(entry, dict) and entry.get("@container") == "@set"
            node[key] = values if always or len(values) > 1 else values[0]
        return node

    def _order(self, value: Any) -> tuple[int, list[Any]]:
        places = (
            self._facts.get(node_name(value), {}).get(QM + "position") if not isinstance(value, ox.Literal) else None
        )
        return int(places[0].value) if places else 0, _natural(str(value))

    def _value(self, subject: str, predicate: str, value: Any) -> tuple[str, Any]:
        """The key under which a value stands, and how it is written there."""
        key = KEYS.get(predicate)
        entry = CONTEXT[key] if key else None
        kind = entry if isinstance(entry, dict) else {}
        if not isinstance(value, ox.Literal):
            name = node_name(value)
            held = name in self._facts and self._parent(name) == (subject, predicate)
            written: Any = self._node(name) if held else name if kind.get("@type") == "@id" else {"id": name}
            return self._noted(predicate), written
        coerced = kind.get("@type")
        if value.language:
            if kind.get("@language") == value.language:
                return self._noted(predicate), value.value
            return self._noted(predicate), {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if coerced == datatype:
            return self._noted(predicate), value.value
        if datatype == XSD + "string":
            plain = not coerced and "@language" not in kind
            return self._noted(predicate), value.value if plain else {"@value": value.value}
        if datatype == XSD + "integer" and _WHOLE.fullmatch(value.value) and not coerced:
            return self._noted(predicate), int(value.value)
        return self._noted(predicate), {"@value": value.value, "@type": datatype}

    def _noted(self, iri: str) -> str:
        key = KEYS.get(iri, iri)
        self._used.add(key)
        return key


def _natural(text: str) -> list[Any]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(text[:2000])] + [(-1, text)]
