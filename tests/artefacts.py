"""What several test files need and what is dear to make: made once in a session, for every worker of pytest-xdist.

The folder is as old as the session, so nothing in it is ever stale. Whoever asks for a thing first makes it behind a
lock; the others wait for it. To be read only: what a test changes it copies first.
"""

from __future__ import annotations

import compileall
import fcntl
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from qualmap.catalog.files import compile_apart, compile_trees, compiled_apart, read_tree
from qualmap.records.kinds import APART
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "QUALMAP_TESTS_FOLDER"
"""The environment variable by which workers learn the session's folder."""


def begin() -> Path:
    """Make the session's folder."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="qualmap-tests-")
    return Path(os.environ[FOLDER])


def made(name: str, make: Callable[[Path], object]) -> Path:
    """The file or folder of that name in the session's folder, written by ``make`` if nobody has done so yet."""
    folder = Path(os.environ[FOLDER])
    path = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            part = Path(tempfile.mkdtemp(dir=folder)) / name
            make(part)
            part.rename(path)
    return path


@cache
def records() -> Path:
    """A folder of the records in the form that a wheel carries."""

    def make(folder: Path) -> None:
        folder.mkdir()
        (folder / "catalogue.jsonl").write_bytes(compile_trees(read_tree(ROOT)))
        for apart in APART:
            (folder / compiled_apart(apart)).write_bytes(compile_apart(ROOT, apart))

    return made("records", make)


@cache
def compiled() -> Path:
    """The catalogue's own records in the form that a wheel carries; what stands apart lies beside it."""
    return records() / "catalogue.jsonl"


@cache
def installed() -> Path:
    """A folder to import qualmap from, laid out as a wheel lays it out: compiled records, compiled modules."""

    def make(folder: Path) -> None:
        shutil.copytree(ROOT / "src" / "qualmap", folder / "qualmap", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(records(), folder / "qualmap" / "_records")
        compileall.compile_dir(folder, quiet=2)

    return made("installed", make)


@cache
def wheel() -> Path:
    """The wheel of this tree."""

    def make(folder: Path) -> None:
        command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
        subprocess.run(command, check=True, capture_output=True)

    return next(made("wheel", make).glob("*.whl"))


def process(*arguments: object, **options) -> subprocess.CompletedProcess[str]:
    """Run ``qualmap`` in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(installed()), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "qualmap", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, timeout=PATIENCE, **options
    )


def _done(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = process(*arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done


@cache
def graph(extent: str) -> Path:
    """The published graph as N-Quads, as ``qualmap build`` writes it."""
    command = ("build", "--crosswalks", extent, "-o")
    return made(f"{extent}.nq", lambda path: _done(*command, path.name, cwd=path.parent))


@cache
def quads(extent: str) -> list[ox.Quad]:
    """The statements of the published graph, in the order in which they are published; not to be changed."""
    return list(ox.parse(path=graph(extent), format=ox.RdfFormat.N_QUADS))


PUBLISH = ("publish", "-o", "site/")
"""The command by which the manual writes the site."""
SITE_WITHIN = 60
"""Seconds of processor time that it may take."""


@cache
def site() -> Path:
    """The static site of the regional graph, as the manual's command writes it."""

    def make(folder: Path) -> None:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _done(*PUBLISH, cwd=folder.parent)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < SITE_WITHIN

    return made("site", make)


@cache
def benchmark() -> Path:
    """A folder with what ``qualmap benchmark`` says (``stdout``, ``stderr``) and draws (``plot.svg``)."""

    def make(folder: Path) -> None:
        folder.mkdir()
        done = _done("benchmark", "--format", "json", "--plot", "plot.svg", cwd=folder)
        (folder / "stdout").write_text(done.stdout, "utf-8")
        (folder / "stderr").write_text(done.stderr, "utf-8")

    return made("benchmark", make)
