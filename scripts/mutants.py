"""Do the tests notice? Breaks one place of the code that decides, again and again, and runs the tests that cover it.

    python scripts/mutants.py [MODULE ...]      (assessment.outcome; all modules where none is named)

The faults are those of cosmic-ray's operators (``pip install cosmic-ray``; nothing else here needs it). Its own runner
starts Python, reads the catalogue and collects the tests anew for each of some thousand mutants; here that is done
once, and each mutant is a fork in which the broken module is imported in place of the file, with a limit of CPU time.

Left out is what no test can tell or nobody writes: a mutant that differs in annotations or in the ``*`` of
a signature alone, one that asks which of two words comes first in the alphabet, and identity in the place of a
comparison or the other way round, on which ruff watches. A survivor is either a hole in the tests or no fault; those of
the second kind stand in ``mutants.toml`` with the reason. The exit code is 1 where fewer than nine of ten mutants are
killed, a survivor has no reason, or a reason no survivor.
"""

from __future__ import annotations

import ast
import gc
import importlib
import importlib.abc
import importlib.util
import os
import re
import resource
import sys
import tomllib
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import NamedTuple

import numpy as np  # noqa: F401  # imported before the forks, like all that is not broken
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider

import qualmap.catalog
import qualmap.catalog.build

ROOT = Path(__file__).resolve().parents[1]
ENOUGH = 0.9
"""The share of mutants that the tests must kill."""
SECONDS = 30
"""Of CPU time for the tests of one mutant: one that takes longer runs for ever."""
BARE = (
    "-x", "-q", "-o", "addopts=", "--noconftest", "--assert=plain", "--tb=no", "-p", "no:cacheprovider",
    "-p", "no:faulthandler",
)  # fmt: skip
"""pytest without what is dear and no test below needs."""
IDENTITY = re.compile(r"Operator_((Is|IsNot)_(?!Is)|(?!Is)\w+_(Is|IsNot)$)")
"""Operators that put identity in the place of a comparison, or the other way round."""
NONSENSE = "no Python, or nothing that anybody would write"
TESTS = {
    "crosswalk.joint": ("test_joint",),
    "assessment.elements.verdict": ("test_elements",),
    "assessment.elements.workload": ("test_elements",),
    "assessment.elements.quality": ("test_elements",),
    "assessment.elements.profile": ("test_elements",),
    "assessment.elements.outcomes": ("test_elements",),
    "assessment.elements.level": ("test_level",),
    "assessment.price": ("test_level",),
    "assessment.by_kind": ("test_level",),
    "assessment.carried": ("test_level",),
    "assessment.outcome": ("test_outcome",),
}
"""The modules that are broken, and the tests that hold each: quick ones, which say what the module is for."""


class Mutant(NamedTuple):
    """A broken module: its source, and the line that changed, before and after."""

    line: str
    becomes: str
    source: str


class Broken(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Imports one module from a source that is not the file's."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self.name, self.path, self.source = name, path, source

    def find_spec(self, name: str, _path: object, _target: object = None) -> ModuleSpec | None:
        """Only the one module."""
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_filename(self, _name: str) -> str:
        """The file whose place it takes."""
        return str(self.path)

    def get_data(self, _path: str) -> bytes:
        """The broken source."""
        return self.source.encode()


class Meaning(ast.NodeTransformer):
    """A module without its annotations, and without saying which parameters are given by name."""

    def visit_arguments(self, node: ast.arguments) -> ast.AST:
        """The ``*`` of a signature is no product, though a mutant divides by it."""
        node.args, node.posonlyargs = [*node.posonlyargs, *node.args, *node.kwonlyargs], []
        node.defaults += [default for default in node.kw_defaults if default is not None]
        node.kwonlyargs, node.kw_defaults = [], []
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:  # the name that ast wants
        """Words are told apart; nobody asks which comes first in the alphabet."""
        words = any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in _sides(node))
        if words and any(isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for operator in node.ops):
            raise SyntaxError
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """A parameter."""
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:  # the name that ast wants
        """What a function returns."""
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """The type of a variable."""
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module that means something else, once."""
    seen = {_meaning(source), NONSENSE}
    nodes = list(ast_nodes(get_ast(source)))
    for name in sorted(OperatorProvider()):
        operator = OperatorProvider()[name]
        if operator.arguments() or IDENTITY.search(name):
            continue
        for occurrence in range(sum(len(list(operator().mutation_positions(node))) for node in nodes)):
            mutated = mutate_code(source, operator(), occurrence)
            if mutated is not None and (meaning := _meaning(mutated)) not in seen:
                seen.add(meaning)
                yield Mutant(*_changed(source, mutated), mutated)


def _meaning(source: str) -> str:
    try:
        return ast.dump(Meaning().visit(ast.parse(source)))
    except SyntaxError:
        return NONSENSE


def _sides(node: ast.Compare) -> list[ast.expr]:
    return [node.left, *node.comparators]


def _changed(source: str, mutated: str) -> tuple[str, str]:
    """The line that differs, before and after; for a line that went, nothing after."""
    before, after = source.splitlines(), mutated.splitlines()
    at = next(i for i, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    return before[at].strip(), after[at].strip() if len(before) == len(after) else ""


def survives(name: str, path: Path, source: str, tests: list[str]) -> bool:
    """Whether the tests pass with a module from that source."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        sys.meta_path.insert(0, Broken(name, path, source))
        os._exit(pytest.main([*BARE, *tests]))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED):
        sys.exit(f"the tests do not run at all: {' '.join(tests)}")
    return code == pytest.ExitCode.OK


def run(module: str, reasons: dict[tuple[str, str], str]) -> tuple[int, int, bool]:
    """All mutants of one module: how many, how many were killed, and whether each survivor has its reason."""
    name, path = f"qualmap.{module}", ROOT / "src/qualmap" / f"{module.replace('.', '/')}.py"
    source = path.read_text("utf-8")
    tests = [str(file) for test in TESTS[module] for file in (ROOT / "tests").rglob(f"{test}.py")]
    if not survives(name, path, source, tests):
        sys.exit(f"{' '.join(tests)} fail without any mutant: mend that first")
    every = list(mutants(source))
    alive = [mutant for mutant in every if survives(name, path, mutant.source, tests)]
    killed = len(every) - len(alive)
    print(f"{module}: {killed} of {len(every)} killed ({killed / len(every):.1%})", flush=True)
    for line, becomes, _ in alive:
        print(f"  {line}\n    -> {becomes}\n    {reasons.get((line, becomes), 'NO REASON: test it, or say why not')}")
    stale = set(reasons) - {(line, becomes) for line, becomes, _ in alive}
    for line, becomes in sorted(stale):
        print(f"  a reason for what does not survive: {line} -> {becomes}")
    return len(every), killed, not stale and all((line, becomes) in reasons for line, becomes, _ in alive)


def main(modules: list[str]) -> int:
    """The modules named, or all."""
    if unknown := sorted(set(modules) - set(TESTS)):
        sys.exit(f"no such module: {', '.join(unknown)}; there are {', '.join(TESTS)}")
    os.chdir(ROOT)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    catalogue = qualmap.catalog.read_catalogue()
    qualmap.catalog.read_catalogue = qualmap.catalog.build.read_catalogue = lambda: catalogue
    gc.freeze()
    explained = tomllib.loads((ROOT / "scripts/mutants.toml").read_text("utf-8"))
    found = [
        run(module, {(each["line"], each["becomes"]): each["because"] for each in explained.get(module, [])})
        for module in modules or TESTS
    ]
    share = sum(killed for _, killed, _ in found) / sum(count for count, _, _ in found)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"together: {share:.1%} killed, in {(spent.ru_utime + spent.ru_stime) / 60:.1f} minutes of CPU time")
    return int(share < ENOUGH or not all(told for _, _, told in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
