"""``qualmap assess``: one award, tables of them, policies, lists of bodies, and everything that cannot be right."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from pathlib import Path
from unittest import mock

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import qualmap
from qualmap.assessment.table import Bad, Row, read_rows
from qualmap.cli import main
from qualmap.errors import InputError, QualmapError, RecordError, UnknownNameError


def run(*arguments: str) -> int:
    """The command line in this process, on the catalogue that is loaded already: its exit code."""
    with mock.patch("qualmap.load", lambda bodies=(): QM if not bodies else LOAD(bodies=bodies)):
        return main(list(arguments))


ON = "2026-11-01"
LOAD = qualmap.load
QM = qualmap.load()
ASK = ("--destination", "DE", "--purpose", "employment", "--on", ON)
HONOURS = {"title": "Honours Bachelor Degree", "country": "IE", "awarded": "2015-06-01", "level": "8"}
CONFIRMED = {name: {"state": "confirmed", "source": "the awarding university"} for name in ("authentic", "institution")}


def assess(qm, award, destination="DE", purpose="employment", **options):
    return qm.assess(HONOURS | award, destination, purpose, on=ON, **options)


# Gates, outcomes, remedies


def test_gates_come_first(qm):
    assert assess(qm, {}).outcome == "insufficient-information"
    assert assess(qm, {"gates": CONFIRMED}).outcome == "full"
    claimed = {name: {"state": "claimed"} for name in ("authentic", "institution")}
    assert assess(qm, {"gates": claimed}).outcome == "conditional"


def test_a_failed_gate_is_no_level_result(qm):
    failed = CONFIRMED | {"institution": {"state": "failed", "source": "https://example.org/list of mills"}}
    judged = assess(qm, {"gates": failed})
    assert judged.outcome == "refusal"
    assert judged.element("quality").difference == "substantial"
    assert judged.element("level").difference == "none"
    assert judged.element("quality").cited[-1].source == "https://example.org/list of mills"


def test_a_regulated_profession_always_says_who_decides(qm):
    judged = assess(qm, {"gates": CONFIRMED}, purpose="regulated-profession", sought={"profession": "engineering"})
    assert judged.outcome in ("conditional", "insufficient-information")
    assert judged.decided_by[0].code == "decided-regulated-profession"
    assert len(judged.decided_by) > 1


def test_years_alone_leave_open_how_dense_they_were(qm):
    """Two years can hold the work of three; one cannot."""
    sought = {"as_type": "bachelor"}
    bachelor = {"title": "Ordinary Bachelor Degree", "level": "7"}
    dense = assess(qm, bachelor | {"years": 2}, purpose="further-study", sought=sought)
    thin = assess(qm, bachelor | {"years": 1}, purpose="further-study", sought=sought)
    assert dense.element("workload").difference == "none"
    assert thin.element("workload").difference == "substantial"
    assert thin.provisional == "partial"


def test_credits_are_counted_in_the_destinations_own(qm):
    judged = assess(qm, {"credits": 480, "credit_system": "CATS", "title": "Ordinary Bachelor Degree", "level": "7"})
    assert judged.workload.credit_system == "European Credit Transfer and Accumulation System"
    assert judged.workload.credits == (240, 240)


def test_a_returning_holder_is_judged_at_home(qm):
    judged = assess(qm, {}, destination="IE")
    assert judged.comparators[0].mapping.destination_levels == ("8",)
    assert judged.legal_basis.academic.conclusion.code == "legal-same-state"


def test_dissent_and_paths_are_shown(qm):
    judged = qm.assess({"title": "Level 4 Certificate", "country": "IE", "level": "4", "awarded": "2015"}, "gb-eng-rqf",
                       "employment", on=ON)  # fmt: skip
    assert any(item.kind == "dispute" for item in judged.comparators[0].mapping.dissent)
    assert any(item.kind == "path" for item in judged.comparators[0].mapping.evidence)
    assert "warning-dissent" in {warning.code for warning in judged.warnings}


# Policies are data


@pytest.fixture
def own_policy(tmp_path, qm):
    text = (Path(__file__).parents[2] / "crosswalks/model/policy.yaml").read_text("utf-8")
    path = tmp_path / "policy.yaml"

    def write(old: str = "", new: str = "") -> Path:
        assert old in text
        path.write_text(text.replace("id: cautious", "id: own").replace(old, new, 1), "utf-8")
        return path

    return write


def test_an_agency_changes_a_copy_of_the_policy(qm, own_policy):
    strict = own_policy("gates: [authentic, institution]", "gates: [authentic, institution, programme]")
    asked = {"award": {"gates": CONFIRMED}, "purpose": "further-study"}
    assert assess(qm, **asked, policy=strict).outcome == "insufficient-information"
    assert assess(qm, **asked, policy=strict).policy == "own"
    assert "programme" in " ".join(m.reason.code for m in assess(qm, **asked, policy=strict).missing)


def test_a_policy_needs_a_rule_for_each_purpose(qm, own_policy):
    with pytest.raises(RecordError, match="needs one rule for employment"):
        assess(qm, {}, policy=own_policy("purpose: migration", "purpose: employment"))
    with pytest.raises(RecordError, match="level_missed"):
        assess(qm, {}, policy=own_policy("level_missed: '0.2'", "level_missed: '0.9'"))
    with pytest.raises(RecordError, match=r"is not a valid value"):
        assess(qm, {}, policy=own_policy("level: decides", "level: decide"))


# Lists of awarding bodies

BODIES = """name,other_names,country,programme,status,valid_from,valid_to,source
University of Somewhere,Ollscoil,IE,,recognised,1990,,https://example.org/register
Quick College,,IE,,not-recognised,2010,,https://example.org/warnings
University of Somewhere,,IE,Nursing,recognised,2010,2018,https://example.org/accredited
"""


def test_a_list_of_bodies_opens_and_closes_gates(tmp_path):
    path = tmp_path / "bodies.csv"
    path.write_text(BODIES, "utf-8")
    qm = qualmap.load(bodies=[path])
    recognised = assess(qm, {"awarding_bodies": ["Ollscoil"], "programme": "nursing"})
    assert [gate.state for gate in recognised.gates] == ["unknown", "confirmed", "confirmed"]
    assert recognised.gates[1].cited[0].source == "https://example.org/register"
    mill = assess(qm, {"awarding_bodies": ["quick college"]})
    assert mill.gates[1].state == "failed"
    assert mill.outcome == "refusal"
    unknown = assess(qm, {"awarding_bodies": ["Nobody has heard of it"]})
    assert unknown.gates[1].state == "unknown"


def test_a_joint_award_is_confirmed_when_all_of_its_bodies_are(tmp_path):
    path = tmp_path / "bodies.csv"
    path.write_text(BODIES, "utf-8")
    qm = qualmap.load(bodies=[path])
    one = assess(qm, {"awarding_bodies": ["University of Somewhere", "Another"]})
    assert one.gates[1].state == "unknown"
    both = assess(qm, {"awarding_bodies": ["University of Somewhere", "Quick College"]})
    assert both.gates[1].state == "failed"


def test_an_award_of_before_the_list_is_not_failed_by_it(tmp_path):
    path = tmp_path / "bodies.csv"
    path.write_text(BODIES, "utf-8")
    qm = qualmap.load(bodies=[path])
    early = assess(qm, {"awarding_bodies": ["Quick College"], "awarded": "2005"})
    assert early.gates[1].state == "unknown"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("X,,Ireland,,recognised,1990,,src", "is not an ISO 3166-1 alpha-2 code"),
        ("X,,IE,,perhaps,1990,,src", "is not a valid value"),
        ("X,,IE,,recognised,1990,1980,src", "ends before it begins"),
        ("X,,IE", "other cells than the header"),
    ],
)
def test_a_broken_list_says_where(tmp_path, line, said):
    path = tmp_path / "bodies.csv"
    path.write_text(BODIES + line + "\n", "utf-8")
    with pytest.raises(QualmapError, match=said) as error:
        qualmap.load(bodies=[path])
    assert "5" in str(error.value)


# Input that cannot be right


@pytest.mark.parametrize(
    ("award", "error", "said"),
    [
        ({"country": "Narnia"}, UnknownNameError, "unknown country"),
        ({"country": "Irelnd"}, UnknownNameError, "did you mean `Ireland`"),
        ({"awarded": "2031-01-01"}, InputError, "lies after 2026-11-01"),
        ({"awarded": "2015-02-30"}, QualmapError, "not a date"),
        ({"credits": -3, "credit_system": "ECTS"}, InputError, "no award has as many, or as few"),
        ({"credits": 10**9, "credit_system": "ECTS"}, InputError, "no award has as many, or as few"),
        ({"credits": 360, "credit_system": "ECTS", "years": 1}, InputError, "are impossible"),
        ({"years": "0"}, InputError, "give years of full-time study"),
        ({"years": "60"}, InputError, "give years of full-time study"),
        ({"level": "7"}, InputError, "level and title contradict each other"),
        ({"level": "XII"}, UnknownNameError, "unknown level"),
        ({"framework": "de-dqr"}, UnknownNameError, "unknown framework"),
        ({"registered_under": "ie-nfq@1850"}, UnknownNameError, "unknown edition"),
        ({"award_type": "bachelr"}, UnknownNameError, "did you mean `bachelor`"),
        ({"isced": 12}, InputError, "ISCED 2011 levels run from 0 to 8"),
        ({"title": "Honours B\u0430chelor Degree"}, InputError, "mixes Latin and Cyrillic"),
        ({"title": "x" * 400}, InputError, "characters"),
        ({"title": "x" * 100_000}, InputError, "title"),
        ({"title": "Bachelor\u0000"}, InputError, "title"),
        ({"title": "  "}, InputError, "title"),
        ({"gates": {"authentic": {"state": "failed"}}}, InputError, "names its source"),
        (
            {"findings": [{"element": "level", "difference": "substantial", "because": "x"}]},
            InputError,
            "names the source",
        ),
        ({"holder": "A. Person"}, InputError, "none about its holder"),
        ({"levl": "8"}, InputError, "did you mean `level`"),
    ],
)
def test_what_cannot_be_right_is_refused_with_a_reason(qm, award, error, said):
    with pytest.raises(error, match=said) as raised:
        assess(qm, award)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 600


def test_an_unknown_credit_system_is_said_and_not_counted(qm):
    judged = assess(qm, {"credits": 12, "credit_system": "moon credits"})
    assert judged.workload.years is None or not judged.workload.stated
    assert judged.warnings[0].code == "warning-credit-system"


def test_destinations_and_purposes_are_checked(qm):
    with pytest.raises(UnknownNameError, match="unknown purpose"):
        assess(qm, {}, purpose="study")
    with pytest.raises(InputError, match="no single country"):
        assess(qm, {}, destination="eqf")
    with pytest.raises(UnknownNameError, match="unknown level"):
        assess(qm, {}, sought={"as_level": "99"})
    with pytest.raises(UnknownNameError, match="unknown profession"):
        assess(qm, {}, purpose="regulated-profession", sought={"profession": "dragon tamer"})


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_text_is_judged_or_refused_and_never_breaks(title, level, awarded):
    with contextlib.suppress(QualmapError):
        QM.assess({"title": title, "country": "IE", "level": level, "awarded": awarded}, "DE", "employment", on=ON)


# The command line


def test_one_award_by_flags(capsys):
    code = run("assess", "--title", "Honours Bachelor Degree", "--country", "Ireland", "--awarded", "2015", *ASK,
               "--gate", "authentic=confirmed:the registrar", "--gate", "institution=confirmed:QQI")  # fmt: skip
    out = capsys.readouterr().out
    assert code == 0
    assert "full recognition" in out
    assert "Advice, not a decision" in out


def test_the_day_is_today_unless_said_and_then_it_is_echoed(capsys):
    from datetime import date

    run("assess", "--title", "Bachelor", "--country", "IE", "--destination", "DE", "--purpose", "employment")
    assert f"as of {date.today().isoformat()}" in capsys.readouterr().err  # noqa: DTZ011
    run("assess", "--title", "Bachelor", "--country", "IE", *ASK)
    assert "as of" not in capsys.readouterr().err


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_one_award_from_a_file(tmp_path, capsys, form):
    given = {
        "award": HONOURS | {"credits": "240", "credit_system": "ECTS"},
        "destination": "DE",
        "purpose": "employment",
    }
    path = tmp_path / f"award.{form}"
    path.write_text(json.dumps(given) if form == "json" else yaml.safe_dump(given), "utf-8")
    assert run("assess", "--input", str(path), "--on", ON, "--format", "json") == 0
    judged = json.loads(capsys.readouterr().out)
    assert judged["award"]["title"] == "Honours Bachelor Degree"
    assert judged["workload"]["years"] == [4.0, 4.0]


def test_a_file_with_a_wrong_field_says_its_line(tmp_path, capsys):
    path = tmp_path / "award.yaml"
    path.write_text(
        "award:\n  title: Bachelor\n  country: IE\n  nationality: x\ndestination: DE\npurpose: employment\n"
    )
    assert run("assess", "--input", str(path), "--on", ON) == 2
    assert "award.yaml:4: award.nationality: unknown key" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["markdown", "html", "jsonld", "pdf"])
def test_a_statement_from_the_command_line(tmp_path, form):
    path = tmp_path / f"statement.{form}"
    given = ("--title", "Honours Bachelor Degree", "--country", "IE", "--awarded", "2015", *ASK)
    assert run("assess", *given, "--format", form, "--language", "pt", "-o", str(path)) == 0
    assert path.stat().st_size > 1000


def test_a_pdf_needs_a_file(capsys):
    assert run("assess", "--title", "Bachelor", "--country", "IE", *ASK, "--format", "pdf") == 2
    assert "-o FILE.pdf" in capsys.readouterr().err


def test_what_is_missing_on_the_command_line_is_said(capsys):
    assert run("assess", "--title", "Bachelor", *ASK) == 2
    assert "give --country" in capsys.readouterr().err
    assert run("assess", "--title", "Bachelor", "--country", "IE", "--on", ON) == 2
    assert "give --destination and --purpose" in capsys.readouterr().err


TABLE = """reference,title,country,awarded,level,as_type
a1,Honours Bachelor Degree,IE,2015-06-01,8,
a2,"Brevet de technicien supérieur
Comptabilité",France,2021,5,
a3,"Licence, SY,2012,,
a4,=HYPERLINK("http://evil"),FR,1995,,
a5,Bachelor,Narnia,1995,,
a6,Bachelor,IE,2095,,
a7,Bachelor,IE
a8,Honours Bachelor Degree,Ireland,2015,,bachelor

a9,Bachelor,IE,2015,,wizard
a10,HAVO diploma,NL,2019,4,
"""


def test_good_rows_of_a_table_are_judged_and_bad_ones_listed(tmp_path, capsys):
    path = tmp_path / "awards.csv"
    path.write_text("\ufeff" + TABLE, "utf-8")
    assert run("assess", "--input", str(path), *ASK, "--format", "csv") == 1
    said = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [row["reference"] for row in rows] == ["a1", "a2", "a4", "a8", "a10"]
    assert [row["line"] for row in rows] == ["2", "3", "6", "10", "13"]
    for line, words in ((5, "a quote is not closed"), (7, "Narnia"), (8, "lies after"), (9, "3 cells"),
                        (12, "wizard")):  # fmt: skip
        assert any(f":{line}: " in each and words in each for each in said.err.splitlines()), (line, words, said.err)
    assert "5 awards judged, 5 rows that cannot be" in said.err


def test_a_table_says_what_one_award_says(tmp_path, capsys, qm):
    path = tmp_path / "awards.csv"
    path.write_text("title,country,awarded,level\nHonours Bachelor Degree,IE,2015-06-01,8\n", "utf-8")
    assert run("assess", "--input", str(path), *ASK, "--format", "json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    judged = assess(qm, {})
    assert row["id"] == judged.id
    assert row["outcome"] == judged.outcome
    assert {e.element: e.difference for e in judged.elements} == {e.element: row[e.element] for e in judged.elements}


def test_no_cell_of_an_answer_is_a_formula(tmp_path, capsys):
    path = tmp_path / "awards.csv"
    path.write_text('reference,title,country\n"=1+1","=cmd|calc",IE\n"@SUM(A1)","+Bachelor",IE\n', "utf-8")
    run("assess", "--input", str(path), *ASK)
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 3
    assert not [cell for row in rows[1:] for cell in row if cell[:1] in "=+-@\t\r" and cell]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("title,country,nationality", "unknown column 'nationality'"),
        ("title,levl,country", "did you mean `level`"),
        ("title,title,country", "stands there twice"),
        ("level,country", "no column 'title'"),
        ("", "no column 'title'"),
    ],
)
def test_a_table_without_usable_columns_is_refused(tmp_path, capsys, header, said):
    path = tmp_path / "awards.csv"
    path.write_text(header + "\nx,y,z\n", "utf-8")
    assert run("assess", "--input", str(path), *ASK) == 2
    assert said in capsys.readouterr().err


@given(
    st.lists(
        st.lists(st.text(alphabet='ab ,;"\n|=é', max_size=8), min_size=2, max_size=2).filter(
            lambda cells: any(cell.strip() for cell in cells) and all(cell.count("\n") < 9 for cell in cells)
        ),
        max_size=12,
    )
)
def test_what_the_csv_module_writes_is_read_back_row_by_row(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["title", "country"], *rows])
    found = list(read_rows(out.getvalue()))
    assert [row for row in found if isinstance(row, Bad)] == []
    plain = [[" ".join(cell.split()) for cell in row] for row in rows]
    expected = [{k: c for k, c in zip(("title", "country"), row, strict=True) if c} for row in plain]
    assert [row.cells for row in found if isinstance(row, Row)] == expected


@given(st.text(alphabet='ab,"\n', max_size=60))
def test_a_broken_row_costs_no_whole_row_before_it(rest):
    found = list(read_rows("title,country\ngood,IE\n" + rest))
    assert found[0] == Row(2, {"title": "good", "country": "IE"})


# What a hostile tester found


@pytest.mark.parametrize(
    ("award", "asked"),
    [
        ({"credits": 10**400, "credit_system": "ECTS"}, {}),
        ({"years": 10**400}, {}),
        ({"credits": float("nan"), "credit_system": "ECTS"}, {}),
        ({"title": [[]]}, {}),
        ({"x\ny": 1}, {}),
        ({"z" * 100_000: 1}, {}),
        ({"credit_system": "x\u001b[31mRED", "credits": 3}, {}),
        ({"awarded": "２０１５"}, {}),
        ({}, {"on": "99999999999999999999"}),
        ({}, {"on": "2026-11-01-99-xx"}),
        ({}, {"policy": 5}),
        ({}, {"sought": 5}),
    ],
    ids=lambda value: str(value)[:30],
)
def test_the_strangest_input_is_refused_in_one_line(qm, award, asked):
    with pytest.raises(QualmapError) as raised:
        qm.assess(HONOURS | award, "DE", "employment", **({"on": ON} | asked))
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 5000


def test_a_judgement_of_the_last_year_there_is_holds_until_its_end(qm):
    assert qm.assess(HONOURS, "DE", "employment", on="9999-01-01").valid_until == "9999-01-01"


def test_null_in_a_file_is_unknown(tmp_path, capsys):
    given = {"award": HONOURS | {"level": None, "isced": None}, "destination": "DE", "purpose": "employment"}
    json_file, yaml_file = tmp_path / "a.json", tmp_path / "a.yaml"
    json_file.write_text(json.dumps(given | {"award": given["award"] | {"programme": "😀"}}))
    yaml_file.write_text(
        "award:\n  title: Bachelor\n  country: IE\n  level: null\n  isced: ~\n  years:\n"
        "destination: DE\npurpose: employment\n"
    )
    for file in (json_file, yaml_file):
        assert run("assess", "--input", str(file), "--on", ON, "--format", "json") == 0
        assert json.loads(capsys.readouterr().out)["award"]["level"] is None


def test_a_flag_wins_over_the_file_and_the_file_over_today(tmp_path, capsys):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"award": HONOURS, "destination": "DE", "purpose": "employment", "on": "2020-01-01"}))
    assert run("assess", "--input", str(path), "--format", "json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["on"] == "2020-01-01"
    assert "as of" not in said.err
    assert run("assess", "--input", str(path), "--on", ON, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["on"] == ON


def test_what_would_be_ignored_is_refused(tmp_path, capsys):
    path = tmp_path / "awards.csv"
    path.write_text("title,country\nBachelor,IE\n")
    assert run("assess", "--input", str(path), *ASK, "--as-type", "doctorate") == 2
    assert "--as-type is for one award" in capsys.readouterr().err
    twice = ("--gate", "authentic=failed:x", "--gate", "authentic=confirmed:y")
    assert run("assess", "--title", "Bachelor", "--country", "IE", *ASK, *twice) == 2
    assert "names one gate twice" in capsys.readouterr().err


@pytest.mark.parametrize("cell", ["=1+1", "＝1+1", "\u200b=1+1", "  =1+1", "\t=1", "@SUM(A1)", "+1", "-1"])
def test_no_spreadsheet_takes_a_cell_for_a_formula(cell):
    from qualmap.formats.csv import harmless

    assert harmless(cell) == f"'{cell}"
    assert harmless("Bachelor = Licence") == "Bachelor = Licence"


def test_a_long_list_of_bodies_is_read_in_time_by_its_length(tmp_path):
    from qualmap.assessment.elements.quality import read_bodies

    def read(rows: int) -> int:
        path = tmp_path / f"{rows}.csv"
        lines = [f"Body {number},IE,recognised,https://example.org/{number}" for number in range(rows)]
        path.write_text("name,country,status,source\n" + "\n".join(lines))
        return len(read_bodies(path).bodies)

    assert read(20_000) == 20_000
