"""What carries an outcome: nothing better than a provisional one stands on a guess, an assumption or an unread fact."""

from __future__ import annotations

from dataclasses import replace

import pytest

import qualmap
from qualmap.facade import Qualmap
from qualmap.records import Policy
from qualmap.records.values import Level, Phrase

ON = "2026-11-23"
QM = qualmap.load()
CONFIRMED = {name: {"state": "confirmed", "source": "letter of the ministry"} for name in ("authentic", "institution")}


def judge(title, country, destination, purpose="employment", qm=QM, sought=None, **facts):
    award = {"title": title, "country": country, "awarded": "2018", "gates": CONFIRMED} | facts
    return qm.assess(award, destination, purpose, sought=sought, on=ON)


# A guess, whatever is confirmed

GUESSES = [
    ("Diploma of Technical Secondary Schools", "EG", "DE", "upper-secondary-vocational"),
    ("National Trade Certificate (ITI)", "EG", "DE", "upper-secondary-vocational"),
    ("Leaving Certificate of Makerere Senior School", "UG", "KE", "upper-secondary-general"),
    ("Bachelor of Commerce", "EG", "DE", "bachelor"),
    ("Ingeniero Técnico", "GT", "DE", "bachelor"),
    ("Licence de droit", "SN", "BE", "bachelor"),
]


@pytest.mark.parametrize(("title", "country", "destination", "kind"), GUESSES)
def test_a_kind_read_off_a_title_is_provisional_at_best(title, country, destination, kind):
    judged = judge(title, country, destination)
    assert (judged.award_type, judged.outcome, judged.carried_by) == (kind, "insufficient-information", "title")
    assert judged.provisional == "full"
    assert judged.element("level").difference == "unknown"
    assert [doubt.code for doubt in judged.doubts if doubt.code == "guess-kind"]
    assert "guess-kind" in {item.reason.code for item in judged.missing if item.element == "level"}


PAPERS = [
    ("Driving licence", "SN", "BE", "not-an-award"),
    ("Nursing and Midwifery Council practising licence", "UG", "KE", "licence-to-practise"),
    ("Doctor's certificate of good health", "SN", "IT", "not-an-award"),
    ("Master Mariner Certificate of Competency", "EG", "DE", "licence-to-practise"),
    ("Masterclass in bread baking", "SN", "IT", "not-an-award"),
    ("Licence de pilote", "SN", "BE", "licence-to-practise"),
]


PARTS = [
    ("Statement of Attainment", "AU", "GB"),
    ("WSQ Statement of Attainment", "SG", "AU"),
    ("SOA", "SG", "AU"),
    ("Teilqualifikation", "DE", "AT"),
    ("Bloc de compétences", "FR", "BE"),
    ("Titre de compétence", "BE", "FR"),
    ("Kompetencebevis", "DK", "SE"),
]


@pytest.mark.parametrize(("title", "country", "destination"), PARTS)
@pytest.mark.parametrize("facts", [{}, {"award_type": "vocational-certificate"}, {"isced": 3, "years": "3"}])
def test_a_part_of_an_award_gets_no_outcome(title, country, destination, facts):
    """Nothing that is stated of a part makes it a whole award."""
    judged = judge(title, country, destination, **facts)
    assert (judged.paper, judged.outcome, judged.provisional) == ("part-of-an-award", "insufficient-information", None)
    assert judged.home == ()


def test_a_certificate_of_prior_learning_is_judged_as_what_it_certifies():
    """The Portuguese RVCC certifies the twelfth year; nobody has to tell its kind, and it is no part."""
    judged = judge("RVCC de nível secundário", "PT", "ES")
    assert (judged.paper, judged.award_type) == (None, "upper-secondary-general")


@pytest.mark.parametrize(("title", "country", "destination", "paper"), PAPERS)
@pytest.mark.parametrize("facts", [{}, {"award_type": "bachelor"}, {"isced": 6, "years": "3"}])
def test_a_paper_that_is_no_award_gets_no_outcome(title, country, destination, paper, facts):
    judged = judge(title, country, destination, **facts)
    assert (judged.paper, judged.outcome, judged.provisional) == (paper, "insufficient-information", None)
    assert (judged.home, judged.comparators, judged.by_type.awards, judged.recorded) == ((), (), (), ())
    assert [item.reason.code for item in judged.missing] == ["missing-award"]
    assert [remedy.code for remedy in judged.remedies] == ["remedy-award"]


@pytest.mark.parametrize("title", ["Capoeira", "CAPE", "Doctor of Medicine", "Juris Doctor", "Doctorat en médecine"])
def test_a_word_that_misleads_gives_no_kind(title):
    judged = judge(title, "SN", "IT")
    assert (judged.award_type, judged.outcome, judged.provisional) == (None, "insufficient-information", None)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("B.Com", "Bachelor of Commerce"),
        ("BSc", "Bachelor of Science"),
        ("M.Sc.", "Master of Science"),
        ("LL.B.", "Bachelor of Laws"),
    ],
)
def test_an_abbreviation_is_judged_like_the_title_that_it_stands_for(short, long):
    one, other = judge(short, "EG", "DE"), judge(long, "EG", "DE")
    assert one.award_type is not None
    assert (one.award_type, one.outcome, one.provisional, one.doubts) == (
        other.award_type, other.outcome, other.provisional, other.doubts,
    )  # fmt: skip


# What does carry, and what takes it away

HONOURS = {"title": "Honours Bachelor Degree", "country": "IE", "destination": "DE", "awarded": "2015-06-01"}


def test_records_that_were_read_carry_an_outcome():
    judged = judge(**HONOURS)
    assert (judged.outcome, judged.carried_by, judged.doubts) == ("full", "record", ())


def test_without_its_date_the_award_is_only_taken_to_be_todays():
    judged = judge(**HONOURS | {"awarded": None})
    assert (judged.outcome, judged.provisional, judged.carried_by) == ("insufficient-information", "full", "assumption")
    assert "guess-date" in {doubt.code for doubt in judged.doubts}


def test_a_likeness_carries_nothing():
    judged = judge("Honours Bachelor Degree in Marine Botany", "IE", "DE")
    assert (judged.outcome, judged.provisional, judged.carried_by) == ("insufficient-information", "full", "title")
    assert {doubt.code for doubt in judged.doubts} == {"guess-likeness"}


def recalled(country: str, *, levels: bool = False) -> Qualmap:
    """The catalogue as if nobody had read the awards of a country (or its levels)."""
    frameworks = dict(QM.catalogue.frameworks)
    for name, framework in frameworks.items():
        if country in framework.countries:
            keys = {level.source for level in framework.levels} if levels else set()
            keys = keys or {award.source for award in framework.qualification_types}
            sources = tuple(
                source.model_copy(update={"verification": "recalled", "note": "as if"}) if source.id in keys else source
                for source in framework.sources
            )
            frameworks[name] = framework.model_copy(update={"sources": sources})
    return Qualmap(replace(QM.catalogue, frameworks=frameworks, version="as-if"))


def test_an_award_that_nobody_read_carries_nothing():
    judged = judge(**HONOURS, qm=recalled("IE"))
    assert (judged.outcome, judged.provisional, judged.carried_by) == (
        "insufficient-information", "full", "unread-record",
    )  # fmt: skip
    assert "unread-award" in {doubt.code for doubt in judged.doubts}


def test_a_level_printed_on_the_document_rests_on_the_record_of_that_level():
    assert judge(**HONOURS, level="8").outcome == "full"
    judged = judge(**HONOURS, level="8", qm=recalled("IE", levels=True))
    assert judged.outcome == "insufficient-information"
    assert "unread-level" in {doubt.code for doubt in judged.doubts}


@pytest.mark.parametrize(("levels", "sought"), [(True, {}), (False, {"as_type": "bachelor"})])
def test_what_it_is_compared_with_was_read_too(levels, sought):
    judged = judge(**HONOURS, qm=recalled("DE", levels=levels), sought=sought)
    assert judged.outcome == "insufficient-information"
    assert "unread-comparator" in {doubt.code for doubt in judged.doubts}


def test_an_answer_over_recalled_links_carries_nothing():
    tables = tuple(
        table.model_copy(update={"sources": tuple(
            source.model_copy(update={"verification": "recalled", "note": "as if"}) for source in table.sources
        )}) for table in QM.catalogue.tables
    )  # fmt: skip
    judged = judge(**HONOURS, qm=Qualmap(replace(QM.catalogue, tables=tables, version="as-if")))
    assert judged.outcome == "insufficient-information"
    assert "unread-link" in {doubt.code for doubt in judged.doubts}


def test_the_best_of_several_levels_is_an_assumption():
    """The Leaving Certificate stands on two levels; only the higher one reaches what opens a bachelor's degree."""
    judged = judge("Leaving Certificate", "IE", "DE", "further-study", sought={"access_to": "bachelor"})
    assert judged.element("level").difference == "none"
    assert [doubt.values for doubt in judged.doubts if doubt.code == "guess-place"] == [
        {"home": Level(edition="ie-nfq@2003", level="4")}
    ]
    printed = judge("Leaving Certificate", "IE", "DE", "further-study", sought={"access_to": "bachelor"}, level="5")
    assert "guess-place" not in {doubt.code for doubt in printed.doubts}


def test_an_officers_own_finding_on_the_level_carries_it():
    finding = {"element": "level", "difference": "none", "because": "register of the ministry", "source": "its entry 7"}
    judged = judge("Bachelor of Commerce", "EG", "DE", findings=[finding])
    assert (judged.outcome, judged.carried_by) == ("full", "record")


def test_claimed_gates_make_no_condition_out_of_a_guess():
    claimed = {name: {"state": "claimed"} for name in ("authentic", "institution")}
    assert judge(**HONOURS, gates=claimed).outcome == "conditional"
    assert judge("Bachelor of Commerce", "EG", "DE", gates=claimed).outcome == "insufficient-information"


# What is sought has a price


@pytest.mark.parametrize(
    ("title", "country", "destination", "to", "facts"),
    [
        ("Leaving Certificate", "IE", "DE", "doctorate", {"awarded": "2010"}),
        ("National Certificate II", "PH", "DE", "master", {}),
        ("National Certificate II", "PH", "DE", "master", {"level": "2"}),
        ("NCEA Level 1", "NZ", "DE", "bachelor", {}),
        ("Higher National Diploma", "GH", "DE", "master", {}),
        ("Kenya Certificate of Secondary Education", "KE", "DE", "master", {}),
        ("Higher National Diploma", "EG", "DE", "master", {}),
    ],
)
def test_an_award_below_what_is_sought_never_comes_out_as_full(title, country, destination, to, facts):
    judged = judge(title, country, destination, "further-study", sought={"access_to": to}, **facts)
    assert judged.outcome not in ("full", "refusal")
    assert judged.provisional in (None, "conditional", "alternative", "partial")
    assert judged.element("level").difference != "substantial"  # what is usual shows nothing


def test_what_opens_the_studies_is_read_from_the_records_of_the_destination():
    judged = judge("Leaving Certificate", "IE", "DE", "further-study", sought={"access_to": "doctorate"})
    first = judged.element("level").reasons[0]
    assert (first.code, first.values["awards"]) == ("access-asks-recorded", "Master")


def test_where_no_record_says_it_the_policy_does():
    frameworks = {
        name: framework.model_copy(update={"qualification_types": tuple(
            award.model_copy(update={"access": ()}) for award in framework.qualification_types
        )}) for name, framework in QM.catalogue.frameworks.items()
    }  # fmt: skip
    bare = Qualmap(replace(QM.catalogue, frameworks=frameworks, version="as-if"))
    asked = {"qm": bare, "sought": {"access_to": "doctorate"}}
    judged = judge("Leaving Certificate", "IE", "DE", "further-study", **asked)
    first = judged.element("level").reasons[0]
    assert (first.code, first.values["kind"]) == ("access-asks-assumed", Phrase.of("type-master"))
    assert judged.provisional == "conditional"


def test_an_award_that_reaches_the_price_is_not_held_up_by_it():
    judged = judge("Honours Bachelor Degree", "IE", "DE", "further-study", sought={"access_to": "master"}, level="8")
    assert judged.element("level").difference == "none"


# What people read


@pytest.mark.parametrize("language", ["en", "fr", "pt", "es"])
def test_a_statement_says_that_a_guess_is_one_and_what_settles_it(language):
    judged = judge("Bachelor of Commerce", "EG", "DE")
    text = QM.statement(judged, "markdown", language).decode()
    said = {
        "en": "That is a guess",
        "fr": "C'est une supposition",
        "pt": "É uma suposição",
        "es": "Es una suposición",
    }
    advised = {"en": "recognition is advised", "fr": "est conseillée", "pt": "Aconselha-se", "es": "Se aconseja"}
    assert said[language] in text
    assert advised[language] not in text


@pytest.mark.parametrize(("title", "country", "destination", "paper"), PAPERS[:2])
def test_a_statement_says_what_a_paper_is(title, country, destination, paper):
    text = QM.statement(judge(title, country, destination), "markdown", "en").decode()
    assert QM.catalogue.phrases.text(paper).split(":")[0] in text
    assert "would not change this outcome" not in text
    assert "advised" not in text


def test_a_table_names_what_carries_each_outcome(tmp_path, capsys):
    from qualmap.cli import main

    path = tmp_path / "awards.csv"
    path.write_text("title,country,awarded\nB.Com,EG,2018\nDriving licence,SN,2018\nHonours Bachelor Degree,IE,2015\n")
    main(["assess", "--input", str(path), "--destination", "DE", "--purpose", "employment", "--on", ON])
    lines = capsys.readouterr().out.splitlines()
    at = lines[0].split(",").index("carried_by")
    assert [line.split(",")[at] for line in lines[1:]] == ["title", "not-an-award", "record"]


def test_the_footnotes_call_no_copy_the_authoritys_own_page():
    judged = judge("Honours Bachelor Degree", "IE", "GB")
    notes = QM.statement(judged, "markdown", "en").decode().splitlines()
    copies = [line for line in notes if "yumpu.com" in line or "docslib.org" in line]
    assert copies
    assert not [line for line in copies if "read on the authority" in line]


# Access that is assumed


def test_access_that_is_assumed_by_kind_never_carries_an_outcome():
    """Austria's Bachelor was read at the authority, and no record says what it opens: one doubt stays."""
    asked = {"access_to": "master"}
    judged = judge("Bachelor", "AT", "DE", "further-study", sought=asked)
    assert (judged.outcome, judged.provisional, judged.carried_by) == ("insufficient-information", "full", "assumption")
    assert [doubt.code for doubt in judged.doubts] == ["assumed-access"]
    assert ("master", "assumed") in [(right.to, right.given) for right in judged.access_at_home]
    assert {right.cited.verification for right in judged.access_at_home} == {"assumed"}


def test_a_policy_may_leave_assumptions_out():
    policy = QM.catalogue.policy.model_copy(update={"assume_access": False, "id": "own"})
    award = {"title": "Bachelor", "country": "AT", "awarded": "2018", "gates": CONFIRMED}
    judged = QM.assess(award, "DE", "further-study", sought={"access_to": "master"}, on=ON, policy=policy)
    assert judged.element("profile").difference == "unknown"
    assert judged.access_at_home == ()


def test_a_policy_without_the_line_assumes_nothing():
    line = {"assume_access"}
    assert not Policy.model_validate(QM.catalogue.policy.model_dump(exclude=line)).assume_access
