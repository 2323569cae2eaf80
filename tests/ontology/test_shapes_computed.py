"""Computed answers keep the shapes, by pySHACL."""

from __future__ import annotations

import re

from qualmap.graph.published import published_quads
from qualmap.graph.validation import findings
from qualmap.ontology import catalogue_quads


def test_computed_answers_keep_the_shapes(catalogue):
    """Every computed answer from the frameworks of a few countries, with what the records say of them."""
    kept = ("za-nqf", "sadcqf", "acqf", "fr-cncp", "jm-nqfj")
    quads = [quad for quad in published_quads(catalogue, "regional", few(kept)) if "/dataset" not in str(quad.subject)]
    computed = {quad for quad in quads if re.search("graph/(composed|inferred)", quad.graph_name.value)}
    assert len(computed) > 1000
    recorded = set(catalogue_quads(catalogue))
    levels = [quad for quad in recorded if re.search("/level/[^#]*$|/20[0-9]*$|/19[0-9]*$", quad.subject.value)]
    linksets = [quad for quad in quads if "/crosswalk/" in quad.subject.value and quad not in computed]
    checked = {quad.subject.value: "the graph" for quad in computed if "/level/" not in quad.subject.value}
    found = findings([*computed, *levels, *linksets], checked)
    assert not found, found[:5]


def few(names):
    """Only the pairs of frameworks between these."""
    return lambda pairs: [pair for pair in pairs if {name.partition("@")[0] for name in pair} <= set(names)]
