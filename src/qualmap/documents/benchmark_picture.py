"""The benchmark as a picture: how often answers of a given confidence are right, and what abstaining buys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualmap.documents.svg import INK, LINE, OURS, SHADE, element, path, svg, text

SIDE, GAP, LEFT, TOP = 300, 90, 60, 50


def picture(found: Mapping[str, Any]) -> str:
    """An SVG of two panels: the reliability diagram, and risk against coverage."""
    parts = [
        *_panel(LEFT, "Are they as sure as they are right?", "confidence", "exactly right", 1.0),
        *_reliability(LEFT, found["reliability"]),
        *_risk(LEFT + SIDE + GAP, found["risk_coverage"]),
    ]
    return svg(LEFT + 2 * SIDE + GAP + 20, TOP + SIDE + 60, "Calibration of held-out answers", parts)


def _panel(left: float, title: str, across: str, up: str, most: float) -> list[str]:
    parts = [text(left, TOP - 20, title, font_size=14)]
    for at in (0, 0.2, 0.4, 0.6, 0.8, 1):
        x, y = left + SIDE * at, TOP + SIDE * (1 - at)
        parts += [
            path(f"M{left} {y:g}h{SIDE}M{x:g} {TOP}v{SIDE}", LINE, stroke_width=0.5),
            text(left - 6, y + 4, f"{most * at:.0%}", font_size=10, text_anchor="end"),
            text(x, TOP + SIDE + 14, f"{at:.0%}", font_size=10, text_anchor="middle"),
        ]
    upwards = f"translate({left - 40} {TOP + SIDE / 2:g}) rotate(-90)"
    return [
        *parts,
        text(left + SIDE / 2, TOP + SIDE + 34, across, font_size=12, text_anchor="middle"),
        element("text", up, transform=upwards, font_size=12, text_anchor="middle", fill=INK),
    ]


def _reliability(left: float, bins: Sequence[Mapping[str, Any]]) -> list[str]:
    parts = [path(f"M{left} {TOP + SIDE}L{left + SIDE} {TOP}", INK, stroke_dasharray="4 4")]
    for each in bins:
        x, y = left + SIDE * each["confidence"], TOP + SIDE * (1 - each["hit_rate"])
        parts += [
            element("circle", cx=x, cy=y, r=3 + each["n"] ** 0.5, fill=SHADE, stroke=OURS),
            text(x, y + 3, str(each["n"]), font_size=9, text_anchor="middle"),
        ]
    return parts


def _risk(left: float, curve: Sequence[Mapping[str, Any]]) -> list[str]:
    most = max((each["risk"] for each in curve), default=0.0) or 0.1
    points = [f"{left + SIDE * c['coverage']:.1f} {TOP + SIDE * (1 - c['risk'] / most):.1f}" for c in curve if c["n"]]
    line = [path(f"M{'L'.join(points)}", OURS, stroke_width=2)] if points else []
    return _panel(left, "What abstaining buys", "share answered", "wrong among them", most) + line
