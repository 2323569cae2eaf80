"""Papers that are no award: each language's words tell them, and no real award is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import qualmap

QM = qualmap.load()
KIND = QM.catalogue.papers.kind
ON = "2026-11-23"

TITLES = yaml.safe_load((Path(__file__).parents[1] / "papers.yaml").read_text("utf-8"))
NO_AWARDS, LICENCES, AWARDS = TITLES["not_awards"], TITLES["licences"], TITLES["awards"]


def titles(text: str) -> list[str]:
    return [" ".join(title.split()) for title in text.split(";")]


@pytest.mark.parametrize("title", [title for text in NO_AWARDS.values() for title in titles(text)])
def test_a_permit_or_a_personal_paper_is_no_award(title):
    assert KIND(title) == "not-an-award"


@pytest.mark.parametrize("title", titles(LICENCES))
def test_a_licence_to_work_is_told_from_an_award(title):
    assert KIND(title) == "licence-to-practise"


@pytest.mark.parametrize("title", titles(AWARDS))
def test_a_real_award_is_never_taken_for_a_paper(title):
    assert KIND(title) is None


def test_no_recorded_award_is_taken_for_a_paper(catalogue):
    every = [award.title for framework in catalogue.frameworks.values() for award in framework.qualification_types]
    assert len(every) > 1000
    assert [title for title in every if KIND(title) is not None] == []


def test_the_words_of_each_entry_are_needed():
    """Enough cases, over enough languages, to notice an entry that tells nothing."""
    assert sum(len(titles(text)) for text in NO_AWARDS.values()) >= 200
    assert len({paper.language for paper in QM.catalogue.not_awards.papers}) >= 20
    assert len(titles(AWARDS)) >= 150


@pytest.mark.parametrize(
    ("title", "country"),
    [("Driving licence", "SN"), ("Medical fitness certificate", "IN"), ("Permis de construire", "SN"),
     ("Master Mariner certificate of competency", "EG"), ("Masterclass in bread baking", "IT")],
)  # fmt: skip
def test_find_finds_no_award_for_them(title, country):
    found = QM.find(title, country=country)
    assert (found.status, found.matches) == ("not_found", ())
    assert "it has no level" in found.reason


def test_what_a_record_bears_is_an_award(catalogue, tmp_path):
    """A record's own title counts, whatever its words: here a made-up framework calls an award a driving licence."""
    path = tmp_path / "xx-test@2020.yaml"
    path.write_text(
        "id: xx-test\nedition: '2020'\nname: Test\nkind: country\nstatus: in-force\nsource: s1\nregion: europe\n"
        "countries: [LI]\nsources:\n- {id: s1, verification: recalled, note: made for the test}\n"
        "levels:\n- {code: '3', rank: '1', source: s1}\n"
        "qualification_types:\n- {title: Driving licence, levels: ['3'], source: s1}\n"
    )
    qm = qualmap.load(extra=[path])
    assert qm.find("Driving licence", country="LI").matches[0].exact
    assert qm.assess({"title": "Driving licence", "country": "LI"}, "DE", "employment", on=ON).paper is None
