"""Fixtures that every test may use: the real catalogue, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import qualmap
from qualmap.catalog import Catalogue, read_catalogue
from tests.serving import service

__all__ = ["service"]

# Every machine tries the same examples, so that no run is red or green by luck; ``scripts/laws.sh`` draws others.
settings.register_profile("steady", derandomize=True, database=None, deadline=None, print_blob=True)
settings.register_profile("random", derandomize=False, database=None, deadline=None, print_blob=True)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = tuple(sorted(path.stem for path in (ROOT / "crosswalks" / "wording").glob("*.yaml")))
"""Those that qualmap speaks."""


@pytest.fixture(scope="session")
def qm() -> qualmap.Qualmap:
    return qualmap.load()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()
