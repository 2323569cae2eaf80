"""Fixtures that every test may use: the real catalogue, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

import qualmap
from qualmap.catalog import Catalogue, read_catalogue

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = tuple(sorted(path.stem for path in (ROOT / "crosswalks" / "wording").glob("*.yaml")))
"""Those that qualmap speaks."""


@pytest.fixture(scope="session")
def qm() -> qualmap.Qualmap:
    return qualmap.load()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()
