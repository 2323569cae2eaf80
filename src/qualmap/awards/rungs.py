"""From rungs to the scale and from the scale to rungs: crosswalks as arrays, remembered for the next award."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from qualmap.awards.model import BodyStatement
from qualmap.awards.placement import Floats, alike
from qualmap.catalog import Catalogue
from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.records import Framework

KEPT = 2000
"""How many answers of each kind are remembered."""
Between = Callable[[str, str], Crosswalk]
"""The crosswalk from one edition to another."""


class OnScale(NamedTuple):
    """Where a rung of some framework stands on the scale: the answer of the engine, as columns below, levels, above.

    ``official``: the levels are those that an official table gives.
    """

    shares: Floats
    mapping: Mapping
    official: bool


class Rungs:
    """The crosswalks that comparisons of one catalogue use."""

    def __init__(self, catalogue: Catalogue, between: Between) -> None:
        self.catalogue, self.between = catalogue, between
        self.on_scale = lru_cache(KEPT)(self._on_scale)
        self.onward = lru_cache(KEPT)(self._onward)
        self.kinds_on = lru_cache(KEPT)(self._kinds_on)

    @cached_property
    def scale(self) -> Framework:
        """The framework that is the scale."""
        return self.catalogue.framework(self.catalogue.parameters.scale)

    def mapping(self, framework: str, level: str, destination: Framework) -> Mapping | None:
        """The answer for one rung in another framework; None for the framework itself, or where it has none."""
        if framework == str(destination.ref) or not destination.levels:
            return None
        return next(
            (each for each in self.between(framework, str(destination.ref)) if each.origin_level == level), None
        )

    def _on_scale(self, framework: str, level: str) -> OnScale | None:
        """A rung on the scale; None where the engine does not know. Of the scale itself, the level."""
        codes = self.scale.codes
        if framework == str(self.scale.ref):
            return None
        mapping = self.mapping(framework, level, self.scale)
        if mapping is None or mapping.distribution is None:
            return None
        shares = np.array([mapping.distribution[name] for name in ("below", *codes, "above")])
        return OnScale(shares, mapping, mapping.basis == "official")

    def columns(self, said: BodyStatement) -> tuple[int, ...]:
        """The levels that a body prints, or that its comparable award has, as columns of the scale; none: empty.

        Levels of another framework count where an official table takes them to the scale.
        """
        named = [*said.levels, *([said.derived] if said.derived is not None else [])]
        codes = self.scale.codes
        own = [place for place in named if place.framework == self.scale.id]
        if own:
            return tuple(sorted({codes.index(level) + 1 for place in own for level in place.levels if level in codes}))
        found: set[int] = set()
        for place in named:
            edition = str(self.catalogue.framework(place.framework).ref)
            for level in place.levels:
                there = self.on_scale(edition, level)
                if there is not None and there.official:
                    found |= {codes.index(code) + 1 for code in there.mapping.destination_levels or ()}
        return tuple(sorted(found))

    def _onward(self, destination: str) -> Floats | None:
        """P(column of the destination | column of the scale): rows below, levels, above; None where it has no levels.

        A level of the scale of which nothing is known there gives a row of zeros.
        """
        there = self.catalogue.frameworks[destination]
        if not there.levels:
            return None
        codes, own = there.codes, self.scale.codes
        made = np.zeros((len(own) + 2, len(codes) + 2))
        made[0, 0] = made[-1, -1] = 1.0
        if there.ref == self.scale.ref:
            return np.eye(len(own) + 2)
        for row, mapping in enumerate(self.between(str(self.scale.ref), destination), 1):
            if mapping.distribution is not None:
                made[row] = [mapping.distribution[name] for name in ("below", *codes, "above")]
        return made

    def _kinds_on(self, destination: str) -> tuple[frozenset[str], ...]:
        """The kinds of the awards that stand on each level of a framework."""
        framework, kind_of = self.catalogue.frameworks[destination], self.catalogue.classifier.type_of
        found: dict[str, set[str]] = {code: set() for code in framework.codes}
        for award in framework.qualification_types:
            kind = kind_of(award)
            for level in award.levels if kind else ():
                found[level].add(str(kind))
        return tuple(frozenset(found[code]) for code in framework.codes)

    def there(self, shares: Floats, destination: Framework, kinds: dict[str, float]) -> Floats | None:
        """Shares of the scale as shares of a destination's columns, its own awards of these kinds choosing among rungs.

        None where the destination has no levels, or says nothing of most of what is likely.
        """
        onward = self.onward(str(destination.ref))
        if onward is None:
            return None
        if float((shares @ onward).sum()) < self.catalogue.award_placement.assumed["least-known"]:
            return None
        if (
            destination.ref != self.scale.ref
        ):  # kinds choose among the rungs of one level of the scale, not among levels
            own = onward * self._by_kind(destination, kinds)
            onward = own * onward.sum(axis=1, keepdims=True) / np.maximum(own.sum(axis=1, keepdims=True), 1e-12)
        made = shares @ onward
        return np.asarray(made / made.sum())

    def _by_kind(self, destination: Framework, kinds: dict[str, float]) -> Floats:
        """How far each column speaks of awards of these kinds: full where such an award stands, less elsewhere."""
        model = self.catalogue.award_placement
        on = self.kinds_on(str(destination.ref))
        likeness = [
            sum(
                share * max((alike(model, kind, other) for other in held), default=0.0) for kind, share in kinds.items()
            )
            for held in on
        ]
        best = max(likeness, default=0.0)
        if best < model.assumed["alike"]:
            return np.ones(len(on) + 2)
        floor = model.assumed["other-kind"]
        return np.array([floor, *(floor + (1 - floor) * each / best for each in likeness), floor])
