"""The manual's page on operations: ``python -m qualmap.operations.reference docs/operations.md`` writes it anew."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from qualmap.operations.table import OPERATIONS, Operation

_HEAD = """\
# Operations

Made by `python -m qualmap.operations.reference docs/operations.md`; do not edit. What can be asked, in Python (`qm` is
`qualmap.load()`), on the [command line](cli.md) and in [REST](api.md), from one table. Parameters of REST and flags are
called like the fields; the fields of an award stand in [Judge an award](assess.md#what-may-be-given). On the command
line most answers also come as a `table`, which is then the usual form.

"""
_LONGEST = 800
"""Characters of an example that is shown."""


def page() -> str:
    """The whole page."""
    return _HEAD + "\n".join([*_overview(), *(line for row in OPERATIONS.values() for line in _section(row))])


def _overview() -> Iterator[str]:
    yield from ("| Operation | What it does | Forms |", "|---|---|---|")
    for row in OPERATIONS.values():
        yield f"| [{row.name}](#{row.name}) | {row.summary} | {_forms(row)} |"
    yield ""


def _section(row: Operation) -> Iterator[str]:
    example = examples()[row.name]
    yield from (f"## {row.name}", "", f"{row.summary[0].upper()}{row.summary[1:]}.", "")
    yield f"- Python: `{row.python}`"
    yield f"- Command line: `qualmap {row.command}`"
    yield f"- REST: `{'POST' if row.body else 'GET'} {row.path}`" + (" of a server with `--store`" if row.store else "")
    yield f"- Forms: {_forms(row)}" + (f"; in REST {row.usual.name} unless asked for" if len(row.formats) > 1 else "")
    if row.result is not None:
        yield f"- Gives: `{row.result.__name__}`: " + ", ".join(f"`{name}`" for name in row.result.model_fields)
    yield ""
    fields = row.request.model_fields.items()
    if fields:
        yield from ("| Field | Needed | Meaning |", "|---|---|---|")
        for name, info in fields:
            yield f"| `{name}` | {_needed(info)} | {info.description} |"
        yield ""
    yield from _example(row, example)


def _example(row: Operation, example: dict[str, Any]) -> Iterator[str]:
    """A request; the longer ones stand in ``/openapi.json`` only."""
    text, kind = json.dumps(example, ensure_ascii=False, indent=2), "json"
    if not row.body:
        query = urlencode({name: value for name, value in example.items() if f"{{{name}}}" not in row.path})
        text, kind = f"GET {row.path.format(**example)}" + (f"?{query}" if query else ""), "text"
    if len(text) < _LONGEST:
        yield from (f"```{kind}", text, "```", "")


def _needed(info: Any) -> str:
    if info.is_required():
        return "yes"
    return "" if info.default in (None, {}, ()) or not isinstance(info.default, (str, int)) else f"else {info.default}"


def _forms(row: Operation) -> str:
    return ", ".join(row.formats)


def examples() -> dict[str, Any]:
    """A request for each operation, by its name: the description of REST and the tests have the same."""
    found: dict[str, Any] = json.loads(files("qualmap.operations").joinpath("examples.json").read_text("utf-8"))
    return found


def main(arguments: Sequence[str]) -> int:
    """Write the page."""
    Path(arguments[0]).write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
