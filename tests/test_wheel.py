"""The wheel carries the records: it works in an empty environment, far from the repository, and is never stale."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from qualmap.catalog.build import build_catalogue
from qualmap.catalog.by_country import ByCountry
from qualmap.catalog.files import (
    COMPILED,
    compile_apart,
    compile_trees,
    compiled_apart,
    read_compiled,
    read_tree,
)
from qualmap.records.kinds import APART
from tests import artefacts
from tests.conftest import ROOT

SHIPPED = (
    "src",
    "frameworks",
    "crosswalks",
    "hatch_build.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "LICENSE-RECORDS",
)


def build(source, out, **environment):
    """Without another environment: that the build's own requirements are enough is shown by the session's wheel."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | environment)


@pytest.fixture(scope="module")
def wheel():
    return artefacts.wheel()


def test_the_wheel_holds_the_records_and_their_compiled_form(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "frameworks").glob("*.yaml"):
        assert f"qualmap/_records/frameworks/{path.name}" in names
    compiled = zipfile.ZipFile(wheel).read("qualmap/_records/catalogue.jsonl")
    assert compiled == compile_trees(read_tree(ROOT))
    assert "qualmap/_records/frameworks/awards/NOTICE.md" in names
    assert "qualmap/_records/frameworks/awards/truth-check.csv" in names


def test_the_wheel_holds_what_stands_apart_in_files_of_its_own_with_its_notice(wheel):
    archive = zipfile.ZipFile(wheel)
    assert APART
    for folder in APART:
        compiled = archive.read(f"qualmap/_records/{compiled_apart(folder)}")
        assert compiled == compile_apart(ROOT, folder)
        assert f"qualmap/_records/{next((ROOT / folder).glob('*.yaml')).relative_to(ROOT)}" in archive.namelist()
    assert any(name.endswith("licenses/crosswalks/evaluations/NOTICE.md") for name in archive.namelist())


def test_the_wheel_holds_the_library_of_questions(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    questions = sorted((ROOT / "src" / "qualmap" / "store" / "questions").glob("*.rq"))
    assert len(questions) >= 20
    for path in questions:
        assert f"qualmap/store/questions/{path.name}" in names


def test_a_compiled_form_is_never_left_in_the_working_tree(wheel):
    assert not COMPILED.exists()
    assert not list((ROOT / "src").rglob("catalogue.jsonl"))


def test_a_changed_record_changes_the_next_wheel_and_what_may_be_left_out_can_be(tmp_path, wheel):
    """Built from what is there at that moment: the compiled form cannot be stale."""
    copy = tmp_path / "tree"
    copy.mkdir()
    for name in SHIPPED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
    record = copy / "frameworks" / "ie-nfq@2003.yaml"
    record.write_text(record.read_text("utf-8").replace("Ordinary Bachelor Degree", "Changed Degree"), "utf-8")
    done = build(copy, tmp_path / "out", QUALMAP_LEAVE_OUT="crosswalks/evaluations")
    assert done.returncode == 0, done.stderr
    (changed,) = (tmp_path / "out").glob("*.whl")
    compiled = zipfile.ZipFile(changed).read("qualmap/_records/catalogue.jsonl")
    assert b"Changed Degree" in compiled
    before = zipfile.ZipFile(wheel).read("qualmap/_records/catalogue.jsonl")
    assert compiled.splitlines()[0] != before.splitlines()[0]  # the fingerprints
    names = zipfile.ZipFile(changed).namelist()
    assert "qualmap/_records/awards.jsonl" in names
    assert not [
        name for name in names if name.startswith("qualmap/_records/") and "evaluations" in name and ".y" in name
    ]
    assert "qualmap/_records/evaluations.jsonl" not in names


def test_a_wheel_is_not_built_from_records_that_do_not_fit_together(tmp_path):
    copy = tmp_path / "tree"
    copy.mkdir()
    for name in SHIPPED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
    table = copy / "crosswalks" / "referencing" / "ie-nfq@2003--eqf@2017.yaml"
    table.write_text(table.read_text("utf-8").replace("targets: ['8']", "targets: ['9']"), "utf-8")
    done = build(copy, tmp_path / "out")
    assert done.returncode != 0
    assert "eqf@2017 has no level '9'" in done.stdout + done.stderr


def needed(name):
    """The distributions that one needs by what it declares, without extras: those and no others that are installed."""
    found, waiting = {}, [name]
    while waiting:
        for line in requires(waiting.pop()) or ():
            requirement = Requirement(line)
            other = canonicalize_name(requirement.name)
            if other not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
                found[other] = distribution(other)
                waiting.append(other)
    return found.values()


def test_installed_with_its_dependencies_alone_it_answers_without_the_repository(tmp_path, wheel, qm):
    """What it declares that it needs is lent to a new environment by links, and nothing else is there."""
    venv.create(tmp_path / "env", symlinks=True)
    binary, (packages,) = tmp_path / "env" / "bin", (tmp_path / "env" / "lib").glob("python*/site-packages")
    pip = [sys.executable, "-m", "pip", "--python", str(binary / "python"), "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    for lent in needed("qualmap"):
        for top in {file.parts[0] for file in lent.files if file.parts[0] not in ("..", "__pycache__")}:
            if not (packages / top).exists():
                (packages / top).symlink_to(lent.locate_file(top))
    clean = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    command = [binary / "qualmap", "crosswalk", "ie-nfq", "eqf", "--format", "json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path, env=clean)
    assert json.loads(done.stdout) == json.loads(qm.crosswalk("ie-nfq", "eqf").model_dump_json())
    command = [binary / "qualmap", "query", "--named", "disputes", "--format", "json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path, env=clean)
    assert json.loads(done.stdout) == qm.ask("disputes")


def test_the_compiled_form_and_the_yaml_are_the_same_catalogue(tmp_path, catalogue):
    from qualmap.catalog import from_compiled

    path = tmp_path / "catalogue.jsonl"
    path.write_bytes(compile_trees(read_tree(ROOT)))
    for folder in APART:
        path.with_name(compiled_apart(folder)).write_bytes(compile_apart(ROOT, folder))
    printed, documents = read_compiled(path)
    compiled = from_compiled(
        printed, documents, {folder: ByCountry(path.with_name(compiled_apart(folder))) for folder in APART}
    )
    assert compiled.version == catalogue.version
    assert dict(compiled.frameworks) == dict(catalogue.frameworks)
    assert compiled.tables == catalogue.tables
    assert compiled.parameters == catalogue.parameters


def test_awards_and_statements_belong_to_the_version_and_none_is_read_for_it(tmp_path, catalogue):
    """Answers rest on them, so that a judgement of other ones has another name."""
    printed, documents = "", {**catalogue.documents}
    bare = build_catalogue(documents)
    folder = tmp_path / "awards"
    folder.mkdir()
    for text in ("id: ke\n", "id: ke\nname: Kenya\n"):  # no record at all, and nobody has looked
        (folder / "KE.yaml").write_text(text, "utf-8")
        other = build_catalogue(documents, {"frameworks/awards": ByCountry(folder)}).version
        assert other not in (printed, bare.version, catalogue.version)
        printed = other
    nothing = {"frameworks/awards": ByCountry(tmp_path / "left-out.jsonl")}
    assert build_catalogue(documents, nothing).version == bare.version
