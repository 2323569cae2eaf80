"""The few pages of the server itself, from the templates in ``html/``. No script, nothing from elsewhere."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template

HTML = "text/html; charset=utf-8"
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load: its own style and pictures."""


def page(name: str, *, title: str, parts: str = "", **texts: str) -> str:
    """A page of ours. ``parts`` is HTML already; every other text is escaped."""
    safe = {key: escape(text) for key, text in texts.items()}
    body = _template(name).substitute(safe, parts=parts, title=escape(title))
    return _template("frame").substitute(title=escape(title), body=body)


@cache
def _template(name: str) -> Template:
    return Template(files("qualmap.web").joinpath("html", f"{name}.html").read_text("utf-8"))
