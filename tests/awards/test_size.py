"""How much work an award stands for: credits of many systems as hours and full-time years."""

from __future__ import annotations

import pytest

from qualmap.awards.size import Size, normalised
from qualmap.catalog.checks import check_credit_systems
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import read_document
from qualmap.records import CreditSystems, QualificationType
from tests.conftest import ROOT
from tests.ladders import bundled

SYSTEMS = bundled().credit_systems
RECORD = ROOT / "crosswalks" / "model" / "credit-systems.yaml"
UNKNOWN = {
    "competence points": "Finland: 180 for three years, but no source read says how many hours one stands for",
    "hours": "Costa Rica: the figures stand in notes, and are hours of teaching",
    "instructional hours": "Ontario: hours of teaching, without the learner's own work",
    "vocational college credits": "Norway: 60 a year, but no source read says how many hours one stands for",
    "Thai credit": "at least fifteen hours of teaching; the learner's own work is not counted",
    "Thai credit after bachelor": "as Thai credit",
    "Thai credit after master": "as Thai credit",
    "VQF credit": "50 hours were read for higher education; the vocational levels share the name",
    "NTA credit": "Tanzania: no source read says how many hours one stands for",
}


def award(**fields):
    return QualificationType(title="An award", source="s1", **fields)


def recorded(catalogue, framework, title):
    found = catalogue.framework(framework).qualification_types
    return next(kind for kind in found if kind.title.startswith(title))


@pytest.mark.parametrize(
    ("framework", "title", "hours", "years"),
    [
        ("de-dqr@2013", "Bachelor", (4500, 5400), (3, 3)),
        ("it-qnq@2018", "Laurea", (4500, 4500), (3, 3)),
        ("gb-sct-scqf@current", "Honours Degree", (4800, 4800), (4, 4)),
        ("gb-eng-fheq@current", "Master's degree", (1800, 1800), (1.5, 1.5)),  # one calendar year
        ("za-nqf@2009", "Bachelor's degree (non-professional)", (3600, 3600), (3, 3)),
        ("in-ncrf@2023", "Bachelor Degree (3 years)", (3600, 3600), (3, 3)),
        ("lk-slqf2012@2012", "Masters with coursework and research", (3000, 3000), (2, 2)),
        ("us-none@current", "Master's Degree", (1350, 2700), (1, 2)),
    ],
)
def test_credits_in_a_known_system_give_hours_and_years(catalogue, framework, title, hours, years):
    assert normalised(recorded(catalogue, framework, title), SYSTEMS) == Size(hours, years)


def test_without_credits_stated_years_count_as_the_awards_own_system_counts_them(catalogue):
    assert normalised(recorded(catalogue, "in-ncrf@2023", "Master's Degree (2 years"), SYSTEMS) == (
        (2400, 2400),
        (2, 2),
    )
    assert normalised(recorded(catalogue, "au-aqf@current", "Diploma"), SYSTEMS) == ((1200, 2400), (1, 2))


def test_without_a_known_system_a_stated_year_has_the_general_hours(catalogue):
    assert normalised(award(years="3"), SYSTEMS) == ((4500, 5400), (3, 3))
    finnish = recorded(catalogue, "fi-finqf@2017", "Upper secondary vocational qualification")
    assert normalised(finnish, SYSTEMS) == ((4500, 5400), (3, 3))


def test_where_nobody_says_how_many_credits_fill_a_year_stated_years_or_hours_decide(catalogue):
    assert normalised(recorded(catalogue, "om-oqf@2022", "Bachelor Degree"), SYSTEMS) == ((4800, 4800), (4, 4))
    assert normalised(recorded(catalogue, "my-mqf@2024", "Diploma"), SYSTEMS) == ((3600, 3600), (2, 2.4))


def test_what_is_not_stated_or_not_known_has_no_size():
    assert normalised(award(), SYSTEMS) is None
    assert normalised(award(credit_system="ECTS"), SYSTEMS) is None
    assert normalised(award(credits="180"), SYSTEMS) is None
    assert normalised(award(credits="36", credit_system="Thai credit after bachelor"), SYSTEMS) is None


def test_every_credit_system_of_the_catalogue_is_known_or_says_why_not(catalogue):
    used = {kind.credit_system for each in catalogue.frameworks.values() for kind in each.qualification_types} - {None}
    known = {name for name in used if SYSTEMS.named(name)}
    assert used - known == set(UNKNOWN), "add it to credit-systems.yaml, or here with the reason"


def test_where_an_award_states_credits_and_years_they_agree_to_half_a_year(catalogue):
    """The most they differ is a British master: 180 credits, an academic year and a half, in one calendar year."""
    for each in catalogue.frameworks.values():
        for kind in each.qualification_types:
            size = normalised(kind, SYSTEMS)
            stated = normalised(kind.model_copy(update={"credits": None}), SYSTEMS)
            if size and stated:
                apart = max(size.years.low - stated.years.high, stated.years.low - size.years.high)
                assert apart <= 0.5, f"{each.ref}: {kind.title}"


def test_the_record_is_checked(tmp_path):
    broken = tmp_path / "credit-systems.yaml"
    text = RECORD.read_text("utf-8").replace("hours: 25-30", "hours: 30-25").replace("[CFU]", "[ECTS]")
    broken.write_text(text.replace("year_source: s9", "year_source: s99"), "utf-8")
    document = read_document(broken)
    problems = [str(problem) for problem in check_credit_systems(document, to_record(document, CreditSystems))]
    assert len(problems) == 3
    for told in ("'30-25' is not a span of hours", "'ECTS' appears twice", "no source 's99' in this record"):
        assert any(told in problem for problem in problems)
