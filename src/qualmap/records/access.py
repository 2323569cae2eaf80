"""What awards of a kind usually give access to, where no record of the award says it: assumptions, declared as such."""

from __future__ import annotations

from pydantic import Field

from qualmap.records.base import Code, Record, Text


class AssumedAccess(Record):
    """One assumption: awards of a kind usually open studies towards another."""

    kind: Code = Field(description="Generic type of the award.")
    to: Code = Field(description="Generic type of the award that one studies for.")
    because: Text = Field(description="Why it is assumed, and where it does not hold.")


class AccessAssumptions(Record):
    """All of them. A recorded right of the award, whatever it says, goes before; a policy may leave all of them out."""

    id: Code = Field(description="access")
    assumed: tuple[AssumedAccess, ...] = Field(description="The assumptions.")

    def opened_by(self, kind: str | None) -> tuple[str, ...]:
        """What awards of a kind are assumed to open; nothing for kinds that differ from country to country."""
        return tuple(one.to for one in self.assumed if one.kind == kind)
