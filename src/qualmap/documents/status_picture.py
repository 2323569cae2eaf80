"""The coverage of the catalogue as a picture: a matrix of frameworks against frameworks."""

from __future__ import annotations

from xml.sax.saxutils import escape

from qualmap.status import KINDS, Coverage

CELL, LABEL, TOP = 8, 110, 40
COLOURS = {"official": "#1b6e3c", "reported": "#e0a526", "composed": "#9fc5e8", "none": "#f3f3f3"}


def matrix_svg(found: Coverage) -> str:
    """An SVG picture: one row and column per edition, one colour per kind of link."""
    names = found.names
    size = CELL * len(names)
    width, height = LABEL + size + 10, TOP + size + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f'<g font-family="sans-serif" font-size="{CELL - 1}">',
        "<title>Links between qualifications frameworks</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for index, kind in enumerate(KINDS):
        x = LABEL + index * 90
        parts.append(f'<rect x="{x}" y="10" width="10" height="10" fill="{COLOURS[kind]}" stroke="#888"/>')
        parts.append(f'<text x="{x + 14}" y="19" font-size="10">{kind} ({found.count(kind)})</text>')
    for row, name in enumerate(names):
        y = TOP + row * CELL
        parts.append(f'<text x="{LABEL - 4}" y="{y + CELL - 1}" text-anchor="end">{escape(name.split("@")[0])}</text>')
    for kind in KINDS:
        cells = [
            f"M{LABEL + column * CELL} {TOP + row * CELL}h{CELL - 1}v{CELL - 1}h-{CELL - 1}z"
            for row, one in enumerate(names)
            for column, other in enumerate(names)
            if one != other and found.kinds[(one, other) if row < column else (other, one)] == kind
        ]
        parts.append(f'<path fill="{COLOURS[kind]}" d="{"".join(cells)}"/>')
    return "\n".join([*parts, "</g></svg>", ""])
