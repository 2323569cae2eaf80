"""What is given to SeMRA, and what it says, in the terms of the benchmark. Nothing here needs SeMRA."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from qualmap.catalog import Catalogue
from qualmap.crosswalk.engine import Engine
from qualmap.evaluation.benchmark.composed import kept
from qualmap.evaluation.benchmark.trials import Trial
from qualmap.records import Referencing
from qualmap.records.referencing import reliability

EXACT, BROAD, NARROW = "skos:exactMatch", "skos:broadMatch", "skos:narrowMatch"
BY_RELATION = {"equal": EXACT, "narrower": BROAD, "broader": NARROW, "spans": NARROW, "split": NARROW}
"""A level that is narrower than its target has a broad match there. ``unlinked`` names no target: nothing to map."""
READINGS = ("relations", "all exact")
"""Links with the predicate that their relation calls for, or each as an exact match.

SeMRA chains exact, broad and narrow matches and never a broad with a narrow one, nor close matches at all. The first
reading says what the sources say; the second lets SeMRA chain everything.
"""
EVERY_COMPONENT = 1_000_000
"""SeMRA skips connected components of more than 100 levels unless it is told otherwise."""
CHAIN = 3
"""The longest chain in the composed task: qualmap goes through one framework, or through an edition of it as well."""

GivenLink = tuple[int, int, int, int, str, float, str]
"""Origin, level, destination, target, predicate, confidence, table. A level is its column, counted from 1."""


@dataclass(frozen=True)
class Job:
    """One run of SeMRA, as ``semra_worker.py`` reads it.

    ``keep``: only these frameworks, by SeMRA's own ``keep_prefixes``. ``ask``: the pair whose mappings are read off.
    ``light``: with a prefix map of our prefixes alone.
    """

    links: Sequence[GivenLink]
    keep: Sequence[int] | None
    ask: tuple[int, int] | None
    cutoff: int | None
    maximum_component_size: int | None
    light: bool

    def tree(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self)


def numbers(catalogue: Catalogue) -> dict[str, int]:
    """Frameworks as numbers: SeMRA's prefixes allow no ``@``."""
    return {name: at for at, name in enumerate(sorted(catalogue.frameworks))}


def given(catalogue: Catalogue, tables: Iterable[Referencing], reading: str) -> list[GivenLink]:
    """Every link of these tables that qualmap counts, with the reliability that qualmap gives it."""
    number, found = numbers(catalogue), []
    for table in tables:
        origin, destination = (catalogue.frameworks[name].codes for name in (table.origin, table.destination))
        for link in table.links:
            sure = reliability(table, link, catalogue.assumptions)
            for target in link.targets if sure > 0 else ():
                found.append(
                    (
                        number[table.origin],
                        origin.index(link.level) + 1,
                        number[table.destination],
                        destination.index(target) + 1,
                        BY_RELATION[link.relation] if reading == "relations" else EXACT,
                        sure,
                        table.id,
                    )
                )
    return found


def between(links: Iterable[GivenLink], origin: int, destination: int, longest: int) -> list[int]:
    """The frameworks that a chain of at most ``longest`` links from one to the other can touch."""
    near: dict[int, set[int]] = {origin: set(), destination: set()}
    for one, _, other, *_ in links:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    there, back = _steps(near, origin), _steps(near, destination)
    far = longest + 1
    return sorted(name for name in near if there.get(name, far) + back.get(name, far) <= longest)


def _steps(near: dict[int, set[int]], start: int) -> dict[int, int]:
    """How many links away every framework is."""
    steps, edge = {start: 0}, [start]
    for name in edge:
        for other in sorted(near[name] - steps.keys()):
            steps[other] = steps[name] + 1
            edge.append(other)
    return steps


def asked(catalogue: Catalogue, pairs: Iterable[tuple[str, str]], reading: str) -> list[Job]:
    """A job per hidden table: all that the composed task leaves standing, and the pair of the hidden table."""
    whole, number = Engine(catalogue), numbers(catalogue)
    jobs = []
    for pair in pairs:
        hidden = whole.links.direct(*sorted(pair))[0].tables[0]
        links = given(catalogue, kept(catalogue.tables, hidden), reading)
        ends = number[pair[0]], number[pair[1]]
        jobs.append(Job(links, between(links, *ends, CHAIN), ends, CHAIN, EVERY_COMPONENT, light=True))
    return jobs


def answered(trial: Trial, column: int, said: Iterable[Sequence[Any]]) -> Trial:
    """The trial as SeMRA answers it: all levels to which it gives its highest confidence, whatever the predicate.

    ``column``: that of the origin level. ``said``: origin column, destination column, predicate and confidence of each
    mapping between the two frameworks.
    """
    sure: dict[int, float] = {}
    for level, target, _, confidence in said:
        if level == column:
            sure[target] = max(confidence, sure.get(target, 0.0))
    best = max(sure.values(), default=None)
    answer = frozenset(target for target, confidence in sure.items() if confidence == best)
    probability = np.zeros(len(trial.probability))
    probability[sorted(answer)] = 1 / max(len(answer), 1)
    return replace(trial, answer=answer, confidence=best, probability=probability, known=bool(answer))


def likeliest_right(trial: Trial) -> float:
    """Whether the likeliest level is official; of several that are equally likely, the share that is."""
    if not trial.answer:
        return 0.0
    best = np.flatnonzero(np.isclose(trial.probability, trial.probability.max()))
    return sum(int(column) in trial.official for column in best) / len(best)
