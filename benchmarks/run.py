"""Compares two things in one run and prints ratios; exits 1 when one is over its limit.

The reference for the engine is fixed and committed (``reference.py``), so the ratios can be compared over time.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import assessing
import endpoint
import queries
import titles
from comparison import ROOT, Comparison, compare
from reference import max_product


def installed_python() -> Path:
    """A Python with qualmap installed from a wheel, as users have it: with the compiled records."""
    folder = Path(tempfile.mkdtemp(prefix="qualmap-bench-"))
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT)], check=True)
    return python


def process(*command: str | Path) -> Callable[[], object]:
    """A command in a process of its own, which sees the installed qualmap and not this tree."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return lambda: subprocess.run(command, check=True, capture_output=True, env=environment)


def comparisons() -> list[Comparison]:
    """Everything that has a limit."""
    python = installed_python()
    qualmap = python.parent / "qualmap"
    bare, imports = process(python, "-c", "pass"), process(python, "-c", "import pydantic, numpy")
    pydantic, own = process(python, "-c", "import pydantic"), process(python, "-c", "import qualmap")
    cold = process(qualmap, "crosswalk", "za-nqf", "eqf")
    return [
        compare("qualmap --help / bare python", process(qualmap, "--help"), bare, 5),
        compare("import qualmap / import pydantic", own, pydantic, 1),
        compare("cold crosswalk / import pydantic, numpy", cold, imports, 3),
        _all_pairs(),
        _leave_one_out(),
        _load(),
        *_full_graph(),
        *queries.comparisons(),
        endpoint.comparison(),
        titles.comparison(),
        assessing.comparison(),
    ]


def _all_pairs() -> Comparison:
    """Both directions of every pair of the catalogue, ladders built afresh, against the fixed numpy reference."""
    from qualmap.catalog import read_catalogue
    from qualmap.crosswalk.engine import Engine

    catalogue = read_catalogue()

    def solve() -> None:
        engine = Engine(catalogue)
        engine.solve([engine.pair(one, other) for one, other in itertools.combinations(engine.levelled, 2)])

    return compare("all ordered pairs / numpy max-product", solve, max_product, 20)


def _leave_one_out() -> Comparison:
    """Every framework with links to the scale hidden in turn, all parameters fitted again each time."""
    from qualmap.benchmark.folds import Folds
    from qualmap.benchmark.level import leave_one_out
    from qualmap.catalog import read_catalogue

    catalogue = read_catalogue()
    return compare(
        "leave one out, all refits / numpy max-product",
        lambda: list(leave_one_out(Folds(catalogue))),
        max_product,
        100,
        3,
    )


def _load() -> Comparison:
    """The whole catalogue into models from its compiled form, against orjson on the same records as JSON."""
    import orjson

    from qualmap.catalog import from_compiled
    from qualmap.catalog.files import compile_trees, read_compiled, read_tree

    documents = read_tree(ROOT)
    plain = orjson.dumps({name: document.tree for name, document in documents.items()})
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "catalogue.jsonl"
        compiled.write_bytes(compile_trees(documents))

        def load() -> None:
            list(from_compiled(*read_compiled(compiled)).frameworks.values())

        return compare("whole catalogue into models / orjson", load, lambda: orjson.loads(plain), 5)


def _full_graph() -> list[Comparison]:
    """All records, all links and all inferred crosswalks as a graph that is held and written, against rdflib alone.

    First what it takes to make the graph of the engine's answers, then with the answers, which take both as long.
    """
    with tempfile.TemporaryDirectory() as folder:

        def build(engine: str) -> tuple[float, float]:
            script, out = Path(__file__).with_name("graph_build.py"), Path(folder) / f"{engine}.nq"
            run = subprocess.run([sys.executable, script, engine, out], check=True, capture_output=True, text=True)
            whole, answers = map(float, run.stdout.split()[:2])
            return whole, whole - answers

        (ours, our_graph), (theirs, their_graph) = build("oxigraph"), build("rdflib")
    return [
        Comparison("full graph from its answers / with rdflib alone", our_graph, their_graph, 1 / 5),
        Comparison("full graph, answers worked out / with rdflib", ours, theirs, 1 / 4),
    ]


def main() -> int:
    """Print a line per comparison."""
    worst = 0
    for item in comparisons():
        verdict = "ok" if item.ratio <= item.limit else "TOO SLOW"
        worst |= item.ratio > item.limit
        seconds = f"{item.ours * 1000:7.1f} ms / {item.reference * 1000:7.1f} ms"
        print(f"{item.name:47} {seconds} = {item.ratio:5.2f} (limit {item.limit:g}) {verdict}")
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
