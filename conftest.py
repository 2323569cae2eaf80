"""The session of the tests: its folder, its order, the examples of README and docs; a skipped test fails in CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.doctest import DocTestParser

from tests import artefacts

pytest_collect_file = Sybil(parsers=[DocTestParser()], patterns=["README.md", "docs/*.md"]).pytest()

FOLDER = pytest.StashKey()
LONGEST = """
    remote docs shapes_recorded rdflib serve_fuzz statement site laws shapes_computed workers serve_hostile site_browser
    cli shapes_broken wheel serve_resources serve_api
""".split()
"""The files that take longest, in the order in which they begin, so that no worker is left with one at the end."""


def pytest_configure(config: pytest.Config) -> None:
    """One folder of artefacts for all workers, who learn of it from the environment."""
    if not hasattr(config, "workerinput"):
        config.stash[FOLDER] = artefacts.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing is left behind."""
    if folder := config.stash.get(FOLDER, None):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: a worker takes a file at a time, in this order."""
    places = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    if gone := [name for name in places if not list(Path(__file__).with_name("tests").rglob(f"{name}.py"))]:
        raise pytest.UsageError(f"LONGEST names files that are not there: {', '.join(gone)}")
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test is a failure in CI: nothing may pass by not running."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("QUALMAP_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1
