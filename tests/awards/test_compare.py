"""Where an award stands: examples, the laws of answers, and what must never be said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualmap.awards.model import BodyStatement
from qualmap.awards.placement import Known, alike, placed
from qualmap.awards.practice import Group, Word, groups_of, with_practice
from qualmap.errors import InputError, UnknownNameError
from tests.shell import qualmap

KCSE = {"title": "Kenya Certificate of Secondary Education", "country": "KE"}


def said(levels=("4",), condition=None, years=None):
    """A statement of a body, as answers show it."""
    return BodyStatement.model_validate(
        {
            "body": "A body", "country": "XX", "of_country": "YY", "title": "An award", "says": "level",
            "levels": [{"framework": "eqf", "levels": levels}], "derived": None, "comparable": None, "access": None,
            "valid_for": None, "condition": condition, "years": years, "awarded_from": None, "awarded_to": None,
            "board": None, "edition": None, "truth": True, "note": None, "source": None, "verification": "seen",
            "notice": "none",
        }
    )  # fmt: skip


# What is answered


def test_an_official_placement_of_the_very_award_is_followed(qm):
    """Irish level 8 is officially EQF 6: the Honours Bachelor Degree stands there, whatever honours degrees do."""
    found = qm.compare({"title": "Honours Bachelor Degree", "country": "IE"}, "eqf")
    assert (found.status, found.levels, found.basis, found.confidence_basis) == (
        "answered",
        ("6",),
        "official",
        "source",
    )
    assert found.carried_by == "record"


def test_results_that_decide_split_the_answer_and_choose_when_they_are_given(qm):
    """Nuffic puts the KCSE at 4 with six subjects at C or better, else at 2."""
    open_, good = qm.compare(KCSE, "eqf"), qm.compare(KCSE | {"results": "min. 6 subjects A, B or C"}, "eqf")
    assert {each.condition: each.levels for each in open_.by_condition} == {
        "fewer than 6 subjects A, B or C": ("2",),
        "min. 6 subjects A, B or C": ("4",),
    }
    assert open_.levels == ("2", "4")
    assert good.levels == ("4",)
    assert good.by_condition == ()


def test_a_kind_outvotes_a_rung_that_nobody_has_read(qm):
    """Kenya puts its certificate of secondary education at 2 of 10, yet it opens degrees on condition."""
    comparer = qm.session.comparer
    award = qm.compare(KCSE, "eqf").award
    blind = comparer.compare(award, "eqf", None, statements=False)
    assert blind.levels == ("4",)
    assert "level 2 at home stands by itself at 2" in " ".join(piece.statement for piece in blind.dissent)


def test_a_country_without_a_ladder_gets_awards_of_its_own(qm):
    found = qm.compare({"title": "Bachelor of Commerce", "country": "EG"}, "US")
    assert (found.status, found.levels, found.distribution) == ("answered", None, None)
    assert {award.kind for award in found.comparable_awards} <= {"bachelor", "bachelor-honours"}


def test_a_part_of_a_country_is_not_answered_by_another_parts_framework(qm):
    found = qm.compare({"title": "Bachelor of Commerce", "country": "EG"}, "Scotland")
    assert [each.id for each in found.destination.frameworks] == ["gb-sct-scqf"]


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("WSQ Statement of Attainment", "SG"),
        ("Statement of Attainment", "AU"),
        ("TESDA Certificate of Competency", "PH"),
        ("Certificat de compétences professionnelles", "FR"),
        ("Bewijs van competenties", "BE"),
        ("Mbo-certificaat", "NL"),
    ],
)
@pytest.mark.parametrize("facts", [{}, {"award_type": "vocational-certificate"}])
def test_a_recorded_part_of_an_award_gets_no_level(qm, title, country, facts):
    found = qm.compare({"title": title, "country": country} | facts, "eqf")
    assert (found.status, found.levels, found.confidence) == ("part_of_an_award", None, None)
    assert found.read_as == () or found.read_as[0].kind is None


def test_a_certificate_of_prior_learning_stands_where_the_award_stands_that_it_certifies(qm):
    """A Portuguese RVCC of the secondary level equals the twelfth year, and is shown as prior learning."""
    found = qm.compare({"title": "RVCC de nível secundário", "country": "PT"}, "eqf")
    whole = qm.compare({"title": "12.º ano de escolaridade", "country": "PT"}, "eqf")
    assert found.status == "answered"
    assert next(iter(found.kinds)) == next(iter(whole.kinds)) == "upper-secondary-general"
    assert "prior-learning" in {each.code for each in found.missing}
    assert "prior-learning" not in {each.code for each in whole.missing}


def test_prior_learning_whose_award_is_not_told_is_not_known_until_it_is(qm):
    award = {"title": "Ervaringscertificaat", "country": "NL"}
    open_, told = qm.compare(award, "eqf"), qm.compare(award | {"award_type": "bachelor"}, "eqf")
    assert (open_.status, open_.levels) == ("not_known", None)
    assert "prior learning" in open_.reason
    assert (told.status, next(iter(told.kinds))) == ("answered", "bachelor")


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Driving licence", "not_an_award"),
        ("Medical fitness certificate", "not_an_award"),
        ("Practising licence of the Nursing Council", "licence_to_practise"),
    ],
)
def test_what_is_no_award_gets_no_level(qm, title, status):
    found = qm.compare({"title": title, "country": "UG"}, "eqf")
    assert (found.status, found.levels, found.distribution, found.confidence) == (status, None, None, None)


def test_words_that_tell_nothing_are_not_known(qm):
    found = qm.compare({"title": "Zzyzx Qwrtp", "country": "KE"}, "eqf")
    assert (found.status, found.levels) == ("not_known", None)


# What cannot be right


@pytest.mark.parametrize(
    ("more", "to", "error", "words"),
    [
        ({"country": "Kenia land"}, "eqf", UnknownNameError, "country"),
        ({}, "xx-nqf", UnknownNameError, "unknown country 'xx-nqf'"),
        ({"years": "99"}, "eqf", InputError, "99 years are no length of studies"),
        ({"awarded": "2031"}, "eqf", InputError, "lies after"),
        ({"framework": "ke-knqf", "level": "77"}, "eqf", UnknownNameError, "unknown level '77' in ke-knqf"),
        ({"results": "third class"}, "eqf", UnknownNameError, "unknown results 'third class'"),
    ],
)
def test_what_cannot_be_right_is_refused_in_one_line(qm, more, to, error, words):
    with pytest.raises(error, match=words):
        qm.compare(KCSE | more, to)


def test_the_command_line_says_the_same(qm):
    shown = qualmap("compare", KCSE["title"], "--country", "KE", "--to", "eqf").stdout
    assert "level 2 or 4 of eqf@2017" in shown
    assert "missing: bodies judge this award by conditions" in shown


# Laws

TITLES = st.sampled_from(
    ["Bachelor of Science", "Diploma", "Certificate", "Master of Arts", "National Diploma", "Baccalauréat", "Licence"]
)
PLACES = st.sampled_from(["KE", "GH", "SN", "IN", "IE", "UA", "BR", "ZA", "US", "EG"])
TO = st.sampled_from(["eqf", "IE", "DE", "ZA", "KE", "Scotland"])


@settings(deadline=None, max_examples=60)
@given(title=TITLES, country=PLACES, to=TO, years=st.sampled_from([None, "1", "2", "3", "4"]))
def test_probabilities_sum_to_one_and_levels_are_in_rank_order(qm, title, country, to, years):
    award = {"title": title, "country": country} | ({"years": years} if years else {})
    found = qm.compare(award, to)
    assert sum(each.p for each in found.read_as) <= 1 + 1e-5
    assert sum(found.kinds.values()) <= 1 + 1e-5
    assert found == qm.compare(award, to)
    if found.distribution is None:
        return
    assert sum(found.distribution.values()) == pytest.approx(1, abs=1e-6)
    codes = [code for code in found.distribution if code not in ("below", "above")]
    assert list(found.levels) == [code for code in codes if code in found.levels]
    assert 0 <= found.confidence <= 1


@settings(deadline=None, max_examples=80)
@given(
    weights=st.lists(st.floats(0.01, 1), min_size=8, max_size=8),
    words=st.lists(st.sets(st.integers(1, 8), min_size=1, max_size=3), max_size=4),
    agreed=st.sets(st.integers(1, 8), min_size=1, max_size=3),
)
def test_a_statement_that_agrees_never_makes_its_set_less_likely(weights, words, agreed):
    """The law on agreement: one more body that names exactly the set, other things equal."""
    prior = [0.0, *(weight / sum(weights) for weight in weights), 0.0]

    def mass(sets):
        group = Group(None, tuple(Word(said(), tuple(sorted(each)), 0.9) for each in sets))
        return with_practice(_array(prior), group, 10)[sorted(agreed)].sum()

    if not words or agreed in words:
        assert mass([*words, agreed]) >= mass(words) - 1e-12


@given(
    conditions=st.lists(st.sampled_from(["six credits", "five credits", "fewer", None]), min_size=1, max_size=5),
    results=st.sampled_from(["six credits", "five credits", "fewer"]),
)
def test_without_results_every_condition_is_open(conditions, results):
    """The law of deciding facts: what results would choose is among what is open without them."""
    words = tuple(Word(said(condition=condition), (4,), 0.9) for condition in conditions)
    assert set(groups_of(words, None, results)) <= set(groups_of(words, None, None))


@given(kind=st.sampled_from(["bachelor", "upper-secondary-vocational", "short-cycle-he"]), years=st.floats(0.5, 8))
def test_a_kind_that_opens_degrees_stands_no_lower(qm, kind, years):
    model = qm.catalogue.award_placement
    shut, opens = (placed(model, Known({kind: 1.0}, years, each), 8) for each in (False, True))
    assert opens.sum() == pytest.approx(1)
    assert all(opens[:at].sum() <= shut[:at].sum() + 1e-9 for at in range(1, 10))


def test_kinds_are_alike_by_where_they_stand(qm):
    """England's honours degree compares with a bachelor; a doctorate does not, nor a school certificate."""
    model = qm.catalogue.award_placement
    assert alike(model, "bachelor", "bachelor-honours") > 0.5
    assert alike(model, "bachelor", "doctorate") < 0.1
    assert alike(model, "bachelor", "upper-secondary-general") == 0


def _array(values):
    import numpy as np

    return np.array(values)


def test_a_nurse_is_no_comparator_of_a_school_leaver(qm):
    """German nurses stand on the level of the Abitur, but their training begins where school ends."""
    found = qm.compare({"title": "Baccalauréat", "country": "TN", "awarded": "2012"}, "DE")
    assert found.levels == ("4",)
    assert {award.kind for award in found.comparable_awards} == {"upper-secondary-general"}


@pytest.mark.parametrize("title", ["12345", "99 88", "xyzzy foo", "Pizza Margherita"])
def test_strings_that_name_nothing_get_no_level(qm, title):
    """Of strange letters the model of kinds only says what is usual; a match less likely than not is none."""
    found = qm.compare({"title": title, "country": "KE"}, "eqf")
    assert (found.status, found.levels, found.confidence) == ("not_known", None, None)
