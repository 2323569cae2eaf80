"""The level by itself, on records made by hand: what it is measured against, what is shown, and what carries it.

A level that is lower counts against a holder only where an official, undisputed link shows it between things that
somebody read (Lisbon Recognition Convention III.3 (5); EAR manual, ch. 7). Less than that is likely at most, and what
is not known is no difference.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualmap.assessment.by_kind import verdict_by_kind
from qualmap.assessment.carried import Carried, carried
from qualmap.assessment.elements.level import (
    Landing,
    award_was_read,
    is_shown,
    ladders_against,
    level_verdict,
    level_was_read,
    measured,
)
from qualmap.assessment.elements.verdict import Verdict
from qualmap.assessment.model import Cited
from qualmap.assessment.origin import Home, Standing
from qualmap.assessment.price import Asked, asked_kinds, asked_levels, sought_levels, stands_below
from qualmap.crosswalk.model import Evidence, Mapping
from qualmap.records.phrases import plain
from qualmap.records.values import Editions, Level, Levels, Phrase, Share
from tests.made import CATALOGUE, case_of, codes, framework, with_thresholds

BACHELOR = {"title": "Bachelor", "levels": ["6"], "generic_type": "bachelor"}
THERE = framework(BACHELOR, {"title": "Master", "levels": ["7"], "generic_type": "master"}, id="there")
HOME = framework(
    {"title": "Own", "levels": ["5"]}, {"title": "Unread", "levels": ["5"], "source": "recalled"}, id="home"
)
OWN, UNREAD = HOME.qualification_types


def link(verification="seen", *, kind="link", used=True):
    said = {"statement": "5 is 6", "source": None, "weight": 1}
    return Evidence(id="a table", kind=kind, verification=verification, used=used, **said)


def place(award=OWN, level="5", read_as="title", bears=True, at=HOME):
    return Standing(at, "in-force", level, award, read_as, bears)


def landing(*levels, shares=None, basis="official", there=THERE, home=None, links=None, dissent=(), known=True):
    """The award's level 5 at home leads to these levels; ``shares``: of the distribution, else all is on them."""
    shares = {level: 1 / len(levels) for level in levels} if shares is None else shares
    mapping = Mapping(
        origin_level="5",
        status=("answered" if levels else "unlinked") if known else "not_known",
        destination_levels=levels if known else None,
        distribution=shares if known else None,
        confidence=0.9 if known else None,
        confidence_basis="validated" if known else None,
        basis=basis if known else None,
        relation="equal" if known else None,
        evidence=(link(),) if links is None else links,
        dissent=dissent,
    )
    return Landing(home or place(), there, mapping)


def level(*levels, sought=None, policy=CATALOGUE.policy, **options):
    wanted = {"as_type": "bachelor"} if sought is None else sought
    return measured(CATALOGUE, case_of(wanted, policy), landing(*levels, **options))


# Measured on one landing


def test_where_no_level_is_known_nothing_is_measured():
    verdict = level(known=False)
    assert (verdict.difference, codes(verdict), verdict.confidence) == ("unknown", ["level-not-known"], (None, None))
    assert verdict.reasons[0].values == {
        "framework": Editions.of("there@2020"), "home": Level(edition="home@2020", level="5"),
    }  # fmt: skip


def test_without_a_standing_that_is_sought_a_comparable_level_is_enough():
    verdict = level("5", "6", sought={})
    assert (verdict.difference, codes(verdict)) == ("none", ["level-comparable"])
    assert verdict.confidence == (0.9, "validated")
    assert verdict.reasons[0].values["levels"] == Levels.of("5", "6")
    assert verdict.reasons[0].values["basis"] == Phrase.of("basis-official")
    verdict = level(sought={})
    assert (verdict.difference, codes(verdict)) == ("unknown", ["level-unlinked"])


@pytest.mark.parametrize(
    ("sought", "wanted"),
    [
        ({"as_type": "doctorate"}, Phrase.of("type-doctorate")),
        ({"access_to": "short-cycle-he"}, Phrase.of("type-short-cycle-he")),
        ({"as_level": "9"}, Levels.of("9")),
    ],
)
def test_a_standing_that_the_destination_does_not_record_cannot_be_missed(sought, wanted):
    verdict = level("1", sought=sought)
    assert (verdict.difference, codes(verdict)) == ("unknown", ["level-sought-not-recorded"])
    assert verdict.reasons[0].values["sought"] == wanted
    assert verdict.confidence == (0.9, "validated")


def test_the_level_is_reached_where_the_answer_holds_it_or_one_above():
    for levels in (["6"], ["7"], ["5", "6"], ["4", "5", "6"]):
        verdict = level(*levels)
        assert (verdict.difference, codes(verdict)) == ("none", ["level-reached"])
    assert level("6").reasons[0].values["sought"] == Levels.of("6")
    assert level("5", "6").reasons[0].values["reached"] == Share(share=0.5)
    assert level("6", shares={"6": 1.000002}).reasons[0].values["reached"] == Share(share=1)
    assert level("6", shares={"6": 1 / 3, "5": 2 / 3}).reasons[0].values["reached"] == Share(share=0.333333)


def test_of_several_levels_that_would_do_the_lowest_is_asked_for():
    low = framework(BACHELOR, BACHELOR | {"title": "Ordinary Bachelor", "levels": ["5", "7"]}, id="there")
    assert level("5", there=low).difference == "none"
    assert level("5", there=low).reasons[0].values["sought"] == Levels.of("5", "6", "7")
    assert level("4", there=low).difference == "substantial"


def test_an_official_link_that_was_read_shows_a_lower_level():
    verdict = level("5")
    assert (verdict.difference, codes(verdict)) == ("substantial", ["level-below"])
    assert verdict.confidence == (0.9, "validated")
    assert level("5", sought={"as_level": "8"}).difference == "substantial"


def test_the_policy_says_how_many_levels_below_are_substantial():
    two = with_thresholds(level_gap=2)
    assert codes(level("5", policy=two)) == ["level-probably-below"]
    assert codes(level("4", policy=two)) == codes(level("3", policy=two)) == ["level-below"]
    assert codes(level("3", "5", policy=two)) == ["level-probably-below"]
    assert codes(level("3", "4", policy=two)) == ["level-below"]


@pytest.mark.parametrize(
    ("reached", "difference", "code"),
    [
        (0.6, "none", "level-probably-reached"),
        (0.5, "none", "level-probably-reached"),
        (0.49, "unknown", "level-uncertain"),
        (0.21, "unknown", "level-uncertain"),
        (0.2, "potentially-substantial", "level-probably-below"),
        (0, "potentially-substantial", "level-probably-below"),
    ],
)
def test_what_is_only_inferred_is_a_matter_of_likelihood(reached, difference, code):
    verdict = level("5", shares={"5": 1 - reached, "6": reached / 2, "above": reached / 2}, basis="inferred")
    assert (verdict.difference, codes(verdict)) == (difference, [code])
    assert verdict.likely == ("potentially-substantial" if difference == "unknown" else None)
    assert verdict.confidence == (0.9, "validated")


def test_every_level_from_the_one_that_is_sought_on_reaches_it():
    assert codes(level("5", shares={"5": 0.4, "7": 0.3, "8": 0.3}, basis="inferred")) == ["level-probably-reached"]


def test_what_lies_below_the_ladder_reaches_nothing():
    assert codes(level("5", shares={"below": 0.9, "5": 0.1}, basis="inferred")) == ["level-probably-below"]
    lowest = {"sought": {"as_level": "1"}, "basis": "inferred"}
    assert codes(level(shares={"below": 0.9, "above": 0.1}, **lowest)) == ["level-probably-below"]


def test_an_official_answer_that_shows_nothing_is_not_uncertain_either():
    verdict = level("5", shares={"5": 0.7, "6": 0.3}, links=[link("recalled")])
    assert (verdict.difference, codes(verdict)) == ("potentially-substantial", ["level-probably-below"])


def test_an_answer_above_the_ladder_reaches_every_level_and_one_below_it_is_never_shown():
    assert codes(level(shares={"above": 1})) == ["level-reached"]
    assert codes(level(shares={"above": 0.5, "below": 0.5})) == ["level-reached"]
    assert codes(level(shares={"below": 1})) == ["level-probably-below"]
    assert codes(level(shares={})) == ["level-probably-below"]


# What is shown


def test_a_difference_is_shown_by_an_official_undisputed_link_that_was_read():
    asked = Asked(("6",), (THERE.qualification_types[0],))
    assert is_shown(landing("5"), asked)
    assert is_shown(landing("5", links=[link("secondary")]), asked)
    assert is_shown(landing("5", links=[]), asked)
    assert is_shown(landing("5", links=[link(), link("recalled", kind="path"), link("recalled", used=False)]), asked)
    assert not is_shown(landing("5", links=[link(), link("recalled")]), asked)
    assert not is_shown(landing("5", links=[link(None)]), asked)
    assert not is_shown(landing("5", dissent=[link()]), asked)
    for basis in ("reported", "composed", "inferred"):
        assert not is_shown(landing("5", basis=basis), asked)
    assert not is_shown(landing("5", there=framework(BACHELOR, id="there", status="draft")), asked)


def test_what_studies_usually_ask_for_shows_nothing():
    assert not is_shown(landing("5"), Asked(("6",), (), usual=True))


def test_a_level_read_from_a_title_rests_on_the_record_of_that_title():
    asked = Asked(("6",), ())
    assert not is_shown(landing("5", home=place(UNREAD)), asked)
    assert not is_shown(landing("5", home=place(None)), asked)
    assert is_shown(landing("5", home=place(UNREAD, read_as="level")), asked)
    assert is_shown(landing("5", home=place(None, read_as="level")), asked)


def test_of_the_awards_that_are_sought_one_was_read():
    unread = BACHELOR | {"source": "recalled"}
    there = framework(BACHELOR, unread, id="there")
    read, recalled = there.qualification_types
    assert is_shown(landing("5", there=there), Asked(("6",), (recalled, read)))
    assert not is_shown(landing("5", there=there), Asked(("6",), (recalled,)))


def test_read_is_what_somebody_saw_in_a_source():
    assert award_was_read(HOME, OWN)
    assert not award_was_read(HOME, UNREAD)
    assert level_was_read(HOME, "5")
    assert not level_was_read(HOME, "9")
    assert not level_was_read(framework(source="recalled"), "5")
    assert level_was_read(framework(source="secondary"), "5")
    half = framework(
        levels=[{"code": "1", "rank": "1", "source": "recalled"}, {"code": "2", "rank": "2", "source": "seen"}]
    )
    assert not level_was_read(half, "1")
    assert level_was_read(half, "2")


# Over all landings


def found(*differences):
    return [Verdict(difference, (plain(f"level-{difference}"),), (0.8, "validated")) for difference in differences]


def test_the_mildest_of_all_places_holds():
    assert level_verdict(found("substantial", "none"), certain=True).difference == "none"
    assert level_verdict(found("substantial", "potentially-substantial"), certain=True) == found(
        "potentially-substantial"
    )[0]  # fmt: skip
    assert codes(level_verdict([], certain=True)) == ["level-no-ladder"]
    assert level_verdict([], certain=True).difference == "unknown"


def test_a_likeness_never_counts_but_may_speak_for_the_holder():
    verdict = level_verdict(found("substantial"), certain=False)
    assert (verdict.difference, verdict.likely) == ("unknown", "substantial")
    assert codes(verdict) == ["level-substantial", "likeness-never-counts"]
    assert verdict.confidence == (0.8, "validated")
    assert level_verdict(found("none"), certain=False) == found("none")[0]


def test_of_an_unknown_level_the_likeliest_reading_is_the_mildest_that_was_compared():
    uncertain = Verdict("unknown", (plain("level-uncertain"),), (0.5, "validated"), likely="potentially-substantial")
    for certain in (True, False):
        assert level_verdict(found("unknown"), certain=certain).likely is None
        verdict = level_verdict([*found("substantial", "unknown"), uncertain], certain=certain)
        assert (verdict.difference, verdict.likely) == ("unknown", "potentially-substantial")
        assert codes(verdict) == ["level-unknown"]


def test_ladders_disagree_where_every_landing_on_one_falls_short():
    other = framework(id="other")
    landings = [landing("6"), landing("5"), landing("5", there=other)]
    assert ladders_against(landings, found("none", "substantial", "non-substantial")) == ("other@2020",)
    assert ladders_against(landings, found("substantial", "unknown", "none")) == ("there@2020",)
    assert ladders_against(landings, found("unknown", "unknown", "unknown")) == ()
    assert ladders_against(landings, found("substantial", "unknown", "substantial")) == ("other@2020", "there@2020")


# What is sought has a price

OPENS = {"to": "master", "given": "yes", "source": "seen"}


def asking(sought, *awards, policy=CATALOGUE.policy):
    return asked_levels(CATALOGUE, case_of(sought, policy), framework(*awards))


def test_a_level_that_is_sought_is_itself_the_price():
    assert asking({"as_level": "6"}) == Asked(("6",), ())
    assert asking({"as_level": "9"}) == Asked((), ())
    assert asking({"as_level": "6", "as_type": "bachelor"}, BACHELOR | {"levels": ["7"]}).codes == ("6",)
    assert asking({}) is None
    assert asking({"orientation": "academic"}) is None


def test_of_a_kind_of_award_it_is_where_that_kind_stands():
    two = [
        BACHELOR | {"levels": ["7", "6"]},
        {"title": "Own", "levels": ["5"]},
        BACHELOR | {"title": "B", "levels": []},
    ]
    asked = asking({"as_type": "bachelor"}, *two)
    assert asked.codes == ("6", "7")
    assert [award.title for award in asked.awards] == ["Bachelor", "B"]
    assert (asked.usual, asked.why) == (False, None)
    assert asking({"as_type": "bachelor", "access_to": "master"}, *two) == asked
    assert sought_levels(CATALOGUE, case_of({"access_to": "master"}), framework(*two)) is None


def test_of_studies_it_is_where_the_awards_stand_that_open_them():
    given = [{"title": f"Opens {at}", "levels": [at], "access": [OPENS]} for at in "8765"]
    asked = asking({"access_to": "master"}, *given, BACHELOR)
    assert (asked.codes, asked.usual) == (("5", "6", "7", "8"), True)
    assert asked.why.code == "access-asks-recorded"
    assert asked.why.values == {"to": Phrase.of("type-master"), "awards": "Opens 8, Opens 7, Opens 6"}
    conditional = BACHELOR | {"access": [OPENS | {"given": "conditional"}]}
    assert asking({"access_to": "master"}, conditional).why.code == "access-asks-recorded"


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Denied", "levels": ["5"], "access": [OPENS | {"given": "no"}]},
        {"title": "Elsewhere", "levels": ["5"], "access": [OPENS | {"to": "doctorate"}]},
        {"title": "Otherwise", "levels": ["5"], "access": [OPENS | {"to": "postgraduate-diploma"}]},
        {"title": "Of no level", "levels": [], "access": [OPENS]},
    ],
)
def test_where_no_record_says_what_opens_studies_the_policy_does(other):
    asked = asking({"access_to": "master"}, other, BACHELOR)
    assert (asked.codes, asked.usual) == (("6",), True)
    assert asked.why.code == "access-asks-assumed"
    assert asked.why.values == {"to": Phrase.of("type-master"), "kind": Phrase.of("type-bachelor")}


def test_where_the_policy_does_not_say_either_there_is_no_price():
    silent = CATALOGUE.policy.model_copy(update={"usually_opened_by": ()})
    assert asking({"access_to": "master"}, BACHELOR, policy=silent) == Asked((), (), usual=True)


def test_the_reason_of_the_price_comes_first_and_shows_nothing():
    verdict = level("5", sought={"access_to": "master"})
    assert codes(verdict) == ["access-asks-assumed", "level-probably-below"]
    assert verdict.difference == "potentially-substantial"


def test_the_kinds_that_would_do():
    def kinds(sought, *awards):
        return asked_kinds(CATALOGUE, case_of(sought), framework(*awards).qualification_types)

    assert kinds({"as_type": "master", "access_to": "doctorate"}) == ("master",)
    assert kinds({}) is None
    opening = [BACHELOR | {"access": [OPENS]}, {"title": "Z", "generic_type": "short-cycle-he", "access": [OPENS]}]
    assert kinds({"access_to": "master"}, *reversed(opening)) == ("bachelor", "short-cycle-he")
    assert kinds({"access_to": "master"}, {"title": "???", "access": [OPENS]}) == ("bachelor", "bachelor-honours")
    assert kinds({"access_to": "master"}, BACHELOR) == ("bachelor", "bachelor-honours")


@pytest.mark.parametrize(
    ("kind", "asked", "below"),
    [
        ("bachelor", ["master"], True),
        ("bachelor", ["doctorate", "master"], True),
        ("bachelor", ["master", "bachelor-honours"], False),  # both are of ISCED level 6
        ("master", ["bachelor"], False),
        ("professional", ["professional"], False),
        ("professional", ["bachelor"], None),  # of no ISCED level
        ("bachelor", ["professional"], None),
        ("bachelor", ["professional", "master"], True),
    ],
)
def test_a_kind_stands_below_another_by_its_isced_level(kind, asked, below):
    assert stands_below(CATALOGUE, kind, asked) is below


# By kind, where no level is known


def home(*places, kind="bachelor", recorded=((HOME, OWN),), bears=True, **facts):
    return Home(places, recorded, True, bears, plain("home-by-title"), kind, kind, kind, **facts)


def by_kind(kind="bachelor", sought=None, alike=("Bachelor",), bears=True, recorded=True, there=THERE):
    catalogue = replace(CATALOGUE, frameworks={"there@2020": there.model_copy(update={"countries": ("DE",)})})
    awards = [(there, OWN.model_copy(update={"title": title})) for title in alike]
    return verdict_by_kind(
        catalogue, case_of(sought), home(kind=kind, bears=bears, kind_is_recorded=recorded), awards
    )  # fmt: skip


def test_awards_of_the_same_kind_are_named():
    verdict = by_kind(alike=("B", "B", "A", "C"))
    assert (verdict.difference, verdict.likely, codes(verdict)) == ("none", "none", ["level-by-kind"])
    assert verdict.reasons[0].values == {"awards": "B, A"}


@pytest.mark.parametrize(("bears", "recorded"), [(False, True), (True, False), (False, False)])
def test_a_kind_that_no_record_gives_this_very_award_is_a_guess(bears, recorded):
    verdict = by_kind(bears=bears, recorded=recorded)
    assert (verdict.difference, verdict.likely, codes(verdict)) == ("unknown", "none", ["level-by-guess"])
    assert verdict.reasons[0].values == {"awards": "Bachelor", "kind": Phrase.of("type-bachelor")}


def test_a_kind_says_nothing_of_levels_and_nothing_without_its_like():
    assert by_kind(sought={"as_level": "6"}) is None
    assert by_kind(kind=None) is None
    assert by_kind(alike=()) is None


def test_a_kind_below_the_one_that_is_sought_is_likely_a_difference_and_never_a_shown_one():
    for sought in ({"as_type": "master"}, {"access_to": "doctorate"}):
        verdict = by_kind(sought=sought)
        assert (verdict.difference, verdict.likely) == ("unknown", "potentially-substantial")
        assert codes(verdict) == ["level-kind-below"]
        assert verdict.reasons[0].values == {
            "kind": Phrase.of("type-bachelor"), "sought": Phrase.of("type-master"),
        }  # fmt: skip


def test_a_kind_that_is_sought_or_stands_above_what_opens_the_studies_will_do():
    assert by_kind(sought={"as_type": "bachelor"}).difference == "none"
    assert by_kind(sought={"access_to": "master"}).difference == "none"
    assert by_kind("master", {"access_to": "bachelor"}).difference == "none"
    assert by_kind("master", {"as_type": "bachelor"}) is None  # another kind than the one sought
    assert by_kind("professional", {"as_type": "bachelor"}) is None
    assert by_kind("professional", {"access_to": "master"}) is None


def test_what_opens_the_studies_is_read_from_the_editions_that_hold_there():
    opening = framework({"title": "Z", "generic_type": "short-cycle-he", "access": [OPENS]}, id="there")
    verdict = by_kind("upper-secondary-general", {"access_to": "master"}, there=opening)
    assert verdict.reasons[0].values["sought"] == Phrase.of("type-short-cycle-he")
    old = opening.model_copy(update={"status": "superseded"})
    verdict = by_kind("upper-secondary-general", {"access_to": "master"}, there=old)
    assert verdict.reasons[0].values["sought"] == Phrase.of("type-bachelor")


# What carries it

REACHED = Verdict("none", (plain("level-reached"),))
SHORT = Verdict("substantial", (plain("level-below"),))
NOWHERE = Verdict("unknown", (plain("level-not-known"),))
NO_ACCESS = Verdict("unknown", (plain("access-unknown"),))


def doubts(at, *ways, sought=None, alike=(), level=REACHED, profile=NO_ACCESS, **award):
    return carried(CATALOGUE, case_of(sought, **award), at, ways, alike, level, profile).doubts


def test_records_that_were_read_leave_no_doubt():
    assert doubts(home(place()), (landing("6"), REACHED)) == ()
    assert Carried(()).by == "record"


@pytest.mark.parametrize(
    ("at", "doubt", "values"),
    [
        (place(read_as="type"), "guess-kind", {"kind": Phrase.of("type-bachelor")}),
        (place(read_as="likeness", bears=False), "guess-likeness", {"award": "Own"}),
        (place(None, read_as="likeness", bears=False), "guess-likeness", {"award": "5"}),
        (place(read_as="likeness"), "guess-edition", {}),
        (place(UNREAD), "unread-award", {"award": "Unread"}),
        (place(read_as="level", at=framework(source="recalled", id="home")), "unread-level",
         {"home": Level(edition="home@2020", level="5")}),
        (place(None, at=framework(source="recalled", id="home")), "unread-level",
         {"home": Level(edition="home@2020", level="5")}),
    ],
)  # fmt: skip
def test_each_place_has_its_doubts(at, doubt, values):
    [found] = doubts(home(at), (landing("6", home=at), REACHED))
    assert (found.code, found.values) == (doubt, values)


def test_a_printed_level_rests_on_the_record_of_the_level_and_not_of_an_award():
    at = place(UNREAD, read_as="level")
    assert doubts(home(at), (landing("6", home=at), REACHED)) == ()


def test_without_its_date_a_title_may_be_of_any_edition():
    at = place(read_as="likeness")
    assert codes(doubts(home(at, undated=True), (landing("6", home=at), REACHED))) == ["guess-date"]


def test_each_landing_has_its_doubts():
    def of(way, sought=None):
        return codes(doubts(home(place()), (way, REACHED), sought=sought))

    assert of(landing("6", links=[link("recalled")])) == ["unread-link"]
    assert of(landing("6", links=[link("recalled", kind="path")])) == ["unread-link"]
    assert of(landing("6", links=[link("recalled", used=False), link("recalled", kind="ladder"), link()])) == []
    unread = framework(BACHELOR | {"source": "recalled"}, id="there")
    assert of(landing("6", there=unread), {"as_type": "bachelor"}) == ["unread-comparator"]
    assert of(landing("6", there=unread)) == []
    ladder = framework(BACHELOR, id="there", source="recalled")
    assert of(landing("6", there=ladder), {"as_type": "bachelor"}) == []
    assert of(landing("6", there=ladder)) == ["unread-comparator"]
    assert of(landing("6", there=ladder), {"as_level": "6"}) == ["unread-comparator"]
    assert of(landing("6"), {"as_level": "6"}) == []
    [doubt] = doubts(home(place()), (landing("6", there=ladder), REACHED))
    assert doubt.values == {"framework": Editions.of("there@2020")}


def test_a_level_that_is_sought_must_itself_have_been_read():
    """Not the levels of the answer, which may be others."""
    half = framework(id="there", levels=[{"code": code, "rank": code, "source": source} for code, source in
                                         (("1", "seen"), ("2", "recalled"))])  # fmt: skip
    assert codes(doubts(home(place()), (landing("1", there=half), REACHED), sought={"as_level": "2"})) == [
        "unread-comparator"
    ]
    assert doubts(home(place()), (landing("2", there=half), REACHED), sought={"as_level": "1"}) == ()


def test_the_best_landing_of_a_place_counts_and_of_those_the_one_with_the_fewest_doubts():
    unread = landing("6", links=[link("recalled")])
    assert doubts(home(place()), (unread, REACHED), (landing("6"), REACHED)) == ()
    assert codes(doubts(home(place()), (unread, REACHED), (landing("5"), SHORT))) == ["unread-link"]
    assert doubts(home(place()), (unread, NOWHERE), (landing("5"), SHORT)) == ()


def test_another_place_where_the_award_may_stand_makes_the_best_an_assumption():
    low = place(level="4")
    [doubt] = doubts(home(place(), low), (landing("6"), REACHED), (landing("5", home=low), SHORT))
    assert (doubt.code, doubt.values) == ("guess-place", {"home": Level(edition="home@2020", level="4")})
    assert doubts(home(place(), low), (landing("6"), REACHED), (landing("6", home=low), REACHED)) == ()


def test_what_an_officer_found_carries_itself():
    finding = {"element": "level", "difference": "none", "because": "looked"}
    unread = (landing("6", links=[link("recalled")]), REACHED)
    assert doubts(home(place()), unread, findings=[finding]) == ()
    for other in (finding | {"difference": "unknown"}, finding | {"element": "workload"}):
        assert codes(doubts(home(place()), unread, findings=[other])) == ["unread-link"]


LIKELY = Verdict("unknown", (plain("level-by-kind"),), likely="none")


def of_kind(*recorded, unread_there=False, level=LIKELY, kind="bachelor", **facts):
    alike = [(THERE, THERE.qualification_types[0])]
    if unread_there:
        there = framework(BACHELOR | {"source": "recalled"}, id="there")
        alike = [(there, there.qualification_types[0])]
    at = home(
        kind=kind, recorded=tuple((HOME, one) for one in recorded or (OWN,)), **({"kind_is_recorded": True} | facts)
    )
    return doubts(at, (landing("6"), NOWHERE), alike=alike, level=level)


def test_a_comparison_by_kind_needs_a_record_that_was_read_on_both_sides():
    assert of_kind() == ()
    other = UNREAD.model_copy(update={"title": "Unread too"})
    assert [(doubt.code, doubt.values) for doubt in of_kind(UNREAD, other)] == [("unread-award", {"award": "Unread"})]
    assert of_kind(UNREAD, OWN) == ()
    assert codes(of_kind(unread_there=True)) == ["unread-kind-there"]
    assert codes(of_kind(UNREAD, unread_there=True)) == ["unread-award", "unread-kind-there"]


def test_the_kind_itself_may_be_a_guess():
    assert codes(of_kind(kind_is_recorded=False)) == ["guess-kind"]
    assert codes(of_kind(kind_is_recorded=False, kind_is_given=True)) == ["guess-given-kind"]
    assert codes(of_kind(bears=False)) == ["guess-edition"]
    assert codes(of_kind(bears=False, undated=True)) == ["guess-date"]


def test_a_kind_that_only_an_award_like_it_has_is_a_likeness():
    like = {"kind_is_recorded": False, "kind_is_like": True}
    assert [(doubt.code, doubt.values) for doubt in of_kind(OWN, UNREAD, **like)] == [
        ("guess-likeness", {"award": "Own"})
    ]
    assert codes(of_kind(OWN, UNREAD, kind_is_given=True, **like)) == ["guess-given-kind"]


def test_a_kind_that_nobody_read_is_said_with_the_award_that_has_it():
    [doubt] = of_kind(OWN, UNREAD, kind_was_read=False)
    assert (doubt.code, doubt.values) == ("unread-kind", {"kind": Phrase.of("type-bachelor"), "award": "Own"})


def test_where_nothing_is_compared_there_is_nothing_to_doubt():
    assert of_kind(level=NOWHERE, kind_is_recorded=False) == ()
    assert of_kind(kind=None, kind_is_recorded=False) == ()


def access(difference, code="access-given", *verifications, sought="master"):
    profile = Verdict(
        difference, (plain(code),), cited=tuple(Cited(source=None, verification=v) for v in verifications)
    )
    asked = {"access_to": sought} if sought else {}
    return codes(doubts(home(place()), (landing("8"), REACHED), sought=asked, profile=profile))


def test_access_that_is_sought_is_carried_by_records_that_were_read():
    assert access("none") == []
    assert access("none", "access-given", "seen") == []
    assert access("none", "access-given", "recalled", "seen") == []
    assert access("none", "access-given", "recalled") == ["unread-access"]
    assert access("non-substantial", "access-conditional", "recalled") == ["unread-access"]
    assert access("none", "access-given-to-its-like", "seen") == ["guess-access"]
    assert access("unknown", "access-unknown", "recalled") == []
    assert access("substantial", "access-denied", "recalled") == []
    assert access("none", "access-given", "recalled", sought=None) == []


def test_each_doubt_is_said_once():
    ways = [(landing("6", home=at, links=[link("recalled")]), REACHED) for at in (place(), place(level="4"))]
    assert codes(doubts(home(*(way.home for way, _ in ways)), *ways)) == ["unread-link"]


@pytest.mark.parametrize(
    ("said", "by"),
    [
        (["guess-kind", "guess-date", "unread-link"], "title"),
        (["unread-award", "guess-likeness"], "title"),
        (["guess-access"], "title"),
        (["unread-link", "guess-date"], "assumption"),
        (["guess-given-kind"], "assumption"),
        (["guess-edition"], "assumption"),
        (["guess-place"], "assumption"),
        (["unread-link"], "unread-record"),
    ],
)
def test_an_outcome_is_carried_by_the_weakest_thing_that_it_rests_on(said, by):
    assert Carried(tuple(plain(code) for code in said)).by == by
