"""Of which kind the award is that a title names, by the model of kinds."""

from __future__ import annotations

import math

import pytest

from qualmap.awards.kinds import PAPERS, PLACE, KindModel, kinds_of, model
from qualmap.awards.papers import paper_of
from qualmap.catalog import Catalogue
from qualmap.evaluation.titles.kinds import write


@pytest.mark.parametrize(
    ("title", "country", "kind"),
    [
        ("Licence en droit", "SN", "bachelor"),
        ("Bachelor of Commerce", None, "bachelor"),
        ("Baccalauréat", None, "upper-secondary-general"),
        ("Диплом магістра", "UA", "master"),
        ("Doctorat en chimie", "CM", "doctorate"),
        ("Driving licence", "SN", "no-award"),
        ("Extrait de naissance", "CI", "no-award"),
        ("Certificate of good health", "FR", "no-award"),
        ("Capoeira", "SN", "no-award"),
        ("Practising licence of the Nursing Council", "UG", "licence-to-practise"),
        ("Relevé de notes", "FR", "part-of-an-award"),
        ("Validation des acquis de l'expérience", "FR", "prior-learning"),
    ],
)
def test_the_likeliest_kind_is_what_a_reader_of_the_language_says(title: str, country: str | None, kind: str) -> None:
    assert next(iter(kinds_of(title, country))) == kind


def test_chances_are_of_known_kinds_and_sum_to_one(catalogue: Catalogue) -> None:
    found = kinds_of("Higher National Diploma", "GB")
    assert math.isclose(sum(found.values()), 1, abs_tol=1e-4)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    every = {kind.id for kind in (*catalogue.types.types, *catalogue.types.held_only)}
    assert set(found) == every | PAPERS


def test_a_title_of_unknown_letters_is_not_said_to_be_of_a_kind() -> None:
    assert max(kinds_of("ᚠᚢᚦ").values()) < 0.5


def test_the_pieces_that_spoke_most_are_pieces_of_the_title() -> None:
    spoke = model().spoke("Driving licence", "no-award")
    assert all(one.piece.strip("^") in "<driving> <licence> driving licence" for one in spoke)
    assert [one.adds for one in spoke] == sorted((one.adds for one in spoke), reverse=True)


def test_the_file_is_small_and_written_the_same_again(tmp_path) -> None:
    assert PLACE.stat().st_size < 1_500_000
    write(model(), tmp_path / "again.npz")
    assert KindModel.read(tmp_path / "again.npz").of("Licence") == model().of("Licence")
    assert (tmp_path / "again.npz").read_bytes() == PLACE.read_bytes()


def test_of_strange_letters_the_model_does_not_say_that_they_name_no_award() -> None:
    assert paper_of("zzqqxx") is None


@pytest.mark.parametrize(
    ("title", "country", "recorded", "level"),
    [
        ("HNC Construction Management", "GB-SCT", "Higher National Certificate", "7"),  # nothing joins the subject
        ("Maîtrise de droit", "FR", "Maîtrise", "6"),
        ("S1 Teknik Informatika", "ID", "Sarjana (Bachelor)", "6"),
        ("Bac pro Commerce", "FR", "Baccalauréat professionnel", "4"),  # the longer name, not the one within it
    ],
)
def test_a_subject_that_no_word_joins_is_left_off(qm, title: str, country: str, recorded: str, level: str) -> None:
    found = qm.find(title, country=country)
    assert found.status == "found"
    assert (found.matches[0].title, found.matches[0].levels) == (recorded, (level,))
    assert "without its subject" in found.reason


def test_a_class_beside_the_name_is_passed_over(qm) -> None:
    assert qm.find("B.Sc Second Class Upper", country="NG").matches[0].title == "Bachelor's degree"


def test_an_article_written_with_the_word_makes_no_difference(qm) -> None:
    with_article, without = (qm.find(title, country="EG") for title in ("البكالوريوس", "بكالوريوس"))
    assert with_article.matches[0].title == without.matches[0].title
    assert without.matches[0].exact


def test_a_number_is_no_subject(qm) -> None:
    """Five years after the baccalauréat are no baccalauréat."""
    assert qm.find("Bac+5 Ecole d'ingénieurs", country="FR").status == "not_found"


@pytest.mark.parametrize(
    ("title", "country", "says"),
    [
        ("Licence de pêche", "FR", "no award but a permit"),
        ("Practising licence of the Nursing Council", "UG", "licence to practise"),
        ("Diploma Supplement", "DE", "part of an award"),
    ],
)
def test_what_is_no_award_is_named_as_what_it_is(qm, title: str, country: str, says: str) -> None:
    found = qm.find(title, country=country)
    assert (found.status, found.matches) == ("not_found", ())
    assert says in found.reason


def test_what_the_model_is_not_sure_of_is_not_found_and_nothing_more_is_said(qm) -> None:
    assert qm.find("Capoeira", country="SN").status == "not_found"


@pytest.mark.parametrize("title", ["Licence tourisme", "Licence transport et logistique"])
def test_a_degree_in_a_trade_that_knows_licences_is_a_degree(qm, title: str) -> None:
    assert qm.find(title, country="SN").matches[0].title == "Licence"
