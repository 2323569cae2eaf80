"""Pictures of corridors: the matrix of probabilities of a pair of countries, and how much is known of many corridors.

Colours differ in lightness and every meaning stands in words or numbers too, so that the pictures can be read without
telling colours apart.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence
from xml.sax.saxutils import escape

from qualmap.corridors.gaps import knowledge
from qualmap.corridors.model import Corridor
from qualmap.crosswalk.model import Crosswalk, Mapping

CELL, ROW, LEFT, RIGHT, HEAD, GAP = 38, 22, 76, 128, 58, 26
INK, GRID, OFFICIAL = "#222", "#bbb", "#1b6e3c"
SHADES = ("#ffffff", "#deebf7", "#9ecae1", "#4292c6", "#08519c")
"""From improbable to certain; the last two are dark enough for white letters."""
KNOWN = {
    "official": "#1b6e3c",
    "reported": "#e0a526",
    "composed": "#9fc5e8",
    "inferred": "#dcdcdc",
    "unlinked": "#888888",
    "not-known": "#ffffff",
}


def matrix_picture(corridor: Corridor) -> str:
    """An SVG of every crosswalk of a corridor: there on the left, the way back on the right."""
    columns = [_column(way.crosswalks) for way in (corridor.there, corridor.back)]
    widths = [
        max((_width(crosswalk) for crosswalk in way.crosswalks), default=0) for way in (corridor.there, corridor.back)
    ]
    height = max((top for _, top in columns), default=0) + 30
    width = sum(widths) + 3 * GAP
    left, parts = GAP, []
    for (panels, _), wide in zip(columns, widths, strict=True):
        parts += [f'<g transform="translate({left} 0)">', *panels, "</g>"]
        left += wide + GAP
    title = f"Where levels of {corridor.origin} stand in {corridor.destination}, and the way back"
    if not corridor.there.crosswalks:
        width, height = 560, 60
        parts = [_text(GAP, 36, "No pair of frameworks with levels is known for these two countries.", 12)]
    legend = "Numbers: probability in per cent. Framed, with a dot: stated by an official source."
    return _svg(width, height, title, [*parts, _text(GAP, height - 10, legend, 10)])


def overview_picture(rows: Sequence[tuple[str, Table[str, int]]]) -> str:
    """An SVG of stacked bars: for each label, the share of levels by how much is known of them."""
    label = 30 + 6 * max((len(name) for name, _ in rows), default=0)
    bar, line, top = 520, 24, 54
    parts = []
    for at, (kind, colour) in enumerate(KNOWN.items()):
        x = 20 + at * 130
        parts.append(f'<rect x="{x}" y="14" width="12" height="12" fill="{colour}" stroke="{INK}"/>')
        parts.append(_text(x + 17, 24, kind.replace("-", " "), 11))
    for at, (name, known) in enumerate(rows):
        y, total, left = top + at * line, sum(known.values()), float(label)
        parts.append(_text(label - 8, y + 14, name, 11, "end"))
        for kind, colour in KNOWN.items():
            wide = bar * known.get(kind, 0) / total if total else 0
            if wide:
                parts.append(
                    f'<rect x="{left:.1f}" y="{y}" width="{wide:.1f}" height="18" fill="{colour}" stroke="{INK}" '
                    f'stroke-width="0.5"><title>{kind}: {known[kind]} of {total} levels</title></rect>'
                )
                if wide > 30:
                    ink = "#fff" if kind in ("official", "unlinked") else INK
                    parts.append(_text(left + wide / 2, y + 13, str(known[kind]), 10, "middle", ink))
            left += wide
        parts.append(_text(label + bar + 8, y + 14, f"{total} levels" if total else "no two ladders", 11))
    return _svg(label + bar + 130, top + line * len(rows) + 10, "How much is known, by corridor", parts)


def _column(crosswalks: Sequence[Crosswalk]) -> tuple[list[str], int]:
    """The panels of one way, one below the other, and where they end."""
    parts, top = [], 10
    for crosswalk in crosswalks:
        parts += [f'<g transform="translate(0 {top})">', *_panel(crosswalk), "</g>"]
        top += HEAD + ROW * max(1, len(crosswalk.mappings)) + GAP
    return parts, top


def _codes(crosswalk: Crosswalk) -> list[str]:
    """The columns: below, the destination's levels, above; none where nothing is known."""
    spread = next((m.distribution for m in crosswalk.mappings if m.distribution is not None), {})
    levels = [code for code in spread if code not in ("below", "above")]
    return ["below", *levels, "above"] if levels else []


def _width(crosswalk: Crosswalk) -> int:
    return max(LEFT + CELL * len(_codes(crosswalk)) + RIGHT, 8 * len(_name(crosswalk)))


def _name(crosswalk: Crosswalk) -> str:
    one, other = crosswalk.origin, crosswalk.destination
    return f"{one} in {other}"


def _panel(crosswalk: Crosswalk) -> list[str]:
    codes = _codes(crosswalk)
    parts = [_text(0, 16, _name(crosswalk), 13)]
    parts += [_text(LEFT + CELL * (at + 0.5), HEAD - 8, code, 10, "middle") for at, code in enumerate(codes)]
    for at, mapping in enumerate(reversed(crosswalk.mappings)):
        y = HEAD + ROW * at
        parts.append(_text(LEFT - 6, y + 15, mapping.origin_level, 11, "end"))
        parts += _row(mapping, codes, y)
        sure = "" if mapping.confidence is None else f", {min(mapping.confidence, 0.99):.0%} sure"
        words = knowledge(mapping).replace("-", " ") + sure
        parts.append(_text(LEFT + CELL * len(codes) + 6, y + 15, words, 10))
    return parts


def _row(mapping: Mapping, codes: Sequence[str], y: int) -> list[str]:
    parts = []
    for at, code in enumerate(codes):
        share = (mapping.distribution or {}).get(code, 0.0)
        shade = min(int(share * len(SHADES)), len(SHADES) - 1) if share >= 0.005 else 0
        x, ink = LEFT + CELL * at, "#fff" if shade >= 3 else INK
        parts.append(f'<rect x="{x}" y="{y}" width="{CELL}" height="{ROW}" fill="{SHADES[shade]}" stroke="{GRID}"/>')
        official = mapping.basis == "official" and code in (mapping.destination_levels or ())
        if official:
            parts.append(
                f'<rect x="{x + 1.5}" y="{y + 1.5}" width="{CELL - 3}" height="{ROW - 3}" fill="none" '
                f'stroke="{OFFICIAL}" stroke-width="3"/>'
            )
        if official or share >= 0.05:
            words = f"{min(share, 0.99) * 100:.0f}{' •' if official else ''}"
            parts.append(_text(x + CELL / 2, y + 15, words, 10, "middle", ink))
    return parts


def _text(x: float, y: float, words: str, size: int, anchor: str = "start", ink: str = INK) -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{ink}">{escape(words)}</text>'


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img"'
    return "\n".join(
        [
            f'{head} font-family="sans-serif">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width:g}" height="{height:g}" fill="white"/>',
            *parts,
            "</svg>",
            "",
        ]
    )
