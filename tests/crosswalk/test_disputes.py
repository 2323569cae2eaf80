"""Where sources contradict each other, both claims are kept, one is used, and the other is shown."""

from __future__ import annotations

import pytest

from qualmap.errors import RecordError
from tests.conftest import ROOT
from tests.shell import qualmap


def test_explain_shows_the_claim_that_was_not_used(qm):
    mapping = qm.explain("gh-ntvetqf:5", "eqf")
    (dispute,) = [i for i in mapping.dissent if i.kind == "dispute" and "Higher National Diploma" in i.statement]
    assert not dispute.used
    assert "another source says 'level 6'" in dispute.statement
    assert "because" in dispute.statement
    shown = qualmap("explain", "gh-ntvetqf:5", "eqf").stdout
    assert "What disagrees" in shown
    assert "another source says 'level 6'" in shown


def test_a_dispute_about_another_level_is_not_dragged_in(qm):
    said = [item.statement for item in qm.explain("gh-ntvetqf:1", "eqf").dissent if item.kind == "dispute"]
    assert not any("Higher National Diploma" in statement for statement in said)
    assert any("number of levels" in statement for statement in said)  # that one concerns every level


def test_show_says_which_one_is_used_and_why():
    shown = qualmap("show", "gb-sct-scqf").stdout
    assert "disputed, SCQF level beside EQF 3: used SCQF 5" in shown
    assert "because" in shown


def test_every_dispute_has_two_claims_two_sources_and_a_reason(catalogue):
    disputes = [(f, d) for f in catalogue.frameworks.values() for d in f.disputes]
    assert len(disputes) > 20
    for framework, dispute in disputes:
        assert framework.source_of(dispute.used.source)
        assert framework.source_of(dispute.other.source)
        assert dispute.used.value != dispute.other.value
        assert dispute.why


def test_a_dispute_without_its_source_is_refused(tmp_path):
    text = (ROOT / "frameworks" / "gb-sct-scqf@current.yaml").read_text("utf-8")
    head, _, tail = text.partition("disputes:")
    path = tmp_path / "x.yaml"
    broken = head.replace("id: gb-sct-scqf", "id: xx-test") + "disputes:" + tail.replace("source: s", "source: q", 1)
    path.write_text(broken, "utf-8")
    import qualmap as library

    with pytest.raises(RecordError, match=r"disputes\[0\].*no source"):
        library.load(extra=[path])
