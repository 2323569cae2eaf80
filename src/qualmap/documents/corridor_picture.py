"""Pictures of corridors: the probabilities of a pair of countries as a matrix, and how much is known of many."""

from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence

from qualmap.corridors.gaps import KNOWLEDGE, knowledge
from qualmap.corridors.model import Corridor
from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.documents.svg import COLOURS, INK, LINE, OURS, SHADES, element, ink_on, rect, svg, text

CELL, ROW, LEFT, RIGHT, HEAD, GAP = 38, 22, 76, 128, 58, 26


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
        parts.append(element("g", "".join(panels), transform=f"translate({left} 0)"))
        left += wide + GAP
    title = f"Where levels of {corridor.origin} stand in {corridor.destination}, and the way back"
    if not corridor.there.crosswalks:
        width, height = 560, 60
        parts = [text(GAP, 36, "No pair of frameworks with levels is known for these two countries.", font_size=12)]
    legend = "Numbers: probability in per cent. Framed, with a dot: stated by an official source."
    return svg(width, height, title, [*parts, text(GAP, height - 10, legend, font_size=10)])


def overview_picture(rows: Sequence[tuple[str, Table[str, int]]]) -> str:
    """An SVG of stacked bars: for each label, the share of levels by how much is known of them."""
    label = 30 + 6 * max((len(name) for name, _ in rows), default=0)
    bar, line, top = 520, 24, 54
    parts = []
    for at, kind in enumerate(KNOWLEDGE):
        parts.append(rect(20 + at * 105, 14, 12, 12, COLOURS[kind], stroke=INK))
        parts.append(text(37 + at * 105, 24, kind.replace("-", " ")))
    for at, (name, known) in enumerate(rows):
        y, total, left = top + at * line, sum(known.values()), float(label)
        parts.append(text(label - 8, y + 14, name, text_anchor="end"))
        for kind in KNOWLEDGE:
            count, fill = known.get(kind, 0), COLOURS[kind]
            wide = bar * count / total if total else 0
            if wide:
                said = f"{kind}: {count} of {total} levels"
                parts.append(rect(left, y, wide, 18, fill, stroke=INK, stroke_width=0.5, title=said))
            if wide > 30:
                parts.append(
                    text(left + wide / 2, y + 13, str(count), font_size=10, text_anchor="middle", fill=ink_on(fill))
                )
            left += wide
        parts.append(text(label + bar + 8, y + 14, f"{total} levels" if total else "no two ladders"))
    return svg(label + bar + 130, top + line * len(rows) + 10, "How much is known, by corridor", parts)


def _column(crosswalks: Sequence[Crosswalk]) -> tuple[list[str], int]:
    """The panels of one way, one below the other, and where they end."""
    parts, top = [], 10
    for crosswalk in crosswalks:
        parts.append(element("g", "\n".join(_panel(crosswalk)), transform=f"translate(0 {top})"))
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
    parts = [text(0, 16, _name(crosswalk), font_size=13)]
    heads = ((LEFT + CELL * (at + 0.5), code) for at, code in enumerate(codes))
    parts += [text(x, HEAD - 8, code, font_size=10, text_anchor="middle") for x, code in heads]
    for at, mapping in enumerate(reversed(crosswalk.mappings)):
        y = HEAD + ROW * at
        parts.append(text(LEFT - 6, y + 15, mapping.origin_level, text_anchor="end"))
        parts += _row(mapping, codes, y)
        sure = "" if mapping.confidence is None else f", {min(mapping.confidence, 0.99):.0%} sure"
        words = knowledge(mapping).replace("-", " ") + sure
        parts.append(text(LEFT + CELL * len(codes) + 6, y + 15, words, font_size=10))
    return parts


def _row(mapping: Mapping, codes: Sequence[str], y: int) -> list[str]:
    parts = []
    for at, code in enumerate(codes):
        share = (mapping.distribution or {}).get(code, 0.0)
        fill = SHADES[min(int(share * len(SHADES)), len(SHADES) - 1)]
        x = LEFT + CELL * at
        parts.append(rect(x, y, CELL, ROW, fill, stroke=LINE))
        official = mapping.basis == "official" and code in (mapping.destination_levels or ())
        if official:
            parts.append(rect(x + 1.5, y + 1.5, CELL - 3, ROW - 3, "none", stroke=OURS, stroke_width=3))
        if official or share >= 0.05:
            words = f"{min(share, 0.99) * 100:.0f}{' •' if official else ''}"
            parts.append(text(x + CELL / 2, y + 15, words, font_size=10, text_anchor="middle", fill=ink_on(fill)))
    return parts
