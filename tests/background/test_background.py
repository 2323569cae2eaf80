"""A holder without full documents: evidence, words of likelihood, the paper. Nothing missing makes an award worse."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualmap.background.evidence import FACTS, GRADES, evidence_of
from qualmap.background.paper import background_paper
from qualmap.catalog.text import read_document
from qualmap.documents.background import background_document
from qualmap.errors import InputError
from qualmap.records import Award, Passport
from qualmap.records.award import PURPOSES, DocumentEvidence
from qualmap.records.background import DocumentKind, Likelihood
from qualmap.records.passport import Interview
from qualmap.wording import Localiser
from tests.conftest import LANGUAGES, ROOT
from tests.shell import process, qualmap

HOLDER = ROOT / "docs" / "examples" / "holder-from-syria.yaml"
WORDS = get_args(Likelihood)  # the surest first
DAY = "2026-11-23"
LICENCE = {"title": "Licence", "country": "Syria", "awarded": "2012", "isced": 6, "years": "4"}
IRISH = {"title": "Honours Bachelor Degree", "country": "Ireland", "awarded": "2015-06-01", "level": "8"}
documents = st.lists(
    st.builds(
        lambda kind, grade: {"kind": kind, "grade": grade},
        st.sampled_from(get_args(DocumentKind)),
        st.sampled_from(GRADES),
    ),
    max_size=4,
)
slow = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def rules(catalogue):
    return catalogue.background


@pytest.fixture(scope="module")
def holder():
    return read_document(HOLDER).tree


def award(*shown, **more):
    return Award.model_validate(LICENCE | {"documents": shown} | more)


def words(evidence):
    return {item.fact: item.likelihood for item in evidence.facts}


# -- evidence -----------------------------------------------------------------------------------------------


def test_a_transcript_shows_the_workload_and_not_the_date(rules):
    facts = {item.fact: item for item in evidence_of(award({"kind": "transcript", "grade": "copy"}), rules).facts}
    assert facts["workload"].grade == "copy"
    assert facts["workload"].shown_by == ("transcript",)
    assert facts["awarded"].grade == "none"


def test_a_document_shows_what_its_entry_lists_instead(rules):
    document = {"kind": "letter", "grade": "original", "shows": "awarded, workload"}
    graded = {item.fact: item.grade for item in evidence_of(award(document), rules).facts}
    assert graded["awarded"] == graded["workload"] == "original"
    assert graded["title"] == "none"


def test_words_that_are_no_list_of_facts_leave_what_is_usual(rules):
    document = {"kind": "letter", "grade": "copy", "shows": "four years at the faculty"}
    assert evidence_of(award(document), rules).overall == "copy"


def test_no_document_is_a_normal_case(rules):
    evidence = evidence_of(award(), rules)
    assert evidence.overall == "none"
    assert evidence.means.code == "evidence-means-none"
    assert set(words(evidence).values()) == {"stated"}


def test_the_authenticity_gate_decides_what_a_document_counts_as(rules):
    shown = {"kind": "certificate", "grade": "copy"}
    confirmed = {"authentic": {"state": "confirmed", "source": "issuer's register"}}
    failed = {"authentic": {"state": "failed", "source": "issuer's register"}}
    assert evidence_of(award(shown, gates=confirmed), rules).likelihood == "confirmed"
    assert evidence_of(award(shown, gates=failed), rules).overall == "none"


def test_an_interview_of_two_evaluators_lifts_what_it_bore_out_and_nothing_else(rules):
    interview = Interview(held="2026-11-20", evaluators=2, bears_out=("title", "workload", "level"))
    found = words(evidence_of(award(), rules, interview))
    assert (found["title"], found["workload"], found["awarded"]) == ("likely", "likely", "stated")
    assert found["level"] == "stated", "what is not even stated is not borne out"
    alone = interview.model_copy(update={"evaluators": 1})
    assert set(words(evidence_of(award(), rules, alone)).values()) == {"stated"}


@given(strong=documents, weaker=st.data(), interview=st.booleans())
def test_weaker_documents_never_make_a_fact_likelier_and_an_interview_never_less(catalogue, strong, weaker, interview):
    rules = catalogue.background
    held = Interview(held="2026", evaluators=2, bears_out=FACTS) if interview else None
    weak = [
        item | {"grade": weaker.draw(st.sampled_from(GRADES[GRADES.index(item["grade"]) :]))}
        for item in strong
        if weaker.draw(st.booleans())
    ]
    before, after = (words(evidence_of(award(*each), rules, held)) for each in (strong, weak))
    assert all(WORDS.index(before[fact]) <= WORDS.index(after[fact]) for fact in FACTS)
    without = words(evidence_of(award(*strong), rules))
    assert all(WORDS.index(before[fact]) <= WORDS.index(without[fact]) for fact in FACTS)


# -- the record of rules ------------------------------------------------------------------------------------


def test_there_is_one_word_for_every_evidence_and_better_evidence_has_no_weaker_one(rules):
    for field in ("grades", "with_interview"):
        named = [grade for item in rules.likelihood for grade in getattr(item, field)]
        assert sorted(named) == sorted(GRADES)
    for interview in (False, True):
        ranks = [WORDS.index(rules.word(grade, interview=interview)) for grade in GRADES]
        assert ranks == sorted(ranks)


def test_every_kind_of_document_has_its_facts_and_every_source_exists(rules):
    kinds = get_args(DocumentEvidence.model_fields["kind"].annotation)
    assert sorted(rules.by_kind) == sorted(kinds) == sorted(get_args(DocumentKind))
    sources = {source.id for source in rules.sources}
    named = {rules.valid_source, rules.evaluators_source, *(scheme.source for scheme in rules.schemes)}
    named |= {source for rest in rules.rests_on for source in rest.sources}
    assert named == sources


# -- fairness -----------------------------------------------------------------------------------------------


@slow
@given(shown=documents, purpose=st.sampled_from(PURPOSES), base=st.sampled_from([LICENCE, IRISH]))
def test_documents_change_no_verdict_of_a_judgement(qm, shown, purpose, base):
    """Dropping or downgrading documents can therefore worsen none."""
    without, given_ = (
        qm.assess(base | {"documents": each}, "DE", purpose, on=DAY, sought={"as_type": "bachelor-honours"})
        for each in ([], shown)
    )
    assert given_.elements == without.elements
    assert (given_.outcome, given_.provisional, given_.gates) == (without.outcome, without.provisional, without.gates)


@pytest.mark.parametrize("key", ["name", "birth_date", "nationality", "refugee", "status", "gender", "passport_number"])
@pytest.mark.parametrize("place", [(), ("awards", 0), ("experience", 0), ("languages", 0), ("certificates", 0)])
def test_nothing_about_the_person_is_taken(qm, holder, key, place):
    data = Passport.model_validate(holder).model_dump(mode="json", exclude_defaults=True)
    node = data
    for part in place:
        node = node[part]
    node[key] = "x"
    with pytest.raises(InputError, match=f"{key}: unknown key"):
        qm.background(data, "DE", "employment", on=DAY)


# -- the paper ----------------------------------------------------------------------------------------------


def test_the_example_is_assessed_in_words(qm, holder):
    paper = qm.background(holder, "DE", "employment", on=DAY)
    assert paper.highest.likelihood == "plausible"  # a letter speaks of it
    assert [item.likelihood for item in paper.others] == ["likely"]  # a copy
    assert [item.likelihood for item in paper.certificates] == ["very-likely"]  # an original
    assert [item.likelihood for item in paper.experience] == ["stated", "plausible"]
    assert [item.likelihood for item in paper.languages] == ["stated", "likely"]


def test_it_is_valid_for_five_years_and_two_people_sign(qm, holder):
    paper = qm.background(holder, "DE", "employment", on="2024-02-29")
    assert paper.valid_until == "2029-02-28"
    text = background_document(paper, qm.catalogue, "markdown").decode()
    assert "valid until 28 February 2029" in text
    assert text.count("Date and signature") == paper.evaluators == 2


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_open_fact_has_a_way_to_settle_it(qm, holder, purpose):
    paper = qm.background(holder, "DE", purpose, on=DAY)
    judgement = qm.assess(holder["awards"][0], "DE", purpose, on=DAY)
    settled = {step.settles for step in paper.steps}
    for missing in judgement.missing:
        name = missing.reason.code.removeprefix("missing-")
        doubt = {f"element-{missing.element}"} if name == missing.reason.code else set()
        assert settled & {name, f"element-{name}", f"evidence-fact-{name}", *doubt}
    for fact in paper.highest.evidence.facts:
        assert f"evidence-fact-{fact.fact}" in settled or f"element-{fact.fact}" in settled
    assert f"background-test-{purpose}" in {step.reason.code for step in paper.steps}


def test_an_outcome_that_needs_an_interview_asks_for_one_in_the_programme_s_field(qm, holder):
    paper = qm.background(holder, "DE", "employment", on=DAY)
    asked = next(step for step in paper.steps if step.reason.code == "background-step-outcomes-field")
    assert (asked.means, asked.reason.values) == ("interview", {"field": "computer engineering"})


def test_verification_at_home_is_bound_to_consent_and_safety(qm, holder):
    paper = qm.background(holder, "DE", "employment", on=DAY)
    for step in paper.steps:
        if step.means == "verification":
            said = Localiser(qm.catalogue).said(step.reason)
            assert "only where it is safe and with the holder's consent" in said
    codes = {step.reason.code for step in paper.steps}
    assert not [code for code in codes if code.startswith("remedy-gate")], "those ask the authorities at home"


def test_an_interview_settles_what_it_bore_out(qm, holder):
    interview = {"held": "2026-11-20", "evaluators": "2", "bears_out": [*FACTS, "experience", "languages"]}
    open_, after = (qm.background(holder | more, "DE", "employment", on=DAY) for more in ({}, {"interview": interview}))
    assert after.highest.likelihood == "likely"
    assert [item.likelihood for item in after.experience] == ["likely", "likely"]
    assert [item.likelihood for item in after.others] == ["likely"], "an interview is about the highest award"
    gone = {step.reason.code for step in open_.steps} - {step.reason.code for step in after.steps}
    assert {"background-step-interview", "background-step-experience", "background-step-language"} <= gone


def test_an_award_that_is_shown_needs_no_questions(qm):
    shown = LICENCE | {"documents": [{"kind": "certificate", "grade": "original"}]}
    assert qm.background({"awards": [shown]}, "DE", "employment", on=DAY).questions == ()
    assert qm.background({"awards": [LICENCE]}, "DE", "employment", on=DAY).questions


def test_a_document_that_is_not_authentic_leads_to_another(qm):
    failed = LICENCE | {"gates": {"authentic": {"state": "failed", "source": "issuer"}}}
    paper = qm.background({"awards": [failed]}, "DE", "employment", on=DAY)
    assert paper.steps[0].reason.code == "background-step-other-document"


@pytest.mark.parametrize(
    ("form", "language", "purpose"), [*itertools.product(("markdown", "html"), LANGUAGES, PURPOSES)]
)
def test_it_can_be_said_in_every_form_language_and_for_every_purpose(qm, holder, form, language, purpose):
    paper = qm.background(holder, "PT", purpose, on=DAY)
    text = background_document(paper, qm.catalogue, form, language).decode()
    phrases = qm.catalogue.phrases
    title = holder["awards"][0]["title"]
    assert title in text, "the title stands verbatim"
    for code in ("background-part-one", "background-part-two", "background-is-not-identity"):
        said = phrases.text(code, language)
        assert said.replace(" :", "\N{NO-BREAK SPACE}:").replace(" ;", "\N{NO-BREAK SPACE};") in text.replace(
            "&#x27;", "'"
        )
    if form == "markdown":
        assert "{" not in text, "a place for a value is left open"


def test_no_outcome_and_no_probability_is_said(qm, catalogue):
    """The level may be a matter of probability; the paper says it in words all the same, or not at all."""
    award = {"title": "Bachelor Honours Degree", "country": "ZA", "awarded": "2015-06-01"}
    holder, asked = Passport.model_validate({"awards": [award]}), {"on": DAY, "sought": {"as_type": "doctorate"}}
    judgement = qm.assess(award, "DE", "employment", **asked)
    assert "%" in " ".join(Localiser(catalogue).said(reason) for reason in judgement.element("level").reasons)
    unanswered = background_paper(catalogue, holder, judgement.model_copy(update={"comparators": ()}))
    answered = qm.background(holder, "DE", "employment", **asked)
    assert {reason.code for reason in answered.level} == {judgement.home_note.code, "level-comparable"}
    outcomes = [catalogue.phrases.text(code) for code in catalogue.phrases.codes if code.startswith("outcome-")]
    assert outcomes
    for paper in (answered, unanswered):
        body = background_document(paper, catalogue, "markdown").decode().split("## What this rests on")[0]
        assert "%" not in body
        assert not [said for said in outcomes if said in body]


def test_its_words_rest_on_numbered_sources(qm, holder):
    paper = qm.background(holder, "DE", "employment", on=DAY)
    text = background_document(paper, qm.catalogue, "markdown").decode()
    body, _, notes = text.partition("## What this rests on")
    numbers = {line.split("]")[0] for line in notes.splitlines() if line.startswith("[^")}
    assert len(numbers) > 5
    assert all(f"{number}]" in body for number in numbers), "each footnote is referred to"


def test_the_same_holdings_give_the_same_bytes_and_another_day_another_paper(qm, holder):
    one, same, later = (qm.background(holder, "DE", "employment", on=day) for day in (DAY, DAY, "2026-11-24"))
    assert background_document(one, qm.catalogue, "html", "fr") == background_document(same, qm.catalogue, "html", "fr")
    assert one.id == same.id != later.id


@pytest.mark.parametrize(
    ("holder", "message"),
    [
        ({"languages": [{"language": "ar", "level": "C2"}]}, "give the highest"),
        ({}, "is empty"),
        ({"awards": [LICENCE], "languages": [{"language": "ar", "level": "D1"}]}, r"languages\[0\]\.level"),
        ({"awards": [LICENCE], "experience": [{"occupation": "x", "country": "SY", "isco": "25123"}]}, "isco"),
        ({"awards": [LICENCE], "interview": {"held": "2027", "evaluators": 2, "bears_out": []}}, "lies after"),
        ({"awards": [LICENCE], "interview": {"held": "2026", "evaluators": 0, "bears_out": []}}, "evaluators"),
    ],
)
def test_what_cannot_be_right_is_said_with_its_place(qm, holder, message):
    with pytest.raises(InputError, match=message):
        qm.background(holder, "DE", "employment", on=DAY)


def test_a_pdf_goes_into_a_file():
    given_ = ["--input", str(HOLDER), "--destination", "DE", "--purpose", "employment", "--on", DAY]
    refused = qualmap("background", *given_, "--format", "pdf")
    assert refused.returncode == 2
    assert "-o paper.pdf" in refused.stderr


def test_the_command_writes_the_paper_and_says_the_day_that_it_took(tmp_path):
    given_ = ["background", "--input", str(HOLDER), "--destination", "DE", "--purpose", "employment"]
    dated = qualmap(*given_, "--on", DAY, "--language", "pt", "-o", str(tmp_path / "paper.md"))
    assert dated.returncode == 0, dated.stderr
    assert "Documento de referência" in (tmp_path / "paper.md").read_text("utf-8")
    today = process(*given_, "--format", "json")
    assert today.returncode == 0
    assert f'"on": "{today.stderr.removeprefix("on ").strip()}"' in today.stdout
    wrong = qualmap(*given_[:-1], "holidays")
    assert wrong.returncode == 2
    assert "unknown purpose" in wrong.stderr
