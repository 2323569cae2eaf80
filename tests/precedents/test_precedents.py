"""The inventory of past judgements: same facts, same result; nothing of a person; nothing lost, and erased for good."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from qualmap import BusyError, InputError, OutputError, UnknownNameError
from qualmap.assessment.case import to_award, to_sought, understand
from qualmap.assessment.judgement import judge
from qualmap.assessment.session import Session
from qualmap.awards.search import Search
from qualmap.cli import main
from qualmap.crosswalk.engine import Engine
from qualmap.precedents import Keep, opened, remember, review
from qualmap.records import AwardingBodies
from qualmap.wording import Localiser
from tests.conftest import LANGUAGES, ROOT
from tests.shell import qualmap
from tests.waiting import PATIENCE

TODAY = "2026-11-23"
CONFIRMED = {"state": "confirmed", "source": "letter of registrar Quillfeather"}
AWARD = {
    "title": "Honours Bachelor Degree",
    "country": "Ireland",
    "awarded": "2015-06-01",
    "level": "8",
    "awarding_bodies": ["University College Cork"],
    "gates": {"authentic": CONFIRMED, "institution": CONFIRMED, "programme": CONFIRMED},
    "documents": [{"kind": "transcript", "grade": "verified", "shows": "Marmaduke Quillfeather passed"}],
    "outcomes": [{"text": "Quillfeather can build bridges", "grain": "unit"}],
}
FINDING = {
    "element": "profile",
    "difference": "substantial",
    "because": "no clinical hours, says Quillfeather",
    "source": "interview with Quillfeather",
}


def session_of(catalogue):
    return Session(catalogue, Engine(catalogue), Search(catalogue))


def judged(session, award=AWARD, destination="DE", purpose="further-study", on=TODAY, policy=None, **sought):
    asked = to_sought(sought or {"access_to": "master"})
    rules = policy or session.catalogue.policy
    return judge(session, understand(session.catalogue, to_award(award), destination, purpose, asked, on, rules))


@pytest.fixture
def session(qm):
    return qm.session


@pytest.fixture
def path(tmp_path):
    return tmp_path / "past.store"


def bytes_of(path):
    """Everything that stands on the disk, the journal included."""
    return b"".join(each.read_bytes() for each in path.parent.iterdir())


# What is kept


def test_an_entry_has_the_fields_of_an_inventory(session, path):
    assert remember(path, judged(session), session) == ()
    with opened(path) as store:
        (entry,) = store.entries(TODAY)
    assert (entry.award.title, entry.award.awarding_bodies) == (AWARD["title"], ("University College Cork",))
    assert (entry.origin.code, entry.destination.code, entry.purpose) == ("IE", "DE", "further-study")
    assert entry.award.awarded == "2015-06-01"
    assert entry.ending.outcome in ("full", "conditional", "insufficient-information")
    assert entry.ending.levels == {"ie-nfq@2003:8 > de-dqr@2013": ("6",)}
    assert "lrc-1997" in entry.legal
    assert {"framework ie-nfq@2003", "framework de-dqr@2013", "instrument lrc-1997", "policy cautious"} <= set(
        entry.rests_on
    )


def test_no_free_text_is_kept_unless_the_agency_says_so(session, path):
    judgement = judged(session, AWARD | {"findings": [FINDING]})
    remember(path, judgement, session)
    assert b"Quillfeather" not in bytes_of(path)
    with opened(path) as store:
        assert store.entries(TODAY)[0].ending.verdicts["profile"] == "substantial"
        store.erase(judgement.id)
        store.set_keep(Keep(text=True))
    remember(path, judgement, session)
    kept = bytes_of(path)
    assert b"no clinical hours, says Quillfeather" in kept
    assert b"Marmaduke" not in kept, "what a document shows is never kept"
    with opened(path) as store:
        store.set_keep(Keep(text=False))
    assert b"Quillfeather" not in bytes_of(path), "free text that is kept no more goes at once"


def test_the_same_judgement_twice_is_one_entry(session, path):
    for _ in range(2):
        assert remember(path, judged(session), session) == ()
    with opened(path) as store:
        assert len(store.entries(TODAY)) == 1


# Same facts, other result


def texts(reasons, catalogue):
    return [Localiser(catalogue).said(reason) for reason in reasons]


def test_the_same_facts_and_another_result_raise_a_warning(session, path):
    first = judged(session)
    remember(path, first, session)
    said = remember(path, judged(session, AWARD | {"findings": [FINDING]}), session)
    assert {reason.code for reason in said} == {"precedent-differs", "precedent-differs-element"}
    text = texts(said, session.catalogue)
    assert first.id[:12] in text[0]
    assert "23 November 2026" in text[0]
    assert "Neither the catalogue nor the policy has changed" in text[0]
    assert "documents or findings are others" in text[0]
    assert any(line.startswith("Profile") and "substantial difference" in line for line in text[1:])


def test_how_a_title_or_a_name_is_written_makes_no_other_facts(session, path):
    remember(path, judged(session), session)
    other = AWARD | {
        "title": "HONOURS BACHELOR DEGREE",
        "country": "IE",
        "awarding_bodies": ["university college cork"],
    }
    assert remember(path, judged(session, other | {"findings": [FINDING]}), session)


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Ordinary Bachelor Degree", "level": "7"},
        {"country": "ZA", "level": None},
        {"awarded": "2016"},
        {"awarding_bodies": ["University of Galway"]},
        {"years": "4"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_other_facts_raise_none(session, path, other):
    remember(path, judged(session), session)
    assert remember(path, judged(session, AWARD | other | {"findings": [FINDING]}), session) == ()


def test_another_purpose_destination_or_wish_is_another_question(session, path):
    remember(path, judged(session), session)
    findings = AWARD | {"findings": [FINDING]}
    assert remember(path, judged(session, findings, purpose="employment"), session) == ()
    assert remember(path, judged(session, findings, destination="FR"), session) == ()
    assert remember(path, judged(session, findings, access_to="doctorate"), session) == ()


def test_the_warning_says_that_the_policy_changed(session, path):
    remember(path, judged(session), session)
    loose = session.catalogue.policy.model_copy(update={"valid_years": 2})
    said = remember(path, judged(session, AWARD | {"findings": [FINDING]}, policy=loose), session, policy=loose)
    assert "The policy has changed in between" in texts(said, session.catalogue)[0]
    with pytest.raises(InputError, match="give that very one"):
        remember(path, judged(session, policy=loose), session)


def test_each_other_result_is_named_once_by_the_newest_that_had_it(session, path):
    for on in ("2026-01-01", "2026-03-01", "2026-02-01"):
        remember(path, judged(session, on=on), session)
    graver = FINDING | {"difference": "potentially-substantial"}
    remember(path, judged(session, AWARD | {"findings": [graver]}), session)
    said = remember(path, judged(session, AWARD | {"findings": [FINDING]}), session)
    named = [reason.values["on"].day for reason in said if reason.code == "precedent-differs"]
    assert named == [TODAY, "2026-03-01"]


def test_every_sentence_has_its_values_in_every_language(session, path):
    remember(path, judged(session), session)
    said = remember(path, judged(session, AWARD | {"findings": [FINDING]}), session)
    for language in LANGUAGES:
        for reason in said:
            text = Localiser(session.catalogue, language).said(reason)
            assert "{" not in text
            assert "@" not in text


# Review


def without_tables(catalogue, *names):
    tables = tuple(table for table in catalogue.tables if not any(name in table.id for name in names))
    assert len(tables) < len(catalogue.tables)
    return replace(catalogue, tables=tables, version="before")


def test_a_new_report_touches_what_rests_on_it(catalogue, path):
    """Ireland's report is not read yet; later it is, and the judgement would come out differently."""
    before, now = session_of(without_tables(catalogue, "ie-nfq@2003")), session_of(catalogue)
    for award, destination in (
        (AWARD, "DE"),
        ({"title": "National Diploma", "country": "NG", "awarded": "2016"}, "ZA"),
    ):
        judgement = judged(before, award, destination, "employment", as_type="bachelor")
        remember(path, judgement, before)
    with opened(path) as store:
        found = {each.precedent.origin.code: each for each in review(store, now, TODAY)}
    assert {"ie-nfq@2003--eqf@2017"} <= {name.partition(" ")[2] for name in found["IE"].records}
    assert set(found["IE"].records.values()) == {"new"}
    assert "NG" not in found, "what no change touches is not listed"


def test_a_changed_record_is_told_from_a_changed_result(catalogue, path):
    germany = catalogue.frameworks["de-dqr@2013"]
    renamed = germany.model_copy(update={"name": "A framework of another name"})
    then = session_of(replace(catalogue, frameworks={**catalogue.frameworks, "de-dqr@2013": renamed}, version="then"))
    remember(path, judged(then), then)
    with opened(path) as store:
        (found,) = review(store, session_of(catalogue), TODAY)
    assert (found.status, found.moved) == ("unchanged", ())
    assert found.records == {"framework de-dqr@2013": "changed"}


def test_a_stricter_policy_changes_the_result(catalogue, path):
    """The agency's own policy of the same id now asks for the profile before it recognises for work."""
    session = session_of(catalogue)
    remember(path, judged(session, AWARD | {"findings": [FINDING]}, purpose="employment"), session)
    rules = tuple(
        rule.model_copy(update={"weights": rule.weights.model_copy(update={"profile": "decides"})})
        for rule in catalogue.policy.purposes
    )
    strict = catalogue.policy.model_copy(update={"purposes": rules})
    expected = judged(session, AWARD | {"findings": [FINDING]}, purpose="employment", policy=strict).outcome
    with opened(path) as store:
        before = store.entries(TODAY)[0].ending.outcome
        found = review(store, session, TODAY, policy=strict)
    assert [each.records for each in found] == [{"policy cautious": "changed"}]
    moved = {one.what: (one.before, one.now) for one in found[0].moved}
    assert moved.get("outcome", (before, before)) == (before, expected)


def test_an_agencys_changed_list_of_bodies_touches_the_judgement(catalogue, path):
    """The list that said nothing of the university now says that it was not recognised."""
    source = {"id": "s1", "citation": "the ministry's list", "verification": "seen", "url": "https://example.org/"}
    record = {"id": "own-list", "sources": [source], "bodies": [{"name": "Another University", "country": "IE"}]}
    empty = AwardingBodies.model_validate(record)
    period = {"status": "not-recognised", "source": "s1", "valid_from": "2000"}
    refused = {"name": "University College Cork", "country": "IE", "periods": [period]}
    full = AwardingBodies.model_validate(record | {"bodies": [refused]})
    then, now = (Session(catalogue, Engine(catalogue), Search(catalogue), [each]) for each in (empty, full))
    unchecked = {name: value for name, value in AWARD.items() if name != "gates"}
    remember(path, judged(then, unchecked), then)
    with opened(path) as store:
        assert review(store, then, TODAY) == ()
        (found,) = review(store, now, TODAY)
    assert found.records == {"list own-list": "changed"}
    assert {one.what: one.now for one in found.moved}["quality"] == "substantial"


def test_nothing_is_touched_while_nothing_changes(session, path):
    remember(path, judged(session, AWARD | {"findings": [FINDING]}), session)
    with opened(path) as store:
        assert review(store, session, TODAY) == ()


AWARDS = [
    (AWARD | {"findings": [FINDING]}, "DE", "further-study"),
    ({"title": "Bachelor Honours Degree", "country": "ZA", "awarded": "2015-06-01"}, "BE", "employment"),
    ({"title": "Brevet de technicien supérieur", "country": "France", "awarded": "1995"}, "PT", "further-study"),
    ({"title": "Licence", "country": "Syria", "awarded": "2012", "isced": 6}, "de-dqr@2013", "migration"),
    ({"title": "BTS", "country": "France", "level": "III", "awarded": "1995"}, "Scotland", "regulated-profession"),
]


@pytest.mark.parametrize(("award", "destination", "purpose"), AWARDS, ids=[a["title"] for a, _, _ in AWARDS])
def test_what_is_kept_is_enough_to_judge_anew(session, path, award, destination, purpose):
    """Judged again from the entry alone, without any free text, the case comes to the same result."""
    judgement = judged(session, award, destination, purpose)
    remember(path, judgement, session)
    with opened(path) as store:
        entry = store.entries(TODAY)[0]
    case = understand(
        session.catalogue, entry.award, entry.asked, entry.purpose, entry.sought, entry.on, session.catalogue.policy
    )
    again = judge(session, case)
    assert (again.outcome, again.provisional, again.missing) == (
        judgement.outcome,
        judgement.provisional,
        judgement.missing,
    )
    assert [(e.element, e.difference) for e in again.elements] == [
        (e.element, e.difference) for e in judgement.elements
    ]
    assert again.comparators == judgement.comparators


# Retention and erasure


def test_what_has_expired_is_never_shown_and_then_removed(session, path):
    old = judged(session, on="2016-11-22")
    remember(path, old, session)
    with opened(path) as store:
        assert len(store.entries("2026-11-21")) == 1
        assert store.entries("2026-11-22") == [], "ten years, counted from the day of the judgement"
        with pytest.raises(UnknownNameError):
            store.entry(old.id, TODAY)
    assert remember(path, judged(session, AWARD | {"findings": [FINDING]}), session) == (), "nor compared with"
    with opened(path) as store:
        assert store.expire(TODAY) == 1
        assert [entry.on for entry in store.entries("2016-11-23")] == [TODAY]
        assert store.expire(TODAY) == 0


@pytest.mark.parametrize(
    ("keep", "on", "cutoff"),
    [
        (Keep(amount=5, unit="years"), "2026-11-23", "2021-11-23"),
        (Keep(amount=1, unit="years"), "2024-02-29", "2023-02-28"),
        (Keep(amount=30, unit="days"), "2026-01-15", "2025-12-16"),
        (Keep(amount=36_500, unit="years"), "2026-01-15", "0001-01-01"),
    ],
)
def test_how_long_is_counted_by_the_calendar(keep, on, cutoff):
    assert keep.cutoff(on) == cutoff


def test_a_changed_period_holds_for_the_entries_that_are_there(session, path):
    remember(path, judged(session, on="2026-01-01"), session)
    with opened(path) as store:
        store.set_keep(Keep(amount=90, unit="days"))
        assert store.entries("2026-03-31")
        assert not store.entries("2026-04-01")


@pytest.mark.parametrize("how", ["erase", "expire"])
def test_erased_bytes_are_gone_from_the_disk(session, path, how):
    """Also where free text was kept, many entries share pages, and the journal has held them."""
    unusual = "Zanzibarisches Xylophonistendiplom"
    with opened(path, create=True) as store:
        store.set_keep(Keep(text=True))
    gone = judged(session, AWARD | {"title": unusual, "level": None, "findings": [FINDING]}, on="2016-01-01")
    for number in range(20):
        remember(path, judged(session, AWARD | {"programme": f"Programme {number}"}), session)
    remember(path, gone, session)
    assert unusual.encode() in bytes_of(path)
    with opened(path) as store:
        if how == "erase":
            assert store.erase(gone.id[:12]).award.title == unusual
        else:
            assert store.expire(TODAY) == 1
    left = bytes_of(path)
    assert unusual.encode() not in left
    assert b"no clinical hours" not in left
    assert gone.id.encode() not in left
    with opened(path) as store:
        assert len(store.entries(TODAY)) == 20


def test_erasure_says_so_when_somebody_still_reads(session, path, monkeypatch):
    monkeypatch.setattr("qualmap.precedents.store._WAIT", 0.2)
    judgement = judged(session)
    remember(path, judgement, session)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM precedents").fetchone() == (1,)
    with opened(path) as store, pytest.raises(BusyError, match="still uses"):
        store.erase(judgement.id)
    reader.close()
    with opened(path) as store:
        assert store.entries(TODAY) == []
        assert store.expire(TODAY) == 0, "the next removal wipes what was left"
    assert judgement.id.encode() not in bytes_of(path)


# Several processes, and one that is killed

WRITER = """
import sys
import qualmap
from qualmap.precedents import remember
from qualmap.wording import Localiser
path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
qm = qualmap.load()
for number in range(first, last):
    award = {"title": "Honours Bachelor Degree", "country": "IE", "level": "8", "programme": f"Programme {number}"}
    remember(path, qm.assess(award, "DE", "employment", on="2026-11-23"), qm.session)
    print(f"Programme {number}", flush=True)
"""


def writer(path, first, last):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    line = [sys.executable, "-c", WRITER, str(path), str(first), str(last)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_several_writers_at_once_lose_nothing(path):
    """Four processes begin the store together and write 25 judgements each."""
    writers = [writer(path, first, first + 25) for first in range(0, 100, 25)]
    said = [process.communicate(timeout=PATIENCE) for process in writers]
    assert [process.returncode for process in writers] == [0] * 4, said
    with opened(path) as store:
        kept = sorted(entry.award.programme for entry in store.entries(TODAY))
    assert kept == sorted(f"Programme {number}" for number in range(100))


def test_a_killed_writer_leaves_a_readable_store(session, path):
    """Whatever was said to be written before SIGKILL is there, and the store can be written again."""
    process = writer(path, 0, 1_000_000)
    said = [process.stdout.readline() for _ in range(10)]
    time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    said += process.stdout.readlines()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    whole = [line.strip() for line in said if line.endswith("\n")]
    assert 10 <= len(whole) < 1_000_000, "it was killed in the middle"
    with opened(path) as store:
        kept = {entry.award.programme for entry in store.entries(TODAY)}
    assert set(whole) <= kept
    assert len(kept) <= len(whole) + 1
    remember(path, judged(session), session)
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# What is no store


def test_a_file_that_is_no_store(tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("Dear colleague, " * 100)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE addresses (street TEXT)")
    database.close()
    for place in (text, other):
        before = place.read_bytes()
        with pytest.raises(InputError, match="no store of precedents"), opened(place, create=True):
            pass
        assert place.read_bytes() == before, "and it is left as it was"


def test_a_store_of_a_newer_qualmap_is_refused(path, session):
    remember(path, judged(session), session)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 7")
    database.close()
    with pytest.raises(InputError, match="newer qualmap"), opened(path):
        pass


def test_places_that_hold_no_store(tmp_path):
    for place, message in ((tmp_path, "is a folder"), (tmp_path / "none.store", "there is no such store")):
        with pytest.raises(InputError, match=message), opened(place):
            pass
    for place in ("/proc/past.store", tmp_path / "missing" / "past.store"):  # root, too, cannot write below /proc
        with pytest.raises(OutputError, match="a folder that can be written"), opened(place, create=True):
            pass
    assert list(tmp_path.iterdir()) == [], "looking for a store makes none"


# The command line


def test_the_commands(session, path):
    remember(path, judged(session, AWARD | {"title": "=1+1 Honours Bachelor Degree"}), session)
    judgement = judged(session, AWARD | {"findings": [FINDING]}, on="2024-05-01")
    remember(path, judgement, session)
    listed = qualmap("precedents", path, "--on", TODAY)
    assert listed.returncode == 0, listed.stderr
    assert judgement.id[:12] in listed.stdout
    assert "2 judgements" in listed.stdout
    assert "10 years, without free text" in listed.stderr
    rows = list(csv.DictReader(io.StringIO(qualmap("precedents", path, "--format", "csv", "--on", TODAY).stdout)))
    assert rows[0]["title"].startswith("'="), "no spreadsheet takes it for a formula"
    assert rows[1]["day"] == "2024-05-01"
    shown = json.loads(qualmap("precedents", path, "show", judgement.id[:8], "--format", "json", "--on", TODAY).stdout)
    assert shown[0]["id"] == judgement.id
    assert "2 years" in qualmap("precedents", path, "keep", "--years", 2).stdout
    assert "removed 1 judgements" in qualmap("precedents", path, "expire", "--on", TODAY).stderr
    erased = qualmap("precedents", path, "erase", judgement.id)
    assert erased.returncode == 2
    assert "unknown judgement" in erased.stderr


def test_the_day_is_said_when_it_is_not_given(session, path, capsys):
    remember(path, judged(session), session)
    assert main(["precedents", str(path)]) == 0
    assert "which is today" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show"], "show which judgement"),
        (["list", "abc"], "list takes no id"),
        (["list", "--years", "3"], "go with keep"),
        (["keep", "--years", "99999"], "longer than can be kept"),
        (["--on", "yesterday"], "is not a date"),
    ],
    ids=["no-id", "id", "years", "too-long", "day"],
)
def test_commands_that_cannot_be_right(session, path, capsys, arguments, message):
    remember(path, judged(session), session)
    assert main(["precedents", str(path), *arguments]) == 2
    assert message in capsys.readouterr().err


def test_review_on_the_command_line(catalogue, path):
    before = session_of(without_tables(catalogue, "ie-nfq@2003"))
    remember(path, judged(before), before)
    done = qualmap("review", path, "--on", TODAY)
    assert done.returncode == 0, done.stderr
    assert "1 judgements; 1 touched" in done.stdout
    found = json.loads(qualmap("review", path, "--on", TODAY, "--format", "json").stdout)
    assert found[0]["records"]["table ie-nfq@2003--eqf@2017"] == "new"
    assert "=" not in {line[:1] for line in qualmap("review", path, "--on", TODAY, "--format", "csv").stdout.split(",")}
