"""The verbs of a recognition officer: find, assess, statement, background, passport, corridor."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualmap._version import __version__
from qualmap.errors import InputError, called

if TYPE_CHECKING:
    from qualmap.catalog import Catalogue
    from qualmap.crosswalk.engine import Engine
    from qualmap.portability.session import Session
    from qualmap.records import Award, AwardingBodies, Policy, Sought, TitleSearch
    from qualmap.records.background import BackgroundPaper
    from qualmap.records.corridor import Corridor
    from qualmap.records.judgement import Judgement
    from qualmap.records.passport import Passport
    from qualmap.titles.search import Search


class Recognition:
    """What can be asked about awards and corridors.

    ``lists`` are the agency's own lists of awarding bodies, ``policy`` the one by which it judges.
    """

    catalogue: Catalogue
    lists: tuple[AwardingBodies, ...]
    policy: Policy | None

    @cached_property
    def _engine(self) -> Engine:
        from qualmap.crosswalk.engine import Engine

        return Engine(self.catalogue)

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
        the path of one's YAML file (default: the agency's, or the cautious one). Raises InputError, UnknownNameError,
        RecordError.
        """
        from qualmap.portability.case import understand
        from qualmap.portability.given import read_policy, to_award, to_sought
        from qualmap.portability.judge import judge

        rules = read_policy(self.policy if policy is None else policy, self.catalogue)
        case = understand(self.catalogue, to_award(award), destination, purpose, to_sought(sought), on, rules)
        return judge(self.session, case)

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
        with called(lambda path: re.sub("^award", "passport.awards[0]", path)):
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

        ``form`` is html, pdf, markdown, json or jsonld; ``language`` one of ``catalogue.phrases.languages``. The same
        judgement gives the same bytes. Raises UnknownNameError for another form or language, MissingExtraError for a
        PDF without Typst.
        """
        from qualmap.exchange.statement import judgement_statement

        return judgement_statement(judgement, self.catalogue, form, language)

    @cached_property
    def session(self) -> Session:
        """What judgements and corridors share: what was looked up for one is remembered for the next, within bounds."""
        from qualmap.portability.session import Session

        return Session(self.catalogue, self._engine, self._search, self.lists)

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

        return corridor(self.session, origin, destination, on)
