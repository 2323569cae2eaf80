"""Whether assumptions about access name kinds of award that there are, each once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from qualmap.catalog.text import Document
from qualmap.errors import Problem, did_you_mean
from qualmap.records import AccessAssumptions


def check_access(document: Document, record: AccessAssumptions, kinds: Collection[str]) -> Iterator[Problem]:
    """Findings in the record of assumed access."""
    seen: set[tuple[str, str]] = set()
    for index, one in enumerate(record.assumed):
        for field in ("kind", "to"):
            kind = getattr(one, field)
            if kind not in kinds:
                hint = did_you_mean(kind, kinds)
                yield document.problem(("assumed", index, field), f"{kind!r} is not a generic type", hint)
        if (one.kind, one.to) in seen:
            message = f"access from {one.kind} to {one.to} appears twice"
            yield document.problem(("assumed", index), message, "keep one of them")
        seen.add((one.kind, one.to))
