"""SKOS: a concept scheme whose concepts are levels, as the ACQF platform publishes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from qualmap.errors import shorten
from qualmap.formats.drafts.codes import short_codes
from qualmap.formats.drafts.draft import Draft, Found, Given, Rung, framework_draft, is_web
from qualmap.graph.foreign import DCT, SKOS, Graph, printable, refuse

IN_SCHEME = (SKOS + "inScheme", SKOS + "topConceptOf")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARENTS_FIRST = "parent: levels with sub-levels became the `parent` of these and lost their own address"


def read(graph: Graph, given: Given) -> Draft:
    """The draft of the one concept scheme in the file, or of the one that was picked."""
    schemes = {scheme: members(graph, scheme) for scheme in schemes_of(graph)}
    scheme = pick(graph, [scheme for scheme, levels in schemes.items() if levels], given.pick)
    rungs, doubts = _rungs(graph, schemes[scheme])
    draft = framework_draft(describe(graph, scheme), rungs, given)
    return Draft(draft.file, draft.record, draft.tree, draft.unknown + tuple(doubts), draft.lines)


def schemes_of(graph: Graph) -> list[str]:
    """The concept schemes of a file, declared or only pointed to."""
    declared = {*graph.types.get(SKOS + "ConceptScheme", ())}
    declared |= {node for node, facts in graph.nodes.items() if SKOS + "hasTopConcept" in facts}
    return sorted(declared | {scheme for node in list(graph.nodes) for scheme in graph.links(node, *IN_SCHEME)})


def members(graph: Graph, scheme: str) -> list[str]:
    """The concepts of a scheme, sorted by address."""
    pointed = graph.links(scheme, SKOS + "hasTopConcept")
    for concept in pointed:
        if concept not in graph.nodes:
            message = f"{shorten(concept, 80)} is a level of the scheme and is not described"
            raise refuse(str(graph.path), message, "give it a skos:prefLabel")
    return sorted({*pointed, *graph.pointing(scheme, *IN_SCHEME)})


def pick(graph: Graph, candidates: Sequence[str], wanted: str | None) -> str:
    """The one candidate, or the one whose address or label the user names."""
    labels = {node: name(graph, node) or node for node in candidates}
    chosen = [node for node in candidates if wanted is None or wanted in (node, labels[node])]
    if len(chosen) == 1:
        return chosen[0]
    file = str(graph.path)
    if not candidates:
        raise refuse(file, "holds no levels", "a skos:ConceptScheme has concepts in it; see docs/importing.md")
    known = ", ".join(shorten(printable(labels[node]), 50) for node in (chosen or candidates)[:8])
    several = f"no list {wanted!r}" if wanted and not chosen else f"{len(chosen)} lists of levels"
    raise refuse(file, several, f"say which one with --pick: {known}")


def name(graph: Graph, node: str) -> str | None:
    """What a node is called."""
    term = graph.text(node, DCT + "title", SKOS + "prefLabel", "http://www.w3.org/2000/01/rdf-schema#label")
    return term.value.strip() if term else None


def describe(graph: Graph, scheme: str) -> Found:
    """What the file says of the scheme itself: its name, its dates and where it is from."""
    title = graph.text(scheme, DCT + "title", SKOS + "prefLabel", "http://www.w3.org/2000/01/rdf-schema#label")
    publisher = [*graph.nodes[scheme].get(DCT + "publisher", ())] if scheme in graph.nodes else []
    dates = [graph.text(scheme, DCT + part) for part in ("modified", "issued", "created")]
    published = next((date.value for date in dates if date and _DATE.fullmatch(date.value)), None)
    named = [term.value for part in ("source", "license") for term in graph.nodes[scheme].get(DCT + part, ())]
    by = f", published by {shorten(printable(publisher[0].value), 200)}" if publisher else ""
    return Found(
        path=graph.path,
        name=title.value.strip() if title else None,
        language=title.language if title else "",
        iri=scheme if is_web(scheme) else None,
        slug=tail(scheme) if is_web(scheme) else None,
        citation=f"the file {printable(graph.path.name)}{by}",
        published=published,
        note="It names as source and licence: " + printable(" ; ".join(named))[:1000] if named else None,
    )


def tail(iri: str) -> str:
    """The last part of an address that says something."""
    return unquote(re.split(r"[/#:]", iri.rstrip("/#"))[-1])


def codes_of(graph: Graph, concepts: Sequence[str]) -> list[str]:
    """Their codes: by notation, else by label, else by address."""
    notations = [graph.text(concept, SKOS + "notation") for concept in concepts]
    labels = [graph.text(concept, SKOS + "prefLabel") for concept in concepts]
    texts = [[term.value if term else None for term in terms] for terms in (notations, labels)]
    return short_codes(*texts, [None if concept.startswith("_:") else tail(concept) for concept in concepts])


def rungs_of(graph: Graph, concepts: Sequence[str]) -> list[Rung]:
    """The levels that concepts stand for; definitions are left behind on purpose."""
    labels = [graph.text(concept, SKOS + "prefLabel") for concept in concepts]
    return [
        Rung(code, title=label.value.strip() if label else None, same_as=[concept])
        for code, label, concept in zip(codes_of(graph, concepts), labels, concepts, strict=True)
    ]


def _rungs(graph: Graph, concepts: Sequence[str]) -> tuple[list[Rung], list[str]]:
    """Levels; a concept with narrower ones in the scheme is the parent of those."""
    within = set(concepts)
    above = {concept: [one for one in broader(graph, concept) if one in within] for concept in concepts}
    parents = {one for found in above.values() for one in found}
    rungs = dict(zip(concepts, rungs_of(graph, concepts), strict=True))
    leaves = [concept for concept in concepts if concept not in parents]
    if not leaves:
        raise refuse(str(graph.path), "every level is above another one", "skos:broader runs in a circle; break it")
    made = [
        Rung(rung.code, rung.title, rungs[above[leaf][0]].code if above[leaf] else None, same_as=rung.same_as)
        for leaf, rung in ((leaf, rungs[leaf]) for leaf in leaves)
    ]
    return made, [_PARENTS_FIRST] if parents else []


def broader(graph: Graph, concept: str) -> list[str]:
    """The concepts right above one, from either end of the link, itself left out."""
    found = graph.links(concept, SKOS + "broader") + graph.pointing(concept, SKOS + "narrower")
    return [one for one in dict.fromkeys(found) if one != concept]
