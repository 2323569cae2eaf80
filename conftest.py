"""Runs the examples of README and docs, and refuses skipped tests where CI asks for that."""

from __future__ import annotations

import os

import pytest
from sybil import Sybil
from sybil.parsers.doctest import DocTestParser

pytest_collect_file = Sybil(parsers=[DocTestParser()], patterns=["README.md", "docs/*.md"]).pytest()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test is a failure in CI: nothing may pass by not running."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("QUALMAP_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1
