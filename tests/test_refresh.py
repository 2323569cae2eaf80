"""One command makes anew what follows from code and records, and says what changed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from refresh import PYTHON, STEPS, Step, changed, chosen


def writes(**files):
    code = "".join(f"open({name!r}, 'w').write({text!r});" for name, text in files.items())
    return Step("made", [PYTHON, "-c", code + "print('said')"], ["page", "folder"], into="printed")


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "folder").mkdir()
    for name in ("page", "folder/kept", "printed"):
        (tmp_path / name).write_text("old\n", "utf-8")
    return tmp_path


def contents(tree):
    return {path.relative_to(tree).as_posix(): path.read_text("utf-8") for path in tree.rglob("*") if path.is_file()}


def test_it_says_which_files_changed(tree):
    step = writes(page="new\n", **{"folder/kept": "old\n", "folder/added": "new\n"})
    assert changed(step, tree, check=False) == ["folder/added", "page", "printed"]
    assert contents(tree) == {"page": "new\n", "folder/kept": "old\n", "folder/added": "new\n", "printed": "said\n"}
    assert changed(step, tree, check=False) == []


def test_a_check_says_the_same_and_changes_nothing(tree):
    before = contents(tree)
    step = writes(page="new\n", **{"folder/added": "new\n"})
    assert changed(step, tree, check=True) == ["folder/added", "page", "printed"]
    assert contents(tree) == before


def test_a_check_that_fails_changes_nothing_either(tree):
    before = contents(tree)
    step = writes(page="new\n")._replace(command=[PYTHON, "-c", "open('page', 'w').write('half'); raise SystemExit(3)"])
    with pytest.raises(subprocess.CalledProcessError):
        changed(step, tree, check=True)
    assert contents(tree) == before


def test_only_what_is_asked_for_is_made_and_fits_only_where_they_are_named():
    assert [step.name for step in chosen(["status", "scores"], fits=False)] == ["scores", "status"]
    assert chosen([], fits=True) == list(STEPS)
    assert not [step for step in chosen([], fits=False) if step.fit]


def test_what_the_table_names_is_there():
    for step in STEPS:
        assert all((ROOT / place).exists() for place in (*step.makes, *filter(None, [step.into]))), step.name
        places = [part for part in step.command[1:] if part.endswith(".py")]
        assert all((ROOT / place).is_file() for place in places)
    fits = [step.fit for step in STEPS]
    assert fits == sorted(fits, reverse=True), "pages show what was fitted: fits come first"
