"""The coverage of the catalogue as a picture: a matrix of frameworks against frameworks."""

from __future__ import annotations

from qualmap.documents.svg import COLOURS, LINE, element, rect, svg, text
from qualmap.status import KINDS, Coverage

CELL, LABEL, TOP = 8, 110, 40


def matrix_svg(found: Coverage) -> str:
    """An SVG picture: one row and column per edition, one colour per kind of link."""
    names, parts = found.names, []
    for index, kind in enumerate(KINDS):
        x = LABEL + index * 90
        parts.append(rect(x, 10, 10, 10, COLOURS[kind], stroke=LINE))
        parts.append(text(x + 14, 19, f"{kind} ({found.count(kind)})", font_size=10))
    for row, name in enumerate(names):
        parts.append(
            text(LABEL - 4, TOP + row * CELL + CELL - 1, name.split("@")[0], font_size=CELL - 1, text_anchor="end")
        )
    for kind in KINDS:
        cells = [
            f"M{LABEL + column * CELL} {TOP + row * CELL}h{CELL - 1}v{CELL - 1}h-{CELL - 1}z"
            for row, one in enumerate(names)
            for column, other in enumerate(names)
            if one != other and found.kinds[(one, other) if row < column else (other, one)] == kind
        ]
        parts.append(element("path", fill=COLOURS[kind], d="".join(cells)))
    side = CELL * len(names) + 10
    return svg(LABEL + side, TOP + side, "Links between qualifications frameworks", parts)
