"""What held-out frameworks are predicted from: links that were read, and never their own nor their kin's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from qualmap.catalog import Catalogue
from qualmap.crosswalk.engine import Engine
from qualmap.evaluation.parameters.fit import START, encoded, whole
from qualmap.evaluation.parameters.training import Training, arrange, kin
from tests.trials import reduced

SCALE = "eqf@2017"
LEAFLET = ["gb-eng-fheq@current", "gb-eng-rqf@current", "gb-sct-scqf@current", "gb-wls-cqfw@current", "ie-nfq@2003"]


@pytest.fixture(scope="module")
def known(catalogue) -> Training:
    return arrange(Engine(catalogue))


def moved(known: Training, at: int, level: int) -> Training:
    """The same, with every link of one framework moved to one level of the scale."""
    linked, truth = known.truth.linked[at], known.truth
    low, high = truth.low.copy(), truth.high.copy()
    low[at], high[at] = np.where(linked, level, low[at]), np.where(linked, level, high[at])
    return replace(known, truth=replace(truth, low=low, high=high))


def predictions(known: Training, catalogue: Catalogue) -> np.ndarray:
    return known.predict(np.arange(len(known)), ~known.kin, catalogue.parameters)[0]


def tables_to_scale(catalogue):
    return [table for table in catalogue.tables if SCALE in (table.origin, table.destination)]


# -- what counts as truth -----------------------------------------------------------------------


def test_every_framework_with_a_table_to_the_scale_is_there(known, catalogue):
    admissible = (t for t in tables_to_scale(catalogue) if t.links and t.status not in ("not-endorsed", "withdrawn"))
    assert set(known.names) == {end for table in admissible for end in (table.origin, table.destination)} - {SCALE}


def test_a_known_link_stands_where_its_table_puts_it(known, catalogue):
    """Ireland's 8 stands at EQF 6, France's 8 at 8, and the RQF's Entry 1 below EQF 1 (row and column 0: below)."""

    def at(name, code):
        row = catalogue.frameworks[name].codes.index(code) + 1
        framework = known.names.index(name)
        return known.truth.low[framework, row], known.truth.high[framework, row]

    assert at("ie-nfq@2003", "8") == (6, 6)
    assert at("fr-cncp@2019", "8") == (8, 8)
    assert at("gb-eng-rqf@current", "Entry 1") == (0, 0)


def test_nothing_recalled_is_fitted_on(known, catalogue):
    """Forget every recalled link, and the loss that the fit minimises is the same."""
    read, recalled = [], 0
    for table in catalogue.tables:
        links = tuple(link for link in table.links if table.source_of(link.source).verification != "recalled")
        recalled += len(table.links) - len(links)
        read.append(table.model_copy(update={"links": links}))
    assert recalled > 50
    forgetful = arrange(Engine(replace(catalogue, tables=tuple(read))))
    assert forgetful.truth.linked.sum() < known.truth.linked.sum()
    start = encoded(START)[None]
    losses = [whole(each, catalogue.parameters).value(start)[0] for each in (known, forgetful)]
    assert losses[0] == pytest.approx(losses[1], abs=1e-12)


def test_what_was_only_recalled_or_only_aligned_is_no_headline_truth(known, catalogue):
    by_id = {(t.origin, link.level): (t, link) for t in tables_to_scale(catalogue) for link in t.links}
    for at, name in enumerate(known.names):
        for row, code in enumerate(catalogue.frameworks[name].codes, start=1):
            if known.truth.printed[at, row]:
                table, link = by_id[name, code]
                assert link.claim == "pair"
                assert table.source_of(link.source).verification in ("seen", "secondary")


def test_a_span_counts_half_each(known, catalogue):
    """Every read row of the truth sums to 1, spans included; a row that nobody read sums to 0."""
    assert known.spread.sum(axis=2) == pytest.approx(known.truth.read.astype(float))


def test_an_anchor_is_the_mean_over_links_and_counts_frameworks(known, catalogue):
    """Every framework's doctorate that was read stands at EQF 8; the mean of the bachelor's is near 6."""
    everyone = np.ones(len(known), bool)
    found = {anchor.type: anchor for anchor in known.anchor_records(catalogue.parameters, everyone)}
    assert found["doctorate"].mean == 8
    assert found["bachelor"].mean == pytest.approx(6, abs=0.1)
    assert found["doctorate"].frameworks <= known.truth.read.any(axis=1).sum()


def test_no_spread_is_left_in_an_anchor_that_is_everywhere_alike_but_the_prior_s(known, catalogue):
    """Squares about a mean of 8 are 0: what is left is the prior variance, as if seen ``anchor-prior-count`` times,
    and wider for the next framework by one part in as many as were seen."""
    everyone = np.ones((1, len(known)), bool)
    at = known.awards.kinds.index("doctorate")
    variance = known.anchors(everyone, catalogue.parameters)[1][0, at]
    count = sum(
        8 in (known.truth.low[framework, row], known.truth.high[framework, row])
        for framework, row in zip(*np.nonzero(known.truth.read), strict=True)
        if (
            (known.awards.ladder == framework)
            & (known.awards.kind == at)
            & (known.awards.rung == known.ranks[framework, row] - 1)
        ).any()
    )
    prior, strength = catalogue.parameters.anchor_prior_variance, catalogue.assumptions["anchor-prior-count"]
    assert variance == pytest.approx(strength * prior / (count + strength) * (1 + 1 / count))


# -- kin ----------------------------------------------------------------------------------------


def test_frameworks_that_share_a_document_are_kin(known):
    """Ireland and the United Kingdom's frameworks are set side by side in one leaflet."""
    where = [known.names.index(name) for name in LEAFLET]
    assert known.kin[np.ix_(where, where)].all()


def test_kinship_is_mutual_and_with_oneself(known):
    assert (known.kin == known.kin.T).all()
    assert known.kin.diagonal().all()


def test_most_frameworks_have_no_kin(known):
    """Germany's report is its own; that one document is recalled makes nobody kin."""
    assert known.kin[known.names.index("de-dqr@2013")].sum() == 1
    assert (known.kin.sum(axis=1) == 1).mean() > 0.7


def test_editions_of_one_framework_are_kin(catalogue):
    engine = Engine(catalogue)
    names = engine.levelled
    related = kin(names, engine)
    assert related[names.index("fr-cncp@1969"), names.index("fr-cncp@2019")]
    assert related[names.index("za-nqf@1995"), names.index("za-nqf@2009")]


def test_a_framework_without_a_table_to_the_scale_can_be_kin_by_another_table(catalogue):
    """New Zealand was compared with Australia in the document of a table that does not touch the scale."""
    without = replace(catalogue, tables=tuple(t for t in catalogue.tables if SCALE not in (t.origin, t.destination)))
    engine = Engine(without)
    names = engine.levelled
    assert kin(names, engine)[names.index("au-aqf@current"), names.index("nz-nzqcf@2022")]


# -- planted leaks ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ie-nfq@2003", "nl-nlqf@current", "pl-prk@current", "au-aqf@current"])
@pytest.mark.parametrize("level", [1, 7])
def test_a_frameworks_own_links_do_not_reach_its_prediction(known, catalogue, name, level):
    """Planted leak: moving its links changes what it teaches others, not what is predicted for it or its kin."""
    at = known.names.index(name)
    before = predictions(known, catalogue)
    after = predictions(moved(known, at, level), catalogue)
    changed = (before != after).any(axis=(1, 2))
    assert not changed[known.kin[at]].any()
    assert changed[~known.kin[at]].any()


def test_links_that_are_not_hidden_do_reach_it(known, catalogue):
    """The other way round: had Ireland's links been in use, they would have shown."""
    at = known.names.index("ie-nfq@2003")
    everyone = np.ones((1, len(known)), bool)
    before = known.predict(np.array([at]), everyone, catalogue.parameters)[0]
    after = moved(known, at, 1).predict(np.array([at]), everyone, catalogue.parameters)[0]
    assert np.abs(before - after).max() > 0.01


def test_types_and_isced_levels_in_records_count_for_nothing(catalogue):
    """They were given by people who knew the level: only titles are read."""
    few = reduced(catalogue)
    stripped = {
        name: framework.model_copy(
            update={
                "qualification_types": tuple(
                    award.model_copy(update={"generic_type": "primary", "isced": None, "years": None})
                    for award in framework.qualification_types
                )
            }
        )
        for name, framework in few.frameworks.items()
    }
    before, after = arrange(Engine(few)), arrange(Engine(replace(few, frameworks=stripped)))
    assert (predictions(before, catalogue) == predictions(after, catalogue)).all()


def test_held_out_links_are_mostly_foreseen(known, catalogue):
    """Far above the one in ten of chance: the engine has learned something that holds for unseen frameworks."""
    likeliest = predictions(known, catalogue).argmax(axis=2)
    right = (known.truth.low <= likeliest) & (likeliest <= known.truth.high)
    assert right[known.truth.read].mean() > 0.85
