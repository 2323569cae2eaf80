"""The graph, indexed once: what is said of each resource, what points at it, and on which page it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import urlsplit

import pyoxigraph as ox

from qualmap.ontology.terms import DCAT, DCT, POSITION, QM, RDF, RDFS, SKOS, VOID
from qualmap.site.words import PAGE_KINDS, TYPE, country_name, local_name, term_name

_LABELS = (SKOS + "prefLabel", DCT + "title", RDFS + "label", DCT + "bibliographicCitation", QM + "work")


class Graph:
    """An index over quads. It keeps the quads themselves and copies none."""

    def __init__(self, quads: Iterable[ox.Quad], base: str) -> None:
        self.base = base
        self._said: dict[str, list[ox.Quad]] = defaultdict(list)
        self._pointing: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in sorted(set(quads), key=str):
            self._said[text_of(quad.subject)].append(quad)
            if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(base):
                self._pointing[quad.object.value].append(quad)
        self._kinds = dict(self._page_kinds())
        self._labels: dict[str, str] = {}
        self._shorts: dict[str, str] = {}
        self._by_predicate: dict[str, dict[str, dict[str, None]]] = {}

    # -- pages and their parts

    def _page_kinds(self) -> Iterator[tuple[str, str]]:
        for subject, quads in self._said.items():
            if not subject.startswith(self.base) or "#" in subject or subject == self.base:
                continue
            types = {text_of(quad.object) for quad in quads if quad.predicate.value == TYPE}
            kind = next((name for type_, name in PAGE_KINDS.items() if type_ in types), None)
            if kind:
                yield subject, kind

    @property
    def pages(self) -> Iterable[str]:
        """The IRIs that have a page."""
        return self._kinds

    def kind(self, iri: str) -> str:
        """What the page of an IRI is called; empty when it has none."""
        return self._kinds.get(iri, "")

    def page_of(self, iri: str) -> str | None:
        """The page on which a resource is described: its own, or the longest one that its IRI begins with."""
        if not iri.startswith(self.base):
            return None
        iri = iri.partition("#")[0]
        while len(iri) > len(self.base):
            if iri in self._kinds:
                return iri
            iri = iri.rpartition("/")[0]
        return None

    def parent(self, page: str) -> str | None:
        """The page above a page, such as the framework of a level."""
        return self.page_of(page.rpartition("/")[0])

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts = defaultdict(list)
        for subject in self._said:
            page = self.page_of(subject)
            if page and page != subject:
                parts[page].append(subject)
        return parts

    def parts(self, page: str) -> list[str]:
        """The resources described on a page beside its own, in the order of their lists."""
        return sorted(self._parts.get(page, ()), key=lambda part: (self.position(part), part))

    def anchor(self, part: str) -> str:
        """The part's place on its page: its fragment, or what its IRI adds to the page's."""
        path, _, fragment = part.partition("#")
        return fragment or path.removeprefix(self.page_of(part) or "").strip("/").replace("/", "-")

    # -- statements

    def said(self, iri: str) -> list[ox.Quad]:
        """The statements about a resource."""
        return self._said.get(iri, [])

    def document(self, page: str) -> list[ox.Quad]:
        """The statements about a page's resource and its parts."""
        return [quad for iri in (page, *self._parts.get(page, ())) for quad in self.said(iri)]

    def pointing(self, iri: str) -> list[ox.Quad]:
        """The statements whose value is this resource."""
        return self._pointing.get(iri, [])

    def subjects(self, predicate: str, iri: str) -> list[str]:
        """The resources that point here with a predicate, each once."""
        return list(dict.fromkeys(text_of(q.subject) for q in self.pointing(iri) if q.predicate.value == predicate))

    def values(self, iri: str, predicate: str) -> list[str]:
        """The texts or IRIs that a predicate gives for a resource, each once."""
        return list(self._facts(iri).get(predicate, ()))

    def value(self, iri: str, predicate: str) -> str:
        """The first of ``values``, or nothing."""
        return next(iter(self._facts(iri).get(predicate, ())), "")

    def _facts(self, iri: str) -> dict[str, dict[str, None]]:
        """What is said of a resource, by predicate: asked for again and again, and so kept."""
        if iri not in self._by_predicate:
            facts: dict[str, dict[str, None]] = defaultdict(dict)
            for quad in self.said(iri):
                facts[quad.predicate.value][text_of(quad.object)] = None
            self._by_predicate[iri] = dict(facts)
        return self._by_predicate[iri]

    def number(self, iri: str, predicate: str) -> int:
        """A whole number; 0 when there is none."""
        value = self.value(iri, predicate)
        return int(value) if value.isascii() and value.isdigit() else 0

    def position(self, iri: str) -> int:
        """The place of a resource in its list."""
        return self.number(iri, POSITION)

    # -- names

    def label(self, iri: str) -> str:
        """What to call a resource wherever it is mentioned; tells frameworks of the same name apart."""
        if iri not in self._labels:
            self._labels[iri] = self._label(iri)
        return self._labels[iri]

    def title(self, page: str) -> str:
        """What to call a page on itself: its label, with the names of both frameworks in full if it is a table."""
        ends = self.ends(page)
        return " to ".join(map(self.label, ends)) if all(ends) else self.label(page)

    def ends(self, table: str) -> tuple[str, str]:
        """The frameworks from which and to which a table or a crosswalk leads; empty where it does not say."""
        return (
            self.value(table, QM + "origin") or self.value(table, VOID + "subjectsTarget"),
            self.value(table, QM + "destination") or self.value(table, VOID + "objectsTarget"),
        )

    def term(self, predicate: str) -> str:
        """What to call a term: as the vocabulary does where the graph holds it, else by its own end."""
        return self.value(predicate, RDFS + "label") or term_name(predicate)

    def short(self, framework: str) -> str:
        """A framework by its id and edition, as the command line names it."""
        if framework not in self._shorts:
            identifier = self.value(framework, DCT + "identifier") or local_name(framework)
            self._shorts[framework] = f"{identifier} {self.value(framework, DCAT + 'version')}".strip()
        return self._shorts[framework]

    def _label(self, iri: str) -> str:
        kind = self.kind(iri)
        name = next(filter(None, (self.value(iri, predicate) for predicate in _LABELS)), "")
        identifier = self.value(iri, DCT + "identifier")
        if kind == "Framework":
            return f"{name or identifier} ({identifier} {self.value(iri, DCAT + 'version')})"
        parent = self.parent(iri) if kind else None
        if parent and kind == "Level":
            return f"{self.label(parent)}, level {self.value(iri, SKOS + 'notation') or local_name(iri)}"
        if parent and kind == "Award":
            return f"{name} ({self.short(parent)})"
        if kind in ("Table", "Crosswalk"):
            return self._direction(iri) or name or local_name(iri)
        country = "" if name else self.value(iri, QM + "country")
        if country:
            body = self.value(iri, QM + "body")
            return f"{body} on awards of {country_name(country)}" if body else country_name(country)
        host = urlsplit(self.value(iri, DCT + "source")).netloc
        return name or self.value(iri, RDF + "value") or host or identifier or local_name(iri)

    def _direction(self, table: str) -> str:
        ends = self.ends(table)
        if not all(ends):
            return ""
        extra = self.value(table, DCT + "identifier").partition("--")[2].partition(".")[2]
        return " to ".join(self.short(end) for end in ends) + (f" ({extra})" if extra else "")


def text_of(term: object) -> str:
    """The IRI of a node, the text of a literal."""
    return str(getattr(term, "value", term))
