"""Awards that people hold, in the answers: found by all their names, dated, one with the frameworks' own titles, and
with what recognition bodies say of them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from qualmap.assessment.held import as_pairs, kind_was_read
from qualmap.awards.search import Search
from qualmap.errors import UnknownNameError
from qualmap.facade import Qualmap
from qualmap.records.awards import Period
from qualmap.records.dates import PartialDate
from tests.shell import qualmap as run

KCSE = "ke:kenya-certificate-of-secondary-education"


@pytest.fixture(scope="module")
def bare(catalogue):
    """The catalogue as it is where both folders were left out."""
    return Qualmap(replace(catalogue, apart={}))


@pytest.fixture(scope="module")
def silent(catalogue):
    """The catalogue without the statements of recognition bodies."""
    apart = {folder: records for folder, records in catalogue.apart.items() if "evaluations" not in folder}
    return Qualmap(replace(catalogue, apart=apart))


def ids(match):
    return [award.id for award in match.held]


# -- names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "country", "award", "exact"),
    [
        ("KCSE", "KE", KCSE, True),
        ("Cheti cha Elimu ya Sekondari ya Kenya", "KE", KCSE, True),
        ("Form Four certificate", "KE", KCSE, False),
        ("Шкільний атестат", "UA", None, False),
        ("WASSCE", "GH", "gh:west-african-senior-school-certificate", True),
        ("East African Certificate of Education", "UG", "east-africa:east-african-certificate-of-education", True),
        ("IBDP", "SE", "international-baccalaureate:international-baccalaureate-diploma", True),
    ],
)  # fmt: skip
def test_an_award_is_found_by_each_of_its_names(qm, title, country, award, exact):
    """Titles, abbreviations and translations are exact; what people say is not; shared ones are found from each."""
    found = qm.find(title, country=country)
    if award is None:
        assert not any(match.exact for match in found.matches)
        return
    assert found.status == "found"
    assert award in ids(found.matches[0])
    assert found.matches[0].exact == exact


def test_an_award_of_one_country_is_not_found_in_another(qm):
    assert not any(KCSE in ids(match) for match in qm.find("KCSE", country="UG").matches)


def test_a_frameworks_title_and_the_award_that_people_hold_are_one_result(qm):
    """The framework's record leads: its title, level and source; the other adds names, period and kind."""
    kcse = [match for match in qm.find("KCSE", country="KE").matches if KCSE in ids(match)]
    assert len(kcse) == 1
    match = kcse[0]
    assert (match.framework.id, match.title, match.levels) == (
        "ke-knqf",
        "Kenya Certificate of Secondary Education (KCSE)",
        ("2",),
    )
    framework = qm.framework("ke-knqf")
    [own] = [award for award in framework.qualification_types if award.title == match.title]
    assert match.verification == framework.source_of(own.source).verification
    held = match.held[0]
    assert (held.kind, held.first, held.last) == ("upper-secondary-general", "1989", None)
    assert "Form Four certificate" in {name.text for name in held.names}


def test_an_older_award_or_one_of_another_level_is_another_result(qm):
    """Romania's licence in medicine stands on 7, the usual one on 6; Yugoslav awards ended before any edition."""
    found = qm.find("Diplomă de licență", country="RO").matches
    medicine = next(match for match in found if "ro:diploma-de-licenta-studii-unitare-medicina" in ids(match))
    assert (medicine.recorded_by, medicine.levels) == ("held", ("7",))
    assert ("framework", ("6",)) in {(match.recorded_by, match.levels) for match in found if match.exact}
    for edition in (each for each in qm.frameworks() if "HR" in each.countries):
        for award in edition.qualification_types:
            for match in qm.find(award.title, framework=str(edition.ref)).matches:
                for held in match.held if match.recorded_by == "framework" else ():
                    began = edition.valid_from and edition.valid_from.value
                    assert held.stands or not held.last or not began or held.last[:4] >= began[:4], held.id


def test_an_award_that_stands_in_no_framework_says_so(qm):
    match = qm.find("Kenya Certificate of Education", country="KE").matches[0]
    assert (match.framework, match.standing, match.levels) == (None, None, ())
    assert (match.generic_type, match.named_by, match.verification) == ("intermediate-secondary", "title", "secondary")


def test_a_name_that_is_general_knowledge_is_told_from_a_title(qm):
    assert qm.find("KCE", country="KE").matches[0].named_by == "other-name"
    assert qm.find("Kenya Certificate of Education", country="KE").matches[0].named_by == "title"


def test_initials_of_a_title_are_not_read_as_those_of_another(qm):
    """*MS* stands for Master of Science elsewhere; in France it is the Mastère spécialisé."""
    match = qm.find("MS", country="FR").matches[0]
    assert match.title in {"Mastère spécialisé", "Master Spécialisé (MS)"}
    assert not any(
        match.exact and "fr:mastere-specialise" in ids(match) for match in qm.find("MSc", country="FR").matches
    )


def test_without_a_country_every_award_is_searched(qm):
    found = qm.find("KCSE")
    assert KCSE in ids(found.matches[0])
    assert found.matches[0].statements


# -- dates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "given"),
    [
        ("1988-12-31", "not-yet"),
        ("1989-01-01", "given"),
        ("1999-06-30", "given"),
        ("2001-12-31", "given"),
        ("2002-01-01", "no-longer"),
        (None, "not-known"),
    ],
)
def test_an_award_was_given_within_its_period(day, given):
    """From 1989 to 1999; two years of late awards follow."""
    assert Period(first=PartialDate("1989"), last=PartialDate("1999")).given(day, late=2) == given


def test_a_period_with_an_open_side_is_known_on_the_other():
    assert Period(last=PartialDate("1999")).given("1990-01-01") == "not-known"
    assert Period(last=PartialDate("1999")).given("2010-01-01") == "no-longer"
    assert Period(first=PartialDate("1989")).given("2010-01-01") == "given"


def test_the_date_of_the_award_chooses_among_namesakes(qm):
    """*A level* in Kenya: of 1985 it is the national certificate of 1980 to 1989, of 1977 that of East Africa."""
    of_1985 = qm.find("A level", country="KE", on="1985")
    assert ids(of_1985.matches[0]) == ["ke:kenya-advanced-certificate-of-education"]
    assert of_1985.matches[0].given == "given"
    of_1977 = qm.find("A level", country="KE", on="1977")
    assert ids(of_1977.matches[0]) == ["east-africa:east-african-advanced-certificate-of-education"]
    late = {ids(match)[0]: match for match in of_1985.matches if match.held}
    assert late["east-africa:east-african-advanced-certificate-of-education"].given == "no-longer"
    assert late["east-africa:east-african-advanced-certificate-of-education"].score < of_1985.matches[0].score


def test_without_a_date_no_award_is_too_old(qm):
    assert qm.find("KACE", country="KE").matches[0].given == "not-known"
    assert qm.find("KACE", country="KE").status == "found"


# -- statements of recognition bodies ----------------------------------------------------------------------------


def test_statements_are_joined_with_their_conditions_and_sources(qm):
    """Nuffic puts Kenya's certificate on 2 or on 4, by the results: both are kept."""
    said = qm.find("KCSE", country="KE").matches[0].statements
    eqf = {
        each.condition: [level for item in each.levels if item.framework == "eqf" for level in item.levels]
        for each in said
    }
    assert eqf == {"fewer than 6 subjects A, B or C": ["2"], "min. 6 subjects A, B or C": ["4"]}
    for each in said:
        assert (each.body, each.country, each.verification) == ("Nuffic", "NL", "seen")
        assert each.source.startswith("https://www.nuffic.nl/")
        assert "not under CC0" in each.notice


def test_a_statement_of_another_length_is_of_another_award(qm):
    """Kenya's recorded bachelor takes four years; what Nuffic says of five and six is not said of it."""
    held = next(award for entry in qm.awards("KE").awards for award in entry.held if award.id == "ke:bachelors-degree")
    assert held.years == "4"
    entry = qm.award("ke:bachelors-degree")
    assert {each.years for each in entry.statements} == {"4"}
    assert {each.years for each in qm.awards("KE").statements if each.title == "Bachelor's degree"} == {"5", "6"}


def test_every_statement_is_shown_once_joined_or_by_itself(qm, catalogue):
    """None is lost, and none is of two awards and also of none."""
    for country in ("KE", "GH", "UA", "GB", "ZA"):
        found = qm.awards(country)
        joined = {each.model_dump_json() for entry in found.awards for each in entry.statements}
        alone = [each.model_dump_json() for each in found.statements]
        assert not joined & set(alone)
        recorded = sum(len(record.statements) for record in catalogue.statements(country))
        assert len(joined) + len(alone) >= recorded - 1, country  # two statements may differ in a note alone
        assert len(joined) + len(alone) <= recorded


def test_a_reader_goes_before_the_rule(qm, catalogue):
    """*Dyplom licencjat* is the Licencjat: no title says so. And of two awards of one title the reader named one."""
    assert {each.title for each in qm.award("pl:licencjat").statements} == {"Dyplom licencjat"}
    assert "National Senior Certificate" not in {
        each.title for each in qm.award("za:national-senior-certificate-colleges").statements
    }
    assert "National Senior Certificate" in {
        each.title for each in qm.award("za:national-senior-certificate").statements
    }


def test_a_title_in_two_scripts_names_the_award_in_each(qm):
    """*Diplom bakalavra (Диплом бакалавра)*: the second is the title, the first how Nuffic writes it."""
    assert "Diplom bakalavra (Диплом бакалавра)" in {each.title for each in qm.award("ua:bachelor").statements}


def test_most_statements_find_their_award(catalogue):
    """The written rule, and readers where titles do not tell; the rest is listed with the country."""
    search, made, alone = Search(catalogue), 0, 0
    for country in catalogue.apart["crosswalks/evaluations"].countries:
        found = search.statements(country)
        made, alone = made + len(found.made), alone + len(found.beside(found.of_award))
    assert made == 613
    assert alone < 0.13 * made


# -- what was left out -----------------------------------------------------------------------------------------


def test_everything_works_without_both_folders(bare):
    assert bare.find("KCSE", country="KE").matches[0].framework.id == "ke-knqf"
    assert bare.find("Laurea", country="VA").matches == ()
    assert bare.awards("KE").statements == ()
    assert all(not entry.held for entry in bare.awards("KE").awards)
    with pytest.raises(UnknownNameError, match="record of awards"):
        bare.award(KCSE)
    assert bare.assess({"title": "KCSE", "country": "KE"}, "DE", "further-study").outcome


def test_without_statements_awards_are_found_all_the_same(silent, qm):
    with_, without = (each.find("KCSE", country="KE").matches[0] for each in (qm, silent))
    assert without == with_.model_copy(update={"statements": ()})
    assert silent.award(KCSE).statements == ()


# -- show and explain --------------------------------------------------------------------------------------------


def test_a_country_shows_its_awards_by_kind_and_what_bodies_say():
    shown = run("show", "Kenya").stdout
    assert (
        shown.index("\nlower-secondary\n") < shown.index("\nupper-secondary-general\n") < shown.index("\ndoctorate\n")
    )
    assert "Kenya Certificate of Education (also KCE; given 1980-1987;" in shown
    assert "Nuffic (NL) on 'Kenya Certificate of Secondary Education', min. 6 subjects A, B or C" in shown
    assert run("show", "KE").stdout == shown


def test_a_framework_goes_before_a_country_and_a_slip_is_answered():
    assert "Kenya National Qualifications Framework" in run("show", "ke-knqf").stdout
    refused = run("show", "Kennya")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "unknown framework or country 'Kennya'" in refused.stderr
    wrong = run("show", "KE", "--format", "elm")
    assert wrong.returncode == 2
    assert "is no framework" in wrong.stderr


def test_an_award_is_explained_with_its_levels_and_its_statements(qm):
    found = qm.explain_award(KCSE, "eqf")
    assert [(str(each.framework), each.level) for each in found.levels] == [("ke-knqf@2014", "2")]
    assert found.levels[0].mapping == qm.explain("ke-knqf:2", "eqf")
    assert {each.body for each in found.award.statements} == {"Nuffic"}
    shown = run("explain", KCSE, "eqf")
    assert "Level 2 of ke-knqf@2014 in eqf@2017" in shown.stdout
    assert json.loads(run("explain", KCSE, "eqf", "--format", "json").stdout) == found.model_dump(mode="json")


def test_an_award_without_a_level_is_explained_by_what_is_known(qm):
    found = qm.explain_award("waec:higher-school-certificate", "eqf", country="GH")
    assert found.levels == ()
    assert found.reason == "no record says on which level of a framework the award stands"


def test_names_that_are_not_there_are_answered_with_the_nearest(qm):
    with pytest.raises(UnknownNameError, match="ke:diploma"):
        qm.award("ke:diplma")
    with pytest.raises(UnknownNameError, match="record of awards"):
        qm.award("kk:diploma")
    with pytest.raises(UnknownNameError, match="country"):
        qm.award("waec:higher-school-certificate", country="KE")


def test_find_prints_what_is_known_and_what_bodies_say():
    shown = run("find", "KCSE", "--country", "KE").stdout
    assert "also called: KCSE (abbreviation)" in shown
    assert "opens on a condition bachelor: mean grade C+ or better [not checked]" in shown
    assert "What recognition bodies say of Kenya Certificate of Secondary Education (KCSE)" in shown
    assert "seen, web page ~2018-2020, https://www.nuffic.nl/" in shown


# -- assessment -----------------------------------------------------------------------------------------------


CONFIRMED = {name: {"state": "confirmed", "source": "register"} for name in ("authentic", "institution", "programme")}


def judge(qm, title, country, to, purpose="employment", sought=None, **facts):
    award = {"title": title, "country": country, "gates": CONFIRMED} | facts
    return qm.assess(award, to, purpose, sought=sought, on="2026-11-23")


def test_an_award_of_which_no_framework_speaks_has_the_kind_that_its_record_says(qm, bare):
    """Venezuela has no ladder: without the record the kind was a guess, with it the record carries the outcome.

    That there is a Licenciado was read, and UNESCO's level 6 agrees with a bachelor.
    """
    told = judge(qm, "Licenciado", "VE", "ES", awarded="2010")
    assert (told.award_type, told.outcome, told.carried_by) == ("bachelor", "full", "record")
    assert [(each.title, each.framework, each.cited.verification) for each in told.recorded] == [
        ("Licenciado", None, "secondary")
    ]
    guessed = judge(bare, "Licenciado", "VE", "ES", awarded="2010")
    assert (guessed.outcome, guessed.carried_by) == ("insufficient-information", "title")


def test_a_kind_that_nobody_read_carries_no_outcome(qm):
    """That Uganda's certificate ends school at eighteen is known to all, and read by nobody here."""
    told = judge(qm, "Uganda Advanced Certificate of Education", "UG", "KE", awarded="2018")
    assert (told.award_type, told.outcome, told.provisional) == (
        "upper-secondary-general",
        "insufficient-information",
        "full",
    )
    assert told.carried_by == "unread-record"
    assert {doubt.code for doubt in told.doubts} <= {"unread-award", "unread-kind", "unread-kind-there"}


def test_a_kind_needs_a_read_award_and_a_read_size_that_agrees(catalogue):
    """Read award, read ISCED level, and the level of the kind: each is needed."""
    search = Search(catalogue)
    library = search.of_country("VE")
    held = {library.awards[at].held[0].award.title: library.awards[at].held[0] for at in library.held}
    *_, (owner, award) = as_pairs(held["Licenciado"], catalogue)
    assert kind_was_read(catalogue, owner, award)
    assert not kind_was_read(catalogue, owner, award.model_copy(update={"isced": 7}))
    assert not kind_was_read(catalogue, owner, award.model_copy(update={"size_source": None}))
    recalled = owner.model_copy(
        update={"sources": tuple(each.model_copy(update={"verification": "recalled"}) for each in owner.sources)}
    )
    assert not kind_was_read(catalogue, recalled, award)


def test_an_award_that_had_ended_is_not_the_one_of_that_date(qm):
    """The Kenya Certificate of Education was given until 1987: one of 2005 is no such award, and nothing carries it."""
    then = judge(qm, "Kenya Certificate of Education", "KE", "DE", awarded="1985")
    assert [each.title for each in then.recorded] == ["Kenya Certificate of Education"]
    later = judge(qm, "Kenya Certificate of Education", "KE", "DE", awarded="2005")
    assert "Kenya Certificate of Education" not in [each.title for each in later.recorded]


def test_a_recalled_denial_of_access_decides_nothing(qm):
    """That this certificate opens no university is general knowledge: it never refuses a holder."""
    told = judge(
        qm, "Kenya Certificate of Education", "KE", "DE", "further-study", {"access_to": "bachelor"}, awarded="1985"
    )
    assert told.element("profile").difference == "potentially-substantial"
    assert {each.cited.verification for each in told.access_at_home} == {"recalled"}
    assert (told.outcome, told.provisional) == ("insufficient-information", None)


def test_recorded_access_is_taken_with_its_condition_and_its_mark(qm):
    told = judge(
        qm,
        "West African Senior School Certificate",
        "GH",
        "DE",
        "further-study",
        {"access_to": "bachelor"},
        awarded="2010",
    )
    [right] = [each for each in told.access_at_home if each.to == "bachelor"]
    assert (right.given, right.cited.verification) == ("conditional", "recalled")
    assert "unread-access" in {doubt.code for doubt in told.doubts}
    assert told.outcome == "insufficient-information"


def test_a_level_that_the_awards_record_gives_is_a_place_with_the_marks_of_that_record(qm, catalogue):
    """An award of Kenya that stands on a level, and that the framework's own record does not have."""
    search = Search(catalogue)
    library = search.of_country("KE")
    titles = [each for each in library.awards if not each.is_held]
    led = {one.id for each in titles for one in each.held}
    award = next(
        library.awards[at]
        for at in library.held
        if library.awards[at].levels and library.awards[at].held[0].id not in led
    )
    told = judge(qm, award.title, "KE", "DE", awarded="2020")
    assert (str(told.home[0].framework), told.home[0].level) == (str(award.framework.ref), award.levels[0])
    assert told.home[0].read_as == ("title" if award.source.verification != "recalled" else "likeness")
    assert told.home[0].award.cited.verification == award.source.verification


def test_an_award_of_before_the_edition_in_which_its_record_places_it_keeps_its_kind(qm):
    """South Africa's Senior Certificate of 1998: the record places it in the framework of 2009, which was not yet."""
    told = judge(qm, "Matric", "ZA", "DE", awarded="1998")
    assert told.award_type == "upper-secondary-general"
    assert "Senior Certificate" in {each.title for each in told.recorded}
    assert "National Senior Certificate" not in {each.title for each in told.recorded}  # given from 2008
    assert all(each.levels == () for each in told.recorded if each.framework is None)
    assert (told.carried_by, told.provisional) == ("title", "full")
    assert "guess-likeness" in {doubt.code for doubt in told.doubts}


def test_a_printed_level_never_contradicts_what_only_an_awards_record_says(qm):
    """Craft Certificate of another level than recalled: the document is not refused for it."""
    told = judge(qm, "Artisan Certificate Level 4", "KE", "DE", awarded="2022", level="5")
    assert told.home[0].level == "5"


def test_the_statement_of_an_award_that_stands_in_no_framework_is_printed(qm):
    told = judge(qm, "Licenciado", "VE", "ES", awarded="2010")
    for language in qm.catalogue.phrases.languages:
        assert b"Licenciado" in qm.statement(told, "markdown", language)


def test_a_papers_law_holds_beside_the_records_of_awards(qm):
    """A driving licence is no award, whatever is recorded of the country."""
    told = judge(qm, "Driving licence", "SN", "BE", awarded="2018")
    assert (told.paper, told.outcome, told.recorded) == ("not-an-award", "insufficient-information", ())
