"""One palette and one way to draw: words can be read on every colour, and a picture says what it is."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from qualmap.documents.svg import COLOURS, INK, PAPER, QUIET, SHADES, element, ink_on, rect, svg, text

SVG = "{http://www.w3.org/2000/svg}"


def luminance(colour):
    """Relative luminance of an sRGB colour (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_that_of_the_guidelines():
    """Black on white is 21 to 1; #767676 is known as the lightest grey that passes on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


@pytest.mark.parametrize("fill", sorted({*COLOURS.values(), *SHADES}))
def test_words_can_be_read_on_every_colour(fill):
    assert contrast(ink_on(fill), fill) >= 4.5


def test_quiet_words_can_be_read_on_paper():
    assert contrast(QUIET, PAPER) >= 4.5


def test_shades_grow_darker_step_by_step():
    shades = [luminance(shade) for shade in SHADES]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == len(shades)


def test_a_picture_says_what_it_is_and_escapes_what_it_is_given():
    tree = ET.fromstring(svg(10, 20, "A & B", [text(1, 2.344, "<C>", font_size=9)], about='"D"'))
    title, about, words = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc"), tree.find(f"{SVG}text")
    assert tree.get("aria-labelledby").split() == [title.get("id"), about.get("id")]
    assert (tree.get("viewBox"), tree.get("role")) == ("0 0 10 20", "img")
    assert (title.text, about.text, words.text) == ("A & B", '"D"', "<C>")
    assert (words.get("y"), words.get("font-size"), words.get("fill")) == ("2.34", "9", INK)


def test_without_more_to_say_there_is_a_title_alone():
    tree = ET.fromstring(svg(1, 1, "Alone", []))
    assert tree.get("aria-labelledby") == tree.find(f"{SVG}title").get("id")
    assert tree.find(f"{SVG}desc") is None


def test_a_box_may_have_words_for_those_who_point_at_it():
    assert rect(0, 0, 1, 1, "none", title="a & b").endswith("><title>a &amp; b</title></rect>")
    assert element("g", fill='"') == "<g fill='\"'/>"
