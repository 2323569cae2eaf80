"""``qualmap assess``: an award judged, or a table of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import qualmap
from qualmap.cli import output
from qualmap.cli.fields import AWARD, SOUGHT, flags_given, given
from qualmap.errors import InputError, called
from qualmap.records.fields import as_flag
from qualmap.wording import Localiser
from qualmap.wording.line import text_of

if TYPE_CHECKING:
    from qualmap.assessment.model import Element, Judgement
    from qualmap.assessment.session import Session
    from qualmap.records import Policy

EXIT_BAD_ROWS = 1
MOST_BYTES = 20_000_000
TODAY = "as of {} (give --on for another day)"
STATEMENTS = ("markdown", "html", "pdf", "jsonld")


def run(arguments: argparse.Namespace) -> int:
    """Judge one award, or each of a table."""
    qm = qualmap.load(bodies=arguments.bodies)
    localiser = Localiser(qm.catalogue, arguments.language)
    if arguments.input is not None and arguments.input.lower().endswith(".csv"):
        return _table(qm, arguments)
    judgement = _one(qm, arguments)
    if arguments.store is not None:
        from qualmap.assessment.case import read_policy

        _keep(arguments, judgement, qm.session, read_policy(arguments.policy, qm.catalogue))
    if arguments.format == "json":
        output.emit(judgement.model_dump_json(indent=2), arguments.output)
    elif arguments.format in STATEMENTS:
        statement = qm.statement(judgement, arguments.format, arguments.language)
        output.emit_bytes(statement, arguments.output, arguments.format)
    elif arguments.format == "csv":
        raise InputError("csv is for tables: give --input FILE.csv, or another --format")
    else:
        for line in _lines(localiser, judgement):
            output.say(line)
    return 0


def _keep(arguments: argparse.Namespace, judgement: Judgement, session: Session, policy: Policy) -> None:
    """Put a judgement into the store; say on standard error where the same facts came to another result."""
    from qualmap.precedents import remember

    localiser = Localiser(session.catalogue, arguments.language)
    for reason in remember(arguments.store, judgement, session, policy=policy):
        print(text_of(localiser.pair(localiser.text("assess-warnings"), localiser.said(reason))), file=sys.stderr)


def _one(qm: qualmap.Qualmap, arguments: argparse.Namespace) -> Judgement:
    asked, name = _asked(arguments)
    on = arguments.on or asked.get("on") or output.today(TODAY)
    missing = [part for part in ("destination", "purpose") if part not in asked]
    if missing:
        raise InputError(f"no {missing[0]}: give --destination and --purpose")
    with called(name):
        return qm.assess(
            asked["award"], asked["destination"], asked["purpose"], sought=asked["sought"], on=on,
            policy=arguments.policy,
        )  # fmt: skip


def _asked(arguments: argparse.Namespace) -> tuple[dict[str, Any], Callable[[str], str]]:
    """The question, and how its fields are called there: by flags, or in a file, unless a flag says otherwise."""
    flags = given(arguments, "destination", "purpose", SOUGHT)
    if arguments.input is None:
        with called(as_flag):
            flags |= given(arguments, AWARD)
        for needed in ("title", "country"):
            if needed not in flags.get(AWARD, {}):
                raise InputError(f"no {needed}: give --{needed}, or a file with --input")
        return {SOUGHT: {}} | flags, as_flag
    if flags_given(arguments, AWARD):
        raise InputError("an award in a file and one by flags: give one of them")
    from qualmap.assessment.case import read_application

    application = read_application(Path(arguments.input))
    stated = {name: value for name, value in dict(application).items() if value is not None}

    def name(path: str) -> str:
        by_flag = path.partition(".")[0] in flags or (path == "on" and arguments.on)
        return as_flag(path) if by_flag else f"{arguments.input}: {path}"

    return stated | flags, name


def _lines(localiser: Localiser, judgement: Judgement) -> Iterator[str]:
    """The judgement for a terminal: the outcome, the elements, what is missing."""
    text, said = localiser.text, localiser.said
    where = f"{localiser.place(judgement.origin)} -> {localiser.place(judgement.destination)}"
    purpose, day = text(f"purpose-{judgement.purpose}"), localiser.day(judgement.on)
    yield f"{judgement.award.title} ({where}; {purpose}; {day})"
    yield f"  {text(f'recognition-{judgement.outcome}')}"
    yield from (f"  {said(reason)}" for reason in judgement.reasons)
    if judgement.provisional:
        yield f"  {text('provisional', outcome=text(f'recognition-{judgement.provisional}'))}"
    yield ""
    columns = tuple(localiser.say(f"col-{name}") for name in ("element", "difference", "confidence", "why"))
    yield output.table(columns, [_row(localiser, element) for element in judgement.elements])
    for title, reasons in (
        ("statement-section-missing", [item.reason for item in judgement.missing]),
        ("statement-section-remedies", judgement.remedies),
        ("assess-warnings", judgement.warnings),
    ):
        if reasons:
            yield ""
            yield text(title)
            yield from (f"  - {said(reason)}" for reason in reasons)
    yield ""
    sides = (judgement.legal_basis.academic, judgement.legal_basis.professional)
    for side, name in zip(sides, ("academic", "professional"), strict=True):
        if side.asked:
            yield text_of(localiser.pair(text(f"side-{name}"), said(side.conclusion)))
    yield from map(said, (*judgement.decided_by, judgement.appeal))
    yield text("assess-made", id=judgement.id[:16], until=localiser.day(judgement.valid_until))
    if localiser.wording.status == "draft":
        yield localiser.say("draft")


def _row(localiser: Localiser, element: Element) -> tuple[str, ...]:
    return (
        localiser.text(f"element-{element.element}"),
        localiser.text(f"difference-{element.difference}"),
        _sure(localiser, element),
        " ".join(map(localiser.said, element.reasons)),
    )


def _sure(localiser: Localiser, element: Element) -> str:
    """A confidence with its basis; nothing where nothing backs one."""
    if element.confidence is None:
        return "-"
    basis = element.confidence_means.code.removeprefix("confidence-")
    return f"{localiser.percent(element.confidence)} ({localiser.text(f'sure-{basis}')})"


def _table(qm: qualmap.Qualmap, arguments: argparse.Namespace) -> int:
    from qualmap.assessment.case import read_policy
    from qualmap.assessment.table import ANSWER, Bad, assess_rows, read_rows
    from qualmap.catalog.bounded import decode, read_bytes

    ignored = flags_given(arguments, AWARD, SOUGHT)
    if ignored:
        raise InputError(f"{ignored[0]} is for one award: in a table that is a column")
    arguments.on = arguments.on or output.today(TODAY)
    if arguments.format not in ("table", "csv", "json"):
        raise InputError(f"{arguments.format} is for one award: a table comes as csv or json")
    path = Path(arguments.input)
    text = decode(read_bytes(path, MOST_BYTES, "split the table"), path, "save the file as UTF-8 CSV")
    rows = list(read_rows(text))
    policy = read_policy(arguments.policy, qm.catalogue)
    answers: list[dict[str, Any]] = []
    bad: list[Bad] = []
    shown: Iterable[Any] = output.progress("awards")(rows)
    asked = arguments.destination, arguments.purpose, arguments.on
    keep = (lambda judgement: _keep(arguments, judgement, qm.session, policy)) if arguments.store else None
    for found in assess_rows(qm.session, shown, policy, *asked, keep=keep):
        if isinstance(found, Bad):
            bad.append(found)
        else:
            answers.append(found)
    if arguments.format == "json":
        output.emit(output.as_json(answers), arguments.output)
    else:
        from qualmap.formats.csv import delimited, harmless

        cells = [[harmless(answer[name]) for name in ANSWER] for answer in answers]
        output.emit(delimited(ANSWER, cells), arguments.output)
    for line, why in bad:
        print(f"{path}:{line}: {why}", file=sys.stderr)
    print(f"{len(answers)} awards judged, {len(bad)} rows that cannot be", file=sys.stderr)
    return EXIT_BAD_ROWS if bad else 0
