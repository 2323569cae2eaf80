"""Records of the model that few questions need: each is read when first asked for, so that loading stays quick."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from qualmap.catalog.by_country import ByCountry
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import Compiled, Document
from qualmap.records import Record
from qualmap.records.kinds import LAZY, kind_of

if TYPE_CHECKING:
    from qualmap.records import (
        AccessAssumptions,
        Authorities,
        AwardPlacement,
        Awards,
        BackgroundRules,
        CodeLists,
        CopyHosts,
        Corridors,
        Evaluations,
        NotAwards,
        Phrases,
        Places,
        Policy,
        Professions,
        TitleExamples,
        TitleSearchModel,
        TitleWords,
    )

R = TypeVar("R", bound=Record)


class LazyRecords:
    """What is read when it is first asked for, from ``documents`` by relative path or ``apart`` by folder.

    The lazy kinds of ``records.kinds`` are read by name; a line here tells the type of each. Raises RecordError for a
    record that does not hold.
    """

    documents: Mapping[str, Document | Compiled]
    apart: Mapping[str, ByCountry]

    access: AccessAssumptions
    authorities: Authorities
    award_placement: AwardPlacement
    background: BackgroundRules
    codes: CodeLists
    copy_hosts: CopyHosts
    corridors: Corridors
    not_awards: NotAwards
    places: Places
    policy: Policy
    professions: Professions
    title_examples: TitleExamples
    title_search: TitleSearchModel
    title_words: TitleWords

    if not TYPE_CHECKING:  # the type checker is to find names that nobody declared

        def __getattr__(self, name: str) -> Record:
            """A lazy record, when it is first asked for."""
            if name not in LAZY:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            kind = LAZY[name]
            vars(self)[name] = record = to_record(self.documents[kind.file], kind.model)
            return record

    @cached_property
    def phrases(self) -> Phrases:
        """What qualmap says to people, in all languages."""
        from qualmap.records import Phrases, Wording

        folder = kind_of(Wording).folder + "/"
        files = (document for file, document in self.documents.items() if file.startswith(folder))
        return Phrases({wording.id: wording for wording in (to_record(file, Wording) for file in files)})

    def _by_country(self, model: type[R]) -> tuple[ByCountry, ...]:
        """The folder of such records; none where it was left out."""
        folder = kind_of(model).folder
        return (self.apart[folder],) if folder in self.apart else ()

    def statements(self, country: str) -> tuple[Evaluations, ...]:
        """What recognition bodies say of the awards of a country (alpha-2 code): a record for each body, by its id.

        Empty where nothing is recorded, or where the folder was left out.
        """
        from qualmap.records import Evaluations

        return tuple(record for held in self._by_country(Evaluations) for record in held.of(country, Evaluations))

    def awards(self, country: str) -> tuple[Awards, ...]:
        """Awards that people of a country hold (ISO 3166-1 alpha-2): its own, then those that it shares with others.

        A file named in capitals is a country's own. A state that is no more (ISO 3166-3) has the files that its record
        names. Empty where the folder was left out.
        """
        from qualmap.records import Awards

        if len(country) > 2:  # a country has two letters
            state = self.places.ended.get(country)
            files = state.awards if state else ()
            return tuple(
                record for held in self._by_country(Awards) for name in files for record in held.of(name, Awards)
            )
        found: list[Awards] = []
        for held in self._by_country(Awards):
            shared = (name for name in held.countries if not name.isupper())
            found += (record.held_in(country) for name in (country, *shared) for record in held.of(name, Awards))
        return tuple(record for record in found if record.awards)

    def every_award(self) -> tuple[Awards, ...]:
        """All records of awards that people hold, each once. Empty where the folder was left out."""
        from qualmap.records import Awards

        every = ((held, name) for held in self._by_country(Awards) for name in held.countries)
        return tuple(record for held, name in every for record in held.of(name, Awards))

    def every_statement(self) -> tuple[Evaluations, ...]:
        """All records of statements of recognition bodies. Empty where the folder was left out."""
        from qualmap.records import Evaluations

        every = ((held, name) for held in self._by_country(Evaluations) for name in held.countries)
        return tuple(record for held, name in every for record in held.of(name, Evaluations))

    @cached_property
    def award_files(self) -> Mapping[str, str]:
        """The files of awards that people hold, by the id of their record: a country's by its code in lower case."""
        from qualmap.records import Awards

        names = (name for held in self._by_country(Awards) for name in held.countries)
        return {name.lower() if name.isupper() else name: name for name in names}

    def awards_of_file(self, name: str) -> tuple[Awards, ...]:
        """The record with this id, as a tuple of one; empty where there is none."""
        from qualmap.records import Awards

        file = self.award_files.get(name)
        return () if file is None else tuple(r for held in self._by_country(Awards) for r in held.of(file, Awards))

    def read_all(self) -> None:
        """Read every one of them now, to see that all hold."""
        for name in (*LAZY, "phrases"):
            getattr(self, name)
