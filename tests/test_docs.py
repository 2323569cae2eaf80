"""README and docs cannot drift: every qualmap command that they show runs."""

from __future__ import annotations

import re
import shlex
import tomllib

import pytest

from tests import artefacts
from tests.conftest import ROOT
from tests.shell import qualmap

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(text):
    """Every shell command of a page that begins with ``qualmap``, quotes over several lines included."""
    for block in re.findall(r"```(?:console|sh)\n(.*?)```", text, re.DOTALL):
        yield from re.findall(r"(?:^\$ |^)(qualmap (?:'[^']*'|\"[^\"]*\"|[^'\"\n])*)$", block, re.MULTILINE)


EXAMPLES = sorted({(page.name, found) for page in PAGES for found in commands(page.read_text("utf-8"))})


def test_examples_were_found():
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize(("page", "command"), EXAMPLES)
def test_a_documented_command_runs(tmp_path, page, command):
    arguments = [argument.replace("ID@EDITION", "ie-nfq@2003") for argument in shlex.split(command)[1:]]
    for folder in ("frameworks", "crosswalks", "docs"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    if tuple(arguments) == artefacts.PUBLISH:
        assert (artefacts.site() / "index.html").is_file(), "the session's own site is made by this very command"
        return
    done = qualmap(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_readme_is_short_and_has_two_set_up_commands():
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 150
    assert re.findall(r"```sh\n(.*?)\n```", text) == ["sh scripts/demo.sh", "sh scripts/test.sh"]


def test_shown_crosswalks_are_what_the_command_prints(qm):
    """The percentages that README and the start page show are those of the catalogue."""
    from qualmap.cli.output import percent

    shown = 0
    for page in (ROOT / "README.md", ROOT / "docs" / "index.md"):
        blocks = re.findall(r"\$ qualmap crosswalk (\S+) (\S+)\n(.*?)(?:```|\$ )", page.read_text("utf-8"), re.DOTALL)
        for origin, destination, text in blocks:
            crosswalk = qm.crosswalk(origin, destination)
            for level, number, basis in re.findall(r"^ (\d+) .*?(\d+%) \((\w+)\)", text, re.MULTILINE):
                assert (number, basis) == (percent(crosswalk[level].confidence), crosswalk[level].confidence_basis), (
                    level
                )
                shown += 1
    assert shown >= 8


def test_ci_runs_the_readmes_test_command():
    assert "sh scripts/test.sh" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_package_has_a_floor_of_coverage():
    """Modules at the top count as a package, ``qualmap``."""
    floors = tomllib.loads((ROOT / "tests" / "coverage-floor.toml").read_text("utf-8"))
    assert set(floors) == {"qualmap"} | {path.parent.name for path in (ROOT / "src" / "qualmap").glob("*/*.py")}


def test_method_lists_every_assumption(catalogue):
    text = (ROOT / "docs" / "method.md").read_text("utf-8")
    for assumption in catalogue.assumptions.assumptions:
        row = re.search(rf"\| `{assumption.id}` \| ([\d.]+) \|", text)
        assert row, f"docs/method.md does not list {assumption.id}"
        assert float(row[1]) == assumption.value
