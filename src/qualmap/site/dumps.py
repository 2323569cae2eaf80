"""The whole graph as files, and what describes them to machines: VoID, DCAT, sitemap, robots."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

import pyoxigraph as ox

from qualmap.ontology.terms import DCAT, DCT, XSD
from qualmap.site import formats
from qualmap.site.words import TYPE

MOST_ADDRESSES = 50_000
"""How many addresses a sitemap may hold."""
DUMPS = {
    "dumps/qualmap.nq.gz": (ox.RdfFormat.N_QUADS, "application/n-quads", "N-Quads, with the named graphs (gzip)"),
    "dumps/qualmap.trig.gz": (ox.RdfFormat.TRIG, "application/trig", "TriG, with the named graphs (gzip)"),
}
"""File name -> format, media type, and what it is called."""
VOID = "http://rdfs.org/ns/void#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


def dump(quads: Sequence[ox.Quad], name: str) -> bytes:
    """The graph as one of ``DUMPS``. The same quads in the same order give the same bytes: no time stands in them."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0, compresslevel=6) as stream:
        ox.serialize(quads, stream, DUMPS[name][0], prefixes=dict(formats.context()))  # type: ignore[arg-type]
    return packed.getvalue()


def void(quads: Sequence[ox.Quad], own: Sequence[ox.Quad], pages: int, base: str, address: str) -> bytes:
    """The description of the data set: what the graph itself says of it (``own``), and what this site adds."""
    dataset = ox.NamedNode(base + "dataset")
    known = {quad.predicate.value for quad in own if quad.subject == dataset}
    added = [
        ox.Quad(subject, ox.NamedNode(predicate), value)
        for subject, predicate, value in _description(dataset, quads, pages, base, address)
        if subject != dataset or predicate not in known or predicate in (TYPE, VOID + "dataDump", DCAT + "distribution")
    ]
    return formats.turtle([*own, *added], {"void": VOID, "foaf": _FOAF})


def _description(
    dataset: ox.NamedNode, quads: Sequence[ox.Quad], pages: int, base: str, address: str
) -> Iterator[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]]:
    yield dataset, TYPE, ox.NamedNode(VOID + "Dataset")
    yield dataset, TYPE, ox.NamedNode(DCAT + "Dataset")
    yield dataset, DCT + "title", ox.Literal("qualmap: qualifications frameworks and how they relate", language="en")
    yield dataset, DCT + "license", ox.NamedNode(_CC0)
    yield dataset, _FOAF + "homepage", ox.NamedNode(address)
    yield dataset, VOID + "uriSpace", ox.Literal(base)
    yield dataset, VOID + "triples", _number(len({quad.triple for quad in quads}))
    yield dataset, VOID + "documents", _number(pages)
    for predicate in sorted({quad.predicate.value for quad in quads}):
        end = max(predicate.rfind("#"), predicate.rfind("/")) + 1
        yield dataset, VOID + "vocabulary", ox.NamedNode(predicate[:end])
    for name, (_, media_type, called) in DUMPS.items():
        file, distribution = ox.NamedNode(address + name), ox.NamedNode(f"{dataset.value}#{name.split('.')[1]}-dump")
        yield dataset, VOID + "dataDump", file
        yield dataset, DCAT + "distribution", distribution
        yield distribution, TYPE, ox.NamedNode(DCAT + "Distribution")
        yield distribution, DCT + "title", ox.Literal(called, language="en")
        yield distribution, DCAT + "downloadURL", file
        yield distribution, DCAT + "mediaType", ox.NamedNode(_MEDIA_TYPES + media_type)
        yield distribution, DCAT + "compressFormat", ox.NamedNode(_MEDIA_TYPES + "application/gzip")


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))


def sitemaps(paths: Sequence[str], address: str) -> dict[str, bytes]:
    """File name -> sitemap of the pages; with more than one may hold, parts and an index of them."""
    urls = [address + quote(path, safe="/%:@!$&'()*+,;=~") + "/" for path in paths]
    parts = [urls[start : start + MOST_ADDRESSES] for start in range(0, len(urls), MOST_ADDRESSES)]
    if len(parts) <= 1:
        return {"sitemap.xml": _sitemap("urlset", "url", urls)}
    named = {f"sitemap-{number}.xml": _sitemap("urlset", "url", part) for number, part in enumerate(parts, 1)}
    return {"sitemap.xml": _sitemap("sitemapindex", "sitemap", [address + name for name in named]), **named}


def _sitemap(outer: str, inner: str, urls: Iterable[str]) -> bytes:
    lines = "\n".join(f"<{inner}><loc>{escape(url)}</loc></{inner}>" for url in urls)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}\n<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</{outer}>\n'.encode()


def robots(address: str) -> bytes:
    """Every robot is welcome to everything."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n".encode()
