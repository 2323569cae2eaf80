"""The fields of an award stand once: flags, tables, files, requests and the manual have the same, and say the same."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest
import yaml

from qualmap import Qualmap, QualmapError
from qualmap.assessment.table import COLUMNS, Bad, assess_rows, read_rows
from qualmap.cli import main
from qualmap.operations.judgements import BackgroundRequest, PassportRequest
from qualmap.operations.table import OPERATIONS
from qualmap.records import Award, Sought
from qualmap.records.award import Application, DocumentEvidence, Finding, Gate, Gates, LearningOutcome
from qualmap.records.fields import columns, fields, flags, from_cells, from_flags, renewed, to_cells
from qualmap.web.api.schemas import schemas
from qualmap.web.api.tasks import answered
from tests.shell import ROOT, installed

ON = "2026-11-23"
ONLY_IN_FILES = {
    ("award", "findings"): "a finding is a difference, a sentence and its source: more than one text can hold"
}
WHOLE = {
    "award": {
        "title": "Honours Bachelor Degree",
        "country": "Ireland",
        "language": "en",
        "framework": "ie-nfq",
        "registered_under": "ie-nfq@2003",
        "level": "8",
        "awarded": "2015-06-01",
        "awarding_bodies": ["A public university", "An institute of technology"],
        "taught_in": ["France", "PT"],
        "programme": "Computing",
        "field": "0613",
        "award_type": "bachelor-honours",
        "isced": "6",
        "years": "4",
        "credits": "240",
        "credit_system": "ECTS",
        "orientation": "academic",
        "results": "five credits",
        "gives_access_to": ["master", "doctorate"],
        "gates": {
            "authentic": {"state": "confirmed", "source": "the registrar: by letter"},
            "institution": {"state": "confirmed", "source": "the register"},
            "programme": {"state": "claimed", "source": "its own pages"},
        },
        "documents": [
            {"kind": "transcript", "grade": "verified", "shows": "workload, outcomes"},
            {"kind": "diploma-supplement", "grade": "copy"},
        ],
        "outcomes": [{"grain": "unit", "text": "Can build: bridges = roads over rivers"}],
    },
    "destination": "DE",
    "purpose": "regulated-profession",
    "sought": {
        "as_type": "bachelor",
        "as_level": "6",
        "access_to": "master",
        "orientation": "professional",
        "profession": "engineering",
    },
    "on": ON,
}
"""Everything that a flag or a cell can hold."""


@pytest.fixture(scope="module")
def qm(catalogue):
    return Qualmap(catalogue)


def by_flags(tree):
    """A question as the arguments of ``qualmap assess``."""
    cells, arguments = to_cells(tree), []
    for flag, field in flags().items():
        if field.keyed:
            gates = tree["award"].get("gates", {})
            texts = [":".join([f"{name}={gate['state']}", gate["source"]]) for name, gate in gates.items()]
        else:
            (column,) = field.columns
            texts = cells[column].split(" | ") if field.several and column in cells else [cells.get(column)]
        arguments += [part for text in texts if text for part in (f"--{flag}", text)]
    return arguments


def by_table(tree):
    """A question as a table of one row."""
    cells, out = to_cells(tree), io.StringIO()
    writer = csv.DictWriter(out, list(cells))
    writer.writeheader()
    writer.writerow(cells)
    return out.getvalue()


def by_request(qm, tree):
    """The answer of ``POST /api/assess``."""
    assess = OPERATIONS["assess"]
    return answered(qm, assess, assess.usual, json.dumps(tree).encode()).body


def leaves(tree, path=()):
    if not isinstance(tree, dict) or path in {field.path for field in fields()}:
        return {path}
    return {leaf for name, value in tree.items() for leaf in leaves(value, (*path, name))}


# That it adds up


def test_every_field_is_given_every_way_or_it_is_said_why_not():
    paths = {("award", name) for name in Award.model_fields} | {("sought", name) for name in Sought.model_fields}
    paths |= {(name,) for name in Application.model_fields if name not in ("award", "sought")}
    assert {field.path for field in fields()} == paths
    assert {field.path for field in fields() if not field.flag} == set(ONLY_IN_FILES)
    assert {field.path for field in fields() if not field.columns} == set(ONLY_IN_FILES)
    assert leaves(WHOLE) == paths - set(ONLY_IN_FILES), "the whole example leaves none out"
    assert set(to_cells(WHOLE)) == set(columns())
    assert set(COLUMNS) == {"reference", *columns()}


def test_no_two_fields_have_one_flag_or_column():
    assert len(flags()) == sum(1 for field in fields() if field.flag)
    assert len(columns()) == sum(len(field.columns) for field in fields())
    assert not set(flags()) & {"input", "policy", "bodies", "store", "language", "format", "output", "help"}


@pytest.mark.parametrize("command", ["assess", "background"])
def test_the_help_of_the_commands_has_every_flag(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    shown = " ".join(capsys.readouterr().out.split()).replace("- ", "-")
    for field in fields():
        if field.flag and (command == "assess" or field.path[0] in ("sought", "destination", "purpose")):
            assert f"--{field.flag} " in shown
            assert field.path == ("on",) or field.meaning.replace("- ", "-") in shown
    assert "{further-study,employment,regulated-profession,migration}" in shown


def test_every_field_says_what_it_means():
    given = (Application, Award, Sought, Gate, Gates, DocumentEvidence, LearningOutcome, Finding)
    for model in (*given, BackgroundRequest, PassportRequest):
        for name, info in model.model_fields.items():
            assert info.description, f"{model.__name__}.{name}"


def test_the_description_of_the_api_says_what_each_field_means():
    _, described = schemas("#/{model}")
    for field in fields():
        model = {"award": "Award-Input", "sought": "Sought"}.get(field.path[0], "AssessRequest")
        description = described[model]["properties"][field.path[-1]]["description"]
        assert field.meaning.startswith(description)


def test_the_manual_s_table_is_the_made_one():
    page = (ROOT / "docs" / "assess.md").read_text("utf-8")
    assert page == renewed(page), "run `python scripts/refresh.py`"
    for field in fields():
        assert f"| `{'.'.join(field.path)}`" in page


# That it comes to the same


def test_one_award_is_one_judgement_whichever_way_it_is_given(qm, tmp_path, capsys):
    judgement = qm.assess(WHOLE["award"], "DE", WHOLE["purpose"], sought=WHOLE["sought"], on=ON)
    given = judgement.award.model_dump(mode="json", exclude_none=True)
    assert set(given) == set(WHOLE["award"]) | {"findings"}
    assert json.loads(by_request(qm, WHOLE))["judgement"]["id"] == judgement.id
    (row,) = assess_rows(qm.session, read_rows(by_table(WHOLE)), qm.catalogue.policy, None, None, ON)
    assert row["id"] == judgement.id
    for form, text in (("json", json.dumps(WHOLE)), ("yaml", yaml.safe_dump(WHOLE))):
        path = tmp_path / f"award.{form}"
        path.write_text(text, "utf-8")
        assert main(["assess", "--input", str(path), "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["id"] == judgement.id
    assert main(["assess", *by_flags(WHOLE), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == judgement.id


def test_what_a_row_says_is_what_it_was_made_from():
    assert from_cells(to_cells(WHOLE)) == WHOLE
    assert from_flags({"gate": ["authentic=claimed"], "document": ["letter=none:a: b=c"]}) == {
        "award": {
            "gates": {"authentic": {"state": "claimed"}},
            "documents": [{"kind": "letter", "grade": "none", "shows": "a: b=c"}],
        }
    }


def test_every_fact_of_an_award_tells_cases_apart_but_what_is_evidence(qm):
    from qualmap.precedents.entry import facts_key

    evidence = {"language", "gates", "documents", "outcomes", "findings"}
    as_places = {"country", "taught_in"}  # compared as the judgement has them, however they are written
    judgement = qm.assess(MINIMAL["award"], "DE", "employment", on=ON)
    whole = Award.model_validate(WHOLE["award"])
    told = {
        name
        for name in set(Award.model_fields) - as_places
        if facts_key(judgement, "DE")
        != facts_key(
            judgement.model_copy(update={"award": judgement.award.model_copy(update={name: getattr(whole, name)})}),
            "DE",
        )
    }
    assert told == set(Award.model_fields) - evidence - as_places


# That it is said in the same words

MINIMAL = {"award": {"title": "Bachelor", "country": "IE"}, "destination": "DE", "purpose": "employment", "on": ON}
WRONG = [
    (("award", "country"), "Narnia", "unknown country 'Narnia'"),
    (("award", "level"), "x" * 50, "is too long (at most 40 characters)"),
    (("award", "awarded"), "99", "'99' is not a date; write 2019, 2019-01 or 2019-01-08"),
    (("award", "awarded"), "2095", "2095 lies after 2026-11-23, the day of the judgement: mend one of them"),
    (("award", "language"), "Français", "'Français' is not a language tag such as fr or pt-BR"),
    (("award", "registered_under"), "ie-nfq", "'ie-nfq' does not name an edition; write id@edition"),
    (("award", "taught_in"), ["Narnia"], "unknown country 'Narnia'"),
    (("award", "field"), "computing", "'computing' is not an ISCED-F code"),
    (("award", "isced"), "12", "12 is no level: ISCED 2011 levels run from 0 to 8"),
    (("award", "isced"), "six", "'six' is not a whole number"),
    (("award", "years"), "long", "'long' is not a number or a span such as 1-2"),
    (("award", "credits"), "many", "'many' is not a number"),
    (("award", "orientation"), "practical", "'practical' is not a valid value"),
    (("award", "award_type"), "wizard", "unknown generic type 'wizard'"),
    (("award", "gives_access_to"), ["wizard"], "unknown generic type 'wizard'"),
    (("award", "gates", "authentic", "state"), "confirmed", "a gate that is confirmed names its source"),
    (("award", "gates", "programme", "state"), "seen", "'seen' is not a valid value"),
    (("award", "documents"), [{"kind": "letter", "grade": "coy"}], "'coy' is not a valid value (did you mean `copy`?)"),
    (("destination",), "Narnia", "unknown country 'Narnia'"),
    (("purpose",), "hobby", "hobby"),
    (("sought", "as_type"), "wizard", "unknown generic type 'wizard'"),
    (("sought", "orientation"), "practical", "'practical' is not a valid value"),
    (("sought", "profession"), "dragon tamer", "unknown profession 'dragon tamer'"),
    (("on",), "yesterday", "yesterday"),
]


@pytest.mark.parametrize(("path", "value", "words"), WRONG, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_said_in_the_same_words_by_its_name_there(qm, tmp_path, capsys, path, value, words):
    tree = json.loads(json.dumps(MINIMAL))
    inner = tree
    for part in path[:-1]:
        inner = inner.setdefault(part, {})
    inner[path[-1]] = value
    if path[1:2] == ("gates",) and value == "seen":
        inner["source"] = "x"
    said, (field,) = {}, [field for field in fields() if path[: len(field.path)] == field.path]

    with pytest.raises(QualmapError) as raised:
        qm.assess(tree["award"], tree["destination"], tree["purpose"], sought=tree.get("sought"), on=tree["on"])
    said["python"] = str(raised.value)
    with pytest.raises(QualmapError) as raised:
        by_request(qm, tree)
    said["request"] = str(raised.value)
    (row,) = assess_rows(qm.session, read_rows(by_table(tree)), qm.catalogue.policy, None, None, ON)
    assert isinstance(row, Bad)
    said["table"] = row.why
    for form, text in (("json", json.dumps(tree)), ("yaml", yaml.safe_dump(tree))):
        file = tmp_path / f"award.{form}"
        file.write_text(text, "utf-8")
        assert main(["assess", "--input", str(file)]) == 2
        said[form] = capsys.readouterr().err.removeprefix("qualmap: ").removeprefix(str(file)).strip()
    arguments = by_flags(tree) if "source" in inner or field.path[-1:] != ("gates",) else None
    arguments = arguments or [*by_flags(MINIMAL), "--gate", f"{path[2]}={value}"]
    try:
        code = main(["assess", *arguments])
    except SystemExit as stopped:  # argparse knows the purposes
        code = stopped.code
    assert code == 2
    said["flags"] = capsys.readouterr().err.removeprefix("qualmap: ").strip()

    assert all(words in line and "\n" not in line for line in said.values()), said
    if path not in (("purpose",), ("on",)):  # there the type of a file's field speaks before the library does
        tails = {line[line.index(words) :] for line in said.values()}
        assert len(tails) == 1, said
    assert said["flags"].startswith(f"--{field.flag}: ")
    assert said["python"].startswith(".".join(path[:2]))
    assert said["request"].startswith("body." + ".".join(path[:2]))
    assert said["table"].split(":")[0] in field.columns
    assert ".".join(path[:2]) in said["yaml"].partition(" '")[0]
    assert ".".join(path[:2]) in said["json"].partition(" '")[0]


def test_an_unknown_key_is_refused_in_the_same_words(qm, tmp_path, capsys):
    tree = MINIMAL | {"award": MINIMAL["award"] | {"holder": "A. Person"}}
    words = "award.holder: unknown key (qualmap takes facts about an award, none about its holder)"
    with pytest.raises(QualmapError, match=r"award\.holder: unknown key") as raised:
        qm.assess(tree["award"], "DE", "employment", on=ON)
    assert str(raised.value) == words
    with pytest.raises(QualmapError, match=r"body\.award\.holder: unknown key"):
        by_request(qm, tree)
    for form in ("json", "yaml"):
        file = tmp_path / f"award.{form}"
        file.write_text(json.dumps(tree), "utf-8")
        assert main(["assess", "--input", str(file)]) == 2
        assert words in capsys.readouterr().err


def test_a_passport_s_award_is_called_by_its_place_in_the_passport(qm, tmp_path, capsys):
    holder = {"awards": [{"title": "Licence", "country": "Narnia"}]}
    with pytest.raises(QualmapError, match=r"^passport\.awards\[0\]\.country: unknown country 'Narnia'"):
        qm.background(holder, "DE", "employment", on=ON)
    file = tmp_path / "holder.yaml"
    file.write_text(yaml.safe_dump(holder), "utf-8")
    asked = ["background", "--input", str(file), "--destination", "DE", "--purpose", "employment", "--on", ON]
    assert main(asked) == 2
    assert f"{file}: awards[0].country: unknown country 'Narnia'" in capsys.readouterr().err
    file.write_text(yaml.safe_dump({"awards": [{"title": "Licence", "country": "SY"}]}), "utf-8")
    assert main([*asked, "--sought-orientation", "practical"]) == 2
    assert capsys.readouterr().err.startswith("qualmap: --sought-orientation: 'practical' is not a valid value")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--gate", "authentic"], "--gate: 'authentic' is not written GATE=STATE[:SOURCE]"),
        (["--gate", "holder=confirmed:x"], "--gate: unknown gate 'holder'"),
        (["--document", "transcript"], "--document: 'transcript' is not written KIND=GRADE[:SHOWS]"),
        (["--outcome", "can build bridges"], "--outcome: 'can build bridges' is not written GRAIN=TEXT"),
        (["--nationality", "x"], "unrecognized arguments: --nationality x"),
    ],
)
def test_a_flag_that_is_not_written_well_is_said_in_one_line(capsys, arguments, said):
    try:
        code = main(["assess", *by_flags(MINIMAL), *arguments])
    except SystemExit as stopped:
        code = stopped.code
    assert code == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


# That nobody else pays for it


def test_help_and_a_crosswalk_import_no_award():
    code = (
        "import sys\nfrom qualmap.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print({'pydantic', 'qualmap.errors', 'qualmap.records.award'} & set(sys.modules), file=sys.stderr)"
    )

    def imported(*arguments):
        line = [sys.executable, "-c", code, *arguments]
        return subprocess.run(line, capture_output=True, text=True, check=True, cwd=installed()).stderr

    assert imported("--help").strip() == "set()"
    assert "qualmap.records.award" not in imported("crosswalk", "ie-nfq", "eqf")
    assert "qualmap.records.award" in imported("assess", "--help")
