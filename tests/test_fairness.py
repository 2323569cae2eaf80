"""The laws of fairness, on real titles: what is unknown never counts against a holder, and nothing rests on a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import qualmap
from qualmap.errors import InputError, QualmapError, UnknownNameError
from qualmap.facade import Qualmap
from qualmap.portability.assess import Examined, examine
from qualmap.portability.case import understand
from qualmap.portability.given import to_award, to_sought
from qualmap.portability.verdict import SEVERITY
from qualmap.records.award import PURPOSES
from tests.bodies import LISTS

ON = "2026-11-01"
QM = qualmap.load()
DESK = Qualmap(QM.catalogue, lists=LISTS).desk()
KINDS = sorted(QM.catalogue.classifier.known)
EVERY = [f for f in QM.frameworks() if f.kind not in ("regional", "continental", "transnational") and f.countries]
TITLES = sorted({(a.title, f.countries[0]) for f in EVERY for a in f.qualification_types})
LEVELS = {country: sorted({c for f in EVERY if country in f.countries for c in f.codes}) for _, country in TITLES}
EDITIONS = {country: sorted(str(f.ref) for f in EVERY if country in f.countries) for _, country in TITLES}
DESTINATIONS = ("DE", "FR", "IE", "GB", "NL", "ZA", "KE", "PH", "BE", "SY", "eqf-none")[:-1]
GATES = st.one_of(
    st.just({"state": "unknown"}),
    st.just({"state": "claimed"}),
    st.sampled_from(["confirmed", "failed"]).map(lambda state: {"state": state, "source": "the registrar's letter"}),
)
DOCUMENTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["certificate", "transcript", "diploma-supplement"]),
        "grade": st.sampled_from(["verified", "original", "copy", "described", "none"]),
    }
)
FINDINGS = st.fixed_dictionaries(
    {
        "element": st.sampled_from(["level", "workload", "quality", "profile", "outcomes"]),
        "difference": st.sampled_from(["none", "non-substantial", "potentially-substantial", "substantial", "unknown"]),
        "because": st.just("compared module by module"),
        "source": st.just("curriculum of 2015"),
    }
)


@st.composite
def awards(draw: st.DrawFn) -> dict[str, Any]:
    """An award with a recorded title and any facts, those of its own records among them more often than others."""
    title, country = draw(st.sampled_from(TITLES))
    records = [(f, a) for f in EVERY if country in f.countries for a in f.qualification_types if a.title == title]
    framework, record = draw(st.sampled_from(records))
    facts: dict[str, st.SearchStrategy[Any]] = {
        "awarded": st.sampled_from(["1965", "1988-07-01", "2005-04", "2012-09-30", "2016", "2019-06-30", "2025"]),
        "level": st.sampled_from(record.levels or LEVELS[country] or ["5"]) | st.sampled_from(LEVELS[country] or ["5"]),
        "framework": st.just(framework.id),
        "registered_under": st.just(str(framework.ref)) | st.sampled_from(EDITIONS[country]),
        "award_type": st.sampled_from(KINDS) | st.just(QM.catalogue.classifier.type_of(record) or "diploma"),
        "isced": st.integers(0, 8),
        "years": st.sampled_from(["0.5", "1", "2", "3", "3-4", "5"]),
        "credits": st.sampled_from([20, 60, 120, 180, 240, 300, 360, 480]),
        "credit_system": st.sampled_from(["ECTS", "NQF credits", "CATS", "points of our own"]),
        "awarding_bodies": st.lists(st.sampled_from(["Good University", "Bad College", "Nobody's"]), max_size=2),
        "programme": st.just("Nursing"),
        "orientation": st.sampled_from(["academic", "professional"]),
        "gives_access_to": st.lists(st.sampled_from(KINDS), max_size=2),
        "gates": st.fixed_dictionaries({}, optional=dict.fromkeys(("authentic", "institution", "programme"), GATES)),
        "documents": st.lists(DOCUMENTS, max_size=2),
        "findings": st.lists(FINDINGS, max_size=2),
        "outcomes": st.just([{"text": "plans care", "grain": "unit"}]),
    }
    return {"title": title, "country": country, **draw(st.fixed_dictionaries({}, optional=facts))}


SOUGHT = st.fixed_dictionaries(
    {},
    optional={
        "as_type": st.sampled_from(KINDS),
        "access_to": st.sampled_from(["bachelor", "master", "doctorate", "short-cycle-he"]),
        "orientation": st.sampled_from(["academic", "professional"]),
    },
)


def examined(award: Mapping[str, Any], destination: str, purpose: str, sought: Mapping[str, Any]) -> Examined | None:
    """What an examination finds; None for input that cannot be right."""
    try:
        case = understand(
            QM.catalogue, to_award(award), destination, purpose, to_sought(sought), ON, QM.catalogue.policy
        )
        return examine(DESK, case)
    except (InputError, UnknownNameError):
        return None


def severities(found: Examined) -> dict[str, int]:
    return {element.element: SEVERITY[element.difference] for element in found.elements}


@given(awards(), st.sampled_from(DESTINATIONS), st.sampled_from(PURPOSES), SOUGHT)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_a_fact_that_becomes_unknown_never_worsens_a_verdict(award, destination, purpose, sought):
    whole = examined(award, destination, purpose, sought)
    assume(whole is not None)
    for less in weaker(award):
        found = examined(less, destination, purpose, sought)
        if found is None:
            continue  # what is left contradicts itself, and nothing is judged
        before, after = severities(whole), severities(found)
        worse = {name for name in before if after[name] > before[name]}
        assert not worse, (worse, award, less, destination, sought)
        if whole.decision.outcome != "refusal":
            assert found.decision.outcome != "refusal"


def weaker(award: dict[str, Any]):
    """The same award with one fact unknown."""
    for name in award:
        if name not in ("title", "country"):
            yield {key: value for key, value in award.items() if key != name}
    for gate, state in award.get("gates", {}).items():
        if state["state"] != "unknown":
            yield award | {"gates": award["gates"] | {gate: {"state": "unknown"}}}
    for at in range(len(award.get("awarding_bodies", []))):
        rest = [body for place, body in enumerate(award["awarding_bodies"]) if place != at]
        yield award | {"awarding_bodies": rest}
    for at in range(len(award.get("documents", []))):
        rest = [document for place, document in enumerate(award["documents"]) if place != at]
        yield award | {"documents": rest}
    if len(award.get("awarded", "")) > 4:
        yield award | {"awarded": award["awarded"][:4]}
