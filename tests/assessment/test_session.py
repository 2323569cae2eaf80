"""The memory of a session: what was looked up for one award is not looked up again, and never grows without end."""

from __future__ import annotations

import threading
from collections import Counter

import pytest

from qualmap import Qualmap
from qualmap.assessment import session as sessions
from qualmap.assessment.table import assess_rows, read_rows
from qualmap.awards.search import Search
from qualmap.records import Policy

ON = "2026-11-23"
TITLES = (
    ("Honours Bachelor Degree", "IE"),
    ("Bachelor's Degree", "ZA"),
    ("Licence", "FR"),
    ("Doctorate", "KE"),
    ("Honours Bachelor Degree", "Ireland"),
    ("Licence", "FR"),
)
YEARS = (2012, 2015, 2018)


@pytest.fixture
def looked_up(monkeypatch):
    """How often something was worked out that a session remembers."""
    counted = Counter()

    def counts(owner, name, what):
        real = getattr(owner, name)

        def counting(*arguments, **named):
            counted[what] += 1
            return real(*arguments, **named)

        monkeypatch.setattr(owner, name, counting)

    counts(sessions, "crosswalk", "crosswalks")
    counts(sessions, "legal_basis", "legal bases")
    counts(sessions, "recorded", "records")
    counts(Search, "within", "searches")
    return counted


def awards():
    return [{"title": title, "country": country, "awarded": str(year)} for year in YEARS for title, country in TITLES]


def test_awards_one_after_another_look_up_no_more_than_a_table_of_them(catalogue, looked_up):
    text = "title,country,awarded\n" + "\n".join(",".join(award.values()) for award in awards())
    assert list(assess_rows(Qualmap(catalogue).session, read_rows(text), catalogue.policy, "DE", "employment", ON))
    table = looked_up.copy()
    looked_up.clear()
    qm = Qualmap(catalogue)
    for award in awards():
        qm.assess(award, "DE", "employment", on=ON)
    assert 0 < looked_up["searches"] == table["searches"] < len(awards())
    assert 0 < looked_up["legal bases"] == table["legal bases"]
    assert looked_up["crosswalks"] > 0, "a judgement shows today's edition as well, a row of a table does not"
    known = looked_up.copy()
    for award in awards():
        qm.assess(award, "DE", "employment", on=ON)
    assert looked_up == known, "nothing is looked up twice"


def test_corridors_and_judgements_share_their_crosswalks(catalogue, looked_up):
    qm = Qualmap(catalogue)
    qm.corridor("IE", "DE", on=ON)
    before = looked_up["crosswalks"]
    qm.assess({"title": "Honours Bachelor Degree", "country": "IE", "awarded": "2015"}, "DE", "employment", on=ON)
    assert before > 0
    assert looked_up["crosswalks"] == before


def test_the_memory_is_bounded(catalogue, monkeypatch):
    for name in ("KEPT_SEARCHES", "KEPT_CROSSWALKS", "KEPT_LEGAL", "KEPT_SCOPES"):
        monkeypatch.setattr(sessions, name, 2)
    small, large = Qualmap(catalogue), None
    judged = [small.assess(award, "DE", "employment", on=ON) for award in awards()]
    for memory in ("_searches", "_crosswalks", "law", "_scopes", "_destinations"):
        held = getattr(small.session, memory).cache_info()
        assert 0 < held.currsize <= 2, memory
    monkeypatch.undo()
    large = Qualmap(catalogue)
    assert judged == [large.assess(award, "DE", "employment", on=ON) for award in awards()]


def test_threads_share_a_session_and_get_the_same_answers(catalogue):
    alone = [Qualmap(catalogue).assess(award, "FR", "further-study", on=ON).id for award in awards()]
    shared, found = Qualmap(catalogue), {}

    def work(name):
        found[name] = [shared.assess(award, "FR", "further-study", on=ON) for award in awards()]

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [judgement.id for judgement in found[0]] == alone
    assert all(found[name] == found[0] for name in range(4))


def test_an_agency_s_policy_holds_unless_another_is_given(catalogue):
    own = catalogue.policy.model_copy(update={"id": "ours", "valid_years": 1})
    award = {"title": "Honours Bachelor Degree", "country": "IE"}
    qm = Qualmap(catalogue, policy=own)
    assert qm.assess(award, "DE", "employment", on=ON).policy == "ours"
    assert (
        qm.background({"awards": [award]}, "DE", "employment", on=ON).judgement
        == qm.assess(award, "DE", "employment", on=ON).id
    )
    assert isinstance(catalogue.policy, Policy)
    assert qm.assess(award, "DE", "employment", on=ON, policy=catalogue.policy).policy == catalogue.policy.id
