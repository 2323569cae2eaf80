"""The recorded graph keeps the shapes, by pySHACL. In a file of its own: it takes half a minute of one processor."""

from __future__ import annotations

from qualmap.graph.validation import findings
from tests import artefacts


def test_the_recorded_graph_keeps_the_shapes():
    """The whole of it."""
    quads = artefacts.quads("none")
    found = findings(quads, {quad.subject.value: "the graph" for quad in quads})
    assert not found, found[:5]
