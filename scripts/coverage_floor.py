"""Prints how much of each package the tests ran, and exits 1 where that is below its floor.

``coverage run`` has left the measurements. The floors, in percent of lines, stand in ``tests/coverage-floor.toml``;
``python scripts/coverage_floor.py --write`` raises those that can be raised, and never lowers one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "coverage-floor.toml"
SLACK = 1
"""Percentage points between what was measured and the floor that is written: what is killed may not tell all."""
WORTH_RAISING = 3
HEAD = """\
# Percent of lines that the tests run at least, by package. A floor may only rise:
# python scripts/coverage_floor.py --write
"""


def measured() -> dict[str, float]:
    """The percentage of lines run in each package; modules at the top are one package, ``qualmap``."""
    coverage = [sys.executable, "-m", "coverage"]
    if list((ROOT / ".coverage").glob("data.*")):
        subprocess.run([*coverage, "combine", "--quiet"], check=True, cwd=ROOT)
    report = subprocess.run([*coverage, "json", "-q", "-o", "-"], check=True, cwd=ROOT, capture_output=True).stdout
    sums: dict[str, list[int]] = {}
    for name, file in json.loads(report)["files"].items():
        inside = Path(name).parts[2:]  # src/qualmap/PACKAGE/...
        package = sums.setdefault(inside[0] if len(inside) > 1 else "qualmap", [0, 0])
        package[0] += file["summary"]["covered_lines"]
        package[1] += file["summary"]["num_statements"]
    return {package: 100 * ran / lines for package, (ran, lines) in sorted(sums.items()) if lines}


def verdict(percent: float, floor: int | None) -> str:
    """What is to be said of a package; it fails if that begins with a capital."""
    if floor is None:
        return "HAS NO FLOOR: python scripts/coverage_floor.py --write"
    if percent < floor:
        return f"BELOW its floor of {floor} %: test what was added"
    if percent >= floor + WORTH_RAISING:
        return f"floor {floor} %: raise it (python scripts/coverage_floor.py --write)"
    return f"floor {floor} %"


def write(percents: dict[str, float], floors: dict[str, int]) -> None:
    """The floors, raised to a little below what was measured."""
    raised = {package: max(floors.get(package, 0), int(percent - SLACK)) for package, percent in percents.items()}
    lines = [f"{package} = {floor}\n" for package, floor in raised.items()]
    FLOORS.write_text("".join([HEAD, *lines]), "utf-8")


def main(arguments: list[str]) -> int:
    percents, floors = measured(), tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    if arguments == ["--write"]:
        write(percents, floors)
        floors = tomllib.loads(FLOORS.read_text("utf-8"))
    said = {package: verdict(percent, floors.get(package)) for package, percent in percents.items()}
    for package, words in said.items():
        print(f"coverage of {package:12} {percents[package]:5.1f} %  {words}")
    return int(any(words[0].isupper() for words in said.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
