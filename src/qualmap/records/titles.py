"""Records of the search for titles: how award titles are also written, and what the search has learned."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from qualmap.records.base import Code, Integer, LanguageTag, Number, Record, Source, Text, TextSet
from qualmap.records.dates import PartialDate


class Spelling(Record):
    """One way to write a part of a title, and the forms that mean the same."""

    write: Text = Field(description="What the searched name holds.")
    forms: TextSet = Field(description="Forms that mean the same.")
    language: Code = Field(description="Language of the forms.")
    source: Code = Field(description="Local id of the source that says so.")


class SubjectWords(Record):
    """The words after which a title names its subject."""

    markers: TextSet = Field(description="Words after which any title names its subject, such as `in`.")
    degrees: TextSet = Field(description="Words for degrees.")
    degree_markers: TextSet = Field(description="Words after which a degree names its subject, such as `of`.")
    kept: TextSet = Field(description="Words that belong to the award wherever they stand, such as `honours`.")
    source: Code = Field(description="Local id of the source that says so.")


class TitleWords(Record):
    """How titles are also written."""

    id: Code = Field(description="Id of the record.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    abbreviations: tuple[Spelling, ...] = Field(description="Abbreviations and what they stand for.")
    variants: tuple[Spelling, ...] = Field(description="Variants in spelling.")
    subjects: SubjectWords = Field(description="How a title names its subject.")
    wrappers: TextSet = Field(
        (), description="Words before the name of an award that only say that a paper was given, such as `diploma of`."
    )
    results: TextSet = Field((), description="Classes and grades that stand beside the name of an award.")
    articles: TextSet = Field((), description="Articles that a language writes together with the word.")
    left_off: TextSet = Field(
        description="Bracketed texts that tell no award from another, such as the scheme that it belongs to."
    )
    repeated: TextSet = Field(
        description="Bracketed texts that name the award once more, in another language or by its initials. All other "
        "brackets are part of the title.",
    )


PaperKind = Literal["not-an-award", "licence-to-practise"]
"""What a paper is that is no award: a licence to work in a trade or profession, or any other."""


NoLevel = Literal["not-an-award", "licence-to-practise", "part-of-an-award"]
"""What has no level of its own: a paper that is no award, or a recorded part of an award."""


class Paper(Record):
    """Titles of papers that are no award."""

    says: PaperKind = Field(description="What such a paper is.")
    language: Code = Field(description="Language of the titles.")
    title: tuple[Text, ...] = Field(description="Patterns for whole words in the folded title, any of which tells.")
    unless: tuple[Text, ...] = Field((), description="Patterns that veto.")
    source: Code = Field(description="Local id of the source that says so.")


class NotAwards(Record):
    """Papers that have no level in any framework; the first that fits a title tells what it is."""

    id: Code = Field(description="Id of the record.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    papers: tuple[Paper, ...] = Field(description="What tells them; the first that fits a title says what it is.")


NotKind = Literal["no-award", "licence-to-practise", "part-of-an-award", "prior-learning"]
"""What a title may name that is no kind of award; a personal paper, a permit or a prize is `no-award`."""


class PaperExamples(Record):
    """Papers of one sort in one language, as they are called."""

    says: NotKind = Field(description="What such a paper is.")
    language: LanguageTag = Field(description="Language of the titles, BCP 47.")
    titles: tuple[Text, ...] = Field(description="What such papers are called.")
    source: Code = Field(description="Local id of the source that says so.")


class SubjectExamples(Record):
    """Subjects as they stand after the name of an award in one language."""

    language: LanguageTag = Field(description="Language of the subjects, BCP 47.")
    texts: tuple[Text, ...] = Field(description="What may follow the name of an award.")


class TitleExamples(Record):
    """From what the model of kinds learns beside the recorded awards: papers that are no award, and subjects."""

    id: Code = Field(description="Id of the record.")
    sources: tuple[Source, ...] = Field(description="Sources of the record.")
    examples: tuple[PaperExamples, ...] = Field(description="Papers that are no kind of award.")
    subjects: tuple[SubjectExamples, ...] = Field(description="Subjects, which say nothing of the kind.")


class Weight(Record):
    """What one feature of a match adds to the log odds that it is right."""

    feature: Code = Field(description="The feature.")
    value: Number = Field(description="What it adds to the log odds.")


class SearchScore(Record):
    """How well the score of the first match held on frameworks that it was not fitted on."""

    n: Number = Field(description="How many searches were scored.")
    right: Number = Field(description="How often the first match was right.")
    ece: Number = Field(description="The calibration error.")
    ece_perfect: Number = Field(description="The calibration error of a perfect score of the same size.")
    found_right: Number = Field(description="How often it was right at or above the threshold.")
    not_found_right: Number = Field(description="How often it was right below the threshold.")


class TitleSearchModel(Record):
    """What ``python -m qualmap.evaluation.titles.fit`` writes: the score's weights, its threshold and why."""

    id: Code = Field(description="Id of the record.")
    source: Text = Field(description="How the record was made, in words.")
    fitted_on: PartialDate = Field(description="The catalogue's date when it was fitted.")
    threshold: Number = Field(description="The score from which on a title counts as found.")
    threshold_reason: Text = Field(description="Why there, in words.")
    mixture: Text = Field(description="For which mixture of searches the score is right, in words.")
    outside: Number = Field(
        description="How many points of nearness (0 to 100) an award loses that was not given on the date asked for."
    )
    late_years: Integer = Field(description="For how many years after its last one an award may still have been given.")
    outside_reason: Text = Field(description="Why so many, in words.")
    weights: tuple[Weight, ...] = Field(description="What each feature of a match adds.")
    held_out: SearchScore = Field(description="How well the score held on frameworks that it was not fitted on.")

    @cached_property
    def by_feature(self) -> dict[str, float]:
        """The weights by the name of their feature."""
        return {item.feature: item.value for item in self.weights}
