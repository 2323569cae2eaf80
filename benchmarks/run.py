"""Compares two things in one run and prints ratios; exits 1 when one is over its limit by more than a third.

The reference for the engine is fixed and committed (``reference.py``), so the ratios can be compared over time.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import assessing
import endpoint
import queries
import titles
from comparison import ROOT, Comparison, compare
from reference import max_product


def installed_python() -> Path:
    """A Python with qualmap as users have it, with the compiled records: what ``scripts/demo.sh`` sets up."""
    subprocess.run(["sh", "scripts/demo.sh"], check=True, cwd=ROOT, capture_output=True)  # noqa: S607  # sh is sh
    return ROOT / ".venv" / "bin" / "python"


def process(*command: str | Path) -> Callable[[], object]:
    """A command in a process of its own, which sees the installed qualmap and not this tree."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return lambda: subprocess.run(command, check=True, capture_output=True, env=environment)


def comparisons() -> Iterator[Comparison]:
    """Everything that has a limit, one after the other."""
    python = installed_python()
    qualmap = python.parent / "qualmap"
    bare, imports = process(python, "-c", "pass"), process(python, "-c", "import pydantic, numpy")
    pydantic, own = process(python, "-c", "import pydantic"), process(python, "-c", "import qualmap")
    cold = process(qualmap, "crosswalk", "za-nqf", "eqf")
    with _full_graph() as full_graph:
        yield compare("qualmap --help / bare python", process(qualmap, "--help"), bare, 5)
        yield compare("import qualmap / import pydantic", own, pydantic, 1)
        yield compare("cold crosswalk / import pydantic, numpy", cold, imports, 3)
        yield _all_pairs()
        yield _leave_one_out()
        yield _load()
        yield from queries.comparisons()
        yield endpoint.comparison()
        yield titles.comparison()
        yield assessing.comparison()
        yield from full_graph()


def _all_pairs() -> Comparison:
    """Both directions of every pair of the catalogue, ladders built afresh, against the fixed numpy reference."""
    from qualmap.catalog import read_catalogue
    from qualmap.crosswalk.engine import Engine

    catalogue = read_catalogue()

    def solve() -> None:
        engine = Engine(catalogue)
        engine.solve([engine.pair(one, other) for one, other in itertools.combinations(engine.levelled, 2)])

    return compare("all ordered pairs / numpy max-product", solve, max_product, 20, 3)


def _leave_one_out() -> Comparison:
    """Every framework with links to the scale hidden in turn, all parameters fitted again each time."""
    from qualmap.catalog import read_catalogue
    from qualmap.evaluation.benchmark.folds import Folds
    from qualmap.evaluation.benchmark.level import leave_one_out

    catalogue = read_catalogue()
    return compare(
        "leave one out, all refits / numpy max-product",
        lambda: list(leave_one_out(Folds(catalogue))),
        max_product,
        100,
        1,
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


@contextmanager
def _full_graph() -> Iterator[Callable[[], list[Comparison]]]:
    """All records, all links and all inferred crosswalks as a graph that is held and written, against rdflib alone.

    First what it takes to make the graph of the engine's answers, then with the answers, which take both as long.
    rdflib takes a minute, so both begin with everything else, in processes of their own, and are asked for at the end.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as builds:
        script = Path(__file__).with_name("graph_build.py")
        ours, theirs = (
            builds.enter_context(
                subprocess.Popen([sys.executable, script, engine, Path(folder) / engine], stdout=subprocess.PIPE)
            )
            for engine in ("oxigraph", "rdflib")
        )

        def seconds(build: subprocess.Popen[bytes]) -> tuple[float, float]:
            said, _ = build.communicate()
            if build.returncode:
                raise SystemExit(build.returncode)
            whole, answers = map(float, said.split()[:2])
            return whole, whole - answers

        def compared() -> list[Comparison]:
            (our_whole, our_graph), (their_whole, their_graph) = seconds(ours), seconds(theirs)
            return [
                Comparison("full graph from its answers / with rdflib alone", our_graph, their_graph, 1 / 5),
                Comparison("full graph, answers worked out / with rdflib", our_whole, their_whole, 1 / 4),
            ]

        yield compared


def main() -> int:
    """Print a line per comparison, as soon as it is made."""
    fails = False
    for item in comparisons():
        print(item, flush=True)
        fails |= item.fails
    return int(fails)


if __name__ == "__main__":
    sys.exit(main())
