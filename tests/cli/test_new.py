"""A contributor's first record."""

from __future__ import annotations

import json
import re

from tests.shell import qualmap

FLAGS = ["--edition", "2026", "--name", "A framework", "--region", "africa", "--country", "KE", "--levels", "4"]


def test_a_scaffold_can_be_tried_at_once_and_passes_no_check_until_it_is_filled_in(tmp_path):
    path = tmp_path / "xx-nqf@2026.yaml"
    done = qualmap("new", "xx-nqf", *FLAGS, "-o", path)
    assert done.returncode == 0
    assert "qualmap validate" in done.stderr
    assert qualmap("crosswalk", path, "eqf").returncode == 0
    lines = path.read_text("utf-8").splitlines()
    note = next(number for number, line in enumerate(lines, 1) if "Replace this by a source" in line)
    title = next(number for number, line in enumerate(lines, 1) if "Title of an award" in line)
    for check, wrong in (("validate", 2), ("lint", 1)):
        done = qualmap(check, path, "--format", "json")
        assert done.returncode == wrong
        found = json.loads(done.stdout)
        assert [(each["field"], each["line"]) for each in found] == [
            ("sources[0].note", note),
            ("qualification_types[0].title", title),
        ]
        assert all("still holds what `qualmap new` wrote" in each["message"] for each in found)


def test_a_scaffold_that_is_filled_in_is_a_valid_record(tmp_path):
    path = tmp_path / "xx-nqf@2026.yaml"
    qualmap("new", "xx-nqf", *FLAGS, "-o", path)
    text = path.read_text("utf-8").replace("Title of an award that stands here", "Bachelor of Science")
    filled = re.sub(r"note: 'Replace.*?'}", "note: Told by a colleague.}", text, flags=re.DOTALL)
    path.write_text(filled, "utf-8")
    for check in ("validate", "lint"):
        done = qualmap(check, path)
        assert done.returncode == 0, done.stdout + done.stderr


def test_it_overwrites_nothing(tmp_path):
    path = tmp_path / "there.yaml"
    path.write_text("mine", "utf-8")
    done = qualmap("new", "xx-nqf", *FLAGS, "-o", path)
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert path.read_text("utf-8") == "mine"


def test_a_wrong_id_is_said_in_words():
    done = qualmap("new", "XX nqf", *FLAGS)
    assert done.returncode == 2
    assert "id:" in done.stderr


def test_a_wrong_kind_offers_the_nearest():
    done = qualmap("new", "xx-nqf", *FLAGS, "--kind", "nationl")
    assert done.returncode == 2
    assert "did you mean `national`" in done.stderr
