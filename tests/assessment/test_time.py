"""Editions in time: what was in force on a date, at the edges too, and what an officer does before any edition."""

from __future__ import annotations

import json
from datetime import date

import pytest

from qualmap.errors import AmbiguousNameError, UnknownNameError
from tests.shell import qualmap


def applying(found):
    return [(str(c.framework.ref), c.standing) for c in found.candidates]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("1969-03-20", []),  # the day before the nomenclature of 21 March 1969
        ("1969-03-21", [("fr-cncp@1969", "in-force")]),
        ("2019-01-09", [("fr-cncp@1969", "in-force")]),  # the decree took effect the day after its publication
        ("2019-01-10", [("fr-cncp@2019", "in-force")]),
    ],
)
def test_france_on_the_edges(qm, on, expected):
    assert applying(qm.framework(country="FR", on=on)) == expected


def test_before_any_edition_there_is_advice_and_no_guess(qm):
    found = qm.framework(country="FR", on="1950-05-01")
    assert found.candidates == ()
    assert "fr-cncp@1969" in found.advice
    assert "by its type" in found.advice


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2009-05-31", [("za-nqf@1995", "in-force")]),
        ("2009-06-01", [("za-nqf@2009", "in-force"), ("za-nqf@1995", "teach-out")]),
        ("2027-06-30", [("za-nqf@2009", "in-force"), ("za-nqf@1995", "teach-out")]),
        ("2027-07-01", [("za-nqf@2009", "in-force")]),
    ],
)
def test_south_africa_and_its_teach_out(qm, on, expected):
    assert applying(qm.framework(country="ZA", on=on)) == expected


def test_a_year_alone_counts_as_the_whole_year(qm):
    framework = qm.framework("ie-nfq")
    assert framework.valid_from.value == "2003"
    assert applying(qm.framework(country="IE", on="2003-06-01")) == [("ie-nfq@2003", "in-force")]
    assert applying(qm.framework(country="IE", on="2002-12-31")) == []


def test_ukraine_had_other_editions_before_2020(qm):
    editions = [framework.edition for framework in qm.catalogue.editions("ua-nrk")]
    assert editions == ["2011", "2017", "2020"]
    assert "ua-nrk@2020" not in dict(applying(qm.framework(country="UA", on="2015-01-01")))


@pytest.mark.parametrize(
    ("country", "sector", "expected"),
    [
        ("CH", "vocational", {"ch-nqr-bb"}),
        ("CH", "higher education", {"ch-nqf-hs"}),
        ("CH", "higher-education", {"ch-nqf-hs"}),
        ("NG", "TVET", {"ng-nsqf"}),
        ("LK", "vocational", {"lk-nvqf", "lk-slqf"}),
        ("CL", "vocational", {"cl-mctp"}),
        ("SA", None, {"sa-nqf", "sa-nqfhe2009"}),  # until when the older one stood is not known
    ],
)
def test_country_and_sector_find_the_right_one(qm, country, sector, expected):
    found = qm.framework(country=country, sector=sector, on="2026-11-23")
    assert {framework.id for framework in found.frameworks} == expected


def test_an_ambiguous_ask_lists_the_candidates(qm):
    found = qm.framework(country="BE")
    assert {framework.id for framework in found.frameworks} == {"be-vks", "be-cfc", "be-qdg"}
    assert {f.id for f in qm.framework("Flemish", country="BE").frameworks} == {"be-vks"}
    assert {f.id for f in qm.framework("German-speaking", country="BE").frameworks} == {"be-qdg"}


@pytest.mark.parametrize("country", ["BE", "CH", "LK", "CL", "GH", "NG", "UG", "SA", "TH"])
def test_countries_with_several_ladders_have_them_all(qm, country):
    found = qm.framework(country=country)
    assert found.candidates
    if country != "NG":
        assert len({f.id for f in qm.frameworks() if f.countries == (country,)}) >= 2


def test_a_framework_in_the_making_is_an_answer(qm):
    found = qm.framework(country="SN")
    assert applying(found) == [("sn-cnc@current", "not-adopted")]
    assert "bind nobody" in found.advice


def test_every_corridor_country_has_a_record(qm):
    """DOMAIN.md section 4: an officer sees a status, never an unknown id."""
    corridors = """SN NG BE IT NL LU TN EG MA KH LA MM TH SY GB DE PT RO MX CA GT HN SV NI CR PA US VE CL LK BB JM TT
    AO BW KM CD SZ LS MG MW MU MZ NA SC ZA TZ ZM ZW BI KE RW SO SS UG BJ CI CV GH GM GN GW LR SL TG"""
    for country in corridors.split():
        assert qm.framework(country=country).candidates, country


def test_a_country_without_a_framework_says_so(qm):
    found = qm.framework(country="SY")
    assert {c.standing for c in found.candidates} == {"none"}
    assert "never counts against the holder" in found.advice


def test_an_unknown_country_and_a_date_that_is_none(qm):
    with pytest.raises(UnknownNameError, match="country"):
        qm.framework(country="QQ")
    with pytest.raises(AmbiguousNameError, match="is not a date"):
        qm.framework(country="FR", on="last year")


def test_a_crosswalk_takes_the_edition_of_the_awards_date(qm):
    assert qm.crosswalk("fr-cncp", "eqf", on="2010-06-30").origin.edition == "1969"
    assert qm.crosswalk("fr-cncp", "eqf", on="2020").origin.edition == "2019"
    with pytest.raises(AmbiguousNameError, match=r"za-nqf@2009.*za-nqf@1995"):
        qm.crosswalk("za-nqf", "eqf", on="2015-01-01")
    early = qm.crosswalk("fr-cncp", "eqf", on="1950")
    assert early.mappings == ()
    assert "no recorded framework was in force yet" in early.reason
    assert qm.crosswalk("fr-cncp", "eqf", on=date(2010, 6, 30)).origin.edition == "1969"


def test_a_name_or_sector_that_nothing_matches_says_so(qm):
    found = qm.framework("zzzz", country="BE")
    assert found.candidates == ()
    assert "no record matches the name 'zzzz'" in found.advice


def test_on_the_command_line():
    shown = json.loads(qualmap("frameworks", "--country", "fr", "--on", "2010-06-30", "--format", "json").stdout)
    assert shown["on"] == "2010-06-30"
    assert [entry["edition"] for entry in shown["candidates"]] == ["1969"]
    early = qualmap("frameworks", "--country", "FR", "--on", "1950")
    assert early.returncode == 0
    assert "by its type" in early.stdout


def test_superseded_editions_map_to_their_successor_where_a_source_says_how(qm):
    pairs = {(t.origin, t.destination) for t in qm.catalogue.tables if t.status == "succession"}
    assert {("fr-cncp@1969", "fr-cncp@2019"), ("za-nqf@1995", "za-nqf@2009")} <= pairs
