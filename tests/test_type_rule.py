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
