"""The described API against what it does: schemathesis makes requests from ``/openapi.json`` and judges the answers."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from openapi_spec_validator import validate

from qualmap.operations.table import OPERATIONS
from tests.serving import serving
from tests.shell import qualmap
from tests.waiting import PATIENCE

DAY = "2026-11-01"
ASKED = ("--title", "Doctoral Degree", "--country", "IE", "--destination", "DE", "--purpose", "employment", "--on", DAY)
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance"
CHECKS += ",response_schema_conformance,unsupported_method"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A server that has everything, a store too."""
    store = tmp_path_factory.mktemp("agency") / "precedents.sqlite"
    assert qualmap("assess", *ASKED, "--store", store).returncode == 0
    seconds = str(PATIENCE)
    with serving(
        "--crosswalks", "none", "--seconds", seconds, "--request-seconds", seconds, "--store", str(store)
    ) as running:
        yield running
    assert "Traceback" not in "".join(running.said), "".join(running.said)


def test_the_description_is_openapi_and_names_every_path(service):
    described = json.loads(service.ask("/openapi.json").body)
    validate(described)
    paths = {"/", "/health", "/version", "/robots.txt", "/sparql", "/dumps/{name}", "/.well-known/void", "/{path}"}
    paths |= {"/api/assess/batch", *(row.path for row in OPERATIONS.values())}
    assert paths == set(described["paths"])
    assert {"get", "post"} == set(described["paths"]["/sparql"])


@pytest.mark.filterwarnings("default")
def test_schemathesis_finds_nothing(service, tmp_path):
    line = [sys.executable, "-m", "schemathesis.cli", "run", f"{service.url}/openapi.json", f"--checks={CHECKS}"]
    line += ["--max-examples=25", "--seed=1", "--phases=examples,coverage,fuzzing", "--generation-database=none"]
    line += ["--suppress-health-check=all", "--no-color", f"--request-timeout={PATIENCE}"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=PATIENCE, cwd=tmp_path)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-6000:]
    tested = re.search(r"Tested:\s+(\d+)", said)
    assert tested, said[-3000:]
    described = json.loads(service.ask("/openapi.json").body)["paths"]
    assert int(tested[1]) == sum(map(len, described.values())), "every operation was tried"
