"""The one engine behind ``/api``: a thread that works off one task after another, and a short queue before it.

Python runs one thread at a time anyway; with one there is nothing to lock, and SPARQL (in processes of its own) and
health (on the event loop) are answered while it works. Whoever comes when the queue is full is told to come again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from qualmap.errors import BusyError, MissingExtraError, QualmapError, UnknownNameError
from qualmap.web.http.problems import Refused

if TYPE_CHECKING:
    from qualmap.catalog import Catalogue
    from qualmap.facade import Qualmap
    from qualmap.records import AwardingBodies, Policy


@dataclass(frozen=True)
class Agency:
    """What every judgement of the server goes by, without a policy the cautious default; and the store to be read."""

    policy: Policy | None = None
    lists: tuple[AwardingBodies, ...] = ()
    store: str | None = None

    @classmethod
    def read(cls, policy: str | None, bodies: Iterable[str], catalogue: Catalogue, store: str | None = None) -> Agency:
        """The agency's own files. Raises RecordError, InputError for one that is wrong."""
        paths = [Path(path) for path in bodies]
        if store is not None:
            from qualmap.precedents import opened

            with opened(store):
                pass
        if policy is None and not paths:
            return cls(store=store)
        from qualmap.assessment.case import read_policy
        from qualmap.assessment.elements.quality import read_bodies

        own = None if policy is None else read_policy(policy, catalogue)
        return cls(own, tuple(read_bodies(path) for path in paths), store)


P = ParamSpec("P")


T = TypeVar("T")


MOST_WAITING = 32
"""Requests that may wait or be worked on at once; a batch counts as one."""


class ApiEngine:
    """The library, loaded when it is first needed, and the places in the queue before it."""

    def __init__(self, agency: Agency, places: int = MOST_WAITING) -> None:
        self.agency, self._free = agency, places
        self._pool = ThreadPoolExecutor(1, "qualmap-api")
        self._qm: Qualmap | None = None

    def place(self) -> Place:
        """A place in the queue. Raises Refused (503) where none is free."""
        if self._free < 1:
            raise Refused(503, "too many requests at this moment: ask again", {"Retry-After": "1"})
        self._free -= 1
        return Place(self._give_back)

    async def run(self, task: Callable[Concatenate[Qualmap, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a task gives, in the engine's thread. Raises Refused for what the library raises."""
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, lambda: task(self._loaded(), *args, **kwargs))
        except QualmapError as error:
            raise refused(error) from None

    def close(self) -> None:
        """Start nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _loaded(self) -> Qualmap:
        if self._qm is None:
            from qualmap.catalog import read_catalogue
            from qualmap.facade import Qualmap

            self._qm = Qualmap(read_catalogue(), lists=self.agency.lists, policy=self.agency.policy)
        return self._qm

    def _give_back(self) -> None:
        self._free += 1


class Place:
    """A place in the queue, given back once, however often that is said."""

    def __init__(self, give_back: Callable[[], None]) -> None:
        self._give_back: Callable[[], None] | None = give_back

    def release(self) -> None:
        """Give it back."""
        if self._give_back is not None:
            self._give_back()
            self._give_back = None

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        self.release()


def refused(error: QualmapError) -> Refused:
    """The library's refusal as one of HTTP."""
    if isinstance(error, UnknownNameError):
        return Refused(404, str(error))
    if isinstance(error, BusyError):
        return Refused(503, str(error), {"Retry-After": "1"})
    if isinstance(error, MissingExtraError):
        return Refused(501, f"this server cannot do that: {error}")
    return Refused(400, str(error))
