"""The grammar of the command line; light, so that ``--help`` is quick."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from qualmap._version import __version__

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  # its only name

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
    ("name", "the framework's name in English"),
    ("date", "the day on which you read the source"),
    ("origin", "of an alignment map: id@edition"),
    ("destination", "of an alignment map: id@edition"),
    ("pick", "which list of levels, if the file has several: its address, label or jurisdiction"),
)
"""What the user may say about an imported record, since the file cannot."""

_AWARD = (
    ("title", "as the document prints it, in its own language"),
    ("country", "where it was awarded: a name or a code"),
    ("level", "the level that the document prints"),
    ("framework", "the framework that it names"),
    ("registered-under", "the edition under which it was registered: id@edition"),
    ("awarded", "date of the award: 2015, 2015-06 or 2015-06-30"),
    ("award-type", "generic type, such as bachelor"),
    ("isced", "ISCED 2011 level"),
    ("years", "years of full-time study that it took"),
    ("credits", "how many credits"),
    ("credit-system", "in which system, such as ECTS"),
)
_SOUGHT = (
    ("as-type", "the generic type that the award should count as"),
    ("as-level", "the destination level that it should count as"),
    ("access-to", "the generic type of the studies to be entered"),
    ("orientation", "of these studies: academic or professional"),
    ("profession", "the profession to be practised"),
)


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

    _answers(commands)
    _assess(commands)
    _documents_missing(commands)
    _inventory(commands)
    _graph(commands)
    _records(commands)
    return top


def _answers(commands: Commands) -> None:
    command = commands.add_parser("frameworks", help="list the frameworks, or find the one that applies")
    command.add_argument("--country", help="ISO 3166-1 alpha-2 code")
    command.add_argument("--sector", help="such as 'higher education' or 'vocational'")
    command.add_argument("--name", help="words of the framework's name, id or jurisdiction")
    _on(command)
    _format(command, "table", "json", "csv")

    command = commands.add_parser("find", help="find which award a title names, and on which levels it stands")
    command.add_argument("title", help="the title as the document prints it, in its own language or in English")
    command.add_argument("--country", help="code or name of a country, or of a part of it such as Scotland")
    command.add_argument("--framework", help="search this one only: id or id@edition")
    command.add_argument(
        "--limit", type=positive, default=10, metavar="N", help="at most so many; default: %(default)s"
    )
    _on(command)
    _format(command, "table", "json", "csv")

    command = commands.add_parser("show", help="show one framework: its levels, its awards, its sources")
    command.add_argument("framework", help="id, id@edition, or path of a YAML record")
    _format(command, "table", "json", "elm", "ctdl")
    _output(command)

    command = commands.add_parser("crosswalk", help="map every level of one framework to another")
    command.add_argument("origin", help="id, id@edition, or path of a YAML record")
    command.add_argument("destination", help="id, id@edition, or path of a YAML record")
    _on(command)
    _format(command, "table", "json", "csv", "sssom", "ctdl")
    _output(command)

    command = commands.add_parser("explain", help="show the evidence behind one level's mapping")
    command.add_argument("level", help="framework and level, such as za-nqf:8")
    command.add_argument("destination", help="id, id@edition, or path of a YAML record")
    command.add_argument("--what-if", action="store_true", help="how much each piece moves it, what would help most")
    _on(command)
    _format(command, "table", "json")

    command = commands.add_parser("corridor", help="show everything that is known about two countries, both ways")
    command.add_argument("origin", help="ISO 3166-1 alpha-2 code, such as SN")
    command.add_argument("destination", help="ISO 3166-1 alpha-2 code, such as BE")
    command.add_argument("--on", metavar="DATE", help="the day; default: the catalogue's own")
    _format(command, "table", "json", "csv")

    command = commands.add_parser("corridors", help="write a report on all recorded corridors, with pictures")
    command.add_argument("-o", "--output", metavar="FOLDER", default="corridors", help="default: %(default)s")
    command.add_argument(
        "--programme", action="append", default=[], metavar="ID", help="only this one; repeatable; default: all"
    )
    command.add_argument("--on", metavar="DATE", help="the day; default: the catalogue's own")
    _format(command, "markdown", "json")


def _assess(commands: Commands) -> None:
    command = commands.add_parser("assess", help="judge an award, or a table of them, for a purpose at a destination")
    command.add_argument("--input", metavar="FILE", help="a .yaml or .json file with one award, or a .csv with many")
    command.add_argument("--destination", metavar="COUNTRY", help="country, part of one, or id of a framework")
    command.add_argument("--purpose", help="further-study, employment, regulated-profession, migration")
    award = command.add_argument_group("the award, where no file holds it; leave out what is not known")
    for name, meaning in _AWARD:
        award.add_argument(f"--{name}", help=meaning)
    award.add_argument("--body", action="append", default=[], help="awarding body; repeat it for a joint award")
    award.add_argument(
        "--gate", action="append", default=[], metavar="GATE=STATE[:SOURCE]", help="authentic, institution, programme"
    )
    sought = command.add_argument_group("what is sought there, if anything in particular")
    for name, meaning in _SOUGHT:
        sought.add_argument(f"--{name}", help=meaning)
    command.add_argument("--on", metavar="DATE", help="day of the judgement; without it today, which is then said")
    command.add_argument("--policy", metavar="FILE", help="your own policy, in place of the cautious default")
    command.add_argument("--bodies", action="append", default=[], metavar="FILE", help="list of awarding bodies")
    command.add_argument("--language", choices=("en", "fr", "pt"), default="en", help="default: %(default)s")
    _format(command, "table", "json", "csv", "markdown", "html", "pdf", "jsonld")
    _output(command)


def _documents_missing(commands: Commands) -> None:
    command = commands.add_parser("background", help="write the background paper of a holder without full documents")
    command.add_argument(
        "--input", required=True, metavar="FILE.yaml", help="what the holder brings; highest award first"
    )
    command.add_argument("--destination", required=True, metavar="COUNTRY", help="code or name, or one framework's id")
    command.add_argument(
        "--purpose", required=True, help="further-study, employment, regulated-profession or migration"
    )
    command.add_argument("--policy", metavar="FILE.yaml", help="your own policy instead of the cautious one")
    command.add_argument("--on", metavar="DATE", help="the day of the paper; default: today, which is said")
    command.add_argument("--language", choices=("en", "fr", "pt"), default="en", help="default: %(default)s")
    _format(command, "markdown", "html", "pdf", "json")
    _output(command)

    command = commands.add_parser("passport", help="write a skills passport as unsigned JSON-LD, or read one back")
    one = command.add_mutually_exclusive_group(required=True)
    one.add_argument("--input", metavar="FILE.yaml", help="what the holder brings; highest award first")
    one.add_argument("--read", metavar="BUNDLE.json", help="print the records of a bundle that was written before")
    command.add_argument(
        "--on", metavar="DATE", help="the day from which it says it is valid; default: today, which is said"
    )
    _output(command)


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
    _today(command)
    period = command.add_mutually_exclusive_group()
    period.add_argument("--years", type=positive, metavar="N", help="for keep: how long, from the judgement's day")
    period.add_argument("--days", type=positive, metavar="N", help="for keep: the same in days")
    command.add_argument(
        "--text", action=argparse.BooleanOptionalAction, help="for keep: also the words of findings, gates, outcomes"
    )
    _format(command, "table", "json", "csv")

    command = commands.add_parser("review", help="which past judgements a changed record or a new report touches")
    command.add_argument("store", metavar="STORE", help="the file that `assess --store` made")
    command.add_argument("--policy", metavar="FILE.yaml", help="your present policy, for judgements made by its id")
    command.add_argument("--bodies", action="append", default=[], metavar="FILE", help="list of awarding bodies")
    _today(command)
    _format(command, "table", "json", "csv")


def _graph(commands: Commands) -> None:
    command = commands.add_parser("build", help="write the catalogue as linked data")
    command.add_argument("-o", "--output", required=True, help="file ending in .trig, .ttl, .nq or .jsonld")
    _published(command)

    command = commands.add_parser("query", help="ask the catalogue's graph a named question or a SPARQL query")
    one = command.add_mutually_exclusive_group(required=True)
    one.add_argument("query", nargs="?", help="the query, the path of a file ending in .rq, or - for standard input")
    one.add_argument("--named", metavar="NAME", help="a question of the library instead")
    one.add_argument("--list", action="store_true", help="list the library: names, questions, parameters")
    command.add_argument(
        "--param", action="append", default=[], metavar="KEY=VALUE", help="of the named question; repeatable"
    )
    _format(command, "table", "json", "csv", "tsv", "turtle", "jsonld", "nquads")
    _crosswalks(command, "none")

    command = commands.add_parser("publish", help="write the graph as a static site, or load it into your own store")
    one = command.add_mutually_exclusive_group(required=True)
    one.add_argument("-o", "--output", metavar="FOLDER", help="write a site that any web server can host")
    one.add_argument("--to", metavar="URL", help="the SPARQL 1.1 Graph Store address of a store of your own")
    command.add_argument("--address", metavar="URL", type=base, help="where the site will stand, if not at its base")
    command.add_argument("--sparql", metavar="URL", help="the store's address for queries; known stores need none")
    command.add_argument("--update", metavar="URL", help="its address for updates, if a PUT there is not atomic")
    command.add_argument("--user", metavar="NAME", help="the password stands in QUALMAP_PASSWORD, or in a file:")
    command.add_argument("--password-file", metavar="FILE", help="a file that holds the password and nothing else")
    _published(command)

    command = commands.add_parser("serve", help="serve the graph: SPARQL endpoint, linked data, dumps")
    command.add_argument("--host", default="127.0.0.1", help="default: %(default)s, which only this machine reaches")
    command.add_argument("--port", type=int, default=8000, help="0: any that is free; default: %(default)s")
    command.add_argument("--address", metavar="URL", type=base, help="the one that clients use, if it is another")
    _published(command)
    command.add_argument("--workers", type=positive, metavar="N", help="how many queries are answered at once")
    command.add_argument("--seconds", type=positive, metavar="S", help="how long a query may take")
    command.add_argument("--memory", type=positive, metavar="MIB", help="what a worker may take beside the graph")
    command.add_argument("--request-seconds", type=positive, metavar="S", help="how long a client may take to ask")


def _records(commands: Commands) -> None:
    command = commands.add_parser("status", help="show what is checked, what is not, and what is linked")
    command.add_argument("--matrix", metavar="FILE.svg", help="also draw which pairs are linked")
    _format(command, "table", "json", "markdown")

    command = commands.add_parser("new", help="begin a framework record")
    command.add_argument("id", help="such as xx-nqf")
    command.add_argument("--edition", required=True, help="year of the edition")
    command.add_argument("--name", required=True, help="English name of the framework")
    command.add_argument("--region", required=True, help="europe, africa, asia-pacific, arab-states, americas or world")
    command.add_argument("--kind", default="national", help="default: %(default)s")
    command.add_argument("--country", help="ISO 3166-1 alpha-2 code")
    command.add_argument("--levels", type=int, default=0, metavar="N", help="how many levels")
    _output(command)

    _import(commands)

    command = commands.add_parser("benchmark", help="score the engine on frameworks whose official links are hidden")
    _format(command, "table", "json")
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
    _format(command, "table", "json")

    command = commands.add_parser("lint", help="look for what is wrong in records, SSSOM files and CTDL alignments")
    command.add_argument("paths", nargs="*", metavar="PATH", help="file or folder; none: the catalogue's own records")
    command.add_argument("--stale-years", type=int, default=10, metavar="N", help="default: %(default)s")
    _format(command, "table", "json", "sarif")


def _import(commands: Commands) -> None:
    command = commands.add_parser("import", help="make a draft record from SKOS, CTDL, CSV or an ELM list of levels")
    command.add_argument("file", metavar="FILE", help="ending in .ttl, .trig, .nt, .nq, .jsonld, .json or .csv")
    command.add_argument("--as", dest="form", metavar="FORM", help="skos, ctdl, csv or elm; without it the file tells")
    _output(command)
    command.add_argument("--force", action="store_true", help="overwrite the output file")
    for name, meaning in _IMPORTED:
        command.add_argument(f"--{name}", help=meaning)


def _published(command: argparse.ArgumentParser) -> None:
    """What the published graph holds, and where its IRIs stand."""
    _crosswalks(command, "regional")
    command.add_argument("--base", type=base, metavar="URL", help="of the IRIs, if not qualmap's own")


def _crosswalks(command: argparse.ArgumentParser, default: str) -> None:
    command.add_argument(
        "--crosswalks",
        choices=("none", "regional", "all"),
        default=default,
        help="computed ones beside the records; regional: to and from frameworks that countries share; default: "
        "%(default)s",
    )


def base(text: str) -> str:
    """A web address below which IRIs can stand, for argparse."""
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`?#]+/", text):
        raise argparse.ArgumentTypeError(f"{text} is no base: write http://... or https://..., with / at the end")
    return text


def _format(command: argparse.ArgumentParser, *choices: str) -> None:
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


def _on(command: argparse.ArgumentParser) -> None:
    command.add_argument("--on", metavar="DATE", help="the award's date: the edition in force then (2010-06-30)")


def _today(command: argparse.ArgumentParser) -> None:
    command.add_argument("--on", metavar="DATE", help="what has expired on this day is not shown; default: today")


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", help="write to this file instead of standard output")
