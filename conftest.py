"""The session of the tests: its folder, the examples of README and docs, and skips that count as failures."""

from __future__ import annotations

import os
import shutil

import pytest
from sybil import Sybil
from sybil.parsers.doctest import DocTestParser
from tests import artefacts

pytest_collect_file = Sybil(parsers=[DocTestParser()], patterns=["README.md", "docs/*.md"]).pytest()

FOLDER = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """One folder of artefacts for all workers, who learn of it from the environment."""
    if not hasattr(config, "workerinput"):
        config.stash[FOLDER] = artefacts.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing is left behind."""
    if folder := config.stash.get(FOLDER, None):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test is a failure in CI: nothing may pass by not running."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("QUALMAP_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1
