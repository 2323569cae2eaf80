"""What qualmap answers, recorded: so that a big step in the code can be seen to change no answer.

``python scripts/corpus.py record FOLDER`` writes it, ``python scripts/corpus.py compare BEFORE AFTER`` lists every
difference (exit code 1). It goes through public names and the command line alone, so that the same script runs on the
code of before and of after: every ordered crosswalk, judgements over all purposes and languages, both graphs, title
searches, the description of the REST interface.
"""

from __future__ import annotations

import hashlib
import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice, permutations
from pathlib import Path
from typing import Any

import httpx
import yaml
from tqdm import tqdm

import qualmap

ON = "2026-11-23"
ROOT = Path(__file__).resolve().parent.parent
PURPOSES = ("further-study", "employment", "regulated-profession", "migration")
DESTINATIONS = ("DE", "FR", "NL", "ZA", "KE", "GB", "NZ", "BE", "PT", "TH")
CONFIRMED = {
    "authentic": {"state": "confirmed", "source": "letter"},
    "institution": {"state": "confirmed", "source": "ministry"},
}
JUDGEMENTS, TITLES = 300, 400


def _hash(text: str | bytes) -> str:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def _dumped(value: Any) -> str:
    return json.dumps(_comparable(value.model_dump(mode="json")), ensure_ascii=False, sort_keys=True)


def _comparable(value: Any) -> Any:
    """Without the fields that evidence has got since the first corpus: what was there before must not change."""
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    if not isinstance(value, dict):
        return value
    added = ("tables", "framework", "level") if {"kind", "statement", "used"} <= value.keys() else ()
    return {key: _comparable(item) for key, item in value.items() if key not in added}


def crosswalks(qm: qualmap.Qualmap) -> Iterator[tuple[str, str]]:
    """Every ordered pair of editions and the hash of its crosswalk."""
    names = [str(framework.ref) for framework in qm.frameworks()]
    for one, other in tqdm(list(permutations(names, 2)), desc="crosswalks", mininterval=5):
        yield f"{one} {other}", _hash(_dumped(qm.crosswalk(one, other)))


def titles(qm: qualmap.Qualmap) -> Iterator[tuple[str, str]]:
    """Searches for recorded titles, drawn evenly, with and without a country."""
    known = [
        (award.title, framework.countries[0] if framework.countries else None)
        for framework in qm.frameworks()
        for award in framework.qualification_types
    ]
    step = max(1, len(known) // (TITLES // 2))
    for title, country in tqdm(known[::step][: TITLES // 2], desc="titles", mininterval=5):
        for where in (country, None):
            yield f"{title} | {where}", _answer(lambda: qm.find(title, country=where, on=ON))  # noqa: B023


def judgements(qm: qualmap.Qualmap) -> Iterator[tuple[str, str]]:
    """The tests' cases for every purpose and in every language, at their own destination and at others."""
    cases = yaml.load((ROOT / "tests" / "cases.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  # scalars stay text, as in records
    turns = zip(cycle(cases), cycle(PURPOSES), cycle(("en", "fr", "pt")), cycle((None, *DESTINATIONS)))
    for number, (case, purpose, language, elsewhere) in enumerate(tqdm(list(islice(turns, JUDGEMENTS)), mininterval=5)):
        award = case["award"] | ({"gates": CONFIRMED} if number % 2 else {})
        where = elsewhere or case["destination"]
        key = f"{number} {case['name']} -> {where} {purpose} {language}"
        try:
            judged = qm.assess(award, where, purpose, sought=case.get("sought"), on=ON)
        except qualmap.QualmapError as error:
            yield key, f"{type(error).__name__}: {error}"
            continue
        yield key, _hash(_dumped(judged))
        yield f"{key} statement", _hash(qm.statement(judged, "markdown", language))


def _answer(ask: Any) -> str:
    try:
        return _hash(_dumped(ask()))
    except qualmap.QualmapError as error:
        return f"{type(error).__name__}: {error}"


def graphs() -> Iterator[tuple[str, str]]:
    """The recorded and the regional graph, as the command writes them."""
    with tempfile.TemporaryDirectory() as folder:
        for extent in ("none", "regional"):
            target = Path(folder) / f"{extent}.nq"
            command = [sys.executable, "-m", "qualmap", "build", "--crosswalks", extent, "-o", str(target)]
            subprocess.run(command, check=True, capture_output=True)
            yield extent, _hash(target.read_bytes())


def rest() -> Iterator[tuple[str, str]]:
    """Each operation of the REST interface, and the hash of its description."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "qualmap", "serve", "--port", str(port), "--crosswalks", "none"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            described = httpx.Client(transport=httpx.HTTPTransport(retries=60)).get(
                f"http://127.0.0.1:{port}/openapi.json", timeout=600
            )
        finally:
            server.terminate()
    for path, methods in described.json()["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", _hash(json.dumps(operation, sort_keys=True))


def record(folder: Path) -> None:
    """Write every part as a file of lines: key, tab, answer."""
    qm = qualmap.load()
    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        "crosswalks": crosswalks(qm),
        "titles": titles(qm),
        "judgements": judgements(qm),
        "graphs": graphs(),
        "rest": rest(),
    }
    for name, rows in parts.items():
        lines = "".join(f"{key}\t{answer}\n" for key, answer in rows)
        (folder / f"{name}.tsv").write_text(lines, "utf-8")
        print(f"{name}: {lines.count(chr(10))} rows", flush=True)


def compare(before: Path, after: Path) -> int:
    """How many answers differ; each is printed."""
    count = 0
    for old in sorted(before.glob("*.tsv")):
        first, second = (
            {r.split("\t")[0]: r for r in f.read_text("utf-8").splitlines()} for f in (old, after / old.name)
        )
        for key in sorted(first.keys() | second.keys()):
            if first.get(key) != second.get(key):
                count += 1
                print(f"{old.stem}: {key}")
    print(f"{count} differences")
    return count


if __name__ == "__main__":
    if sys.argv[1] == "record":
        record(Path(sys.argv[2]))
    else:
        sys.exit(bool(compare(Path(sys.argv[2]), Path(sys.argv[3]))))
