"""The linter: what is wrong with records and alignments, as findings with a code, a place and a mend."""

from qualmap.lint.findings import RULES, Finding, Rule
from qualmap.lint.run import lint_paths, lint_records
from qualmap.lint.sarif import to_sarif

__all__ = ["RULES", "Finding", "Rule", "lint_paths", "lint_records", "to_sarif"]
