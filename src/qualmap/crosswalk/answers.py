"""From a joint distribution to answers: for every level a set of columns, its basis, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qualmap.crosswalk.engine import Engine, Pair
from qualmap.crosswalk.joint import Floats
from qualmap.crosswalk.link_views import Row
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
    # Platt, Probabilistic outputs for support vector machines, 1999, on the log odds of the mass.
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


class LinkEvidence(NamedTuple):
    """What links say of one origin level: tables between the two, the one to follow first, and paths."""

    level: str
    direct: tuple[Row, ...]
    paths: tuple[Row, ...]


@dataclass(frozen=True)
class Answer:
    """One origin level's answer before it is put into words.

    ``columns`` count ``below`` as 0; none where an authority says that the level has no counterpart between others.
    ``levels``: the destination's among them; none for a level below or above. ``row``: what states it or backs it, if
    a table does; ``whole``: whether the answer is all that the table names.
    """

    said: LinkEvidence
    columns: tuple[int, ...]
    levels: tuple[str, ...]
    basis: Basis
    confidence: float
    row: Row | None = None
    whole: bool = False

    @property
    def link(self) -> Link | None:
        """The recorded link behind it."""
        return self.row.links[0] if self.row and self.row.links else None


class Answers:
    """The answers of one direction of a solved pair, one per origin level."""

    def __init__(self, engine: Engine, pair: Pair, origin: str, conditional: Floats) -> None:
        self.engine, self.pair = engine, pair
        self.names = origin, pair.destination if pair.origin == origin else pair.origin
        self.origin, self.destination = (engine.frameworks[name] for name in self.names)
        self.distribution = conditional[: len(self.origin.codes) + 2, : len(self.destination.codes) + 2]
        self.each = self._answers()

    def _answers(self) -> list[Answer]:
        parameters = self.engine.catalogue.parameters
        rows = self.distribution[1:-1]
        lows, highs = answer_intervals(rows, rows.shape[1] - 1, parameters.several_ratio)
        places = np.arange(rows.shape[1])
        masses = np.where((lows[:, None] <= places) & (places <= highs[:, None]), rows, 0.0).sum(axis=1)
        sure = calibrated(masses, highs > lows, parameters)
        return [
            self._official(said)
            or self._judged(said, tuple(range(lows[at], highs[at] + 1)), float(masses[at]), float(sure[at]))
            for at, said in enumerate(self._heard())
        ]

    def _heard(self) -> Iterator[LinkEvidence]:
        direct, paths = self.engine.links.direct(*self.names), self.engine.links.paths(*self.names)
        for level in self.origin.codes:
            yield LinkEvidence(level, tuple(view.at(level) for view in direct), tuple(view.at(level) for view in paths))

    def _official(self, said: LinkEvidence) -> Answer | None:
        """The answer that the table to follow states officially, if it does."""
        row = next(iter(said.direct), None)
        if row is None or not (row.official or row.denied):
            return None
        if row.denied:
            sure = reliability(row.tables[0], row.links[0], self.engine.catalogue.assumptions)
            return Answer(said, (), (), "official", sure, row, whole=True)
        columns = row.columns
        agreeing, against = [row], 0.0
        for other in said.direct[1:]:
            if other.reliability > 0 and not (other.documents & row.documents):
                if other.columns == columns:
                    agreeing.append(other)
                elif not (other.view.backwards and set(other.columns) < set(columns)):
                    against = max(against, other.reliability)
        sure = _reinforced(agreeing)
        if against:  # Bayes' rule for two independent sources of which one alone is right: their odds divide
            sure = sure * (1 - against) / (sure * (1 - against) + against * (1 - sure))
        return Answer(said, columns, self._levels(columns), "official", sure, row, whole=True)

    def _judged(self, said: LinkEvidence, columns: tuple[int, ...], mass: float, calibrated_mass: float) -> Answer:
        """Basis and confidence of an answer that no source fixes."""
        levels = self._levels(columns)
        reported, composed = (
            [row for row in rows if row.named and row.holds(columns)] for rows in (said.direct, said.paths)
        )
        if reported or composed:
            surest_first = sorted((*reported, *composed), key=lambda row: -row.reliability)
            sure = min(mass, _reinforced(independent(surest_first)))
            if not reported:
                return Answer(said, columns, levels, "composed", sure)
            whole = bool(reported[0].links) and reported[0].columns == columns
            return Answer(said, columns, levels, "reported", sure, reported[0], whole)
        trust, (origin, destination) = self.engine.trust, self.names
        sure = min(calibrated_mass, trust(origin, (said.level,)), trust(destination, levels))
        by_order = [row.reliability for row in said.direct[:1] if row.reliability > 0 and not row.named]
        return Answer(said, columns, levels, "inferred", min([sure, *by_order]))

    def _levels(self, columns: Sequence[int]) -> tuple[str, ...]:
        codes = self.destination.codes
        return tuple(codes[column - 1] for column in columns if 0 < column <= len(codes))

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
        if answer.row is not None and answer.link is not None and answer.whole:
            if not answer.row.view.backwards:
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
        ranks = {self.destination.ranks[self.destination.codes.index(level)] for level in answer.levels}
        if len(ranks) > MOST_RANKS:
            return f"the evidence leaves {len(ranks)} levels open, which is no answer"
        floor = self.engine.catalogue.assumptions["answer-floor"]
        if answer.confidence < floor:
            return f"the evidence is too thin: no answer would be right with a probability of {floor:g} or more"
        return None


@dataclass(frozen=True)
class Forced:
    """What the engine would answer for one origin level if it could not say *not known*.

    ``probability`` over ``below``, the destination's levels and ``above``; ``known``: whether it does answer.
    """

    answer: Answer
    probability: Floats
    known: bool

    @property
    def level(self) -> str:
        """The origin level."""
        return self.answer.said.level


def forced(engine: Engine, origin: Framework, destination: Framework) -> list[Forced]:
    """The engine's answers for every origin level, those that it keeps to itself too."""
    found = answers(engine, origin, destination)
    return [
        Forced(answer, row, found.not_known(answer) is None)
        for answer, row in zip(found.each, found.distribution[1:-1], strict=True)
    ]


def both_ways(engine: Engine, pairs: Sequence[Pair]) -> Iterator[Answers]:
    """The answers of both directions of each pair; all are solved at once."""
    solved = engine.solve(pairs)
    for at, pair in enumerate(pairs):
        yield Answers(engine, pair, pair.origin, solved.forward[at])
        yield Answers(engine, pair, pair.destination, solved.backward[at])


def answers(engine: Engine, origin: Framework, destination: Framework) -> Answers:
    """The answers from one edition to another."""
    name = str(origin.ref)
    pair = engine.pair(name, str(destination.ref))
    solved = engine.solve([pair])
    return Answers(engine, pair, name, (solved.forward if pair.origin == name else solved.backward)[0])


def _reinforced(agreeing: Sequence[Row]) -> float:
    """How sure independent sources make one another: one minus the product of their doubts.

    The noisy-or of Pearl, Probabilistic Reasoning in Intelligent Systems, 1988.
    """
    return 1.0 - float(np.prod([1.0 - row.reliability for row in agreeing]))
