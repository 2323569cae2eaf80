"""``qualmap precedents``: an agency's own inventory of past judgements."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from qualmap.catalog.lookup import check_day
from qualmap.cli import output
from qualmap.errors import InputError
from qualmap.formats.csv import delimited, harmless
from qualmap.precedents import Keep, Precedent, Store, opened
from qualmap.records.fields import columns, to_cells

HEADINGS = ("Day", "Judgement", "Award", "From", "To", "Purpose", "Outcome", "Differences")
COLUMNS = (
    "judgement", "day", "subdivision", *(name for name in columns() if name != "on"), "outcome", "differences",
    "reasons", "legal_basis", "policy", "catalogue_version",
)  # fmt: skip


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
        output.emit(delimited(COLUMNS, ([harmless(text) for text in _row(entry)] for entry in found)), None)
    elif arguments.action == "show":
        rows = [(name.replace("_", " "), text) for name, text in zip(COLUMNS, _row(found[0]), strict=True) if text]
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
        _differences(entry),
    )


def _row(entry: Precedent) -> Iterable[str]:
    """The entry as the inventory has it, one text for each of ``COLUMNS``."""
    facts = {
        "award": entry.award.model_dump(mode="json", exclude_defaults=True)
        | {"country": entry.origin.code, "award_type": entry.award_type},
        "sought": entry.sought.model_dump(mode="json", exclude_defaults=True),
        "destination": entry.asked,
        "purpose": entry.purpose,
    }
    cells = to_cells(facts) | {
        "judgement": entry.id,
        "day": entry.on,
        "subdivision": entry.origin.subdivision or "",
        "outcome": entry.ending.outcome,
        "differences": _differences(entry),
        "reasons": "; ".join(reason.code for reason in entry.reasons),
        "legal_basis": "; ".join(entry.legal),
        "policy": entry.policy,
        "catalogue_version": entry.catalogue_version,
    }
    return [cells.get(name, "") for name in COLUMNS]


def _differences(entry: Precedent) -> str:
    return "; ".join(f"{element} {verdict}" for element, verdict in entry.ending.verdicts.items() if verdict != "none")


def _note(line: str) -> None:
    print(line, file=sys.stderr)
