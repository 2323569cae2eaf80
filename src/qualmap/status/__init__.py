"""The state of the truth: what is checked, what is not, which reports wait to be read, and which pairs are linked."""

from qualmap.status.coverage import Coverage, coverage
from qualmap.status.picture import matrix_svg
from qualmap.status.truth import MARKS, FrameworkState, LanguageState, State, state

__all__ = ["MARKS", "Coverage", "FrameworkState", "LanguageState", "State", "coverage", "matrix_svg", "state"]
