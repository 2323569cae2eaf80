"""Records of the model that few questions need: each is read when first asked for, so that loading stays quick."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from qualmap.catalog.by_country import ByCountry
from qualmap.catalog.files import AWARDS, EVALUATIONS
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import Compiled, Document
from qualmap.records import Record

if TYPE_CHECKING:
    from qualmap.records import (
        Authorities,
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
        TitleSearchModel,
        TitleWords,
    )

R = TypeVar("R", bound=Record)
MODEL, WORDING = "crosswalks/model/", "crosswalks/wording/"


class LateRecords:
    """What is read late, from ``documents`` by relative path or ``apart`` by folder.

    Raises RecordError for a record that does not hold.
    """

    documents: Mapping[str, Document | Compiled]
    apart: Mapping[str, ByCountry]

    def _late(self, name: str, model: type[R]) -> R:
        return to_record(self.documents[f"{MODEL}{name}.yaml"], model)

    @cached_property
    def phrases(self) -> Phrases:
        """What qualmap says to people, in all languages."""
        from qualmap.records import Phrases, Wording

        files = (document for file, document in self.documents.items() if file.startswith(WORDING))
        return Phrases({wording.id: wording for wording in (to_record(file, Wording) for file in files)})

    @cached_property
    def policy(self) -> Policy:
        """The cautious default policy."""
        from qualmap.records import Policy

        return self._late("policy", Policy)

    @cached_property
    def background(self) -> BackgroundRules:
        """What a background paper goes by."""
        from qualmap.records import BackgroundRules

        return self._late("background", BackgroundRules)

    @cached_property
    def professions(self) -> Professions:
        """Professions, and what people call them."""
        from qualmap.records import Professions

        return self._late("professions", Professions)

    @cached_property
    def authorities(self) -> Authorities:
        """Who decides or advises in a country."""
        from qualmap.records import Authorities

        return self._late("authorities", Authorities)

    @cached_property
    def places(self) -> Places:
        """Countries and their parts as people write them."""
        from qualmap.records import Places

        return self._late("places", Places)

    @cached_property
    def title_words(self) -> TitleWords:
        """How titles are read."""
        from qualmap.records import TitleWords

        return self._late("title-words", TitleWords)

    @cached_property
    def codes(self) -> CodeLists:
        """The codes that others keep, of fields of study, occupations, languages and scripts."""
        from qualmap.records import CodeLists

        return self._late("codes", CodeLists)

    @cached_property
    def copy_hosts(self) -> CopyHosts:
        """Where documents are others' copies."""
        from qualmap.records import CopyHosts

        return self._late("copy-hosts", CopyHosts)

    @cached_property
    def not_awards(self) -> NotAwards:
        """Titles of papers that are no award."""
        from qualmap.records import NotAwards

        return self._late("not-awards", NotAwards)

    @cached_property
    def title_search(self) -> TitleSearchModel:
        """How likely a match of titles is."""
        from qualmap.records import TitleSearchModel

        return self._late("title-search", TitleSearchModel)

    @cached_property
    def corridors(self) -> Corridors:
        """The corridors of the background paper and of the demonstrations."""
        from qualmap.records import Corridors

        return self._late("corridors", Corridors)

    def statements(self, country: str) -> tuple[Evaluations, ...]:
        """What recognition bodies say of the awards of a country (alpha-2 code): a record for each body, by its id.

        Empty where nothing is recorded, or where the folder was left out.
        """
        from qualmap.records import Evaluations

        return self.apart[EVALUATIONS].of(country, Evaluations) if EVALUATIONS in self.apart else ()

    def awards(self, country: str) -> tuple[Awards, ...]:
        """Awards that people of a country hold (ISO 3166-1 alpha-2): its own, then those that it shares with others.

        A file named in capitals is a country's own. Empty where the folder was left out.
        """
        from qualmap.records import Awards

        held = self.apart.get(AWARDS)
        if held is None:
            return ()
        shared = (name for name in held.countries if not name.isupper())
        found = (record.held_in(country) for name in (country, *shared) for record in held.of(name, Awards))
        return tuple(record for record in found if record.awards)

    def read_all(self) -> None:
        """Read every one of them now, to see that all hold."""
        for name, value in vars(LateRecords).items():
            if isinstance(value, cached_property):
                getattr(self, name)
