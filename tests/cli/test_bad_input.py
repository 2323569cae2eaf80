"""Bad input gets one clear line (file, line, field, what to do, nearest name) and exit code 2. Never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualmap.catalog.text import MAX_BYTES
from tests.conftest import ROOT
from tests.shell import installed, process, qualmap

GOOD = (ROOT / "frameworks" / "ie-nfq@2003.yaml").read_text("utf-8").replace("id: ie-nfq", "id: my-nqf", 1)
TABLE = (ROOT / "crosswalks" / "referencing" / "ie-nfq@2003--eqf@2017.yaml").read_text("utf-8")


def refused(tmp_path, text, *expected, run=qualmap, name="bad.yaml"):
    path = tmp_path / name
    path.write_bytes(text) if isinstance(text, bytes) else path.write_text(text, "utf-8")
    done = run("validate", path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    first = done.stderr.splitlines()[0]
    assert str(path) in first
    for words in expected:
        assert words in first, first
    return first


def test_a_good_record_passes(tmp_path):
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, "utf-8")
    assert qualmap("validate", path).returncode == 0


def test_unknown_framework_offers_the_nearest():
    done = process("crosswalk", "ke-knfq", "eqf")
    assert done.returncode == 2
    assert done.stderr == "qualmap: unknown framework 'ke-knfq': did you mean `ke-knqf`?\n"


def test_unknown_edition_offers_the_known_ones():
    done = qualmap("crosswalk", "fr-cncp@1968", "eqf")
    assert done.returncode == 2
    assert "did you mean `fr-cncp@1969`" in done.stderr


def test_unknown_level_offers_the_nearest():
    done = qualmap("explain", "gb-eng-rqf:Entry3", "eqf")
    assert done.returncode == 2
    assert "did you mean `Entry 3`" in done.stderr


def test_a_level_without_its_framework(tmp_path):
    done = qualmap("explain", "8", "eqf")
    assert done.returncode == 2
    assert "write framework:level, such as xx-nqf:8" in done.stderr


def test_malformed_yaml_names_the_line(tmp_path):
    line = GOOD.splitlines().index("levels:") + 1
    refused(tmp_path, GOOD.replace("levels:", "levels: ]"), f":{line}:", "not YAML")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind: national", "kind: nationl", ("kind:", "'nationl'", "did you mean `national`?")),
        ("kind: national", "kynd: national", ("kynd:", "unknown key", "did you mean `kind`?")),
        ("rank: '1'", "rank: one", ("levels[0].rank:", "'one' is not a whole number")),
        ("rank: '1'", "rank: 1.5", ("levels[0].rank:", "'1.5' is not a whole number")),
        ("rank: '10'", "rank: '11'", ("levels:", "not dense")),
        ("code: '2'", "code: below", ("levels[1].code:", "cannot be a level code")),
        (
            "valid_from: {value: '2003', source: s2}",
            "valid_from: {value: '2003', source: s2}\nvalid_to: {value: '1999', source: s2}",
            ("valid_to.value:", "lies before valid_from"),
        ),
        ("id: my-nqf", "id: NO", ("id:", "is not an id", "xx-nqf")),
        ("region: europe", "region: mars", ("region:", "`africa`")),
        ("rank: '3'", "rank: '1'", ("levels[2].rank:", "ranks fall")),
        ("years: '3'", "years: three", ("qualification_types[2].years:", "'three' is not a number or a span")),
        ("value: '2003'", "value: soon", ("valid_from.value:", "'soon' is not a date")),
        ("value: '2003'", "value: 2003-02-30", ("valid_from.value:", "is not a date")),
        ("countries: [IE]", "countries: [Ireland]", ("countries[0]:", "alpha-2")),
        ("countries: [IE]", "countries: IE", ("countries:", "not a list")),
        ("region: europe\n", "region: europe\nregion: africa\n", ("region:", "appears twice")),
        ("- code: '2'", "- code: '1'", ("levels[1].code:", "'1' appears twice")),
        ("levels: ['7']", "levels: ['77']", ("qualification_types[6].levels[0]:", "did you mean `7`")),
        ("generic_type: bachelor\n", "generic_type: bachlor\n", ("generic_type:", "did you mean `bachelor`")),
        ("source: s1\n", "source: s1x\n", ("no source 's1x'", "did you mean `s1`")),
        ("isced: '6'", "isced: '9'", ("isced:", "0 to 8")),
        ("url: 'https:", "url: 'htps:", ("url:", "not a web address")),
        ("name: National", "name: &x National", ("anchors and aliases",)),
        ("edition: '2003'", "edition: !!str 2003", ("tag",)),
        ("kind: national", "kind: {<<: national}", ("merge keys",)),
        ("status: in-force\n", "", ("status:", "is missing", "add it")),
        ("name: National Framework of Qualifications", "name:", ("name:", "is empty")),
    ],
)
def test_a_wrong_field_is_named_with_its_line_and_a_remedy(tmp_path, old, new, words):
    assert old in GOOD
    first = refused(tmp_path, GOOD.replace(old, new, 1), *words)
    number = int(first.removeprefix(str(tmp_path / "bad.yaml")).split(":")[1])
    assert 1 <= number <= len(GOOD.splitlines()) + 1


def test_the_line_is_the_one_that_is_wrong(tmp_path):
    lines = GOOD.splitlines()
    wrong = next(index for index, line in enumerate(lines) if line.strip() == "rank: '5'")
    lines[wrong] = "  rank: five"
    refused(tmp_path, "\n".join(lines), f"bad.yaml:{wrong + 1}: levels[4].rank:")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("targets: ['8']", "targets: ['9']", ("links[9].targets[0]:", "eqf@2017 has no level '9'")),
        ("level: '10'", "level: '11'", ("links[9].level:", "ie-nfq@2003 has no level '11'")),
        ("destination: eqf@2017", "destination: eqf@2107", ("destination:", "did you mean `eqf@2017`")),
        ("destination: eqf@2017", "destination: eqf", ("destination:", "write id@edition")),
        ("relation: equal", "relation: unlinked", ("links[2].relation:", "'unlinked' with 1 targets")),
        ("status: referenced", "status: refferenced", ("status:", "did you mean `referenced`?")),
    ],
)
def test_a_table_that_does_not_fit_its_frameworks(tmp_path, old, new, words):
    assert old in TABLE
    refused(tmp_path, TABLE.replace(old, new, 1), *words)


def test_duplicate_ids_in_two_files(tmp_path):
    (tmp_path / "first.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "second.yaml").write_text(GOOD, "utf-8")
    done = qualmap("validate", tmp_path)
    assert done.returncode == 2
    assert "duplicate framework edition 'my-nqf@2003'" in done.stderr
    assert "first.yaml" in done.stderr


def test_an_id_that_the_catalogue_has_with_other_content(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD.replace("id: my-nqf", "id: ie-nfq").replace("name: National", "name: My National"), "utf-8")
    done = qualmap("validate", path)
    assert done.returncode == 2
    assert "ie-nfq@2003 is in the catalogue already" in done.stderr


def test_two_files_that_claim_to_be_one_edition(tmp_path):
    (tmp_path / "one.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "two.yaml").write_text(GOOD.replace("name: National", "name: Other National"), "utf-8")
    done = qualmap("crosswalk", tmp_path / "one.yaml", tmp_path / "two.yaml")
    assert done.returncode == 2
    assert "duplicate framework edition 'my-nqf@2003'" in done.stderr


def test_anchors_aliases_and_the_laughing_billion(tmp_path):
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(b)}: &{chr(b)} [{','.join(['*' + chr(b - 1)] * 9)}]\n" for b in range(ord("b"), ord("k"))
    )
    refused(tmp_path, bomb, "anchors and aliases")


def test_a_hundred_thousand_brackets(tmp_path):
    refused(tmp_path, "id: " + "[" * 100_000, "nested deeper", run=process)
    refused(tmp_path, "[" * 100_000 + "]" * 100_000, "nested deeper", run=process)
    refused(tmp_path, "- " * 100_000 + "x", "nested deeper", run=process)


def test_a_fifty_megabyte_file(tmp_path):
    refused(tmp_path, b"id: x\n" + b"#" * 50_000_000, f"larger than {MAX_BYTES // 1_000_000} MB", run=process)


@pytest.mark.parametrize("rubbish", [bytes(range(256)) * 20, b"\x00\x01\x02", b"\xff\xfe\x00", b"\x7fELF\x02\x01\x01"])
def test_binary_rubbish(tmp_path, rubbish):
    refused(tmp_path, rubbish, run=process)


@pytest.mark.parametrize("text", ["", "just words", "- a\n- list", "---\na: b\n---\nc: d", "? [complex, key]\n: value"])
def test_yaml_that_is_no_record(tmp_path, text):
    refused(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path):
    done = qualmap("crosswalk", tmp_path / "nothing.yaml", "eqf")
    assert done.returncode == 2
    assert done.stderr == f"qualmap: {tmp_path}/nothing.yaml: cannot be read: no such file\n"


def test_a_folder_in_place_of_a_file(tmp_path):
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    done = qualmap("crosswalk", folder, "eqf")
    assert done.returncode == 2
    assert "is a directory" in done.stderr


@pytest.mark.parametrize("command", ["build --crosswalks none -o", "crosswalk ie-nfq eqf -o"])
def test_an_unwritable_place_leaves_nothing_behind(tmp_path, command):
    for place in (tmp_path / "missing" / "out.trig", tmp_path):
        target = place if place.suffix else tmp_path / "taken.trig"
        if place == tmp_path:
            target.mkdir()
        done = qualmap(*command.split(), target)
        assert done.returncode == 2
        assert "cannot be written" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["taken.trig"]


def test_what_cannot_be_replaced_is_written_to_as_it_is(tmp_path):
    """A link keeps being a link; a full device gives one line, and stays a device."""
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old", "utf-8")
    link.symlink_to(real)
    assert qualmap("crosswalk", "ie-nfq", "eqf", "--format", "json", "-o", link).returncode == 0
    assert link.is_symlink()
    assert real.read_text("utf-8").startswith("{")
    full = Path("/dev/full")
    done = qualmap("crosswalk", "ie-nfq", "eqf", "-o", full)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert full.is_char_device()


def test_an_answer_that_cannot_be_printed():
    command = f"PYTHONPATH={installed()} {sys.executable} -m qualmap crosswalk ie-nfq eqf > /dev/full"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot write the answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_without_the_letters(tmp_path):
    environment = os.environ | {"PYTHONPATH": str(installed()), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "qualmap", "explain", "ua-nrk:6", "eqf"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0
    assert done.stderr == ""


def test_build_refuses_an_ending_it_does_not_know(tmp_path):
    done = qualmap("build", "-o", tmp_path / "out.ttll")
    assert done.returncode == 2
    assert "did you mean `.ttl`" in done.stderr


def test_sparql_that_is_none():
    done = qualmap("query", "SELECT WHERE")
    assert done.returncode == 2
    assert "not a SPARQL query" in done.stderr


def test_codes_stay_text(tmp_path):
    """`NO` is not False, `4.10` is not 4.1, `010` is not 8."""
    record = """
id: no-nqf
edition: '1'
name: A ladder with codes that YAML would change
kind: national
status: in-force
region: europe
countries: [NO]
source: s
sources: [{id: s, verification: recalled, note: made up for a test}]
levels:
- {code: 010, rank: 1, source: s}
- {code: 4.1, rank: 2, source: s}
- {code: 4.10, rank: 3, source: s}
- {code: yes, rank: 4, source: s}
- {code: 1e3, rank: 5, source: s}
"""
    path = tmp_path / "codes.yaml"
    path.write_text(record, "utf-8")
    done = qualmap("show", path, "--format", "json")
    shown = json.loads(done.stdout)
    assert shown["countries"] == ["NO"]
    assert [level["code"] for level in shown["levels"]] == ["010", "4.1", "4.10", "yes", "1e3"]
