"""The written rule for generic types: what it says, that it is blind to levels, and how often hands agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ladders import bundled

RULE = bundled().classifier


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Doctor of Philosophy", "doctorate"),
        ("Licence professionnelle", "bachelor"),
        ("Diplôme d'ingénieur", "master"),
        ("Mestrado", "master"),
        ("Brevet de technicien supérieur (BTS)", "short-cycle-he"),
        ("Bachelor of Science Honours", "bachelor-honours"),
        ("Postgraduate Diploma", "postgraduate-diploma"),
        ("Świadectwo dojrzałości (matura)", "upper-secondary-general"),
        ("Молодший бакалавр", "short-cycle-he"),
        ("Διδακτορικό Δίπλωμα", "doctorate"),
        ("Geprüfter Meister", "professional"),
        ("Trade Certificate", "vocational-certificate"),
        ("Primary School Leaving Certificate", "primary"),
        ("Máster universitario", "master"),
        ("Something entirely else", None),
    ],
)
def test_what_the_rule_says(title, expected):
    assert RULE.by_rule(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Capoeira", None),
        ("CAPE", None),
        ("Masterclass", None),
        ("Master Mariner", None),
        ("Diploma di abilitazione magistrale", "diploma"),
        ("Doctor of Medicine", None),
        ("Juris Doctor", None),
        ("Doctorat en médecine", None),
        ("PhD in Medicine", "doctorate"),
        ("Doctor of Philosophy in Clinical Medicine", "doctorate"),
        ("Doctor's certificate of good health", "certificate"),
        ("Certificate in Health Promotion", "certificate"),
        ("Promotion (Doktorat)", "doctorate"),
        ("Kandidat nauk", "doctorate"),
        ("Kandidatexamen", "bachelor"),
        ("Diploma of Technical Secondary Schools", "upper-secondary-vocational"),
        ("National Trade Certificate (ITI)", "upper-secondary-vocational"),
        ("Uganda Advanced Certificate of Education", "upper-secondary-general"),
        ("Advanced Certificate in Welding", "short-cycle-he"),
        ("Bachelor universitaire de technologie", "bachelor"),
        ("Diplôme universitaire de technologie", "short-cycle-he"),
        ("Ingeniero Técnico Industrial", "bachelor"),
        ("Arquitecto Técnico", "bachelor"),
        ("Técnico Superior", "short-cycle-he"),
        ("Bachiller en Ingeniería Civil", "bachelor"),
        ("Bachiller en Ciencias", "upper-secondary-general"),
        ("Bachiller en Turismo", None),  # a school award in one country, a degree in another
        ("Yüksek Lisans Diploması", "master"),
        ("Lisans Diploması", "bachelor"),
        ("Bachelor of Primary Education", "bachelor"),
        ("Diploma in Primary Education", "diploma"),
        ("Primary School Leaving Certificate", "primary"),
        ("Access to HE Diploma", "diploma"),
        ("Brevet de technicien", "upper-secondary-vocational"),
        ("Certificat d'aptitude pédagogique (CAP)", None),
        ("CAP Cuisine", "upper-secondary-vocational"),
    ],
)
def test_a_word_that_misleads_is_no_kind(title, expected):
    assert RULE.by_rule(title) == expected


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("B.Com", "bachelor of commerce"),
        ("B. Com. (Hons)", "bachelor of commerce. (honours)"),
        ("b.sc. Physics", "bachelor of science. Physics"),
        ("bsc physics", "bachelor of science physics"),
        ("MBBS", "bachelor of medicine and bachelor of surgery"),
        ("Dr. med.", "Dr. med."),  # not a master of education
        ("Kandidatexamen med inriktning", "Kandidatexamen med inriktning"),
        ("Certificate to be renewed", "Certificate to be renewed"),
        ("BC Certificate of Graduation", "BC Certificate of Graduation"),
    ],
)
def test_abbreviations_are_spelled_out_where_they_are_written_as_such(catalogue, title, read):
    assert catalogue.words.expanded(title) == read


def test_isced_decides_where_the_title_does_not():
    assert RULE.by_rule("Gakushi", isced=6) == "bachelor"
    assert RULE.by_rule("Gakushi") is None


@given(st.sampled_from(["Certificate {}", "NSQ Level {}", "Level {} Certificate", "Diploma {}"]), st.integers(1, 12))
def test_the_rule_is_blind_to_the_level_in_a_title(pattern, number):
    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"][number - 1]
    blind = RULE.by_rule(pattern.format(1))
    assert RULE.by_rule(pattern.format(number)) == blind
    assert RULE.by_rule(pattern.format(roman)) == blind


def test_rule_and_hand_mostly_agree(catalogue):
    """Hands knew the level, the rule does not; where they differ it is mostly that knowledge."""
    pairs = [
        (award.generic_type, RULE.blindly(award))
        for framework in catalogue.frameworks.values()
        for award in framework.qualification_types
        if award.generic_type
    ]
    assert len(pairs) > 300
    assert sum(hand == rule for hand, rule in pairs) / len(pairs) > 0.85


def test_the_taxonomy_holds_together(catalogue):
    known = {generic.id for generic in catalogue.types.types}
    assert {rule.type for rule in catalogue.types.rules} <= known
    assert {anchor.type for anchor in catalogue.parameters.anchors} <= known
