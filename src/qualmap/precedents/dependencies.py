"""The records that a judgement rests on, each with a fingerprint, so that a change of one is seen later."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property

from pydantic import BaseModel

from qualmap.assessment.model import Judgement
from qualmap.assessment.session import Session


class Prints:
    """Fingerprints of a session's records, each made when it is first asked for."""

    def __init__(self, session: Session) -> None:
        self._session, self._known = session, dict[str, str]()

    def rests_on(self, judgement: Judgement) -> dict[str, str]:
        """Name and fingerprint of every record behind a judgement, as the session's catalogue has them now.

        These are the frameworks at both ends and in between, all tables that link them, the instruments between the two
        states, the agency's own lists, and the policy. Levels that are inferred lean on the whole catalogue besides.
        """
        found = {name: self._print(name, record) for name, record in self._records(judgement)}
        return dict(sorted(found.items())) | self.lists() | {f"policy {judgement.policy}": judgement.policy_hash}

    def lists(self) -> dict[str, str]:
        """The agency's own lists of awarding bodies."""
        return {f"list {each.id}": self._print(f"list {each.id}", each) for each in self._session.lists}

    def _records(self, judgement: Judgement) -> Iterator[tuple[str, BaseModel]]:
        catalogue = self._session.catalogue
        ends = {str(place.framework) for place in judgement.home}
        ends |= {str(each.framework) for each in judgement.comparators}
        between = {str(place.now) for place in judgement.home if place.now}
        between |= {str(award.framework) for award in judgement.by_type.awards}
        for each in judgement.comparators:
            between |= {name for piece in each.mapping.evidence for name in piece.via or ()}
        every = ends | between
        for name in every:
            if name in catalogue.frameworks:
                yield f"framework {name}", catalogue.frameworks[name]
        titles = {award.title for award in judgement.recorded}
        for record in catalogue.awards(judgement.origin.code) if titles else ():
            if any(award.title in titles for award in record.awards):
                yield f"awards {record.id}", record
        for table in catalogue.tables:
            sides = {table.origin, table.destination}
            if sides & ends or sides <= every:
                yield f"table {table.id}", table
        for side in (judgement.legal_basis.academic, judgement.legal_basis.professional):
            for standing in side.instruments:
                yield f"instrument {standing.instrument}", self._instruments[standing.instrument]

    @cached_property
    def _instruments(self) -> dict[str, BaseModel]:
        return {act.id: act for act in self._session.catalogue.instruments}

    def _print(self, name: str, record: BaseModel) -> str:
        if name not in self._known:
            self._known[name] = hashlib.sha256(record.model_dump_json().encode()).hexdigest()[:16]
        return self._known[name]
