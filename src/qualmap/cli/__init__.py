"""The command line: one small module per command, imported when it is called."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from qualmap._version import __version__

EXIT_OK, EXIT_BAD_INPUT = 0, 2

_EPILOG = """\
A framework is named by its id (`za-nqf`), by id and edition (`za-nqf@1995`), or by the path of a
YAML record of your own. `qualmap frameworks` lists the ids.

examples:
  qualmap crosswalk ie-nfq eqf              an official answer
  qualmap crosswalk za-nqf eqf              an inferred one
  qualmap explain za-nqf:8 eqf              the evidence behind one level
  qualmap crosswalk my-framework.yaml eqf   a framework that nobody has referenced

Exit codes: 0 done, 2 bad input (one line on stderr says what to mend).
"""


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line; light, so that ``--help`` is quick."""
    top = argparse.ArgumentParser(
        prog="qualmap",
        description="Where a qualification stands in another country's framework, how sure that is, and who says so.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="qualmap [-h] [--version] COMMAND ...",
    )
    top.add_argument("--version", action="version", version=f"qualmap {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND ARGUMENTS", prog="qualmap")

    command = commands.add_parser("frameworks", help="list the frameworks of the catalogue")
    _format(command, "table", "json", "csv")

    command = commands.add_parser("show", help="show one framework: its levels, its awards, its sources")
    command.add_argument("framework", help="id, id@edition, or path of a YAML record")
    _format(command, "table", "json")

    command = commands.add_parser("crosswalk", help="map every level of one framework to another")
    command.add_argument("origin", help="id, id@edition, or path of a YAML record")
    command.add_argument("destination", help="id, id@edition, or path of a YAML record")
    _format(command, "table", "json", "csv", "sssom")
    _output(command)

    command = commands.add_parser("explain", help="show the evidence behind one level's mapping")
    command.add_argument("level", help="framework and level, such as za-nqf:8")
    command.add_argument("destination", help="id, id@edition, or path of a YAML record")
    _format(command, "table", "json")

    command = commands.add_parser("build", help="write the catalogue as linked data")
    command.add_argument("-o", "--output", required=True, help="file ending in .trig, .ttl, .nq or .jsonld")

    command = commands.add_parser("query", help="ask the catalogue's graph a SPARQL query")
    command.add_argument("query", help="the query, the path of a file ending in .rq, or - for standard input")
    _format(command, "table", "json", "csv", "tsv")

    command = commands.add_parser("validate", help="check framework and referencing records")
    command.add_argument("paths", nargs="+", metavar="PATH", help="YAML file, or folder of them")
    _format(command, "table", "json")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; bad input gives one line on stderr and exit code 2, never a traceback."""
    arguments = parser().parse_args(argv)
    from importlib import import_module

    from qualmap.errors import QualmapError

    try:
        code: int = import_module(f"qualmap.cli.{arguments.command}").run(arguments)
        sys.stdout.flush()
    except QualmapError as error:
        print(f"qualmap: {error}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except KeyboardInterrupt:
        return 130
    return code


def _format(command: argparse.ArgumentParser, *choices: str) -> None:
    command.add_argument("--format", choices=choices, default=choices[0], help="default: %(default)s")


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", help="write to this file instead of standard output")
