"""The ladders of both frameworks as an SVG picture, and as lines of text."""

from __future__ import annotations

from qualmap.documents.statement.content import Picture
from qualmap.documents.statement.ladders import SHOWN, Ladder, Ladders
from qualmap.documents.svg import LINE, OURS, PAPER, QUIET, SHADE, path, rect, svg, text
from qualmap.errors import shorten
from qualmap.wording import Localiser

WIDTH, TOP, ROW = 640, 42, 17
BOX = 74
LEFT, RIGHT, ALONE, MARGIN = 118, 326, 40, 2
BAR = 85
"""The length of a bar for a probability of one."""
FONTS = "'Libertinus Serif', Georgia, 'DejaVu Serif', serif"
LONGEST_PLACE, LONGEST_NAME = 44, 50
TEXT_BAR = 20


def picture(ladders: Ladders, localiser: Localiser) -> Picture:
    """Both ladders side by side; heights do not compare, only the lines between the ladders do."""
    most = max(len(each.rungs) for each in (ladders.home, ladders.there) if each)
    height, about = TOP + most * ROW + 4, ladders.description
    parts: list[str] = []
    if ladders.home and ladders.there:
        parts += _lines(ladders.home, ladders.there, most)
    if ladders.home:
        parts += _ladder(ladders.home, LEFT, most, localiser, marks_left=True)
    if ladders.there:
        parts += _ladder(ladders.there, RIGHT if ladders.home else ALONE, most, localiser, marks_left=False)
    drawn = svg(WIDTH, height, ladders.title, parts, about=about, font_family=FONTS, font_size=11.5)
    return Picture(drawn, about, _as_text(ladders, localiser))


def _middle(place: int, rungs: int, most: int) -> float:
    """The height of a rung's middle: both ladders reach from the top to the bottom of the picture."""
    each = most * ROW / rungs
    return TOP + most * ROW - (place + 0.5) * each


def _lines(home: Ladder, there: Ladder, most: int) -> list[str]:
    """From the award's level to where it may belong, the thicker the likelier."""
    found = []
    for place, rung in enumerate(home.rungs):
        for other, landing in enumerate(there.rungs):
            if rung.marked and (landing.marked or (landing.share or 0.0) >= SHOWN):
                width = 0.75 + 3.25 * (landing.share if landing.share is not None else 1.0)
                start, end = _middle(place, len(home.rungs), most), _middle(other, len(there.rungs), most)
                way, dashes = f"M{LEFT + BOX} {start:.1f}L{RIGHT} {end:.1f}", "none" if landing.marked else "3 3"
                found.append(path(way, OURS, stroke_width=width, stroke_dasharray=dashes))
    return found


def _ladder(ladder: Ladder, x: int, most: int, localiser: Localiser, *, marks_left: bool) -> list[str]:
    at = MARGIN if marks_left else x
    place, name = shorten(ladder.place, LONGEST_PLACE), shorten(ladder.name, LONGEST_NAME)
    parts = [text(at, 15, place, font_weight="bold"), text(at, 31, name, font_size=10, fill=QUIET)]
    deep = min(ROW, most * ROW / len(ladder.rungs)) - 2
    for rank, rung in enumerate(ladder.rungs):
        y = _middle(rank, len(ladder.rungs), most)
        stroke, thick, weight = (OURS, 2, "bold") if rung.marked else (LINE, 1, "normal")
        parts += [
            rect(x, y - deep / 2, BOX, deep, PAPER, stroke=stroke, stroke_width=thick, rx=2),
            text(x + BOX / 2, y + 4, rung.code, text_anchor="middle", font_weight=weight),
        ]
        if marks_left and rung.marked:
            parts.append(text(x - 8, y + 4, f"{rung.mark} ▸", text_anchor="end"))
        if not marks_left:
            parts += _share(x + BOX + 8, y, deep, rung.share, rung.mark, localiser)
    return parts


def _share(x: float, y: float, deep: float, share: float | None, mark: str, localiser: Localiser) -> list[str]:
    """A bar with its number, and the mark of the answer."""
    said = f"◂ {mark}" if mark else ""
    if share is None or (share < SHOWN and not mark):
        return [text(x, y + 4, said)] if said else []
    length = max(1.5, BAR * share)
    words = f"{localiser.percent(share)} {said}".strip()
    return [
        rect(x, y - deep / 2 + 2, length, deep - 4, OURS if mark else SHADE, stroke=OURS),
        text(x + length + 5, y + 4, words),
    ]


def _as_text(ladders: Ladders, localiser: Localiser) -> tuple[str, ...]:
    """The same in lines of text, the highest level first, one ladder below the other."""
    found: list[str] = []
    for ladder in (ladders.home, ladders.there):
        if ladder is None:
            continue
        wide = max(len(rung.code) for rung in ladder.rungs)
        found += ["", ladder.place, ladder.name] if found else [ladder.place, ladder.name]
        for rung in reversed(ladder.rungs):
            parts = [f"  {rung.code:>{wide}}"]
            if rung.share is not None and (rung.share >= SHOWN or rung.marked):
                parts += ["█" * max(1, round(TEXT_BAR * rung.share)), localiser.percent(rung.share)]
            if rung.mark:
                parts.append(f"◂ {rung.mark}")
            found.append(" ".join(parts))
    return tuple(found)
