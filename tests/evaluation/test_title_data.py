"""The frozen titles of the benchmark: their columns hold what the README says, and what they name exists."""

from __future__ import annotations

import csv
import re
from collections import Counter
from random import Random

import pytest
import yaml

from tests.conftest import ROOT

TITLES = ROOT / "benchmarks" / "titles"
COLUMNS = (
    "string",
    "language",
    "country",
    "address",
    "date_read",
    "kind",
    "level",
    "difficulty",
    "recorded_award",
    "recorded_type",
    "note",
)
DIFFICULTIES = {
    "subject joined",
    "wrapper",
    "inflected",
    "article",
    "everyday form",
    "abbreviation",
    "printed level",
    "years",
    "class or grade",
    "misspelt",
    "transliterated",
    "other script",
    "plain",
}
SORTS = {"no_award", "licence_to_practise", "part_of_award", "prior_learning"}
SEED = 16
ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?/\S*|github\.com/[\w.-]+/[\w.-]+/\S+|find_string:\d+")


def rows(name):
    with (TITLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def load(path):
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


@pytest.fixture(scope="module")
def strings():
    return rows("real-strings.csv")


@pytest.fixture(scope="module")
def others():
    return rows("non-awards.csv")


@pytest.fixture(scope="module")
def awards():
    files = {path.stem: load(path)["awards"] for path in (ROOT / "frameworks" / "awards").glob("*.yaml")}
    return {f"{stem}:{award['id']}" for stem, found in files.items() for award in found}


@pytest.fixture(scope="module")
def types():
    files = {path.stem: load(path) for path in (ROOT / "frameworks").glob("*.yaml")}
    return {
        f"{stem}:{each['title']}" for stem, record in files.items() for each in record.get("qualification_types", [])
    }


def test_strings_have_the_columns_and_are_enough_for_a_score(strings):
    assert {tuple(row) for row in strings} == {COLUMNS}
    assert len(strings) >= 300
    by_country = Counter(row["country"] for row in strings)
    assert len(by_country) >= 40
    assert max(by_country.values()) <= 15
    assert sum(bool(row["recorded_award"]) for row in strings) >= 300


def test_no_string_stands_twice_for_a_country(strings):
    assert len({(row["string"].casefold(), row["country"]) for row in strings}) == len(strings)
    assert all(row["string"] == row["string"].strip() and 1 < len(row["string"]) <= 300 for row in strings)


def test_each_string_says_where_and_when_it_was_read(strings):
    assert [row["address"] for row in strings if not ADDRESS.fullmatch(row["address"])] == []
    assert {row["date_read"] for row in strings} == {"2026-12-01"}


def test_languages_countries_kinds_and_difficulties_are_known(strings):
    model = load(ROOT / "crosswalks" / "model" / "generic-types.yaml")
    kinds = {each["id"] for each in model["types"] + model["held_only"]} | {""}
    for row in strings:
        assert re.fullmatch(r"[a-z]{2}", row["language"]), row
        assert re.fullmatch(r"[A-Z]{2}", row["country"]), row
        assert row["kind"] in kinds, row
        assert set(row["difficulty"].split("; ")) <= DIFFICULTIES, row


def test_recorded_awards_and_types_exist(strings, awards, types):
    named = {each for row in strings for each in row["recorded_award"].split("; ") if each}
    assert named - awards == set()
    assert {row["recorded_type"] for row in strings if row["recorded_type"]} - types == set()


def test_non_awards_have_their_columns_and_are_of_every_sort_in_many_languages(others):
    assert {tuple(row) for row in others} == {("string", "language", "sort", "address", "verification", "held_out")}
    assert len(others) >= 400
    assert len({row["language"] for row in others}) >= 25
    assert {row["sort"] for row in others} == SORTS
    assert len({row["string"].casefold() for row in others}) == len(others)


def test_a_non_award_that_was_read_says_where(others):
    for row in others:
        assert row["verification"] == ("seen" if row["address"] else "recalled"), row
        assert not row["address"] or ADDRESS.fullmatch(row["address"]), row
        assert re.fullmatch(r"[a-z]{2}", row["language"]), row


def test_the_held_out_half_is_the_one_that_was_drawn(others):
    strings = sorted(row["string"] for row in others)
    drawn = Random(SEED).sample(strings, len(strings) // 2)
    assert {row["string"] for row in others if row["held_out"] == "yes"} == set(drawn)
    assert {row["held_out"] for row in others} == {"yes", "no"}


def test_no_non_award_is_the_name_of_a_recorded_award(others):
    """A part of an award or prior learning may be recorded, as that and as nothing else."""
    sorts: dict[str, set[str]] = {}
    form_of = {"part": "part_of_award", "prior-learning": "prior_learning"}
    for path in (ROOT / "frameworks" / "awards").glob("*.yaml"):
        for award in load(path)["awards"]:
            for text in (award["title"], *(name["text"] for name in award.get("names", []))):
                sorts.setdefault(text.casefold(), set()).add(form_of.get(award.get("form"), "award"))
    recorded = [(row, sorts[row["string"].casefold()]) for row in others if row["string"].casefold() in sorts]
    assert [row["string"] for row, found in recorded if found != {row["sort"]}] == []
