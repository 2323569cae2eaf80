"""What commands have in common: kinds of values, and options that mean the same everywhere."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from qualmap.operations.table import OPERATIONS

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]  # noqa: SLF001  # its only name


class Parser(argparse.ArgumentParser):
    """A command: what is wrong is said in one line, and flags made from records are made when it is called."""

    _later: Callable[[argparse.ArgumentParser], None] | None = None

    def later(self, add_flags: Callable[[argparse.ArgumentParser], None]) -> None:
        """Add the flags once the command is called: the records that they come from take a while to import."""
        self._later = add_flags

    def parse_known_args(self, *arguments: Any, **named: Any) -> Any:
        """Parse, with all flags there."""
        if self._later is not None:
            self._later(self)
            self._later = None
        return super().parse_known_args(*arguments, **named)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong as the library does: in one line."""
        argument = message.removeprefix("argument ")
        hint = f" (`{self.prog} --help` lists what there is)" if argument == message else ""
        self.exit(2, f"qualmap: {argument}{hint}\n")


def operation(
    commands: Commands,
    name: str,
    *without: str,
    optional: bool = False,
    as_flags: tuple[str, ...] = (),
    **also: str,
) -> Parser:
    """The command of an operation: its arguments, flags and forms follow from its request; ``without`` are left out.

    They are added when the command is called, for the models take a while to import. ``optional``: no argument must
    be given.
    ``as_flags``: fields that are needed and are flags all the same. ``also``: what a field may be on the command line
    besides.
    """
    row = OPERATIONS[name]
    command = commands.add_parser(row.command, help=row.summary)

    def add(command: argparse.ArgumentParser) -> None:
        from qualmap.cli.fields import add_request

        add_request(command, row, without, also, optional=optional, as_flags=as_flags)

    command.later(add)
    return command


def base(text: str) -> str:
    """A web address below which IRIs can stand, for argparse."""
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`?#]+/", text):
        raise argparse.ArgumentTypeError(f"{text} is no base: write http://... or https://..., with / at the end")
    return text


def formats(command: argparse.ArgumentParser, *choices: str, of: str | None = None) -> None:
    """In which forms the answer comes, those of an operation among them; the first is assumed."""
    choices += tuple(OPERATIONS[of].formats) if of else ()
    command.add_argument("--format", choices=choices, default=choices[0], help="default: %(default)s")


def probability(text: str) -> float:
    """A number between 0 and 1, for argparse."""
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def positive(text: str) -> int:
    """A whole number above zero, for argparse."""
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return value


def today(command: argparse.ArgumentParser) -> None:
    """The day on which a store is looked at."""
    command.add_argument("--on", metavar="DATE", help="what has expired on this day is not shown; default: today")


def output_file(command: argparse.ArgumentParser) -> None:
    """Where to write."""
    command.add_argument("-o", "--output", help="write to this file instead of standard output")


def published(command: argparse.ArgumentParser) -> None:
    """What the published graph holds, and where its IRIs stand."""
    crosswalks(command, "regional")
    command.add_argument("--base", type=base, metavar="URL", help="of the IRIs, if not qualmap's own")


def crosswalks(command: argparse.ArgumentParser, default: str) -> None:
    """Which computed crosswalks the graph holds."""
    command.add_argument(
        "--crosswalks",
        choices=("none", "regional", "all"),
        default=default,
        help="computed ones beside the records; regional: to and from frameworks that countries share; default: "
        "%(default)s",
    )
    command.add_argument(
        "--awards",
        action="store_true",
        help="also the awards that people hold, and what recognition bodies say of them",
    )
