"""The described API against what it does: schemathesis makes requests from ``/openapi.json`` and judges the answers."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from openapi_spec_validator import validate

from tests.waiting import PATIENCE

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance"
CHECKS += ",response_schema_conformance,unsupported_method"


def test_the_description_is_openapi_and_names_every_path(service):
    described = json.loads(service.ask("/openapi.json").body)
    validate(described)
    paths = {"/", "/health", "/version", "/robots.txt", "/sparql", "/dumps/{name}", "/.well-known/void", "/{path}"}
    paths |= {f"/api/{name}" for name in ("frameworks", "frameworks/{framework}", "find", "crosswalk", "explain")}
    paths |= {f"/api/{name}" for name in ("legal-basis", "corridor", "assess", "assess/batch", "statement")}
    paths |= {"/api/background", "/api/passport"}
    assert paths <= set(described["paths"])
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
    assert int(tested[1]) >= 21, "every operation was tried"
