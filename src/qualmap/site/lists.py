"""The start page and the lists: from them a reader comes to every page without a search."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from qualmap.ontology.terms import DCT, QM
from qualmap.site.graph import Graph
from qualmap.site.links import PAGE
from qualmap.site.view import Value
from qualmap.site.words import country_name

_REGIONS = {"arab-states": "Arab states", "asia-pacific": "Asia and the Pacific", "world": "Worldwide"}
_HELD = {"Awards that people hold", "Practice of a recognition body"}
_LISTED_ELSEWHERE = {
    *("Framework", "Level", "Group of levels", "Award", "Table", "Crosswalk", "Instrument"),
    *(*_HELD, "Award that people hold"),
}
"""Kinds that have a list of their own, or to which a framework's page leads."""


@dataclass(frozen=True)
class Entry:
    """A line of a list: the page, and what else helps to find it."""

    page: Value
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListPage:
    """Pages under headings. The start page also leads to the other lists, each with its number of pages."""

    title: str
    meaning: str
    sections: tuple[tuple[str, tuple[Entry, ...]], ...]
    others: tuple[tuple[int, Value], ...] = ()


def lists(graph: Graph) -> dict[str, ListPage]:
    """The start page, which lists the frameworks, and the other lists, by file name."""
    frameworks = ListPage(
        "Qualifications frameworks",
        "Where a qualification stands in another country's framework, how sure that is, and who says so.",
        _sections(graph, {"Framework"}),
    )
    rest = {graph.kind(iri) for iri in graph.pages} - _LISTED_ELSEWHERE
    others = {
        "tables.html": ListPage(
            "Tables",
            "Which levels of two frameworks correspond, and who says so; by the region of the framework of origin.",
            _sections(graph, {"Table"}),
        ),
        "crosswalks.html": ListPage(
            "Crosswalks",
            "All that is known from one framework to another, also what qualmap worked out; by the region of origin.",
            _sections(graph, {"Crosswalk"}),
        ),
        "instruments.html": ListPage(
            "Recognition instruments",
            "Conventions, agreements and protocols on the recognition of qualifications.",
            _sections(graph, {"Instrument"}),
        ),
        "awards.html": ListPage(
            "Awards that people hold",
            "By country, older ones among them, and what recognition bodies say of them.",
            _sections(graph, _HELD),
        ),
        "about.html": ListPage("About the data", "The data set and its vocabulary.", _sections(graph, rest)),
    }
    others = {name: page for name, page in others.items() if page.sections}
    leads = tuple((_count(page), Value(page.title, name)) for name, page in others.items())
    home = ListPage(frameworks.title, frameworks.meaning, frameworks.sections, leads)
    return {PAGE: home, **others}


def _sections(graph: Graph, kinds: set[str]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    sections: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for iri in graph.pages:
        kind = graph.kind(iri)
        if kind in kinds:
            region = graph.value(graph.ends(iri)[0] or iri, QM + "region")
            heading = _REGIONS.get(region, region.replace("-", " ").capitalize()) or kind
            entry = Entry(Value(graph.label(iri), f"{iri.removeprefix(graph.base)}/{PAGE}"), _notes(graph, iri))
            sections[heading].append((_order(graph, iri), entry))
    return tuple(
        (heading, tuple(entry for _, entry in sorted(found, key=lambda pair: (pair[0], pair[1].page.text))))
        for heading, found in sorted(sections.items())
    )


def _order(graph: Graph, iri: str) -> str:
    """Frameworks of several countries first, then those of one, by the country's name."""
    countries = graph.values(iri, QM + "country")
    return country_name(countries[0]) if len(countries) == 1 and graph.kind(iri) == "Framework" else ""


def _notes(graph: Graph, iri: str) -> tuple[str, ...]:
    country = _order(graph, iri)
    title = graph.value(iri, DCT + "title") if graph.kind(iri) == "Table" else ""
    return tuple(filter(None, (country, graph.value(iri, QM + "status").replace("-", " "), title)))


def _count(page: ListPage) -> int:
    return sum(len(entries) for _, entries in page.sections)
