"""Scores anyone's own framework and links, without adding them to the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualmap.catalog import Catalogue
from qualmap.crosswalk.answers import forced
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.placement import printed_number
from qualmap.errors import Problem, RecordError, did_you_mean
from qualmap.evaluation.benchmark.baselines import by_number
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.level import because, official
from qualmap.evaluation.benchmark.report import ENGINE, assembled, table
from qualmap.evaluation.benchmark.trials import Trial, Trials
from qualmap.records import Framework

HEADER = ("level_code", "target_framework", "target_level")


@dataclass(frozen=True)
class OwnLink:
    """One row of a file of links: where it stands, the level, and its target (None: officially no counterpart)."""

    line: int
    level: str
    framework: str
    target: str | None


def own_links(file: str, rows: Sequence[tuple[int, Sequence[str]]]) -> list[OwnLink]:
    """Links from the rows of a CSV file, its header first. Raises RecordError."""
    line, header = rows[0]
    if tuple(header) != HEADER:
        raise RecordError([Problem(file, line, "", "unknown header", f"the first row is {','.join(HEADER)}")])
    if len(rows) == 1:
        raise RecordError([Problem(file, line, "", "holds no links", "add a row per level")])
    return [OwnLink(line, cells[0], cells[1], cells[2] or None) for line, cells in rows[1:]]


def benchmark_own(
    catalogue: Catalogue, framework: Framework, links: Iterable[OwnLink], file: str, *, min_confidence: float = 0.0
) -> dict[str, Any]:
    """The contract's tree for one framework and its links: the level task alone. Raises RecordError.

    If the catalogue knows the framework's id, that and its kin are hidden, and the parameters fitted again.
    """
    folds = Folds(catalogue)
    engine = folds.foreign(framework)
    trials = Trials.of(_trials(engine, catalogue, framework, list(links), file))
    elsewhere = Trials.of(trial for trial in official(folds) if trial.headline)
    answered = {ENGINE: trials} | by_number(trials, elsewhere)
    tasks: dict[str, Any] = {"level": table(answered, min_confidence), "composed": {}, "titles": {}}
    return assembled(tasks, {}, answered, min_confidence)


def _trials(
    engine: Engine, catalogue: Catalogue, framework: Framework, links: Sequence[OwnLink], file: str
) -> Iterator[Trial]:
    by_destination: dict[str, list[OwnLink]] = {}
    for link in links:
        if link.level not in framework.codes:
            raise _unknown(file, link, HEADER[0], link.level, framework.codes)
        known = catalogue.frameworks if "@" in link.framework else catalogue.ids
        if link.framework not in known:
            raise _unknown(file, link, HEADER[1], link.framework, known)
        by_destination.setdefault(str(catalogue.framework(link.framework).ref), []).append(link)
    for name, its in by_destination.items():
        destination = catalogue.frameworks[name]
        if not destination.levels:
            raise RecordError([Problem(file, its[0].line, HEADER[1], f"{name} has no levels in the catalogue")])
        answers = {one.level: one for one in forced(engine, framework, destination)}
        truth, rungs = _official(framework, destination, its, file), max(framework.ranks)
        rank_of = dict(zip(framework.codes, framework.ranks, strict=True))
        odd = rungs != max(destination.ranks) or any(printed_number(level) not in truth[level] for level in truth)
        for level, columns in truth.items():
            one, rank = answers[level], rank_of[level]
            yield Trial(
                origin=str(framework.ref),
                level=level,
                destination=name,
                codes=destination.codes,
                rung=rank,
                rungs=rungs,
                region=framework.region,
                irregular=odd,
                headline=True,
                cluster=file,
                official=columns,
                probability=one.probability,
                answer=frozenset(one.answer.columns),
                confidence=one.answer.confidence,
                known=one.known,
                why=because(engine, framework, level),
            )


def _official(
    framework: Framework, destination: Framework, links: Sequence[OwnLink], file: str
) -> Mapping[str, frozenset[int]]:
    """Per level the columns of its targets; one without counterpart is below all linked levels or above them.

    Between linked ones it is at no column, and not scored.
    """
    named: dict[str, set[int]] = {}
    for link in links:
        if link.target is not None and link.target not in destination.codes:
            raise _unknown(file, link, HEADER[2], link.target, destination.codes)
        targets = named.setdefault(link.level, set())
        if any(other.level == link.level and (other.target is None) != (link.target is None) for other in links):
            message = f"level {link.level!r} has both a target and none"
            raise RecordError([Problem(file, link.line, HEADER[2], message, "keep the one that the source states")])
        if link.target is not None:
            targets.add(destination.codes.index(link.target) + 1)
    rank = dict(zip(framework.codes, framework.ranks, strict=True))
    linked = [rank[level] for level, columns in named.items() if columns]
    lowest, highest = min(linked, default=max(framework.ranks) + 1), max(linked, default=max(framework.ranks) + 1)
    for level, columns in named.items():
        if not columns and not lowest <= rank[level] <= highest:
            columns.add(0 if rank[level] < lowest else len(destination.codes) + 1)
    return {level: frozenset(columns) for level, columns in named.items() if columns}


def _unknown(file: str, link: OwnLink, field: str, name: str, known: Iterable[str]) -> RecordError:
    return RecordError([Problem(file, link.line, field, f"unknown name {name!r}", did_you_mean(name, known))])
