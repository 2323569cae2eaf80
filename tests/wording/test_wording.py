"""What is said to people: one renderer for every face, and a language that is nothing but a record."""

from __future__ import annotations

import copy
import random
import subprocess
import sys

import pytest
from pydantic import ValidationError

from qualmap.catalog.cldr import day, number, percent
from qualmap.catalog.validate import validate_paths
from qualmap.documents.background import background_document
from qualmap.documents.statement import judgement_statement
from qualmap.documents.statement.as_html import to_html
from qualmap.documents.statement.compose import compose
from qualmap.errors import UnknownNameError
from qualmap.operations.judgements import sentences
from qualmap.records.phrases import PLACE, Phrases, Reason
from qualmap.records.values import (
    Between,
    Countries,
    Day,
    Level,
    Levels,
    Phrase,
    Practice,
    Quote,
    Share,
    Tongue,
)
from qualmap.wording import Localiser
from qualmap.wording.line import text_of
from tests.conftest import LANGUAGES, ROOT
from tests.shell import qualmap

IRISH = {"title": "Honours Bachelor Degree", "country": "IE"}
ASKED = ("assess", "--title", IRISH["title"], "--country", "IE", "--destination", "PT", "--purpose", "employment")
TRANSLATIONS = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(scope="module")
def judgement(qm):
    return qm.assess(IRISH, "PT", "employment", on="2026-11-01")


# -- one renderer -------------------------------------------------------------------------------------


def test_a_portuguese_judgement_has_no_english_words(qm):
    shown = qualmap(*ASKED, "--language", "pt", "--on", "2026-11-01").stdout
    for said in ("Elemento", "Diferença", "Confiança", "Porquê", "O que falta", "O que ajudaria", "87% (extrapolada)"):
        assert said in shown
    assert "Honours Bachelor Degree (Irlanda -> Portugal; emprego não regulamentado; 1 de novembro de 2026)" in shown
    assert "O nível 8 (ie-nfq 2003) é comparável a 6" in shown
    assert "Irlanda e Portugal estão vinculados" in shown
    for english in ("Element ", "Difference", "Confidence", "Why", "Missing", "What helps", "Advice", "extrapolated"):
        assert english not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_is_said_in_the_same_words_everywhere(qm, judgement, language):
    localiser = Localiser(qm.catalogue, language)
    reasons = [*judgement.reasons, judgement.appeal, judgement.legal_basis.academic.conclusion]
    reasons += [reason for element in judgement.elements for reason in element.reasons]
    rest = sentences(judgement, localiser)
    in_rest = (*rest.reasons, rest.appeal, *rest.legal_basis, *(one for each in rest.elements.values() for one in each))
    statement = compose(judgement, qm.catalogue, language)
    shown = qualmap(*ASKED, "--language", language, "--on", "2026-11-01").stdout
    for reason in reasons:
        said = localiser.said(reason)
        assert said in in_rest
        assert said in text_in(statement)
        assert letters(said)[:40] in letters(shown), "in a cell of a table a sentence is broken into lines"


def text_in(statement):
    """All words of a statement."""
    found = []
    for block in (block for section in statement.sections for block in section.blocks):
        lines = [getattr(block, "line", ()), *getattr(block, "lines", ())]
        lines += [cell for row in getattr(block, "rows", ()) for cell in row]
        found += [line if isinstance(line, str) else text_of(line) for line in lines]
    return "\n".join(found)


def letters(text):
    """The letters of a text, however it is broken into lines."""
    return "".join(text.split())


@pytest.mark.parametrize(
    ("value", "english", "portuguese"),
    [
        (Countries.of("KE", "DE"), "Kenya, Germany", "Quénia, Alemanha"),
        (Level(edition="ie-nfq@2003", level="8"), "8 (ie-nfq 2003)", "8 (ie-nfq 2003)"),
        (Levels.of("5", "6"), "5, 6", "5, 6"),
        (Levels.of(), "no level", "nenhum nível"),
        (Share(share=0.874), "87%", "87%"),
        (Share(share=0.9999), "> 99%", "> 99%"),
        (Between(low=1.5, high=3), "1.5–3", "1,5–3"),
        (Practice(profession="nursing"), "nursing", "enfermagem"),
        (Practice(profession="falconry"), "falconry", "falconry"),
        (Day(day="2015-06-01"), "1 June 2015", "1 de junho de 2015"),
        (Day(day="2015-06"), "June 2015", "junho de 2015"),
        (Day(day="2015"), "2015", "2015"),
        (Tongue(tongue="fr"), "French", "francês"),
        (Phrase.of("basis-official"), "official", "oficial"),
        (Quote(text="Licence", language="fr"), "Licence", "Licence"),
        (1.5, "1.5", "1,5"),
        ("as printed", "as printed", "as printed"),
    ],
)
def test_a_value_says_what_it_is(catalogue, value, english, portuguese):
    said = [text_of(Localiser(catalogue, language).value(value)) for language in ("en", "pt")]
    assert said == [english, portuguese]
    reason = Reason(code="x", values={"value": value})
    assert Reason.model_validate_json(reason.model_dump_json()) == reason


def test_a_value_that_is_of_no_kind_is_refused():
    with pytest.raises(ValidationError):
        Reason.model_validate_json('{"code": "x", "values": {"value": {"nation": "IE"}}}')


def test_numbers_shares_and_days_are_written_as_the_language_does():
    assert (number(4500.25, "fr"), percent(0.5, "fr")) == ("4500,25", "50\N{NO-BREAK SPACE}%")
    assert (percent(0.004, "en-GB"), percent(1, "en-GB"), percent(0, "en-GB")) == ("< 1%", "100%", "0%")
    assert day("…", "fr") == "…"
    assert day("2026-11-01", "xx") == "November 1, 2026", "a language that CLDR does not know is written as in English"


def test_the_first_crosswalk_does_without_the_lists_of_names():
    code = "import sys, qualmap; qualmap.load().crosswalk('ie-nfq', 'eqf'); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# -- a language is data -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_that_nobody_has_read_says_so(qm, judgement, language):
    draft = qm.catalogue.phrases.wording(language).status == "draft"
    note = Localiser(qm.catalogue, language).say("draft")
    assert (note in judgement_statement(judgement, qm.catalogue, "markdown", language).decode()) == draft


def test_english_is_no_translation(qm, judgement):
    note = qm.catalogue.phrases.text("statement-draft")
    assert note not in judgement_statement(judgement, qm.catalogue, "markdown").decode()


def test_a_language_that_is_not_there_is_answered_with_those_that_are(qm, judgement):
    with pytest.raises(UnknownNameError, match="unknown language 'xx': known: `en`"):
        qm.statement(judgement, "html", "xx")
    done = qualmap(*ASKED, "--language", "xx", "--format", "json")
    assert (done.returncode, "unknown language 'xx'" in done.stderr) == (2, True)


def with_sentences_removed(catalogue, language, keep):
    """The catalogue with only some of a language's sentences."""
    wordings = {each: catalogue.phrases.wording(each) for each in catalogue.phrases.languages}
    kept = {code: text for code, text in wordings[language].sentences.items() if keep(code)}
    wordings[language] = wordings[language].model_copy(update={"sentences": kept})
    changed = copy.copy(catalogue)
    vars(changed)["phrases"] = Phrases(wordings)
    return changed


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_whatever_a_language_lacks_is_said_in_english_in_every_form(qm, judgement, language):
    paper = qm.background({"awards": [IRISH]}, "PT", "employment", on="2026-11-01")
    for seed in range(3):
        chance = random.Random(f"{language}{seed}")
        catalogue = with_sentences_removed(qm.catalogue, language, lambda _, chance=chance: chance.random() < 0.5)
        localiser, missing = Localiser(catalogue, language), set(catalogue.phrases.missing(language))
        assert 100 < len(missing) < len(catalogue.phrases.codes)
        for code in catalogue.phrases.codes:
            spoken = "en" if code in missing else language
            text = catalogue.phrases.wording(spoken).sentences[code]
            given = dict.fromkeys(PLACE.findall(text), Countries.of("KE"))
            said = localiser.said(Reason(code=code, values=given))
            assert said.replace("\N{NO-BREAK SPACE}", " ") == PLACE.sub(localiser.country("KE"), text)
        for form in ("markdown", "html", "json", "jsonld"):
            assert judgement_statement(judgement, catalogue, form, language)
        for form in ("markdown", "html"):
            assert background_document(paper, catalogue, form, language)
        assert sentences(judgement, localiser).appeal


def test_english_words_in_a_page_of_another_language_are_marked(qm, judgement):
    catalogue = with_sentences_removed(qm.catalogue, "fr", lambda code: code != judgement.appeal.code)
    page = to_html(compose(judgement, catalogue, "fr")).decode()
    english = catalogue.phrases.text(judgement.appeal.code)
    assert f'<span lang="en">{english}</span>' in page


def test_what_was_kept_under_a_code_that_is_gone_can_still_be_shown(catalogue):
    assert Localiser(catalogue, "fr").said(Reason(code="gone-for-years", values={"x": "y"})) == "gone-for-years"
    assert "{body}" in Localiser(catalogue).said(Reason(code="gate-listed-contradicted"))


@pytest.fixture
def checked(catalogue, tmp_path):
    """What is found in the wording of a language after a change of its text."""

    def check(language, old, new):
        text = (ROOT / "crosswalks" / "wording" / f"{language}.yaml").read_text("utf-8")
        assert old in text
        file = tmp_path / f"{language}.yaml"
        file.write_text(text.replace(old, new, 1), "utf-8")
        found = validate_paths(catalogue, [file])
        return [str(problem).partition(".yaml")[2] for problem in found.problems], found.notes

    return check


def test_validate_tells_what_a_language_lacks(checked):
    problems, notes = checked("fr", "  element-level: Niveau\n", "")
    assert problems == []
    assert [note.partition(".yaml: ")[2] for note in notes] == [
        f"1 of {len(ENGLISH)} sentences are missing and said in English: element-level"
    ]


ENGLISH = [line for line in (ROOT / "crosswalks/wording/en.yaml").read_text("utf-8").splitlines() if line[:2] == "  "]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "  element-level:",
            "  element-levell:",
            "is no sentence of the English wording (did you mean `element-level`?)",
        ),
        (
            "l''autorité qui décide est {name}",
            "l''autorité qui décide est {nom}",
            "has other places for values than `en` ({country}, {name})",
        ),
    ],
)
def test_a_sentence_that_cannot_be_meant_is_a_finding(checked, old, new, message):
    problems, _ = checked("fr", old, new)
    assert len(problems) == 1
    assert message in problems[0]
