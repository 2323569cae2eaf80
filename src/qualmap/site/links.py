"""Addresses within the site: how one page names another, relative, so that any folder of any server will do."""

from __future__ import annotations

from urllib.parse import urlsplit

PAGE = "index.html"
"""A page is the index of the folder that its IRI names: then every web server finds it under the IRI itself."""


def root(path: str) -> str:
    """From the page of a path to the folder of the site."""
    return "../" * (path.count("/") + 1)


def between(origin: str, destination: str, fragment: str = "") -> str:
    """From one page to another; from a page to a part of itself only the fragment."""
    after = f"#{fragment}" if fragment else ""
    if origin == destination:
        return after or PAGE
    return f"{root(origin)}{destination}/{PAGE}{after}"


def data(path: str, ending: str) -> str:
    """From a page to its own data in another form: a file beside the folder, such as ``8.ttl`` beside ``8/``."""
    return f"../{path.rpartition('/')[2]}{ending}"


def is_web_address(iri: str) -> bool:
    """Whether an IRI may be linked: only http and https; ``javascript:`` and the like stay plain text."""
    try:
        return urlsplit(iri).scheme in ("http", "https") and bool(urlsplit(iri).netloc)
    except ValueError:
        return False
