"""What an answer hangs on, and which missing fact would help: examples with real records, and laws on random ones."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

import qualmap as library
from qualmap.errors import NothingAppliesError, UnknownNameError
from tests.conftest import ROOT
from tests.crosswalk.test_own_ladder import HEAD, write
from tests.ladders import worlds
from tests.shell import qualmap


def pull(found, name):
    return next(one for one in found.pulls if one.id == name)


def test_an_official_answer_without_its_tables_is_composed(qm):
    found = qm.what_if("ie-nfq:8", "eqf")
    assert found.mapping == qm.explain("ie-nfq:8", "eqf")
    assert found.mapping.basis == "official"
    bare = pull(found, "ie-nfq@2003--eqf@2017#tables")
    assert (bare.without.basis, bare.without.destination_levels) == ("composed", ("6",))
    assert bare.moved > 0


def test_one_of_two_tables_moves_nothing_and_still_carries_confidence(qm):
    found = qm.what_if("ie-nfq:8", "eqf")
    table = pull(found, "ie-nfq@2003--eqf@2017")
    assert table.evidence == ("ie-nfq@2003--eqf@2017#8", *[i for i in table.evidence if "+" in i])
    assert table.moved == 0
    assert table.without.basis == "official"
    assert table.without.confidence < found.mapping.confidence


def test_without_its_only_table_an_answer_is_inferred(qm):
    """Albania's table was read, but as a whole framework that is aligned: it is reported, and nothing else links it."""
    found = qm.what_if("al-aqf:6", "eqf")
    table = pull(found, "al-aqf@2020--eqf@2017")
    assert (found.mapping.basis, table.without.basis) == ("reported", "inferred")
    assert 0 < table.moved < 1


def test_removing_agrees_with_a_catalogue_that_never_had_the_table(qm):
    found = qm.what_if("de-dqr:6", "ie-nfq")
    table = pull(found, "de-dqr@2013--eqf@2017")
    tables = tuple(one for one in qm.catalogue.tables if one.id != table.id)
    never = library.Qualmap(replace(qm.catalogue, tables=tables)).explain("de-dqr:6", "ie-nfq")
    assert table.without.destination_levels == never.destination_levels
    assert table.without.confidence == never.confidence
    now, then = found.mapping.distribution, never.distribution
    assert table.moved == pytest.approx(sum(abs(now[code] - then[code]) for code in now) / 2, abs=1e-5)


def test_an_inferred_answer_hangs_on_its_awards(qm):
    """South Africa's level 8 holds honours degrees and postgraduate diplomas, which stand apart elsewhere."""
    found = qm.what_if("za-nqf:8", "eqf")
    honours = pull(found, "za-nqf@2009:8#type-bachelor-honours")
    diplomas = pull(found, "za-nqf@2009:8#type-postgraduate-diploma")
    assert honours.without.destination_levels == ("7",)
    assert diplomas.without.destination_levels == ("6",)
    assert {i.id for i in found.mapping.evidence if i.kind == "qualification-type"} == {
        *honours.evidence,
        *diplomas.evidence,
    }
    assert [one.moved for one in found.pulls] == sorted((one.moved for one in found.pulls), reverse=True)


def test_where_no_single_fact_helps_two_tables_may(qm):
    """South Africa's alignment with the SADCQF, and the SADCQF's comparison with the EQF: nobody here read either."""
    (best, *_) = qm.what_if("za-nqf:6", "eqf").helps
    assert best.kind == "two-tables"
    assert best.then.basis == "composed"
    assert "both confirm the answer" in best.assumes


def test_an_unread_report_would_help_most(qm):
    found = qm.what_if("za-nqf:7", "sadcqf")
    best = found.helps[0]
    assert best.kind == "unread-report"
    assert best.id.startswith("za-nqf@2009--sadcqf@2017#source-")
    assert (best.then.basis, best.then.confidence) == ("official", 0.98)
    assert best.gain == pytest.approx(0.98 - found.mapping.confidence)
    assert found.advice.startswith("Read the level table of ")
    assert found.advice.endswith("confidence would rise from 0.78 to 0.98 if it confirms the answer.")


def test_an_answer_as_sure_as_can_be_needs_nothing(qm):
    found = qm.what_if("ie-nfq:8", "eqf")
    assert found.helps == ()
    assert found.advice == "No missing fact that is known here would make the answer surer."


def test_a_level_without_an_award_says_that_one_is_missing(qm):
    found = qm.what_if("ls-lqf:3", "eqf")
    assert found.helps[0].kind == "missing-award"
    assert "none with a known type does" in found.advice


def test_to_check_an_award_may_overturn_the_answer(qm):
    """Sri Lanka's level 5 is inferred at EQF 5; that bachelor's degrees stand there is recalled, and speaks for 6."""
    found = qm.what_if("lk-slqf:5", "eqf")
    best = next(one for one in found.helps if one.kind == "unchecked-award")
    assert best.then.destination_levels != found.mapping.destination_levels
    assert "the answer would be level" in found.advice


def test_nothing_places_the_ladder(qm, tmp_path):
    path = tmp_path / "bare.yaml"
    path.write_text(HEAD + "\n".join(f"- {{code: '{n}', rank: '{n}', source: s}}" for n in range(1, 9)) + "\n", "utf-8")
    found = qm.what_if(f"{path}:6", "eqf")
    assert found.mapping.status == "not_known"
    assert {one.without.status for one in found.pulls} == {"not_known"}
    assert found.helps[0].kind == "missing-award"
    assert found.helps[0].gain == found.helps[0].then.confidence
    assert "if its type is, say," in found.advice


def test_a_ladder_of_ones_own_by_its_path(qm, tmp_path):
    path = write(tmp_path, types=True)
    found = qm.what_if(f"{path}:5", "eqf")
    award = pull(found, "my-nqf@2026:5#award-1")
    assert award.evidence == (award.id,)
    assert award.without.confidence < found.mapping.confidence
    assert pull(found, "my-nqf@2026#awards").without.status == "not_known"
    assert qm.what_if("eqf:6", path).pulls[0].id == "my-nqf@2026#awards"


def test_a_level_that_has_no_counterpart(qm):
    found = qm.what_if("gb-eng-rqf:Entry 1", "eqf")
    assert (found.mapping.status, found.mapping.destination_levels) == ("unlinked", ())
    assert pull(found, "gb-eng-rqf@current--eqf@2017#tables").without.status == "unlinked"


@pytest.mark.parametrize(
    ("level", "destination", "error"),
    [
        ("ecowas-rqf:1", "eqf", NothingAppliesError),
        ("eqf:1", "eqf", NothingAppliesError),
        ("za-nqf:99", "eqf", UnknownNameError),
        ("8", "eqf", UnknownNameError),
    ],
)
def test_the_errors_are_those_of_explain(qm, level, destination, error):
    with pytest.raises(error) as explained:
        qm.explain(level, destination)
    with pytest.raises(error) as asked:
        qm.what_if(level, destination)
    assert str(asked.value) == str(explained.value)


def test_on_a_date(qm):
    assert qm.what_if("fr-cncp:I", "eqf", on="2010-06-30").origin.edition == "1969"


def test_the_result_is_immutable_and_obeys_its_schema(qm):
    found = qm.what_if("au-aqf:7", "eqf")
    with pytest.raises(ValidationError):
        found.advice = "other"
    schema = json.loads((ROOT / "docs" / "schema" / "what-if.schema.json").read_text("utf-8"))
    assert not list(Draft202012Validator(schema).iter_errors(json.loads(found.model_dump_json())))


def test_asking_changes_no_answer(qm):
    before = qm.crosswalk("za-nqf", "eqf")
    qm.what_if("za-nqf:8", "eqf")
    assert qm.crosswalk("za-nqf", "eqf") == before
    assert qm.what_if("za-nqf:8", "eqf") == qm.what_if("za-nqf:8", "eqf")


@settings(max_examples=25, deadline=None)
@given(worlds(), st.data())
def test_laws(world, data):
    """Ids are unique, every link can be taken out, awards do not move what a source fixes, a help is a gain."""
    qm, ladders = world
    origin, destination = ladders[0], ladders[1]
    level = data.draw(st.sampled_from(origin.codes))
    found = qm.what_if(f"{origin.ref}:{level}", str(destination.ref))
    mapping = found.mapping
    assert len({one.id for one in found.pulls}) == len(found.pulls)
    evidence = {item.id: item for item in (*mapping.evidence, *mapping.dissent)}
    for one in found.pulls:
        assert set(one.evidence) <= evidence.keys()
        if mapping.basis == "official" and len(mapping.destination_levels) == 1 and one.kind not in ("table", "tables"):
            assert one.moved == 0
    reached = {ref for one in found.pulls for ref in one.evidence}
    assert {ref for ref, item in evidence.items() if item.kind in ("link", "path")} <= reached
    for one in found.helps:
        assert one.gain == pytest.approx(one.then.confidence - (mapping.confidence or 0.0), abs=1e-5)


def test_a_table_that_must_not_be_used_moves_nothing(qm):
    tables = tuple(
        table.model_copy(update={"status": "withdrawn"}) if table.id == "au-aqf@current--eqf@2017" else table
        for table in qm.catalogue.tables
    )
    found = library.Qualmap(replace(qm.catalogue, tables=tables)).what_if("au-aqf:7", "eqf")
    withdrawn = pull(found, "au-aqf@current--eqf@2017")
    assert withdrawn.evidence == tuple(item.id for item in found.mapping.dissent if item.kind == "link")
    assert withdrawn.moved == 0
    assert not [one for one in found.helps if one.kind == "unread-report"]


def test_the_command_line(qm):
    shown = qualmap("explain", "au-aqf:7", "eqf", "--what-if").stdout
    assert "How much each piece of evidence moves the answer" in shown
    assert re.search(r"au-aqf@current -> eqf@2017: .* 6 \(composed", shown)  # without the table: through New Zealand
    assert "What would help most\n  Read the level table of Joint technical report" in shown
    awards = qualmap("explain", "za-nqf:8", "eqf", "--what-if").stdout
    assert "all 2 awards that count as postgraduate diploma" in awards
    told = json.loads(qualmap("explain", "au-aqf:7", "eqf", "--what-if", "--format", "json").stdout)
    assert told == json.loads(qm.what_if("au-aqf:7", "eqf").model_dump_json())
    wrong = qualmap("explain", "za-nqf:99", "eqf", "--what-if")
    assert wrong.returncode == 2
    assert len(wrong.stderr.splitlines()) == 1
