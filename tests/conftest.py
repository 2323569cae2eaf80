"""Fixtures that every test may use: the real catalogue, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import qualmap
from qualmap.catalog import Catalogue, read_catalogue
from tests.serving import service

__all__ = ["service"]

# Every machine tries the same examples, so that no run is red or green by luck; ``scripts/laws.sh`` draws others.
# None of them fails because a machine is busy.
patient = settings(database=None, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", patient, derandomize=True)
settings.register_profile("random", patient, derandomize=False)
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
