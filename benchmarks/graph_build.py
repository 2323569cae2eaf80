"""Builds the full graph in one process and prints the processor seconds: ``graph_build.py oxigraph|rdflib FILE``.

The second run does the same with rdflib alone: before qualmap is imported, a stand-in gives it rdflib's terms and
dataset where it would have pyoxigraph's, so that both runs share every other line.
"""

from __future__ import annotations

import sys
import time
import types
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple


def stand_in() -> types.ModuleType:
    """What qualmap uses of pyoxigraph to build the graph, made of rdflib's objects."""
    import rdflib

    class NamedNode(rdflib.URIRef):
        @property
        def value(self) -> str:
            return str(self)

    def literal(value: str, *, datatype: Any = None, language: str | None = None) -> rdflib.Literal:
        return rdflib.Literal(value, lang=language, datatype=datatype)

    class Quad(NamedTuple):
        subject: Any
        predicate: Any
        object: Any
        graph_name: Any

    class Form:
        name = media_type = "text/plain"

    class RdfFormat:
        TRIG = N_QUADS = TURTLE = JSON_LD = Form()

    def parse(text: bytes, _: Any) -> Iterable[Quad]:
        graph = rdflib.Graph().parse(data=text, format="turtle")
        named = [tuple(NamedNode(t) if isinstance(t, rdflib.URIRef) else t for t in triple) for triple in graph]
        return (Quad(*triple, None) for triple in named)

    module = types.ModuleType("pyoxigraph")
    for name, value in {"NamedNode": NamedNode, "Literal": literal, "Quad": Quad}.items():
        setattr(module, name, value)
    module.RdfFormat, module.parse = RdfFormat, parse  # type: ignore[attr-defined]
    return module


class Clock:
    """Counts the seconds that the engine takes for its answers, which are the same whatever the graph is made of."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, answers: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """The same answers, counted."""

        def counted(*arguments: Any) -> Iterator[Any]:
            found = answers(*arguments)
            while True:
                start = time.process_time()
                answer = next(found, None)
                self.seconds += time.process_time() - start
                if answer is None:
                    return
                yield answer

        return counted


def main() -> None:
    """Build, hold and write the whole graph; print the seconds, those of the engine in them, and the statements."""
    how, out = sys.argv[1], Path(sys.argv[2])
    if how == "rdflib":
        sys.modules["pyoxigraph"] = stand_in()
    from qualmap.catalog import read_catalogue
    from qualmap.crosswalk import answers
    from qualmap.graph.published import published_quads

    clock = Clock()
    answers.both_ways = clock.around(answers.both_ways)
    catalogue = read_catalogue()
    list(catalogue.frameworks.values())
    start = time.process_time()
    quads = published_quads(catalogue, "all")
    count = with_rdflib(quads, out) if how == "rdflib" else with_oxigraph(quads, out)
    print(time.process_time() - start, clock.seconds, count)


def with_rdflib(quads: Iterable[Any], out: Path) -> int:
    """Hold the quads in a Dataset, and write them."""
    from rdflib import Dataset

    dataset = Dataset()
    dataset.addN((q.subject, q.predicate, q.object, dataset.graph(q.graph_name)) for q in quads)
    dataset.serialize(out, format="nquads", encoding="utf-8")
    return len(dataset)


def with_oxigraph(quads: Iterable[Any], out: Path) -> int:
    """Hold the quads in a Store, and write them."""
    import pyoxigraph as ox

    held = list(quads)
    store = ox.Store()
    store.bulk_extend(held)
    ox.serialize(held, out, ox.RdfFormat.N_QUADS)
    return len(store)


if __name__ == "__main__":
    main()
