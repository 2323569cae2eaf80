"""Frameworks whose links to the scale are known, as arrays: any of them can be hidden and predicted from the rest.

What a hidden framework's links say, and those of its *kin* (other editions of it, and frameworks that share a source
document with it), reaches neither the heights of award types nor the parameters with which it is predicted. Award
types come from the written rule, which is blind to levels, never from the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.joint import PADDING, Bools, Floats, Ints, Pulls, conditionals
from qualmap.crosswalk.ladder import (
    Awards,
    award_types,
    bare_rungs,
    described,
    rungs_of,
    seen_by_types,
    with_descriptors,
)
from qualmap.crosswalk.link_views import RECALLED, View
from qualmap.crosswalk.placement import Rungs, place, scale_cells, shares
from qualmap.records import Anchor, Assumptions, Parameters, Ref


@dataclass(frozen=True)
class Truth:
    """Known links as arrays (frameworks, rows); rows and columns count ``below`` as 0.

    ``low`` and ``high``: columns of the answer. ``linked``: whether anything is said of the row. ``read``: whether it
    was read in a source. ``printed``: whether that source states the very pair.
    """

    low: Ints
    high: Ints
    linked: Bools
    read: Bools
    printed: Bools


@dataclass(frozen=True)
class Training:
    """Frameworks with links to the scale. ``kin`` (frameworks, frameworks): whose links must be hidden with whose.

    ``ranks`` and ``sharing`` (frameworks, rows): the rank of each row of a joint matrix, and among how many levels the
    row of the shares that it takes is shared.
    """

    names: tuple[str, ...]
    top: int
    kin: Bools
    at_home: Bools
    assumed: Assumptions
    rungs: Rungs
    described: Floats
    awards: Awards
    truth: Truth
    ranks: Ints
    sharing: Floats

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def spread(self) -> Floats:
        """(frameworks, rows, columns): the read answers; a span over k levels counts 1/k each."""
        column = np.arange(self.top + 2)
        low, high = self.truth.low[..., None], self.truth.high[..., None]
        inside = (column >= low) & (column <= high) & self.truth.read[..., None]
        return np.asarray(inside / np.maximum(inside.sum(axis=2, keepdims=True), 1))

    @cached_property
    def _heights(self) -> tuple[Floats, Floats, Floats]:
        """(frameworks, types): how often, and at which sum and sum of squares of heights, read links put each type.

        A type counts once per rung.
        """
        count, total, squares = np.zeros((3, len(self), len(self.awards.kinds)))
        rung = np.where(self.ranks < PADDING, self.ranks - 1, PADDING)
        stands = np.unique(np.stack([self.awards.ladder, self.awards.kind, self.awards.rung]), axis=1).T
        for at, kind, award_rung in stands.tolist():
            rows = np.flatnonzero((rung[at] == award_rung) & self.truth.read[at])
            height = (self.truth.low[at, rows] + self.truth.high[at, rows]) / 2
            count[at, kind] += len(rows)
            total[at, kind] += height.sum()
            squares[at, kind] += (height**2).sum()
        return count, total, squares

    def anchors(self, use: Bools, parameters: Parameters) -> tuple[Floats, Floats]:
        """Mean and variance of each type's height over the frameworks in ``use`` (cases, frameworks); nan if unseen.

        The variance is that of the next framework: shrunk towards a prior one, and wider the fewer have been seen.
        """
        # The predictive distribution of a normal with unknown mean, its variance estimated with a prior of so many
        # observations: Gelman and others, Bayesian Data Analysis, 3rd ed. 2013, section 3.3.
        weights = use.astype(float)
        count, total, squares = (weights @ each for each in self._heights)
        mean = np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
        scatter = np.maximum(squares - count * mean**2, 0.0)
        prior, strength = np.asarray(parameters.anchor_prior_variance)[..., None], self.assumed["anchor-prior-count"]
        return mean, (scatter + strength * prior) / (count + strength) * (1 + 1 / np.maximum(count, 1))

    def descriptor_errors(self, use: Bools) -> tuple[float, float]:
        """How far descriptors are off on levels with read links: what a ladder's levels share, and what each adds.

        Standard deviations between and within frameworks, by moments.
        """
        errors = []
        for at in np.flatnonzero(use):
            rows = np.flatnonzero(self.truth.read[at])
            stands = (self.truth.low[at, rows] + self.truth.high[at, rows]) / 2
            off = self.described[at, self.ranks[at, rows] - 1] - stands
            errors.append(off[~np.isnan(off)])
        several = [off for off in errors if len(off) > 1]
        if not several:
            return 1.0, 1.0
        # One-way analysis of variance with random effects: the mean square within estimates the one variance; what of
        # it is left in a ladder's mean (within / n) is taken from the square of that mean to estimate the other.
        within = sum(((off - off.mean()) ** 2).sum() for off in several) / sum(len(off) - 1 for off in several)
        between = np.mean([off.mean() ** 2 - within / len(off) for off in several])
        return float(np.sqrt(max(between, 0.0))), float(np.sqrt(within))

    def anchor_records(self, parameters: Parameters, use: Bools) -> tuple[Anchor, ...]:
        """The anchors from the frameworks in ``use`` (frameworks,)."""
        mean, variance = self.anchors(use[None], parameters)
        seen_in = (self._heights[0][use] > 0).sum(axis=0)
        return tuple(
            Anchor(type=kind, mean=float(mean[0, at]), variance=float(variance[0, at]), frameworks=int(seen_in[at]))
            for at, kind in enumerate(self.awards.kinds)
            if seen_in[at]
        )

    def predict(self, which: Ints, use: Bools, parameters: Parameters) -> tuple[Floats, Floats]:
        """P(scale | framework) of the frameworks ``which`` (cases,), from the links of those in ``use`` alone.

        ``use`` (cases, frameworks). Shape (cases, rows, columns); also each row's mass on the wall (cases, rows). A
        parameter may be a number per case.
        """
        typed = self.sightings(which, use, parameters)
        seen = with_descriptors(*typed, self.described[which], parameters.descriptor_spread)
        weight = np.where(self.at_home[which], parameters.printed_weight, self.assumed["printed-elsewhere"])
        rungs = Rungs(self.rungs.count[which], self.rungs.printed[which], weight, *seen)
        own = shares(place(rungs, parameters, self.assumed, self.top), scale_cells(self.top))
        ranks = self.ranks[which]
        taken = np.where(ranks < PADDING, ranks, 0)
        base = np.take_along_axis(own, taken[..., None], axis=1) / self.sharing[which][..., None]
        widths = np.full(len(which), self.top + 2)
        forward = conditionals(base, ranks, widths, Pulls.none(*base.shape), self.assumed["steepest"])
        return forward, base.sum(axis=2) * (ranks < PADDING)

    def sightings(self, which: Ints, use: Bools, parameters: Parameters) -> tuple[Floats, Floats]:
        """Height and precision of every rung of the frameworks ``which``, from award types; (cases, rungs) each."""
        awards, shape = self._awards_of(which), (len(which), self.rungs.printed.shape[1])
        return seen_by_types(awards, *self.anchors(use, parameters), parameters.type_correlation, shape)

    def _awards_of(self, which: Ints) -> Awards:
        """The awards of each case's framework."""
        counts = np.bincount(self.awards.ladder, minlength=len(self))
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        case = np.repeat(np.arange(len(which)), counts[which])
        offset = np.arange(len(case)) - np.repeat(np.cumsum(counts[which]) - counts[which], counts[which])
        at = np.repeat(starts[which], counts[which]) + offset
        its = self.awards
        return Awards(its.kinds, case, its.rung[at], its.kind[at], its.trust[at], its.reach[at])


def arrange(engine: Engine) -> Training:
    """Every framework with a table to the scale, read in a source or not."""
    views = {name: engine.links.direct(name, engine.scale) for name in engine.levelled}
    names = tuple(name for name in sorted(views) if views[name] and name != engine.scale)
    frameworks = [engine.frameworks[name] for name in names]
    awards = [award_types(f, engine.catalogue.classifier.blindly, engine.catalogue.assumptions) for f in frameworks]
    region = engine.frameworks[engine.scale].region
    rungs = bare_rungs(frameworks, np.ones(len(names)), engine.top)
    rung = [rungs_of(framework) for framework in frameworks]
    return Training(
        names,
        engine.top,
        kin(names, engine),
        np.array([framework.region == region for framework in frameworks]),
        engine.catalogue.assumptions,
        rungs,
        described(frameworks, engine.measure, rungs.printed.shape[1]),
        Awards.of(engine.kinds, awards),
        _truth([views[name][0] for name in names], engine),
        _padded([np.array([0, *(r + 1), r.max() + 2]) for r in rung], PADDING),
        _padded([np.array([1, *np.bincount(r)[r], 1]) for r in rung], 1).astype(float),
    )


def kin(names: Sequence[str], engine: Engine) -> Bools:
    """(names, names): whether two editions belong to one framework, or to two that share a source document."""
    ids = [Ref.parse(name).id for name in names]
    documents = {each: engine.links.documents(each) for each in set(ids) - {Ref.parse(engine.scale).id}}
    return np.array(
        [
            [one == other or bool(documents.get(one, frozenset()) & documents.get(other, frozenset())) for other in ids]
            for one in ids
        ]
    )


def _truth(views: Sequence[View], engine: Engine) -> Truth:
    rows = max(len(view.low) for view in views) + 2
    low, high = np.zeros((2, len(views), rows), np.int64)
    linked, read, printed = np.zeros((3, len(views), rows), bool)
    for at, view in enumerate(views):
        said = np.flatnonzero(view.reliability > 0)
        low[at, said + 1], high[at, said + 1] = view.low[said], view.high[said]
        linked[at, said + 1] = True
        table = view.tables[0]
        position = {code: row for row, code in enumerate(engine.frameworks[view.origin].codes, start=1)}
        for link in table.links:
            known = table.source_of(link.source).verification != RECALLED and linked[at, position[link.level]]
            read[at, position[link.level]] = known
            printed[at, position[link.level]] = known and link.claim == "pair"
    return Truth(low, high, linked, read, printed)


def _padded(rows: Sequence[Ints], filler: int) -> Ints:
    padded = np.full((len(rows), max(map(len, rows))), filler, np.int64)
    for at, row in enumerate(rows):
        padded[at, : len(row)] = row
    return padded
