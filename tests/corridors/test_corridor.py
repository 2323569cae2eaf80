"""Corridors: the whole matrix both ways, what binds the two states, what is missing, and the report on all of them."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest

from qualmap.documents.corridor import corridor_page
from qualmap.documents.corridor_picture import matrix_picture, overview_picture
from qualmap.errors import AmbiguousNameError, UnknownNameError
from qualmap.records.values import Countries
from qualmap.wording import Localiser
from tests.conftest import ROOT
from tests.shell import process, qualmap

SVG = "{http://www.w3.org/2000/svg}"


def codes(found):
    return {gap.reason.code for gap in found.missing}


def test_the_whole_matrix_and_the_way_back(qm):
    """Nigeria has one ladder here and Belgium three: three crosswalks there, three back."""
    found = qm.corridor("NG", "BE")
    there = [(c.origin.id, c.destination.id) for c in found.there.crosswalks]
    assert sorted(there) == [("ng-nsqf", "be-cfc"), ("ng-nsqf", "be-qdg"), ("ng-nsqf", "be-vks")]
    assert sorted((two, one) for one, two in there) == sorted(
        (c.origin.id, c.destination.id) for c in found.back.crosswalks
    )
    for crosswalk in found.there.crosswalks:
        assert crosswalk == qm.crosswalk("ng-nsqf@2013", str(crosswalk.destination))


def test_australia_and_new_zealand_are_linked_officially_and_bound(qm):
    found = qm.corridor("AU", "NZ")
    assert found.known["official"] == sum(found.known.values()) > 0
    said = {one.kind: one.conclusion.code for one in found.there.conclusions}
    assert said == {
        "access": "legal-binds",
        "higher-education": "legal-binds",
        "vocational": "legal-none-covers",
        "professions": "legal-binds",
    }


def test_a_country_whose_framework_is_not_adopted_is_read_by_award_type(qm):
    """Senegal's framework and Egypt's are under development: no levels bind, and that is said of the catalogue."""
    for origin, destination in (("SN", "BE"), ("EG", "ZA")):
        found = qm.corridor(origin, destination)
        assert found.there.crosswalks == found.back.crosswalks == ()
        assert "corridor-not-adopted" in codes(found)
        bachelor = next(one for one in found.there.by_type if one.type == "bachelor")
        assert bachelor.destination
        assert found.never_against.code == "corridor-never-against"


def test_awards_by_type_leave_out_an_edition_that_is_only_taught_out(qm):
    """South Africa's framework of 1995 had eight levels: its numbers must not stand beside those of 2009."""
    text = json.dumps([one.destination for one in qm.corridor("EG", "ZA").there.by_type])
    assert "za-nqf@2009" in text
    assert "za-nqf@1995" not in text


def test_where_the_newest_framework_is_unread_the_older_one_is_used_and_said(qm):
    """Nobody here has read the levels of Rwanda's integrated framework of 2021."""
    found = qm.corridor("GH", "RW")
    assert {"corridor-levels-unread", "corridor-superseded"} <= codes(found)
    assert [one.standing for one in found.ladders["RW"]] == ["end-unknown"]
    assert found.there.crosswalks


def test_no_framework_at_either_end(qm):
    found = qm.corridor("SY", "VE")
    assert sum(found.known.values()) == 0
    assert "corridor-framework-unknown" in codes(found)
    assert "bachelor" in {one.type for one in found.there.by_type}  # read by their type, with no level anywhere
    assert found.weakest == ()


def test_awards_that_people_hold_stand_by_their_type_where_no_framework_has_any(qm):
    found = qm.corridor("Brasil", "DE")
    degrees = {one.type: one.origin for one in found.there.by_type}["bachelor"]
    assert any("Bacharel" in title for title in degrees)
    assert "corridor-no-awards" not in codes(found)


def test_a_country_without_any_record_is_an_answer_and_a_wrong_code_an_error(qm):
    found = qm.corridor("AQ", "DE")
    assert {"corridor-no-record", "corridor-no-awards"} <= codes(found)
    with pytest.raises(UnknownNameError):
        qm.corridor("QQ", "DE")
    with pytest.raises(AmbiguousNameError):
        qm.corridor("SN", "DE", on="yesterday")


def test_codes_may_be_lower_case_and_the_date_counts(qm):
    assert qm.corridor("au", "nz") == qm.corridor("AU", "NZ")
    before = qm.corridor("AU", "NZ", on="1990-06-30")
    assert before.on == "1990-06-30"
    assert before.there.conclusions[1].conclusion.code == "legal-none"


def test_what_is_missing_names_unread_tables_and_undated_parties(qm):
    assert "corridor-table-unread" in codes(qm.corridor("EG", "ZA"))
    undated = [
        gap for gap in qm.corridor("IE", "DE", on="2010-06-30").missing if gap.reason.code == "corridor-party-undated"
    ]
    assert any(
        gap.reason.values == {"country": Countries.of("IE"), "instrument": "Lisbon Recognition Convention (ETS 165)"}
        for gap in undated
    )
    assert all(gap.source for gap in undated)


def test_what_is_missing_names_conventions_whose_parties_were_not_read(qm):
    gaps = [gap.reason for gap in qm.corridor("EG", "IT").missing if gap.reason.code == "corridor-parties-unknown"]
    assert [gap.values for gap in gaps] == [
        {"instrument": "Mediterranean Convention", "countries": Countries.of("EG", "IT")}
    ]


def test_weakest_links_come_weakest_first(qm):
    weak = qm.corridor("KE", "ZA").weakest
    order = ["not_known", "unlinked", "answered"]
    ranks = [(order.index(one.status), one.confidence or 0.0) for one in weak]
    assert ranks == sorted(ranks)


# Records


def test_every_corridor_that_the_project_promises_is_recorded(catalogue):
    """DOMAIN.md section 4, and the two demonstration corridors."""
    pairs = {frozenset(pair) for p in catalogue.corridors.programmes for pair in catalogue.corridors.pairs(p)}
    promised = """SN-BE NG-IT NG-NL SN-LU TN-BE EG-DE MA-FR TN-IT KH-TH LA-TH MM-TH SY-GB SY-DE SY-PT SY-RO MX-CA
    GT-MX HN-US JM-GB VE-CL ZA-ZM KE-UG GH-NG EG-KE GH-RW EG-ZA"""
    for pair in promised.split():
        assert frozenset(pair.split("-")) in pairs, pair
    professions = {p.id: p.profession for p in catalogue.corridors.programmes if p.profession}
    assert professions == {"ghana-rwanda-nurse": "nursing", "egypt-south-africa-engineer": "engineering"}


def test_a_corridor_within_a_region_is_listed_once(catalogue):
    eac = catalogue.corridors.pairs(catalogue.corridors.by_id["within-eac"])
    assert len(eac) == len({frozenset(pair) for pair in eac}) == 8 * 7 // 2


def test_every_country_of_a_corridor_is_one(catalogue):
    import pycountry

    for region in catalogue.corridors.regions:
        assert all(pycountry.countries.get(alpha_2=code) for code in region.countries)
        assert catalogue.corridors.source_of(region.source)


# Pictures and pages


def test_the_picture_is_xml_and_marks_official_cells(qm):
    found = qm.corridor("AU", "NZ")
    tree = ET.fromstring(matrix_picture(found))
    assert tree.find(f"{SVG}title") is not None
    framed = [box for box in tree.iter(f"{SVG}rect") if box.get("stroke-width") == "3"]
    answers = [m for way in (found.there, found.back) for c in way.crosswalks for m in c.mappings]
    assert len(framed) == sum(len(m.destination_levels) for m in answers if m.basis == "official")
    inferred = ET.fromstring(matrix_picture(qm.corridor("NG", "IT")))
    assert not [box for box in inferred.iter(f"{SVG}rect") if box.get("stroke-width") == "3"]


def test_a_picture_without_a_matrix_says_so(qm):
    words = "".join(ET.fromstring(matrix_picture(qm.corridor("SY", "VE"))).itertext())
    assert "No pair of frameworks with levels is known" in words


def test_the_overview_shows_names_that_need_escaping_and_empty_corridors():
    tree = ET.fromstring(overview_picture([("A & B <C>", {"official": 3, "not-known": 1}), ("none", {})]))
    words = list(tree.itertext())
    assert "A & B <C>" in words
    assert "no two ladders" in words


def test_a_page_says_what_it_rests_on(qm):
    page = corridor_page(qm.corridor("IE", "DE"), Localiser(qm.catalogue), "ie-de.svg")
    headings = ("## From IE to DE", "## From DE to IE", "## Weakest links", "## What is missing")
    for words in (*headings, "party, date unknown", "not equivalence", "never counts against", "(ie-de.svg)"):
        assert words in page, words
    assert qm.version in page


# The command line


def test_one_corridor_on_the_command_line():
    shown = qualmap("corridor", "SN", "BE")
    assert shown.returncode == 0
    assert "SN - BE, both ways, on 2026-11-23" in shown.stdout
    data = json.loads(qualmap("corridor", "GH", "RW", "--format", "json").stdout)
    assert [data["there"]["origin"], data["back"]["origin"]] == ["GH", "RW"]
    rows = list(csv.DictReader(io.StringIO(qualmap("corridor", "GH", "RW", "--format", "csv").stdout)))
    assert {row["origin"] for row in rows} == {"gh-ntvetqf@2012", "rw-rnqf-he@2007"}


def test_a_csv_without_a_matrix_has_the_same_header():
    empty = qualmap("corridor", "SY", "VE", "--format", "csv").stdout.splitlines()
    full = qualmap("corridor", "GH", "RW", "--format", "csv").stdout.splitlines()
    assert empty == full[:1]


def test_a_wrong_country_is_one_line_and_exit_2():
    done = qualmap("corridor", "QQ", "BE")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_the_report_is_a_folder_that_holds_together(tmp_path):
    folder = tmp_path / "report"
    arguments = ("corridors", "-o", folder, "--programme", "egypt-south-africa-engineer", "--programme", "promise")
    assert qualmap(*arguments).returncode == 0
    names = {path.name for path in folder.iterdir()}
    stems = {"eg-za", "kh-th", "la-th", "mm-th"}
    assert names == {"index.md", "overview.svg"} | {f"{stem}.{end}" for stem in stems for end in ("md", "svg")}
    index = (folder / "index.md").read_text("utf-8")
    for stem in stems:
        assert f"({stem}.md)" in index
        assert f"({stem}.svg)" in (folder / f"{stem}.md").read_text("utf-8")
        ET.fromstring((folder / f"{stem}.svg").read_text("utf-8"))
    assert "Engineering Council of South Africa" in (folder / "eg-za.md").read_text("utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert process(*arguments).returncode == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_report_as_data(tmp_path):
    import jsonschema

    assert qualmap("corridors", "-o", tmp_path, "--programme", "tunisia-belgium", "--format", "json").returncode == 0
    schema = json.loads((ROOT / "docs" / "schema" / "corridor.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads((tmp_path / "tn-be.json").read_text("utf-8")), schema)


def test_an_unknown_programme_is_named_with_its_neighbour(tmp_path):
    done = qualmap("corridors", "-o", tmp_path, "--programme", "thamn")
    assert done.returncode == 2
    assert "thamm" in done.stderr
