"""The engine: for any pair of ladders, one joint distribution, and both crosswalks read off it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qualmap.catalog import Catalogue
from qualmap.crosswalk.descriptors import Reading, reading
from qualmap.crosswalk.joint import PADDING, Floats, Pulls, conditionals, transpose
from qualmap.crosswalk.ladder import (
    Awards,
    Ladder,
    Sighting,
    TypedAward,
    anchor_arrays,
    award_types,
    bare_rungs,
    build_ladders,
    described,
    rungs_of,
    scale_ladder,
    seen_by_links,
    seen_by_types,
    with_descriptors,
)
from qualmap.crosswalk.link_views import View, left_open, with_ends
from qualmap.crosswalk.links import Links, independent, openness
from qualmap.crosswalk.trust import Trust
from qualmap.records import Framework, Parameters


@dataclass(frozen=True)
class Pair:
    """Two ladders in the orientation in which their joint is computed, and the links that bear on it.

    ``direct``: tables between them, the one to follow first. ``paths``: independent ways through others.
    """

    origin: str
    destination: str
    direct: tuple[View, ...]
    paths: tuple[View, ...]

    @property
    def linked(self) -> bool:
        """Whether any link bears on the pair."""
        return bool(self.direct or self.paths)

    @property
    def counted(self) -> list[View]:
        """The views whose word counts: of those that share a table or a document, the strongest."""
        return independent(sorted((*self.direct, *self.paths), key=lambda view: -view.strength))


class Solved(NamedTuple):
    """Both conditionals of many pairs, padded. Rows and columns: below, levels, above.

    ``forward`` (pairs, rows, columns): P(destination | origin); ``backward``: P(origin | destination).
    """

    forward: Floats
    backward: Floats


class Engine:
    """Ladders and links of a catalogue, and the joint distributions between them.

    Pure given the catalogue: the order in which records were read changes nothing. ``blind``: award types come from
    the written rule alone, whatever records give.
    """

    def __init__(self, catalogue: Catalogue, extra: Sequence[Framework] = (), *, blind: bool = False) -> None:
        self.catalogue = catalogue
        self.type_of = catalogue.classifier.blindly if blind else catalogue.classifier.type_of
        own = {str(framework.ref): framework for framework in extra}
        self.frameworks: Mapping[str, Framework] = ChainMap(own, catalogue.frameworks)  # type: ignore[arg-type]
        tables = [table for table in catalogue.tables if table.origin not in own and table.destination not in own]
        self.links = Links(self.frameworks, tables, catalogue.assumptions)
        self.scale = str(catalogue.framework(catalogue.parameters.scale).ref)
        self.top = len(self.frameworks[self.scale].codes)
        self.trust = Trust(self.frameworks, self.links, catalogue.assumptions, self.scale)
        self._ladders: dict[str, Ladder] = {}
        self._typed: dict[str, list[TypedAward]] = {}

    @property
    def levelled(self) -> list[str]:
        """The editions that have levels, sorted."""
        return sorted(name for name in self.frameworks if self.frameworks[name].levels)

    # -- ladders ------------------------------------------------------------------------------

    def ladder(self, name: str) -> Ladder:
        """The numeric view of one edition, built when first asked for."""
        if name not in self._ladders:
            self._prepare([name])
        return self._ladders[name]

    def _prepare(self, names: Iterable[str]) -> None:
        """Build those of these ladders that are not yet built, all at once."""
        missing = sorted({name for name in names if name not in self._ladders})
        through = [name for name in missing if self._partners(name)]
        partners = {other for name in through for other in self._partners(name)}
        own = sorted(({*missing, *partners} - {*through}).difference(self._ladders))
        if self.scale in own:
            own.remove(self.scale)
            self._ladders[self.scale] = scale_ladder(self.frameworks[self.scale], self.top)
        for batch in (own, through):
            if batch:
                self._build(batch)

    def _build(self, names: Sequence[str]) -> None:
        frameworks = [self.frameworks[name] for name in names]
        self._ladders.update(zip(names, self.built(frameworks, [self._awards(name) for name in names]), strict=True))

    def built(self, frameworks: Sequence[Framework], awards: Sequence[Sequence[TypedAward]]) -> list[Ladder]:
        """The ladders of frameworks if these typed awards stood on them; links are those of the catalogue."""
        parameters, names = self.catalogue.parameters, [str(framework.ref) for framework in frameworks]
        weights = np.array([self.printed_weight(name, parameters) for name in names])
        rungs = bare_rungs(frameworks, weights, self.top)
        typed = Awards.of(self.kinds, awards)
        seen = seen_by_types(typed, *self.anchors, parameters.type_correlation, rungs.printed.shape)
        heights = described(frameworks, self.measure, rungs.printed.shape[1])
        height, precision, leaning = with_descriptors(*seen, heights, parameters.descriptor_spread)
        rungs = replace(rungs, height=height, precision=precision, leaning=leaning)
        links = {name: self._links_seen(name) for name in dict.fromkeys(names)}
        each = [links[name] for name in names]
        return build_ladders(frameworks, rungs, each, parameters, self.catalogue.assumptions, self.top)

    def printed_weight(self, name: str, parameters: Parameters) -> float:
        """How likely it is beforehand that a ladder's printed numbers are heights.

        Fitted in the scale's own region, assumed elsewhere.
        """
        at_home = self.frameworks[name].region == self.frameworks[self.scale].region
        return parameters.printed_weight if at_home else self.catalogue.assumptions["printed-elsewhere"]

    def _awards(self, name: str) -> list[TypedAward]:
        if name not in self._typed:
            self._typed[name] = award_types(self.frameworks[name], self.type_of, self.catalogue.assumptions)
        return self._typed[name]

    def read_awards(self, name: str) -> int:
        """How many typed awards of a ladder were read in a source."""
        recalled = self.catalogue.assumptions["verification-recalled"]
        return sum(award.trust > recalled for award in self._awards(name))

    def _partners(self, name: str) -> list[str]:
        """Typed ladders through whose tables a ladder is seen that has no typed award and no table to the scale."""
        if name == self.scale or self.links.direct(name, self.scale) or self._is_typed(name):
            return []
        return [other for other in self.links.neighbours(name) if self._is_typed(other)]

    def _is_typed(self, name: str) -> bool:
        mean = self.anchors[0][0]
        if any(self.measure.height_of(level) is not None for level in self.frameworks[name].levels):
            return True
        return any(not np.isnan(mean[self.kinds.index(award.type)]) for award in self._awards(name))

    def _links_seen(self, name: str) -> list[Sighting]:
        """What links say about a ladder's rungs: those to the scale, or else those to ladders placed by types."""
        rung = rungs_of(self.frameworks[name])
        to_scale = self.links.direct(name, self.scale)
        if to_scale:
            return seen_by_links(to_scale[0], rung, np.arange(1.0, self.top + 1), np.zeros(self.top))
        seen = []
        for other in self._partners(name):
            partner = self._ladders[other]
            heights, variances = partner.mean[partner.rung], partner.variance[partner.rung]
            for view in self.links.direct(name, other)[:1]:
                seen += seen_by_links(view, rung, heights, variances)
        return seen

    @cached_property
    def measure(self) -> Reading:
        """The scale's own descriptors."""
        return reading(self.frameworks[self.scale])

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The ids of the generic types."""
        return tuple(generic.id for generic in self.catalogue.types.types)

    @cached_property
    def anchors(self) -> tuple[Floats, Floats]:
        """Mean and variance of each generic type's height, (1, kinds)."""
        return anchor_arrays(self.kinds, self.catalogue.parameters.anchors)

    # -- pairs --------------------------------------------------------------------------------

    def pair(self, one: str, other: str) -> Pair:
        """The pair in its one orientation: that of the table to follow.

        Without a table, the orientation in which paths leave more levels open, so that what they leave open stays
        even; then the order of names.
        """
        forth, back = self.links.direct(one, other), self.links.direct(other, one)
        if forth:
            origin, destination, direct = (other, one, back) if forth[0].backwards else (one, other, forth)
        else:
            direct = []
            origin, destination = sorted((one, other))
            onward = self.links.paths(origin, destination)
            if onward and openness(self.links.paths(destination, origin)) > openness(onward):
                origin, destination = destination, origin
        return Pair(origin, destination, tuple(direct), tuple(self.links.paths(origin, destination)))

    def solve(self, pairs: Sequence[Pair]) -> Solved:
        """Joint distributions of many pairs at once, normalised both ways."""
        self._prepare(name for pair in pairs for name in (pair.origin, pair.destination))
        ladders = [(self.ladder(pair.origin), self.ladder(pair.destination)) for pair in pairs]
        rows = max(origin.size for origin, _ in ladders) + 2
        columns = max(destination.size for _, destination in ladders) + 2
        base = self._base(pairs, rows, columns)
        ranks = np.full((len(pairs), rows), PADDING)
        widths = np.zeros(len(pairs), np.int64)
        pulls = Pulls.none(len(pairs), rows, columns)
        for index, (pair, (origin, destination)) in enumerate(zip(pairs, ladders, strict=True)):
            ranks[index, : origin.size + 2] = [0, *(origin.rung + 1), origin.rung.max() + 2]
            widths[index] = destination.size + 2
            if pair.linked:
                self._pull(pulls, index, pair)
        forward = conditionals(base, ranks, widths, pulls, self.catalogue.assumptions["steepest"])
        return Solved(forward, transpose(forward, self._row_weights(base, ranks, pairs)))

    def _base(self, pairs: Sequence[Pair], rows: int, columns: int) -> Floats:
        """The joint from the ladders alone.

        Pairs with links use award types only, so that no link counts twice; a ladder without any has no say.
        """
        names = sorted({name for pair in pairs for name in (pair.origin, pair.destination)})
        place = {name: index for index, name in enumerate(names)}
        size = max(rows, columns)
        points = self.ladder(names[0]).by_all.shape[1]
        stacked = np.zeros((2, len(names), size, points))
        for name, index in place.items():
            ladder = self.ladder(name)
            stacked[0, index, : ladder.size + 2] = ladder.by_types
            stacked[1, index, : ladder.size + 2] = ladder.by_all
        # Given where an award stands on the wall, its levels on the two ladders are independent. So the joint is the
        # sum over the wall's cells of share times share (law of total probability): a product of matrices.
        ones = np.array([place[pair.origin] for pair in pairs])
        others = np.array([place[pair.destination] for pair in pairs])
        unlinked = np.array([not pair.linked for pair in pairs], np.int64)
        if 8 * len(pairs) < len(names) ** 2:
            base = np.matmul(stacked[unlinked, ones, :rows], stacked[unlinked, others, :columns].swapaxes(1, 2))
        else:  # measured: with a quarter of all pairs, one product of everything costs less than gathering
            flat = stacked.reshape(2, len(names) * size, points)
            shape = (2, len(names), size, len(names), size)
            everything = np.matmul(flat, flat.swapaxes(1, 2)).reshape(shape)
            base = everything[unlinked, ones, :rows, others, :columns]
        typed = np.array([self.ladder(name).known_by_types for name in names])
        silent = (unlinked == 0) & ~(typed[ones] & typed[others])
        base[silent] = 1.0
        return np.asarray(base)

    def _row_weights(self, base: Floats, ranks: NDArray[np.int64], pairs: Sequence[Pair]) -> Floats:
        """Mass of each origin row.

        Where links bear on a pair every level counts the same; below and above count as many levels as their share
        of the wall.
        """
        mass = base.sum(axis=2)
        real = ranks < PADDING
        top = real.sum(axis=1) - 1
        level = real.copy()
        level[:, 0] = False
        level[np.arange(len(pairs)), top] = False
        usual = (mass * level).sum(axis=1, keepdims=True) / level.sum(axis=1, keepdims=True)
        linked = np.array([pair.linked for pair in pairs])[:, None]
        return np.asarray(np.where(linked & level, usual, mass) * real)

    def _pull(self, pulls: Pulls, index: int, pair: Pair) -> None:
        """Write one pair's link evidence into the arrays."""
        gaps, counted = np.arange(pulls.push.shape[2]), pair.counted
        for view in counted:
            rows, low, high, trust = with_ends(view)
            pulls.told[index, rows] = True
            # Probabilities that fall by (1 - t) / (1 + t) with each step to either side leave just t in the middle.
            pull = np.log((1 + trust) / np.maximum(1 - trust, 1e-9))[:, None]
            pulls.push[index, rows] += pull * ((gaps + 1 <= low[:, None]).astype(float) - (gaps >= high[:, None]))
        levels = len(counted[0].levels)
        pulls.flat[index, 1 : levels + 1] = left_open(counted, len(gaps))
        for view in pair.direct[:1]:
            for at in np.flatnonzero(view.official).tolist():
                pulls.fixed[index, at + 1] = True
                pulls.allowed[index, at + 1, list(view.at(view.levels[at]).columns)] = True
