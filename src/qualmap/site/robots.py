"""What the site says to machines that come by: sitemap and robots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

MOST_ADDRESSES = 50_000
"""How many addresses a sitemap may hold."""


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


def robots(*, closed: Sequence[str] = (), sitemap: str | None = None) -> str:
    """Every robot is welcome to everything but the closed paths; and the sitemap's address."""
    rules = [f"Disallow: {path}" for path in closed] or ["Allow: /"]
    known = [] if sitemap is None else ["", f"Sitemap: {sitemap}"]
    return "\n".join(["User-agent: *", *rules, *known, ""])
