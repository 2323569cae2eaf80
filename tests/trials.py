"""Trials made by hand, and the catalogue cut down to a few frameworks: a benchmark small enough to look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from qualmap.catalog import Catalogue
from qualmap.evaluation.benchmark.trials import Trial

FEW = (
    "au-aqf@current",
    "de-dqr@2013",
    "gb-eng-rqf@current",
    "gb-sct-scqf@current",
    "gr-hqf@2020",
    "ie-nfq@2003",
    "nl-nlqf@current",
    "nz-nzqcf@2022",
    "pl-prk@current",
    "si-sqf@2016",
)
"""Frameworks with tables to the scale: eight levels, more, fewer, sub-levels, shared documents, two regions."""


def reduced(catalogue: Catalogue, names: Iterable[str] = FEW) -> Catalogue:
    """All frameworks, but only the tables among some of them and the scale."""
    ends = {*names, str(catalogue.framework(catalogue.parameters.scale).ref)}
    return replace(
        catalogue, tables=tuple(table for table in catalogue.tables if {table.origin, table.destination} <= ends)
    )


def trial(
    official: Iterable[int],
    probability: Iterable[float],
    answer: Iterable[int] = (),
    confidence: float | None = None,
    **changes: object,
) -> Trial:
    """One trial; by its columns it is asked for a ladder of ``A``, ``B``, ``C``, ..."""
    chances = np.array(list(probability), float)
    given = {
        "origin": "xx-nqf@1",
        "level": "1",
        "destination": "yy-nqf@1",
        "codes": tuple("ABCDEFGHIJ"[: len(chances) - 2]),
        "rung": 1,
        "rungs": 8,
        "region": "europe",
        "irregular": False,
        "headline": True,
        "cluster": "a report",
        "known": True,
        "why": "",
    }
    return Trial(
        official=frozenset(official),
        probability=chances,
        answer=frozenset(answer) or frozenset({int(chances.argmax())}),
        confidence=confidence,
        **(given | changes),  # type: ignore[arg-type]
    )
