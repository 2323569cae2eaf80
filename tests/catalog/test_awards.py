"""Awards that people hold: their records, how they are read, and what is found wrong with them."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from qualmap.catalog.by_country import ByCountry
from qualmap.catalog.files import compile_trees, read_apart
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import read_document
from qualmap.catalog.validate import validate_paths
from qualmap.catalog.write import format_record
from qualmap.errors import RecordError
from qualmap.records.awards import Awards, Period
from qualmap.records.kinds import kind_of
from tests.conftest import ROOT

AWARDS, SCHEMA = kind_of(Awards).folder, kind_of(Awards).schema
PATHS = sorted((ROOT / AWARDS).glob("*.yaml"))
SCHOOL = {"upper-secondary-general"}
TRADE = {"upper-secondary-vocational", "vocational-certificate"}
FIRST = {"bachelor", "bachelor-honours"}
FLOORS = {
    "school leaving": SCHOOL,
    "vocational or trade": TRADE,
    "bachelor": FIRST,
    "master": {"master"},
    "doctorate": {"doctorate"},
}

NO_DOCTORATE = ("ER", "GW", "KM", "LR")
"""Corridor countries that do not give a doctorate, or not yet. Their records say how that is known."""


@pytest.fixture(scope="module")
def documents():
    return read_apart(ROOT, AWARDS)


@pytest.fixture(scope="module")
def records(documents):
    return {name: to_record(document, Awards) for name, document in documents.items()}


def corridor_countries(catalogue):
    """Those that programmes of the record of corridors name, without the members of the Union that none names.

    Burkina Faso, Mali and Niger left ECOWAS in January 2025; those who move from there still hold their awards.
    """
    found = {"BF", "ML", "NE"}
    for programme in catalogue.corridors.programmes:
        places = [place for place in (*programme.origins, *programme.destinations) if place != "european-union"]
        found |= set(catalogue.corridors.countries(tuple(places)))
    return sorted(found)


def kinds_of(catalogue, country):
    """How many awards of each kind a country has; not those that are found anywhere, such as the IB."""
    return Counter(
        award.kind
        for record in catalogue.awards(country)
        for award in record.awards
        if award.kind and record.countries_of(award)
    )


def not_given(catalogue, country):
    """The kinds of award that a country is recorded not to give."""
    return {absent.kind for record in catalogue.awards(country) for absent in record.not_given}


def test_awards_are_formatted_as_all_records_are(documents):
    for path in PATHS:
        document = documents[path.relative_to(ROOT).as_posix()]
        assert path.read_text("utf-8") == format_record(document.tree, SCHEMA), path.name


def test_every_corridor_country_is_counted_by_kind(catalogue, capsys):
    """Each kind is held, or the country's record says that it is not given there, and who says so."""
    countries = corridor_countries(catalogue)
    assert len(countries) == 92
    kinds = {country: kinds_of(catalogue, country) for country in countries}
    known = {country: kinds[country].keys() | not_given(catalogue, country) for country in countries}
    missing = {
        name: [country for country in countries if not any_of & known[country]] for name, any_of in FLOORS.items()
    }
    missing["five kinds"] = [country for country in countries if len(kinds[country]) < 5]
    with capsys.disabled():
        print("", *(f"no {name}: {' '.join(without) or '-'}" for name, without in missing.items()), sep="\n")
    assert not any(missing.values())
    assert {country for country in countries if "doctorate" in not_given(catalogue, country)} == set(NO_DOCTORATE)


WITHOUT_AWARDS = {
    "eqf": "a scale to which others refer",
    "aqrf": "a scale to which others refer",
    "ci-cnc": "a proposal of levels whose awards nobody here has read",
    "sl-nqf": "a draft whose awards nobody here has read",
}
"""Ladders of six or more levels on which no record puts an award, and why."""


def test_every_full_ladder_has_an_award(catalogue):
    stands = {
        stand.framework
        for name in catalogue.apart[AWARDS].countries
        for record in catalogue.apart[AWARDS].of(name, Awards)
        for award in record.awards
        for stand in award.stands
    }
    bare = {
        framework.id
        for framework in catalogue.frameworks.values()
        if len(framework.levels) >= 6 and framework.status != "superseded" and framework.id not in stands
        if not any(award.levels for award in framework.qualification_types)
    }
    assert bare == set(WITHOUT_AWARDS)


def test_access_is_recorded_or_assumed_for_every_school_leaving_award_and_bachelor(catalogue):
    for name in catalogue.apart[AWARDS].countries:
        for record in catalogue.apart[AWARDS].of(name, Awards):
            for award in record.awards:
                if award.kind in SCHOOL | FIRST:
                    assert award.access or catalogue.access.opened_by(award.kind), (name, award.id)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "bachelr"}, "'bachelr' is not a generic type (did you mean `bachelor`?)"),
        ({"to": "masters"}, "'masters' is not a generic type (did you mean `master`?)"),
        ({}, "access from bachelor to master appears twice"),
    ],
)
def test_what_is_wrong_with_an_assumption_is_said(catalogue, tmp_path, changes, message):
    first = {"kind": "bachelor", "to": "master", "because": "usual"}
    path = tmp_path / "access.yaml"
    path.write_text(format_record({"id": "access", "assumed": [first, first | changes]}, SCHEMA), "utf-8")
    (found,) = [str(problem) for problem in validate_paths(catalogue, [path]).problems]
    assert message in found


def test_every_corridor_country_but_belize_has_an_academic_authority(catalogue):
    recorded = {one.country for one in catalogue.authorities.authorities if one.decides == "academic"}
    assert set(corridor_countries(catalogue)) - recorded <= {"BZ"}


def test_a_country_has_its_own_awards_and_those_it_shares(catalogue):
    found = {record.id: record for record in catalogue.awards("KE")}
    assert next(iter(found)) == "ke"
    assert "Kenya Certificate of Secondary Education" in {award.title for award in found["ke"].awards}
    assert "East African Certificate of Education" in {award.title for award in found["east-africa"].awards}
    assert "International Baccalaureate Diploma" in {
        award.title for award in found["international-baccalaureate"].awards
    }
    assert "waec" not in found
    for record in found.values():
        for award in record.awards:
            assert "KE" in (record.countries_of(award) or ("KE",))


def test_an_award_of_several_countries_is_recorded_once(records):
    """West Africa's own examination is in the one file of its council."""
    held = [
        name for name, record in records.items() for award in record.awards if award.id == "higher-school-certificate"
    ]
    assert "frameworks/awards/waec.yaml" in held


def test_awards_are_read_when_a_country_is_asked_for(tmp_path):
    """A file that does not hold is met by those who ask for it, and by nobody else."""
    broken = tmp_path / "KE.yaml"
    broken.write_text("id: ke\n", "utf-8")
    (tmp_path / "UG.yaml").write_bytes((ROOT / AWARDS / "UG.yaml").read_bytes())
    held = ByCountry(tmp_path)
    assert [record.id for record in held.of("UG", Awards)] == ["ug"]
    with pytest.raises(RecordError, match="is missing"):
        held.of("KE", Awards)


def test_the_catalogue_is_read_without_a_single_award(catalogue):
    assert not any(name.startswith("frameworks/awards/") for name in catalogue.documents)


def test_the_compiled_form_holds_the_same_awards(tmp_path, documents):
    path = tmp_path / "awards.jsonl"
    path.write_bytes(compile_trees(documents))
    compiled, folder = ByCountry(path), ByCountry(ROOT / AWARDS)
    for name in ("KE", "FR", "XK", "waec"):
        assert compiled.of(name, Awards) == folder.of(name, Awards) != ()


def test_what_rests_on_unesco_can_be_told_from_the_rest(records):
    """Each such file says so, and each such award names the source beside what it vouches for."""
    for name, record in records.items():
        ours = {source.id for source in record.sources if "UNESCO" in (source.citation or "")}
        assert bool(record.notice) == bool(ours), name
        for award in record.awards:
            if ours & {award.source, *award.further}:
                assert award.size_source in ours or (award.isced is None and award.years is None), award.id
    assert (ROOT / "frameworks" / "awards" / "NOTICE.md").is_file()


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Period(), Period(first="1990"), True),
        (Period(last="1989"), Period(first="1990"), False),
        (Period(last="1990-06"), Period(first="1990"), True),
        (Period(first="1990", last="1995"), Period(first="1996"), False),
    ],
)
def test_periods_overlap_as_far_as_they_are_known(one, other, both):
    assert one.overlaps(other) is other.overlaps(one) is both


AWARD = {"id": "leaving", "title": "Leaving Certificate", "language": "en", "source": "s1"}
FILE = {
    "id": "ke",
    "name": "Kenya",
    "countries": ["KE"],
    "sources": [{"id": "s1", "verification": "recalled", "note": "General knowledge."}],
    "awards": [AWARD],
}


def said(catalogue, folder, award=None, **changes):
    """What validation says of a file with one award, or with these."""
    tree = FILE | {"awards": award if isinstance(award, list) else [AWARD | (award or {})]} | changes
    path = folder / "KE.yaml"
    path.write_text(format_record(tree, SCHEMA), "utf-8")
    return [str(problem) for problem in validate_paths(catalogue, [path]).problems]


RIGHT = {"to": "bachelor", "given": "yes", "source": "s1"}


@pytest.mark.parametrize(
    ("award", "message"),
    [
        ({"kind": "bachelr"}, "'bachelr' is not a generic type (did you mean `bachelor`?)"),
        ({"form": "unit"}, "form"),
        ({"form": "part", "kind": "bachelor"}, "is a part of an award and has no kind by itself"),
        ({"form": "part", "isced": "3"}, "is a part of an award and has no isced by itself"),
        ({"form": "part", "access": [RIGHT]}, "is a part of an award and has no access by itself"),
        (
            {"form": "part", "stands": [{"framework": "ke-knqf", "level": "2", "source": "s1"}]},
            "is a part of an award and has no stands by itself",
        ),
        ({"source": "s2"}, "no source 's2' in this record"),
        ({"further": ["s9"]}, "no source 's9' in this record"),
        ({"countries": ["UG"]}, "UG is not among the file's countries"),
        ({"language": "English"}, "is not a language tag such as fr or pt-BR"),
        ({"field": "nursing"}, "is not an ISCED-F code"),
        ({"isced": "9"}, "ISCED 2011 levels run from 0 to 8"),
        ({"years": "4-3"}, "'4-3' ends before it begins"),
        ({"awarded": {"first": "1990", "last": "1985"}}, "last awarded 1985, before it was first, 1990"),
        ({"names": [{"text": "LC", "sort": "abbreviation"}] * 2}, "'LC' appears twice"),
        ({"names": [{"text": "Leaving Certificate", "sort": "everyday"}]}, "'Leaving Certificate' appears twice"),
        ({"access": [RIGHT | {"to": "batchelor"}]}, "'batchelor' is not a generic type"),
        ({"access": [RIGHT | {"given": "conditional"}]}, "a condition and `given: conditional` go together"),
        ({"stands": [{"framework": "ke-nqf", "level": "2", "source": "s1"}]}, "no framework 'ke-nqf'"),
        ({"stands": [{"framework": "ke-knqf", "level": "11", "source": "s1"}]}, "ke-knqf@2014 has no level '11'"),
        (
            {"stands": [{"framework": "ke-knqf", "edition": "2010", "level": "2", "source": "s1"}]},
            "ke-knqf has no edition '2010'",
        ),
    ],
)
def test_what_is_wrong_with_an_award_is_said(catalogue, tmp_path, award, message):
    (found,) = said(catalogue, tmp_path, award)
    assert message in found


@pytest.mark.parametrize(
    ("absent", "message"),
    [
        ({"kind": "doctorat"}, "'doctorat' is not a generic type (did you mean `doctorate`?)"),
        ({"source": "s2"}, "no source 's2' in this record"),
        ({"kind": "bachelor"}, "an award of the kind bachelor is recorded"),
    ],
)
def test_what_a_country_does_not_give_is_checked(catalogue, tmp_path, absent, message):
    tree = [{"kind": "doctorate", "why": "no such studies", "source": "s1"} | absent]
    (found,) = said(catalogue, tmp_path, {"kind": "bachelor"}, not_given=tree)
    assert message in found


def test_a_sound_award_passes(catalogue, tmp_path):
    award = {
        "kind": "long-first-degree",
        "access": [RIGHT],
        "stands": [{"framework": "ke-knqf", "level": "7", "source": "s1"}],
    }
    assert said(catalogue, tmp_path, award) == []


def test_prior_learning_may_have_the_kind_that_it_certifies(catalogue, tmp_path):
    award = {"form": "prior-learning", "kind": "upper-secondary-general", "isced": "3", "access": [RIGHT]}
    assert said(catalogue, tmp_path, award) == []
    assert said(catalogue, tmp_path, {"form": "part"}) == []


def test_parts_and_prior_learning_are_recorded_as_what_they_are(catalogue):
    forms = {
        f"{record.id}:{award.id}": award.form
        for country in ("SG", "AU", "PH", "DE", "FR", "BE", "UG", "PT", "NL")
        for record in catalogue.awards(country)
        for award in record.awards
    }
    for name in ("sg:wsq-statement-of-attainment", "au:statement-of-attainment", "ph:certificate-of-competency"):
        assert forms[name] == "part"
    for name in ("de:teilqualifikation", "fr:bloc-de-competences", "be:titre-de-competence", "nl:mbo-certificaat"):
        assert forms[name] == "part"
    for name in ("ug:workers-pas", "pt:rvcc-nivel-secundario", "nl:ervaringscertificaat"):
        assert forms[name] == "prior-learning"
    assert forms["be:bewijs-van-beroepskwalificatie"] is forms["sg:wsq-certificate"] is None


def test_awards_of_one_title_and_time_are_told_apart(catalogue, tmp_path):
    old = AWARD | {"id": "old", "awarded": {"last": "1989"}}
    new = AWARD | {"id": "new", "awarded": {"first": "1985"}}
    (found,) = said(catalogue, tmp_path, [old, new])
    assert "'Leaving Certificate' is the title of old in KE.yaml too" in found
    assert "say in `told_apart` what tells them apart" in found
    assert said(catalogue, tmp_path, [old, new | {"told_apart": "four years"}]) == []
    assert said(catalogue, tmp_path, [old, new | {"awarded": {"first": "1990"}}]) == []


def test_an_id_stands_once_and_the_file_is_called_after_the_country(catalogue, tmp_path):
    (found,) = said(catalogue, tmp_path, [AWARD, AWARD | {"title": "Another"}])
    assert "'leaving' appears twice" in found
    (found,) = said(catalogue, tmp_path, id="kenya")
    assert "has the id ke and is called KE.yaml" in found
    assert any("'QQ' is no country's code" in each for each in said(catalogue, tmp_path, countries=["QQ"]))


def test_a_copy_is_not_seen(catalogue, tmp_path):
    source = {"id": "s1", "verification": "seen", "url": "https://www.scribd.com/document/1"}
    (found,) = said(catalogue, tmp_path, sources=[source])
    assert "holds copies of others" in found


def test_a_page_that_nobody_stands_behind_is_no_source(catalogue, tmp_path):
    source = {"id": "s1", "verification": "secondary", "url": "https://exambridgeafrica.com/blog/1"}
    (found,) = said(catalogue, tmp_path, sources=[source])
    assert "source 's1' is none: exambridgeafrica.com compiles what others wrote" in found
    assert "write `recalled` with a note and no address" in found


def test_the_engine_does_not_know_the_kinds_of_held_awards(catalogue):
    extra = {kind.id for kind in catalogue.types.held_only}
    assert extra == {"long-first-degree"}
    assert not extra & {kind.id for kind in catalogue.types.types}
    assert not extra & {rule.type for rule in catalogue.types.rules}
    assert not extra & {anchor.type for anchor in catalogue.parameters.anchors}


def test_the_schema_says_what_every_field_means():
    schema = json.loads((ROOT / "docs" / "schema" / "awards.schema.json").read_text("utf-8"))
    parts = {
        name: part
        for name, part in schema["$defs"].items()
        if name in ("Name", "Period", "Stand", "Equal", "NotGiven", "HeldAward")
    }
    for name, part in {**parts, "Awards": schema}.items():
        assert all(field.get("description") for field in part["properties"].values()), name


def test_a_country_of_which_nothing_is_known_has_only_what_is_found_anywhere(catalogue):
    assert {record.countries for record in catalogue.awards("AQ")} == {()}


def test_awards_read_from_a_document_keep_their_sources(catalogue):
    record = to_record(read_document(ROOT / "frameworks" / "awards" / "NG.yaml"), Awards)
    for award in record.awards:
        assert record.source_of(award.source).verification in ("seen", "secondary", "recalled")
