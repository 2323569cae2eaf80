"""What others read: the JSON contract, CSV, and SSSOM that passes the sssom package's own validation."""

from __future__ import annotations

import csv
import io
import itertools
import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from qualmap.crosswalk.model import Crosswalk, FrameworkName, Mapping
from qualmap.errors import NothingAppliesError
from qualmap.formats import csv_lines, sssom_lines, to_csv, to_json, to_sssom
from qualmap.formats.sssom.write import PREFIXES
from qualmap.ontology.iris import edition_iri, level_iri
from tests.conftest import ROOT
from tests.crosswalk.test_own_ladder import write

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
EVIDENCE_KEYS = (
    "id kind statement source date_seen status verification claim weight used via tables framework level".split()
)


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


def shortened(iri):
    return f"qualmap:{iri.removeprefix(PREFIXES['qualmap'])}"


def expanded(curie, prefixes):
    """A CURIE as an address, by the prefixes of its file; others are SSSOM's own."""
    prefix, _, local = curie.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else curie


def sssom_rows(text):
    body = text[text.index("\nsubject_id") + 1 :] if text else ""
    return list(csv.DictReader(io.StringIO(body, newline=""), delimiter="\t"))


def metadata(text):
    head = text[: text.index("\nsubject_id") + 1]
    return yaml.safe_load("".join(line[1:] for line in io.StringIO(head)))


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
        assert row["object_source"] == shortened(edition_iri(str(crosswalk.destination)))
        if row["object_id"] == "sssom:NoTermFound":
            assert (mapping.status, row["confidence"]) == ("unlinked", "")
        else:
            level = row["object_label"].split(" level ")[1]
            assert float(row["confidence"]) == pytest.approx(mapping.distribution[level])
            assert "exactMatch" not in row["predicate_id"]
    for row in rows:
        addresses = row["see_also"].split("|") if row["see_also"] else []
        assert all(address.startswith("http") for address in addresses)
        assert addresses or row["answer_basis"] != "official"


@pytest.mark.parametrize(("origin", "destination"), [*PAIRS[:6], (None, "nl-nlqf@current")])
def test_sssom_passes_the_sssom_packages_validation_with_every_row(qm, tmp_path, origin, destination):
    """Without origin: the set of all crosswalks to the destination."""
    pytest.importorskip("sssom")
    from sssom.constants import SchemaValidationType
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    all_of_them = sssom_lines(qm.crosswalks(to=destination), destination)
    text = to_sssom(qm.crosswalk(origin, destination)) if origin else "".join(all_of_them)
    path = tmp_path / "crosswalk.sssom.tsv"
    path.write_text(text, "utf-8")
    if not sssom_rows(text):
        return
    parsed = parse_sssom_table(str(path))
    assert len(parsed.df) == len(sssom_rows(text))
    wanted = [
        SchemaValidationType.JsonSchema,
        SchemaValidationType.PrefixMapCompleteness,
        SchemaValidationType.StrictCurieFormat,
    ]
    reports = validate(parsed, wanted, fail_on_error=False)
    for kind, report in reports.items():
        errors = [result.message for result in report.results if "ERROR" in str(result.severity)]
        assert not errors, (kind, errors[:3])
    assert set(parsed.df["subject_label"]) == {row["subject_label"] for row in sssom_rows(text)}


def test_every_level_of_every_framework_has_a_name_that_means_it_in_every_file(qm):
    """The prefixes are the same whatever a file is about; what they shorten is the level's own address."""
    curies = pytest.importorskip("curies")
    converter = curies.Converter.from_prefix_map(PREFIXES)
    levels = {level_iri(str(f.ref), code) for f in qm.frameworks() for code in f.codes}
    assert len(levels) == sum(len(f.codes) for f in qm.frameworks())
    for iri in levels:
        assert converter.compress(iri) == shortened(iri)
        assert converter.expand(shortened(iri)) == iri


@given(
    framework=st.from_regex("[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True),
    code=st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40),
)
def test_a_level_of_your_own_has_no_name_that_means_anything_else(framework, code):
    """A prefix is never made from an id or a code, so that no framework of yours can take one of ours."""
    made = FrameworkName(id=framework, edition="2026")
    mapping = Mapping(
        origin_level=code,
        status="unlinked",
        destination_levels=(),
        distribution={"1": 0.0, "below": 1.0, "above": 0.0},
        confidence=0.9,
        confidence_basis="extrapolated",
        basis="inferred",
        relation="unlinked",
    )
    crosswalk = Crosswalk(
        origin=made,
        destination=FrameworkName(id="eqf", edition="2017"),
        mappings=(mapping,),
        catalogue_version="1",
        qualmap_version="1",
    )
    text = to_sssom(crosswalk)
    assert metadata(text)["curie_map"] == PREFIXES
    (row,) = sssom_rows(text)
    assert expanded(row["subject_id"], PREFIXES) == level_iri(f"{framework}@2026", code)


def test_the_files_of_all_tables_can_be_merged(qm):
    """Merging is what SSSOM is for: every row of every file is found again, and means what it meant."""
    from sssom.parsers import parse_sssom_table
    from sssom.util import merge_msdf

    pairs = sorted({(table.origin, table.destination) for table in qm.catalogue.tables})
    texts = [to_sssom(qm.crosswalk(*pair)) for pair in pairs]
    assert len({metadata(text)["mapping_set_id"] for text in texts}) == len(pairs) > 80
    ends, words = (
        ("subject_id", "subject_source", "object_id", "object_source"),
        ("predicate_id", "see_also", "comment"),
    )

    def meant(row, prefixes):
        return (*(expanded(row[slot], prefixes) for slot in ends), *(row[slot] for slot in words))

    before = sorted(meant(row, metadata(text)["curie_map"]) for text in texts for row in sssom_rows(text))
    files = [parse_sssom_table(io.StringIO(text)) for text in texts if sssom_rows(text)]
    for reconcile in (False, True):
        merged = merge_msdf(*files, reconcile=reconcile)
        rows = merged.df.astype(object).fillna("").to_dict("records")
        assert sorted(meant(row, {p: merged.converter.bimap[p] for p in PREFIXES}) for row in rows) == before


def test_all_crosswalks_to_one_framework_are_one_set(qm):
    """What stands in the set is what the crosswalks say one by one, in one order, under one head."""
    text = "".join(sssom_lines(qm.crosswalks(to="acqf"), "acqf@2023"))
    origins = [str(f.ref) for f in qm.frameworks() if f.levels and f.id != "acqf"]
    one_by_one = [row for origin in origins for row in sssom_rows(to_sssom(qm.crosswalk(origin, "acqf")))]
    assert sssom_rows(text) == one_by_one
    assert {row["object_source"] for row in one_by_one} == {"qualmap:framework/acqf/2023"}
    assert len({row["subject_source"] for row in one_by_one}) > 90
    assert metadata(text)["mapping_set_id"] == "https://w3id.org/qualmap/dataset#crosswalks-to-acqf%402023"
    assert text.count("#curie_map") == 1
    assert "".join(csv_lines(qm.crosswalks(to="acqf"))).count("origin_level") == 1


def test_all_pairs_are_every_two_frameworks_with_levels_both_ways(qm):
    watched = []
    first = next(qm.crosswalks(watch=lambda pairs: watched.extend(pairs) or pairs))
    names = {str(framework.ref) for framework in qm.frameworks() if framework.levels}
    assert len(watched) == len(set(watched)) == len(names) * (len(names) - 1)
    assert {name for pair in watched for name in pair} == names
    assert (str(first.origin), str(first.destination)) == watched[0]


def test_all_crosswalks_to_a_framework_of_your_own(qm, tmp_path):
    mine = write(tmp_path, types=True)
    first, *rest = qm.crosswalks(to=mine)
    assert first == qm.crosswalk(str(first.origin), mine)
    assert {str(crosswalk.destination) for crosswalk in rest} == {"my-nqf@2026"}
    assert len(rest) + 1 == sum(bool(framework.levels) for framework in qm.frameworks())


def test_no_crosswalks_to_a_framework_without_levels(qm):
    with pytest.raises(NothingAppliesError, match="jp-none@current"):
        qm.crosswalks(to="jp-none")
