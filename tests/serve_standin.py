"""``qualmap`` with simple stand-ins for what the server calls, where the real thing is not in the tree yet.

Run as ``python -m tests.serve_standin serve ...``. With the real modules in place it changes nothing.
"""

from __future__ import annotations

import asyncio
import importlib.util
import multiprocessing
import re
import sys
import types
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from qualmap import errors
from qualmap.ontology.terms import BASE, PREFIXES


@dataclass(frozen=True)
class Limits:
    seconds: float = 10
    memory: int = 512
    rows: int = 100_000
    characters: int = 20_000
    workers: int = 2
    waiting: int = 64
    request_seconds: float = 10


@dataclass(frozen=True)
class Asked:
    query: str
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    body: bytes
    media_type: str


@dataclass(frozen=True)
class Checked:
    form: str
    names_graphs: bool


def check(query, graphs=None, limits=None):
    text = re.sub(r"<[^>]*>|#[^\n]*|\"[^\"]*\"|'[^']*'", " ", query)
    if re.search(r"\bSERVICE\b", text, re.IGNORECASE):
        raise errors.QueryError("SERVICE is refused")
    form = re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", text, re.IGNORECASE)
    if form is None:
        raise errors.QueryError("not a SPARQL query")
    return Checked(form[1].upper(), bool(re.search(r"\bFROM\b", text, re.IGNORECASE)))


_STORE = ox.Store()


def _load(dump):
    _STORE.bulk_load(path=dump, format=ox.RdfFormat.N_QUADS)


def _execute(asked):
    graphs = {}
    if asked.default_graphs or asked.named_graphs:
        graphs = {
            "default_graph": [ox.NamedNode(iri) for iri in asked.default_graphs],
            "named_graphs": [ox.NamedNode(iri) for iri in asked.named_graphs],
        }
    elif not check(asked.query).names_graphs:
        graphs = {"use_default_graph_as_union": True}
    try:
        found = _STORE.query(asked.query, base_iri=BASE, prefixes=PREFIXES, **graphs)
        if isinstance(found, ox.QueryTriples):
            return found.serialize(None, ox.RdfFormat.from_media_type(asked.media_type))
        return found.serialize(None, ox.QueryResultsFormat.from_media_type(asked.media_type))
    except SyntaxError as error:
        raise errors.QueryError(f"not a SPARQL query: {error}") from None


class Workers:
    def __init__(self, dump, limits):
        self.dump, self.limits, self.busy = str(dump), limits, 0
        self.pool = self._pool()

    def _pool(self):
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.limits.workers, context, _load, (self.dump,))

    @classmethod
    async def start(cls, dump: Path, limits):
        workers = cls(dump, limits)
        await asyncio.get_running_loop().run_in_executor(workers.pool, int)
        return workers

    async def answer(self, asked):
        if self.busy >= self.limits.workers + self.limits.waiting:
            raise errors.BusyError("all workers are busy: try again in a moment")
        self.busy += 1
        pool = self.pool
        try:
            call = asyncio.get_running_loop().run_in_executor(pool, _execute, asked)
            return Reply(await asyncio.wait_for(call, self.limits.seconds), asked.media_type)
        except TimeoutError:
            for process in list(pool._processes.values()):
                process.kill()
            self.pool = self._pool()
            await asyncio.get_running_loop().run_in_executor(self.pool, int)
            raise errors.LimitError(f"the query took longer than {self.limits.seconds} seconds") from None
        finally:
            self.busy -= 1

    async def close(self):
        self.pool.shutdown(cancel_futures=True)


class Pages:
    def __init__(self, quads, base):
        self.base = base
        subjects = {quad.subject.value.partition("#")[0].removeprefix(base) for quad in quads}
        self._paths = sorted(subjects | {"dataset", "ontology"})

    def paths(self):
        return self._paths

    def __contains__(self, path):
        return path in self._paths

    def html(self, path):
        return f"<!doctype html><html lang='en'><title>{path}</title><h1>{path}</h1></html>"

    def turtle(self, path):
        return f"<{self.base}{path}> a <http://www.w3.org/2000/01/rdf-schema#Resource> .\n".encode()

    def jsonld(self, path):
        return f'{{"@id": "{self.base}{path}", "@type": "http://www.w3.org/2000/01/rdf-schema#Resource"}}'.encode()

    def lists(self):
        return {"index.html": "<!doctype html><html lang='en'><title>all</title></html>"}


def install():
    """Put a stand-in where a module is missing."""
    for name in ("BusyError", "LimitError"):
        if not hasattr(errors, name):
            setattr(errors, name, type(name, (errors.QualmapError,), {}))
    import qualmap.store.guard

    if not hasattr(qualmap.store.guard, "Checked"):
        qualmap.store.guard.check = check
    ours = {
        "qualmap.store.limits": {"Limits": Limits},
        "qualmap.store.execution": {"Asked": Asked, "Reply": Reply},
        "qualmap.store.workers": {"Workers": Workers},
        "qualmap.site": {"Pages": Pages},
        "qualmap.site.pages": {"style": lambda: "body { margin: 1rem }"},
    }
    for name, contents in ours.items():
        if name in sys.modules and getattr(sys.modules[name], "STANDIN", False):
            continue
        parent = sys.modules.get(name.rpartition(".")[0])
        if getattr(parent, "STANDIN", False) or importlib.util.find_spec(name) is None:
            module = types.ModuleType(name)
            module.__dict__.update(contents, STANDIN=True)
            sys.modules[name] = module


if __name__ == "__main__":
    # the workers must find these classes under one name, which is not __main__
    importlib.import_module("tests.serve_standin").install()
    from qualmap.cli import main

    sys.exit(main(sys.argv[1:]))
