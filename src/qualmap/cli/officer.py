"""The grammar of the officer's commands: find, compare, corridor, assess, background, passport, precedents, review."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from qualmap.cli.options import formats, operation, output_file, positive, today
from qualmap.operations.table import OPERATIONS

if TYPE_CHECKING:
    from qualmap.cli.options import Commands


def add_to(commands: Commands) -> None:
    """The commands of a recognition officer."""
    operation(commands, "find", "offset")
    operation(commands, "compare", as_flags=("country", "to"))
    _assess(commands)
    _documents_missing(commands)
    _inventory(commands)
    _corridors(commands)


def _assess(commands: Commands) -> None:
    command = commands.add_parser("assess", help="judge an award, or a table of them, for a purpose at a destination")
    command.later(_assess_flags)


def _assess_flags(command: argparse.ArgumentParser) -> None:
    from qualmap.cli.fields import AWARD, SOUGHT, add_flags

    command.add_argument("--input", metavar="FILE", help="a .yaml or .json file with one award, or a .csv with many")
    add_flags(command, "destination", "purpose")
    award = command.add_argument_group("the award, where no file holds it; leave out what is not known")
    add_flags(award, AWARD)
    sought = command.add_argument_group("what is sought there, if anything in particular")
    add_flags(sought, SOUGHT)
    command.add_argument("--on", metavar="DATE", help="day of the judgement; without it today, which is then said")
    command.add_argument("--policy", metavar="FILE", help="your own policy, in place of the cautious default")
    command.add_argument("--bodies", action="append", default=[], metavar="FILE", help="list of awarding bodies")
    command.add_argument(
        "--store", metavar="FILE", help="keep the judgement there; warn where the like was judged otherwise"
    )
    command.add_argument("--language", default="en", metavar="CODE", help="language of the words; default: %(default)s")
    formats(command, "table", "json", "csv", of="statement")
    output_file(command)


def _documents_missing(commands: Commands) -> None:
    command = commands.add_parser("background", help=OPERATIONS["background"].summary)
    command.later(_background_flags)
    _passport(commands)


def _background_flags(command: argparse.ArgumentParser) -> None:
    from qualmap.cli.fields import SOUGHT, add_flags

    command.add_argument(
        "--input", required=True, metavar="FILE.yaml", help="what the holder brings; highest award first"
    )
    add_flags(command, "destination", "purpose", required=True)
    sought = command.add_argument_group("what is sought there, if anything in particular")
    add_flags(sought, SOUGHT)
    command.add_argument("--policy", metavar="FILE.yaml", help="your own policy instead of the cautious one")
    command.add_argument("--on", metavar="DATE", help="the day of the paper; default: today, which is said")
    command.add_argument("--language", default="en", metavar="CODE", help="language of the words; default: %(default)s")
    formats(command, of="background")
    output_file(command)


def _passport(commands: Commands) -> None:
    command = commands.add_parser("passport", help="write a skills passport as unsigned JSON-LD, or read one back")
    one = command.add_mutually_exclusive_group(required=True)
    one.add_argument("--input", metavar="FILE.yaml", help="what the holder brings; highest award first")
    one.add_argument("--read", metavar="BUNDLE.json", help="print the records of a bundle that was written before")
    command.add_argument(
        "--on", metavar="DATE", help="the day from which it says it is valid; default: today, which is said"
    )
    output_file(command)


def _inventory(commands: Commands) -> None:
    command = commands.add_parser("precedents", help="list, erase and expire the past judgements of a store")
    command.add_argument("store", metavar="STORE", help="the file that `assess --store` made")
    command.add_argument(
        "action",
        nargs="?",
        choices=("list", "show", "erase", "expire", "keep"),
        default="list",
        help="list (assumed), show ID, erase ID, expire, or keep: how long, and whether free text",
    )
    command.add_argument("id", nargs="?", metavar="ID", help="of a judgement, or the first letters of it")
    today(command)
    period = command.add_mutually_exclusive_group()
    period.add_argument("--years", type=positive, metavar="N", help="for keep: how long, from the judgement's day")
    period.add_argument("--days", type=positive, metavar="N", help="for keep: the same in days")
    command.add_argument(
        "--text", action=argparse.BooleanOptionalAction, help="for keep: also the words of findings, gates, outcomes"
    )
    formats(command, "table", of="precedents")

    command = commands.add_parser("review", help=OPERATIONS["review"].summary)
    command.add_argument("store", metavar="STORE", help="the file that `assess --store` made")
    command.add_argument("--policy", metavar="FILE.yaml", help="your present policy, for judgements made by its id")
    command.add_argument("--bodies", action="append", default=[], metavar="FILE", help="list of awarding bodies")
    today(command)
    formats(command, "table", of="review")


def _corridors(commands: Commands) -> None:
    operation(commands, "corridor")
    operation(commands, "legal-basis")

    command = commands.add_parser("corridors", help="write a report on all recorded corridors, with pictures")
    command.add_argument("-o", "--output", metavar="FOLDER", default="corridors", help="default: %(default)s")
    command.add_argument(
        "--programme", action="append", default=[], metavar="ID", help="only this one; repeatable; default: all"
    )
    command.add_argument("--on", metavar="DATE", help="the day; default: the catalogue's own")
    formats(command, "markdown", "json")
