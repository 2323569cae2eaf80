"""Tables of awards and of statements become records; what cannot be read is said by file, line and column."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from qualmap.catalog.text import parse_document, read_document
from qualmap.catalog.validate import validate_paths
from qualmap.errors import RecordError
from qualmap.formats import award_table, statement_table
from qualmap.formats.drafts import Given, read_draft
from tests.conftest import ROOT
from tests.shell import qualmap


def table(*rows):
    """CSV with a column for each key of the rows."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


AWARDS = table(
    {
        "title": "Leaving Certificate",
        "language": "en",
        "names": "LC=abbreviation | Kuhitimu=everyday:sw",
        "kind": "upper-secondary-general",
        "awarded_from": "1989",
        "levels": "ke-knqf=2",
        "access": "bachelor=conditional:grade C+ | certificate=yes",
        "source": "https://example.org/page",
        "verification": "seen",
        "date_seen": "2026-12-01",
    },
    {
        "title": "Old Certificate",
        "language": "en",
        "awarded_to": "1988",
        "equals": "Leaving Certificate=Act 5 of 1990",
        "replaced_by": "Leaving Certificate",
    },
    {
        "title": "شهادة",
        "language": "ar",
        "form": "part",
        "source": "The yearbook of 1990",
        "verification": "secondary",
    },
)
STATEMENTS = """\
title;language;says;condition;levels;comparable;access;source;verification;edition;why_not
Leaving Certificate;en;level;grade C+;eqf=4;;;https://example.org/ke;seen;March 2026;
Leaving Certificate;en;level;grade D;nl-nlqf=2 | eqf=2 | eqf=3;;;https://example.org/ke;seen;March 2026;
Old Certificate;en;access;;;;opens no bachelor;https://example.org/old;secondary;;the copy is cut off
"""
KE = Given(country="KE")
CENTRE = Given(id="enic--KE", name="Our centre", country="NL")


def draft(folder, text, given, form=None):
    path = folder / "table.csv"
    path.write_text(text, "utf-8")
    return read_draft(path, form, given)


def test_a_table_of_awards_becomes_a_record(tmp_path, catalogue):
    found = draft(tmp_path, AWARDS, KE)
    tree = found.tree
    assert (tree["id"], tree["name"], tree["countries"]) == ("ke", "Kenya", ["KE"])
    leaving, old, third = tree["awards"]
    assert leaving["names"] == [
        {"text": "LC", "sort": "abbreviation"},
        {"text": "Kuhitimu", "language": "sw", "sort": "everyday"},
    ]
    assert leaving["stands"] == [{"framework": "ke-knqf", "level": "2", "source": "s1"}]
    assert leaving["access"] == [
        {"to": "bachelor", "given": "conditional", "source": "s1", "condition": "grade C+"},
        {"to": "certificate", "given": "yes", "source": "s1"},
    ]
    assert leaving["awarded"] == {"first": "1989"}
    assert old["equals"] == [{"to": "Leaving Certificate", "by": "Act 5 of 1990", "source": "s2"}]
    assert (old["awarded"], old["replaced_by"]) == ({"last": "1988"}, ["Leaving Certificate"])
    assert (third["form"], "form" in leaving) == ("part", False)
    assert third["id"] == "award-3", "a title without Latin letters has an id of its own"
    assert [(source["id"], source["verification"]) for source in tree["sources"]] == [
        ("s1", "seen"), ("s2", "recalled"), ("s3", "secondary"),
    ]  # fmt: skip
    assert tree["sources"][0]["url"] == "https://example.org/page"
    assert tree["sources"][2]["citation"] == "The yearbook of 1990"
    path = tmp_path / "KE.yaml"
    path.write_text(found.text(), "utf-8")
    assert validate_paths(catalogue, [path]).problems == []


def test_a_table_of_statements_becomes_a_record(tmp_path, catalogue):
    found = draft(tmp_path, STATEMENTS, CENTRE)
    tree = found.tree
    assert (tree["body"], tree["body_country"], tree["country"]) == ("Our centre", "NL", "KE")
    first, second, third = tree["statements"]
    assert first["placements"] == [{"framework": "eqf", "levels": ["4"]}]
    assert second["placements"] == [
        {"framework": "nl-nlqf", "levels": ["2"]},
        {"framework": "eqf", "levels": ["2", "3"]},
    ]
    assert (third["access"], third["truth"], third["why_not"]) == ("opens no bachelor", "no", "the copy is cut off")
    assert first["source"] == second["source"] != third["source"]
    assert tree["sources"][0]["edition"] == "March 2026"
    path = tmp_path / "enic--KE.yaml"
    path.write_text(found.text(), "utf-8")
    assert validate_paths(catalogue, [path]).problems == []


HEAD = "title,language,names,kind,isced,field,years,awarded_from,awarded_to,levels,access,source,verification"
WRONG_AWARDS = [
    ("X,en,LC,,,,,,,,,,", "names", "'LC' is not written TEXT=SORT[:LANGUAGE]"),
    ("X,en,LC=nick,,,,,,,,,,", "names", "'nick' is not a valid value"),
    ("X,en,,bachelr,,,,,,,,,", "kind", "'bachelr' is not a generic type (did you mean `bachelor`?)"),
    ("X,en,,,9,,,,,,,,", "isced", "ISCED 2011 levels run from 0 to 8"),
    ("X,en,,,,7777,,,,,,,", "field", "'7777' is no code of ISCED-F 2013"),
    ("X,xx,,,,,,,,,,,", "language", "'xx' is no code of ISO 639"),
    ("X,en,,,,,long,,,,,,", "years", "'long'"),
    ("X,en,,,,,,19890,,,,,", "awarded_from", "'19890'"),
    ("X,en,,,,,,1990,1980,,,,", "awarded", "last awarded 1980, before it was first, 1990"),
    ("X,en,,,,,,,,ke-knqf,,,", "levels", "'ke-knqf' is not written FRAMEWORK=LEVEL"),
    ("X,en,,,,,,,,ke-knqf=22,,,", "levels", "ke-knqf@2014 has no level '22'"),
    ("X,en,,,,,,,,,bachelor=maybe,,", "access", "'maybe' is not a valid value"),
    ("X,en,,,,,,,,,bachelor=conditional,,", "access", "a condition and `given: conditional` go together"),
    ("X,en,,,,,,,,,,https://example.org/,", "verification", "is empty, and `source` is not"),
    ("X,en,,,,,,,,,,,seen", "source", "is empty, and the row says `seen`"),
    ("X,en,,,,,,,,,,https://example.org/,read", "verification", "'read' is none of seen, secondary, recalled"),
    (",en,,,,,,,,,,,", "title", "is empty"),
]


@pytest.mark.parametrize(("row", "column", "message"), WRONG_AWARDS)
def test_a_cell_that_cannot_be_read_is_said_by_line_and_column(tmp_path, row, column, message):
    with pytest.raises(RecordError) as error:
        draft(tmp_path, f"{HEAD}\nSound,en,,,,,,,,,,,\n{row}\n", KE)
    (problem,) = error.value.problems
    assert problem.file.endswith("table.csv")
    assert (problem.line, problem.field) == (3, column)
    assert message in str(problem)


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(f"{HEAD}\n,en,,,,,,,,,,,\nX,en,LC,,,,,,,,,,\nY,en,,,,,,,,,,,seen\n", "utf-8")
    done = qualmap("import", path, "--country", "KE")
    assert done.returncode == 2
    said = [re.search(r"table\.csv:(\d+): (\w+):", line).groups() for line in done.stderr.splitlines()]
    assert said == [("2", "title"), ("3", "names"), ("4", "source")]


SAID = "title,language,says,levels,comparable,access,source,verification"


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("X,en,rank,,,,a page,seen", "says", "'rank' is not a valid value"),
        ("X,en,level,eqf=9,,,a page,seen", "levels", "eqf has no level '9'"),
        ("X,en,level,eqff=4,,,a page,seen", "levels", "no framework 'eqff' in the catalogue (did you mean `eqf`"),
        ("X,en,level,eqf=4 | eqf=3,,,a page,seen", "levels", "levels are not in rank order"),
        ("X,xx,access,,,opens it,a page,seen", "language", "'xx' is no code of ISO 639"),
        ("X,en,access,,,opens it,,", "source", "is empty"),
        ("X,en,access,,,opens it,a page,", "verification", "is empty"),
    ],
)
def test_a_statement_that_cannot_be_read_is_said_by_line_and_column(tmp_path, row, column, message):
    with pytest.raises(RecordError) as error:
        draft(tmp_path, f"{SAID}\n{row}\n", CENTRE)
    found = {(problem.line, problem.field): str(problem) for problem in error.value.problems}
    assert message in found[2, column]


def test_what_a_statement_says_must_be_there(tmp_path):
    with pytest.raises(RecordError, match="a statement that says `level` gives `placements`") as error:
        draft(tmp_path, f"{SAID}\nX,en,level,,,,a page,seen\n", CENTRE)
    assert error.value.problems[0].line == 2


@pytest.mark.parametrize(
    ("text", "given", "form", "message"),
    [
        ("title,langage\nX,en\n", KE, "awards", "unknown column 'langage' (did you mean `language`?)"),
        ("title\nX\n", KE, "awards", "no column language"),
        ("title,language,title\nX,en,X\n", KE, "awards", "the column 'title' appears twice"),
        ("title,language\n", KE, "awards", "holds no rows"),
        ("title,language\nX\n", KE, "awards", "1 cells where the header has 2"),
        ("title,language\nX,en\n", Given(), None, "give --country and its code, such as KE"),
        ("title,language\nX,en\n", Given(country="Kenya"), None, "give --country and its code, such as KE"),
        ("title,language,says\nX,en,level\n", KE, None, "give --id, such as enic--KE"),
        ("title,language,says\nX,en,level\n", Given(id="enic--KE"), None, "give --name and --country"),
        ('title,language\n"X,en\n', KE, "awards", "not CSV"),
    ],
)
def test_a_table_that_is_none_is_refused_in_one_line(tmp_path, text, given, form, message):
    with pytest.raises(RecordError) as error:
        draft(tmp_path, text, given, form)
    (problem,) = error.value.problems
    assert message in str(problem)
    assert "\n" not in str(problem)


@pytest.mark.parametrize("form", ["awards", "statements"])
def test_a_graph_is_no_table(tmp_path, form):
    path = tmp_path / "x.ttl"
    path.write_text("", "utf-8")
    with pytest.raises(RecordError, match=r"not a file ending in \.csv"):
        read_draft(path, form, KE)


SCAFFOLDS = {
    "KE": (["--record", "awards", "--name", "Kenya"], {"sources[0].note", "awards[0].title"}),
    "enic--KE": (
        ["--record", "statements", "--name", "Our centre", "--country", "NL"],
        {"sources[0].note", "statements[0].title", "statements[0].access"},
    ),
}


@pytest.mark.parametrize("key", SCAFFOLDS)
def test_a_scaffold_says_what_is_still_to_be_filled_in(tmp_path, key):
    flags, fields = SCAFFOLDS[key]
    path = tmp_path / f"{key}.yaml"
    assert qualmap("new", key, *flags, "-o", path).returncode == 0
    found = json.loads(qualmap("validate", path, "--format", "json").stdout)
    assert {each["field"] for each in found} == fields
    note = re.compile(r"note: ('Replace.*?'|Replace[^}]*)}", re.DOTALL)
    text = note.sub("note: Told by a colleague.}", path.read_text("utf-8"))
    for left in ("Title of an award, as printed in its own language", "Title of an award, as the body prints it"):
        text = text.replace(left, "Diploma")
    path.write_text(re.sub(r"What\s+the\s+body\s+says\s+of\s+access", "opens bachelor studies", text), "utf-8")
    done = qualmap("validate", path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--record", "statements"], "--country"),
        ([], "--edition"),
        (["--edition", "2026"], "--region"),
    ],
)
def test_what_a_scaffold_needs_is_said(flags, message):
    done = qualmap("new", "enic--KE", "--name", "x", *flags)
    assert done.returncode == 2
    assert f"{message}: is needed" in done.stderr


@pytest.mark.parametrize(
    ("page", "columns"), [("awards", award_table.COLUMNS), ("statements", statement_table.COLUMNS)]
)
def test_the_manual_explains_every_column(page, columns):
    text = (ROOT / "docs" / f"add-{page}.md").read_text("utf-8")
    for column in columns:
        needed = " (needed)" if column.needed else ""
        assert f"| `{column.name}`{needed} | {column.meaning} |" in text
    assert len(re.findall(r"^\| `\w+`", text, re.MULTILINE)) == len(columns)


def test_what_is_imported_is_what_the_records_hold(tmp_path):
    """A title, a name and a level that are recorded today come back from a row that says the same."""
    own = read_document(ROOT / "frameworks" / "awards" / "KE.yaml").tree
    award = next(one for one in own["awards"] if one["title"] == "Kenya Certificate of Secondary Education")
    row = f'title,language,kind,isced\n"{award["title"]}",{award["language"]},{award["kind"]},{award["isced"]}\n'
    (found,) = parse_document(draft(tmp_path, row, KE).text(), "x").tree["awards"]
    assert {key: found[key] for key in ("title", "language", "kind", "isced")} == {
        key: award[key] for key in ("title", "language", "kind", "isced")
    }
