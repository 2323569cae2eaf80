"""The command line as a shell user meets it: qualmap as a wheel lays it out.

``qualmap`` runs a command in this process, which is quick; ``process`` starts one of its own, for what only a process
shows: start-up, pipes, encodings, signals, hash seeds, and input that might take the interpreter down.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from unittest import mock

import qualmap as package
from qualmap.catalog.files import read_compiled
from qualmap.cli import main
from qualmap.evaluation.benchmark import benchmark
from qualmap.graph.published import published_quads
from tests import artefacts
from tests.artefacts import ROOT, installed, process

__all__ = ["ROOT", "installed", "process", "qualmap"]

Done = subprocess.CompletedProcess[str]


def qualmap(*arguments: object, cwd: Path | None = None, input: str = "") -> Done:  # noqa: A002  # as subprocess has it
    """Run ``qualmap`` in this process, with the records as a wheel has them; a traceback is the test's own."""
    line = [str(argument) for argument in arguments]
    out, errors = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with ExitStack() as stack:
        stack.enter_context(_as_installed())
        stack.enter_context(mock.patch.dict(os.environ, NO_COLOR="1"))
        stack.enter_context(mock.patch("sys.stdin", io.StringIO(input)))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(errors))
        if cwd is not None:
            stack.enter_context(chdir(cwd))
        try:
            code = main(line)
        except SystemExit as end:  # argparse's
            code = end.code
    return Done(line, code, *(stream.buffer.getvalue().decode() for stream in (out, errors)))


@contextmanager
def _as_installed():
    """Compiled records, and what they always give worked out once: catalogue, graph, benchmark."""
    records = {"working_tree": lambda: None, "read_compiled": _records}
    with (
        mock.patch.multiple("qualmap.catalog.build", **records, COMPILED=artefacts.compiled()),
        mock.patch.multiple("qualmap.lint.context", **records),
        mock.patch("qualmap.load", _load),
        mock.patch("qualmap.graph.published.published_quads", _published),
        mock.patch("qualmap.evaluation.benchmark.benchmark", _benchmark),
    ):
        yield


_records = cache(lambda: read_compiled(artefacts.compiled()))
_loaded = cache(package.Qualmap.load)


def _load(extra=(), *, store=None, crosswalks="none", awards=False, bodies=()):
    """A catalogue without anything of one's own is immutable: one serves all commands."""
    load = package.Qualmap.load if extra or store or bodies or awards else _loaded
    return load(tuple(extra), store=store, crosswalks=crosswalks, awards=awards, bodies=tuple(bodies))


def _published(catalogue, extent="regional", watch=iter, *, awards=False):
    ours = catalogue.version == _load().version
    return (
        artefacts.quads(extent)
        if ours and extent != "all" and not awards
        else published_quads(catalogue, extent, watch, awards=awards)
    )


def _benchmark(catalogue, *, min_confidence=0.0, progress):
    if min_confidence:
        return benchmark(catalogue, min_confidence=min_confidence, progress=progress)
    return json.loads((artefacts.benchmark() / "stdout").read_text("utf-8"))
