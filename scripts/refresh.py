"""Makes anew what follows from code and records, in the order in which one follows from the other.

    python scripts/refresh.py            schemas, vocabulary, shapes, context, pages: seconds
    python scripts/refresh.py --fits     what is fitted and scored too, before them: many minutes, needs the extra `fit`
    python scripts/refresh.py scores     these steps only, whichever they are
    python scripts/refresh.py --check    change nothing; say what would change (exit code 1)

It says of each file whether it changed. To add what is derived, add a row to STEPS.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable


class Step(NamedTuple):
    """What is made, by which command; a folder stands for all files in it. ``into``: the file for what it prints."""

    name: str
    command: Sequence[str]
    makes: Sequence[str]
    into: str = ""
    fit: bool = False


def _module(name: str, *arguments: str) -> list[str]:
    return [PYTHON, "-m", f"qualmap.{name}", *arguments]


ONTOLOGY = "src/qualmap/ontology"
STEPS = (
    Step("parameters", _module("evaluation.parameters.fit"), ["crosswalks/model/parameters.yaml"], fit=True),
    Step("validation", _module("evaluation.benchmark.record"), ["crosswalks/model/validation.yaml"], fit=True),
    Step("title-search", _module("evaluation.titles.fit"), ["crosswalks/model/title-search.yaml"], fit=True),
    Step("kinds", _module("evaluation.titles.kinds"), ["src/qualmap/awards/kinds.npz"], fit=True),
    Step("award-placement", _module("evaluation.awards.fit"), ["crosswalks/model/award-placement.yaml"], fit=True),
    Step("scores", [PYTHON, "benchmarks/scores.py"], ["docs/scores.md", "docs/scores.svg"], fit=True),
    Step("ablation", [PYTHON, "benchmarks/ablation.py"], ["docs/ablation.md"], fit=True),
    Step("schemas", _module("schemas", "docs/schema"), ["docs/schema"]),
    Step("vocabulary", _module("ontology.vocabulary"), [f"{ONTOLOGY}/qualmap.ttl"]),
    Step("shapes", _module("ontology.shapes"), [f"{ONTOLOGY}/shapes.ttl"]),
    Step("context", _module("ontology.context"), [f"{ONTOLOGY}/context.jsonld"]),
    Step("operations", _module("operations.reference", "docs/operations.md"), ["docs/operations.md"]),
    Step("fields", _module("records.fields", "docs/assess.md"), ["docs/assess.md"]),
    Step(
        "status",
        [PYTHON, "-m", "qualmap", "status", "--format", "markdown", "--matrix", "docs/status.svg"],
        ["docs/status.svg"],
        into="docs/status.md",
    ),
)


def chosen(names: Sequence[str], *, fits: bool) -> list[Step]:
    """The steps of these names in the order of STEPS; without names the quick ones, or all."""
    return [step for step in STEPS if (step.name in names if names else fits or not step.fit)]


def changed(step: Step, root: Path, *, check: bool) -> list[str]:
    """The files that a step changed, from its root; with ``check`` they are put back. Raises CalledProcessError."""
    places = [*step.makes, *filter(None, [step.into])]
    before = _contents(root, places)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    try:
        with tempfile.TemporaryFile() as printed:
            subprocess.run(step.command, cwd=root, env=environment, check=True, stdout=printed)
            printed.seek(0)
            if step.into:
                (root / step.into).write_bytes(printed.read())
        after = _contents(root, places)
    finally:
        if check:
            _put_back(root, before, _contents(root, places))
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _contents(root: Path, places: Sequence[str]) -> dict[str, bytes]:
    found = (root / place for place in places)
    files = (file for place in found for file in (sorted(place.rglob("*")) if place.is_dir() else [place]))
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files if file.is_file()}


def _put_back(root: Path, before: dict[str, bytes], now: dict[str, bytes]) -> None:
    for name in now.keys() - before.keys():
        (root / name).unlink()
    for name, content in before.items():
        if now.get(name) != content:
            (root / name).write_bytes(content)


def main() -> int:
    """Run the steps in order."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(step.name for step in STEPS))
    parser.add_argument("--fits", action="store_true", help="also fit and score, before the rest: many minutes")
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 where something would change")
    arguments = parser.parse_args()
    if unknown := set(arguments.steps) - {step.name for step in STEPS}:
        parser.error(f"no step {', '.join(sorted(unknown))}: see --help")
    count = 0
    for step in chosen(arguments.steps, fits=arguments.fits):
        files = changed(step, ROOT, check=arguments.check)
        count += len(files)
        print(f"{step.name}: {', '.join(files) or 'as it was'}", flush=True)
    print(f"{count} files {'would change' if arguments.check else 'changed'}")
    return int(arguments.check and count > 0)


if __name__ == "__main__":
    sys.exit(main())
