"""`qualmap import`: drafts from what others publish, honest about what they leave open, and safe with hostile files."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys

import pyoxigraph as ox
import pytest
import yaml

from qualmap.catalog.text import parse_document
from qualmap.errors import RecordError
from qualmap.formats.drafts import Given, read_draft
from qualmap.formats.drafts.codes import order_codes, short_codes
from qualmap.graph import foreign as files
from tests.conftest import ROOT
from tests.shell import process, qualmap
from tests.waiting import PATIENCE

FIXTURES = ROOT / "tests" / "fixtures" / "import"
PUBLISHED = sorted((ROOT / ".." / "shared" / "published" / "acqf").resolve().glob("*.ttl"))
SKOS_FILES = [FIXTURES / "erewhon-levels.ttl", *PUBLISHED]
LEAD = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <https://x.example/> . "
DEFINITION = ox.NamedNode("http://www.w3.org/2004/02/skos/core#definition")


def name_of(path):
    return path.name


def codes(draft):
    return [level["code"] for level in draft.tree["levels"]]


def open_ends(draft):
    return {line.split(":")[0] for line in draft.unknown}


# Level schemes in SKOS, in the ACQF's form


@pytest.mark.parametrize("path", SKOS_FILES, ids=name_of)
def test_a_skos_scheme_gives_levels_in_order_with_their_addresses(path):
    draft = read_draft(path)
    levels = draft.tree["levels"]
    numbers = [int(level["code"]) for level in levels]
    assert numbers == sorted(numbers)
    assert [int(level["rank"]) for level in levels] == list(range(1, len(levels) + 1))
    if path.parent != FIXTURES:
        assert numbers == list(range(1, len(levels) + 1))
    (scheme,) = draft.tree["same_as"]
    assert draft.tree["sources"][0]["url"] == scheme
    for level in levels:
        assert level["same_as"] == [f"{scheme}/resource/level-{level['code']}"]
    assert "date_seen" not in draft.tree["sources"][0]
    for field in ("id", "edition", "status", "kind", "region", "descriptors", "sources[0].date_seen"):
        assert field in open_ends(draft)


@pytest.mark.parametrize("path", SKOS_FILES, ids=name_of)
def test_the_draft_is_a_record_and_copies_no_description(path, tmp_path):
    target = tmp_path / "draft.yaml"
    done = qualmap("import", path, "-o", target)
    assert done.returncode == 0, done.stderr
    checked = qualmap("validate", target)
    assert checked.returncode == 0, checked.stderr
    text = " ".join(target.read_text("utf-8").split())
    for _, _, definition, _ in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        if isinstance(definition, ox.Literal) and len(definition.value) > 100:
            for line in definition.value.splitlines():
                assert len(line) < 30 or " ".join(line.split()) not in text
    assert "secret" not in text


def test_where_the_catalogue_has_the_framework_the_codes_are_equal(catalogue):
    """Of the published files, where they are at hand."""
    for path in PUBLISHED:
        draft = read_draft(path)
        (scheme,) = draft.tree["same_as"]
        for framework in catalogue.frameworks.values():
            if scheme not in framework.same_as or not framework.levels:
                continue
            assert list(framework.codes) == codes(draft)
            for level, drafted in zip(framework.levels, draft.tree["levels"], strict=True):
                assert not level.same_as or set(drafted["same_as"]) <= set(level.same_as)


def test_what_the_user_says_is_taken_and_no_longer_open():
    given = Given(id="xx-nqf", edition="2020", kind="sector", region="africa", name="The NQF", date="2026-01-02")
    draft = read_draft(FIXTURES / "erewhon-levels.ttl", "skos", given)
    tree = draft.tree
    for field in ("id", "edition", "kind", "region", "name"):
        assert tree[field] == getattr(given, field)
    assert tree["sources"][0]["date_seen"] == "2026-01-02"
    assert tree["sources"][0]["published"] == "2024-06-25"
    assert not {"id", "edition", "kind", "region", "name", "sources[0].date_seen"} & open_ends(draft)


def test_the_open_ends_stand_in_the_file_and_on_standard_error():
    done = qualmap("import", FIXTURES / "erewhon-levels.ttl")
    listed = [line for line in done.stderr.splitlines() if line.startswith("- ")]
    assert len(listed) > 5
    assert done.stderr.startswith("left for you to fill in:\n")
    for line in listed:
        assert f"# {line}\n" in done.stdout
    assert parse_document(done.stdout).tree["name"] == "Erewhon Qualifications Framework levels"


def test_the_same_file_gives_the_same_draft():
    """In three processes, each with hash seeds of its own."""
    assert len({process("import", FIXTURES / "framework.json").stdout for _ in range(3)}) == 1


def test_sub_levels_name_the_level_above(tmp_path):
    path = tmp_path / "sub.ttl"
    members = "".join(
        f'x:l{code} skos:inScheme x:s ; skos:prefLabel "Level {code}" . ' for code in ("5", "6.1", "6.2", "6")
    )
    path.write_text(LEAD + members.replace("x:l6.", "x:l6") + "x:l61 skos:broader x:l6 . x:l6 skos:narrower x:l62 .")
    draft = read_draft(path)
    assert [(level["code"], level.get("parent")) for level in draft.tree["levels"]] == [
        ("5", None),
        ("6.1", "6"),
        ("6.2", "6"),
    ]
    assert {"ranks", "parent"} <= open_ends(draft)


# Codes


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["ACQF-1", "ACQF-2", "ACQF-10"], ["1", "2", "10"]),
        (["X-10", "X-11", "X-12"], ["10", "11", "12"]),
        (["Level 1"], ["1"]),
        (["AT: NQF Level 1", "AT: NQF Level 2"], ["1", "2"]),
        (["6.1", "6.2"], ["6.1", "6.2"]),
        (["Niveau I", "Niveau II", "Niveau III"], ["I", "II", "III"]),
        (["Level 4+", "Level 4"], ["4+", "4"]),
        (["Entry", "Craft", "Mastery"], ["Entry", "Craft", "Mastery"]),
        (["level01", "level02"], ["01", "02"]),
        (["A", "AB"], ["A", "AB"]),
    ],
)
def test_codes_are_what_follows_the_common_prefix(names, expected):
    assert short_codes(names) == expected


def test_a_naming_that_does_not_tell_levels_apart_is_passed_over():
    assert short_codes([None, "1"], ["Level", "Level"], ["level-1", "level-2"]) == ["1", "2"]


@pytest.mark.parametrize(
    ("unsorted", "ordered", "doubts"),
    [
        (["10", "9", "1"], ["1", "9", "10"], 0),
        (["IX", "V", "IV", "I"], ["I", "IV", "V", "IX"], 1),
        (["5b", "6", "5a"], ["5a", "5b", "6"], 1),
        (["4+", "4"], ["4", "4+"], 0),
        (["Craft", "Basic"], ["Craft", "Basic"], 1),
    ],
)
def test_ranks_follow_the_numbers_in_the_codes(unsorted, ordered, doubts):
    order = order_codes(unsorted, unsorted)
    assert [code for code, _ in order.ranked] == ordered
    assert [rank for _, rank in order.ranked] == [str(rank) for rank in range(1, len(ordered) + 1)]
    assert len(order.doubts) == doubts


# CTDL


def test_a_ctdl_framework_in_the_order_that_precedes_gives():
    draft = read_draft(FIXTURES / "framework.json")
    assert codes(draft) == ["Entry", "Craft", "Mastery"]
    assert [award["title"] for award in draft.tree["qualification_types"]] == ["Doctor", "Master"]
    assert draft.tree["name"] == "Utopia Qualifications Framework"
    assert "secret" not in draft.text()
    assert "levels" in open_ends(draft)  # one is named and not described


def test_a_ctdl_map_finds_its_end_in_the_catalogue():
    draft = read_draft(FIXTURES / "map.json", None, Given(origin="xx-nqf@2020"))
    assert (draft.tree["origin"], draft.tree["destination"]) == ("xx-nqf@2020", "eqf@2017")
    assert (draft.tree["id"], draft.tree["status"]) == ("xx-nqf@2020--eqf@2017", "draft")
    links = [(link["level"], link.get("targets", []), link["relation"]) for link in draft.tree["links"]]
    assert links == [
        ("1", [], "unlinked"),
        ("2", ["1"], "equal"),
        ("3", ["2", "3"], "spans"),
        ("10", ["4"], "narrower"),
    ]


def test_a_map_between_known_frameworks_passes_validate(tmp_path):
    target = tmp_path / "ie-nfq@2003--eqf@2017.yaml"
    assert qualmap("import", FIXTURES / "map.json", "--origin", "ie-nfq@2003", "-o", target).returncode == 0
    text = target.read_text("utf-8").replace("id: ie-nfq@2003--eqf@2017", "id: ie-nfq@2003--eqf@2017-draft")
    target.write_text(text, "utf-8")
    checked = qualmap("validate", target)
    assert checked.returncode == 0, checked.stderr


# CSV and the EU's lists


def test_a_table_of_levels_and_awards(tmp_path):
    target = tmp_path / "draft.yaml"
    done = qualmap("import", FIXTURES / "levels.csv", "--id", "xx-nqf", "--name", "X", "-o", target)
    assert done.returncode == 0, done.stderr
    assert qualmap("validate", target).returncode == 0
    tree = yaml.safe_load(target.read_text("utf-8"))
    assert [(level["code"], level["rank"]) for level in tree["levels"]] == list(
        zip(["1", "2", "3", "4.1", "4.2"], ["1", "2", "3", "4", "4"], strict=True)
    )
    awards = {award["title"]: award for award in tree["qualification_types"]}
    assert awards["Master"]["levels"] == ["4.1", "4.2"]
    assert awards["Ordinary degree"]["generic_type"] == "bachelor"


def test_the_csv_header_is_documented():
    text = (ROOT / "docs" / "importing.md").read_text("utf-8")
    assert (FIXTURES / "levels.csv").read_text("utf-8").splitlines()[0] in text


def test_an_eu_list_in_rdf_has_frameworks_above_their_levels():
    draft = read_draft(FIXTURES / "eu-frameworks.ttl", None, Given(pick="Erewhonian Framework"))
    assert codes(draft) == ["0", "5a", "10"]
    assert draft.tree["levels"][0]["title"] == "ErQF Level 0"
    assert "native_name" not in draft.tree
    german = read_draft(FIXTURES / "eu-frameworks.ttl", None, Given(pick="Utopisches Rahmenwerk"))
    assert codes(german) == ["I", "IV"]
    assert german.tree["native_name"] == "Utopisches Rahmenwerk"


def test_an_eu_list_as_a_table():
    draft = read_draft(FIXTURES / "eu-levels.csv", None, Given(pick="er"))
    assert codes(draft) == ["0", "5a", "10"]
    assert draft.tree["levels"][2]["same_as"] == ["http://data.europa.eu/snb/qdr/c_a0000001"]


def test_several_lists_are_named():
    for name in ("eu-frameworks.ttl", "eu-levels.csv"):
        with pytest.raises(RecordError, match="--pick"):
            read_draft(FIXTURES / name)


# Writing


def test_nothing_is_overwritten_without_force(tmp_path):
    target = tmp_path / "mine.yaml"
    target.write_text("mine", "utf-8")
    done = qualmap("import", FIXTURES / "levels.csv", "-o", target)
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert target.read_text("utf-8") == "mine"
    assert qualmap("import", FIXTURES / "levels.csv", "-o", target, "--force").returncode == 0
    assert target.read_text("utf-8") != "mine"
    copy = shutil.copy(FIXTURES / "levels.csv", tmp_path)
    assert qualmap("import", copy, "-o", copy, "--force").returncode == 2


def test_the_commands_of_the_manual_run(tmp_path):
    for fixture in FIXTURES.iterdir():
        shutil.copy(fixture, tmp_path)
    text = (ROOT / "docs" / "importing.md").read_text("utf-8")
    commands = [line for block in re.findall(r"```bash\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    assert len(commands) == 4
    for command in commands:
        done = qualmap(*shlex.split(command)[1:], cwd=tmp_path)
        assert done.returncode == 0, done.stderr


# Hostile input


def nest(depth, inside='"x"'):
    return '{"x:a":' * depth + inside + "}" * depth


REMOTE = "http://192.0.2.1/context"  # an address that no network routes
CHAIN = json.dumps({"p0": "http://x/"} | {f"p{n}": f"p{n - 1}:a" for n in range(1, 20_000)})
HEAD = '{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, '
HOSTILE = {
    "remote.jsonld": (f'{{"@context": "{REMOTE}", "@id": "x:a"}}', "remote @context"),
    "remote-list.jsonld": (f'{{"@context": [{{}}, ["{REMOTE}"]]}}', "remote @context"),
    "inner.jsonld": (f'{{"@id": "x:a", "x:b": {{"@context": "{REMOTE}"}}}}', "below the head"),
    "scoped.jsonld": (f'{{"@context": {{"a": {{"@id": "x:a", "@context": "{REMOTE}"}}}}}}', "contexts inside"),
    "imported.jsonld": (f'{{"@context": {{"@version": 1.1, "@import": "{REMOTE}"}}}}', "@import"),
    "chain.jsonld": (f'{{"@context": {CHAIN}, "p19999:z": "x"}}', "too large"),
    "context.jsonld": ('{"@context": 7}', "neither an object nor an address"),
    "deep.json": (nest(5_000), "nested deeper than 50"),
    "deeper.json": ("[" * 100_000, "nested deeper than 50"),
    "sixty.json": (nest(60), "nested deeper than 50"),
    "number.json": ('{"a": ' + "9" * 5_000 + "}", "a number too long"),
    "scalar.json": ("7", "no JSON-LD nodes"),
    "broken.json": ('{\n"a": }', "broken.json:2: not JSON"),
    "surrogate.json": ('{"x:a": "\\ud800"}', ""),
    "empty.json": ("{}", "holds no levels"),
    "empty.ttl": ("", "holds no levels"),
    "broken.ttl": ("@prefix x: <http://x/> .\nx:a x:b ;;; x:c", "broken.ttl:2: not Turtle"),
    "binary.ttl": (bytes(range(256)) * 20, "not UTF-8"),
    "binary.csv": (b"\xff\xfe\x00", "not UTF-8"),
    "quoted.ttl": (LEAD + "x:a x:b " + "<<( x:a x:b " * 30_000 + "x:c" + " )>>" * 30_000 + " .", "quoted statements"),
    "bomb.rdf": ('<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>', "RDF/XML is not read"),
    "large.ttl": (b"#" * 50_000_000, "larger than 5 MB"),
    "large.json": (b"[" * 50_000_000, "larger than 5 MB"),
    "many.nt": ("<x:a> <x:b> <x:c> .\n" * 200_001, "200000 statements"),
    "long.ttl": (f"@prefix x: <http://x/{'y' * 100_000}> . x:a x:b x:c . " + "x:a x:b x:c . " * 1_000, "too long ones"),
    "literal.ttl": (LEAD + 'x:s skos:hasTopConcept "level 1" .', "not an address"),
    "literal-scheme.ttl": (LEAD + 'x:a skos:inScheme "s" ; skos:prefLabel "1" .', "not an address"),
    "address.ttl": (LEAD + "x:a skos:inScheme x:s ; skos:prefLabel x:label .", "is an address, not text"),
    "circle.ttl": (
        LEAD + "x:a skos:inScheme x:s ; skos:broader x:b . x:b skos:inScheme x:s ; skos:broader x:a .",
        "circle",
    ),
    "missing.ttl": (LEAD + "x:s skos:hasTopConcept x:a .", "not described"),
    "twins.ttl": (
        LEAD + '[] skos:inScheme x:s ; skos:prefLabel "1" . [] skos:inScheme x:s ; skos:prefLabel "1" .',
        "twice",
    ),
    "labels.ttl": (
        LEAD + "x:s skos:prefLabel " + ", ".join(f'"{n}"' for n in range(150_000)) + " .",
        "holds no levels",
    ),
    "levels.ttl": (LEAD + "".join(f"x:l{n} skos:inScheme x:s . " for n in range(300)), "300 levels"),
    "longname.ttl": (LEAD + f'x:a skos:inScheme x:s ; skos:prefLabel "{"y" * 5_000}" .', "levels[0]"),
    "two.ttl": (LEAD + "x:a skos:inScheme x:s . x:b skos:inScheme x:t .", "--pick"),
    "notes.txt": ("hello", "unknown ending '.txt'"),
    "empty.csv": ("", "holds no rows"),
    "header.csv": ("kode,rank\n1,1", "did you mean `code`"),
    "nocode.csv": ("rank,title\n1,x", "no column 'code'"),
    "only.csv": ("code,rank", "holds no levels"),
    "ragged.csv": ("code,rank\n1,1\n2\n", "ragged.csv:3: 1 cells"),
    "quote.csv": ('code,title\n1,"x', "not CSV"),
    "rank.csv": ("code,rank\n1,1\n2,two\n", "rank.csv:3: levels[1].rank: 'two' is not a whole number"),
    "gap.csv": ("code,rank\n1,1\n2,\n", "gap.csv:3: rank is empty"),
    "dense.csv": ("code,rank\n1,1\n2,3\n", "not dense"),
    "address.csv": ("code,same_as\n1,ftp://x\n", "address.csv:2: levels[0].same_as"),
    "type.csv": ("code,award,generic_type\n1,A,bachlor\n", "type.csv:2: qualification_types[0].generic_type"),
    "years.csv": ("code,award,years\n1,A,three\n", "years.csv:2: qualification_types[0].years"),
    "orphan.csv": ("code,award,years\n1,,3\n", "orphan.csv:2: the size or type"),
    "twice.csv": ("code,title\n1,A\n1,B\n", "twice.csv:3: title of level '1'"),
    "rows.csv": ("code\n" + "1\n" * 10_001, "more than 10000 rows"),
    "kind.csv": ("iri,label,kind,jurisdiction\nhttp://x,y,tribe,z\n", "kind.csv:2: kind 'tribe'"),
    "eu.csv": ("iri,label,kind,country\nhttp://x,y,level,z\n", "no column 'jurisdiction'"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_gives_one_line(tmp_path, name):
    content, words = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = qualmap("import", path)
    assert done.returncode == 2, done.stdout[:300]
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith(f"qualmap: {path}")
    assert words in done.stderr


CTDL_HEAD = '{"@context": "https://credreg.net/ctdl/schema/context/json", "@graph": ['
CIRCLE = (
    '{"@id": "x:f", "@type": "ceterms:QualificationsFramework", "asn:hasProgressionModel": "x:p"},'
    '{"@id": "x:p", "asn:hasProgressionLevel": ["x:1", "x:2"]},'
    '{"@id": "x:1", "ceterms:precedes": "x:2"}, {"@id": "x:2", "ceterms:precedes": "x:1"}]}'
)
MAP = '{"@id": "x:m", "@type": "ceterms:AlignmentMap", "ceterms:hasPart": [%s]}]}'


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        (MAP % "", "0 rows"),
        (MAP % '{"ceterms:targetNode": "x:a"}', "0 source nodes"),
        (MAP % '{"ceterms:sourceNode": "x:a", "ceterms:alignmentType": "x:odd"}', "unknown alignment type"),
        (MAP % '{"ceterms:sourceNode": "x:a", "ceterms:alignmentType": "skos:closeMatch"}', "0 targets"),
        (
            MAP
            % '{"ceterms:sourceNode": "x:a", "ceterms:targetNode": "x:b", "ceterms:alignmentType": "align:NoMatch"}',
            "1 targets",
        ),
        (MAP % '{"ceterms:sourceNode": {"@value": "x"}, "ceterms:targetNode": "x:b"}', "not an address"),
        ('{"@id": "x:f", "@type": "ceterms:QualificationsFramework"}]}', "holds no levels"),
        (
            CIRCLE,
            "circle",
        ),
        ('{"@id": "x:f", "@type": ["ceterms:QualificationsFramework"]}, ' + MAP % "", "--pick"),
    ],
)
def test_ctdl_that_does_not_hold_together_gives_one_line(tmp_path, nodes, words):
    path = tmp_path / "ctdl.json"
    path.write_text(CTDL_HEAD + nodes, "utf-8")
    with pytest.raises(RecordError) as caught:
        read_draft(path)
    assert words in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as", "skoss"], "did you mean `skos`"),
        (["--as", "csv"], "not a file ending in .csv"),
        (["--as", "ctdl"], "no ceterms:QualificationsFramework"),
        (["--kind", "nationl"], "did you mean `national`"),
        (["--id", "Not An Id"], "id:"),
        (["--date", "soon"], "is not a date"),
        (["--pick", "other"], "no list 'other'"),
    ],
)
def test_wrong_options_give_one_line(arguments, words):
    done = qualmap("import", FIXTURES / "erewhon-levels.ttl", *arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr


def test_files_that_cannot_be_read(tmp_path):
    for path in (tmp_path / "nothing.ttl", tmp_path):
        done = qualmap("import", path / "x.ttl" if path == tmp_path else path)
        assert done.returncode == 2
        assert "no such file" in done.stderr
    folder = tmp_path / "folder.ttl"
    folder.mkdir()
    assert "is a directory" in qualmap("import", folder).stderr


def test_control_characters_reach_neither_the_terminal_nor_the_comment(tmp_path):
    path = tmp_path / "odd.ttl"
    path.write_text(
        LEAD + 'x:s skos:prefLabel "a\\u001b[31m\\nid: evil" . x:a skos:inScheme x:s ; skos:prefLabel "1" .'
    )
    draft = read_draft(path)
    assert "\x1b" not in draft.text() + "".join(draft.unknown)
    assert parse_document(draft.text()).tree["id"] == "s"


def test_nothing_is_fetched_for_the_registrys_own_context():
    """The CTDL fixtures name the registry's context; a process without sockets reads them."""
    code = (
        "import socket, sys, pathlib\n"
        "def refuse(*a, **k): raise SystemExit('network')\n"
        "socket.socket = socket.create_connection = refuse\n"
        "from qualmap.formats.drafts import read_draft\n"
        "print(len(read_draft(pathlib.Path(sys.argv[1])).tree['levels']))\n"
    )
    command = [sys.executable, "-c", code, str(FIXTURES / "framework.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT / "src", timeout=PATIENCE)
    assert done.stdout == "3\n", done.stderr


def test_limits_are_documented():
    text = (ROOT / "docs" / "importing.md").read_text("utf-8")
    for limit in (f"{files.MAX_TRIPLES:,}", f"{files.MAX_ROWS:,}", f"{files.MAX_BYTES // 1_000_000} MB"):
        assert limit in text
