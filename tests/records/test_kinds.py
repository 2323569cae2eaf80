"""The one table of kinds of record: it knows every file, and whatever needs to know a kind knows all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualmap.catalog.files import read_apart
from qualmap.catalog.lazy import LazyRecords
from qualmap.records.kinds import APART, FRAMEWORK, KINDS, LAZY, MODEL, kind_of, kind_with
from tests.conftest import ROOT

SHIPPED = [path for top in ("frameworks", "crosswalks") for path in (ROOT / top).rglob("*.yaml")]


def test_every_file_of_records_stands_in_the_folder_of_a_kind():
    for path in SHIPPED:
        folder = path.relative_to(ROOT).parent.as_posix()
        assert [kind for kind in KINDS if kind.folder == folder and (folder != MODEL or kind.name == path.stem)], path


def test_the_keys_of_a_record_tell_its_kind(catalogue):
    documents = dict(catalogue.documents) | {k: v for folder in APART for k, v in read_apart(ROOT, folder).items()}
    assert len(documents) == len(SHIPPED)
    for name, document in documents.items():
        kind = kind_with(document.tree)
        assert name == kind.file if kind.folder == MODEL else str(Path(name).parent) == kind.folder


def test_a_record_that_nothing_tells_is_a_framework():
    assert kind_with(["id", "edition", "levels"]) is FRAMEWORK


def test_a_kind_is_found_by_its_model():
    for kind in KINDS:
        assert kind_of(kind.model) is kind


def test_every_late_record_has_a_type(catalogue):
    assert {name for name in LazyRecords.__annotations__ if name not in ("documents", "apart")} == set(LAZY)
    for name, kind in LAZY.items():
        assert type(getattr(catalogue, name)) is kind.model
    with pytest.raises(AttributeError, match="no attribute 'polices'"):
        _ = catalogue.polices


def test_a_record_names_its_schema_from_its_own_folder():
    for kind in KINDS:
        if kind.folder:
            assert (ROOT / kind.folder / kind.schema).resolve() == ROOT / "docs" / "schema" / f"{kind.name}.schema.json"


def test_the_manual_says_where_each_kind_stands():
    table = (ROOT / "docs" / "records.md").read_text("utf-8").partition("\n**File names.**")[0]
    rows = {line.split("`")[1]: line for line in table.splitlines() if line.startswith("| `")}
    for kind in KINDS:
        if kind.folder == MODEL:
            assert f"[{kind.name.replace('-', ' ')}](" in rows[MODEL + "/"], kind.name
        elif kind.folder:
            assert f"schema/{kind.name}.schema.json" in rows[kind.folder + "/"], kind.name
