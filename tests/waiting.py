"""Waiting in tests: for a condition, and with a bound that only what hangs reaches, on however busy a machine."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 900
"""Seconds after which something hangs. Nothing is measured by it."""


def until(condition: Callable[[], object], pause: float = 0.05) -> None:
    """Wait for the condition to hold."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(pause)
