"""From verdicts to an outcome, on verdicts made by hand: what is offered, what holds it up, and what would help.

The order is that of the EAR manual: full recognition, then alternative, partial, conditional; refusal last. A holder
is told why, what is missing and what helps; what is unknown or in doubt is nobody's fault and no difference.
"""

from __future__ import annotations

import pytest

from qualmap.assessment.carried import Carried
from qualmap.assessment.model import Element, GateResult
from qualmap.assessment.outcome import decide, no_award, with_finding
from qualmap.records import Reason
from qualmap.records.award import ELEMENTS
from qualmap.records.phrases import plain
from qualmap.records.policy import Weights
from qualmap.records.values import Editions, Phrase, Share
from tests.made import CATALOGUE, case_of, codes

CONFIRMED = ("confirmed", "confirmed", "unknown")
"""Document and institution; nobody looked at the programme, which no purpose but a regulated profession asks for."""
ALL = "level workload quality profile outcomes".split()


def policy_of(**weights):
    """The default policy, with other weights for employment."""
    usual = {
        "level": "decides",
        "workload": "informs",
        "quality": "decides",
        "profile": "informs",
        "outcomes": "informs",
    }
    own = Weights(**(usual | weights))
    rules = tuple(
        rule.model_copy(update={"weights": own}) if rule.purpose == "employment" else rule
        for rule in CATALOGUE.policy.purposes
    )
    return CATALOGUE.policy.model_copy(update={"purposes": rules})


def decided(purpose="employment", gates=CONFIRMED, policy=None, sought=None, awarded="2015", **given):
    """The decision on an award without any difference but those that are given."""
    case = case_of(sought, policy or CATALOGUE.policy, purpose, awarded=awarded)
    differences = {name: given.pop(name, "none") for name in ELEMENTS}
    confidence, means = given.pop("confidence", (None, "confidence-source"))
    elements = [
        Element(
            element=name,
            difference=difference,
            reasons=(plain(f"because-{name}"),),
            weight=case.policy.rule(purpose).weights.of(name),
            confidence=confidence if name == "level" else None,
            confidence_means=plain(means),
        )
        for name, difference in differences.items()
    ]
    names = ("authentic", "institution", "programme")
    results = [GateResult(gate=name, state=state, reasons=()) for name, state in zip(names, gates, strict=True)]
    return decide(
        case,
        elements,
        results,
        given.pop("editions", ("ie-nfq@2003",)),
        Carried(given.pop("doubts", ())),
        given.pop("likely", None),
        placed=given.pop("placed", True),
    )


def missing(decision):
    return [(item.element, item.reason.code) for item in decision.missing]


# Outcomes in their order

DECIDES = policy_of(**dict.fromkeys(ALL, "decides"))


def test_without_a_substantial_difference_recognition_is_full():
    assert decided().outcome == "full"
    assert decided(policy=DECIDES, **dict.fromkeys(ALL, "non-substantial")).outcome == "full"


@pytest.mark.parametrize(
    ("element", "placed", "outcome"),
    [
        ("level", True, "alternative"),
        ("level", False, "partial"),  # with nothing comparable there, nothing can be offered in its place
        ("workload", True, "partial"),
        ("workload", False, "partial"),
        ("quality", True, "refusal"),
        ("quality", False, "refusal"),
        ("profile", True, "alternative"),
        ("profile", False, "partial"),
        ("outcomes", True, "conditional"),
        ("outcomes", False, "conditional"),
    ],
)
def test_a_substantial_difference_has_its_own_answer_and_only_bad_quality_is_refused(element, placed, outcome):
    decision = decided(policy=DECIDES, placed=placed, **{element: "substantial"})
    assert (decision.outcome, decision.provisional) == (outcome, None)


@pytest.mark.parametrize("element", ALL)
def test_a_potential_difference_makes_recognition_conditional(element):
    assert decided(policy=DECIDES, **{element: "potentially-substantial"}).outcome == "conditional"


def test_of_several_differences_the_last_answer_in_the_order_holds():
    both = {"level": "substantial", "workload": "substantial"}
    assert decided(policy=DECIDES, **both).outcome == "partial"
    assert decided(policy=DECIDES, **both, profile="potentially-substantial").outcome == "conditional"
    assert decided(policy=DECIDES, **both, quality="substantial").outcome == "refusal"


def test_only_differences_that_matter_for_the_purpose_count():
    unweighed = {"workload": "substantial", "profile": "potentially-substantial", "outcomes": "substantial"}
    assert decided(**unweighed).outcome == "full"
    assert decided(policy=policy_of(workload="counts"), **unweighed).outcome == "partial"
    assert decided(policy=policy_of(level="informs"), level="substantial").outcome == "full"
    # no policy makes an award of a mill count
    assert decided(policy=policy_of(quality="informs"), quality="substantial").outcome == "refusal"


def test_a_competent_authority_decides_on_a_regulated_profession():
    every = ("confirmed", "confirmed", "confirmed")
    assert decided("regulated-profession", every).outcome == "conditional"
    assert decided("regulated-profession", every, quality="substantial").outcome == "refusal"


# What holds an outcome up


def test_an_element_that_decides_must_be_known():
    decision = decided(level="unknown")
    assert (decision.outcome, decision.provisional) == ("insufficient-information", "full")
    assert ("level", "missing-level") in missing(decision)


def test_an_element_that_only_counts_holds_nothing_up_and_is_named():
    decision = decided(policy=policy_of(workload="counts"), workload="unknown", outcomes="unknown")
    assert (decision.outcome, decision.provisional) == ("full", None)
    assert missing(decision) == [(None, "missing-workload"), (None, "missing-outcomes")]


@pytest.mark.parametrize(
    ("gates", "outcome", "holding"),
    [
        (("confirmed", "confirmed", "claimed"), "full", []),
        (("claimed", "confirmed", "unknown"), "conditional", ["missing-gate-authentic"]),
        (("claimed", "claimed", "unknown"), "conditional", ["missing-gate-authentic", "missing-gate-institution"]),
        (("confirmed", "unknown", "confirmed"), "insufficient-information", ["missing-gate-institution"]),
        (("claimed", "unknown", "unknown"), "insufficient-information",
         ["missing-gate-authentic", "missing-gate-institution"]),
    ],
)  # fmt: skip
def test_document_and_institution_must_be_confirmed_and_claims_wait_for_that(gates, outcome, holding):
    decision = decided(gates=gates)
    assert decision.outcome == outcome
    assert missing(decision) == [("quality", code) for code in holding]
    assert decision.provisional == (None if outcome == "full" else "full")


def test_a_policy_may_ask_for_the_programme_too():
    purpose = "regulated-profession"
    assert decided(purpose, CONFIRMED).outcome == "insufficient-information"
    assert missing(decided(purpose, CONFIRMED)) == [("quality", "missing-gate-programme")]
    assert decided(purpose, ("confirmed", "confirmed", "claimed")).outcome == "conditional"


def test_a_gate_that_failed_is_not_missing():
    decision = decided(gates=("confirmed", "failed", "unknown"), quality="substantial")
    assert (decision.outcome, missing(decision)) == ("refusal", [])
    assert decided(gates=("unknown", "failed", "unknown"), quality="substantial").outcome == "refusal"


def test_claims_make_a_condition_of_nothing_else_that_is_open():
    claimed = ("claimed", "claimed", "unknown")
    assert decided(gates=claimed, level="unknown").outcome == "insufficient-information"
    assert decided(gates=claimed, outcomes="unknown").outcome == "conditional"
    assert decided(gates=claimed, quality="unknown").outcome == "conditional"
    counting = policy_of(workload="counts")
    assert decided(gates=claimed, policy=counting, workload="unknown").outcome == "conditional"
    assert decided(gates=claimed, level="substantial").outcome == "conditional"
    assert decided(gates=claimed, level="substantial").provisional == "alternative"
    assert decided(gates=claimed, doubts=(plain("guess-date"),)).outcome == "insufficient-information"


def test_unknown_quality_is_told_by_its_gates():
    assert missing(decided(quality="unknown")) == []
    assert decided(quality="unknown").outcome == "full"


def test_a_doubt_about_what_carries_the_outcome_leaves_it_provisional():
    doubts = (Reason(code="guess-kind", values={"kind": Phrase.of("type-bachelor")}), plain("unread-access"))
    decision = decided(doubts=doubts)
    assert (decision.outcome, decision.provisional) == ("insufficient-information", "full")
    assert missing(decision) == [("level", "guess-kind"), ("profile", "unread-access")]
    assert codes(decision.reasons) == ["outcome-insufficient-information", "guess-kind", "unread-access"]


# Provisional outcomes


def test_what_would_be_if_the_reading_is_right():
    assert decided(level="unknown", likely="none").provisional == "full"
    assert decided(level="unknown", likely="potentially-substantial").provisional == "conditional"
    assert decided(level="unknown", likely="substantial").provisional == "alternative"
    assert decided(level="unknown", likely="substantial").outcome == "insufficient-information"
    # of a level that is known nothing else is likely
    assert decided(level="none", likely="substantial").outcome == "full"
    # the likely difference is that of the level, and of no other element
    assert decided("further-study", workload="unknown", likely="substantial").outcome == "full"


def test_nothing_is_provisional_where_nothing_can_be_said():
    assert decided(level="unknown", placed=False).provisional is None
    assert decided(level="unknown", placed=False, likely="none").provisional is None


@pytest.mark.parametrize("sought", [{"as_type": "bachelor"}, {"as_level": "6"}, {"access_to": "master"}])
def test_nor_where_a_standing_is_sought_whose_level_could_not_be_compared(sought):
    assert decided(level="unknown", sought=sought).provisional is None
    assert decided(level="unknown", sought=sought, likely="none").provisional == "full"
    unknown = ("unknown", "unknown", "unknown")
    assert decided(gates=unknown, sought=sought).provisional == "full"  # the level is known
    assert decided(level="unknown", sought={"orientation": "academic"}).provisional == "full"


# Missing facts that hold nothing up


def test_the_date_is_missed():
    assert missing(decided(awarded=None)) == [(None, "missing-date")]
    assert decided(awarded=None).outcome == "full"


def test_an_official_link_is_missed_where_confidence_stands_in_for_it():
    decision = decided(confidence=(0.7, "confidence-measured"))
    assert missing(decision) == [(None, "missing-official-link")]
    assert decision.missing[0].reason.values == {"confidence": Share(share=0.7)}
    assert missing(decided(confidence=(0.9, "confidence-source"))) == []
    assert missing(decided(confidence=(None, "confidence-none"))) == []


def test_the_edition_is_missed_where_it_may_be_one_of_several():
    decision = decided(editions=("ie-nfq@2003", "ie-nfq@1999"))
    assert missing(decision) == [(None, "missing-edition")]
    assert decision.missing[0].reason.values == {"editions": Editions.of("ie-nfq@2003", "ie-nfq@1999")}
    assert missing(decided(editions=())) == []


# Why, and what helps


def test_the_reasons_are_those_of_what_counts_against_the_award():
    found = decided(
        level="non-substantial", workload="unknown", profile="potentially-substantial", outcomes="substantial"
    )
    assert codes(found.reasons) == ["outcome-full", "because-level", "because-profile", "because-outcomes"]


@pytest.mark.parametrize("difference", ["substantial", "potentially-substantial"])
@pytest.mark.parametrize(
    ("element", "remedies"),
    [
        ("level", ["remedy-recognise-at-its-level", "remedy-level"]),
        ("workload", ["remedy-workload"]),
        ("profile", ["remedy-profile"]),
        ("outcomes", ["remedy-outcomes"]),
    ],
)
def test_each_difference_has_its_remedy(element, remedies, difference):
    every = ("confirmed", "confirmed", "confirmed")
    assert codes(decided(gates=every, **{element: difference}).remedies) == remedies


@pytest.mark.parametrize("difference", ["none", "non-substantial", "unknown"])
@pytest.mark.parametrize("element", ["level", "workload", "quality", "profile"])
def test_without_a_difference_there_is_nothing_to_remedy(element, difference):
    every = ("confirmed", "confirmed", "confirmed")
    assert decided(gates=every, **{element: difference}).remedies == ()


def test_recognition_at_its_own_level_needs_a_level_to_be_known_there():
    every = ("confirmed", "confirmed", "confirmed")
    assert codes(decided(gates=every, level="substantial", placed=False).remedies) == ["remedy-level"]


def test_each_gate_that_is_open_has_its_remedy():
    assert codes(decided(gates=CONFIRMED).remedies) == ["remedy-gate-programme"]
    open_gates = codes(decided(gates=("claimed", "unknown", "confirmed")).remedies)
    assert open_gates == ["remedy-gate-authentic", "remedy-gate-institution"]


def test_an_institution_that_failed_can_be_shown_to_be_recognised_after_all():
    remedies = codes(decided(gates=("confirmed", "failed", "confirmed"), quality="substantial").remedies)
    assert remedies == ["remedy-gate-institution"]


def test_for_a_forged_document_nothing_helps_but_another():
    decision = decided(gates=("failed", "claimed", "unknown"), quality="substantial", level="substantial")
    assert codes(decision.remedies) == ["remedy-other-document"]


def test_outcomes_that_nobody_compared_can_be():
    every = ("confirmed", "confirmed", "confirmed")
    assert codes(decided(gates=every, outcomes="unknown").remedies) == ["remedy-compare-outcomes"]


def test_a_paper_that_is_no_award_gets_no_outcome_and_is_told_what_could_be_judged():
    decision = no_award("not-an-award")
    assert (decision.outcome, decision.provisional) == ("insufficient-information", None)
    assert codes(decision.reasons) == ["outcome-insufficient-information", "not-an-award"]
    assert missing(decision) == [("level", "missing-award")]
    assert codes(decision.remedies) == ["remedy-award"]


def test_an_officers_finding_settles_what_is_unknown_and_otherwise_the_graver_holds():
    order = ["none", "non-substantial", "potentially-substantial", "substantial"]
    for officer in (*order, "unknown"):
        assert with_finding("unknown", officer) == officer
    for at, graver in enumerate(order):
        for milder in order[: at + 1]:
            assert with_finding(graver, milder) == with_finding(milder, graver) == graver
        assert with_finding(graver, "unknown") == graver
