"""Real cases: what the answer respects, each statement with its source in ``cases.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from qualmap.assessment.model import Judgement
from qualmap.wording import Localiser

ON = "2026-11-01"
CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parents[1] / "cases.yaml").read_text("utf-8"),
    yaml.BaseLoader,  # scalars stay text, as in records
)
NAMES = [case["name"] for case in CASES]


@pytest.fixture(scope="module")
def judge(qm):
    made: dict[tuple[str, str], Judgement] = {}

    def judged(words: str, **changes: Any) -> Judgement:
        """The judgement of the case whose name begins with these words; ``changes`` are to the case, or its award."""
        key = (words, repr(changes))
        if key not in made:
            (case,) = [case for case in CASES if case["name"].startswith(words)]
            award = case["award"] | changes.pop("award", {})
            asked = {"sought": case["sought"], "on": ON} | changes
            where, why = asked.pop("destination", case["destination"]), asked.pop("purpose", case["purpose"])
            made[key] = qm.assess(award, where, why, **asked)
        return made[key]

    return judged


def test_every_case_is_here_with_its_sources():
    assert len(CASES) >= 20
    for case in CASES:
        assert case["respect"], case["name"]
        for statement in case["respect"]:
            assert statement["source"].startswith("http")
            assert statement["verification"] in ("seen", "secondary")


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_judged_fairly(judge, name):
    """EAR manual, chapters 7 and 11: nothing unknown counts against the holder; nothing is refused without a source."""
    judged = judge(name)
    assert judged.outcome == "insufficient-information"  # nobody has confirmed the gates
    assert judged.provisional != "refusal"
    assert all(element.difference != "substantial" for element in judged.elements)
    assert {gate.state for gate in judged.gates} == {"unknown"}
    assert judged.decided_by
    (case,) = [case for case in CASES if case["name"] == name]
    record = case.get("record")
    if record is not None:
        titles = {award.title for award in judged.recorded} | {p.award.title for p in judged.home if p.award}
        kinds = {award.award_type for award in judged.recorded}
        assert record["title"] in titles or judged.award_type in kinds or not titles, titles


def levels(judged: Judgement, framework: str) -> set[str]:
    return {
        level
        for comparator in judged.comparators
        if comparator.framework.id == framework
        for level in comparator.mapping.destination_levels or ()
    }


def reasons(judged: Judgement, element: str) -> str:
    return " ".join(reason.code for reason in judged.element(element).reasons)


def test_an_irish_ordinary_and_an_honours_bachelor_share_a_level_abroad_and_not_what_they_open(judge):
    ordinary = judge("Irish ordinary")
    honours = judge("Irish honours", destination="NL")
    assert [place.level for place in ordinary.home] == ["7"]
    assert [place.level for place in honours.home] == ["8"]
    assert levels(ordinary, "nl-nlqf") == levels(honours, "nl-nlqf") == {"6"}
    assert honours.element("profile").difference == "none"
    assert "conditional" in reasons(ordinary, "profile")  # and not simply refused: some masters admit with experience
    assert {right.given for right in ordinary.access_at_home if right.to == "master"} == {"conditional"}


def test_the_very_title_of_the_ordinary_bachelor_makes_its_condition_count(judge):
    named = judge("Irish ordinary", award={"title": "Ordinary Bachelor Degree"})
    assert named.element("profile").difference == "non-substantial"
    assert all(source.source for source in named.element("profile").cited)


def test_equal_words_are_not_equal_awards(judge):
    """NFQ 8 stands beside EQF 6, and New Zealand's honours degree is a step above its bachelor."""
    assert levels(judge("Irish honours"), "nz-nzqcf") == {"7"}


def test_a_bts_is_a_short_cycle_that_may_open_a_bachelor(judge):
    judged = judge("French BTS")
    assert judged.award_type == "short-cycle-he"
    assert levels(judged, "nl-nlqf") == {"5"}
    assert "Associate degree" in {award.title for comparator in judged.comparators for award in comparator.awards}
    assert "conditional" in reasons(judged, "profile")


def test_a_havo_opens_applied_sciences_and_no_university_a_vwo_opens_both(judge):
    academic, professional = ({"access_to": "bachelor", "orientation": o} for o in ("academic", "professional"))
    assert judge("Dutch HAVO", sought=professional).element("profile").difference == "none"
    denied = judge("Dutch HAVO", sought=academic).element("profile")
    assert denied.difference == "substantial"
    assert any(source.source and source.verification in ("seen", "secondary") for source in denied.cited)
    assert judge("Dutch HAVO", sought=academic).provisional == "alternative"
    for orientation in (academic, professional):
        assert judge("Dutch VWO", sought=orientation).element("profile").difference == "none"


def test_a_havo_and_a_vwo_stand_beside_one_level_abroad(judge):
    """NLQF 4 and 4+ are both EQF 4: the level cannot tell them apart, the rights of access can."""
    assert levels(judge("Dutch HAVO"), "be-vks") == {"4"}
    assert levels(judge("Dutch VWO"), "fr-cncp") == {"4"}


def test_a_meister_stands_beside_the_bachelor_and_is_not_the_same_kind(judge):
    judged = judge("German Meister")
    assert judged.award_type == "professional"
    assert levels(judged, "fr-cncp") == {"6"}
    assert "conditional" in reasons(judged, "profile")
    study = judge("German Meister", sought={"access_to": "bachelor"})
    assert study.element("profile").difference == "none"  # general access since the KMK decision of 2009
    assert judged.legal_basis.scopes == ("access", "vocational")  # the convention covers it as a way in, no more


def test_a_kenyan_diploma_opens_a_degree_on_a_condition_and_is_of_no_stated_kind(judge):
    judged = judge("Kenyan diploma")
    assert [place.level for place in judged.home] == ["6"]
    assert "conditional" in reasons(judged, "profile")
    assert judged.element("level").difference == "none"


def test_south_african_honours_are_read_by_the_framework_of_their_time(judge):
    new, old = judge("South African honours degree of the ten"), judge("South African honours degree of the eight")
    assert ("za-nqf", "2009", "8") in {(p.framework.id, p.framework.edition, p.level) for p in new.home}
    (place,) = old.home
    assert (place.framework.edition, place.level) == ("1995", "7")
    assert place.now_levels == ("8",)
    assert any(item.reason.code == "missing-edition" for item in new.missing)  # both editions were in use in 2015


def test_registration_tells_the_edition(judge):
    (place,) = judge("South African honours degree of the ten", award={"registered_under": "za-nqf@2009"}).home
    assert (place.framework.edition, place.level) == ("2009", "8")


def test_one_year_of_honours_is_not_weighed_alone_against_a_whole_bachelor(judge):
    judged = judge("South African honours degree of the ten", sought={"as_type": "bachelor"})
    assert judged.element("workload").difference in ("none", "unknown")


def test_nigerian_diplomas_without_a_recorded_level_are_not_worse_off(judge):
    for words in ("Nigerian National", "Nigerian Higher"):
        judged = judge(words)
        assert judged.element("level").difference in ("none", "unknown")
        assert judged.element("profile").difference in ("none", "unknown")


def test_a_cape_verdean_licenciatura_of_before_the_framework_is_read_by_its_successor(judge):
    judged = judge("Cape Verdean")
    assert judged.home_note.code == "home-before-any-edition"
    assert all(place.standing == "later" for place in judged.home)
    assert levels(judged, "pt-qnq") == {"6"}
    assert judged.element("workload").difference == "none"


def test_philippine_degrees_of_one_title_are_read_alike_and_nothing_more_is_claimed(judge):
    before, after = judge("Philippine bachelor begun after ten"), judge("Philippine bachelor begun after twelve")
    assert levels(before, "gb-eng-fheq") == levels(after, "gb-eng-fheq") == {"6"}
    assert before.home_note.code == "home-before-any-edition"  # what was entered with what is for the officer to find
    assert before.outcome == "insufficient-information"


def test_a_finding_of_the_officer_tells_the_two_philippine_degrees_apart(judge):
    finding = {
        "element": "profile",
        "difference": "potentially-substantial",
        "because": "entered after Grade 10",
        "source": "https://www.enic.org.uk/",
    }
    before = judge("Philippine bachelor begun after ten", award={"findings": [finding]})
    assert before.element("profile").difference == "potentially-substantial"
    assert before.provisional == "conditional"


def test_a_nurse_is_told_who_decides(judge, qm):
    judged = judge("Philippine nurse", sought={"profession": "nurse"})
    assert judged.sought.profession == "nursing"
    assert judged.legal_basis.professional.asked
    assert judged.provisional == "conditional"
    said = " ".join(Localiser(qm.catalogue).said(reason) for reason in judged.decided_by)
    assert "competent authority" in said


def test_having_no_framework_does_not_count_against_a_holder(judge):
    for words in ("Syrian", "Venezuelan"):
        judged = judge(words)
        assert judged.home_note.code == "home-not-found"
        assert judged.element("level").difference in ("none", "unknown")
        assert judged.award_type == "bachelor"


def test_a_joint_master_names_every_country_and_opens_a_doctorate(judge):
    judged = judge("Joint master", award={"awarding_bodies": ["Universidade A", "Universität B", "University C"]})
    codes = {warning.code for warning in judged.warnings}
    assert {"warning-transnational", "warning-joint-award"} <= codes
    assert {country.code for country in judged.taught_in} == {"DE", "IE"}
    assert judged.gates[1].bodies == ("Universidade A", "Universität B", "University C")
    assert judged.element("profile").difference == "none"
