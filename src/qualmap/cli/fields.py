"""Arguments and flags, made from the fields of requests."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualmap.cli.options import formats, positive
from qualmap.errors import UnknownNameError
from qualmap.operations.fields import EDITION
from qualmap.records.fields import Field, fields, flags, from_flags

if TYPE_CHECKING:
    from qualmap.operations.table import Operation

AWARD, SOUGHT = "award", "sought"


def add_request(
    command: argparse.ArgumentParser,
    row: Operation,
    without: Sequence[str],
    also: Mapping[str, str],
    *,
    optional: bool = False,
    as_flags: Sequence[str] = (),
) -> None:
    """An argument for each field that a request needs, a flag for each other one, and the forms of the answer.

    ``also`` says what else the command line takes for a field. ``optional``: the arguments may be left out where a
    flag of the command's own stands for them. ``as_flags``: needed ones that are flags all the same.
    """
    for field in fields(row.request):
        if field.flag not in without:
            how: dict[str, Any] = {"help": field.meaning}
            if field.meaning == EDITION:
                how["help"] = f"{EDITION}, or path of a YAML record"
            if field.flag in also:
                how["help"] += f"; {also[field.flag]}"
            if field.default is not None:
                how |= {"default": field.default, "help": f"{field.meaning}; default: %(default)s"}
            if field.least is not None:
                how |= {"type": positive if field.least else int, "metavar": "N"}
            if field.path == ("on",):
                how["metavar"] = "DATE"
            if field.needed and optional:
                how["nargs"] = "?"
            flagged = field.flag in as_flags
            if flagged:
                how["required"] = True
            command.add_argument(field.path[0] if field.needed and not flagged else f"--{field.flag}", **how)
    formats(command, "table", *row.formats)


def add_flags(group: argparse._ActionsContainer, *parts: str, required: bool = False) -> None:
    """A flag for each field of these parts of a question; parts are an award, what is sought, or a field by itself."""
    for field in fields():
        if field.flag and field.path[0] in parts:
            how = _as_written(field) | ({"required": True} if required else {})
            group.add_argument(f"--{field.flag}", **how)


def given(arguments: argparse.Namespace, *parts: str) -> dict[str, Any]:
    """What the flags of these parts say, as a file would have it. Raises InputError for what is not written well."""
    return from_flags({flag: value for flag, value in _values(arguments, *parts).items() if value})


def flags_given(arguments: argparse.Namespace, *parts: str) -> list[str]:
    """Which flags of these parts were given."""
    return [f"--{flag}" for flag, value in _values(arguments, *parts).items() if value]


def _values(arguments: argparse.Namespace, *parts: str) -> dict[str, Any]:
    return {
        flag: getattr(arguments, flag.replace("-", "_"), None)
        for flag, field in flags().items()
        if field.path[0] in parts
    }


def _as_written(field: Field) -> dict[str, Any]:
    how: dict[str, Any] = {"help": field.help}
    if field.several or field.keyed:
        how |= {"action": "append", "default": [], "help": f"{field.help}; repeatable"}
    if field.parts:
        how["metavar"] = field.item
    if field.path == ("purpose",):
        how |= {"choices": field.values[""], "type": _purpose, "help": field.meaning}
    return how


def _purpose(text: str) -> str:
    """One of the purposes, for argparse."""
    (known,) = (field.values[""] for field in fields() if field.path == ("purpose",))
    if text not in known:
        raise argparse.ArgumentTypeError(str(UnknownNameError("purpose", text, known)))
    return text
