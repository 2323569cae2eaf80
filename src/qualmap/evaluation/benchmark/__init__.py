"""How good the engine is: leave-one-framework-out scores, baselines, calibration."""

from __future__ import annotations

from qualmap.evaluation.benchmark.report import benchmark

__all__ = ["benchmark"]
