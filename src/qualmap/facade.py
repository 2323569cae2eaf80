"""The door: one object with the verbs crosswalk, explain, what_if, find, assess, corridor, graph, query, ask.

It is composed: ``Crosswalks`` answers for levels, ``Search`` for titles, ``Session`` for awards and corridors,
``Store`` for the graph. Here stand the names and what they promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from qualmap._version import __version__
from qualmap.catalog import Catalogue, read_catalogue
from qualmap.catalog.lookup import find
from qualmap.catalog.places import place, place_of_awards
from qualmap.crosswalk.model import Crosswalk, Mapping, WhatIf
from qualmap.records import Framework

if TYPE_CHECKING:
    from rdflib import Dataset

    from qualmap.assessment.model import Judgement
    from qualmap.assessment.session import Session
    from qualmap.awards.comparison import Comparison
    from qualmap.awards.model import AwardEntry, AwardExplained, CountryAwards, TitleSearch
    from qualmap.awards.search import Search
    from qualmap.background.model import BackgroundPaper
    from qualmap.catalog.lookup import Found
    from qualmap.corridors.model import Corridor
    from qualmap.crosswalk.crosswalks import Crosswalks
    from qualmap.graph.published import Extent, Watch
    from qualmap.law.model import LegalBasis
    from qualmap.records import Award, AwardingBodies, Passport, Policy, Sought
    from qualmap.store import Store
    from qualmap.store.library import Question
    from qualmap.store.limits import Limits


class Qualmap:
    """A catalogue and the questions that can be put to it. Safe to share between threads.

    What it answers never changes. It remembers some of what it looked up (``session``), within bounds; do not write
    into the dicts of an answer, since the next may share them.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        store: Path | None = None,
        crosswalks: Extent = "none",
        awards: bool = False,
        lists: Iterable[AwardingBodies] = (),
        policy: Policy | None = None,
    ) -> None:
        self.catalogue, self.lists, self.policy = catalogue, tuple(lists), policy
        self._folder, self._extent, self._with_awards = store, crosswalks, awards

    @cached_property
    def _crosswalks(self) -> Crosswalks:
        from qualmap.crosswalk.crosswalks import Crosswalks

        return Crosswalks(self.catalogue)

    @cached_property
    def _search(self) -> Search:
        from qualmap.awards.search import Search

        return Search(self.catalogue)

    @cached_property
    def session(self) -> Session:
        """What judgements and corridors share: what was looked up for one is remembered for the next, within bounds."""
        from qualmap.assessment.session import Session

        return Session(self.catalogue, self._crosswalks.engine, self._search, self.lists)

    @cached_property
    def _store(self) -> Store:
        from qualmap.store import Store

        return Store(self.catalogue, self._extent, self._folder, awards=self._with_awards)

    @classmethod
    def load(
        cls,
        extra: Iterable[str | Path] = (),
        *,
        store: str | Path | None = None,
        crosswalks: Extent = "none",
        awards: bool = False,
        bodies: Iterable[str | Path] = (),
    ) -> Qualmap:
        """What ``qualmap.load`` gives, by the same arguments."""
        catalogue = read_catalogue().with_frameworks(map(Path, extra))
        lists: list[AwardingBodies] = []
        for path in bodies:
            from qualmap.assessment.elements.quality import read_bodies

            lists.append(read_bodies(Path(path)))
        folder = None if store is None else Path(store)
        return cls(catalogue, store=folder, crosswalks=crosswalks, awards=awards, lists=lists)

    @property
    def version(self) -> str:
        """The catalogue's version: its date and a fingerprint of its records."""
        return self.catalogue.version

    def frameworks(self) -> tuple[Framework, ...]:
        """Every framework edition of the catalogue, by id and edition."""
        return tuple(self.catalogue.frameworks.values())

    @overload
    def framework(self, name: str | Path) -> Framework: ...

    @overload
    def framework(
        self, name: str | None = None, *, country: str, sector: str | None = None, on: str | date | None = None
    ) -> Found: ...

    @overload
    def framework(
        self, name: str | None = None, *, country: str | None = None, sector: str | None = None, on: str | date
    ) -> Found: ...

    def framework(
        self,
        name: str | Path | None = None,
        *,
        country: str | None = None,
        sector: str | None = None,
        on: str | date | None = None,
    ) -> Framework | Found:
        """A framework by name; or what applies in a country, in a sector, on a date.

        ``framework("fr-cncp")``, ``framework("fr-cncp@1969")`` and ``framework("my.yaml")`` give that framework, a
        country's name the one that it has. With ``country`` (a code or a name) or ``on`` (default: the catalogue's
        date) it gives a Found: all candidates, and advice where none applies; ``name`` then narrows by words of a name.
        Raises UnknownNameError or RecordError.
        """
        if name is not None and country is None and on is None:
            return self.catalogue.resolve(name)
        where = None if country is None else place(country, self.catalogue).country
        return find(self.frameworks(), self.catalogue.day(on), where, sector, None if name is None else str(name))

    def crosswalk(self, origin: str | Path, destination: str | Path, *, on: str | date | None = None) -> Crosswalk:
        """One mapping per level of ``origin``, each a distribution over the levels of ``destination``.

        Either may be an id, ``id@edition``, a country, or the path of your own record; a record of yours that has an id
        of the catalogue but other content stands for itself, without our links. ``on`` is the date of the award: a
        bare origin id is then the edition in force that day. A framework without levels, and a date before any edition,
        give no mappings and a reason. Raises UnknownNameError, AmbiguousNameError or RecordError.
        """
        return self._crosswalks.between(origin, destination, on)

    def crosswalks(self, *, to: str | Path | None = None, watch: Watch = iter) -> Iterator[Crosswalk]:
        """The crosswalk of every two editions that have levels, both ways, one after the other; none is kept.

        ``to`` is the framework that all go to; it may be your own record. ``watch`` passes the pairs of names on, to
        show progress. Raises UnknownNameError, RecordError, or NothingAppliesError where ``to`` has no levels.
        """
        return self._crosswalks.each(to, watch)

    def explain(self, level: str, destination: str | Path, *, on: str | date | None = None) -> Mapping:
        """The mapping of one level, written ``za-nqf:8`` or ``za-nqf@2009:8``, with all its evidence and dissent."""
        return self._crosswalks.explain(level, destination, on)

    def what_if(self, level: str, destination: str | Path, *, on: str | date | None = None) -> WhatIf:
        """How much each piece of evidence moves one level's answer, and which missing fact would help most.

        The level is written as for ``explain``, and the same names raise the same errors.
        """
        return self._crosswalks.what_if(level, destination, on)

    def find(
        self,
        title: str,
        *,
        country: str | None = None,
        on: str | date | None = None,
        framework: str | None = None,
        limit: int = 10,
    ) -> TitleSearch:
        """The awards that a title may name, the likeliest first, each with all levels that it stands on.

        ``country`` is a code or a name, of a country, of a part of it that has a framework of its own, or of a state
        that is no more; ``on`` is the date of the award (default: the catalogue's); ``framework`` is an id or
        ``id@edition``. Raises InputError for what can be no title, UnknownNameError for a country or framework that is
        not known.
        """
        where = place_of_awards(country, self.catalogue) if country is not None else None
        day = self.catalogue.day(on)
        awarded = day if on is not None else None
        return self._search.find(title, where, day, framework, limit, version=__version__, awarded=awarded)

    def compare(
        self, award: Award | dict[str, Any], destination: str | None = None, on: str | date | None = None
    ) -> Comparison:
        """Where an award stands in a country or framework (default: the scale). Raises InputError, UnknownNameError."""
        return self.session.compare(award, destination, on)

    def awards(self, country: str) -> CountryAwards:
        """The awards of a country (a code or a name) by kind, its frameworks' and those that people hold.

        With what recognition bodies say of them. It may be a state that is no more. Raises UnknownNameError.
        """
        from qualmap.awards.country import country_awards

        return country_awards(self._search, country, version=__version__)

    def award(self, name: str, *, country: str | None = None) -> AwardEntry:
        """What is recorded of an award (``ke:diploma``), in ``country`` if several have it. Raises UnknownNameError."""
        from qualmap.awards.country import award_named

        return award_named(self._search, name, country)

    def explain_award(
        self, name: str, destination: str | Path, *, country: str | None = None, on: str | date | None = None
    ) -> AwardExplained:
        """Where an award of ``award`` stands at home and there, and what bodies say; ``on`` as for ``crosswalk``."""
        from qualmap.awards.country import explain_award

        return explain_award(self._search, self._crosswalks, name, destination, country, on, version=__version__)

    def assess(
        self,
        award: Award | dict[str, Any],
        destination: str,
        purpose: str,
        *,
        sought: Sought | dict[str, Any] | None = None,
        on: str | date | None = None,
        policy: Policy | str | Path | None = None,
    ) -> Judgement:
        """What an award is worth at a destination (a country, or one framework of it) for one purpose.

        ``award`` and ``sought`` may be plain mappings; unknown keys are refused, and everything about the holder as a
        person is one. ``on`` is the day of the judgement (default: the catalogue's), ``policy`` a policy or the path of
        its file (default: the agency's, or the cautious one). Raises InputError, UnknownNameError, RecordError.
        """
        from qualmap.assessment.case import as_given
        from qualmap.assessment.judgement import judge

        rules = self.policy if policy is None else policy
        return judge(self.session, as_given(self.catalogue, award, destination, purpose, sought, on, rules))

    def background(
        self,
        passport: Passport | dict[str, Any],
        destination: str,
        purpose: str,
        *,
        sought: Sought | dict[str, Any] | None = None,
        on: str | date | None = None,
        policy: Policy | str | Path | None = None,
    ) -> BackgroundPaper:
        """What is likely of what a holder without full documents brings, and what would settle the rest.

        The first award of ``passport`` is the highest; the other arguments are those of ``assess``, which judges it.
        Raises InputError for a passport without an award, and what ``assess`` raises.
        """
        from qualmap.background.paper import background

        def judge(award: Award) -> Judgement:
            return self.assess(award, destination, purpose, sought=sought, on=on, policy=policy)

        return background(self.catalogue, passport, judge)

    def passport(self, passport: Passport | dict[str, Any], *, on: str | date | None = None) -> dict[str, Any]:
        """A skills passport as unsigned JSON-LD: Open Badges 3.0 credentials in one learner record, no person in it.

        ``on`` is the day from which it says it is valid (default: the catalogue's).
        ``qualmap.formats.openbadges.read.read_passport`` reads it back. Raises InputError, UnknownNameError.
        """
        from qualmap.assessment.case import to_passport
        from qualmap.formats.openbadges.read import to_bundle

        return to_bundle(to_passport(passport, self.catalogue), self.catalogue, self.catalogue.day(on))

    def statement(self, judgement: Judgement, form: str = "html", language: str = "en") -> bytes:
        """A judgement as a statement to print and sign.

        ``form`` is html, pdf, markdown, json or jsonld; ``language`` one of ``catalogue.phrases.languages``. The bytes
        follow from these. Raises UnknownNameError for another of either, MissingExtraError for a PDF without Typst.
        """
        from qualmap.documents.statement import judgement_statement

        return judgement_statement(judgement, self.catalogue, form, language)

    def corridor(
        self, origin: str, destination: str, on: str | date | None = None, *, profession: str | None = None
    ) -> Corridor:
        """What is known about two countries (names or codes), both ways, for a ``profession`` if one is given.

        Every framework in force of the one to every one of the other, the legal basis on both sides, the weakest links,
        and what is missing. ``on`` is the day (default: the catalogue's). Raises UnknownNameError, AmbiguousNameError.
        """
        from qualmap.corridors.corridor import corridor

        return corridor(self.session, origin, destination, on, profession=profession)

    def legal_basis(
        self,
        origin: str,
        destination: str,
        *,
        on: str | date | None = None,
        award_type: str | None = None,
        isced: int | None = None,
        purpose: str | None = None,
        profession: str | None = None,
    ) -> LegalBasis:
        """What binds two countries (by name or code) on a day, and whether it covers a kind of award.

        Without a kind (``award_type``, ``isced``), all that the award may be. Professions count for the purpose
        ``regulated-profession``. Raises UnknownNameError, InputError, and AmbiguousNameError for a date that is none.
        """
        from qualmap.assessment.legal import legal_basis_for

        return legal_basis_for(self.catalogue, origin, destination, on, award_type, isced, purpose, profession)

    def graph(self) -> Dataset:
        """The published graph as an rdflib Dataset, official statements in a named graph of their own."""
        return self._store.dataset()

    def query(self, sparql: str, *, limits: Limits | None = None) -> Any:
        """SPARQL over the graph. SELECT gives Rows, ASK a bool, CONSTRUCT and DESCRIBE an rdflib Graph.

        Rows are a list of dicts, one for each solution, whose values are Python's own by their datatype: int, float,
        Decimal, bool, date, datetime, str; IRI and Text (with its language) are kinds of str; None is unbound.
        ``to_pandas()`` and ``to_polars()`` make frames of them. Each query runs in a process of its own, which the
        ``limits`` (``Limits()`` has the defaults) end, and an interrupt. Raises QueryError for a query that cannot be
        answered, LimitError for one that takes too much.
        """
        return self._store.query(sparql, limits)

    def questions(self) -> tuple[Question, ...]:
        """The library of questions that ``ask`` answers: name, text, remarks, parameters, SPARQL."""
        return self._store.questions()

    def ask(self, name: str, /, **parameters: object) -> Any:
        """The answer to a named question, in the form that ``query`` gives: ``ask("parties", instrument="lrc-1997")``.

        Parameters are checked and bound, never pasted into the query. Raises UnknownNameError for a question, a
        parameter or a value that does not exist, QueryError for a value that is missing or does not hold.
        """
        return self._store.ask(name, parameters)
