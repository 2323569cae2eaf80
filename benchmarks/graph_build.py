"""Builds the full graph in one process and prints the seconds: ``graph_build.py oxigraph|rdflib FILE``.

The second run does the same with rdflib alone: before qualmap is imported, a stand-in gives it rdflib's terms and
dataset where it would have pyoxigraph's, so that both runs share every other line.
"""

from __future__ import annotations

import sys
import time
import types
from collections.abc import Iterable
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


def main() -> None:
    """Build, hold and write the whole graph; print the seconds and the number of statements."""
    how, out = sys.argv[1], Path(sys.argv[2])
    if how == "rdflib":
        sys.modules["pyoxigraph"] = stand_in()
    from qualmap.catalog import read_catalogue
    from qualmap.exchange.graph import published_quads

    catalogue = read_catalogue()
    list(catalogue.frameworks.values())
    start = time.perf_counter()
    quads = published_quads(catalogue, "all")
    if how == "rdflib":
        from rdflib import Dataset

        dataset = Dataset()
        dataset.addN((q.subject, q.predicate, q.object, dataset.graph(q.graph_name)) for q in quads)
        dataset.serialize(out, format="nquads", encoding="utf-8")
        count = len(dataset)
    else:
        import pyoxigraph as ox

        store = ox.Store()
        store.bulk_extend(quads)
        store.dump(out, ox.RdfFormat.N_QUADS)
        count = len(store)
    print(time.perf_counter() - start, count)


if __name__ == "__main__":
    main()
