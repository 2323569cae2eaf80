"""The vocabulary: what the record models say of their terms, beside what is written by hand in ``minted.ttl``.

Of a term that stands for a class or a field of records, label, definition, domain and range follow from the model and
the table of ``terms``; by hand stands why it was minted, and what differs. ``python -m qualmap.ontology.vocabulary``
writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from qualmap.ontology.formats import own_file
from qualmap.ontology.terms import CLASSES, FIELDS, ONTOLOGY, QM, Shape, Term
from qualmap.records import Record

FILE, BY_HAND = "qualmap.ttl", "minted.ttl"
MADE = (
    "# Made by `python -m qualmap.ontology.vocabulary` from the record models and minted.ttl: edit those, not this.\n"
)
RANGES: dict[Shape, str] = {
    "text": "xsd:string",
    "integer": "xsd:integer",
    "source": "qm:Source",
    "level": "qm:Level",
    "destination-level": "qm:Level",
    "edition": "qm:Framework",
    "instrument": "qm:Instrument",
    "award": "qm:HeldAward",
}
LITERALS = ("text", "integer")
_TERM = re.compile(r"^qm:(\w+) (.*) \.$", re.DOTALL)


def vocabulary() -> str:
    """The whole vocabulary as one Turtle file, in the order of ``minted.ttl``."""
    blocks = own_file(BY_HAND).decode().rstrip("\n").split("\n\n")
    return MADE + "\n\n".join(map(_whole, blocks)) + "\n"


def meaning(model: type[Record], field: str) -> str:
    """What a field means, as plain text."""
    return (model.model_fields[field].description or "").replace("`", "")


def _whole(block: str) -> str:
    """What is written by hand about one term, with all that follows from the models; other blocks as they are."""
    found = _TERM.match(block)
    if found is None:
        return block
    name, by_hand = found.groups()
    said = {line.split()[0] for line in by_hand.splitlines()}
    made = [line for line in _made(QM + name) if line.split()[0] not in said]
    return f"qm:{name} " + " ;\n    ".join([*made, by_hand, f"rdfs:isDefinedBy <{ONTOLOGY}> ."])


def _meaning(uses: list[tuple[type[Record], str]]) -> str:
    """What a term means; where classes differ, what it means of each."""
    meanings = {CLASSES[model]: meaning(model, field) for model, field in uses}
    if len(set(meanings.values())) == 1:
        return next(iter(meanings.values()))
    return " ".join(f"{_label(iri).capitalize()}: {text}" for iri, text in meanings.items())


def _label(iri: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", iri.removeprefix(QM)).lower()


def _made(iri: str) -> Iterator[str]:
    """What the models say of a term; nothing of one that stands for none of their classes and fields."""
    label = _label(iri)
    for model, of_model in CLASSES.items():
        if of_model == iri:
            yield "a owl:Class"
            yield f"rdfs:label {_english(label)}"
            yield f"skos:definition {_english((model.__doc__ or '').partition(chr(10))[0])}"
    uses = [(model, field, term) for model, fields in FIELDS.items() for field, term in fields.items()]
    uses = [use for use in uses if use[2].predicate == iri]
    if uses:
        yield f"a {_kind([term for _, _, term in uses])}"
        yield f"rdfs:label {_english(label)}"
        yield f"skos:definition {_english(_meaning([(model, field) for model, field, _ in uses]))}"
        owners = {CLASSES[model].removeprefix(QM) for model, _, _ in uses}
        if len(owners) == 1:
            yield f"rdfs:domain qm:{owners.pop()}"
        ranges = {_range(term) for _, _, term in uses}
        if len(ranges) == 1:
            yield f"rdfs:range {ranges.pop()}"


def _kind(terms: list[Term]) -> str:
    literal = {term.shape in LITERALS for term in terms}
    return "rdf:Property" if len(literal) > 1 else "owl:DatatypeProperty" if literal.pop() else "owl:ObjectProperty"


def _range(term: Term) -> str:
    return "qm:" + CLASSES[term.node].removeprefix(QM) if term.node is not None else RANGES[term.shape]


def _english(value: str) -> str:
    return str(ox.Literal(value, language="en"))


def main() -> None:
    """Write the vocabulary beside this module."""
    Path(__file__).with_name(FILE).write_text(vocabulary(), "utf-8")


if __name__ == "__main__":
    main()
