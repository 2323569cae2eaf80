"""The agency whose server this is: its own policy and lists of awarding bodies, read once before the server starts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualmap.catalog import Catalogue
    from qualmap.records import AwardingBodies, Policy


@dataclass(frozen=True)
class Agency:
    """What every judgement of the server goes by; without a policy, the cautious default."""

    policy: Policy | None = None
    lists: tuple[AwardingBodies, ...] = ()

    @classmethod
    def read(cls, policy: str | None, bodies: Iterable[str], catalogue: Catalogue) -> Agency:
        """The agency's own files. Raises RecordError, InputError for one that is wrong."""
        paths = [Path(path) for path in bodies]
        if policy is None and not paths:
            return cls()
        from qualmap.portability.bodies import read_bodies
        from qualmap.portability.given import read_policy

        own = None if policy is None else read_policy(policy, catalogue)
        return cls(own, tuple(read_bodies(path) for path in paths))
