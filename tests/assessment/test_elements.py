"""Each element by itself, on small cases made by hand: what counts against a holder, what does not, and from where on.

The rules are those of the EAR manual: only a difference that is shown counts, what is unknown never does, and of
several possibilities the one that is best for the holder holds.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualmap.assessment.elements.outcomes import grain_of, outcomes_verdict
from qualmap.assessment.elements.profile import access_of, assumed_access, profile_verdict
from qualmap.assessment.elements.quality import gate_results, quality_verdict, read_bodies
from qualmap.assessment.elements.verdict import SEVERITY, Verdict, mildest
from qualmap.assessment.elements.workload import stated_size, unknown_system, workload_of
from qualmap.assessment.model import GateResult
from qualmap.assessment.origin import Standing
from qualmap.awards.size import Size
from qualmap.errors import InputError, RecordError
from qualmap.records import AwardingBodies
from qualmap.records.base import Range
from qualmap.records.phrases import plain
from qualmap.records.values import Between, Day, Phrase, Quote
from qualmap.records.values import Share as ShareOf
from tests.made import CATALOGUE, case_of, codes, framework, pairs, with_thresholds

POLICY, SYSTEMS = CATALOGUE.policy, CATALOGUE.credit_systems
HOURLY = next(system for system in SYSTEMS.systems if system.per_year is None)
"""A system that says what hours a credit holds, and not how many fill a year."""
ECTS = "European Credit Transfer and Accumulation System"


# Several verdicts


def test_of_several_possibilities_the_best_for_the_holder_holds():
    order = ["none", "unknown", "non-substantial", "potentially-substantial", "substantial"]
    verdicts = [Verdict(difference, ()) for difference in order]
    for at in range(len(order)):
        assert mildest(reversed(verdicts[at:])).difference == order[at]
    first = Verdict("none", (plain("level-reached"),))
    assert mildest([first, Verdict("none", ())]) is first


def test_what_is_unknown_counts_as_little_as_no_difference():
    order = ["none", "non-substantial", "potentially-substantial", "substantial"]
    assert [SEVERITY[difference] for difference in order] == [0, 1, 2, 3]
    assert SEVERITY["unknown"] == 0


# Workload

OWN = with_thresholds(workload_minor=0.25, workload_major=0.5, workload_substantial=0.75)


def years(low, high=None):
    """So many years of 1,500 hours."""
    span = Range(low, high or low)
    return Size(Range(span.low * 1500, span.high * 1500), span)


def weighed(stated, *compared, usual=None, kind="bachelor", likely=None, sought=None):
    return workload_of(CATALOGUE, case_of(sought, OWN), stated, usual, compared, kind, likely)


FOUR = pairs({"title": "Bachelor", "years": "4"})[0]


@pytest.mark.parametrize(
    ("stated", "difference", "code"),
    [
        (5, "none", "workload-alike"),
        (3, "none", "workload-alike"),
        (2.9, "non-substantial", "workload-somewhat-less"),
        (2, "non-substantial", "workload-somewhat-less"),
        (1.9, "potentially-substantial", "workload-much-less"),
        (1.1, "potentially-substantial", "workload-much-less"),
        (1, "substantial", "workload-far-less"),
        (0.5, "substantial", "workload-far-less"),
    ],
)
def test_the_missing_share_of_four_years_is_weighed_by_the_policy(stated, difference, code):
    workload, verdict = weighed(years(stated), FOUR)
    assert (verdict.difference, codes(verdict)) == (difference, [code])
    assert workload.missing_share == pytest.approx(max(0, 1 - stated / 4))
    assert workload.stated


def test_the_award_counts_as_large_as_it_can_be():
    workload, verdict = weighed(years(1, 4), FOUR)
    assert (verdict.difference, workload.missing_share) == ("none", 0)


def test_the_reason_names_both_sizes_and_what_is_missing():
    _, verdict = weighed(years(4 / 3, 8 / 3), FOUR)
    assert verdict.reasons[0].values == {
        "years": Between(low=1.33, high=2.67),
        "compared_years": Between(low=4, high=4),
        "compared_with": "Bachelor",
        "missing": ShareOf(share=0.333333),
    }


def test_it_is_compared_with_the_smallest_award_and_of_equals_with_the_first_by_title():
    compared = pairs(
        {"title": "D", "years": "4"}, {"title": "C", "years": "3-5"}, {"title": "B", "years": "3"}, {"title": "A"}
    )
    workload, _ = weighed(years(3), *compared)
    assert (workload.compared_with, workload.compared_years) == ("B", (3, 3))


def test_without_a_size_on_either_side_nothing_is_compared():
    workload, verdict = weighed(None, FOUR)
    assert (verdict.difference, codes(verdict)) == ("unknown", ["workload-not-stated"])
    assert (workload.hours, workload.years, workload.credits, workload.missing_share) == (None, None, None, None)
    workload, verdict = weighed(years(1), *pairs({"title": "Bachelor"}))
    assert (verdict.difference, codes(verdict)) == ("unknown", ["workload-nothing-to-compare"])
    assert (workload.years, workload.compared_with, workload.compared_years) == ((1, 1), None, None)


def test_half_of_one_year_is_half():
    assert weighed(years(0.5), *pairs({"title": "Certificate", "years": "1"}))[0].missing_share == 0.5


def test_something_that_takes_no_time_lacks_nothing():
    workload, verdict = weighed(years(1), *pairs({"title": "Recognition of prior learning", "years": "0-4"}))
    assert (workload.missing_share, verdict.difference) == (0, "none")


def test_awards_of_another_kind_are_not_weighed():
    """Years count from the usual entry award: one year of honours after three says nothing beside three."""
    for kind in ("bachelor-honours", "upper-secondary-general", None):
        _, verdict = weighed(years(1), FOUR, kind=kind)
        assert (verdict.difference, codes(verdict)) == ("unknown", ["workload-other-kind"])
    _, verdict = weighed(years(1), FOUR, sought={"as_type": "master"})
    assert codes(verdict) == ["workload-other-kind"]
    _, verdict = weighed(years(1), FOUR, kind="master", sought={"as_type": "bachelor"})
    assert codes(verdict) == ["workload-other-kind"]
    _, verdict = weighed(years(1), FOUR, sought={"as_type": "bachelor"})
    assert verdict.difference == "substantial"


def test_a_kind_that_is_only_likely_never_counts_against_the_holder_but_may_speak_for_them():
    _, verdict = weighed(years(1), FOUR, kind=None, likely="bachelor")
    assert (verdict.difference, codes(verdict)) == ("unknown", ["workload-kind-uncertain"])
    _, verdict = weighed(years(4), FOUR, kind=None, likely="bachelor")
    assert verdict.difference == "none"


def test_the_usual_size_of_such_awards_never_counts_against_the_holder():
    usual = pairs({"title": "Ordinary Bachelor Degree", "years": "1"})[0][1]
    workload, verdict = weighed(None, FOUR, usual=usual)
    assert (verdict.difference, codes(verdict)) == ("unknown", ["workload-usual-never-counts"])
    assert (workload.years, workload.stated) == ((1, 1), False)
    _, verdict = weighed(years(3), FOUR, usual=usual)  # what is stated goes first
    assert verdict.difference == "none"


def test_credits_are_counted_in_the_destinations_system():
    workload, _ = weighed(years(1.5, 2), *pairs({"title": "A", "years": "3", "credit_system": "ECTS"}))
    assert (workload.credits, workload.credit_system) == ((90, 120), ECTS)
    each = Range.parse(HOURLY.hours)
    workload, _ = weighed(years(1.01, 2.03), *pairs({"title": "A", "years": "3", "credit_system": HOURLY.names[0]}))
    assert workload.credits == pytest.approx((1515 / each.high, 3045 / each.low), abs=0.005)


def test_where_an_award_names_no_credits_those_of_its_framework_are_counted_in():
    compared = pairs({"title": "A", "years": "3"}, {"title": "B", "credit_system": "ECTS"})
    assert weighed(years(1), compared[0])[0].credit_system == ECTS
    own_first = pairs({"title": "A", "credit_system": "kredit"}, {"title": "B", "credit_system": "ECTS"})
    assert weighed(years(1), own_first[0])[0].credit_system == "Kredit (Hungary)"
    later = [*pairs({"title": "A", "credit_system": "moon credits"}), *compared]
    assert weighed(years(1), *later)[0].credit_system == ECTS
    assert weighed(years(1), FOUR)[0].credit_system is None
    assert weighed(None, *compared)[0].credits is None


# Sizes that documents state


def size(**stated):
    return stated_size(case_of(**stated).award, SYSTEMS, POLICY)


def test_a_year_holds_up_to_half_as_much_again():
    assert size(years="4") == Size(Range(6000, 7200 * 1.5), Range(4, 6))
    assert size() is None


def test_credits_say_how_much_work_it_was_and_years_how_dense_at_most():
    assert size(credits=180, credit_system="ECTS") == Size(Range(4500, 5400), Range(3, 3))
    assert size(credits=180, credit_system="ECTS", years="2").years == Range(3, 3)
    assert size(credits=82.5, credit_system="ECTS").years == Range(1.375, 1.375)
    # 5,000 hours of a system that does not say how many credits fill a year, which holds 1,500 to 1,800
    each = Range.parse(HOURLY.hours)
    assert each.low == each.high
    hours = {"credits": 5000 / each.low, "credit_system": HOURLY.names[0]}
    assert size(**hours).years == pytest.approx(Range(5000 / 1800, 5000 / 1500))
    assert size(**hours, years="2").years == pytest.approx(Range(5000 / 1800, 2 * 1.5))
    assert size(**hours, years="5").years == size(**hours).years


def test_credits_in_no_known_system_leave_it_to_the_years():
    assert size(credits=12, credit_system="moon credits") is None
    assert size(credits=12) is None
    assert size(credit_system="ECTS", years="2") == size(years="2")
    assert size(credits=12, credit_system="moon credits", years="2") == size(years="2")


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"years": "0"}, "0 cannot be: give years of full-time study, such as 3 or 1-2, of 15 at most"),
        ({"years": "3-2"}, "3-2 cannot be"),
        ({"years": "15.5"}, "15.5 cannot be"),
        ({"years": "3-16"}, "3-16 cannot be"),
        ({"credits": 0}, "0 cannot be: no award has as many, or as few"),
        ({"credits": -1}, "-1 cannot be"),
        ({"credits": 30001}, "30001 cannot be"),
        ({"credits": 901, "credit_system": "ECTS"}, "901 credits (ECTS) are impossible: they stand for 15.0167 full"),
        ({"credits": 180, "credit_system": "ECTS", "years": "1"}, "(ECTS) in 1 year are impossible"),
        ({"credits": 200, "credit_system": "ECTS", "years": "2"}, "(ECTS) in 2 years are impossible"),
    ],
)
def test_a_size_that_no_award_can_have_is_refused(stated, said):
    with pytest.raises(InputError) as raised:
        size(**stated)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    "stated",
    [
        {"years": "15"},
        {"years": "0.5"},
        {"years": "2-2"},
        {"credits": 30000},
        {"credits": 0.5},
        {"credits": 900, "credit_system": "ECTS"},
        {"credits": 180, "credit_system": "ECTS", "years": "1-2"},
        {"credits": 90, "credit_system": "ECTS", "years": "1"},
    ],
)
def test_a_size_at_the_border_is_taken(stated):
    size(**stated)


def test_a_credit_system_that_nobody_knows_gets_a_hint():
    def hint(**award):
        return unknown_system(case_of(**award).award, SYSTEMS)

    assert "`ECTS`" in hint(credits=60, credit_system="ECTSS")
    assert hint(credits=60, credit_system="moonshine units") == "its credits are not counted"
    assert hint(credits=60, credit_system="ECTS") is None
    assert hint(credit_system="moonshine units") is None
    assert hint(credits=60) is None


# Quality: gates

REGISTER = {"id": "register", "verification": "seen", "url": "https://example.org/register"}
WARNINGS = {"id": "warnings", "verification": "seen", "url": "https://example.org/warnings"}
SINCE = {"status": "recognised", "source": "register", "valid_from": "1990"}
MILL = {"status": "not-recognised", "source": "warnings", "valid_from": "1990"}


def listed(*bodies):
    return AwardingBodies.model_validate({"id": "own", "sources": [REGISTER, WARNINGS], "bodies": bodies})


def body(name, *periods, country="IE", **more):
    return {"name": name, "country": country, "periods": periods} | more


def gate(name, *bodies, awarding=("Somewhere",), awarded="2015-06-01", **award):
    case = case_of(awarding_bodies=awarding, awarded=awarded, **award)
    found = {result.gate: result for result in gate_results(case, [listed(*bodies)])}
    return found[name]


def test_without_lists_a_gate_is_what_the_officer_says():
    gates = {"authentic": {"state": "confirmed", "source": "the registrar"}, "institution": {"state": "claimed"}}
    found = gate_results(case_of(gates=gates, awarding_bodies=["Somewhere"]), [])
    assert [result.gate for result in found] == ["authentic", "institution", "programme"]
    assert [result.state for result in found] == ["confirmed", "claimed", "unknown"]
    assert [[reason.code for reason in result.reasons] for result in found] == [
        ["gate-given-confirmed"], ["gate-given-claimed"], ["gate-unknown"],
    ]  # fmt: skip
    assert [[(cited.source, cited.verification) for cited in result.cited] for result in found] == [
        [("the registrar", "given")], [], [],
    ]  # fmt: skip
    assert {result.bodies for result in found} == {("Somewhere",)}


def test_a_body_on_the_list_is_confirmed_on_the_day_of_the_award():
    found = gate("institution", body("Somewhere", SINCE))
    assert (found.state, [reason.code for reason in found.reasons]) == ("confirmed", ["gate-listed-confirmed"])
    assert found.reasons[0].values == {"body": "Somewhere", "from": Day(day="1990"), "to": Day(day="…")}
    assert [(cited.source, cited.verification) for cited in found.cited] == [("https://example.org/register", "given")]
    ended = gate("institution", body("Somewhere", SINCE | {"valid_to": "2019"}))
    assert ended.reasons[0].values["to"] == Day(day="2019")


def test_each_entry_cites_its_own_source():
    sources = [WARNINGS, {"id": "annex", "verification": "seen", "url": "https://example.org/annex"}, REGISTER]
    own = AwardingBodies.model_validate({"id": "own", "sources": sources, "bodies": [body("Somewhere", SINCE)]})
    found = gate_results(case_of(awarding_bodies=["Somewhere"], awarded="2015"), [own])[1]
    assert [cited.source for cited in found.cited] == ["https://example.org/register"]


def test_a_list_of_bodies_says_nothing_of_the_document():
    assert gate("authentic", body("Somewhere", SINCE)).state == "unknown"
    assert gate("programme", body("Somewhere", SINCE)).state == "unknown"


@pytest.mark.parametrize(
    ("period", "awarded", "state"),
    [
        ({"valid_from": "2015-06-01"}, "2015-06-01", "confirmed"),
        ({"valid_from": "2015-06-02"}, "2015-06-01", "unknown"),
        ({"valid_from": "2015-06"}, "2015-06", "unknown"),  # the award may be of the 1st, the listing of the 30th
        ({"valid_from": "2014"}, "2015", "confirmed"),
        ({"valid_from": "1990", "valid_to": "2015-06-01"}, "2015-06-01", "confirmed"),
        ({"valid_from": "1990", "valid_to": "2015-05-31"}, "2015-06-01", "unknown"),
        ({"valid_from": "1990", "valid_to": "2015"}, "2015-06-01", "unknown"),
        ({"valid_from": "1990", "valid_to": "2016"}, "2015", "confirmed"),
        ({"valid_from": "1990"}, None, "unknown"),
        ({"valid_from": None}, "2015", "unknown"),
    ],
)
def test_a_period_speaks_for_days_that_lie_in_it_for_certain(period, awarded, state):
    for status, settled in (("recognised", "confirmed"), ("not-recognised", "failed")):
        found = gate(
            "institution", body("Somewhere", {"status": status, "source": "register"} | period), awarded=awarded
        )
        assert found.state == (settled if state == "confirmed" else "unknown")
        if state == "unknown":
            assert [reason.code for reason in found.reasons] == ["gate-listed-otherwise"]
            assert found.reasons[0].values == {"body": "Somewhere"}
            assert [(cited.source, cited.verification) for cited in found.cited] == [
                ("https://example.org/register", "given")
            ]


def test_a_body_is_found_by_any_of_its_names_however_written():
    assert gate("institution", body("Elsewhere", SINCE, other_names=["SOMEWHÈRE"])).state == "confirmed"
    assert gate("institution", body("Elsewhere", SINCE)).state == "unknown"
    assert [r.code for r in gate("institution", body("Elsewhere", SINCE)).reasons] == ["gate-unknown"]


def test_a_mill_fails():
    found = gate("institution", body("Somewhere", MILL))
    assert (found.state, [reason.code for reason in found.reasons]) == ("failed", ["gate-listed-failed"])
    assert [cited.source for cited in found.cited] == ["https://example.org/warnings"]


def test_what_failed_anywhere_has_failed_and_the_claim_is_not_shown_beside_it():
    claimed = {"institution": {"state": "claimed"}}
    found = gate("institution", body("Somewhere", MILL), gates=claimed)
    assert (found.state, len(found.reasons)) == ("failed", 1)
    confirmed = {"institution": {"state": "confirmed", "source": "a letter"}}
    assert gate("institution", body("Somewhere", MILL), gates=confirmed).state == "failed"
    assert gate("institution", body("Somewhere", SINCE), gates=claimed).state == "confirmed"
    both = gate("institution", body("Somewhere", SINCE), gates=confirmed)
    assert [reason.code for reason in both.reasons] == ["gate-given-confirmed", "gate-listed-confirmed"]


def test_a_mill_of_another_country_is_perhaps_a_namesake():
    found = gate("institution", body("Somewhere", MILL, country="FR"))
    assert (found.state, [reason.code for reason in found.reasons]) == ("unknown", ["gate-listed-contradicted"])
    assert gate("institution", body("Somewhere", MILL), body("Somewhere", MILL, country="FR")).state == "failed"


def test_entries_that_contradict_one_another_settle_nothing():
    for other in (body("Somewhere", SINCE), body("Somewhere", SINCE, country="FR"), body("Somewhere", country="FR")):
        assert gate("institution", body("Somewhere", MILL), other).state == "unknown"
    assert gate("institution", body("Somewhere", MILL, SINCE)).state == "unknown"


def test_a_body_is_confirmed_where_the_award_is_from_or_was_taught():
    elsewhere = body("Somewhere", SINCE, country="FR")
    assert gate("institution", elsewhere).state == "unknown"
    assert gate("institution", elsewhere, taught_in=["FR"]).state == "confirmed"
    mill_abroad = body("Somewhere", MILL, country="FR")
    assert gate("institution", body("Somewhere", SINCE), mill_abroad).state == "confirmed"
    assert gate("institution", body("Somewhere", SINCE), mill_abroad, taught_in=["FR"]).state == "unknown"


def test_a_joint_award_needs_all_of_its_bodies_and_fails_with_any():
    both = ("Somewhere", "Other")
    assert gate("institution", body("Somewhere", SINCE), awarding=both).state == "unknown"
    found = gate("institution", body("Somewhere", SINCE), body("Other", SINCE), awarding=both)
    assert (found.state, len(found.reasons)) == ("confirmed", 2)
    assert gate("institution", body("Somewhere", SINCE), body("Other", MILL), awarding=both).state == "failed"
    assert gate("institution", body("Somewhere", SINCE), awarding=()).state == "unknown"


PROGRAMMES = [
    {"title": "Nursing", "periods": [SINCE]},
    {"title": "Astrology", "periods": [MILL]},
]


@pytest.mark.parametrize(
    ("award", "state"),
    [
        ({"programme": "nursing"}, "confirmed"),
        ({"programme": "Astrology"}, "failed"),
        ({"programme": "Music"}, "unknown"),
        ({"title": "Nursing"}, "confirmed"),
        ({"title": "Astrology"}, "unknown"),  # by the award's title alone nothing bad is said of a programme
        ({"title": "Nursing", "programme": "Astrology"}, "failed"),
    ],
)
def test_a_programme_is_looked_up_by_its_name(award, state):
    assert gate("programme", body("Somewhere", SINCE, programmes=PROGRAMMES), **award).state == state


HEADER = "name,other_names,country,programme,status,valid_from,valid_to,source,date_seen"


@pytest.fixture
def table(tmp_path):
    def read(*rows, header=HEADER):
        path = tmp_path / "own.CSV"
        path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
        return read_bodies(path)

    return read


def test_a_table_of_bodies_has_one_row_for_each_period(table):
    """Rows of one name in one country are one body; rows that name a programme are about that."""
    found = table(
        "Somewhere, Old Name | Older ,IE,,recognised,1990,1999,https://example.org/register,2026-11-01",
        "Somewhere,,IE,,not-recognised,2000,,a circular,",
        "Somewhere,,IE,Nursing,recognised,2010,,https://example.org/register,",
        "Somewhere,,FR,,recognised,,,a circular,",
    )
    assert found.id == "own"
    assert [(source.id, source.url, source.citation, source.date_seen) for source in found.sources] == [
        ("s1", "https://example.org/register", None, "2026-11-01"),
        ("s2", None, "a circular", None),
    ]
    irish, french = found.bodies
    assert (irish.name, irish.country, irish.other_names) == ("Somewhere", "IE", ("Old Name", "Older"))
    assert [(p.status, p.valid_from, p.valid_to, p.source) for p in irish.periods] == [
        ("recognised", "1990", "1999", "s1"),
        ("not-recognised", "2000", None, "s2"),
    ]
    assert [(one.title, len(one.periods), one.periods[0].source) for one in irish.programmes] == [("Nursing", 1, "s1")]
    assert (french.country, len(french.periods), french.programmes) == ("FR", 1, ())


GOOD = "Somewhere,,IE,,recognised,1990,,https://example.org/register,"


@pytest.mark.parametrize(
    ("row", "line", "said"),
    [
        ("Somewhere,,IE,,recognised,1990,1980,src,", 3, "ends before it begins"),
        ("Somewhere,,IE,Nursing,recognised,1990,1980,src,", 3, "ends before it begins"),
        ("Somewhere,,IE,,perhaps,1990,,src,", 3, "is not a valid value"),
        ("Somewhere,,IE,Nursing,perhaps,1990,,src,", 3, "is not a valid value"),
        ("X,,Ireland,,recognised,1990,,src,", 3, "ISO 3166-1"),
        ("X,,IE", 3, "other cells than the header has"),
        (GOOD + ",,", 3, "other cells than the header has"),
        ('X,"IE', 3, "not CSV"),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_line(table, row, line, said):
    with pytest.raises(RecordError, match=said) as raised:
        table(GOOD, row)
    assert [problem.line for problem in raised.value.problems] == [line]


def test_everything_wrong_is_said_at_once(table):
    of_body, of_programme = (
        "Somewhere,,IE,,recognised,1990,1980,src,",
        "Somewhere,,IE,Nursing,recognised,1990,1980,src,",
    )
    with pytest.raises(RecordError) as raised:
        table(GOOD, of_body, of_body, GOOD.replace("IE,", "IE,Music"), of_programme, of_programme)
    assert [problem.line for problem in raised.value.problems] == [3, 4, 6, 7]


def test_a_row_that_is_no_csv_is_the_one_after_the_last_that_is(table):
    with pytest.raises(RecordError, match="not CSV") as raised:
        table('X,"IE')
    assert [problem.line for problem in raised.value.problems] == [2]


def test_a_cell_of_blanks_is_empty(table):
    [found] = table("Somewhere, ,IE, ,recognised, , ,src, ").bodies
    assert (found.other_names, found.programmes, found.periods[0].valid_from) == ((), (), None)


def test_a_period_of_one_day_is_one(table):
    assert table("X,,IE,,recognised,1990-01-01,1990-01-01,src,").bodies[0].periods[0].valid_to == "1990-01-01"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (HEADER + ",nmae,other", "unknown column 'nmae'"),
        ("name,country,status", "needs the columns name, country, status, source"),
        (HEADER + ",name", "a column stands there twice"),
    ],
)
def test_the_columns_are_checked(table, header, said):
    with pytest.raises(RecordError, match=said) as raised:
        table(header=header)
    assert [problem.line for problem in raised.value.problems] == [1]
    assert table(header="name,country,status,source").bodies == ()


def test_a_list_in_yaml_names_sources_that_it_has(tmp_path):
    path = tmp_path / "own.yaml"
    good = (
        "id: own\nsources: [{id: register, verification: seen, url: 'https://example.org/register'}]\n"
        "bodies:\n- {name: X, country: IE, periods: [{status: recognised, source: register}],\n"
        "   programmes: [{title: Y, periods: [{status: recognised, source: register}]}]}\n"
    )
    path.write_text(good, "utf-8")
    assert [body.name for body in read_bodies(path).bodies] == ["X"]
    path.write_text(good.replace("source: register", "source: registre"), "utf-8")
    with pytest.raises(RecordError, match="no source 'registre' in this list") as raised:
        read_bodies(path)
    assert [(problem.line, problem.remedy) for problem in raised.value.problems] == [
        (4, "did you mean `register`?"), (5, "did you mean `register`?"),
    ]  # fmt: skip


def quality(authentic, institution, programme):
    names = {"authentic": authentic, "institution": institution, "programme": programme}
    return quality_verdict([GateResult(gate=name, state=state, reasons=()) for name, state in names.items()])


@pytest.mark.parametrize(
    ("states", "difference", "said"),
    [
        (("confirmed", "confirmed", "confirmed"), "none", ["quality-confirmed"]),
        (("unknown", "confirmed", "claimed"), "none", ["quality-confirmed"]),
        (("confirmed", "confirmed", "unknown"), "none", ["quality-institution-confirmed"]),
        (("confirmed", "claimed", "confirmed"), "unknown", ["quality-unknown"]),
        (("confirmed", "unknown", "unknown"), "unknown", ["quality-unknown"]),
        (("failed", "confirmed", "confirmed"), "substantial", ["gate-authentic-failed"]),
        (("failed", "failed", "unknown"), "substantial", ["gate-authentic-failed", "gate-institution-failed"]),
        (("confirmed", "confirmed", "failed"), "substantial", ["gate-programme-failed"]),
    ],
)
def test_quality_is_what_the_gates_show(states, difference, said):
    verdict = quality(*states)
    assert (verdict.difference, codes(verdict)) == (difference, said)


def test_quality_cites_whoever_looked():
    gates = {"institution": {"state": "confirmed", "source": "the ministry"}}
    verdict = quality_verdict(gate_results(case_of(gates=gates), []))
    assert [cited.source for cited in verdict.cited] == ["the ministry"]


# Profile and access

OPENS = {"to": "master", "given": "yes", "source": "seen"}
ON_CONDITION = {"to": "master", "given": "conditional", "source": "seen", "condition": "with experience"}
DENIES = {"to": "master", "given": "no", "source": "seen"}


def profile(*awards, certain=True, kind="bachelor", sought=None, **award):
    wanted = {"access_to": "master"} if sought is None else sought
    titled = [{"title": f"Award {at}", "access": rights} for at, rights in enumerate(awards)]
    return profile_verdict(case_of(wanted, **award), pairs(*titled), certain=certain, kind=kind)


@pytest.mark.parametrize(
    ("rights", "certain", "difference", "code"),
    [
        ([OPENS], True, "none", "access-given"),
        ([OPENS], False, "none", "access-given-to-its-like"),
        ([DENIES, ON_CONDITION, OPENS], True, "none", "access-given"),
        ([ON_CONDITION], True, "non-substantial", "access-conditional"),
        ([DENIES, ON_CONDITION], True, "non-substantial", "access-conditional"),
        ([ON_CONDITION], False, "unknown", "access-conditional"),
        ([DENIES], True, "substantial", "access-denied"),
        ([DENIES | {"source": "secondary"}], True, "substantial", "access-denied"),
        ([DENIES | {"source": "recalled"}], True, "potentially-substantial", "access-denied"),
        ([DENIES, DENIES | {"source": "recalled"}], True, "potentially-substantial", "access-denied"),
        ([DENIES], False, "unknown", "access-unknown"),
        ([OPENS | {"to": "doctorate"}], True, "unknown", "access-unknown"),
        ([OPENS | {"to": "postgraduate-diploma"}], True, "unknown", "access-unknown"),
        ([], True, "unknown", "access-unknown"),
    ],
)
def test_access_is_what_the_record_of_the_award_says(rights, certain, difference, code):
    verdict = profile(rights, certain=certain)
    assert (verdict.difference, codes(verdict)) == (difference, [code])
    assert verdict.reasons[0].values["to"] == Phrase.of("type-master")


def test_the_reason_names_the_condition_and_the_award_that_is_like_it():
    verdict = profile([ON_CONDITION, ON_CONDITION | {"condition": "with a test"}, DENIES])
    assert verdict.reasons[0].values["condition"] == Quote(text="with experience; with a test", language="en")
    assert [cited.source for cited in verdict.cited] == ["https://example.org/seen"] * 3
    assert profile([OPENS], certain=False).reasons[0].values["award"] == "Award 0"


def test_of_awards_that_it_may_be_the_best_for_the_holder_counts():
    assert profile([DENIES], [ON_CONDITION]).difference == "non-substantial"
    assert profile([DENIES], [OPENS], certain=False).difference == "none"
    assert profile([DENIES], []).difference == "unknown"


def test_what_the_documents_say_of_access_fills_what_no_record_knows():
    verdict = profile(gives_access_to=["master"])
    assert (verdict.difference, codes(verdict)) == ("none", ["access-stated"])
    assert [(cited.source, cited.verification) for cited in verdict.cited] == [(None, "given")]
    assert profile(gives_access_to=["doctorate"]).difference == "unknown"
    assert profile([DENIES], gives_access_to=["master"]).difference == "substantial"
    assert codes(profile()) == ["access-unknown"]


def with_assumption(*awards, kind="bachelor", certain=True, assume=True, sought="master", **award):
    """The verdict where the policy lets access be assumed, or not."""
    case = case_of({"access_to": sought}, **award)
    case = replace(case, policy=case.policy.model_copy(update={"assume_access": assume}))
    titled = pairs(*({"title": f"Award {at}", "access": rights} for at, rights in enumerate(awards)))
    assumed = assumed_access(CATALOGUE, case, titled, kind)
    return profile_verdict(case, titled, certain=certain, kind=kind, assumed=assumed)


@pytest.mark.parametrize(
    ("given", "difference", "code"),
    [
        ({}, "none", "access-assumed"),
        ({"assume": False}, "unknown", "access-unknown"),
        ({"kind": None}, "unknown", "access-unknown"),
        ({"kind": "vocational-certificate"}, "unknown", "access-unknown"),
        ({"sought": "doctorate"}, "unknown", "access-unknown"),
        ({"kind": "master"}, "unknown", "access-unknown"),
        ({"kind": "master", "sought": "doctorate"}, "none", "access-assumed"),
        ({"gives_access_to": ["master"]}, "none", "access-stated"),
    ],
)
def test_access_that_no_record_knows_is_assumed_by_kind_if_the_policy_says_so(given, difference, code):
    verdict = with_assumption(**given)
    assert (verdict.difference, codes(verdict)) == (difference, [code])


def test_what_is_assumed_to_be_open_is_named():
    case = case_of({"access_to": "doctorate"})
    case = replace(case, policy=case.policy.model_copy(update={"assume_access": True}))
    assumed = assumed_access(CATALOGUE, case, pairs({"title": "Award", "access": []}), "master")
    assert [(right.to, right.label, right.given) for right in assumed] == [("doctorate", "doctorate", "assumed")]
    assumed = assumed_access(CATALOGUE, case, pairs({"title": "Award", "access": []}), "bachelor")
    assert ("master", "master's degree") in [(right.to, right.label) for right in assumed]


def test_an_assumption_is_cited_as_one():
    assert [(cited.source, cited.verification) for cited in with_assumption([]).cited] == [(None, "assumed")]


@pytest.mark.parametrize(
    ("rights", "certain", "difference", "code"),
    [
        ([OPENS], True, "none", "access-given"),
        ([DENIES], True, "substantial", "access-denied"),
        ([DENIES], False, "unknown", "access-unknown"),
        ([ON_CONDITION], True, "non-substantial", "access-conditional"),
        ([OPENS | {"to": "doctorate"}], True, "none", "access-assumed"),
    ],
)
def test_a_recorded_right_goes_before_an_assumption(rights, certain, difference, code):
    """Even one of an award that is only like it: a right that is denied there is not assumed here."""
    verdict = with_assumption(rights, certain=certain)
    assert (verdict.difference, codes(verdict)) == (difference, [code])


@pytest.mark.parametrize(
    ("right", "wanted", "difference"),
    [
        (OPENS | {"orientation": "professional"}, "professional", "none"),
        (OPENS | {"orientation": "professional"}, "academic", "unknown"),
        (OPENS | {"orientation": "professional"}, None, "none"),
        (ON_CONDITION | {"orientation": "professional"}, None, "non-substantial"),
        (OPENS, "academic", "none"),
        (DENIES | {"orientation": "academic"}, "academic", "substantial"),
        (DENIES | {"orientation": "academic"}, None, "unknown"),  # it may still open studies of the other kind
        (DENIES, "academic", "substantial"),
    ],
)
def test_a_right_may_be_of_one_orientation(right, wanted, difference):
    sought = {"access_to": "master"} | ({"orientation": wanted} if wanted else {})
    assert profile([right], sought=sought).difference == difference


@pytest.mark.parametrize(
    ("wanted", "own", "difference", "code"),
    [
        ("academic", "academic", "none", "profile-alike"),
        ("academic", "professional", "non-substantial", "profile-differs"),
        ("professional", "academic", "non-substantial", "profile-differs"),
        ("academic", None, "unknown", "profile-not-stated"),
        (None, "academic", "unknown", "profile-not-stated"),
    ],
)
def test_where_no_access_is_sought_the_orientation_is_compared(wanted, own, difference, code):
    verdict = profile(sought={"orientation": wanted} if wanted else {}, **({"orientation": own} if own else {}))
    assert (verdict.difference, codes(verdict)) == (difference, [code])


def test_another_kind_than_the_one_sought_is_for_an_officer_to_compare():
    verdict = profile(sought={"as_type": "master"})
    assert (verdict.difference, codes(verdict)) == ("unknown", ["profile-other-kind"])
    assert verdict.reasons[0].values == {"sought": Phrase.of("type-master"), "kind": Phrase.of("type-bachelor")}
    assert codes(profile(sought={"as_type": "bachelor"}, kind="master")) == ["profile-other-kind"]
    alike = {"as_type": "bachelor", "orientation": "academic"}
    assert profile(sought=alike, orientation="academic").difference == "none"
    assert profile(sought=alike, kind=None, orientation="academic").difference == "none"


def test_each_right_at_home_is_shown_once():
    shown = access_of(CATALOGUE, pairs({"title": "A", "access": [OPENS, DENIES]}, {"title": "B", "access": [OPENS]}))
    assert [(right.to, right.given, right.label) for right in shown] == [
        ("master", "yes", "master's degree"), ("master", "no", "master's degree"),
    ]  # fmt: skip


# Learning outcomes


def grain(described, *grains, level="1"):
    levels = [
        {"code": code, "rank": code, "source": "seen"} | ({"descriptors": [
            {"domain": "knowledge", "text": "knows things", "source": "seen"}]} if code == described else {})
        for code in ("1", "2")
    ]  # fmt: skip
    place = Standing(framework(levels=levels), "in-force", level, None, "level", False)
    stated = [{"text": "can do it", "grain": each} for each in grains]
    return grain_of(case_of(outcomes=stated), [place])


def test_outcomes_are_known_at_the_finest_grain_that_is_stated():
    assert grain("1", "qualification", "unit", "programme") == "unit"
    assert grain("1", "qualification", "programme") == "programme"
    assert grain("1", "qualification") == "qualification"


def test_else_they_are_those_of_the_level_where_it_is_described():
    assert grain("1") == "framework"
    assert grain("2") == grain("1", level="2") == "none"
    assert grain("2", level="2") == "framework"
    assert grain_of(case_of(), []) == "none"


def test_outcomes_stay_unknown_until_somebody_compares_them():
    verdict = outcomes_verdict("unit")
    assert (verdict.difference, codes(verdict)) == ("unknown", ["outcomes-grain-unit"])
