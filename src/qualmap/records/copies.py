"""Hosts on which others put documents that are not theirs."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cached_property
from urllib.parse import urlsplit

from pydantic import Field

from qualmap.records.base import Code, Record, Text, TextSet


class CopyHosts(Record):
    """Where documents of others are put."""

    id: Code = Field(description="Id of the record.")
    source: Text = Field(description="Where the list is from, in words.")
    hosts: TextSet = Field(description="Names of hosts; each stands for all hosts under it, `*` for any ending.")

    no_source: TextSet = Field(
        (), description="Hosts that copy and compile with no name behind them: what was met there alone is recalled."
    )

    def no_source_at(self, address: str | None) -> str | None:
        """The host of an address that is no source at all; None where it is not known to be one."""
        host = _host(address)
        return host if any(host == name or host.endswith(f".{name}") for name in self.no_source) else None

    def host_of(self, address: str | None) -> str | None:
        """The host of copies on which an address lies; None where it is not known to be one."""
        host = _host(address)
        return host if any(fnmatchcase(host, pattern) for pattern in self._patterns) else None

    @cached_property
    def _patterns(self) -> tuple[str, ...]:
        return tuple(pattern for name in self.hosts for pattern in (name, f"*.{name}"))


def _host(address: str | None) -> str:
    return (urlsplit(address).hostname or "").rstrip(".") if address else ""
