"""The skills passport: Open Badges shaped, unsigned, without the person; and read back by another agency."""

from __future__ import annotations

import contextlib
import json
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pyld import jsonld

from qualmap.background.evidence import GRADES, as_claimed
from qualmap.catalog.text import read_document
from qualmap.errors import InputError, QualmapError
from qualmap.formats.openbadges.read import MOST_BYTES, portable, read_passport
from qualmap.formats.openbadges.write import RECORD
from qualmap.records import Passport
from qualmap.records.award import Gates
from qualmap.records.passport import Interview
from tests.badge_shapes import CLR_CREDENTIAL, CONTEXTS
from tests.conftest import ROOT
from tests.shell import qualmap

HOLDER = ROOT / "docs" / "examples" / "holder-from-syria.yaml"
DAY = "2026-11-23"
IRISH = {
    "title": "Honours Bachelor Degree",
    "country": "Ireland",
    "framework": "ie-nfq",
    "level": "8",
    "awarded": "2015-06-01",
    "credits": "240",
    "credit_system": "ECTS",
    "awarding_bodies": ["One University", "Another University"],
    "gates": {"institution": {"state": "confirmed", "source": "register"}},
    "findings": [{"element": "workload", "difference": "none", "because": "compared"}],
}


@pytest.fixture(scope="module")
def holder():
    tree = read_document(HOLDER).tree
    return Passport.model_validate(tree | {"awards": [IRISH, *tree["awards"]]})


@pytest.fixture(scope="module")
def bundle(qm, holder):
    return qm.passport(holder, on=DAY)


def credentials(bundle):
    return bundle["credentialSubject"]["verifiableCredential"]


def achievements(bundle):
    return [item["credentialSubject"]["achievement"] for item in credentials(bundle)]


def nodes(value):
    """Every object of a JSON tree, but not what stands in the literal."""
    if isinstance(value, dict):
        yield value
        for key, inner in value.items():
            if key != RECORD:
                yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


# -- shape --------------------------------------------------------------------------------------------------


def test_it_has_what_the_specifications_require(bundle):
    Draft202012Validator.check_schema(CLR_CREDENTIAL)
    assert [error.message for error in Draft202012Validator(CLR_CREDENTIAL).iter_errors(bundle)] == []
    assert len(credentials(bundle)) == 3 + 1 + 2 + 2, "one credential for each item"


@pytest.mark.parametrize("key", ["issuer", "validFrom", "credentialSubject", "@context", "id"])
def test_the_shape_notices_what_is_missing(bundle, key):
    broken = json.loads(json.dumps(bundle))
    del credentials(broken)[0][key]
    assert list(Draft202012Validator(CLR_CREDENTIAL).iter_errors(broken))


def test_every_word_of_it_means_something_as_linked_data(bundle):
    def load(address, _options):
        return {"contextUrl": None, "documentUrl": address, "document": {"@context": CONTEXTS[address]}}

    expanded = json.dumps(jsonld.expand(bundle, {"documentLoader": load}), ensure_ascii=False)
    leaves = [
        value
        for node in nodes(bundle)
        for key, value in node.items()
        if isinstance(value, str | float) and not key.startswith("@")
    ]
    assert len(leaves) > 100
    assert [leaf for leaf in leaves if json.dumps(leaf, ensure_ascii=False) not in expanded] == []


def test_it_is_unsigned_and_says_so(bundle):
    assert not [node for node in nodes(bundle) if "proof" in node]
    for credential in (bundle, *credentials(bundle)):
        assert credential["description"].startswith("Unsigned")
        assert credential["issuer"]["name"].startswith("No issuer")


def test_the_subject_is_nobody_in_particular(bundle):
    subjects = [bundle["credentialSubject"], *(item["credentialSubject"] for item in credentials(bundle))]
    assert len({subject["id"] for subject in subjects}) == 1
    assert subjects[0]["id"].startswith("urn:uuid:")
    assert not [subject for subject in subjects if {"name", "identifier", "email", "image"} & set(subject)]


# -- content ------------------------------------------------------------------------------------------------


def test_a_level_is_aligned_to_our_address_and_to_the_eu_s(qm, bundle):
    level = next(level for level in qm.framework("ie-nfq").levels if level.code == "8")
    aligned = {item["targetUrl"] for item in achievements(bundle)[0]["alignment"]}
    assert "https://w3id.org/qualmap/framework/ie-nfq/2003/level/8" in aligned
    assert set(level.same_as) <= aligned
    assert any(address.startswith("http://data.europa.eu/snb/qdr/") for address in level.same_as)


def test_occupations_fields_and_languages_are_aligned(bundle):
    aligned = {
        (item["targetFramework"], item["targetCode"]) for each in achievements(bundle) for item in each["alignment"]
    }
    assert {("ISCO-08", "2512"), ("ISCED 2011", "6"), ("ISCED-F 2013", "0714")} <= aligned
    assert ("Common European Framework of Reference for Languages", "B2") in aligned


def test_a_level_without_its_framework_is_aligned_to_nothing(qm):
    award = {"title": "Diploma", "country": "KE", "level": "6"}
    assert "alignment" not in achievements(qm.passport({"awards": [award]}, on=DAY))[0]


def test_evidence_stands_with_its_grade(bundle):
    graded = [[item["genre"] for item in credential["evidence"]] for credential in credentials(bundle)]
    assert graded[0] == ["evidence grade: none"], "no document is said, not left out"
    assert graded[1] == ["evidence grade: described"]


def test_a_joint_award_names_all_its_bodies_and_a_year_is_no_timestamp(bundle):
    assert achievements(bundle)[0]["creator"]["name"] == "One University; Another University"
    assert credentials(bundle)[0]["awardedDate"] == "2015-06-01T00:00:00Z"
    assert "awardedDate" not in credentials(bundle)[1], "awarded in 2012, which is no day"


def test_what_an_agency_found_stays_with_it(bundle, holder):
    written = bundle[RECORD]["@value"]
    assert "gates" not in written["awards"][0]
    assert "findings" not in written["awards"][0]
    interviewed = holder.model_copy(update={"interview": Interview(held="2026", evaluators=2, bears_out=())})
    assert portable(interviewed) == portable(holder)


def test_the_same_records_and_day_give_the_same_bytes(qm, holder, bundle):
    assert json.dumps(qm.passport(holder, on=DAY)) == json.dumps(bundle)
    other = qm.passport(holder, on="2026-11-24")
    assert other["id"] != bundle["id"]
    assert other["validFrom"] == "2026-11-24T00:00:00Z"


# -- reading it back ----------------------------------------------------------------------------------------


def test_another_agency_reads_back_what_was_written(bundle, holder):
    assert read_passport(json.dumps(bundle)) == portable(holder)
    assert read_passport(json.dumps(bundle, sort_keys=True, indent=1)) == portable(holder)


LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
PASSPORTS = st.builds(
    lambda awards, languages: Passport.model_validate({"awards": awards, "languages": languages}),
    st.lists(
        st.fixed_dictionaries({"title": LINES, "country": st.sampled_from(["KE", "Syria", "Cabo Verde"])}), min_size=1
    ),
    st.lists(
        st.fixed_dictionaries(
            {
                "language": st.sampled_from(["ar", "pt-BR"]),
                "level": st.sampled_from(["A1", "C2"]),
                "evidence": st.sampled_from(GRADES),
            }
        )
    ),
)


@settings(max_examples=50, deadline=None)
@given(passport=PASSPORTS)
def test_any_passport_comes_back(qm, passport):
    assert read_passport(json.dumps(qm.passport(passport, on=DAY))) == passport


def test_what_is_read_back_can_be_assessed_and_counts_as_described(qm, bundle):
    claimed = as_claimed(read_passport(json.dumps(bundle)))
    grades = {item.grade for award in claimed.awards for item in award.documents}
    grades |= {
        item.evidence for group in (claimed.certificates, claimed.experience, claimed.languages) for item in group
    }
    assert grades == {"described", "none"}
    assert qm.background(claimed, "DE", "employment", on=DAY).highest.likelihood == "stated"


@pytest.mark.parametrize(
    "change",
    [
        lambda bundle: bundle[RECORD]["@value"]["awards"][0].update(title="Doctorate"),
        lambda bundle: achievements(bundle)[0].update(name="Doctorate"),
        lambda bundle: credentials(bundle).pop(),
        lambda bundle: bundle.update(validFrom="2027-01-01T00:00:00Z"),
        lambda bundle: bundle.update(id="urn:uuid:00000000-0000-0000-0000-000000000000"),
    ],
)
def test_a_bundle_that_was_changed_is_refused(bundle, change):
    changed = json.loads(json.dumps(bundle))
    change(changed)
    with pytest.raises(InputError, match="changed after it was made"):
        read_passport(json.dumps(changed))


def test_nobody_confirms_their_own_award_through_a_bundle(holder):
    """Whoever writes a bundle by hand can make its identifiers fit; a gate check in it is refused all the same."""
    records = holder.model_dump(mode="json", exclude_defaults=True)
    assert records["awards"][0]["gates"]["institution"]["state"] == "confirmed"
    with pytest.raises(InputError, match="gate checks"):
        read_passport(json.dumps({RECORD: {"@type": "@json", "@value": records}}))
    assert as_claimed(holder).awards[0].gates == Gates()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ("null", "not a JSON object"),
        ('{"a": 1, "a": 2}', "stands twice"),
        ('{"a": NaN}', "no number"),
        ("{}", "no records"),
        ("[" * 900_000, "nested too deeply"),
        ('{"a":' * 300_000, "nested too deeply"),
        (" " * (MOST_BYTES + 1), "larger than"),
        ("1" * 10_000, "not JSON"),
        (json.dumps({RECORD: []}), "no records"),
        (json.dumps({RECORD: {"@type": "@json", "@value": 3}}), "no records"),
        (json.dumps({RECORD: {"@type": "@json", "@value": {}}}), "is empty"),
        (json.dumps({RECORD: {"@type": "@json", "@value": {"awards": 3}}}), "awards"),
        (
            json.dumps({RECORD: {"@type": "@json", "@value": {"awards": [{"title": "x\u0000", "country": "KE"}]}}}),
            "title",
        ),
        (
            json.dumps({RECORD: {"@type": "@json", "@value": {"awards": [{"title": "x" * 9999, "country": "KE"}]}}}),
            "title",
        ),
        (json.dumps({RECORD: {"@type": "@json", "@value": {"holder": "A. Person"}}}), "holder"),
        (
            json.dumps({RECORD: {"@type": "@json", "@value": {"languages": [{"language": "ar", "level": "C2"}] * 51}}}),
            "languages",
        ),
    ],
)
def test_hostile_input_gives_one_line_that_says_what_is_wrong(text, message):
    with pytest.raises(InputError, match=message) as caught:
        read_passport(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@settings(max_examples=200, deadline=None)
@given(where=st.data())
def test_no_change_of_type_anywhere_brings_it_down(bundle, where):
    changed = json.loads(json.dumps(bundle))
    every = list(nodes(changed)) + list(nodes(changed[RECORD]["@value"]))
    node = where.draw(st.sampled_from(every))
    key = where.draw(st.sampled_from(sorted(node)))
    node[key] = where.draw(st.sampled_from([None, 1, True, "", [], {}, [[]], {"@id": "x"}, 1e400]))
    with contextlib.suppress(QualmapError):  # any other exception is a bug
        read_passport(json.dumps(changed).replace("Infinity", "1e400"))


def test_no_address_is_ever_fetched(monkeypatch, bundle):
    def refuse(*_arguments, **_named):
        raise AssertionError("an address was fetched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    elsewhere = bundle | {"@context": ["https://attacker.example/context.json"]}
    read_passport(json.dumps(elsewhere))


def test_unknown_countries_and_frameworks_are_named(qm):
    with pytest.raises(QualmapError, match="Atlantis"):
        qm.passport({"experience": [{"occupation": "diver", "country": "Atlantis"}]}, on=DAY)
    with pytest.raises(QualmapError, match="xx-nqf"):
        qm.passport({"awards": [IRISH | {"framework": "xx-nqf"}]}, on=DAY)


def test_the_command_writes_a_bundle_and_reads_it_back(tmp_path):
    file = tmp_path / "passport.json"
    written = qualmap("passport", "--input", str(HOLDER), "--on", DAY, "-o", str(file))
    assert written.returncode == 0, written.stderr
    back = qualmap("passport", "--read", str(file), "-o", str(tmp_path / "back.yaml"))
    assert back.returncode == 0, back.stderr
    assert "counts as described" in back.stderr
    again = qualmap(
        "background",
        "--input",
        str(tmp_path / "back.yaml"),
        "--destination",
        "IT",
        "--purpose",
        "further-study",
        "--on",
        DAY,
    )
    assert again.returncode == 0, again.stderr
    assert "It is plausible that the holder was awarded" in again.stdout
    file.write_text("{")
    broken = qualmap("passport", "--read", str(file))
    assert broken.returncode == 2
    assert broken.stderr.startswith("qualmap: passport: not JSON")
