"""A framework that nobody has referenced and we do not ship still gets a crosswalk, from its awards alone."""

from __future__ import annotations

import pytest

import qualmap
from qualmap.errors import RecordError

HEAD = """
id: my-nqf
edition: '2026'
name: A ladder of one's own
kind: national
status: in-force
region: africa
source: s
sources: [{id: s, verification: seen, citation: our own gazette}]
levels:
"""
TITLES = [
    "Primary School Leaving Certificate",
    "Junior Secondary Certificate",
    "Senior Secondary Certificate",
    "National Diploma",
    "Bachelor of Arts",
    "Master of Arts",
    "Doctor of Philosophy",
]
TYPES = ["primary", "lower-secondary", "upper-secondary-general", "short-cycle-he", "bachelor", "master", "doctorate"]


def write(tmp_path, *, codes=None, types=False, titles=TITLES, region="africa"):
    codes = codes or [str(number) for number in range(1, len(titles) + 1)]
    lines = [f"- {{code: '{code}', rank: '{rank}', source: s}}" for rank, code in enumerate(codes, start=1)]
    lines.append("qualification_types:")
    for index, (code, title) in enumerate(zip(codes, titles, strict=True)):
        generic = f", generic_type: {TYPES[index]}" if types else ""
        lines.append(f"- {{title: {title}, levels: ['{code}'], source: s{generic}}}")
    path = tmp_path / "my-nqf.yaml"
    path.write_text(HEAD.replace("africa", region) + "\n".join(lines) + "\n", "utf-8")
    return path


def top(crosswalk):
    return [max(mapping.distribution, key=mapping.distribution.get) for mapping in crosswalk]


def test_from_its_qualification_types(qm, tmp_path):
    """What the types mean elsewhere: a bachelor's degree stands at EQF 6 and so on (EQF and Bologna cycles)."""
    crosswalk = qm.crosswalk(write(tmp_path, types=True), "eqf")
    assert top(crosswalk)[1:] == ["2", "4", "5", "6", "7", "8"]
    assert {mapping.basis for mapping in crosswalk} == {"inferred"}
    assert {mapping.confidence_basis for mapping in crosswalk} == {"extrapolated"}


def test_in_europe_confidence_was_scored_on_held_out_frameworks(qm, tmp_path):
    """Answers to the EQF of a European ladder that no link places: of those the benchmark has scored enough, and the
    explanation says how many. Read backwards, or to another framework, they were not scored."""
    path = write(tmp_path, region="europe")
    crosswalk = qm.crosswalk(path, "eqf")
    assert {(mapping.basis, mapping.confidence_basis) for mapping in crosswalk} == {("inferred", "validated")}
    (scored,) = [one for one in qm.catalogue.validation.scored if one.region == "europe"]
    for mapping in crosswalk:
        (said,) = [item.statement for item in mapping.evidence if item.kind == "benchmark"]
        assert f"{scored.n} answers" in said
    for other in (qm.crosswalk("eqf", path), qm.crosswalk(path, "za-nqf")):
        assert {mapping.confidence_basis for mapping in other} <= {"extrapolated", None}
        assert not [item for mapping in other for item in mapping.evidence if item.kind == "benchmark"]


def test_from_titles_alone(qm, tmp_path):
    typed = qm.crosswalk(write(tmp_path, types=True), "eqf")
    titled = qm.crosswalk(write(tmp_path), "eqf")
    assert top(titled) == top(typed)
    statements = " ".join(item.statement for item in titled["5"].evidence)
    assert "by the written rule" in statements


def test_the_codes_say_nothing_that_the_titles_do_not(qm, tmp_path):
    """Outside the scale's region, letters and misleading numbers give much the same answers."""
    letters = qm.crosswalk(write(tmp_path, codes=list("ABCDEFG")), "eqf")
    tens = qm.crosswalk(write(tmp_path, codes=[str(10 * number) for number in range(1, 8)]), "eqf")
    assert top(letters) == top(tens)
    assert [m.distribution for m in letters] == [m.distribution for m in tens]


def test_both_directions_and_between_two_ladders_without_any_link(qm, tmp_path):
    path = write(tmp_path)
    back = qm.crosswalk("eqf", path)
    assert back["8"].destination_levels == ("7",)
    sideways = qm.crosswalk(path, "za-nqf")
    assert sideways["5"].destination_levels == ("7",)
    assert "Bachelor's Degree (HEQSF)" in sideways["5"].destination_awards


def test_beside_the_catalogue_by_load(tmp_path):
    qm = qualmap.load(extra=[write(tmp_path)])
    assert qm.framework("my-nqf").edition == "2026"
    assert qm.crosswalk("my-nqf", "eqf")["7"].destination_levels == ("8",)
    assert qm.version != qualmap.load().version


def test_the_same_id_twice_is_refused(tmp_path):
    path = write(tmp_path)
    with pytest.raises(RecordError, match="duplicate framework edition"):
        qualmap.load(extra=[path, path])


def test_a_shipped_record_by_its_path_is_the_shipped_framework(qm):
    from tests.conftest import ROOT

    path = ROOT / "frameworks" / "ie-nfq@2003.yaml"
    assert qm.crosswalk(path, "eqf") == qm.crosswalk("ie-nfq", "eqf")


def test_a_copy_of_a_shipped_record_without_its_types_stands_for_itself(qm, tmp_path):
    """Its own content, none of the catalogue's links, and the written rule instead of the types."""
    from tests.conftest import ROOT

    text = (ROOT / "frameworks" / "de-dqr@2013.yaml").read_text("utf-8")
    kept = [line for line in text.splitlines() if "generic_type:" not in line and "isced:" not in line]
    path = tmp_path / "copy.yaml"
    path.write_text("\n".join(kept) + "\n", "utf-8")
    crosswalk = qm.crosswalk(path, "eqf")
    assert {mapping.basis for mapping in crosswalk} == {"inferred"}
    assert crosswalk["6"].destination_levels == ("6",)
    assert qm.crosswalk("de-dqr", "eqf")["6"].basis == "official"


def test_a_ladder_without_awards_gets_no_guess(qm, tmp_path):
    path = tmp_path / "bare.yaml"
    levels = "\n".join(f"- {{code: '{n}', rank: '{n}', source: s}}" for n in range(1, 9))
    path.write_text(HEAD + levels + "\n", "utf-8")
    for mapping in qm.crosswalk(path, "eqf"):
        assert mapping.status == "not_known"
        assert "no award type" in mapping.reason


def test_a_bachelor_low_on_the_ladder_is_still_a_bachelor(qm, tmp_path):
    """Jamaica's shape: eight rungs, the bachelor on the fifth. Equal numbers mean other things."""
    titles = [
        "Lower Secondary Certificate",
        "Upper Secondary Certificate",
        "Certificate of Competence",
        "Associate Degree",
        "Bachelor's Degree",
        "Postgraduate Diploma",
        "Master's Degree",
        "Doctoral Degree",
    ]
    crosswalk = qm.crosswalk(write(tmp_path, titles=titles), "eqf")
    assert crosswalk["5"].destination_levels == ("6",)
    assert crosswalk["8"].destination_levels == ("8",)
