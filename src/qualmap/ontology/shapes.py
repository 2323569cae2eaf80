"""The SHACL shapes of the graph: those of the record models, made from them, after those written by hand.

``python -m qualmap.ontology.shapes`` writes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from qualmap.ontology.formats import own_file
from qualmap.ontology.terms import CLASSES, FIELDS, ONTOLOGY, PREFIXES, QM, RDFS, SKOS, Term
from qualmap.ontology.vocabulary import meaning
from qualmap.records import Record, Source
from qualmap.records.base import PATTERNS

FILE = "shapes.ttl"
CITED = "prov:wasDerivedFrom qm:sizeSource qm:furtherSource qm:unreadReport"
"""The properties that lead from a fact to a source of its record."""
REFERENCES = {
    "source": ("qm:Source", "a source that is described in the same record"),
    "level": ("qm:Level", "a level that is described here or in the catalogue"),
    "destination-level": ("qm:Level", "a level that is described here or in the catalogue"),
    "edition": ("qm:Framework", "a framework edition that is described here or in the catalogue"),
    "instrument": ("qm:Instrument", "an instrument that is described here or in the catalogue"),
    "award": ("qm:HeldAward", "an award that is described here or in the catalogue"),
}
"""What a reference leads to: its class, and what that is in words."""
_COUNTS = {
    (True, False): "exactly one",
    (False, False): "at most one",
    (True, True): "one or more",
    (False, True): "any number of",
}
_FACETS = {
    "pattern": "sh:pattern",
    "minLength": "sh:minLength",
    "maxLength": "sh:maxLength",
    "minimum": "sh:minInclusive",
    "maximum": "sh:maxInclusive",
}


def shapes() -> str:
    """All shapes as one Turtle file."""
    words = _words(own_file("qualmap.ttl"))
    parts = [own_file("rules.ttl").decode()]
    parts.append("# -- Made from the record models by `python -m qualmap.ontology.shapes`: edit those, not this\n")
    parts += [_class(model, words) for model in CLASSES]
    parts.append(_own_sources())
    return "\n".join(parts)


def _words(vocabulary: bytes) -> dict[str, tuple[str, str]]:
    """Label and definition of each term that we minted."""
    found: dict[tuple[str, str], str] = {}
    for triple in ox.parse(vocabulary, ox.RdfFormat.TURTLE):
        found[str(getattr(triple.subject, "value", "")), triple.predicate.value] = getattr(triple.object, "value", "")
    label, definition = RDFS + "label", SKOS + "definition"
    return {iri: (text, found[iri, definition]) for (iri, name), text in found.items() if name == label}


def _class(model: type[Record], words: Mapping[str, tuple[str, str]]) -> str:
    iri = CLASSES[model]
    name = iri.removeprefix(QM)
    label, definition = words[iri]
    schema = model.model_json_schema(mode="serialization")
    fields = [_Field(model, field, term, schema) for field, term in FIELDS[model].items()]
    lines = [
        f":{name} a sh:NodeShape ;",
        f"    sh:targetClass qm:{name} ;",
        f"    sh:name {_english(label)} ;",
        f"    sh:description {_english(definition)} ;",
        "    sh:nodeKind sh:IRI ;",
        f"    sh:message {_text(f'What is a {label} has an IRI of its own: name it instead of using a blank node.')} ;",
        "    sh:property " + " , ".join(f":{name}-{field.key}" for field in fields) + " .",
    ]
    return "\n".join(["\n".join(lines), *("\n" + field.shape(name, label, words) for field in fields)]) + "\n"


class _Field:
    """One field of a record as a property shape."""

    def __init__(self, model: type[Record], name: str, term: Term, schema: dict[str, Any]) -> None:
        self.term = term
        self.key, self.meaning = name.replace("_", "-"), meaning(model, name)
        self.path = curie(term.predicate)
        self.required = model.model_fields[name].is_required()
        facts = schema["properties"][name]
        facts = next((one for one in facts.get("anyOf", ()) if one.get("type") != "null"), facts)
        self.several = facts.get("type") == "array"
        self.facts: dict[str, Any] = facts["items"] if self.several else facts

    def shape(self, owner: str, owner_label: str, words: Mapping[str, tuple[str, str]]) -> str:
        """The property shape in Turtle."""
        label, _ = words.get(self.term.predicate, (self.key.replace("-", " "), ""))
        constraints, kind = self._values(words)
        count = _COUNTS[self.required, self.several]
        message = f"A {owner_label} has {count} {self.path}: {kind}."
        lines = [f":{owner}-{self.key} a sh:PropertyShape", f"sh:path {self.path}", f"sh:name {_english(label)}"]
        lines += [f"sh:description {_english(self.meaning)}"]
        lines += ["sh:minCount 1"] if self.required else []
        lines += [] if self.several else ["sh:maxCount 1"]
        return " ;\n    ".join([*lines, *constraints, f"sh:message {_text(message)}"]) + " ."

    def _values(self, words: Mapping[str, tuple[str, str]]) -> tuple[list[str], str]:
        """What a value must be: as constraints, and in words."""
        facts, facets = (
            self.facts,
            [f"{sh} {_value(self.facts[key])}" for key, sh in _FACETS.items() if key in self.facts],
        )
        if self.term.node is not None:
            name = CLASSES[self.term.node]
            return [f"sh:class {curie(name)}"], f"a node that is described as a {curie(name)} ({words[name][0]})"
        if self.term.shape in REFERENCES:
            name, meaning = REFERENCES[self.term.shape]
            return [f"sh:class {name}"], meaning
        if "enum" in facts:
            values = [str(value) for value in facts["enum"]]
            return [f"sh:in ( {' '.join(map(_text, values))} )"], "one of " + ", ".join(values)
        if self.term.shape == "integer":
            return ["sh:datatype xsd:integer", *facets], "a whole number (xsd:integer)"
        written = PATTERNS[facts["pattern"]].removeprefix("is not ") if "pattern" in facts else ""
        if self.term.shape == "iri":
            return ["sh:nodeKind sh:IRI", *facets], f"an IRI, {written}"
        longest = f" of at most {facts['maxLength']} characters" if "maxLength" in facts else ""
        plain = f"text{longest} without a language tag"
        return ["sh:datatype xsd:string", *facets], f"{written}, as {plain}" if written else plain


def _own_sources() -> str:
    """Every source that a record or its parts cite is one that the record lists."""
    nodes = {curie(term.predicate) for fields in FIELDS.values() for term in fields.values() if _owned(term)}
    parts = f"[ sh:zeroOrMorePath [ sh:alternativePath ( {' '.join(sorted(nodes))} ) ] ]"
    message = "A source that a record or its parts cite is listed by that record: name it there with qm:source."
    return f"""\
:Cited a sh:NodeShape ;
    sh:targetClass qm:Framework , qm:Referencing , qm:Instrument , qm:AwardList , qm:RecognitionPractice ;
    sh:property :Cited-listed .

:Cited-listed a sh:PropertyShape ;
    sh:path [ sh:alternativePath ( qm:source ( {parts} [ sh:alternativePath ( {CITED} ) ] ) ) ] ;
    sh:equals qm:source ;
    sh:message {_text(message)} .
"""


def _owned(term: Term) -> bool:
    return term.node is not None and not issubclass(term.node, Source)


def curie(iri: str) -> str:
    """An IRI with the prefix of its namespace; whole where it has none."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in (rest := iri.removeprefix(namespace)):
            return f"{prefix}:{rest}"
    return f"<{iri}>" if not iri.startswith(ONTOLOGY) else iri


def _value(value: Any) -> str:
    return str(value) if isinstance(value, int) else _text(value)


def _text(value: str) -> str:
    return str(ox.Literal(value))


def _english(value: str) -> str:
    return str(ox.Literal(value, language="en"))


def main() -> None:
    """Write the shapes beside this module."""
    Path(__file__).with_name(FILE).write_text(shapes(), "utf-8")


if __name__ == "__main__":
    main()
