"""Finding the award that a title names: real titles, near misses, dates, places, and what is not there."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualmap
from qualmap.awards.index import Index
from qualmap.awards.search import Search
from qualmap.errors import AmbiguousNameError, InputError, UnknownNameError
from qualmap.evaluation.titles import fit
from qualmap.evaluation.titles.trials import trials
from qualmap.records import QualificationType
from tests.shell import qualmap as run

REMEDY = "run `python scripts/refresh.py --fits`"


def first(found):
    return found.matches[0].framework.id, found.matches[0].title, found.matches[0].levels


# -- what people write --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "country", "framework", "recorded", "levels"),
    [
        ("Honours Bachelor Degree", "IE", "ie-nfq", "Honours Bachelor Degree", ("8",)),
        ("Bachelor's Degree with Honors", "Ireland", "ie-nfq", "Honours Bachelor Degree", ("8",)),
        ("BA (Hons)", "IE", "ie-nfq", "Honours Bachelor Degree", ("8",)),
        ("Ordinary Bachelor Degree", "IE", "ie-nfq", "Ordinary Bachelor Degree", ("7",)),
        ("BTS", "FR", "fr-cncp", "Brevet de technicien supérieur (BTS)", ("5",)),
        ("BREVET DE TECHNICIEN SUPERIEUR", "FR", "fr-cncp", "Brevet de technicien supérieur (BTS)", ("5",)),
        ("B.T.S. en mécanique", "France", "fr-cncp", "Brevet de technicien supérieur (BTS)", ("5",)),
        ("D.U.T. génie civil", "FR", "fr-cncp", "Diplôme universitaire de technologie (DUT)", ("5",)),
        ("havo-diploma", "NL", "nl-nlqf", "HAVO diploma; HAVO; Diploma hoger algemeen voortgezet onderwijs", ("4",)),
        ("VWO diploma", "NL", "nl-nlqf", "VWO diploma; VWO; Diploma voorbereidend wetenschappelijk onderwijs", ("4+",)),
        ("Geprüfter Meister", "DE", "de-dqr", "Geprüfter Meister; Meister; Meisterbrief", ("6",)),
        ("Diploma in Nursing", "KE", "ke-knqf", "Diploma", ("6",)),
        ("Licenciatura em Direito", "CV", "cv-qnq", "Licenciatura", ("6",)),
        ("BS Nursing", "PH", "ph-pqf", "Bachelor of Science in Nursing", ("6",)),
        ("professional bachelor's diploma", "LT", "lt-ltqf",
         "Profesinio bakalauro diplomas; professional bachelor's diploma", ("6",)),
        ("ΔΙΔΑΚΤΟΡΙΚΟ ΔΙΠΛΩΜΑ", "EL", "gr-hqf", "Διδακτορικό Δίπλωμα", ("8",)),
        ("бакалавр", "UA", "ua-nrk", "Бакалавр", ("6",)),
    ],
)  # fmt: skip
def test_a_title_as_people_write_it(qm, title, country, framework, recorded, levels):
    found = qm.find(title, country=country)
    assert (found.status, *first(found)) == ("found", framework, recorded, levels)


def test_an_old_award_is_found_in_every_edition_that_applied_on_its_date(qm):
    """South Africa in 2015: the framework of ten levels in force, that of eight still taught out."""
    found = qm.find("Bachelor of Science Honours", country="ZA", on="2015-12-01")
    honours = [(m.framework.edition, m.standing, m.levels) for m in found.matches if m.exact]
    assert honours[0] == ("2009", "in-force", ("8",))
    assert ("1995", "teach-out", ("7",)) in honours
    then = qm.find("Bachelor Honours Degree", country="ZA", on="2000-01-01")
    assert {match.framework.edition for match in then.matches if match.exact} == {"1995"}


def test_a_title_on_several_levels_gives_all_of_them(qm):
    found = qm.find("Kvalifikacijos pažymėjimas", country="LT")
    assert first(found)[2] == ("1", "2", "3", "4")
    assert found.matches[0].exact


def test_before_any_edition_the_nearest_is_searched_and_marked(qm):
    found = qm.find("Licence", country="FR", on="1950-01-01")
    assert [(match.framework.edition, match.standing) for match in found.matches if match.exact] == [("1969", "later")]
    assert "no recorded edition was in force on 1950-01-01" in found.reason


def test_a_country_without_a_framework_still_has_its_awards(qm):
    match = qm.find("Bachelor", country="JP").matches[0]
    assert (match.framework.id, match.levels, match.standing, match.exact) == ("jp-none", (), "none", True)


def test_a_part_of_a_country_is_searched_with_what_holds_for_the_whole(qm):
    scottish = qm.find("Higher", country="Scotland")
    assert (scottish.country, scottish.subdivision) == ("GB", "GB-SCT")
    assert {match.framework.id for match in scottish.matches if match.framework} == {"gb-sct-scqf"}
    welsh = qm.find("Bachelor's degree with honours", country="Wales").matches
    assert {match.framework.id for match in welsh if match.framework} == {"gb-wls-cqfw", "gb-eng-fheq"}


def test_without_a_country_the_reason_asks_for_one(qm):
    found = qm.find("Bachelor", limit=3)
    assert len(found.matches) == 3
    assert all(match.exact for match in found.matches)
    assert found.matches[0].score < 0.5
    assert "say which one it is from" in found.reason


def test_one_framework_or_edition(qm):
    assert {m.framework.edition for m in qm.find("Licence", framework="fr-cncp@1969", on="1990").matches} == {"1969"}
    assert {m.framework.edition for m in qm.find("Licence", framework="fr-cncp", on="2020").matches} == {"2019"}
    elsewhere = qm.find("Licence", country="DE", framework="fr-cncp")
    assert (elsewhere.status, elsewhere.matches) == ("not_found", ())
    assert "fr-cncp is no framework in Germany" in elsewhere.reason


def test_a_match_says_where_it_was_read(qm):
    match = qm.find("Baccalaureate Degree", country="PH").matches[0]
    assert (match.verification, match.source) == ("seen", "https://pqf.gov.ph/Home/Details/7")
    for match in qm.find("Diploma", limit=50).matches:
        assert (match.source is None) == (match.verification == "recalled")


# -- exact is strict, not found is honest -----------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "recorded"),
    [
        ("Bachelor", "Bachelor Honours"),
        ("Bachelor Honours", "Bachelor"),
        ("Bachelor", "Bachelor (Ordinary)"),
        ("Bachelor", "Bachelor's degree (professional, level 8)"),
        ("Diploma", "Advanced Diploma"),
        ("Advanced Diploma", "Diploma"),
        ("Diploma", "Diploma (level V)"),
        ("Diploma", "Diploma (TVET)"),
        ("Master", "Master craftsman"),
        ("Master craftsman", "Master"),
        ("Master", "Master of Arts"),
        ("MA", "Master"),
        ("Certificate II", "Certificate III"),
        ("Certificate 1", "Certificate I"),
        ("Higher Diploma in Education", "Diploma in Higher Education"),
        ("Advanced", "Advanced / technician certificate"),
        ("Απολυτήριο", "Απολυτήριο / Πτυχίο ΕΠΑΛ"),
        ("SEC", "Secondary Education Certificate (SEC), grades 1-5"),
        ("Diploma in Nursing", "Diploma"),
        ("Master of Science", "Master Spécialisé (MS)"),
        ("Diplomierte Expertin", "Diplomierte Expertin / Diplomierter Experte in Rechnungslegung"),
        ("Bachelor of Science", "Brevet de spécialisation (BS)"),
        ("Bachelor of Science Honours", "Bachelor Honours"),
    ],
)
def test_what_only_resembles_is_never_exact(catalogue, asked, recorded):
    assert not is_exact(catalogue, asked, recorded)


@pytest.mark.parametrize(
    ("asked", "recorded"),
    [
        ("bachelor's degree", "Bachelor's Degree (HEQSF)"),
        ("Bachelor", "Bachelor (Gakushi)"),
        ("BTS", "Brevet de technicien supérieur (BTS)"),
        ("Brevet de technicien superieur", "Brevet de technicien supérieur (BTS)"),
        ("Bachelor of Technology", "Bachelor of Technology (BTech)"),
        ("professional bachelor’s diploma", "Profesinio bakalauro diplomas; professional bachelor's diploma"),
        ("Bachelor (Ordinary)", "Bachelor (Ordinary)"),
        ("Ordinary Bachelor Degree", "Bachelor (Ordinary)"),
        ("Master of Philosophy", "Master's / MPhil"),
        ("Ph. D.", "PhD"),
        ("MS", "Master Spécialisé (MS)"),
        ("B.S.", "Bachelor of Science"),
    ],
)
def test_the_recorded_title_and_its_own_other_names_are_exact(catalogue, asked, recorded):
    assert is_exact(catalogue, asked, recorded)


def is_exact(catalogue, asked, recorded):
    """Whether one title names an award recorded under the other, in a framework that has no other award."""
    framework = catalogue.framework("jp-none")
    award = QualificationType(title=recorded, source=framework.sources[0].id)
    only = framework.model_copy(update={"qualification_types": (award,)})
    one = replace(catalogue, frameworks={str(only.ref): only}, apart={})
    found = Search(one).find(asked, None, catalogue.date, None, 1, version="test")
    return any(match.exact for match in found.matches)


def test_every_recorded_title_is_found_exactly_in_its_own_framework(qm):
    for framework in qm.frameworks():
        for award in framework.qualification_types:
            found = qm.find(award.title, framework=str(framework.ref))
            match = found.matches[0]
            assert match.exact, award.title
            levels = {m.levels for m in found.matches if m.exact and m.matched == match.matched}
            assert any(set(award.levels) <= set(codes) for codes in levels), award.title


def test_what_is_not_there_is_not_found_but_the_nearest_are_listed(qm):
    found = qm.find("Bachelor", country="IE")
    assert found.status == "not_found"
    assert [match.exact for match in found.matches[:2]] == [False, False]
    assert "no recorded title of Ireland is likely to be this award" in found.reason
    nothing = qm.find("zzqqxx", country="FR")
    assert (nothing.status, nothing.matches) == ("not_found", ())
    assert "says nothing about the award" in nothing.reason


def test_a_country_of_which_nothing_is_recorded_is_no_error(qm):
    """Of Antarctica there are only awards that are found anywhere, and none of them is like it."""
    found = qm.find("Laurea", country="AQ")
    assert found.status == "not_found"
    assert all(not award.countries for match in found.matches for award in match.held)
    nothing = qm.find("zzqqxx", country="AQ")
    assert nothing.matches == ()
    assert "says nothing about the award" in nothing.reason


def test_scores_fall_from_match_to_match(qm):
    scores = [match.score for match in qm.find("Higher Diploma in Education", limit=30).matches]
    assert scores == sorted(scores, reverse=True)


# -- the way of writing changes nothing ----------------------------------------------------------------


@pytest.fixture(scope="session")
def titles(qm):
    return [(award.title, str(f.ref)) for f in qm.frameworks() for award in f.qualification_types]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_case_and_diacritics_change_nothing(qm, titles, data):
    title, ref = data.draw(st.sampled_from(titles))
    plain = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    want = qm.find(title, framework=ref)
    for written in (title.upper(), title.lower(), plain, unicodedata.normalize("NFD", title), f"  {title}\n"):
        assert qm.find(written, framework=ref).matches == want.matches


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_the_order_of_words_does_not_change_the_award(qm, titles, data):
    title, ref = data.draw(st.sampled_from(titles))
    words = data.draw(st.permutations(title.split()))
    found = qm.find(" ".join(words), framework=ref)
    assert first(found) == first(qm.find(title, framework=ref))


@settings(max_examples=200, deadline=None)
@given(title=st.text(max_size=320), country=st.sampled_from([None, "ZA", "FR", "UA"]))
def test_any_text_is_answered_or_refused_in_one_line(qm, title, country):
    found = found_or_refused(qm, title, country)
    if isinstance(found, InputError):
        assert str(found).isprintable()
    else:
        assert all(0 <= match.score <= 1 for match in found.matches)


def found_or_refused(qm, title, country):
    try:
        return qm.find(title, country=country)
    except InputError as error:
        return error


# -- bad input ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("", "holds no letters"),
        (" \t\n", "holds no letters"),
        ("!?--", "holds no letters"),
        ("Bachelor " * 40, "at most 300 are read"),
        ("Bach\x00elor", "U+0000"),
        ("Bachelor\ud800", "U+D800"),
        ("B\u0430chelor", "mixes Latin and Cyrillic letters"),
        ("\u0391polytirio", "mixes Greek and Latin letters"),
        (7, "a title is text, not int"),
    ],
)
def test_what_can_be_no_title_is_refused(qm, title, message):
    with pytest.raises(InputError) as caught:
        qm.find(title, country="ZA")
    assert message in str(caught.value)


def test_two_scripts_in_two_words_and_layout_marks_are_fine(qm):
    assert qm.find("Бакалавър (Bachelor)", country="BG").matches[0].exact
    assert qm.find("Bache\u00adlor\u200f", country="JP").matches[0].exact


def test_unknown_names_are_answered_with_the_nearest(qm):
    with pytest.raises(UnknownNameError, match="Germany"):
        qm.find("Master", country="Germny")
    with pytest.raises(UnknownNameError, match="ie-nfq"):
        qm.find("Master", framework="ie-nqf")
    with pytest.raises(AmbiguousNameError, match="not a date"):
        qm.find("Master", on="last year")
    with pytest.raises(InputError, match="between 1 and"):
        qm.find("Master", limit=0)


# -- the score -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tried(catalogue):
    return list(trials(Search(catalogue)))


def test_the_committed_score_is_what_the_fit_gives(catalogue, tried):
    tree = fit.record(catalogue, tried)
    committed = catalogue.title_search
    for new, old in zip(tree["weights"], committed.weights, strict=True):
        assert new["feature"] == old.feature
        assert float(new["value"]) == pytest.approx(old.value, abs=2e-4), REMEDY
    for name, value in tree["held_out"].items():
        assert float(value) == pytest.approx(getattr(committed.held_out, name), abs=2e-3), f"{name}: {REMEDY}"


def test_the_score_keeps_its_word_on_frameworks_that_it_did_not_see(catalogue):
    held_out = catalogue.title_search.held_out
    assert held_out.n > 3000
    assert held_out.ece < 0.05
    assert held_out.found_right > 0.85
    assert held_out.not_found_right < 0.2


def test_titles_with_their_award_and_without_it_are_told_apart(tried):
    kinds = {kind: [t for t in tried if t.kind == kind] for kind in ("present", "taken-off", "foreign")}
    share = {kind: sum(t.right for t in found) / len(found) for kind, found in kinds.items()}
    assert share["present"] > 0.85
    assert share["foreign"] == 0
    assert share["taken-off"] < 0.25


# -- the index -------------------------------------------------------------------------------------------


def test_the_index_finds_what_an_exhaustive_search_finds(catalogue):
    """A small run of the benchmark (``benchmarks/titles.py``): the nearest name by WRatio, or one as near."""
    from rapidfuzz import fuzz, process

    from qualmap.evaluation.titles.distort import Distorter

    search = Search(catalogue)
    index, distort = search.library.index, Distorter(catalogue.title_words, seed=3)
    texts = [search.words.spelled(distort.any_way(award.title)) for award in search.library.awards]
    same = [
        max((near.ratio for near in index.nearest(text)), default=0)
        == process.extractOne(text, index.names, scorer=fuzz.WRatio)[1]
        for text in texts
        if text
    ]
    assert len(same) > 900
    assert sum(same) / len(same) >= 0.99


def test_with_few_names_all_are_scored():
    index = Index(["diploma", "bachelor"])
    assert [index.names[near.at] for near in index.nearest("qq", limit=2)] == ["diploma", "bachelor"]


def test_nothing_is_indexed_before_the_first_search():
    qm = qualmap.load()
    qm.framework("ie-nfq")
    assert "_search" not in vars(qm)
    qm.find("Bachelor")
    assert "everything" in vars(qm._search)


def test_a_country_is_searched_without_the_others():
    """What a question does not need is not read."""
    qm = qualmap.load()
    qm.find("KCSE", country="KE")
    assert set(qm._search._countries) == {"KE"}
    assert not {"everything", "library"} & vars(qm._search).keys()
    assert set(qm.catalogue.apart["frameworks/awards"]._made) & {"UG", "TZ", "FR"} == set()


# -- the command line --------------------------------------------------------------------------------------


def test_the_command_prints_a_table_json_and_csv(qm):
    shown = run("find", "Honours Bachelor Degree", "--country", "Ireland")
    assert shown.returncode == 0
    assert "on 2026-11-23: found" in shown.stdout
    assert "ie-nfq@2003" in shown.stdout
    found = json.loads(run("find", "Licence", "--country", "FR", "--on", "1990-06", "--format", "json").stdout)
    assert found == qm.find("Licence", country="FR", on="1990-06").model_dump(mode="json")
    rows = list(csv.DictReader(io.StringIO(run("find", "BTS", "--country", "FR", "--format", "csv").stdout)))
    assert (rows[0]["levels"], rows[0]["exact"]) == ("5", "true")


def test_the_command_says_in_one_line_what_to_mend():
    refused = run("find", "Bachelor", "--country", "Narnia")
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert "unknown country 'Narnia'" in refused.stderr


def test_no_cell_of_a_table_is_a_formula():
    from qualmap.formats.csv import harmless

    assert [harmless(text) for text in ("=1+1", "+1", "-1", "@x", "\tx", "Diploma", "")] == [
        "'=1+1", "'+1", "'-1", "'@x", "'\tx", "Diploma", "",
    ]  # fmt: skip


# Parts of awards, and prior learning


def test_a_part_of_an_award_is_found_and_shown_as_one(qm):
    found = qm.find("Statement of Attainment", country="AU")
    assert (found.status, found.matches[0].exact, found.matches[0].held[0].form) == ("found", True, "part")
    assert (found.matches[0].generic_type, found.matches[0].levels) == (None, ())
    assert "part of an award" in found.reason


def test_prior_learning_is_found_and_shown_as_one(qm):
    found = qm.find("Worker's PAS", country="UG")
    assert (found.status, found.matches[0].held[0].form) == ("found", "prior-learning")
    whole = qm.find("Uganda Certificate of Education", country="UG")
    assert whole.matches[0].held[0].form is None


def test_the_command_says_what_is_a_part():
    shown = run("show", "de:teilqualifikation").stdout
    assert "is: a part of an award" in shown
    assert "a part of an award" in run("show", "Singapore").stdout


@pytest.mark.parametrize("title", ["Diplôme du baccalauréat général", "Diplôme du baccalauréat général, mention bien"])
def test_what_reads_most_of_a_title_comes_first(qm, title):
    """Without its wrapper it is a baccalauréat; only its first two words are the name of a university's own diploma."""
    found = qm.find(title, country="FR")
    assert (found.status, found.matches[0].title) == ("found", "Baccalauréat général")
    assert "Diplôme d'université" not in [match.title for match in found.matches[:3]]
