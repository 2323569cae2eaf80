"""Every resource of the graph as a page: for the static site, and for a server that answers one at a time."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from importlib import resources

import jinja2
import pyoxigraph as ox

from qualmap.errors import UnknownNameError
from qualmap.ontology.formats import serialize
from qualmap.ontology.graphs import OFFICIAL_GRAPH
from qualmap.ontology.jsonld import compact
from qualmap.ontology.nodes import node_name
from qualmap.ontology.skos import MATCH_PROPERTIES
from qualmap.ontology.terms import BASE
from qualmap.site.describe import describe
from qualmap.site.graph import Graph
from qualmap.site.links import root
from qualmap.site.lists import lists
from qualmap.site.markup import cell


class Pages:
    """The pages of a graph. A path is what a page's IRI adds to ``base``, percent-encoded as in the IRI."""

    def __init__(self, quads: Iterable[ox.Quad], base: str) -> None:
        self.base = base
        self._graph = Graph(quads, base)
        self._paths = sorted(iri.removeprefix(base) for iri in self._graph.pages)

    def paths(self) -> list[str]:
        """The paths of all pages, sorted."""
        return list(self._paths)

    def __contains__(self, path: str) -> bool:
        return bool(self._graph.kind(self.base + path))

    def html(self, path: str) -> str:
        """The page for people. Its links expect it at ``<path>/index.html``. Raises UnknownNameError."""
        return _template("page.html").render(page=describe(self._graph, self._iri(path)), root=root(path))

    def turtle(self, path: str) -> bytes:
        """The page's data as Turtle; pages expect it at ``<path>.ttl``. Raises UnknownNameError."""
        written = io.BytesIO()
        serialize(self.data(path), ".ttl", written)
        return written.getvalue()

    def jsonld(self, path: str) -> bytes:
        """The page's data as JSON-LD; pages expect it at ``<path>.jsonld``. Raises UnknownNameError."""
        return compact(self.data(path))

    def data(self, path: str) -> list[ox.Quad]:
        """A page's statements without their named graphs, which many readers of such data do not keep.

        Plain matches are then the official ones alone, so that nobody takes a guess for an authority's word; what else
        is said of two levels stands with its confidence on the page of their crosswalk. Raises UnknownNameError.
        """
        official = self.base + OFFICIAL_GRAPH.removeprefix(BASE)
        kept = (
            q
            for q in self.statements(path)
            if q.predicate.value not in MATCH_PROPERTIES or node_name(q.graph_name) == official
        )
        return [ox.Quad(*quad.triple) for quad in kept]

    def statements(self, path: str) -> list[ox.Quad]:
        """What the graph says about a page's resource and its parts. Raises UnknownNameError."""
        return self._graph.document(self._iri(path))

    def lists(self, dumps: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
        """The start page and the lists, by file name; they link every page. ``dumps``: address and what it is."""
        return {
            name: _template("list.html").render(page=page, root="", dumps=tuple(dumps))
            for name, page in lists(self._graph).items()
        }

    def not_found(self, home: str) -> str:
        """The page for an address that is none; it may be shown at any depth, so it needs the full home address."""
        return _template("missing.html").render(home=home, style=style())

    def _iri(self, path: str) -> str:
        if path not in self:
            raise UnknownNameError("page", path, self._paths)
        return self.base + path


def style() -> str:
    """The one style sheet; pages expect it at the root, as ``style.css``."""
    return (resources.files("qualmap.site") / "templates" / "style.css").read_text("utf-8")


@cache
def _template(name: str) -> jinja2.Template:
    """A template, made ready once."""
    return _environment().get_template(name)


@cache
def _environment() -> jinja2.Environment:
    """Templates that escape all they are given and that know every name they use."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("qualmap.site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = cell
    return environment
