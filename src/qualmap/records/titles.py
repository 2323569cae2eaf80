"""Records of the search for titles: how award titles are also written, and what the search has learned."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from qualmap.records.base import Code, Integer, Number, Record, Source, Text, TextSet
from qualmap.records.dates import PartialDate


class Spelling(Record):
    """One way to write a part of a title, and the forms that mean the same; the searched name holds ``write``."""

    write: Text
    forms: TextSet
    language: Code
    source: Code


class SubjectWords(Record):
    """The words after which a title names its subject: ``in`` after any award, ``of`` after a degree.

    ``kept``: words that belong to the award wherever they stand (``honours``).
    """

    markers: TextSet
    degrees: TextSet
    degree_markers: TextSet
    kept: TextSet
    source: Code


class TitleWords(Record):
    """How titles are also written.

    ``left_off``: bracketed texts that tell no award from another, such as the scheme that it belongs to.
    ``repeated``: bracketed texts that name the award once more, in another language or by its initials. All other
    brackets are part of the title.
    """

    id: Code
    sources: tuple[Source, ...]
    abbreviations: tuple[Spelling, ...]
    variants: tuple[Spelling, ...]
    subjects: SubjectWords
    left_off: TextSet
    repeated: TextSet


PaperKind = Literal["not-an-award", "licence-to-practise"]
"""What a paper is that is no award: a licence to work in a trade or profession, or any other."""


class Paper(Record):
    """Titles of papers that are no award: patterns for whole words in the folded title, and those that veto."""

    says: PaperKind
    language: Code
    title: tuple[Text, ...]
    unless: tuple[Text, ...] = ()
    source: Code


class NotAwards(Record):
    """Papers that have no level in any framework; the first that fits a title tells what it is."""

    id: Code
    sources: tuple[Source, ...]
    papers: tuple[Paper, ...]


class Weight(Record):
    """What one feature of a match adds to the log odds that it is right."""

    feature: Code
    value: Number


class SearchScore(Record):
    """How well the score of the first match held on frameworks that it was not fitted on.

    ``right``: how often it was right; ``found_right`` and ``not_found_right``: the same at or above the threshold, and
    below it. ``ece``: the calibration error, and that of a perfect score of the same size.
    """

    n: Number
    right: Number
    ece: Number
    ece_perfect: Number
    found_right: Number
    not_found_right: Number


class TitleSearchModel(Record):
    """What ``python -m qualmap.evaluation.titles.fit`` writes: the score's weights, its threshold and why.

    ``outside``: how many points of nearness (0 to 100) an award loses that was not given on the date that is asked for;
    for ``late_years`` after its last year it still was.
    """

    id: Code
    source: Text
    fitted_on: PartialDate
    threshold: Number
    threshold_reason: Text
    mixture: Text
    outside: Number
    late_years: Integer
    outside_reason: Text
    weights: tuple[Weight, ...]
    held_out: SearchScore

    @cached_property
    def by_feature(self) -> dict[str, float]:
        """The weights by the name of their feature."""
        return {item.feature: item.value for item in self.weights}
