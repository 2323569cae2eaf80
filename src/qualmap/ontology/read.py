"""RDF -> records: the way back, so that nothing a record says is lost in the graph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from qualmap.ontology.iris import edition_of, name_of, source_key
from qualmap.ontology.terms import CLASSES, FIELDS, POSITION, RDF, Term
from qualmap.records import Framework, Instrument, Record, Referencing

if TYPE_CHECKING:
    from rdflib import Dataset

R = TypeVar("R", bound=Record)


def records_from(dataset: Dataset) -> tuple[tuple[Framework, ...], tuple[Referencing, ...], tuple[Instrument, ...]]:
    """Every framework edition, table and instrument in a dataset, as the records they came from."""
    index: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, _ in dataset.quads():
        values = index[str(subject)][str(predicate)]
        if str(value) not in values:
            values.append(str(value))
    reader = _Reader(index)
    return reader.all_of(Framework), reader.all_of(Referencing), reader.all_of(Instrument)


class _Reader:
    def __init__(self, index: dict[str, dict[str, list[str]]]) -> None:
        self._index = index

    def all_of(self, model: type[R]) -> tuple[R, ...]:
        kind = CLASSES[model]
        subjects = sorted(s for s, facts in self._index.items() if kind in facts.get(RDF + "type", ()))
        return tuple(model.model_validate(self._tree(model, subject)) for subject in subjects)

    def _tree(self, model: type[Record], subject: str) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        facts = self._index[subject]
        for field, term in FIELDS[model].items():
            values = facts.get(term.predicate, [])
            if not values:
                continue
            several = "tuple" in str(model.model_fields[field].annotation)
            if term.node is not None:
                values = sorted(values, key=self._position)
                trees: list[Any] = [self._tree(term.node, value) for value in values]
            elif term.shape in ("level", "destination-level"):
                trees = [name_of(value) for value in sorted(values, key=self._rank)]
            elif term.shape == "iri":
                trees = sorted(values)
            else:
                trees = [_plain(term, value) for value in values]
            tree[field] = trees if several else trees[0]
        return tree

    def _position(self, node: str) -> int:
        return int(self._index[node][POSITION][0])

    def _rank(self, level: str) -> int:
        found = self._index.get(level, {}).get(POSITION)
        return int(found[0]) if found else 0


def _plain(term: Term, value: str) -> str:
    if term.shape == "source":
        return source_key(value)
    if term.shape == "instrument":
        return name_of(value)
    return edition_of(value) if term.shape == "edition" else value
