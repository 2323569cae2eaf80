"""Which statements of recognition bodies are of which award: the written rule.

A statement is of an award of the same country that has the name under which the body prints it: the whole title, or
one of those that it sets between slashes, as an exact name of the award; or the title and what it adds in brackets,
where both are names of that one award, or one of them where the two stand in two scripts; or, where no award has the
name exactly, as an everyday name that only one has. Neither time nor length may speak against it: the periods of both
overlap as far as they are known, and so do their years of study. Conditions (results, streams) are no part of the rule:
they stand on the statement, for whoever knows the document. What a reader has found beyond the rule stands on the
statement (``of``) and goes before it. Statements that contradict one another are all kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from qualmap.awards.held import Held
from qualmap.awards.known import read_at
from qualmap.awards.library import Award, Library
from qualmap.awards.model import BodyStatement, StatedLevels
from qualmap.awards.names import names_of
from qualmap.catalog import Catalogue
from qualmap.catalog.words import literally
from qualmap.records.awards import Period
from qualmap.records.base import Range
from qualmap.records.evaluation import Evaluations, Placement, Statement

_ALTERNATIVES = re.compile(r"\s*/\s*")
_BRACKET = re.compile(r"(.+?)\s*\(([^()]+)\)\s*")


@dataclass(frozen=True)
class Made:
    """A statement with the record that has it, and the names under which the body prints the award."""

    record: Evaluations
    statement: Statement
    names: frozenset[str]
    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def said(self) -> BodyStatement:
        """What it says, as answers show it."""
        record, statement = self.record, self.statement
        source = record.source_of(statement)
        return BodyStatement(
            body=record.body,
            country=record.body_country,
            of_country=record.country,
            title=statement.title,
            says=statement.says,
            levels=tuple(map(_levels, statement.placements)),
            derived=_levels(statement.derived) if statement.derived else None,
            comparable=statement.comparable,
            access=statement.access,
            valid_for=statement.valid_for,
            condition=statement.condition,
            years=statement.years,
            awarded_from=statement.awarded_from,
            awarded_to=statement.awarded_to,
            board=statement.board,
            edition=source.edition,
            truth=statement.truth,
            note=statement.note,
            source=read_at(source),
            verification=source.verification,
            notice=record.notice,
        )

    def is_named(self, award: Award) -> bool:
        """Whether the body prints an exact name of the award, or two of its names, one in brackets."""
        if any(award.names.get(name) for name in self.names):
            return True
        return any(
            one in award.names and other in award.names and (award.names[one] or award.names[other])
            for one, other in self.pairs
        )

    def resembles(self, award: Award) -> bool:
        """Whether the body prints any name of the award, exact or not."""
        return not self.names.isdisjoint(award.names)

    def fits(self, award: Award) -> bool:
        """Whether time and length do not speak against it; nothing does where no record gives them."""
        return not award.held or any(map(self._fits, award.held))

    def _fits(self, held: Held) -> bool:
        statement, award = self.statement, held.award
        period = Period(first=statement.awarded_from, last=statement.awarded_to)
        if award.awarded is not None and not award.awarded.overlaps(period):
            return False
        if statement.says == "access" or statement.years is None or award.years is None:
            return True  # years of an access statement count all schooling
        one, other = Range.parse(statement.years), Range.parse(award.years)
        return one.low <= other.high and other.low <= one.high


@dataclass(frozen=True)
class Statements:
    """The statements about the awards of one country, and of which award each is: by its place in the library."""

    made: tuple[Made, ...]
    of_award: Mapping[int, tuple[Made, ...]]

    @classmethod
    def of(cls, catalogue: Catalogue, country: str, library: Library) -> Statements:
        """All of them, in the order of their records; none where the folder was left out."""
        made = tuple(
            Made(record, statement, *_names(statement.title, catalogue))
            for record in catalogue.statements(country)
            for statement in record.statements
        )
        found: dict[int, list[Made]] = {}
        for each in made:
            for at in _awards_of(each, library):
                found.setdefault(at, []).append(each)
        return cls(made, {at: tuple(statements) for at, statements in found.items()})

    def said_of(self, at: int) -> tuple[BodyStatement, ...]:
        """What bodies say of the award at a place of the library."""
        return tuple(made.said for made in self.of_award.get(at, ()))

    def beside(self, awards: Iterable[int]) -> tuple[Made, ...]:
        """Those that are of none of these awards, as far as the rule tells."""
        joined = {id(each) for at in awards for each in self.of_award.get(at, ())}
        return tuple(each for each in self.made if id(each) not in joined)


def _awards_of(made: Made, library: Library) -> list[int]:
    """The awards, by place, that a statement is of."""
    if made.statement.of:
        named = set(made.statement.of)
        return [at for at, award in enumerate(library.awards) if not named.isdisjoint(one.id for one in award.held)]
    by_title = [at for at, award in enumerate(library.awards) if made.is_named(award)]
    if not by_title:
        alike = [at for at, award in enumerate(library.awards) if made.resembles(award)]
        one = {library.awards[at].held[0].id for at in alike if library.awards[at].is_held}
        by_title = alike if len(one) == 1 else []
    return [at for at in by_title if made.fits(library.awards[at])]


def _names(title: str, catalogue: Catalogue) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """The names in a printed title, and those that stand before and in brackets."""
    words = catalogue.words
    found: set[str] = set()
    pairs = []
    for part in (title, *_ALTERNATIVES.split(title)):
        names = names_of(part, words, lambda _: True)
        found |= {name for name, exact in names.items() if exact}
        bracket = _BRACKET.fullmatch(part)
        if bracket is not None:
            pairs += [(words.spelled(bracket[1]), written(bracket[2])) for written in (words.spelled, literally)]
            if not _scripts(bracket[1]) & _scripts(bracket[2]):
                found |= {words.spelled(bracket[1]), words.spelled(bracket[2])}
    return frozenset(found), tuple(pairs)


def _scripts(text: str) -> set[str]:
    """The scripts of a text's letters, by the first word of their names: LATIN, CYRILLIC, ARABIC."""
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()}


def _levels(placement: Placement) -> StatedLevels:
    return StatedLevels(framework=placement.framework, levels=placement.levels)
