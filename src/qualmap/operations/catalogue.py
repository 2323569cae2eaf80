"""How well the catalogue's facts are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualmap.records.base import Record
from qualmap.status import State, state

if TYPE_CHECKING:
    from qualmap.facade import Qualmap


class StatusRequest(Record):
    """Nothing: the whole catalogue is counted."""


def status(qm: Qualmap, asked: StatusRequest) -> State:  # noqa: ARG001  # every operation has a request
    """How the facts were checked, which reports wait to be read, and how many pairs are linked."""
    return state(qm.catalogue)
