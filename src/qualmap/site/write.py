"""The static site: every page, the lists and the dumps, laid out so that any plain web server can host them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path

import pyoxigraph as ox

from qualmap.errors import OutputError
from qualmap.ontology.formats import DUMPS, artefacts, dump
from qualmap.site.files import file_of, replace_folder, write_new
from qualmap.site.links import PAGE, is_web_address
from qualmap.site.pages import Pages, style
from qualmap.site.robots import robots, sitemaps

_DATASET = "dataset"
"""The page on which the published graph describes itself. A graph of one's own may have none."""


def write_site(quads: Iterable[ox.Quad], folder: Path, base: str, address: str = "") -> int:
    """Write the site of a graph and return how many pages it has. The same quads give the same bytes.

    ``base`` is what our IRIs begin with. ``address`` is where the site will be served, if that is elsewhere; only
    what must name a full address needs it (sitemap, robots, VoID, the page for a wrong address). A site that
    stands in the folder is replaced, and only when all is written. Raises OutputError.
    """
    address = address or base
    if not is_web_address(address) or not address.endswith("/"):
        raise OutputError(f"{address!r}: not the address of a site (it begins with https:// and ends with /)")
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
    pages = Pages(ordered, base)

    def fill(new: Path) -> None:
        for name, content in _files(pages, ordered, address):
            write_new(new, name, content)

    replace_folder(folder, fill)
    return len(pages.paths())


def _files(pages: Pages, quads: Sequence[ox.Quad], address: str) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its name and what it holds."""
    from tqdm import tqdm

    yield from _common(pages, quads, address)
    for path in tqdm(pages.paths(), desc="pages", unit="", leave=False, disable=not sys.stderr.isatty()):
        file = file_of(path)
        yield f"{file}/{PAGE}", pages.html(path).encode()
        yield f"{file}.ttl", pages.turtle(path)
        yield f"{file}.jsonld", pages.jsonld(path)


def _common(pages: Pages, quads: Sequence[ox.Quad], address: str) -> Iterator[tuple[str, bytes]]:
    """What stands beside the pages."""
    yield "style.css", style().encode()
    yield from artefacts().items()
    packed = [name for name in DUMPS if name.endswith(".gz")]
    for name, html in pages.lists([(f"dumps/{name}", name) for name in packed]).items():
        yield name, html.encode()
    yield "404.html", pages.not_found(address).encode()
    for name in packed:
        written = io.BytesIO()
        dump(quads, name, written)
        yield f"dumps/{name}", written.getvalue()
    if _DATASET in pages:
        yield "void.ttl", pages.turtle(_DATASET)
        yield ".well-known/void", pages.turtle(_DATASET)
    yield from sitemaps(pages.paths(), address).items()
    yield "robots.txt", robots(sitemap=f"{address}sitemap.xml").encode()
    yield ".htaccess", (resources.files("qualmap.site") / "templates" / "htaccess").read_bytes()
