"""What binds two states, and whether it covers an award: real pairs, each with the source of what must be respected."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualmap.assessment.case import profession_named
from qualmap.law.basis import legal_basis
from qualmap.law.model import BINDS
from qualmap.law.scopes import scopes_of
from qualmap.records.values import Countries
from qualmap.wording import Localiser
from tests.conftest import LANGUAGES
from tests.shell import qualmap

TODAY = "2026-11-23"
DEGREE = scopes_of("bachelor", 6, "further-study")
SCHOOL = scopes_of("upper-secondary-general", 3, "further-study")
NURSE = scopes_of("bachelor", 6, "regulated-profession")


@pytest.fixture(scope="module")
def basis(catalogue):
    def found(origin, destination, covers=DEGREE, on=TODAY, profession=None):
        return legal_basis(catalogue, origin, destination, on, covers, profession)

    return found


def standings(side):
    return {one.instrument: one.standing for one in side.instruments}


def covered(side):
    return {one.instrument for one in side.instruments if one.covers_award == "yes" and one.standing in BINDS}


# Conventions for higher education


def test_a_degree_between_two_parties_to_lisbon(basis):
    """Trb. 2008, 82 (AL 2002-05-01) and the Belgian treaty office (BE 2009-09-01); LRC VI.1."""
    side = basis("AL", "BE").academic
    assert standings(side)["lrc-1997"] == "binds-both"
    assert side.conclusion.code == "legal-binds"
    assert side.practice is None


def test_the_duty_begins_with_the_later_of_two_parties(basis):
    """BE is bound since 1 September 2009 (LRC XI.2), AL since 2002."""
    assert standings(basis("AL", "BE", on="2009-08-31").academic)["lrc-1997"] == "not-yet-in-force"
    assert standings(basis("AL", "BE", on="2009-09-01").academic)["lrc-1997"] == "binds-both"


def test_party_but_date_unknown_is_an_answer_of_its_own(basis):
    """IE is named a party by 2012, without a date; before, the duty is said with what has to be checked."""
    side = basis("IE", "DE", on="2010-06-30").academic
    lisbon = next(one for one in side.instruments if one.instrument == "lrc-1997")
    assert lisbon.standing == "binds-both-undated"
    assert lisbon.origin.standing == "date-unknown"
    assert lisbon.destination.standing == "bound"
    assert side.conclusion.code == "legal-binds-undated"
    assert side.conclusion.values["countries"] == Countries.of("IE")
    assert side.practice is not None


def test_a_party_is_bound_where_it_was_one_by_an_earlier_day(basis):
    """In 2012 all of the Council of Europe but Greece and Monaco were parties; a year counts when it is over."""
    assert standings(basis("IE", "DE", on="2012-12-31").academic)["lrc-1997"] == "binds-both-undated"
    side = basis("IE", "DE", on="2013-01-01").academic
    assert standings(side)["lrc-1997"] == "binds-both"
    assert side.conclusion.code == "legal-binds"


@pytest.mark.parametrize(
    ("origin", "destination", "named"),
    [
        ("EG", "IT", "Mediterranean Convention"),  # both border on it; the rows of the founders were not read
        ("EG", "JO", "Arab States Convention 1978"),
        ("NG", "SN", "Arusha Convention"),
        ("ZA", "BW", "SADC Protocol on Education and Training"),  # both signed; two thirds have ratified
    ],
)
def test_a_convention_whose_parties_were_not_read_is_named(basis, origin, destination, named):
    side = basis(origin, destination).academic
    assert side.conclusion.code == "legal-none-known"
    assert side.conclusion.values["instruments"] == named
    assert side.practice is not None
    one = next(one for one in side.instruments if one.name == named)
    assert (one.standing, one.reason.code) == ("perhaps-binds", "legal-is-perhaps-binds")


def test_before_there_was_the_convention_nobody_may_be_bound_by_it(basis):
    """Adopted in 1976, in force since 6 March 1978."""
    assert standings(basis("EG", "IT", on="1978-03-05").academic)["mediterranean-1976"] == "not-yet-in-force"


def test_a_newer_convention_takes_the_place_of_one_whose_parties_were_not_read(basis):
    """SN and TG are parties to Addis, which replaces Arusha, in force since 15 December 2019."""
    found = standings(basis("SN", "TG", on="2024-01-01").academic)
    assert (found["addis-2014"], found["arusha-1981"]) == ("binds-both", "replaced")


def test_a_state_that_it_is_not_open_to_has_no_relation_to_it(basis):
    assert "arab-1978" not in standings(basis("EG", "DE").academic)


@pytest.mark.parametrize(
    ("origin", "destination", "instrument"),
    [
        ("KE", "UG", "eac-common-market-2009"),
        ("SN", "BJ", "uemoa-lmd-2007"),
        ("CM", "GA", "cemac-lmd-2006"),
        ("GT", "HN", "central-america-1962"),
    ],
)
def test_communities_of_states_bind_their_members(basis, origin, destination, instrument):
    assert instrument in covered(basis(origin, destination).academic)


def test_andres_bello_is_about_school_awards(basis):
    school = basis("CO", "MX", scopes_of("upper-secondary-general", 3, "further-study")).academic
    assert "andres-bello-1990" in covered(school)
    degree = basis("CO", "MX", scopes_of("bachelor", 6, "further-study")).academic
    assert "andres-bello-1990" not in covered(degree)


def test_lisbon_takes_the_place_of_the_convention_of_1979_between_parties_to_both(basis):
    """LRC XI.4; AT 1999 and ES 2009 are parties to Lisbon, both to 1979 (Trb. 1996, 177)."""
    later = basis("AT", "ES", on="2015-06-01").academic
    assert standings(later)["europe-1979"] == "replaced"
    older = next(one for one in later.instruments if one.instrument == "europe-1979")
    assert older.replaced_by == ("lrc-1997",)
    newer = next(one for one in later.instruments if one.instrument == "lrc-1997")
    assert newer.replaces == ("europe-1979",)
    before = basis("AT", "ES", on="2005-06-01").academic
    assert standings(before)["europe-1979"] == "binds-both"
    assert before.conclusion.values["instruments"] == "UNESCO Europe Convention 1979"


def test_towards_a_party_to_the_older_alone_the_older_stays(basis):
    """In 2005 ES was a party to 1979 only: XI.4 leaves it as it was, whatever AT has joined."""
    older = next(o for o in basis("AT", "ES", on="2005-06-01").academic.instruments if o.instrument == "europe-1979")
    assert older.replaced_by == ()


def test_where_the_newer_ones_date_is_unknown_it_only_perhaps_replaces(basis):
    """UA and PL: bound by 1979 since 1982, parties to Lisbon without a date here: one of the two binds."""
    side = basis("UA", "PL").academic
    older = next(one for one in side.instruments if one.instrument == "europe-1979")
    assert (older.standing, older.perhaps_replaced_by) == ("binds-both", ("lrc-1997",))
    assert side.conclusion.code == "legal-binds-old-or-new"
    assert "Lisbon" in side.conclusion.values["instruments"]


def test_kenya_is_no_party_to_addis_and_south_africa_is(basis):
    """University World News, 27 September 2022, lists the twelve African parties without Kenya."""
    side = basis("KE", "ZA").academic
    assert standings(side)["addis-2014"] == "one-party"
    assert side.conclusion.code == "legal-none"
    assert side.practice.code == "legal-good-practice"


def test_senegal_and_south_africa_are_bound_by_addis_and_by_the_global_convention(basis):
    assert covered(basis("SN", "ZA").academic) == {"addis-2014", "global-2019"}


def test_nigeria_is_in_no_convention_with_italy(basis):
    """NG is named neither for Lisbon, which is for the European region, nor for the Global Convention."""
    side = basis("NG", "IT").academic
    assert standings(side)["lrc-1997"] == "one-party"
    assert "global-2019" not in standings(side)
    assert side.conclusion.code == "legal-none"


def test_senegal_joined_the_global_convention_and_belgium_did_not(basis):
    """brunner.cl, March 2024: Senegal was then the latest to join; Belgium is not among the parties named."""
    side = basis("SN", "BE").academic
    assert standings(side)["global-2019"] == "one-party"
    assert standings(side)["eu-rec-2023-2611"] == "not-binding"
    assert side.conclusion.code == "legal-none"


def test_brazil_and_chile_have_left_the_convention_of_1974(basis):
    """Dutch treaty bank: Chile left in 1988, Brazil in 1999."""
    assert standings(basis("BR", "CL").academic)["mexico-city-1974"] == "left"
    assert standings(basis("MX", "CO").academic)["mexico-city-1974"] == "binds-both"


def test_cambodia_has_only_signed_tokyo(basis):
    """UNESCO Bangkok, 3 February 2014; Thailand is not named at all."""
    side = basis("TH", "KH").academic
    assert standings(side)["tokyo-2011"] == "signed-only"
    assert side.conclusion.code == "legal-none"


def test_automatic_recognition_between_the_baltic_and_benelux_states(basis):
    """Treaty of 14 September 2021, in force on 1 May 2024; beside Lisbon, which it does not replace."""
    assert standings(basis("LV", "NL", on="2024-04-30").academic)["baltic-benelux-2021"] == "not-yet-in-force"
    assert {"baltic-benelux-2021", "lrc-1997"} <= covered(basis("LV", "NL", on="2026-01-01").academic)


def test_a_declaration_binds_nobody(basis):
    side = basis("KE", "RW").academic
    assert standings(side)["eac-chea-2017"] == "not-binding"
    assert side.conclusion.values["instruments"] == "EAC Common Market Protocol, Article 11"


# What an instrument covers


def test_lisbon_does_not_cover_a_german_meister(basis):
    """DOMAIN.md section 1: access to and awards of higher education, no other vocational awards."""
    side = basis("DE", "AT", scopes_of("professional", 6, "unregulated-work")).academic
    assert side.conclusion.code == "legal-none-covers"
    assert "Lisbon" in side.conclusion.values["instruments"]
    assert side.practice is not None


def test_lisbon_covers_a_school_award_that_gives_access_and_no_other(basis):
    assert "lrc-1997" in covered(basis("DE", "AT", SCHOOL).academic)
    assert basis("DE", "AT", scopes_of("lower-secondary", 2, "further-study")).academic.conclusion.code == (
        "legal-none-covers"
    )


def test_of_an_award_of_unknown_kind_coverage_is_unknown(basis):
    side = basis("DE", "AT", scopes_of(None, None, "further-study")).academic
    lisbon = next(one for one in side.instruments if one.instrument == "lrc-1997")
    assert lisbon.covers_award == "unknown"
    assert side.conclusion.code == "legal-perhaps-covers"


def test_a_vocational_school_award_is_covered_if_it_gives_access(basis):
    for gives_access, expected in ((True, "yes"), (None, "unknown"), (False, "no")):
        covers = scopes_of("upper-secondary-vocational", 3, "further-study", gives_access)
        lisbon = next(o for o in basis("DE", "AT", covers).academic.instruments if o.instrument == "lrc-1997")
        assert lisbon.covers_award == expected


def test_every_generic_type_has_scopes(catalogue):
    for generic in catalogue.types.types:
        known = scopes_of(generic.id, generic.isced, "further-study")
        unknown = scopes_of("no-such-type", None, "further-study")
        assert known != unknown or generic.id in {"certificate", "diploma"}, generic.id


# Professions


def test_a_philippine_nurse_and_singapore_have_the_nursing_arrangement_and_no_other(basis):
    """ASEAN ministers, Cebu, 8 December 2006: signed by both; that it took force was not read."""
    side = basis("PH", "SG", NURSE, profession="nursing").professional
    arrangements = {o.instrument: o.covers_award for o in side.instruments if o.instrument.startswith("asean")}
    assert [name for name, covers in arrangements.items() if covers == "yes"] == ["asean-mra-nursing-2006"]
    assert len(arrangements) == 8
    assert standings(side)["asean-mra-nursing-2006"] == "signed-only"


def test_for_a_philippine_school_award_the_arrangements_are_not_asked(basis):
    found = basis("PH", "SG", SCHOOL)
    assert not found.professional.asked
    assert not any(name.startswith("asean") for name in standings(found.academic))


def test_a_limited_arrangement_without_a_named_profession_is_unknown(basis):
    side = basis("PH", "SG", NURSE).professional
    assert {o.covers_award for o in side.instruments if o.instrument.startswith("asean")} == {"unknown"}
    assert side.who_decides[0].code == "legal-which-profession"


def test_the_directive_says_what_it_means_for_third_countries(basis):
    """Directive 2005/36/EC, Arts. 2(2) and 3(3), for an award from a state that is no member."""
    directive = next(
        o
        for o in basis("SN", "DE", NURSE, profession="nursing").professional.instruments
        if o.instrument == "eu-directive-2005-36"
    )
    assert directive.standing == "one-party"
    assert any("2(2)" in said.value for said in directive.third_countries)
    assert any("3(3)" in said.value for said in directive.third_countries)
    inside = basis("PT", "DE", NURSE, profession="nursing").professional
    assert "eu-directive-2005-36" in covered(inside)
    assert all(not one.third_countries for one in inside.instruments if one.instrument == "eu-directive-2005-36")


def test_the_united_kingdom_left_the_directive(basis):
    side = basis("GB", "IE", NURSE, on="2020-01-31", profession="nursing").professional
    assert standings(side)["eu-directive-2005-36"] == "binds-both-undated"
    side = basis("GB", "IE", NURSE, on="2021-06-01", profession="nursing").professional
    left = next(one for one in side.instruments if one.instrument == "eu-directive-2005-36")
    assert left.standing == "left"
    assert left.third_countries


def test_academic_and_professional_recognition_are_two_lists(basis):
    found = basis("AU", "NZ", NURSE, profession="nursing")
    assert "ttmra-1998" not in standings(found.academic)
    assert "ttmra-1998" in covered(found.professional)
    assert "lrc-1997" not in standings(found.professional)


def test_the_engineers_agreement_of_east_africa_is_for_engineers(basis):
    """Engineers Registration Board of Tanzania; New Times: Kenya and Rwanda are parties."""
    of_all = "eac-common-market-2009"
    engineers = basis("KE", "RW", NURSE, profession="engineering").professional
    assert covered(engineers) == {of_all, "eac-mra-engineering-2012"}
    assert covered(basis("KE", "RW", NURSE, profession="nursing").professional) == {of_all}


# Who decides


def test_who_decides_is_named_where_it_is_recorded_and_never_made_up(basis, catalogue):
    nurse = basis("GH", "RW", NURSE, profession="nursing").professional
    assert [one.id for one in nurse.deciders] == ["rw-ncnm"]
    engineer = basis("EG", "ZA", NURSE, profession="engineering").professional
    assert [one.id for one in engineer.deciders] == ["za-ecsa"]
    nobody = basis("GH", "TG", NURSE, profession="geology").professional
    assert nobody.deciders == ()
    assert "not recorded here" in Localiser(catalogue).said(nobody.who_decides[0])


def test_a_body_that_advises_is_not_said_to_decide(basis, catalogue):
    """KMK: the ZAB statement is a comparative assessment and not a recognition."""
    said = basis("SN", "DE").academic.who_decides
    assert [reason.code for reason in said] == ["legal-advises"]


def test_every_authority_has_provenance(catalogue):
    for one in catalogue.authorities.authorities:
        source = catalogue.authorities.source_of(one.source)
        assert source.note or source.url


def test_professions_are_found_by_the_words_people_write(catalogue):
    for text, expected in (("Infirmière", "nursing"), ("ENFERMEIRO", "nursing"), ("Chartered Engineer", "engineering")):
        assert profession_named(catalogue.professions, catalogue.phrases, text).id == expected


# Returning holders, languages, laws


def test_an_award_of_the_same_state_needs_no_convention(basis):
    found = basis("LK", "LK", NURSE, profession="nursing")
    assert found.academic.conclusion.code == "legal-same-state"
    assert found.academic.instruments == ()
    assert found.academic.practice is None


def test_every_sentence_is_said_in_every_language(basis, catalogue):
    pairs = [("IE", "DE"), ("UA", "PL"), ("AT", "ES"), ("BR", "CL"), ("TH", "KH"), ("KE", "ZA"), ("DE", "DE")]
    for origin, destination in pairs:
        found = basis(origin, destination, NURSE, profession="nursing")
        for side in (found.academic, found.professional):
            reasons = [side.conclusion, *side.who_decides, *(one.reason for one in side.instruments)]
            for reason in [*reasons, *([side.practice] if side.practice else [])]:
                english = Localiser(catalogue).said(reason)
                for language in LANGUAGES:
                    assert (Localiser(catalogue, language).said(reason) == english) == (language == "en"), reason.code


COUNTRIES = ["AT", "AU", "BE", "BR", "CL", "DE", "EG", "ES", "FR", "GB", "IE", "KE", "NZ", "PL", "SN", "UA", "ZA"]
DATES = ["1975-01-01", "1985-06-30", "1999-12-31", "2007-05-01", "2019-12-15", "2024-06-01", TODAY]


@given(st.sampled_from(COUNTRIES), st.sampled_from(COUNTRIES), st.sampled_from(DATES), st.data())
@settings(max_examples=60, deadline=None)
def test_the_order_of_records_changes_nothing(catalogue, origin, destination, on, data):
    other = replace(catalogue, instruments=tuple(data.draw(st.permutations(catalogue.instruments))))
    assert legal_basis(other, origin, destination, on, NURSE, "nursing") == legal_basis(
        catalogue, origin, destination, on, NURSE, "nursing"
    )


@given(st.sampled_from(COUNTRIES), st.sampled_from(COUNTRIES), st.sampled_from(DATES), st.integers(0, 100))
@settings(max_examples=100, deadline=None)
def test_an_added_instrument_removes_no_obligation_unless_it_replaces_it(catalogue, origin, destination, on, which):
    added = catalogue.instruments[which % len(catalogue.instruments)]
    fewer = replace(catalogue, instruments=tuple(act for act in catalogue.instruments if act.id != added.id))
    before = legal_basis(fewer, origin, destination, on, NURSE, "nursing")
    after = legal_basis(catalogue, origin, destination, on, NURSE, "nursing")
    for one, other in ((before.academic, after.academic), (before.professional, after.professional)):
        assert covered(one) - set(added.replaces) <= covered(other)


@given(st.sampled_from(COUNTRIES), st.sampled_from(COUNTRIES), st.sampled_from(DATES))
@settings(max_examples=60, deadline=None)
def test_both_directions_have_the_same_binding_instruments(catalogue, origin, destination, on):
    one = legal_basis(catalogue, origin, destination, on, NURSE, "nursing")
    other = legal_basis(catalogue, destination, origin, on, NURSE, "nursing")
    assert standings(one.academic) == standings(other.academic)
    assert standings(one.professional) == standings(other.professional)


def test_who_asks_ten_thousand_times_can_remember_the_answers(catalogue):
    """As the docstring says: every argument but the catalogue can be a key."""
    remembered = lru_cache(maxsize=1000)(partial(legal_basis, catalogue))
    first = remembered("SN", "DE", TODAY, NURSE, "nursing")
    assert remembered("SN", "DE", TODAY, NURSE, "nursing") is first
    assert first == legal_basis(catalogue, "SN", "DE", TODAY, NURSE, "nursing")


def test_the_command_line_and_python_say_the_same_of_a_legal_basis(qm):
    """Kenya is no party to the convention of Addis Ababa, South Africa is; nursing is asked for with its profession."""
    asked = ("legal-basis", "South Africa", "KE", "--on", "2026-11-01", "--award-type", "bachelor")
    shown = qualmap(*asked).stdout
    assert shown.startswith("From ZA to KE, on 2026-11-01")
    assert "Academic recognition: " in shown
    assert "Professional recognition: " not in shown
    nurse = (*asked, "--purpose", "regulated-profession", "--profession", "nurse")
    assert "Professional recognition: " in qualmap(*nurse).stdout
    told = json.loads(qualmap(*nurse, "--format", "json").stdout)
    more = {"on": "2026-11-01", "award_type": "bachelor", "purpose": "regulated-profession", "profession": "nurse"}
    assert told == qm.legal_basis("ZA", "Kenya", **more).model_dump(mode="json")


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [
        (("--award-type", "bachellor"), "`bachelor`"),
        (("--purpose", "migraton"), "`migration`"),
        (("--isced", "six"), "six"),
        (("--isced", "9"), "run from 0 to 8"),
    ],
)
def test_a_legal_basis_names_what_is_wrong(wrong, nearest):
    done = qualmap("legal-basis", "IE", "DE", *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert nearest in done.stderr
