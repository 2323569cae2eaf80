"""Asking by name: parameters are checked and bound as data, errors are for people, formats and exit codes hold."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest

import qualmap as package
from qualmap.store.library import _PARAMETER, Question, library
from qualmap.store.parameters import KINDS
from tests.conftest import ROOT
from tests.shell import qualmap

FOLDER = ROOT / "src" / "qualmap" / "store" / "questions"
HOSTILE = [
    '" } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #',
    "' } } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #",
    '")) } UNION { ?award ?p ?title } #',
    "x> } ; DROP ALL ; #",
    '\\u0022 } LOAD <file:///etc/passwd> { "',
    '"""\n} FROM <http://127.0.0.1:9/> {',
    "?title",
    "\x00",
    "%s{words}$words",
]


# -- the files ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.rq")), ids=lambda path: path.stem)
def test_a_file_has_a_question_and_parameters_that_its_query_projects(path):
    question = library()[path.stem]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", question.name)
    assert question.text.endswith("?")
    written = [line for line in path.read_text("utf-8").splitlines() if line.startswith("# ?")]
    assert all(_PARAMETER.fullmatch(line[2:]) for line in written)
    assert [p.name for p in question.parameters] == [line[3:].split()[0] for line in written]
    assert {parameter.kind for parameter in question.parameters} <= set(KINDS)
    projected = re.search(r"^SELECT (?:DISTINCT )?(.*) \{$", question.sparql, re.MULTILINE)[1].split()
    assert {f"?{parameter.name}" for parameter in question.parameters} <= set(projected)
    assert "ORDER BY" in question.sparql.splitlines()[-1]


def test_every_kind_of_parameter_is_used():
    assert {p.kind for question in library().values() for p in question.parameters} == set(KINDS)


# -- parameters are data --------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_looked_for_and_not_run(qm, text):
    titles = [award.title for framework in qm.frameworks() for award in framework.qualification_types]
    assert not [title for title in titles if text.lower() in title.lower()]
    assert qm.ask("awards-by-title", words=text) == []


def test_text_that_would_end_a_literal_finds_what_holds_it(qm):
    found = qm.ask("awards-by-title", words="'")
    titles = {award.title for framework in qm.frameworks() for award in framework.qualification_types}
    assert found
    assert {row["title"] for row in found} == {title for title in titles if "'" in title}


@pytest.mark.parametrize("question", [q for q in library().values() if q.parameters], ids=lambda q: q.name)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_of_every_parameter_are_refused_or_bound(qm, question, text):
    for parameter in question.parameters:
        given = question.example | {parameter.name: text}
        if parameter.kind == "text":
            assert qm.ask(question.name, **given) == []
        else:
            with pytest.raises(package.QualmapError) as caught:
                qm.ask(question.name, **given)
            assert "\n" not in str(caught.value)


def test_an_address_that_no_record_has_is_bound_and_finds_nothing(qm):
    assert qm.ask("rests-on-source", address="http://127.0.0.1:9/');SERVICE#") == []


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("party", {}, "did you mean `parties`"),
        ("what-changed", {}, "qualmap query --list"),
        ("../guard", {}, "unknown question"),
        ("parties", {}, "needs instrument (instrument, such as addis-2014)"),
        ("parties", {"instrument": "lrc-1979"}, "did you mean `lrc-1997`"),
        ("parties", {"instruments": "lrc-1997"}, "unknown parameter 'instruments' in question 'parties'"),
        ("disputes", {"country": "KE"}, "takes no parameters"),
        ("frameworks-of-country", {"country": "ke"}, "did you mean `KE`"),
        ("frameworks-of-country", {"country": "ZZ"}, "ISO 3166-1 alpha-2"),
        ("frameworks-of-country", {"country": ""}, "unknown country ''"),
        ("official-links", {"framework": "ie-nqf"}, "`ie-nfq`"),
        ("official-links", {"framework": "ie-nfq@1999"}, "`ie-nfq@2003`"),
        ("official-links", {"framework": "/etc/passwd"}, "unknown framework"),
        ("no-official-link", {"region": "afrika"}, "did you mean `africa`"),
        ("levels-of-award-type", {"type": "bachelors"}, "did you mean `bachelor`"),
        ("tables-by-status", {"status": "reference"}, "did you mean `referenced`"),
        ("corridors-in-force", {"scope": "higher"}, "known: `access`"),
        ("corridors-in-force", {"on": "yesterday"}, "is not a date"),
        ("awards-by-isced", {"isced": "six"}, "'six' is not a whole number from 0 to 9999"),
        ("awards-by-isced", {"isced": "-1"}, "is not a whole number"),
        ("awards-by-isced", {"isced": "٦"}, "is not a whole number"),
        ("awards-by-isced", {"isced": "10000"}, "is not a whole number"),
        ("seen-before", {"before": "2023-02-30"}, "is not a date"),
        ("seen-before", {"before": "23"}, "is not a date"),
        ("rests-on-source", {"address": "file:///etc/passwd"}, "is not a web address"),
        ("awards-by-title", {"words": " "}, "is not text: it is empty"),
        ("awards-by-title", {"words": "\udc80"}, "is not text"),
        ("awards-by-title", {"words": "x" * 501}, "longer than 500"),
    ],
)
def test_a_wrong_parameter_says_what_to_mend(qm, name, given, says):
    with pytest.raises(package.QualmapError, match=re.escape(says)) as caught:
        qm.ask(name, **given)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600


def test_values_of_python_are_taken_as_they_are(qm):
    assert (
        qm.ask("awards-by-isced", isced=6)
        == qm.ask("awards-by-isced", isced="6")
        == qm.ask("awards-by-isced", isced="06")
    )
    assert qm.ask("corridors-in-force", on=date(2020, 6, 30)) == qm.ask("corridors-in-force", on="2020-06-30")
    assert qm.ask("official-links", framework="ie-nfq") == qm.ask("official-links", framework="ie-nfq@2003")


def test_the_guard_and_the_engine_see_the_same_query_whatever_is_given(qm, monkeypatch):
    from qualmap.store import guard

    check, seen = guard.check, []
    monkeypatch.setattr(guard, "check", lambda sparql, *more: seen.append(sparql) or check(sparql, *more))
    guard.checked.cache_clear()
    for text in HOSTILE:
        qm.ask("awards-by-title", words=text)
    assert set(seen) == {library()["awards-by-title"].sparql}


def test_questions_are_listed_in_python(qm):
    assert [question.name for question in qm.questions()] == sorted(library())
    assert all(isinstance(question, Question) for question in qm.questions())


# -- the command line -----------------------------------------------------------------------------


def test_the_list_shows_names_questions_and_parameters(qm):
    table = qualmap("query", "--list")
    assert table.returncode == 0
    listed = json.loads(qualmap("query", "--list", "--format", "json").stdout)
    assert [item["name"] for item in listed] == sorted(library())
    for item in listed:
        assert item["name"] in table.stdout
        assert item["text"] == library()[item["name"]].text
    parties = next(item for item in listed if item["name"] == "parties")
    assert parties["parameters"][0]["kind"] == "instrument"
    assert parties["example"] == {"instrument": "addis-2014"}
    assert "[years=10]" in table.stdout
    assert f"{len(library())} questions" in table.stdout


def test_a_named_question_answers_in_every_format(qm):
    asked = ("query", "--named", "parties", "--param", "instrument=addis-2014")
    rows = qm.ask("parties", instrument="addis-2014")
    assert json.loads(qualmap(*asked, "--format", "json").stdout) == rows
    texts = [{key: value or "" for key, value in row.items()} for row in rows]
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        done = qualmap(*asked, "--format", form)
        assert list(csv.DictReader(io.StringIO(done.stdout), delimiter=delimiter)) == texts
    assert f"{len(rows)} rows" in qualmap(*asked).stdout


def test_several_parameters_and_values_with_an_equals_sign():
    done = qualmap("query", "--named", "old-links", "--param", "years=12", "--param", "on=2026-01-01")
    assert done.returncode == 0
    address = "https://allqs.saqa.org.za/showQualification.php?id=80127"
    done = qualmap("query", "--named", "rests-on-source", "--param", f"address={address}", "--format", "json")
    assert json.loads(done.stdout)


def test_an_answer_without_rows_is_an_answer():
    asked = ("query", "--named", "awards-by-title", "--param", "words=no such title")
    done = qualmap(*asked, "--format", "csv")
    assert (done.returncode, done.stdout) == (0, "framework,title,level,type\n")
    assert "0 rows" in qualmap(*asked).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--named", "partys"], "did you mean `parties`"),
        (["--named", "parties"], "needs instrument"),
        (["--named", "parties", "--param", "instrument"], "write key=value"),
        (["--named", "parties", "--param", "instrument=a", "--param", "instrument=b"], "given twice"),
        (["--named", "parties", "--param", "country=KE"], "unknown parameter 'country'"),
        (["ASK {}", "--param", "country=KE"], "--named NAME"),
        (["--list", "--param", "country=KE"], "--named NAME"),
        (["--named", "parties", "ASK {}"], "not allowed with"),
        (["--named", "parties", "--list"], "not allowed with"),
        ([], "required"),
    ],
)
def test_bad_input_has_exit_code_2_and_says_what_to_mend(arguments, says):
    done = qualmap("query", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


# -- the page -------------------------------------------------------------------------------------


def rows_of_the_page():
    for question in library().values():
        asked = " ".join(
            f"`{p.name}={p.example}`" if p.default is None else f"[`{p.name}={p.example}`]" for p in question.parameters
        )
        yield f"| `{question.name}` | {question.text} | {asked} |"


def test_the_page_lists_the_library():
    page = (ROOT / "docs" / "graph.md").read_text("utf-8")
    listed = [line for line in page.splitlines() if re.match(r"\| `[a-z-]+` \| .*\? \|", line)]
    assert listed == list(rows_of_the_page())
