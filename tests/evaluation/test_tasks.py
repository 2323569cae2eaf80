"""The composed task and the titles task: what they hide is hidden."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from qualmap.crosswalk.links import Links, View
from qualmap.evaluation.benchmark.composed import chaining, composed, kept, noisy_or
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.titles import calibrated, nearest_title, titles
from qualmap.evaluation.benchmark.trials import Trials
from tests.ladders import make_table, world
from tests.trials import trial

IRELAND, GERMANY = "ie-nfq@2003", "de-dqr@2013"

# -- composed -----------------------------------------------------------------------------------


def linked(qm, origin, destination, name, pairs, document="{}"):
    one, other = qm.catalogue.framework(origin), qm.catalogue.framework(destination)
    links = [
        {
            "level": a,
            "targets": [b] if b else [],
            "relation": "equal" if b else "unlinked",
            "source": "seen",
            "claim": "pair",
        }
        for a, b in pairs
    ]
    table = make_table(one, other, name, links)
    sources = [
        source.model_copy(update={"url": f"https://example.org/{document.format(name)}"}) for source in table.sources
    ]
    return table.model_copy(update={"sources": tuple(sources)})


def triangle(qm, direct, document="{}"):
    """Ireland and Germany, both linked to the EQF, and a table between them."""
    tables = [
        linked(qm, "ie-nfq", "eqf", "irish", [("7", "6"), ("8", "6"), ("9", "7")], document),
        linked(qm, "de-dqr", "eqf", "german", [("6", "6"), ("7", "7")]),
        linked(qm, "ie-nfq", "de-dqr", "both", direct, document),
    ]
    return world([qm.framework("ie-nfq"), qm.framework("de-dqr")], tables).catalogue


def between(found):
    return [(each, said) for each, said in found if {each.origin, each.destination} == {IRELAND, GERMANY}]


def test_a_direct_table_is_predicted_through_other_frameworks(qm):
    """NFQ 8 is EQF 6 is DQR 6; the hidden table says 7, so the prediction is one off. 10 has no path: no trial."""
    found = between(composed(Folds(triangle(qm, [("8", "7"), ("9", "7"), ("10", "8")]))))
    assert [(each.level, each.official, each.answer) for each, _ in found] == [("8", {7}, {6}), ("9", {7}, {7})]
    assert [said for _, said in found] == [6, 7]
    assert all("eqf@2017" in each.why for each, _ in found)


def test_a_path_from_the_same_document_does_not_count(qm):
    """The Irish link to the EQF stands in the document that also sets Ireland beside Germany."""
    assert between(composed(Folds(triangle(qm, [("8", "7")])))) != []
    assert between(composed(Folds(triangle(qm, [("8", "7")], document="leaflet")))) == []


def test_a_hidden_level_without_counterpart_is_below_or_above(qm):
    found = between(composed(Folds(triangle(qm, [("7", None), ("8", "6"), ("9", "7")]))))
    assert {each.level: each.official for each, _ in found} == {"7": {0}, "8": {6}, "9": {7}}


def test_no_path_of_the_catalogue_shares_a_document_with_the_table_it_predicts(catalogue):
    """Nor a table between the same two: for every table that is not a succession."""
    tried = 0
    for table in catalogue.tables:
        read = {s.url or s.citation for s in table.sources if s.verification != "recalled"}
        links = Links(catalogue.frameworks, kept(catalogue.tables, table), catalogue.assumptions)
        assert links.direct(table.origin, table.destination) == []
        for path in links.paths(table.origin, table.destination):
            assert not read & path.documents
            tried += 1
    assert tried > 20


def test_memories_are_not_one_document_here(qm, catalogue):
    """That two tables were both recalled is no reason to hide one with the other."""
    recalled = [t for t in catalogue.tables if {s.verification for s in t.sources} == {"recalled"}]
    hidden, *others = recalled
    apart = [t for t in others if {t.origin, t.destination} != {hidden.origin, hidden.destination}]
    assert apart
    assert [t.id for t in kept(apart, hidden)] == [t.id for t in apart]


def chain(low, high, reliability):
    """A chain that puts one level on an interval of columns."""
    yes, no = np.ones(1, bool), np.zeros(1, bool)
    arrays = np.array([low]), np.array([high]), np.array([reliability]), yes, yes, no
    return View("a@1", "b@1", ("1",), ("1", "2", "3"), ("hub@1",), (), frozenset(), *arrays).at("1")


def test_noisy_or_multiplies_doubts():
    """Two chains to column 2 leave 0.4 x 0.4 = 0.16 in doubt, one to column 5 leaves 0.2: two weak beat one strong."""
    weak, strong = chain(2, 2, 0.6), chain(5, 5, 0.8)
    assert noisy_or([strong, weak, weak]) == 2
    assert noisy_or([strong, weak]) == 5
    assert noisy_or([chain(2, 3, 0.6), chain(3, 4, 0.6)]) == 3
    assert noisy_or([]) is None


def test_a_tie_of_chains_goes_to_the_lower_column():
    assert noisy_or([chain(4, 4, 0.5), chain(3, 3, 0.5)]) == 3


def test_what_chaining_said_is_looked_up_by_the_trial_itself():
    one, other = trial({1}, [0.2] * 5), trial({1}, [0.2] * 5)
    guess = chaining({id(one): 1, id(other): None})
    assert (guess(one), guess(other)) == (1, None)


# -- titles -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def two(catalogue):
    """South Africa and Germany alone, with their tables to the scale if they have any."""
    names = ("za-nqf@2009", GERMANY, "eqf@2017")
    tables = tuple(table for table in catalogue.tables if {table.origin, table.destination} <= {*names})
    return replace(catalogue, frameworks={name: catalogue.frameworks[name] for name in names}, tables=tables)


def with_award_on(catalogue, name, title, level):
    """The catalogue with one award on another level."""
    framework = catalogue.frameworks[name]
    awards = tuple(
        award.model_copy(update={"levels": (level,)}) if award.title == title else award
        for award in framework.qualification_types
    )
    moved = framework.model_copy(update={"qualification_types": awards})
    return replace(catalogue, frameworks=catalogue.frameworks | {name: moved})


class Given(Folds):
    """Two frameworks teach nothing: the catalogue's own parameters are used."""

    def parameters_of(self, name):
        return self.catalogue.parameters


@pytest.fixture(scope="module")
def named(two):
    return titles(Given(two))


def test_the_award_itself_is_not_on_the_ladder_that_answers(two, named):
    """Planted: move an award far down. What is official of it changes, what is answered does not; the other awards of
    the framework, whose ladder it stands on, notice."""
    chosen = next(each for each in named.each if each.origin == GERMANY and each.known and max(each.official) >= 6)
    after = titles(Given(with_award_on(two, GERMANY, chosen.level, "2")))
    again = next(each for each in after.each if (each.origin, each.level) == (GERMANY, chosen.level))
    assert again.official == {2} != chosen.official
    assert (again.probability == chosen.probability).all()
    assert again.answer == chosen.answer
    others = [
        (before.probability != now.probability).any()
        for before, now in zip(named.each, after.each, strict=True)
        if before.origin == GERMANY and before.level != chosen.level and before.known
    ]
    assert any(others)


def test_only_awards_that_were_read_on_a_level_are_asked_for(two, named):
    expected = {
        (name, award.title)
        for name in ("za-nqf@2009", GERMANY)
        for award in two.frameworks[name].qualification_types
        if award.levels and two.frameworks[name].source_of(award.source).verification != "recalled"
    }
    assert {(each.origin, each.level) for each in named.each} == expected


def test_a_title_that_no_line_of_the_rule_fits_gets_all_levels_alike(two):
    """A made-up word says nothing: an empty answer, and the same chance for every level of the framework."""
    framework = two.frameworks[GERMANY]
    odd = framework.qualification_types[0].model_copy(update={"title": "Qwrtz", "levels": ("4",)})
    odder = framework.model_copy(update={"qualification_types": (*framework.qualification_types, odd)})
    found = titles(Given(replace(two, frameworks=two.frameworks | {GERMANY: odder})))
    each = next(one for one in found.each if one.level == "Qwrtz")
    assert (each.known, each.answer, each.confidence) == (False, frozenset(), None)
    assert each.probability.tolist() == pytest.approx([0, *[1 / 8] * 8, 0])


def test_an_award_of_a_framework_is_on_one_of_its_levels(named):
    for each in named.each:
        assert each.probability.sum() == pytest.approx(1)
        assert each.probability[0] == each.probability[-1] == 0


def test_a_doctorate_is_at_the_top_of_germanys_ladder(named):
    doctorate = next(each for each in named.each if each.origin == GERMANY and each.official == {8} and each.known)
    assert doctorate.answer == {8}


def test_each_framework_is_calibrated_on_the_others():
    """xx is always right at 0.8: so yy is made surer. yy is always wrong at 0.8: so xx is made less sure."""
    right = [trial({1}, [0, 0.8, 0.2, 0], confidence=0.8, cluster="xx") for _ in range(20)]
    wrong = [trial({2}, [0, 0.8, 0.2, 0], confidence=0.8, cluster="yy") for _ in range(20)]
    found = calibrated(Trials.of([*right, *wrong])).confidence
    assert found[:20].max() < 0.5 < 0.9 < found[20:].min()


def test_the_nearest_title_elsewhere_gives_the_level(catalogue):
    """The Bachelor of another framework stands at EQF 6; Germany's level nearest to that height is 6."""
    framework = catalogue.frameworks[GERMANY]
    each = trial({6}, [0.1] * 10, origin=GERMANY, level="Bachelor's degree", codes=framework.codes)
    trials = Trials.of([each])
    assert nearest_title(catalogue, trials) == {id(trials.each[0]): 6}


def test_an_edition_is_asked_with_parameters_that_its_siblings_did_not_teach(catalogue):
    """France's nomenclature of 1969 has no link to the scale; that of 2019 has, and is hidden with it."""
    folds = Folds(catalogue)
    assert folds.parameters_of("fr-cncp@1969") == folds.parameters["fr-cncp@2019"] != catalogue.parameters
    assert folds.parameters_of("za-nqf@2009") == catalogue.parameters
