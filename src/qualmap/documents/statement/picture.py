"""The ladders of both frameworks as an SVG picture, and as lines of text."""

from __future__ import annotations

from xml.sax.saxutils import escape

from qualmap.documents.statement.content import Picture
from qualmap.documents.statement.ladders import SHOWN, Ladder, Ladders
from qualmap.errors import shorten
from qualmap.wording import Localiser

WIDTH, TOP, ROW = 640, 42, 17
BOX = 74
LEFT, RIGHT, ALONE, MARGIN = 118, 326, 40, 2
BAR = 85
"""The length of a bar for a probability of one."""
INK, QUIET, LINE, OURS, SHADE, PAPER = "#1b1f24", "#4d5763", "#aab4bf", "#1b6e3c", "#9fc5e8", "#ffffff"
FONTS = "'Libertinus Serif', Georgia, 'DejaVu Serif', serif"
LONGEST_PLACE, LONGEST_NAME = 44, 50
TEXT_BAR = 20


def picture(ladders: Ladders, localiser: Localiser) -> Picture:
    """Both ladders side by side; heights do not compare, only the lines between the ladders do."""
    most = max(len(each.rungs) for each in (ladders.home, ladders.there) if each)
    height = TOP + most * ROW + 4
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'aria-labelledby="ladders-title ladders-about" font-family="{FONTS}" font-size="11.5">'
        ),
        f'<title id="ladders-title">{escape(ladders.title)}</title>',
        f'<desc id="ladders-about">{escape(ladders.description)}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
    ]
    if ladders.home and ladders.there:
        parts += _lines(ladders.home, ladders.there, most)
    if ladders.home:
        parts += _ladder(ladders.home, LEFT, most, localiser, marks_left=True)
    if ladders.there:
        parts += _ladder(ladders.there, RIGHT if ladders.home else ALONE, most, localiser, marks_left=False)
    svg = "\n".join([*parts, "</svg>"])
    return Picture(svg, ladders.description, _as_text(ladders, localiser))


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
                dashes = "" if landing.marked else ' stroke-dasharray="3 3"'
                found.append(
                    f'<path d="M{LEFT + BOX} {start:.1f}L{RIGHT} {end:.1f}" stroke="{OURS}" '
                    f'stroke-width="{width:.2f}" fill="none"{dashes}/>'
                )
    return found


def _ladder(ladder: Ladder, x: int, most: int, localiser: Localiser, *, marks_left: bool) -> list[str]:
    at = MARGIN if marks_left else x
    place, name = shorten(ladder.place, LONGEST_PLACE), shorten(ladder.name, LONGEST_NAME)
    parts = [
        f'<text x="{at}" y="15" font-weight="bold" fill="{INK}">{escape(place)}</text>',
        f'<text x="{at}" y="31" font-size="10" fill="{QUIET}">{escape(name)}</text>',
    ]
    deep = min(ROW, most * ROW / len(ladder.rungs)) - 2
    for rank, rung in enumerate(ladder.rungs):
        y = _middle(rank, len(ladder.rungs), most)
        weight = ' font-weight="bold"' if rung.marked else ""
        parts += [
            (
                f'<rect x="{x}" y="{y - deep / 2:.1f}" width="{BOX}" height="{deep:.1f}" rx="2" '
                f'fill="{PAPER}" stroke="{OURS if rung.marked else LINE}" stroke-width="{2 if rung.marked else 1}"/>'
            ),
            (
                f'<text x="{x + BOX / 2:.0f}" y="{y + 4:.1f}" text-anchor="middle" fill="{INK}"{weight}>'
                f"{escape(rung.code)}</text>"
            ),
        ]
        if marks_left and rung.marked:
            parts.append(_text(x - 8, y, f"{rung.mark} ▸", "end"))
        if not marks_left:
            parts += _share(x + BOX + 8, y, deep, rung.share, rung.mark, localiser)
    return parts


def _share(x: float, y: float, deep: float, share: float | None, mark: str, localiser: Localiser) -> list[str]:
    """A bar with its number, and the mark of the answer."""
    said = f"◂ {mark}" if mark else ""
    if share is None or (share < SHOWN and not mark):
        return [_text(x, y, said, "start")] if said else []
    length = max(1.5, BAR * share)
    words = f"{localiser.percent(share)} {said}".strip()
    return [
        (
            f'<rect x="{x}" y="{y - deep / 2 + 2:.1f}" width="{length:.1f}" height="{deep - 4:.1f}" '
            f'fill="{OURS if mark else SHADE}" stroke="{OURS}"/>'
        ),
        _text(x + length + 5, y, words, "start"),
    ]


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}" fill="{INK}">{escape(words)}</text>'


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
