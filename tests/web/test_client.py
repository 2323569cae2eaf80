"""A client that a machine makes from ``/openapi.json`` can ask: the description is enough."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys

import pytest

from tests.waiting import PATIENCE

AWARD = {"title": "Honours Bachelor Degree", "country": "Ireland", "level": "8", "awarded": "2015-06-01"}


@pytest.fixture(scope="module")
def made(service, tmp_path_factory):
    """A Python client, as openapi-python-client writes it, and the modules of it that are asked for."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "openapi.json").write_bytes(service.ask("/openapi.json").body)
    line = [sys.executable, "-c", "from openapi_python_client.cli import app; app()", "generate"]
    line += ["--path", "openapi.json", "--meta", "none", "--output-path", "qualmap_client"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=PATIENCE, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    left_out = re.findall("(?:WARNING|ERROR) parsing (.+)", done.stdout + done.stderr)
    assert left_out == ["POST /sparql within sparql."], "it writes no bodies of SPARQL's own media type"
    sys.path.insert(0, str(folder))
    try:
        yield lambda name: importlib.import_module(f"qualmap_client{name}")
    finally:
        sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def client(service, made):
    with made("").Client(base_url=service.url, raise_on_unexpected_status=True) as asking:
        yield asking


def test_it_finds(made, client, qm):
    found = made(".api.api.find").sync(client=client, title=AWARD["title"], country="IE")
    expected = qm.find(AWARD["title"], country="IE")
    assert [match.title for match in found.matches] == [match.title for match in expected.matches]
    assert found.matches[0].levels == ["8"]


def test_it_maps(made, client, qm):
    found = made(".api.api.crosswalk").sync(client=client, origin="ie-nfq", destination="eqf")
    expected = qm.crosswalk("ie-nfq", "eqf")
    assert [tuple(one.destination_levels) for one in found.mappings] == [one.destination_levels for one in expected]


def test_it_judges(made, client, qm):
    asked = {"award": AWARD, "destination": "Germany", "purpose": "further-study", "on": "2026-11-01"}
    body = made(".models").AssessRequest.from_dict(asked)
    found = made(".api.api.assess").sync(client=client, body=body)
    expected = qm.assess(AWARD, "Germany", "further-study", on="2026-11-01")
    assert found.judgement.id == expected.id
    assert json.loads(json.dumps(found.to_dict()))["judgement"] == expected.model_dump(mode="json")


def test_it_is_told_what_to_mend(made, client):
    refused = made(".api.api.crosswalk").sync(client=client, origin="ie-nqf", destination="eqf")
    assert isinstance(refused, made(".models").Problem)
    assert "`ie-nfq`" in refused.detail
