"""Countries and their parts as people write them."""

from __future__ import annotations

import subprocess
import sys

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualmap.catalog.places import Place, country_name, place
from qualmap.errors import UnknownNameError
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
    ("text", "nearest"), [("Germny", "Germany"), ("Scottland", "Scotland"), ("Kosowo", "Kosovo"), ("Kenia X", "Kenya")]
)
def test_an_unknown_country_is_answered_with_the_nearest(catalogue, text, nearest):
    with pytest.raises(UnknownNameError, match=f"unknown country '{text}': did you mean .*`{nearest}`"):
        place(text, catalogue)


def test_every_iso_country_is_found_by_its_codes_and_its_english_names(catalogue):
    own = {item.code for item in catalogue.places.also_written}
    for country in pycountry.countries:
        names = {country.alpha_2, country.alpha_3, country.name, getattr(country, "official_name", country.name)}
        assert {place(name, catalogue).country for name in names} == {country.alpha_2}
    assert own <= {country.alpha_2 for country in pycountry.countries}


def test_no_alias_takes_the_name_of_another_country(catalogue):
    english = {country.name.casefold(): country.alpha_2 for country in pycountry.countries}
    for item in catalogue.places.also_written:
        for name in (*item.codes, *item.names):
            assert english.get(name.casefold(), item.code) == item.code


def test_english_names_for_messages(catalogue):
    said = [country_name(code, catalogue.places) for code in ("XK", "TZ", "GB-SCT", "CA-MB", "QQ")]
    assert said == ["Kosovo", "Tanzania", "Scotland", "Manitoba", "QQ"]


@given(st.text(max_size=400))
def test_any_text_is_a_place_or_unknown(catalogue, text):
    found = place_or_refused(text, catalogue)
    if isinstance(found, UnknownNameError):
        assert "\n" not in str(found)
    else:
        assert found.subdivision is None or found.subdivision.startswith(found.country)


def place_or_refused(text, catalogue):
    try:
        return place(text, catalogue)
    except UnknownNameError as error:
        return error


def test_a_code_of_the_catalogue_needs_no_list_of_countries():
    code = (
        "import sys, qualmap; from qualmap.catalog.places import place; qm = qualmap.load();"
        "print(place('ZA', qm.catalogue).country, 'pycountry' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert done.stdout.split() == ["ZA", "False"]
