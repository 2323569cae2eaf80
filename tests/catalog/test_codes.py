"""Codes that others keep: fields of study, occupations, languages. What does not exist is refused with the nearest."""

from __future__ import annotations

import pytest

from qualmap.catalog.checks_codes import demand_codes, nearest, wrong_codes
from qualmap.catalog.validate import validate_paths
from qualmap.catalog.write import format_record
from qualmap.errors import InputError
from qualmap.records import Awards, CodeList, CodeLists, Passport, Professions
from tests.shell import qualmap

AWARDS = {
    "id": "ke",
    "name": "Kenya",
    "countries": ["KE"],
    "sources": [{"id": "s1", "verification": "recalled", "note": "General knowledge."}],
    "awards": [{"id": "a", "title": "Diploma", "language": "en", "source": "s1"}],
}
PROFESSIONS = {
    "id": "professions",
    "source": "s1",
    "sources": [{"id": "s1", "verification": "recalled", "note": "General knowledge."}],
    "professions": [{"id": "mapping", "words": ["mapper"], "isco": "9999"}],
}


def said(catalogue, folder, tree, name):
    path = folder / name
    path.write_text(format_record(tree, "x"), "utf-8")
    return [str(problem) for problem in validate_paths(catalogue, [path]).problems]


def award(**changes):
    return AWARDS | {"awards": [AWARDS["awards"][0] | changes]}


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        ({"field": "7777"}, "awards[0].field", "'7777' is no code of ISCED-F 2013"),
        ({"field": "0719"}, None, None),
        ({"field": "0717"}, "awards[0].field", "did you mean `0710` or `0711` or `0712`?"),
        ({"language": "xx"}, "awards[0].language", "'xx' is no code of ISO 639 (did you mean `xh`?)"),
        ({"language": "ar-Latn"}, None, None),
        ({"language": "fa-AF"}, None, None),
        ({"language": "ar-Latm"}, "awards[0].language", "'ar-Latm': 'Latm' is no code of ISO 15924 (did you mean `L"),
        (
            {"names": [{"text": "D", "sort": "abbreviation", "language": "xx"}]},
            "awards[0].names[0].language",
            "'xx' is no code of ISO 639",
        ),
    ],
)
def test_a_code_that_does_not_exist_is_said_with_file_place_and_the_nearest(
    catalogue, tmp_path, change, place, message
):
    found = said(catalogue, tmp_path, award(**change), "KE.yaml")
    if message is None:
        assert found == []
    else:
        (problem,) = found
        assert "KE.yaml:" in problem
        assert place in problem
        assert message in problem


def test_an_occupation_that_does_not_exist_is_refused(catalogue, tmp_path):
    found = said(catalogue, tmp_path, PROFESSIONS, "professions.yaml")
    assert any("'9999' is no code of ISCO-08 (did you mean `9" in problem for problem in found)


def test_the_lists_have_what_the_standards_have(catalogue):
    """ISCO-08 has 10 major, 43 sub-major, 130 minor and 436 unit groups; ISCED-F 2013 ten broad fields, 00, and 99."""
    lists = catalogue.codes.known
    assert [sum(len(code) == size for code in lists["isco-08"]) for size in (1, 2, 3, 4)] == [10, 43, 130, 436]
    assert {code for code in lists["isced-f-2013"] if len(code) == 2} == {*(f"{n:02}" for n in range(11)), "99"}
    for name in ("isco-08", "isced-f-2013"):
        for code in lists[name]:
            assert len(code) <= 2 or code[:-1] in lists[name], f"{code} stands under no group of {name}"
    assert {"en", "ar", "fil", "prs", "cnr"} <= lists["languages"]
    assert not {"xx", "eng", "mul", "und"} & lists["languages"], "a code of two letters where there is one"
    assert {"Latn", "Hans", "Arab"} <= lists["scripts"]


def test_every_recorded_code_exists(catalogue):
    """Awards stand apart from the catalogue, and are looked at here one country after another."""
    for name in catalogue.apart["frameworks/awards"].countries:
        for record in catalogue.apart["frameworks/awards"].of(name, Awards):
            assert list(wrong_codes(record, lambda: catalogue.codes)) == [], name
    assert list(wrong_codes(catalogue.professions, lambda: catalogue.codes)) == []


def test_a_record_without_codes_reads_no_list():
    def never() -> CodeLists:
        raise AssertionError("the lists were read")

    record = Professions.model_validate(PROFESSIONS | {"professions": [{"id": "mapping", "words": ["mapper"]}]})
    assert list(wrong_codes(record, never)) == []


def test_what_is_given_is_refused_by_its_place(qm):
    lists = lambda: qm.catalogue.codes  # noqa: E731
    passport = Passport.model_validate(
        {"experience": [{"occupation": "x", "country": "KE", "isco": "2221"}, {"occupation": "y", "country": "KE"}]}
    )
    demand_codes(passport, "passport", lists)
    wrong = {"experience": [{"occupation": "x", "country": "KE", "isco": "2229"}]}
    held = {"awards": [{"title": "D", "country": "KE"}]}
    for ask in (qm.passport, lambda given: qm.background(held | given, "DE", "employment")):
        with pytest.raises(InputError, match="'2229' is no code of ISCO-08") as error:
            ask(wrong)
        assert error.value.field == "passport.experience[0].isco"


def test_the_flag_is_named_on_the_command_line():
    asked = ["assess", "--title", "Diploma", "--country", "KE", "--destination", "DE", "--purpose", "employment"]
    done = qualmap(*asked, "--title-language", "xx")
    assert done.returncode == 2
    assert "--title-language" in done.stderr
    assert "did you mean `xh`?" in done.stderr


@pytest.mark.parametrize(
    ("code", "known", "hint"),
    [
        ("0711", ("0712", "071", "0811"), "did you mean `0712` or `0811`?"),
        ("92", ("921", "93", "9"), "did you mean `93`?"),
        ("xx", ("xh", "de"), "did you mean `xh`?"),
    ],
)
def test_the_nearest_is_one_step_apart_and_as_long(code, known, hint):
    assert nearest(code, known) == hint


def test_a_list_cites_a_source_that_the_record_has(catalogue, tmp_path):
    one = CodeList(id="isco-08", name="ISCO-08", source="s9", codes=("1",))
    tree = {"id": "codes", "sources": AWARDS["sources"], "lists": [one.model_dump(mode="json")]}
    (problem,) = said(catalogue, tmp_path, tree, "codes.yaml")
    assert "no source 's9' in this record" in problem
