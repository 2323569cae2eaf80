"""A view answers for one level: what a table says of it, read either way, and what a path says. So does evidence."""

from __future__ import annotations

import pytest

from qualmap.crosswalk.links import Links
from tests.ladders import bundled, ladder, make_table, world

ONE = ladder("one", ["1", "2", "3", "4", "5"], {"5": "doctorate"})
TWO = ladder("two", ["1", "2", "3", "4"], {})
THREE = ladder("three", ["1", "2"], {})
GAP = bundled().assumptions["inversion-gap"]


def link(level, *targets):
    relation = "unlinked" if not targets else "equal" if len(targets) == 1 else "spans"
    return {"level": level, "targets": list(targets), "relation": relation, "source": "seen", "claim": "pair"}


# One's 3 has officially no counterpart though 2 and 4 have; nothing is said of its 5; Two's 3 is given to nobody.
FIRST = make_table(ONE, TWO, "first", [link("1", "1"), link("2", "1", "2"), link("3"), link("4", "4")])
SECOND = make_table(TWO, THREE, "second", [link("1", "1"), link("2", "1"), link("4", "2")])
QM = world([ONE, TWO, THREE], [FIRST, SECOND])
LINKS = Links(QM.catalogue.frameworks, QM.catalogue.tables, QM.catalogue.assumptions)
SURE = bundled().assumptions["status-referenced"]


def at(origin, destination, level):
    (view,) = LINKS.direct(str(origin.ref), str(destination.ref))
    return view.at(level)


def test_a_named_level_is_official_and_has_its_link():
    row = at(ONE, TWO, "2")
    assert (row.low, row.high, row.columns, row.span) == (1, 2, (1, 2), "1 to 2")
    assert (row.official, row.named, row.denied, row.reliability) == (True, True, False, SURE)
    assert row.links == (FIRST.links[1],)


def test_a_level_that_the_table_leaves_out_has_nothing():
    row = at(ONE, TWO, "5")
    assert (row.reliability, row.named, row.official, row.links) == (0.0, False, False, ())


def test_a_level_officially_between_two_others_is_denied_and_agrees_with_no_level():
    row = at(ONE, TWO, "3")
    assert row.denied
    assert row.reliability == 0.0
    assert row.agrees((), exactly=True)
    assert not row.agrees((3,), exactly=False)


def test_backwards_a_level_has_every_link_that_names_it():
    row = at(TWO, ONE, "1")
    assert row.view.backwards
    assert row.links == FIRST.links[:2]
    assert row.columns == (1, 2)


def test_backwards_a_level_that_no_link_names_lies_between_its_neighbours():
    """One's 2 reaches up to Two's 2 and One's 4 is Two's 4: only One's 3 is left for Two's 3, and nobody says so."""
    row = at(TWO, ONE, "3")
    assert (row.low, row.high, row.span) == (3, 3, "3")
    assert (row.official, row.named, row.links) == (False, False, ())
    assert row.reliability == pytest.approx(GAP * SURE)


@pytest.mark.parametrize(
    ("columns", "holds", "exactly"), [((1, 2), True, True), ((1,), True, False), ((2, 3), False, False)]
)
def test_an_answer_agrees_exactly_or_lies_inside(columns, holds, exactly):
    row = at(ONE, TWO, "2")
    assert row.holds(columns) is holds
    assert row.agrees(columns, exactly=False) is holds
    assert row.agrees(columns, exactly=True) is exactly


def test_backwards_a_table_may_name_fewer_levels_than_the_answer():
    """Two's 4 is given to One's 4 alone; a table that is silent on One's 5 does not deny that it belongs there too."""
    row = at(TWO, ONE, "4")
    assert row.agrees((4, 5), exactly=True)
    assert not at(ONE, TWO, "4").agrees((3, 4), exactly=True)


def test_a_path_multiplies_and_has_no_links_of_its_own():
    (path,) = LINKS.paths(str(ONE.ref), str(THREE.ref))
    row = path.at("4")
    assert (row.low, row.high, row.links) == (2, 2, ())
    assert row.reliability == pytest.approx(SURE**2)
    assert row.tables == (FIRST, SECOND)
    assert path.at("5").reliability == 0.0


# -- evidence -----------------------------------------------------------------------------------


def said(origin, destination, level, kind="link"):
    mapping = QM.crosswalk(origin, destination)[level]
    return [(piece.id, piece.tables, piece.framework, piece.level) for piece in mapping.evidence if piece.kind == kind]


def test_evidence_says_which_tables_and_which_level_it_is_of():
    first, both = (FIRST.id,), (FIRST.id, SECOND.id)
    assert said("one", "two", "2") == [(f"{FIRST.id}#2", first, "one@1", "2")]
    assert said("one", "three", "4", "path") == [(f"{FIRST.id}+{SECOND.id}#4", both, "one@1", "4")]
    assert said("one", "three", "5", "qualification-type") == [("one@1:5#award-1", (), "one@1", "5")]


def test_evidence_read_backwards_is_of_the_level_that_the_table_names():
    assert said("two", "one", "2") == [(f"{FIRST.id}#2", (FIRST.id,), "one@1", "2")]


def test_evidence_of_order_is_of_the_level_that_no_link_names():
    assert said("two", "one", "3") == [(f"{FIRST.id}#3-unnamed", (FIRST.id,), "two@1", "3")]
