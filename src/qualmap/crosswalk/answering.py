"""From a joint distribution to answers: for every level a set of columns, its basis, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualmap.crosswalk.engine import Engine, Pair, Solved
from qualmap.crosswalk.joint import Floats
from qualmap.crosswalk.link_views import View, links_behind, read_backwards
from qualmap.crosswalk.links import independent
from qualmap.crosswalk.model import Basis, MappingRelation
from qualmap.records import Framework, Link, Parameters, Scored
from qualmap.records.referencing import reliability

DIGITS = 6
"""Decimals of published numbers."""


def answer_intervals(
    conditional: Floats, above: NDArray[np.int64] | int, ratio: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lowest and highest column of each row's answer.

    From the lowest to the highest *level* that is at least ``ratio`` as probable as the most probable column; so both
    ends are likely themselves, and what weighs on ``below`` or ``above`` draws no level in. Where one of those two is
    the most probable, it alone. Column 0 is ``below``, column ``above`` (...,) is ``above``, the levels lie between.

    For rows ordered by likelihood ratio, both ends never fall from one rank to the next. Shapes: (..., columns)
    to (...,) twice.
    """
    column, likeliest = np.arange(conditional.shape[-1]), conditional.argmax(axis=-1)
    inside = (likeliest > 0) & (likeliest < above)
    level = (column > 0) & (column < np.asarray(above)[..., None])
    likely = conditional >= ratio * conditional.max(axis=-1, keepdims=True) - 1e-12
    answer = np.where(inside[..., None], likely & level, column == likeliest[..., None])
    return answer.argmax(axis=-1), len(column) - 1 - answer[..., ::-1].argmax(axis=-1)


def calibrated(mass: Floats, several: NDArray[np.bool_], parameters: Parameters) -> Floats:
    """Probability that an inferred answer set is right, from the mass that the model gives it.

    For one level, a logistic calibration fitted on held-out frameworks. For several levels, the mass times the
    share of such held-out answers that named exactly the right set. Never surer than the surest held-out answers
    turned out to be.
    """
    safe = np.clip(mass, 1e-6, 1 - 1e-6)
    logit = parameters.confidence_intercept + parameters.confidence_slope * np.log(safe / (1 - safe))
    sure = np.where(several, parameters.confidence_several * mass, 1 / (1 + np.exp(-logit)))
    return np.minimum(sure, parameters.confidence_ceiling)


MOST_RANKS = 2
"""An inference that leaves more ranks open than this helps nobody."""


_INVERSE: dict[str, MappingRelation] = {
    "equal": "equal",
    "narrower": "broader",
    "broader": "narrower",
    "spans": "narrower",
    "split": "narrower",
}


@dataclass(frozen=True)
class Answer:
    """One origin level's answer before it is put into words.

    Columns count ``below`` as 0; none where an authority says that the level has no counterpart between others.

    ``link``: the recorded link behind it; ``whole``: whether the answer is all that the table names.
    """

    columns: tuple[int, ...]
    basis: Basis
    confidence: float
    link: Link | None = None
    whole: bool = False


class Answers:
    """The answers of one direction of a solved pair, one per origin level."""

    def __init__(self, engine: Engine, solved: Solved, pair: Pair, origin: str) -> None:
        self.engine, self.pair = engine, pair
        self.forward = pair.origin == origin
        self.origin = engine.frameworks[origin]
        self.destination = engine.frameworks[pair.destination if self.forward else pair.origin]
        self.names = origin, pair.destination if self.forward else pair.origin
        rows, columns = len(self.origin.codes) + 2, len(self.destination.codes) + 2
        self.distribution: Floats = (solved.forward if self.forward else solved.backward)[0, :rows, :columns]
        self.direct = engine.links.direct(origin, str(self.destination.ref))
        self.paths = engine.links.paths(origin, str(self.destination.ref))
        self.each = self._answers()

    def _answers(self) -> list[Answer]:
        parameters = self.engine.catalogue.parameters
        rows = self.distribution[1:-1]
        lows, highs = answer_intervals(rows, rows.shape[1] - 1, parameters.several_ratio)
        places = np.arange(rows.shape[1])
        masses = np.where((lows[:, None] <= places) & (places <= highs[:, None]), rows, 0.0).sum(axis=1)
        sure = calibrated(masses, highs > lows, parameters)
        return [
            self._official(at)
            or self._judged(at, tuple(range(lows[at], highs[at] + 1)), float(masses[at]), float(sure[at]))
            for at in range(len(rows))
        ]

    def _official(self, at: int) -> Answer | None:
        """The answer that the table to follow states officially, if it does."""
        if self.direct and self.direct[0].denied[at]:
            return self._denied(self.direct[0], at)
        if not self.direct or not self.direct[0].official[at]:
            return None
        view = self.direct[0]
        links = links_behind(view, self.origin.codes[at])
        columns = self._columns(view, at, links)
        agreeing = [view.reliability[at]]
        against = 0.0
        for other in self.direct[1:]:
            if other.reliability[at] > 0 and not (other.documents & view.documents):
                theirs = self._columns(other, at, links_behind(other, self.origin.codes[at]))
                if theirs == columns:
                    agreeing.append(other.reliability[at])
                elif not (read_backwards(other) and set(theirs) < set(columns)):
                    against = max(against, float(other.reliability[at]))
        sure = 1.0 - float(np.prod([1.0 - trust for trust in agreeing]))
        if against:
            sure = sure * (1 - against) / (sure * (1 - against) + against * (1 - sure))
        return Answer(columns, "official", sure, links[0], whole=True)

    def _denied(self, view: View, at: int) -> Answer:
        link = links_behind(view, self.origin.codes[at])[0]
        sure = reliability(view.tables[0], link, self.engine.catalogue.assumptions)
        return Answer((), "official", sure, link, whole=True)

    def _judged(self, at: int, columns: tuple[int, ...], mass: float, calibrated_mass: float) -> Answer:
        """Basis and confidence of an answer that no source fixes."""
        kinds: tuple[tuple[Basis, list[View]], ...] = (("reported", self.direct), ("composed", self.paths))
        for basis, views in kinds:
            backing = [view for view in views if view.named[at] and _within(columns, view, at)]
            if backing:
                cap = self._cap(at, columns)
                links = links_behind(backing[0], self.origin.codes[at]) if basis == "reported" else []
                whole = bool(links) and self._columns(backing[0], at, links) == columns
                return Answer(columns, basis, min(mass, cap), links[0] if links else None, whole)
        trust, (origin, destination) = self.engine.trust, self.names
        there = tuple(column - 1 for column in columns)
        sure = min(calibrated_mass, trust(origin, (at,)), trust(destination, there))
        by_order = [view for view in self.direct[:1] if view.reliability[at] > 0 and not view.named[at]]
        return Answer(columns, "inferred", min([sure, *(float(view.reliability[at]) for view in by_order)]))

    def _cap(self, at: int, columns: Sequence[int]) -> float:
        """How sure the links behind an answer can make it: independent ones reinforce one another."""
        behind = [view for view in (*self.direct, *self.paths) if view.named[at] and _within(columns, view, at)]
        strongest_first = sorted(behind, key=lambda view: -view.reliability[at])
        return 1.0 - float(np.prod([1.0 - view.reliability[at] for view in independent(strongest_first)]))

    def _columns(self, view: View, at: int, links: Sequence[Link]) -> tuple[int, ...]:
        """The exact columns that a direct row names."""
        codes = self.destination.codes
        if read_backwards(view):
            named = [codes.index(link.level) + 1 for link in links]
        else:
            named = [codes.index(target) + 1 for target in links[0].targets]
        return tuple(sorted(named)) or (int(view.low[at]),)

    def scored(self, answer: Answer) -> Scored | None:
        """What the benchmark found for this kind of answer, if it scored enough of them and they were calibrated.

        It scores inferred answers from a framework that award types place and no link does, to the scale; and none
        from a ladder with fewer awards that were read in a source than nearly all of those that were scored.
        """
        task = "level" if answer.basis == "inferred" and not self.pair.linked else None
        if str(self.destination.ref) != self.engine.scale:
            return None
        return next(
            (
                scored
                for scored in self.engine.catalogue.validation.scored
                if scored.task == task
                and scored.region == self.origin.region
                and self.engine.read_awards(str(self.origin.ref)) >= scored.awards
            ),
            None,
        )

    @cached_property
    def rounded(self) -> list[list[float]]:
        """The rows of the levels, rounded so that each still sums to 1: the rest goes to its largest value."""
        rows = self.distribution[1:-1]
        found = np.round(rows, DIGITS)
        places = np.arange(len(rows)), rows.argmax(axis=1)
        found[places] = np.round(found[places] + 1.0 - found.sum(axis=1), DIGITS)
        return found.tolist()  # type: ignore[no-any-return]

    def relation(self, answer: Answer) -> MappingRelation:
        """How the origin level stands to the levels of its answer."""
        if answer.link is not None and answer.whole:
            if not read_backwards(self.direct[0]):
                return answer.link.relation
            if len(answer.columns) > 1:
                return "broader"
            return _INVERSE.get(answer.link.relation, "equal")
        if len(answer.columns) > 1:
            return "spans"
        same = [other for other in self.each if other.columns == answer.columns]
        return "narrower" if len(same) > 1 else "equal"

    @cached_property
    def _unplaced(self) -> str | None:
        """Why the levels of one of the two are placed by nothing, if so."""
        for name in self.names:
            ladder = self.engine.ladder(name)
            if not (ladder.known_by_types if self.pair.linked else ladder.known_by_all):
                missing = "no award type and no link to a framework that we can place"
                return f"nothing places the levels of {name}: {missing}"
        return None

    def not_known(self, answer: Answer) -> str | None:
        """Why an answer is no answer, or None."""
        if answer.basis != "inferred":
            return None
        if self._unplaced:
            return self._unplaced
        named = {
            self.destination.ranks[column - 1] for column in answer.columns if 0 < column <= len(self.destination.ranks)
        }
        if len(named) > MOST_RANKS:
            return f"the evidence leaves {len(named)} levels open, which is no answer"
        floor = self.engine.catalogue.assumptions["answer-floor"]
        if answer.confidence < floor:
            return f"the evidence is too thin: no answer would be right with a probability of {floor:g} or more"
        return None


@dataclass(frozen=True)
class Forced:
    """What the engine would answer for one origin level if it could not say *not known*.

    ``probability`` over ``below``, the destination's levels and ``above``; ``known``: whether it does answer.
    """

    level: str
    probability: Floats
    answer: Answer
    known: bool


def forced(engine: Engine, origin: Framework, destination: Framework) -> list[Forced]:
    """The engine's answers for every origin level, those that it keeps to itself too."""
    pair = engine.pair(str(origin.ref), str(destination.ref))
    found = Answers(engine, engine.solve([pair]), pair, str(origin.ref))
    return [
        Forced(code, row, answer, found.not_known(answer) is None)
        for code, row, answer in zip(origin.codes, found.distribution[1:-1], found.each, strict=True)
    ]


def both_ways(engine: Engine, pairs: Sequence[Pair]) -> Iterator[Answers]:
    """The answers of both directions of each pair; all are solved at once."""
    solved = engine.solve(pairs)
    for at, pair in enumerate(pairs):
        one = Solved((pair,), solved.forward[at : at + 1], solved.backward[at : at + 1])
        yield Answers(engine, one, pair, pair.origin)
        yield Answers(engine, one, pair, pair.destination)


def _within(columns: Sequence[int], view: View, at: int) -> bool:
    return bool(view.low[at] <= min(columns) and max(columns) <= view.high[at])
