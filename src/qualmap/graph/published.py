"""The published graph: what the records say, the answers that the engine computes, and the description of it all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from qualmap.catalog import Catalogue
from qualmap.catalog.gc_pause import collection_paused
from qualmap.graph.associations import JUSTIFICATIONS, confidence
from qualmap.graph.dataset import Census, dataset_quads, ontology_quads
from qualmap.ontology import awards_quads, catalogue_quads
from qualmap.ontology.graphs import COMPOSED_GRAPH, INFERRED_GRAPH
from qualmap.ontology.iris import association_iri, crosswalk_iri, edition_iri, level_iri
from qualmap.ontology.nodes import decimal, known
from qualmap.ontology.skos import CLOSE_MATCH, MATCHES, association
from qualmap.ontology.terms import XKOS

if TYPE_CHECKING:
    from qualmap.crosswalk.answers import Answer, Answers
    from qualmap.crosswalk.engine import Engine

Extent = Literal["none", "regional", "all"]
"""Which computed crosswalks: none, those to and from frameworks that countries share, or every one."""
SHARED = frozenset({"regional", "continental", "transnational"})
GRAPHS = {"composed": COMPOSED_GRAPH, "inferred": INFERRED_GRAPH}
BATCH = 512

_MADE_OF = ox.NamedNode(XKOS + "madeOf")
_BASES = ox.Literal("extrapolated"), ox.Literal("validated")
Watch = Callable[[list[tuple[str, str]]], Iterable[tuple[str, str]]]


def published_quads(
    catalogue: Catalogue, extent: Extent = "regional", watch: Watch = iter, *, awards: bool = False
) -> Iterator[ox.Quad]:
    """Every statement of the published graph in a fixed order, without blank nodes.

    ``watch`` passes the pairs of frameworks on, to show progress; ``awards`` adds the awards that people hold and what
    recognition bodies say of them.
    """
    return chain.from_iterable(_parts(catalogue, extent, watch, awards))


def _parts(catalogue: Catalogue, extent: Extent, watch: Watch, awards: bool) -> Iterator[Sequence[ox.Quad]]:
    census = Census()
    yield census.count(catalogue_quads(catalogue))
    if awards:
        yield census.count(awards_quads(catalogue))
    if extent != "none":
        yield from _computed(catalogue, extent, census, watch)
    yield census.count(ontology_quads(catalogue))
    yield dataset_quads(catalogue, census, extent)


def _computed(catalogue: Catalogue, extent: Extent, census: Census, watch: Watch) -> Iterator[Sequence[ox.Quad]]:
    """The answers that no table states, composed through other frameworks or inferred, for many pairs at a time.

    What a table states stands in the graph as its own links; what is not known is not there.
    """
    from qualmap.crosswalk.engine import Engine

    engine = Engine(catalogue)
    shared = {name for name in engine.levelled if engine.frameworks[name].kind in SHARED}
    names = [pair for pair in combinations(engine.levelled, 2) if extent == "all" or shared & set(pair)]
    watched = iter(watch(names))
    while batch := list(islice(watched, BATCH)):
        with collection_paused():
            found = _answers(engine, batch, census)
        for basis, quads in found.items():
            census.graphs[GRAPHS[basis]] += len(quads)
            yield quads


def _answers(engine: Engine, names: Sequence[tuple[str, str]], census: Census) -> dict[str, list[ox.Quad]]:
    """The answers of both directions of each pair, by their basis."""
    from qualmap.crosswalk.answers import both_ways

    found: dict[str, list[ox.Quad]] = {basis: [] for basis in GRAPHS}
    for answers in both_ways(engine, [engine.pair(*pair) for pair in names]):
        for answer, row in zip(answers.each, answers.rounded, strict=True):
            if answer.basis in GRAPHS and answers.not_known(answer) is None:
                found[answer.basis] += _answer(answers, answer, row, census)
    return found


def _answer(answers: Answers, answer: Answer, row: Sequence[float], census: Census) -> list[ox.Quad]:
    """One answer: an association for each of its levels, or one that says that there is none."""
    origin, destination = answers.names
    page, graph, level = crosswalk_iri(origin, destination), GRAPHS[answer.basis], answer.said.level
    codes = answers.destination.codes
    targets: list[tuple[str | None, float]] = [(code, row[codes.index(code) + 1]) for code in answer.levels]
    targets = targets or [(None, row[0] + row[-1])]
    match = MATCHES.get(answers.relation(answer), CLOSE_MATCH) if answer.levels else CLOSE_MATCH
    sure, basis = decimal(answer.confidence), _BASES[answers.scored(answer) is not None]
    one, ends = level_iri(origin, level), (edition_iri(origin), edition_iri(destination))
    quads = []
    matches = census.matches[ends]
    for target, share in targets:
        iri = association_iri(page, level, target)
        other = None if target is None else level_iri(destination, target)
        if target is not None:
            matches[match] += 1
        quads += association(iri, one, other, match, JUSTIFICATIONS[answer.basis], graph)
        node = ox.NamedNode(iri)
        quads.append(ox.Quad(known(page), _MADE_OF, node, known(graph)))
        quads += confidence(node, share, sure, basis, graph)
    return quads
