"""SVG by hand: a frame, a few shapes, and one palette for every picture.

A colour means the same wherever it stands, and what it means is said in words or numbers beside it. Words contrast
with what they stand on by at least 4.5 to 1, as WCAG asks (https://www.w3.org/TR/WCAG22/#contrast-minimum).
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

INK, QUIET, LINE, PAPER = "#1b1f24", "#4d5763", "#aab4bf", "#ffffff"
OURS, SHADE = "#1b6e3c", "#9fc5e8"
COLOURS = {
    "official": OURS,
    "reported": "#e0a526",
    "composed": SHADE,
    "inferred": "#dcdcdc",
    "unlinked": "#5f6670",
    "not-known": PAPER,
    "none": "#f3f3f3",
}
"""How much is known of a level or a pair."""
SHADES = (PAPER, "#deebf7", "#9ecae1", "#4292c6", "#08519c")
"""From improbable to certain: blues of ColorBrewer (https://colorbrewer2.org)."""
_DARK = (OURS, COLOURS["unlinked"], SHADES[-1])


def ink_on(fill: str) -> str:
    """The colour of words on a colour."""
    return PAPER if fill in _DARK else INK


def svg(width: float, height: float, title: str, parts: Iterable[str], *, about: str = "", **look: str | float) -> str:
    """A picture on white paper. ``title`` and ``about`` are read aloud in its place."""
    names = ["picture-title", "picture-about"] if about else ["picture-title"]
    said = [
        element("title", escape(title), id=names[0]),
        *(element("desc", escape(about), id=id_) for id_ in names[1:]),
    ]
    frame: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {width:g} {height:g}",
        "width": width,
        "role": "img",
        "aria_labelledby": " ".join(names),
        "font_family": "sans-serif",
        "font_size": 11,
    }
    inside = "\n".join(["", *said, rect(0, 0, width, height, PAPER), *parts, ""])
    return element("svg", inside, **frame | look) + "\n"


def text(x: float, y: float, words: str, *, fill: str = INK, **look: str | float) -> str:
    """Words with their baseline at ``y``."""
    return element("text", escape(words), x=x, y=y, fill=fill, **look)


def rect(x: float, y: float, width: float, height: float, fill: str, *, title: str = "", **look: str | float) -> str:
    """A box; ``title`` is shown where one points at it."""
    inside = element("title", escape(title)) if title else ""
    return element("rect", inside, x=x, y=y, width=width, height=height, fill=fill, **look)


def path(way: str, stroke: str, **look: str | float) -> str:
    """A line."""
    return element("path", d=way, fill="none", stroke=stroke, **look)


def element(name: str, inside: str = "", /, **attributes: str | float) -> str:
    """An element with markup in it; numbers are rounded to two decimals."""
    said = "".join(f" {key.replace('_', '-')}={_value(value)}" for key, value in attributes.items())
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def _value(value: str | float) -> str:
    return quoteattr(value if isinstance(value, str) else f"{round(value, 2):.6g}")
