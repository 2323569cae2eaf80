"""The command line as a shell user meets it: qualmap as a wheel lays it out, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from qualmap.catalog.files import compile_trees, read_tree

ROOT = Path(__file__).resolve().parents[1]


@cache
def installed() -> Path:
    """A folder to import qualmap from, with its records in the compiled form; made once for each test process."""
    folder = Path(tempfile.mkdtemp(prefix="qualmap-tests-"))
    shutil.copytree(ROOT / "src" / "qualmap", folder / "qualmap", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "qualmap" / "_records").mkdir()
    (folder / "qualmap" / "_records" / "catalogue.jsonl").write_bytes(compile_trees(read_tree(ROOT)))
    return folder


def qualmap(*arguments: object, **kwargs) -> subprocess.CompletedProcess[str]:
    """Run ``qualmap`` in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(installed()), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "qualmap", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=120, **kwargs)
