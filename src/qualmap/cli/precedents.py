"""``qualmap precedents``: an agency's own inventory of past judgements."""

from __future__ import annotations

import argparse
import sys

from qualmap.catalog.lookup import check_day
from qualmap.cli import output
from qualmap.errors import InputError
from qualmap.formats.csv import delimited, harmless
from qualmap.operations.inventory import COLUMNS, cells, differences
from qualmap.precedents import Keep, Precedent, Store, opened

HEADINGS = ("Day", "Judgement", "Award", "From", "To", "Purpose", "Outcome", "Differences")


def run(arguments: argparse.Namespace) -> int:
    """Do one thing with a store."""
    _check(arguments)
    with opened(arguments.store) as store:
        if arguments.action == "keep":
            _keep(store, arguments)
            return 0
        if arguments.action == "erase":
            entry = store.erase(arguments.id)
            _note(f"erased {entry.id}")
            return 0
        on = day(arguments.on)
        if arguments.action == "expire":
            _note(f"removed {store.expire(on)} judgements (kept: {store.keep})")
            return 0
        _note(f"what has expired on {on} is not shown (kept: {store.keep})")
        found = [store.entry(arguments.id, on)] if arguments.action == "show" else store.entries(on)
    _print(found, arguments)
    return 0


def day(given: str | None) -> str:
    """The day that was given, or today, which is then said."""
    if given is not None:
        return check_day(given)
    return output.today("--on {}, which is today")


def _check(arguments: argparse.Namespace) -> None:
    needs = arguments.action in ("show", "erase")
    if needs and arguments.id is None:
        raise InputError(f"{arguments.action} which judgement? give its id: `qualmap precedents STORE` lists them")
    if not needs and arguments.id is not None:
        raise InputError(f"{arguments.action} takes no id, but {arguments.id!r} was given")
    if arguments.action != "keep" and (arguments.years or arguments.days or arguments.text is not None):
        raise InputError("--years, --days and --text go with keep: `qualmap precedents STORE keep --years 10`")


def _keep(store: Store, arguments: argparse.Namespace) -> None:
    keep = store.keep
    amount, unit = (arguments.years, "years") if arguments.years else (arguments.days, "days")
    text = keep.text if arguments.text is None else arguments.text
    if amount is not None:
        try:
            keep = Keep.model_validate({"amount": amount, "unit": unit, "text": text})
        except ValueError:
            raise InputError(f"{amount} {unit} is longer than can be kept: 36500 is the most") from None
    store.set_keep(keep.model_copy(update={"text": text}))
    output.say(f"kept: {store.keep}")


def _print(found: list[Precedent], arguments: argparse.Namespace) -> None:
    if arguments.format == "json":
        output.emit(output.as_json([entry.model_dump(mode="json") for entry in found]), None)
    elif arguments.format == "csv":
        output.emit(delimited(COLUMNS, (map(harmless, cells(entry)) for entry in found)), None)
    elif arguments.action == "show":
        rows = [(name.replace("_", " "), text) for name, text in zip(COLUMNS, cells(found[0]), strict=True) if text]
        output.say(output.table(("Field", "Value"), rows))
    else:
        output.say(output.table(HEADINGS, map(_line, found)))
        output.say(f"{len(found)} judgements.")


def _line(entry: Precedent) -> tuple[str, ...]:
    return (
        entry.on,
        entry.id[:12],
        entry.award.title,
        entry.origin.subdivision or entry.origin.code,
        entry.asked,
        entry.purpose,
        entry.ending.outcome,
        differences(entry),
    )


def _note(line: str) -> None:
    print(line, file=sys.stderr)
