"""The benchmark as a picture: how often answers of a given confidence are right, and what abstaining buys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

SIDE, GAP, LEFT, TOP = 300, 90, 60, 50
INK, GRID, OURS, SHADE = "#222", "#ddd", "#1b6e3c", "#9fc5e8"


def picture(found: Mapping[str, Any]) -> str:
    """An SVG of two panels: the reliability diagram, and risk against coverage."""
    width, height = LEFT + 2 * SIDE + GAP + 20, TOP + SIDE + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif">',
        "<title>Calibration of held-out answers</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        *_panel(LEFT, "Are they as sure as they are right?", "confidence", "exactly right", 1.0),
        *_reliability(LEFT, found["reliability"]),
        *_risk(LEFT + SIDE + GAP, found["risk_coverage"]),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _panel(left: float, title: str, across: str, up: str, most: float) -> list[str]:
    parts = [f'<text x="{left}" y="{TOP - 20}" font-size="14" fill="{INK}">{title}</text>']
    for tenth in range(0, 11, 2):
        at, value = tenth / 10, most * tenth / 10
        y, x = TOP + SIDE * (1 - at), left + SIDE * at
        parts += [
            f'<path d="M{left} {y:.1f}h{SIDE}M{x:.1f} {TOP}v{SIDE}" stroke="{GRID}"/>',
            f'<text x="{left - 6}" y="{y + 4:.1f}" font-size="10" text-anchor="end">{value:.0%}</text>',
            f'<text x="{x:.1f}" y="{TOP + SIDE + 14}" font-size="10" text-anchor="middle">{at:.0%}</text>',
        ]
    middle = TOP + SIDE / 2
    words = 'font-size="12" text-anchor="middle"'
    return [
        *parts,
        f'<text x="{left + SIDE / 2}" y="{TOP + SIDE + 34}" {words}>{across}</text>',
        f'<text transform="translate({left - 40} {middle}) rotate(-90)" {words}>{up}</text>',
    ]


def _reliability(left: float, bins: Sequence[Mapping[str, Any]]) -> list[str]:
    parts = [f'<path d="M{left} {TOP + SIDE}L{left + SIDE} {TOP}" stroke="{INK}" stroke-dasharray="4 4"/>']
    for each in bins:
        x, y = left + SIDE * each["confidence"], TOP + SIDE * (1 - each["hit_rate"])
        radius = 3 + each["n"] ** 0.5
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{SHADE}" stroke="{OURS}"/>',
            f'<text x="{x:.1f}" y="{y + 3:.1f}" font-size="9" text-anchor="middle">{each["n"]}</text>',
        ]
    return parts


def _risk(left: float, curve: Sequence[Mapping[str, Any]]) -> list[str]:
    most = max((each["risk"] for each in curve), default=0.0) or 0.1
    points = [f"{left + SIDE * c['coverage']:.1f} {TOP + SIDE * (1 - c['risk'] / most):.1f}" for c in curve if c["n"]]
    panel = _panel(left, "What abstaining buys", "share answered", "wrong among them", most)
    return (
        [*panel, f'<path d="M{"L".join(points)}" fill="none" stroke="{OURS}" stroke-width="2"/>'] if points else panel
    )
