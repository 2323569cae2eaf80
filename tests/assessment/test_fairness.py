"""The laws of fairness, on real titles: what is unknown never counts against a holder; nothing rests on a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import qualmap
from qualmap.assessment.case import to_award, to_sought, understand
from qualmap.assessment.elements.verdict import SEVERITY
from qualmap.assessment.examination import Examined, examine
from qualmap.errors import InputError, UnknownNameError
from qualmap.facade import Qualmap
from qualmap.records import AwardingBodies
from qualmap.records.award import PURPOSES
from tests.bodies import LISTS

ON = "2026-11-01"
QM = qualmap.load()
SESSION = Qualmap(QM.catalogue, lists=LISTS).session
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
        return examine(SESSION, case)
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


def test_the_edition_that_is_stated_counts_though_the_year_began_without_it():
    """Luxembourg's framework stands since October 2016. Without the year the level counted, with it it did not."""
    award = {"title": "Brevet de maîtrise", "country": "LU", "registered_under": "lu-clq@2016"}
    sought = {"as_type": "bachelor"}
    undated, dated = (
        severities(examined(award | year, "DE", "further-study", sought))["level"] for year in ({}, {"awarded": "2016"})
    )
    assert dated == undated == SEVERITY["potentially-substantial"]


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


@given(awards(), st.sampled_from(DESTINATIONS), st.sampled_from(PURPOSES), SOUGHT)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_an_outcome_says_no_more_than_its_elements_show(award, destination, purpose, sought):
    found = examined(award, destination, purpose, sought)
    assume(found is not None)
    by_name = {element.element: element for element in found.elements}
    states = {gate.gate: gate.state for gate in found.gates}
    if found.decision.outcome == "refusal":  # only where a gate failed or an officer showed it, and a source is named
        assert by_name["quality"].difference == "substantial"
        assert any(source.source for source in by_name["quality"].cited)
    if found.decision.outcome == "full":  # never from a level alone
        assert states["authentic"] == states["institution"] == "confirmed"
        assert purpose != "regulated-profession"
    if by_name["level"].difference == "substantial" and not any(
        f["element"] == "level" for f in award.get("findings", ())
    ):
        assert all(is_shown_officially(landing) for landing in found.landings)


def is_shown_officially(landing) -> bool:
    if landing.home.framework.ref == landing.framework.ref:
        return True  # one ladder: its own order says so
    links = [item for item in landing.mapping.evidence if item.used and item.kind == "link"]
    read = all(item.verification in ("seen", "secondary") for item in links)
    return landing.mapping.basis == "official" and not landing.mapping.dissent and bool(links) and read


@given(awards(), st.sampled_from(DESTINATIONS), st.sampled_from(PURPOSES), SOUGHT)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_confirming_the_document_never_lifts_a_guess_above_provisional(award, destination, purpose, sought):
    """Only a level that an officer found, or records that were read, carry an outcome."""
    sure = {"state": "confirmed", "source": "the registrar's letter"}
    confirmed = award | {"gates": dict.fromkeys(("authentic", "institution", "programme"), sure)}
    found = examined(confirmed, destination, purpose, sought)
    assume(found is not None)
    if found.rests_on.by != "record":
        assert found.rests_on.doubts
        assert found.decision.outcome in ("insufficient-information", "refusal")
    if found.decision.outcome == "full" and not any(f["element"] == "level" for f in award.get("findings", ())):
        assert not found.rests_on.doubts
        assert all(place.read_as in ("level", "title") for place in found.home.places)
        assert found.home.places or found.home.kind_is_recorded


BELOW = st.sampled_from(["primary", "lower-secondary", "upper-secondary-general", "upper-secondary-vocational"])


@given(BELOW, st.sampled_from(TITLES), st.sampled_from(DESTINATIONS), st.sampled_from(["master", "doctorate"]))
@settings(max_examples=100, deadline=None)
def test_a_school_award_never_comes_out_as_full_for_a_master_or_a_doctorate(kind, titled, destination, to):
    title, country = titled
    found = examined(
        {"title": f"{title} xyz", "country": country, "awarded": "2018", "award_type": kind},
        destination, "further-study", {"access_to": to},
    )  # fmt: skip
    assume(found is not None and not found.home.places)
    assert found.decision.provisional != "full"
    assert found.decision.outcome != "full"


def test_a_substantial_difference_of_level_is_found_where_an_official_link_shows_it():
    """The regulators' own leaflet sets NFQ 6 below the level of UK honours degrees."""
    award = {"title": "Advanced Certificate", "country": "IE", "awarded": "2018", "level": "6"}
    found = examined(award, "gb-eng-fheq", "employment", {"as_type": "master"})
    assert by_element(found)["level"] == "substantial"
    assert found.decision.provisional == "alternative"  # recognised at the level that it reaches, not refused


def test_without_official_links_a_difference_of_level_is_potential_at_most():
    bare = Qualmap(replace(QM.catalogue, tables=()))
    award = {"title": "Advanced Certificate", "country": "IE", "awarded": "2018", "level": "6"}
    judged = bare.assess(award, "gb-eng-fheq", "employment", sought={"as_type": "master"}, on=ON)
    assert judged.element("level").difference in ("potentially-substantial", "unknown", "none")
    assert judged.outcome != "refusal"


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_removing_sources_creates_no_refusal_and_nothing_substantial_without_a_link(data):
    kept = data.draw(st.lists(st.sampled_from(QM.catalogue.tables), unique_by=lambda table: table.id, max_size=40))
    fewer = Qualmap(replace(QM.catalogue, tables=tuple(sorted(kept, key=lambda table: table.id))))
    award = data.draw(awards().filter(lambda award: "findings" not in award and "gates" not in award))
    destination, sought = data.draw(st.sampled_from(DESTINATIONS)), data.draw(SOUGHT)
    try:
        judged = fewer.assess(award, destination, "further-study", sought=sought, on=ON)
    except (InputError, UnknownNameError):
        return
    assert judged.outcome != "refusal" or judged.element("quality").difference == "substantial"
    if judged.element("level").difference == "substantial":
        assert all(comparator.mapping.basis == "official" for comparator in judged.comparators)


@given(
    st.sampled_from([f.countries[0] for f in EVERY if f.kind == "country"]),
    st.sampled_from(["Licence", "Diploma", "School certificate", "Dottorato", "شهادة"]),
    st.sampled_from(DESTINATIONS),
    SOUGHT,
    st.fixed_dictionaries(
        {}, optional={"award_type": st.sampled_from(KINDS), "isced": st.integers(0, 8), "years": st.just("1")}
    ),
)
@settings(max_examples=100, deadline=None)
def test_a_country_without_a_framework_is_no_worse_off_than_unknown(country, title, destination, sought, facts):
    if any(f.levels for f in EVERY if country in f.countries):
        return
    found = examined({"title": title, "country": country, "awarded": "2015", **facts}, destination, "migration", sought)
    assert found is not None
    assert SEVERITY[by_element(found)["level"]] == 0
    assert found.decision.outcome != "refusal"


def by_element(found: Examined) -> dict[str, str]:
    return {element.element: element.difference for element in found.elements}


PERSONAL = (
    "name nationality citizenship gender sex age birth_date ethnicity religion language_of_home disability".split()
)


@pytest.mark.parametrize("key", PERSONAL)
def test_nothing_about_a_person_is_taken(key):
    with pytest.raises(InputError, match="unknown key"):
        QM.assess({"title": "Bachelor", "country": "IE", key: "x"}, "DE", "employment", on=ON)


AWARD = {"title": "Honours Bachelor Degree", "country": "IE", "awarded": "2015-06-01", "level": "8"}


def test_a_judgement_for_one_purpose_says_nothing_for_another():
    judged = QM.assess(AWARD, "DE", "further-study", on=ON)
    assert judged.for_purpose("further-study") is judged
    with pytest.raises(InputError, match="assess anew"):
        judged.for_purpose("employment")


def test_the_same_inputs_give_the_same_bytes_in_another_process(tmp_path):
    """Another process with another hash seed, without a network; nothing there reads a clock."""
    import os
    import subprocess
    import sys

    code = f"""
import socket
def refuse(*_): raise OSError("no network")
socket.socket.connect = refuse
import qualmap
print(qualmap.load().assess({AWARD!r}, "DE", "further-study", on="{ON}").model_dump_json())
"""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {QM.assess(AWARD, "DE", "further-study", on=ON).model_dump_json().encode() + b"\n"}


def test_nothing_below_the_command_line_reads_a_clock():
    import re
    from pathlib import Path

    for path in (Path(qualmap.__file__).parent).rglob("*.py"):
        if path.parent.name not in ("cli", "web", "store", "site"):
            assert not re.search(r"\b(today|now|utcnow|time\.time|localtime)\(", path.read_text("utf-8")), path


@pytest.mark.parametrize(
    "change",
    [
        {"award": AWARD | {"awarded": "2015-06-02"}},
        {"award": AWARD | {"awarding_bodies": ["A"]}},
        {"destination": "FR"},
        {"purpose": "employment"},
        {"on": "2026-11-02"},
        {"sought": {"access_to": "master"}},
    ],
)
def test_the_id_names_the_inputs(change):
    asked = {"award": AWARD, "destination": "DE", "purpose": "further-study", "on": ON}
    one, other = QM.assess(**asked), QM.assess(**(asked | change))
    assert one.id != other.id
    assert QM.assess(**asked).id == one.id


def test_the_id_names_the_catalogue_and_the_policy_and_the_lists():
    policy = QM.catalogue.policy.model_copy(update={"valid_years": 2})
    one = QM.assess(AWARD, "DE", "further-study", on=ON)
    assert QM.assess(AWARD, "DE", "further-study", on=ON, policy=policy).id != one.id
    later = Qualmap(replace(QM.catalogue, version="another"))
    assert later.assess(AWARD, "DE", "further-study", on=ON).id != one.id
    assert Qualmap(QM.catalogue, lists=LISTS).assess(AWARD, "DE", "further-study", on=ON).id != one.id


def test_no_phrase_says_that_an_award_is_equivalent():
    import re

    for language in QM.catalogue.phrases.languages:
        for text in QM.catalogue.phrases.wording(language).sentences.values():
            said = re.search(r"\b(équivalen|equivalen)\w*", text, re.IGNORECASE)
            assert not said or re.search(r"\b(not|no|never|ne|pas|n'|não|nunca|sem)\b", text, re.IGNORECASE), text


# What hostile readers found: each once broke a law


def listed(*bodies: dict[str, Any]) -> Qualmap:
    source = {"id": "s1", "verification": "secondary", "citation": "made for the test"}
    record = {"id": "own", "sources": [source], "bodies": list(bodies)}
    return Qualmap(QM.catalogue, lists=[AwardingBodies.model_validate(record)])


def body(country: str, **period: str) -> dict[str, Any]:
    return {"name": "X", "country": country, "periods": [{"source": "s1", **period}]}


def institution(qm: Qualmap, **facts: Any) -> str:
    judged = qm.assess(AWARD | {"awarding_bodies": ["X"]} | facts, "DE", "employment", on=ON)
    return judged.gates[1].state


def test_a_period_speaks_only_for_days_that_lie_in_it_for_certain():
    closing = listed(body("IE", status="not-recognised", valid_from="2010-06-15"))
    assert institution(closing, awarded="2010-03-01") == "unknown"
    assert institution(closing, awarded="2010") == "unknown"
    assert institution(closing, awarded="2010-07") == "failed"
    assert (
        institution(listed(body("IE", status="not-recognised", valid_from="2015")), awarded="2015-01-02") == "unknown"
    )


def test_a_namesake_fails_nobody():
    bad = body("IE", status="not-recognised", valid_from="1990")
    assert institution(listed(bad)) == "failed"
    assert institution(listed(bad, body("IE", status="recognised", valid_from="1990"))) == "unknown"
    assert institution(listed(bad, body("FR", status="recognised", valid_from="1990"))) == "unknown"
    abroad = listed(
        body("IE", status="recognised", valid_from="1990"), body("FR", status="not-recognised", valid_from="1990")
    )
    assert institution(abroad) == "confirmed"


def test_an_entry_without_dates_is_shown_and_settles_nothing():
    judged = listed(body("IE", status="not-recognised")).assess(
        AWARD | {"awarding_bodies": ["X"]}, "DE", "employment", on=ON
    )
    assert [reason.code for reason in judged.gates[1].reasons] == ["gate-listed-otherwise"]


def test_a_date_that_may_lie_before_any_edition_makes_nothing_certain():
    title = "Berufsvorbereitungsjahr (BVJ)"
    for awarded in ("2013-04-26", "2013-04", "2013"):
        found = examined(
            {"title": title, "country": "DE", "awarded": awarded}, "DE", "employment", {"as_type": "bachelor"}
        )
        assert SEVERITY[by_element(found)["level"]] == 0, awarded


def test_a_named_framework_must_have_stood_on_the_day():
    with pytest.raises(InputError, match="neither in force nor in teach-out"):
        QM.assess(
            {"title": "Bachelor", "country": "BE", "awarded": "2010-06-04", "framework": "be-cfc"},
            "DE",
            "employment",
            on=ON,
        )


def test_no_policy_waives_that_an_award_is_real():
    rules = tuple(rule.model_copy(update={"gates": ()}) for rule in QM.catalogue.policy.purposes)
    lax = QM.catalogue.policy.model_copy(update={"purposes": rules})
    assert QM.assess(AWARD, "DE", "employment", on=ON, policy=lax).outcome == "insufficient-information"


def test_null_is_unknown():
    nothing = dict.fromkeys(("level", "isced", "gates", "awarding_bodies", "documents", "credits"))
    assert QM.assess({"title": "Bachelor", "country": "IE"} | nothing, "DE", "employment", on=ON).outcome
    assert QM.assess(AWARD, "DE", "employment", sought={"as_type": None}, on=ON).outcome


def test_a_printed_level_does_not_cost_a_country_without_a_framework_its_judgement():
    judged = QM.assess(
        {"title": "Licence", "country": "SY", "awarded": "2015", "level": "6"}, "DE", "employment", on=ON
    )
    assert "warning-level-without-framework" in {warning.code for warning in judged.warnings}


def test_a_year_of_honours_is_never_weighed_against_a_whole_degree():
    award = {"title": "Bachelor Honours Degree", "country": "ZA", "awarded": "2018", "level": "8", "years": "1"}
    found = examined(
        award | {"credits": 120, "credit_system": "NQF credits"}, "IE", "further-study", {"access_to": "doctorate"}
    )
    assert by_element(found)["workload"] == "unknown"


def test_another_kind_of_award_is_not_recognised_in_full_by_its_level():
    gates = {name: {"state": "confirmed", "source": "the university"} for name in ("authentic", "institution")}
    award = {"title": "Ordinary Bachelor Degree", "country": "IE", "awarded": "2016", "level": "7", "gates": gates}
    judged = QM.assess(award, "GB", "employment", sought={"as_type": "bachelor-honours"}, on=ON)
    assert judged.outcome == "insufficient-information"
    assert "profile-other-kind" in {reason.code for reason in judged.element("profile").reasons}
    assert "warning-ladders-disagree" in {warning.code for warning in judged.warnings}


def test_what_is_not_known_of_the_access_that_is_asked_for_holds_up_the_outcome():
    gates = {name: {"state": "confirmed", "source": "the school board"} for name in ("authentic", "institution")}
    award = {"title": "School certificate", "country": "GH", "awarded": "2018", "gates": gates}
    judged = QM.assess(award, "RW", "further-study", sought={"access_to": "bachelor"}, on=ON)
    assert judged.outcome == "insufficient-information"
