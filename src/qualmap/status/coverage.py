"""Which pairs of frameworks have an official link, which a reported one, which only a composed one, which none."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

from qualmap.catalog import Catalogue
from qualmap.crosswalk.engine import Engine

Kind = Literal["official", "reported", "composed", "none"]
KINDS: tuple[Kind, ...] = ("official", "reported", "composed", "none")


@dataclass(frozen=True)
class Coverage:
    """The editions that have levels, and for each unordered pair the strongest kind of link."""

    names: tuple[str, ...]
    kinds: dict[tuple[str, str], Kind]

    def count(self, kind: Kind) -> int:
        """How many pairs are of a kind."""
        return sum(found == kind for found in self.kinds.values())


def coverage(catalogue: Catalogue) -> Coverage:
    """The coverage of a catalogue's levelled editions that are not superseded."""
    engine = Engine(catalogue)
    names = tuple(name for name in engine.levelled if catalogue.frameworks[name].status != "superseded")
    return Coverage(names, {pair: _kind(engine, *pair) for pair in itertools.combinations(names, 2)})


def _kind(engine: Engine, one: str, other: str) -> Kind:
    direct = engine.links.direct(one, other)
    if direct:
        return "official" if direct[0].official.any() else "reported"
    return "composed" if engine.links.paths(one, other) else "none"
