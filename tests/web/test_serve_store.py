"""An agency's own store under ``/api``: read only, on request only, and by no page of another origin."""

from __future__ import annotations

import json

import pytest

from qualmap.operations.table import OPERATIONS
from tests.serving import serving
from tests.shell import process, qualmap

DAY, JSON = "2026-11-01", "application/json"
ASKED = ("--country", "IE", "--destination", "DE", "--purpose", "employment", "--on", DAY)
TITLES = ("Honours Bachelor Degree", "Doctoral Degree", "Higher Certificate")
PATHS = ("/api/precedents", "/api/precedents/{}", "/api/review")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with three judgements."""
    place = tmp_path_factory.mktemp("agency") / "precedents.sqlite"
    for title in TITLES:
        assert qualmap("assess", "--title", title, *ASKED, "--store", place).returncode == 0
    return place


@pytest.fixture(scope="module")
def agency(store):
    with serving("--crosswalks", "none", "--store", str(store)) as running:
        yield running
    assert "Traceback" not in "".join(running.said), "".join(running.said)


def listed(store, *more):
    return json.loads(qualmap("precedents", store, *more, "--on", DAY, "--format", "json").stdout)


def test_what_rest_reads_is_what_the_command_line_lists(agency, store):
    expected = listed(store)
    got = agency.ask(f"/api/precedents?on={DAY}", Accept=JSON)
    assert (got.status, got.headers["Cache-Control"]) == (200, "no-store")
    assert json.loads(got.body) == {"on": DAY, "total": 3, "items": expected}
    one = agency.ask(f"/api/precedents/{expected[0]['id'][:12]}?on={DAY}", Accept=JSON)
    assert json.loads(one.body) == expected[0]
    table = agency.ask(f"/api/precedents?on={DAY}&format=csv")
    assert table.text == qualmap("precedents", store, "--on", DAY, "--format", "csv").stdout


def test_pages_follow_each_other(agency):
    first = agency.ask(f"/api/precedents?on={DAY}&limit=2", Accept=JSON)
    assert len(json.loads(first.body)["items"]) == 2
    assert 'rel="next"' in first.headers["Link"]
    last = agency.ask(f"/api/precedents?on={DAY}&limit=2&offset=2", Accept=JSON)
    assert len(json.loads(last.body)["items"]) == 1
    assert 'rel="next"' not in last.headers["Link"]


def test_a_review_finds_nothing_where_nothing_changed(agency):
    assert json.loads(agency.ask(f"/api/review?on={DAY}").body) == {"on": DAY, "total": 3, "items": []}


def test_what_has_expired_is_not_shown_and_the_day_must_be_given(agency):
    assert json.loads(agency.ask("/api/precedents?on=2066-01-01").body)["items"] == []
    assert agency.ask("/api/precedents").status == 400


def test_no_request_names_a_store(agency, store):
    got = agency.ask(f"/api/precedents?on={DAY}&store={store}", Accept=JSON)
    assert got.status == 400
    assert "unknown parameter 'store'" in json.loads(got.body)["detail"]
    assert all(
        parameter["name"] != "store"
        for path in json.loads(agency.ask("/openapi.json").body)["paths"].values()
        for parameter in path.get("get", {}).get("parameters", [])
    )


@pytest.mark.parametrize("path", PATHS)
def test_no_page_of_another_origin_can_read_it(agency, store, path):
    target = path.format(listed(store)[0]["id"]) + f"?on={DAY}"
    got = agency.ask(target, Origin="https://elsewhere.example")
    assert got.status == 200
    assert got.headers["Access-Control-Allow-Origin"] is None
    assert (
        agency.ask(target, "OPTIONS", Origin="https://elsewhere.example").headers["Access-Control-Allow-Origin"] is None
    )
    assert agency.ask("/api/questions").headers["Access-Control-Allow-Origin"] == "*", "the rest is for everybody"
    for host in ("elsewhere.example", "elsewhere.example:80", "", "["):
        assert agency.ask(target, Host=host).status in (400, 421), host
    assert agency.ask(target, Host="localhost").status == 200


def test_a_server_without_a_store_has_none_of_it(service):
    for path in PATHS:
        assert service.ask(path.format("x") + f"?on={DAY}").status == 404
    paths = json.loads(service.ask("/openapi.json").body)["paths"]
    assert not [row.path for row in OPERATIONS.values() if row.store and row.path in paths]


def test_what_is_no_store_is_said_before_the_server_starts(tmp_path):
    done = process("serve", "--port", "0", "--store", tmp_path / "absent")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert "there is no such store" in done.stderr
