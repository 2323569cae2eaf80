"""The door: one object with the verbs crosswalk, explain, what_if, find, assess, corridor, graph, query, ask."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from qualmap._version import __version__
from qualmap.catalog import Catalogue, read_catalogue
from qualmap.errors import InputError, NothingAppliesError, Problem, RecordError, UnknownNameError
from qualmap.records import (
    Award,
    AwardingBodies,
    BackgroundPaper,
    Crosswalk,
    Framework,
    Mapping,
    Passport,
    Policy,
    Sought,
    TitleSearch,
    WhatIf,
)
from qualmap.records.results import FrameworkName

if TYPE_CHECKING:
    from pyoxigraph import Quad
    from rdflib import Dataset

    from qualmap.catalog.lookup import Found
    from qualmap.crosswalk.engine import Engine
    from qualmap.exchange.graph import Extent
    from qualmap.portability.desk import Desk
    from qualmap.records.corridor import Corridor
    from qualmap.records.judgement import Judgement
    from qualmap.store import Store
    from qualmap.store.library import Question
    from qualmap.titles.search import Search


class Qualmap:
    """A catalogue and the questions that can be put to it. Immutable; safe to share."""

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        store: Path | None = None,
        crosswalks: Extent = "none",
        lists: Iterable[AwardingBodies] = (),
    ) -> None:
        self.catalogue, self.lists = catalogue, tuple(lists)
        self._folder, self._extent = store, crosswalks

    @classmethod
    def load(
        cls,
        extra: Iterable[str | Path] = (),
        *,
        store: str | Path | None = None,
        crosswalks: Extent = "none",
        bodies: Iterable[str | Path] = (),
    ) -> Qualmap:
        """The bundled catalogue and, beside it, the framework records at the paths in ``extra``.

        ``bodies`` are an agency's own lists of awarding bodies (paths of YAML or CSV files), for gates in ``assess``.
        ``store`` is a folder that keeps the graph from one run to the next. ``crosswalks`` says which computed ones the
        graph holds beside the records: ``none``, ``regional`` (to and from frameworks that countries share) or ``all``.
        """
        catalogue = read_catalogue()
        paths = [Path(path) for path in extra]
        folder = None if store is None else Path(store)
        lists: list[AwardingBodies] = []
        for path in bodies:
            from qualmap.portability.bodies import read_bodies

            lists.append(read_bodies(Path(path)))
        return cls(
            catalogue.with_frameworks(paths) if paths else catalogue, store=folder, crosswalks=crosswalks, lists=lists
        )

    @cached_property
    def _engine(self) -> Engine:
        from qualmap.crosswalk.engine import Engine

        return Engine(self.catalogue)

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

        ``framework("fr-cncp")``, ``framework("fr-cncp@1969")`` and ``framework("my.yaml")`` give that framework.
        With ``country`` (ISO 3166-1 alpha-2) or ``on`` (default: the catalogue's date) it gives a Found:
        all candidates with their standing, and advice where none applies; ``name`` then narrows by words of a name.
        Raises UnknownNameError or RecordError.
        """
        if name is not None and country is None and on is None:
            return self.catalogue.resolve(name)
        from qualmap.catalog.lookup import check_day, find

        day = check_day(on) if on is not None else self.catalogue.date
        return find(self.frameworks(), day, country, sector, None if name is None else str(name))

    def crosswalk(self, origin: str | Path, destination: str | Path, *, on: str | date | None = None) -> Crosswalk:
        """One mapping per level of ``origin``, each a distribution over the levels of ``destination``.

        Either may be an id, ``id@edition``, or the path of your own record; a record of yours that has an id of the
        catalogue but other content stands for itself, without the catalogue's links. ``on`` is the date of
        the award: a bare origin id is then the edition in force on that day. Raises UnknownNameError,
        AmbiguousNameError or RecordError. A framework without levels, and a date before any edition, give no mappings
        and a reason.
        """
        from qualmap.crosswalk.engine import Engine
        from qualmap.crosswalk.mapping import crosswalk

        try:
            ends = self._ends(origin, destination, on)
        except NothingAppliesError as nothing:
            return self._nothing(str(origin), self.catalogue.resolve(destination), str(nothing))
        own = self._own(ends)
        engine = Engine(self.catalogue, own) if own else self._engine
        return crosswalk(engine, *ends, version=__version__, catalogue_version=self.version)

    def _ends(
        self, origin: str | Path, destination: str | Path, on: str | date | None = None
    ) -> tuple[Framework, Framework]:
        """Both frameworks of a pair, checked to be two that can stand side by side."""
        ends = self.catalogue.resolve(origin, on), self.catalogue.resolve(destination)
        own = self._own(ends)
        if len(own) == 2 and own[0].ref == own[1].ref and own[0] != own[1]:
            message = f"duplicate framework edition {str(own[0].ref)!r}"
            raise RecordError([Problem(str(destination), None, "id", message, "give one of them an id of its own")])
        return ends

    def _own(self, ends: Iterable[Framework]) -> list[Framework]:
        """Those that are not the catalogue's."""
        return [end for end in ends if self.catalogue.frameworks.get(str(end.ref)) != end]

    def _nothing(self, origin: str, destination: Framework, reason: str) -> Crosswalk:
        """A crosswalk without mappings, because no edition of the origin applies on the date."""
        return Crosswalk(
            origin=FrameworkName(id=origin, edition="none"),
            destination=FrameworkName(id=destination.id, edition=destination.edition),
            mappings=(),
            reason=reason,
            catalogue_version=self.version,
            qualmap_version=__version__,
        )

    def explain(self, level: str, destination: str | Path, *, on: str | date | None = None) -> Mapping:
        """The mapping of one level, written ``za-nqf:8`` or ``za-nqf@2009:8``, with all its evidence and dissent."""
        name, separator, code = level.rpartition(":")
        if not separator:
            raise UnknownNameError("level", level, (), "no framework: write framework:level, such as za-nqf:8")
        crosswalk = self.crosswalk(name, destination, on=on)
        if crosswalk.reason:
            raise NothingAppliesError(crosswalk.reason)
        return crosswalk[code]

    def what_if(self, level: str, destination: str | Path, *, on: str | date | None = None) -> WhatIf:
        """How much each piece of evidence moves one level's answer, and which missing fact would help most.

        The level is written as for ``explain``, and the same names raise the same errors.
        """
        from qualmap.crosswalk.variants import Question
        from qualmap.crosswalk.whatif import what_if

        mapping = self.explain(level, destination, on=on)
        ends = self._ends(level.rpartition(":")[0], destination, on)
        own = {str(end.ref): end for end in self._own(ends)}
        question = Question(self.catalogue, own, str(ends[0].ref), str(ends[1].ref), mapping.origin_level)
        return what_if(question, mapping, version=__version__, catalogue_version=self.version)

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

        ``country`` is a code or a name, of a country or of a part of it that has a framework of its own; ``on`` is the
        date of the award (default: the catalogue's); ``framework`` is an id or ``id@edition``. Raises InputError for
        what can be no title, UnknownNameError for a country or framework that is not known.
        """
        from qualmap.catalog.lookup import check_day
        from qualmap.catalog.places import place

        where = place(country, self.catalogue) if country is not None else None
        day = check_day(on) if on is not None else self.catalogue.date
        return self._search.find(title, where, day, framework, limit, version=__version__)

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
        person is one. ``on`` is the day of the judgement (default: the catalogue's). ``policy`` is a policy or
        the path of one's YAML file (default: the cautious one). Raises InputError, UnknownNameError, RecordError.
        """
        from qualmap.portability.case import understand
        from qualmap.portability.given import read_policy, to_award, to_sought
        from qualmap.portability.judge import judge

        rules = read_policy(policy, self.catalogue)
        case = understand(self.catalogue, to_award(award), destination, purpose, to_sought(sought), on, rules)
        return judge(self.desk(), case)

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
        from qualmap.portability.background import background_paper
        from qualmap.portability.given import to_passport

        given = to_passport(passport)
        if not given.awards:
            raise InputError(
                "passport.awards: a background paper is about an award: give the highest, even if stated only"
            )
        judgement = self.assess(given.awards[0], destination, purpose, sought=sought, on=on, policy=policy)
        return background_paper(self.catalogue, given, judgement)

    def passport(self, passport: Passport | dict[str, Any], *, on: str | date | None = None) -> dict[str, Any]:
        """A skills passport as unsigned JSON-LD: Open Badges 3.0 credentials in one learner record, no person in it.

        ``on`` is the day from which it says it is valid (default: the catalogue's).
        ``qualmap.exchange.passport.read_passport`` reads it back. Raises InputError, UnknownNameError.
        """
        from qualmap.catalog.lookup import check_day
        from qualmap.exchange.passport import to_bundle
        from qualmap.portability.given import to_passport

        day = check_day(on) if on is not None else self.catalogue.date
        return to_bundle(to_passport(passport), self.catalogue, day)

    def statement(self, judgement: Judgement, form: str = "html", language: str = "en") -> bytes:
        """A judgement as a statement to print and sign.

        ``form`` is html, pdf, markdown, json or jsonld; ``language`` is en, fr or pt. The same judgement gives the same
        bytes. Raises UnknownNameError for another form or language, MissingExtraError for a PDF without Typst.
        """
        from qualmap.exchange.statement import judgement_statement

        return judgement_statement(judgement, self.catalogue, form, language)

    def desk(self) -> Desk:
        """A desk for judging awards, with a memory of its own."""
        from qualmap.portability.desk import Desk

        return Desk(self.catalogue, self._engine, self._search, self.lists)

    @cached_property
    def _search(self) -> Search:
        from qualmap.titles.search import Search

        return Search(self.catalogue)

    def corridor(self, origin: str, destination: str, on: str | date | None = None) -> Corridor:
        """What is known about two countries (ISO 3166-1 alpha-2), both ways.

        Every framework in force of the one to every one of the other, the legal basis on both sides, the weakest links,
        and what is missing. ``on`` is the day (default: the catalogue's date). Raises UnknownNameError,
        AmbiguousNameError.
        """
        from qualmap.portability.corridor import corridor

        return corridor(self.catalogue, self._engine, origin, destination, on, version=__version__)

    def graph(self) -> Dataset:
        """The published graph as an rdflib Dataset, official statements in a named graph of their own."""
        from qualmap.ontology import to_dataset

        return to_dataset(self._quads())

    def _quads(self) -> Iterable[Quad]:
        from qualmap.exchange.graph import published_quads

        return published_quads(self.catalogue, self._extent)

    def query(self, sparql: str) -> Any:
        """SPARQL over the graph. SELECT gives Rows, ASK a bool, CONSTRUCT and DESCRIBE an rdflib Graph.

        Rows are a list of dicts, one for each solution, whose values are Python's own by their datatype: int, float,
        Decimal, bool, date, datetime, str; IRI and Text (with its language) are kinds of str; None is unbound.
        ``to_pandas()`` and ``to_polars()`` make frames of them. Raises QueryError for a query that cannot be answered.
        """
        return self._store.query(sparql)

    def questions(self) -> tuple[Question, ...]:
        """The library of questions that ``ask`` answers: name, text, remarks, parameters, SPARQL."""
        from qualmap.store.library import library

        return tuple(library().values())

    def ask(self, name: str, /, **parameters: object) -> Any:
        """The answer to a named question, in the form that ``query`` gives: ``ask("parties", instrument="lrc-1997")``.

        Parameters are checked and bound, never pasted into the query. Raises UnknownNameError for a question, a
        parameter or a value that does not exist, QueryError for a value that is missing or does not hold.
        """
        return self._store.ask(name, parameters)

    @cached_property
    def _store(self) -> Store:
        from qualmap.store import Store

        place = None
        if self._folder is not None:  # older versions stay beside it: other processes may be reading them
            name = re.sub(r"[^\w.-]", "_", f"graph-{self.version}-{self._extent}-{__version__}")
            place = self._folder / name
        return Store(self.catalogue, self._quads, place)
