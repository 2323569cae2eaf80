"""What others read: the JSON contract, CSV, and SSSOM that passes the sssom package's own validation."""

from __future__ import annotations

import csv
import io
import itertools
import json

import pytest
from jsonschema import Draft202012Validator

from qualmap.exchange import to_csv, to_json, to_sssom
from tests.conftest import ROOT

PAIRS = [
    ("ie-nfq", "eqf"),
    ("eqf", "ie-nfq"),
    ("gb-eng-rqf", "eqf"),
    ("za-nqf", "eqf"),
    ("acqf", "eqf"),
    ("fr-cncp@1969", "fr-cncp@2019"),
    ("ecowas-rqf", "eqf"),
]
MAPPING_KEYS = """origin_level status destination_levels distribution confidence confidence_basis basis relation
decides_by destination_awards evidence dissent reason""".split()
EVIDENCE_KEYS = "id kind statement source date_seen status verification claim weight used via".split()


@pytest.mark.parametrize(("origin", "destination"), PAIRS)
def test_json_is_the_contract(qm, origin, destination):
    schema = json.loads((ROOT / "docs" / "schema" / "crosswalk.schema.json").read_text("utf-8"))
    made = json.loads(to_json(qm.crosswalk(origin, destination)))
    Draft202012Validator(schema).validate(made)
    assert list(made) == ["origin", "destination", "mappings", "reason", "catalogue_version", "qualmap_version"]
    assert list(made["origin"]) == ["id", "edition"]
    assert (made["reason"] is None) == bool(made["mappings"])
    for mapping in made["mappings"]:
        assert list(mapping) == MAPPING_KEYS
        for item in mapping["evidence"] + mapping["dissent"]:
            assert list(item) == EVIDENCE_KEYS


def test_every_crosswalk_of_the_catalogue_obeys_the_schema(qm):
    schema = json.loads((ROOT / "docs" / "schema" / "crosswalk.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    for one, other in itertools.islice(itertools.permutations(qm.frameworks(), 2), 0, None, 41):
        validator.validate(json.loads(to_json(qm.crosswalk(str(one.ref), str(other.ref)))))


@pytest.mark.parametrize(("origin", "destination"), PAIRS)
def test_csv_has_one_row_for_every_level(qm, origin, destination):
    crosswalk = qm.crosswalk(origin, destination)
    rows = list(csv.DictReader(io.StringIO(to_csv(crosswalk))))
    assert [row["origin_level"] for row in rows] == [mapping.origin_level for mapping in crosswalk]


def test_no_cell_of_the_csv_is_a_formula(qm, tmp_path):
    text = to_csv(qm.crosswalk("ie-nfq", "eqf"))
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def sssom_rows(text):
    body = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(body, delimiter="\t"))


@pytest.mark.parametrize(("origin", "destination"), PAIRS)
def test_sssom_says_what_the_crosswalk_says(qm, origin, destination):
    crosswalk = qm.crosswalk(origin, destination)
    rows = sssom_rows(to_sssom(crosswalk))
    expected = sum(max(len(m.destination_levels), 1) for m in crosswalk.mappings if m.destination_levels is not None)
    assert len(rows) == expected
    by_level = {m.origin_level: m for m in crosswalk.mappings}
    for row in rows:
        mapping = by_level[row["subject_label"].split(" level ")[1]]
        assert row["mapping_justification"].startswith("semapv:")
        assert float(row["answer_confidence"]) == pytest.approx(mapping.confidence)
        if row["object_id"] == "sssom:NoTermFound":
            assert mapping.status == "unlinked"
        else:
            level = row["object_label"].split(" level ")[1]
            assert float(row["confidence"]) == pytest.approx(mapping.distribution[level])
            assert "exactMatch" not in row["predicate_id"]
    official = [row for row in rows if row["answer_basis"] == "official"]
    assert all(row["see_also"].startswith("http") for row in official)


@pytest.mark.parametrize(("origin", "destination"), PAIRS[:6])
def test_sssom_passes_the_sssom_packages_validation_with_every_row(qm, tmp_path, origin, destination):
    sssom = pytest.importorskip("sssom")
    from sssom.constants import SchemaValidationType

    text = to_sssom(qm.crosswalk(origin, destination))
    path = tmp_path / "crosswalk.sssom.tsv"
    path.write_text(text, "utf-8")
    if not sssom_rows(text):
        return
    parsed = sssom.parse_sssom_table(str(path))
    assert len(parsed.df) == len(sssom_rows(text))
    wanted = [
        SchemaValidationType.JsonSchema,
        SchemaValidationType.PrefixMapCompleteness,
        SchemaValidationType.StrictCurieFormat,
    ]
    reports = sssom.validators.validate(parsed, wanted, fail_on_error=False)
    for kind, report in reports.items():
        errors = [result.message for result in report.results if "ERROR" in str(result.severity)]
        assert not errors, (kind, errors[:3])
    assert set(parsed.df["subject_label"]) == {row["subject_label"] for row in sssom_rows(text)}
