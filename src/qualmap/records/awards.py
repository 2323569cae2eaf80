"""Awards that people hold, by country, older ones among them: what an officer's question begins with."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qualmap.records.base import (
    Code,
    Country,
    CountrySet,
    Edition,
    FieldOfStudy,
    FrameworkId,
    Integer,
    LanguageTag,
    Record,
    Source,
    Span,
    Text,
)
from qualmap.records.dates import PartialDate
from qualmap.records.framework import AccessRight

NameSort = Literal["official", "abbreviation", "everyday", "transliteration", "translation", "former"]
AwardForm = Literal["part", "prior-learning"]
"""What an award is that is not one by itself."""
Given = Literal["given", "not-yet", "no-longer", "not-known"]
"""Whether an award was given on a day: it was, it came later, it had ended, or one of the two dates is not known."""


class Name(Record):
    """Another name of an award, beside the title that it prints."""

    text: Text = Field(description="The name.")
    language: LanguageTag | None = Field(None, description="Its language, BCP 47; none for most abbreviations.")
    sort: NameSort = Field(
        description="official: printed too, in another official language. everyday: what people say. transliteration: "
        "the title in another script. translation: in real use. former: printed on the same award before."
    )


class Period(Record):
    """When an award was given; a side that is left out is open, or not known."""

    first: PartialDate | None = Field(None, description="The first award, not the law or the first intake.")
    last: PartialDate | None = Field(None, description="The last regular award; late ones may follow.")

    def overlaps(self, other: Period) -> bool:
        """Whether both may have been given on one day."""
        pairs = (self.last, other.first), (other.last, self.first)
        return not any(end and start and end.certainly_before(start) for end, start in pairs)

    def given(self, day: str | None, late: int = 0) -> Given:
        """Whether an award was given on a day; for ``late`` years after the last regular one it still was."""
        if day is None:
            return "not-known"
        if self.first is not None and PartialDate(day).certainly_before(self.first):
            return "not-yet"
        if self.last is not None:
            last = PartialDate(f"{int(self.last.year) + late:04d}{self.last[4:]}")
            if last.certainly_before(day):
                return "no-longer"
        return "given" if self.first is not None else "not-known"


class Stand(Record):
    """A level that a framework gives to the award."""

    framework: FrameworkId = Field(description="The framework's id.")
    level: Code = Field(description="The level's code.")
    edition: Edition | None = Field(None, description="The edition; none: the one in force on the catalogue's date.")
    source: Code = Field(description="Who says so.")


class Equal(Record):
    """What the award equals in its own country, by law or by practice."""

    to: Text = Field(description="Another award, or what it counts as, in words.")
    by: Text | None = Field(None, description="The law, decision or practice by which it does.")
    source: Code = Field(description="Who says so.")


class HeldAward(Record):
    """One award that people hold.

    ``source`` vouches that there is such an award, and for what ``note`` says was read. ``size_source`` vouches for
    ``isced``, ``entry`` and ``years``. All else without a source of its own is the editor's general knowledge.
    """

    id: FrameworkId = Field(description="Unique in its file.")
    title: Text = Field(description="As printed, in its own language.")
    language: LanguageTag = Field(description="Language of the title, BCP 47.")
    told_apart: Text | None = Field(None, description="What tells it from another award of that title.")
    countries: CountrySet = Field((), description="Those of the file's countries that have it, if not all have.")
    names: tuple[Name, ...] = Field((), description="Its other names. An award's successor is another award.")
    form: AwardForm | None = Field(
        None,
        description="part: it certifies a part of an award, and is not placed by itself. prior-learning: it certifies "
        "what was learnt at work or elsewhere, and stands as the award that it certifies, if its kind says which. "
        "None: an award by itself.",
    )
    kind: Code | None = Field(None, description="Generic type; none where none fits, and for a part.")
    isced: Integer | None = Field(None, description="ISCED 2011 level, 0 to 8.")
    field: FieldOfStudy | None = Field(None, description="ISCED-F 2013 code, where the award has one field.")
    entry: Text | None = Field(None, description="What one usually enters with.")
    years: Span | None = Field(None, description="Full-time years of study after that entry.")
    credits: Span | None = Field(None, description="How many credits.")
    credit_system: Text | None = Field(None, description="In which system they count.")
    awarded: Period | None = Field(None, description="When it was given; none: not known.")
    stands: tuple[Stand, ...] = Field((), description="Levels of frameworks.")
    equals: tuple[Equal, ...] = Field((), description="What it equals at home.")
    replaced_by: tuple[Text, ...] = Field((), description="Titles or names of the awards that followed it.")
    access: tuple[AccessRight, ...] = Field((), description="What it opens at home, and what it does not.")
    results: Text | None = Field(None, description="Grades, and what they decide.")
    body: Text | None = Field(None, description="Who awards or examines it.")
    source: Code = Field(description="Vouches that there is such an award, and for what the note says was read.")
    size_source: Code | None = Field(None, description="Vouches for ISCED level, entry and years.")
    further: tuple[Code, ...] = Field((), description="More sources in which it was met.")
    note: Text | None = Field(None, description="Anything else.")


class NotGiven(Record):
    """A kind of award that a country is known not to give: an answer, and no gap in the record."""

    kind: Code = Field(description="Generic type.")
    why: Text = Field(description="What is known, in words.")
    source: Code = Field(description="Who says so.")


class Awards(Record):
    """The awards of one country, or those that a board, a directive or a common history gives several."""

    id: FrameworkId = Field(description="The country's code in lower case, or a name where countries share them.")
    name: Text = Field(description="In English.")
    countries: CountrySet = Field(description="One: its own awards. Several: they share them. None: found anywhere.")
    notice: Text | None = Field(None, description="Terms of what is not under the records' own licence.")
    sources: tuple[Source, ...] = Field(description="Where the facts are from.")
    not_given: tuple[NotGiven, ...] = Field((), description="Kinds of award that the country does not give.")
    awards: tuple[HeldAward, ...] = Field(description="The awards.")

    def countries_of(self, award: HeldAward) -> tuple[Country, ...]:
        """The countries that have one of these awards; none: any."""
        return award.countries or self.countries

    def held_in(self, country: Country) -> Awards:
        """The same record with the awards of one country only."""
        kept = tuple(award for award in self.awards if country in (self.countries_of(award) or (country,)))
        return self.model_copy(update={"awards": kept})

    def source_of(self, key: str) -> Source:
        """The source with this local id."""
        return next(source for source in self.sources if source.id == key)
