"""No test is red because the machine is busy: what may hang has the one bound that only what hangs reaches."""

from __future__ import annotations

import re

from tests.conftest import ROOT

BOUND = re.compile(r"timeout=\d|timeout\(\d|\.(?:wait|join)\(\d+\)|(?:monotonic|perf_counter|time\.time)\(\) - ")
ALLOWED = {
    ("test_remote.py", "timeout=0.3"): "a server that never answers is what the test is about",
    ("test_serve_hostile.py", "> HASTE"): "no sooner than said, which a busy machine only makes later",
}


def test_no_test_ends_by_a_clock_of_its_own():
    found = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            allowed = any(name == path.name and words in line for name, words in ALLOWED)
            if path.name not in ("waiting.py", "test_waiting.py") and BOUND.search(line) and not allowed:
                found.append(f"{path.name}:{number}: {line.strip()}")
    assert not found, "take PATIENCE or until() of tests/waiting.py:\n" + "\n".join(found)
