"""The graph that a command publishes: as far as asked for, under the base asked for, with progress shown."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from qualmap.catalog import Catalogue
from qualmap.cli.output import progress

if TYPE_CHECKING:
    import pyoxigraph as ox


def quads_for(arguments: argparse.Namespace, catalogue: Catalogue) -> tuple[list[ox.Quad], str]:
    """Every statement, and the base of its IRIs."""
    from qualmap.graph.published import published_quads
    from qualmap.ontology import rebased
    from qualmap.ontology.terms import BASE

    base = arguments.base or BASE
    published = published_quads(
        catalogue, arguments.crosswalks, progress("pairs of frameworks"), awards=arguments.awards
    )
    return list(rebased(published, base)), base
