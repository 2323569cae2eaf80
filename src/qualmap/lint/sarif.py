"""Findings as SARIF 2.1.0, the format in which code hosts show them beside the lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from qualmap._version import __version__
from qualmap.lint.findings import RULES, Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_sarif(findings: Sequence[Finding], root: Path | None = None) -> dict[str, Any]:
    """The findings as a SARIF log; files below ``root`` (the working folder) are named relative to it."""
    index = {code: at for at, code in enumerate(RULES)}
    rules = [
        {
            "id": rule.code,
            "name": "".join(word.capitalize() for word in rule.title.split()),
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.explanation},
            "help": {"text": rule.mend},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in RULES.values()
    ]
    driver = {"name": "qualmap", "version": __version__, "rules": rules}
    results = [_result(finding, index[finding.code], root or Path.cwd()) for finding in findings]
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _result(finding: Finding, rule: int, root: Path) -> dict[str, Any]:
    field = f"{finding.field}: " if finding.field else ""
    region = {"startLine": finding.line or 1} | ({"startColumn": finding.column} if finding.column else {})
    place = {"artifactLocation": {"uri": _uri(finding.file, root)}, "region": region}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": f"{field}{finding.message} ({finding.mend})"},
        "locations": [{"physicalLocation": place}],
    }


def near(file: str, root: Path) -> str:
    """A file's name as seen from a folder, if it lies below."""
    path = PurePath(file)
    return str(path.relative_to(root)) if path.is_relative_to(root) else file


def _uri(file: str, root: Path) -> str:
    path = PurePath(near(file, root))
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
