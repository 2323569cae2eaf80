"""Recognition instruments: what they cover, whom they oblige, what they replace, and who is bound since when."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def acts(catalogue):
    return {act.id: act for act in catalogue.instruments}


def test_the_instruments_that_the_project_promises(acts):
    names = " ".join(act.name for act in acts.values())
    for words in ("Lisbon", "Addis", "Global Convention", "ASEAN", "2005/36/EC", "2023/2611", "ECOWAS", "SADC"):
        assert words in names or words in " ".join(a.short_name or "" for a in acts.values()), words
    assert len(acts) >= 30


def test_lisbon_covers_higher_education_and_replaces_two_older_conventions(acts):
    lisbon = acts["lrc-1997"]
    assert {"access", "higher-education"} <= set(lisbon.covers)
    assert "vocational" not in lisbon.covers
    assert lisbon.replaces == ("europe-1979", "mediterranean-1976")  # its article XI.4
    assert len(lisbon.parties) > 50


def test_the_directive_covers_professions_and_the_recommendation_binds_nobody(acts):
    assert acts["eu-directive-2005-36"].covers == ("professions",)
    assert acts["eu-directive-2005-36"].binding == "binding"
    assert acts["eu-rec-2023-2611"].binding == "not-binding"


def test_party_date_unknown_is_a_value(acts):
    undated = [p for p in acts["lrc-1997"].parties if p.status == "party" and not (p.ratified or p.in_force_from)]
    assert undated
    assert all(acts["lrc-1997"].source_of(party.source) for party in undated)


def test_states_that_left_are_kept_with_the_year(acts):
    left = {party.country: party.left for party in acts["mexico-city-1974"].parties if party.status == "left"}
    assert set(left) == {"BR", "CL"}


def test_every_party_has_provenance_and_a_known_country_code(acts):
    import pycountry

    for act in acts.values():
        for party in act.parties:
            assert act.source_of(party.source)
            assert party.country == "XK" or pycountry.countries.get(alpha_2=party.country), party.country


def test_no_date_runs_backwards(acts):
    for act in acts.values():
        for party in act.parties:
            if party.in_force_from and party.left:
                assert party.in_force_from[:4] <= party.left[:4]
            if party.signed and party.ratified:
                assert party.signed[:4] <= party.ratified[:4]


def test_the_graph_holds_them(qm):
    rows = qm.query("SELECT ?c { ?i dct:identifier 'lrc-1997' ; qm:party ?p . ?p qm:country ?c } ORDER BY ?c")
    assert {"c": "DE"} in rows
