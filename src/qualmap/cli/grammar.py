"""The grammar of the command line; light, so that ``--help`` is quick."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from qualmap._version import __version__
from qualmap.cli import officer
from qualmap.cli.options import (
    Parser,
    base,
    crosswalks,
    formats,
    operation,
    output_file,
    positive,
    probability,
    published,
)
from qualmap.operations.table import OPERATIONS

if TYPE_CHECKING:
    from qualmap.cli.options import Commands

_EPILOG = """\
A framework is named by its id (`za-nqf`), by id and edition (`za-nqf@1995`), or by the path of a
YAML record of your own. `qualmap frameworks` lists the ids.

examples:
  qualmap crosswalk ie-nfq eqf              an official answer
  qualmap crosswalk za-nqf eqf              an inferred one
  qualmap explain za-nqf:8 eqf              the evidence behind one level
  qualmap find "BSc Honours" --country ZA   the levels of an award, by its title
  qualmap crosswalk my-framework.yaml eqf   a framework that nobody has referenced

Exit codes: 0 done, 1 `lint` found errors or `assess` bad rows, 2 bad input (one line on stderr says what to mend).
"""

_IMPORTED = (
    ("id", "the record's id, such as xx-nqf"),
    ("edition", "usually the year the framework took effect"),
    ("kind", "national (assumed), regional, continental, sector, transnational"),
    ("region", "such as africa or europe"),
    ("name", "the framework's name in English; of statements: the body's"),
    ("country", "of awards: whose they are; of statements: the body's own (ISO 3166-1 alpha-2)"),
    ("date", "the day on which you read the source"),
    ("origin", "of an alignment map: id@edition"),
    ("destination", "of an alignment map: id@edition"),
    ("pick", "which list of levels, if the file has several: its address, label or jurisdiction"),
)
"""What the user may say about an imported record, since the file cannot."""


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line; light, so that ``--help`` is quick."""
    top = Parser(
        prog="qualmap",
        description="Where a qualification stands in another country's framework, how sure that is, and who says so.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="qualmap [-h] [--version] COMMAND ...",
    )
    top.add_argument("--version", action="version", version=f"qualmap {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND ARGUMENTS", prog="qualmap")

    _answers(commands)
    officer.add_to(commands)
    _graph(commands)
    _records(commands)
    return top


def _answers(commands: Commands) -> None:
    operation(commands, "frameworks", "limit", "offset")
    show = operation(commands, "framework", framework="or a country, or an award such as ke:diploma")
    output_file(show)
    crosswalk = operation(commands, "crosswalk", optional=True)
    crosswalk.add_argument("--all", action="store_true", help="every framework to every other instead (sssom or csv)")
    crosswalk.add_argument("--to", metavar="ID", help="with --all: every framework to this one")
    output_file(crosswalk)
    explain = operation(commands, "explain", level="or an award, such as ke:diploma")
    explain.add_argument("--what-if", action="store_true", help="how much each piece moves it, what would help most")


def _graph(commands: Commands) -> None:
    command = commands.add_parser("build", help="write the catalogue as linked data")
    command.add_argument("-o", "--output", required=True, help="file ending in .trig, .ttl, .nq or .jsonld")
    published(command)

    command = commands.add_parser("query", help="ask the catalogue's graph a named question or a SPARQL query")
    one = command.add_mutually_exclusive_group(required=True)
    one.add_argument("query", nargs="?", help="the query, the path of a file ending in .rq, or - for standard input")
    one.add_argument("--named", metavar="NAME", help="a question of the library instead")
    one.add_argument("--list", action="store_true", help="list the library: names, questions, parameters")
    command.add_argument(
        "--param", action="append", default=[], metavar="KEY=VALUE", help="of the named question; repeatable"
    )
    command.add_argument(
        "--seconds", type=positive, metavar="S", help="how long a query of your own may take, default: 10"
    )
    formats(command, "table", *OPERATIONS["ask"].formats, "turtle", "jsonld", "nquads")
    crosswalks(command, "none")

    command = commands.add_parser("publish", help="write the graph as a static site, or load it into your own store")
    one = command.add_mutually_exclusive_group(required=True)
    one.add_argument("-o", "--output", metavar="FOLDER", help="write a site that any web server can host")
    one.add_argument("--to", metavar="URL", help="the SPARQL 1.1 Graph Store address of a store of your own")
    command.add_argument("--address", metavar="URL", type=base, help="where the site will stand, if not at its base")
    command.add_argument("--sparql", metavar="URL", help="the store's address for queries; known stores need none")
    command.add_argument("--update", metavar="URL", help="its address for updates, if a PUT there is not atomic")
    command.add_argument("--user", metavar="NAME", help="the password stands in QUALMAP_PASSWORD, or in a file:")
    command.add_argument("--password-file", metavar="FILE", help="a file that holds the password and nothing else")
    published(command)

    command = commands.add_parser("serve", help="serve the graph: SPARQL endpoint, linked data, dumps")
    command.add_argument("--host", default="127.0.0.1", help="default: %(default)s, which only this machine reaches")
    command.add_argument("--port", type=int, default=8000, help="0: any that is free; default: %(default)s")
    command.add_argument("--address", metavar="URL", type=base, help="the one that clients use, if it is another")
    published(command)
    command.add_argument("--workers", type=positive, metavar="N", help="how many queries are answered at once")
    command.add_argument("--seconds", type=positive, metavar="S", help="how long a query may take")
    command.add_argument("--memory", type=positive, metavar="MIB", help="what a worker may take beside the graph")
    command.add_argument("--request-seconds", type=positive, metavar="S", help="how long a client may take to ask")
    command.add_argument("--policy", metavar="FILE", help="your own policy for every judgement, not the cautious one")
    command.add_argument(
        "--bodies", action="append", default=[], metavar="FILE", help="list of awarding bodies; repeatable"
    )
    command.add_argument(
        "--store", metavar="FILE", help="let the past judgements of this store be read under /api; nothing is written"
    )


def _records(commands: Commands) -> None:
    status = operation(commands, "status")
    status.add_argument("--matrix", metavar="FILE.svg", help="also draw which pairs are linked")

    command = commands.add_parser("new", help="begin a record: of a framework, of a country's awards, of statements")
    command.add_argument("id", help="such as xx-nqf; of awards: the country's code; of statements: BODY--COUNTRY")
    command.add_argument(
        "--record", choices=("framework", "awards", "statements"), default="framework", help="default: %(default)s"
    )
    command.add_argument("--edition", help="of a framework: year of the edition")
    command.add_argument("--name", required=True, help="English name of the framework or country; the body's name")
    command.add_argument(
        "--region", help="of a framework: europe, africa, asia-pacific, arab-states, americas or world"
    )
    command.add_argument("--kind", default="national", help="of a framework; default: %(default)s")
    command.add_argument("--country", help="of a framework, or of the body: ISO 3166-1 alpha-2 code")
    command.add_argument("--levels", type=int, default=0, metavar="N", help="how many levels")
    output_file(command)

    _import(commands)

    command = commands.add_parser("benchmark", help="score the engine on frameworks whose official links are hidden")
    formats(command, "table", "json")
    command.add_argument("--plot", metavar="OUT.svg", help="also draw calibration, and what abstaining buys")
    command.add_argument(
        "--min-confidence", type=probability, default=0.0, metavar="P", help="abstain below this; default: %(default)s"
    )
    command.add_argument("--framework", metavar="MY.yaml", help="score this record instead, with --links")
    command.add_argument("--links", metavar="MY.csv", help="level_code,target_framework,target_level; empty: unlinked")

    command = commands.add_parser("validate", help="check records, or linked data against our shapes")
    command.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="YAML file, folder of them, or linked data (.ttl, .trig, .nt, .nq, .jsonld)",
    )
    formats(command, "table", "json")

    command = commands.add_parser("lint", help="look for what is wrong in records, SSSOM files and CTDL alignments")
    command.add_argument("paths", nargs="*", metavar="PATH", help="file or folder; none: the catalogue's own records")
    command.add_argument("--stale-years", type=int, default=10, metavar="N", help="default: %(default)s")
    formats(command, "table", "json", "sarif")


def _import(commands: Commands) -> None:
    command = commands.add_parser(
        "import",
        help="make a draft record from SKOS, CTDL, an ELM list, or a table",
    )
    command.add_argument("file", metavar="FILE", help="ending in .ttl, .trig, .nt, .nq, .jsonld, .json or .csv")
    command.add_argument(
        "--as",
        dest="form",
        metavar="FORM",
        help="skos, ctdl, csv, elm, awards or statements; without it the file tells",
    )
    output_file(command)
    command.add_argument("--force", action="store_true", help="overwrite the output file")
    for name, meaning in _IMPORTED:
        command.add_argument(f"--{name}", help=meaning)
