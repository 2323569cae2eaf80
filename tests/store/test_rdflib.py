"""Every question of the library has the same rows in rdflib, which nobody here wrote."""

from __future__ import annotations

import signal
from contextlib import contextmanager

import pytest

from qualmap.ontology.terms import PREFIXES
from qualmap.store.binding import with_terms
from qualmap.store.library import library
from qualmap.store.parameters import bind
from tests.engines import same_rows

WITHIN = 30
"""Seconds of processor time that rdflib may take for one question; it is plain Python, so a signal stops it."""


@pytest.fixture(scope="module")
def dataset(qm):
    found = qm.graph()
    found.default_union = True
    return found


@contextmanager
def within(seconds):
    """Stop what takes more processor time than so many seconds; the signal comes again, should it be caught."""

    def stop(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize("name", library())
def test_a_question_has_the_same_rows_in_rdflib(qm, catalogue, dataset, name):
    def ask(question):
        terms = bind(question, question.example, catalogue)
        text = with_terms(question.sparql, {variable.value: term for variable, term in terms.items()})
        with within(WITHIN):
            found = dataset.query(text, initNs=PREFIXES)
            rows = [tuple(None if term is None else term.toPython() for term in row) for row in found]
        return [str(column) for column in found.vars], rows

    same_rows(qm, "rdflib", name, ask)
