"""Real ladders that break simple assumptions. What is expected here is stated in the records' sources."""

from __future__ import annotations

from qualmap.catalog.text import read_document
from qualmap.catalog.write import format_record
from tests.conftest import ROOT


def answers(crosswalk):
    return {mapping.origin_level: mapping.destination_levels for mapping in crosswalk}


def test_ireland_many_levels_to_one_and_back(qm):
    forth = qm.crosswalk("ie-nfq", "eqf")
    expected = {"1": "1", "2": "1", "3": "2", "4": "3", "5": "4", "6": "5", "7": "6", "8": "6", "9": "7", "10": "8"}
    assert answers(forth) == {level: (eqf,) for level, eqf in expected.items()}
    assert {mapping.basis for mapping in forth} == {"official"}
    assert {mapping.confidence_basis for mapping in forth} == {"source"}
    assert forth["8"].relation == "narrower"
    assert forth["5"].relation == "equal"
    back = qm.crosswalk("eqf", "ie-nfq")
    assert back["6"].destination_levels == ("7", "8")
    assert back["6"].relation == "broader"
    assert back["6"].distribution["7"] == back["6"].distribution["8"] == 0.5
    assert back["6"].confidence > 0.9  # the pair is sure, though neither level of it is


def test_unlinked_entry_levels_are_an_official_answer(qm):
    crosswalk = qm.crosswalk("gb-eng-rqf", "eqf")
    for level in ("Entry 1", "Entry 2"):
        mapping = crosswalk[level]
        assert (mapping.status, mapping.basis, mapping.destination_levels) == ("unlinked", "official", ())
        assert mapping.distribution["below"] == 1
    assert crosswalk["Entry 3"].destination_levels == ("1",)
    assert crosswalk["4"].destination_levels == crosswalk["5"].destination_levels == ("5",)


def test_levels_below_a_ladder_that_starts_high(qm):
    crosswalk = qm.crosswalk("eqf", "gb-eng-fheq")
    assert [crosswalk[code].status for code in "1234"] == ["unlinked"] * 4
    assert {crosswalk[code].basis for code in "1234"} == {"inferred"}  # the table does not name them
    assert crosswalk["5"].destination_levels == ("4", "5")


def test_croatias_parallel_tracks_share_a_rank_and_an_answer(qm):
    framework = qm.framework("hr-croqf")
    rank = {level.code: level.rank for level in framework.levels}
    assert rank["6.st"] == rank["6.sv"]
    assert rank["7.1.st"] == rank["7.1.sv"] < rank["7.2"]
    forth = qm.crosswalk("hr-croqf", "eqf")
    assert forth["6.st"].destination_levels == forth["6.sv"].destination_levels == ("6",)
    assert forth["6.st"].basis == "reported"  # our reading of sub-levels, not a printed pair
    assert qm.crosswalk("eqf", "hr-croqf")["6"].destination_levels == ("6.st", "6.sv")


def test_france_before_and_after_2019(qm):
    succession = qm.crosswalk("fr-cncp@1969", "fr-cncp@2019")
    assert answers(succession) == {"V": ("3",), "IV": ("4",), "III": ("5",), "II": ("6",), "I": ("7", "8")}
    assert succession["I"].relation == "split"
    assert "doctorate" in succession["I"].decides_by
    back = qm.crosswalk("fr-cncp@2019", "fr-cncp@1969")
    assert back["8"].destination_levels == ("I",)
    assert back["8"].relation == "narrower"
    through = qm.crosswalk("fr-cncp@1969", "eqf")
    assert through["III"].destination_levels == ("5",)
    assert through["III"].basis == "composed"
    assert qm.framework("fr-cncp").edition == "2019"


def test_south_africas_old_level_six_splits_by_award(qm):
    mapping = qm.explain("za-nqf@1995:6", "za-nqf@2009")
    assert mapping.destination_levels == ("6", "7")
    assert "diploma" in mapping.decides_by
    # old level 5 prints no pair in any page we read: nothing official may be said of it
    assert qm.explain("za-nqf@1995:5", "za-nqf@2009").basis != "official"


def test_ecowas_has_no_levels_and_says_why(qm):
    for crosswalk in (qm.crosswalk("ecowas-rqf", "eqf"), qm.crosswalk("eqf", "ecowas-rqf")):
        assert crosswalk.mappings == ()
        assert "under-development" in crosswalk.reason


def test_sadcqf_is_placed_only_by_what_others_report(qm):
    for mapping in qm.crosswalk("sadcqf", "eqf"):
        assert mapping.basis == "inferred"
        assert mapping.confidence_basis == "extrapolated"
    for mapping in qm.crosswalk("za-nqf", "sadcqf"):
        assert mapping.basis == "reported"  # recalled, never official
        assert mapping.evidence[0].verification == "recalled"


def test_a_ladder_that_nothing_places_gives_no_answer(qm):
    for mapping in qm.crosswalk("sl-nqf", "eqf"):
        assert mapping.status == "not_known"
        assert mapping.distribution is mapping.confidence is mapping.destination_levels is None
        assert mapping.reason


def test_malaysias_degrees_stand_where_degrees_stand(qm):
    """Bachelor 6, master 7, doctorate 8 of 8: the printed numbers are the scale's, down to the diploma at 4.

    Nuffic reads diplomas there as 3 to 4. Without the degrees, which the first collection lacked, 6 stood at 7.
    """
    crosswalk = qm.crosswalk("my-mqf", "eqf")
    assert [crosswalk[code].destination_levels for code in ("4", "6", "7", "8")] == [("4",), ("6",), ("7",), ("8",)]


def test_nothing_outside_europe_is_called_validated(qm):
    for framework in qm.frameworks():
        if framework.region == "africa" and framework.levels:
            for mapping in qm.crosswalk(str(framework.ref), "eqf"):
                assert mapping.confidence_basis != "validated"


def test_the_netherlands_vwo_stands_above_havo_and_both_at_eqf_4(qm):
    crosswalk = qm.crosswalk("nl-nlqf", "eqf")
    assert crosswalk["4"].destination_levels == crosswalk["4+"].destination_levels == ("4",)
    assert crosswalk["Entry"].status == "unlinked"
    assert crosswalk["Entry"].basis == "official"  # the decree gives it no counterpart


def test_bulgarias_level_0_is_said_to_have_no_counterpart(qm):
    mapping = qm.crosswalk("bg-nqf", "eqf")["0"]
    assert mapping.status == "unlinked"
    assert mapping.basis == "reported"  # recalled, so not official


def test_composed_answers_name_the_frameworks_they_pass_through(qm):
    mapping = qm.explain("ie-nfq:8", "de-dqr")
    assert mapping.basis == "composed"
    path = next(item for item in mapping.evidence if item.kind == "path")
    assert path.via == ("eqf@2017",)
    assert "Bachelor" in mapping.destination_awards


def test_a_ladder_without_awards_or_links_is_placed_by_its_descriptors(qm, tmp_path):
    """The ACQF's levels alone, coded on our rubric: its first is the lowest, its tenth the highest of the EQF."""
    tree = read_document(ROOT / "frameworks" / "acqf@2023.yaml").tree
    levels = [{key: value for key, value in level.items() if key != "same_as"} for level in tree["levels"]]
    bare = {key: value for key, value in tree.items() if key not in ("qualification_types", "same_as")}
    path = tmp_path / "bare.yaml"
    path.write_text(format_record(bare | {"id": "bare", "levels": levels}, "x"), "utf-8")
    mappings = qm.crosswalk(path, "eqf").mappings
    assert {mapping.basis for mapping in mappings} == {"inferred"}
    assert {mapping.confidence_basis for mapping in mappings} == {"extrapolated"}
    assert mappings[0].destination_levels == ("1",)
    assert mappings[-1].destination_levels == ("8",)
    assert "descriptors" in {item.kind for item in mappings[4].evidence}
