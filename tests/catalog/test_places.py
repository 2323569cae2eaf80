"""Countries and their parts as people write them."""

from __future__ import annotations

import subprocess
import sys

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualmap.catalog.places import Place, country_name, place, place_of_awards
from qualmap.errors import AmbiguousNameError, QualmapError, UnknownNameError
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ZA", "ZA"),
        ("za", "ZA"),
        ("ZAF", "ZA"),
        ("South Africa", "ZA"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("el", "GR"),
        ("Hellas", "GR"),
        ("XK", "XK"),
        ("XKX", "XK"),
        ("kosovo", "XK"),
        ("Tanzania", "TZ"),
        ("Tanzania, United Republic of", "TZ"),
        ("United Republic of Tanzania", "TZ"),
        ("Côte d’Ivoire", "CI"),
        ("COTE D'IVOIRE", "CI"),
        ("Ivory Coast", "CI"),
        ("Cape Verde", "CV"),
        ("The Gambia", "GM"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Allemagne", "DE"),
        ("Países Baixos", "NL"),
        ("Estados Unidos", "US"),
        ("Lao PDR", "LA"),
        ("Democratic Republic of the Congo", "CD"),
        ("Republic of the Congo", "CG"),
        ("Marruecos", "MA"),
        ("Україна", "UA"),
        ("مصر", "EG"),
        ("中国", "CN"),
        ("ไทย", "TH"),
        ("টোগো", "TG"),  # in Bengali Togo and Tonga have the same consonants
        ("টোঙ্গা", "TO"),
        ("Zaire", "CD"),
        ("DDR", "DE"),
        ("Upper Volta", "BF"),
        ("Ceylon", "LK"),
    ],
)
def test_a_country_by_code_or_name(catalogue, text, code):
    assert place(text, catalogue) == Place(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("England", "GB-ENG"),
        ("scotland", "GB-SCT"),
        ("Wales", "GB-WLS"),
        ("Northern Ireland", "GB-NIR"),
        ("gb-sct", "GB-SCT"),
        ("Flemish Community", "BE-VLG"),
        ("Ontario", "CA-ON"),
        ("CA-QC", "CA-QC"),
    ],
)
def test_a_part_of_a_country(catalogue, text, code):
    assert place(text, catalogue) == Place(code[:2], code)


def test_every_subdivision_of_a_framework_has_a_name(catalogue):
    named = {item.code for item in catalogue.places.subdivisions}
    used = {code for framework in catalogue.frameworks.values() for code in framework.subdivisions}
    assert used, "the catalogue has such frameworks"
    assert used <= named, "add it to crosswalks/model/places.yaml"


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Germny", "Germany"),
        ("Scottland", "Scotland"),
        ("Kosovvo", "Kosovo"),
        ("Kenya X", "Kenya"),
        ("Marueccos", "Marruecos"),
    ],
)
def test_an_unknown_country_is_answered_with_the_nearest(catalogue, text, nearest):
    with pytest.raises(UnknownNameError, match=f"unknown country '{text}': did you mean .*`{nearest}`"):
        place(text, catalogue)


def test_every_iso_country_is_found_by_its_codes_and_its_english_names(catalogue):
    own = {item.code for item in catalogue.places.also_written}
    for country in pycountry.countries:
        names = {country.alpha_2, country.alpha_3, country.name, getattr(country, "official_name", country.name)}
        names -= {"Congo"}  # two states write it
        assert {place(name, catalogue).country for name in names} == {country.alpha_2}
    assert own <= {country.alpha_2 for country in pycountry.countries}


def test_no_alias_takes_the_name_of_another_country(catalogue):
    english = {country.name.casefold(): country.alpha_2 for country in pycountry.countries}
    for item in catalogue.places.also_written:
        for name in (*item.codes, *item.names):
            assert english.get(name.casefold(), item.code) == item.code


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Congo", "Democratic Republic of the Congo (CD) or Republic of the Congo (CG)"),
        ("Kongo", "Democratic Republic of the Congo (CD) or Republic of the Congo (CG)"),  # German CG, Norwegian CD
        ("Korea", "North Korea (KP) or South Korea (KR)"),
    ],
)
def test_a_name_that_means_several_places_is_asked_about(catalogue, text, candidates):
    with pytest.raises(AmbiguousNameError) as refused:
        place(text, catalogue)
    assert candidates in str(refused.value)


@pytest.mark.parametrize("text", ["USSR", "СССР", "Sowjetunion", "SUN", "Union of Soviet Socialist Republics"])
def test_a_state_that_several_succeeded_points_to_them_and_is_a_place_of_awards(catalogue, text):
    with pytest.raises(
        AmbiguousNameError, match=r"ended in 1991; its successors are Armenia \(AM\), .* Uzbekistan \(UZ\)"
    ):
        place(text, catalogue)
    assert place_of_awards(text, catalogue) == Place("SUHH")


def test_former_states_have_the_codes_that_iso_3166_3_gave_them_and_none_that_is_another_country_s(catalogue):
    listed = {former.alpha_4: former for former in pycountry.historic_countries}
    today = {code for country in pycountry.countries for code in (country.alpha_2, country.alpha_3)}
    assert len(catalogue.places.former_states) >= 19
    for state in catalogue.places.former_states:
        known = listed[state.code]
        assert set(state.codes) <= {getattr(known, "alpha_2", None), known.alpha_3} - today
        assert state.ended.year <= known.withdrawal_date[:4]
        assert state.awards == tuple(name for name in state.awards if catalogue.awards_of_file(name))


def test_the_name_that_is_printed_is_understood(catalogue):
    codes = [*(country.alpha_2 for country in pycountry.countries), "XK"]
    assert all(place(country_name(code, catalogue.places), catalogue) == Place(code) for code in codes)


def test_awards_of_a_former_state_are_found_under_its_name(qm):
    found = qm.find("Диплом кандидата наук", country="СССР")
    assert (found.country, found.status) == ("SUHH", "found")
    assert found.matches[0].title == "Диплом кандидата наук"
    assert found.reason is not None
    assert "its successors are Armenia (AM)" in found.reason
    shown = qm.awards("Czechoslovakia")
    assert (shown.country, shown.successors) == ("CSHH", ("CZ", "SK"))
    assert "Výuční list" in {award.title for award in shown.awards}


@pytest.mark.parametrize(
    ("country", "framework"),
    [("Marruecos", "ma-cnc"), ("Scotland", "gb-sct-scqf"), ("KEN", "ke-knqf"), ("US", "us-none")],
)
def test_a_country_stands_for_its_framework(qm, country, framework):
    assert qm.framework(country).id == framework
    assert qm.crosswalk(country, "eqf").origin.id == framework


def test_a_country_with_several_frameworks_or_none_is_no_framework(qm):
    with pytest.raises(AmbiguousNameError, match=r"Belgium has several frameworks, `be-cfc@2015`.*name the one"):
        qm.crosswalk("Belgique", "eqf")
    nothing = qm.crosswalk("Antarctica", "eqf")
    assert (nothing.mappings, nothing.reason) == ((), "no framework of Antarctica is recorded")
    assert qm.crosswalk("FR", "eqf", on="2010-01-01").origin.edition == "1969"


def test_english_names_for_messages(catalogue):
    said = [country_name(code, catalogue.places) for code in ("XK", "TZ", "GB-SCT", "CA-MB", "QQ")]
    assert said == ["Kosovo", "Tanzania", "Scotland", "Manitoba", "QQ"]


@given(st.text(max_size=400))
def test_any_text_is_a_place_or_unknown(catalogue, text):
    found = place_or_refused(text, catalogue)
    if isinstance(found, QualmapError):
        assert "\n" not in str(found)
    else:
        assert found.subdivision is None or found.subdivision.startswith(found.country)


def place_or_refused(text, catalogue):
    try:
        return place(text, catalogue)
    except (UnknownNameError, AmbiguousNameError) as error:
        return error


def test_a_code_of_the_catalogue_needs_no_list_of_countries():
    code = (
        "import sys, qualmap; from qualmap.catalog.places import place; qm = qualmap.load();"
        "print(place('ZA', qm.catalogue).country, 'pycountry' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert done.stdout.split() == ["ZA", "False"]


def test_a_code_and_an_english_name_need_no_translations():
    code = (
        "import sys, qualmap; from qualmap.catalog.places import place; qm = qualmap.load();"
        "print(*(place(name, qm.catalogue).country for name in ('ken', 'Zaire')), 'babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert done.stdout.split() == ["KE", "CD", "False"]
