"""The same records give the same figures: whatever the hash seed, and in whatever order they are read."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.conftest import ROOT
from tests.shell import installed

SCRIPT = """
import json, sys
from dataclasses import replace
from types import MappingProxyType
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.level import leave_one_out
from qualmap.evaluation.benchmark.report import assembled, level_answers, table
from qualmap.evaluation.benchmark.trials import Trials
from qualmap.catalog import read_catalogue
from tests.trials import reduced

catalogue = reduced(read_catalogue())
if sys.argv[1] == "backwards":
    frameworks = dict(sorted(catalogue.frameworks.items(), reverse=True))
    catalogue = replace(catalogue, frameworks=frameworks, tables=catalogue.tables[::-1])
folds = Folds(catalogue)
trials = Trials.of(leave_one_out(folds))
answered = level_answers(folds, trials)
tree = assembled({"level": table(answered)}, {}, answered, 0.0)
tree["parameters"] = {name: found.model_dump(exclude={"anchors"}) for name, found in folds.parameters.items()}
print(json.dumps(tree))
"""


def figures(seed: str, order: str) -> dict:
    path = os.pathsep.join([str(installed()), str(ROOT)])
    environment = os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, order], capture_output=True, text=True, env=environment, check=True
    )
    return json.loads(done.stdout)


def test_hash_seed_and_order_change_nothing():
    """To the last of six decimals, with every fold's parameters, on ten frameworks."""
    forwards = figures("1", "forwards")
    assert forwards["tasks"]["level"]["engine"]["all"]["n"] > 50
    assert figures("2", "backwards") == forwards
