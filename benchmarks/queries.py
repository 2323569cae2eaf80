"""The library's questions: qualmap against the bare engine underneath it, and against rdflib's own engine.

Run alone it prints the seconds of each question.
"""

from __future__ import annotations

import contextlib
import signal
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

from comparison import ROUNDS, Comparison, timed

if TYPE_CHECKING:
    from rdflib import Dataset

    from qualmap.facade import Qualmap
    from qualmap.store.library import Question

WITHIN = 5
"""Seconds after which rdflib is stopped. What it has taken by then counts, which is far more than the median."""
RAW_LIMIT = 1.3
RDFLIB_LIMIT = 1 / 20


@dataclass(frozen=True)
class Times:
    """Seconds for one question; the least disturbed run of ours and of raw pyoxigraph, one run of rdflib."""

    name: str
    ours: float
    raw: float
    rdflib: float


def comparisons() -> list[Comparison]:
    """The median question, and all of them, against raw pyoxigraph; the median question against rdflib.

    Raw pyoxigraph answers the same text with the terms ready and reads every value out as text: what it does not do is
    check, look up and type. rdflib gets the text with its terms written in.
    """
    times = measured()
    against_raw = statistics.median_low([(t.ours / t.raw, t.ours, t.raw) for t in times])
    against_rdflib = statistics.median_high([(t.ours / t.rdflib, t.ours, t.rdflib) for t in times])
    sums = sum(t.ours for t in times), sum(t.raw for t in times)
    return [
        Comparison("median question / raw pyoxigraph", *against_raw[1:], RAW_LIMIT),
        Comparison("all questions / raw pyoxigraph", *sums, RAW_LIMIT),
        Comparison("median question / rdflib", *against_rdflib[1:], RDFLIB_LIMIT),
    ]


def measured() -> list[Times]:
    """Every question of the library with its example, in one run, ours and raw in turn."""
    import qualmap

    qm = qualmap.load()
    dataset = qm.graph()
    dataset.default_union = True
    return [_times(qm, dataset, question) for question in qm.questions()]


def _times(qm: Qualmap, dataset: Dataset, question: Question) -> Times:
    from qualmap.ontology.terms import PREFIXES
    from qualmap.store.binding import with_terms
    from qualmap.store.parameters import bind

    store, terms = qm._store._store, bind(question, question.example, qm.catalogue)  # noqa: SLF001  # the bare engine
    text = with_terms(question.sparql, {variable.value: term for variable, term in terms.items()})

    def ours() -> object:
        return qm.ask(question.name, **question.example)

    def raw() -> object:
        found = store.query(
            question.sparql, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=dict(terms)
        )
        return [[None if term is None else term.value for term in row] for row in found]

    def rdflib() -> object:
        return list(dataset.query(text, initNs=PREFIXES))

    ours()
    raw()
    pairs = [(timed(ours), timed(raw)) for _ in range(ROUNDS)]
    return Times(question.name, min(a for a, _ in pairs), min(b for _, b in pairs), _stopped(rdflib))


def _stopped(action: Callable[[], object]) -> float:
    """The seconds of an action of plain Python, which a signal can stop.

    By the wall clock: the kernel reads processor time in coarse steps as long as a timer runs on it.
    """

    def stop(*_: object) -> None:
        raise TimeoutError

    def until_stopped() -> None:
        with contextlib.suppress(TimeoutError):
            action()

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, WITHIN, 1)
    try:
        return timed(until_stopped)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def main() -> None:
    """Print a line per question."""
    for t in measured():
        shown = f"{t.ours * 1000:8.2f} ms, raw {t.raw * 1000:8.2f} ms, rdflib {t.rdflib * 1000:9.1f} ms"
        print(f"{t.name:30} {shown} = {t.ours / t.raw:5.2f}, 1/{t.rdflib / t.ours:.0f}")


if __name__ == "__main__":
    main()
