"""``qualmap show``: one framework as its record has it, or the awards of a country, or one award."""

from __future__ import annotations

import argparse
import io
from contextlib import redirect_stdout

import qualmap
from qualmap.awards.model import AwardEntry, CountryAwards
from qualmap.catalog.catalogue import looks_like_path
from qualmap.catalog.place_names import offered
from qualmap.cli import output
from qualmap.errors import InputError, UnknownNameError
from qualmap.facade import Qualmap
from qualmap.records import Framework, QualificationType, Ref, Stated, StatedDate


def run(arguments: argparse.Namespace) -> int:
    """Print or write one framework edition, or the awards of a country."""
    qm = qualmap.load()
    name = arguments.framework
    if not looks_like_path(name) and Ref.parse(name).id not in qm.catalogue.ids:
        return _show_awards(qm, arguments)
    framework = qm.framework(name)
    if arguments.format == "json":
        text = framework.model_dump_json(indent=2, exclude_none=True)
    elif arguments.format in ("ctdl", "elm"):
        text = output.written("framework", arguments.format, qm, arguments, framework)
    elif arguments.output is None:
        _print(framework)
        return 0
    else:
        with redirect_stdout(io.StringIO()) as page:
            _print(framework)
        text = page.getvalue()
    output.emit(text, arguments.output)
    return 0


def _show_awards(qm: Qualmap, arguments: argparse.Namespace) -> int:
    """What is no framework may be one award by its name, or a country."""
    from qualmap.cli.awards import country_lines, entry_lines

    name = arguments.framework
    if name.partition(":")[0] in qm.catalogue.award_files and ":" in name:
        found: AwardEntry | CountryAwards = qm.award(name)
    else:
        try:
            found = qm.awards(name)
        except UnknownNameError:
            known = (*qm.catalogue.ids, *offered(qm.catalogue.places))
            raise UnknownNameError("framework or country", name, known) from None
    if arguments.format not in ("table", "json"):
        raise InputError(f"{name} is no framework: {arguments.format} shows one; for awards there are table and json")
    if arguments.format == "json":
        text = found.model_dump_json(indent=2)
    else:
        text = "\n".join(country_lines(found) if isinstance(found, CountryAwards) else entry_lines(found))
    output.emit(text, arguments.output)
    return 0


def _print(framework: Framework) -> None:
    """The framework as an officer reads it."""
    from qualmap.crosswalk.mapping import why_no_levels

    output.heading(f"{framework.name} ({framework.ref})")
    for label, text in _facts(framework):
        output.say(f"  {label}: {text}")
    for note in framework.notes:
        output.say(f"  note: {note.value} {_mark(framework, note.source)}")
    for dispute in framework.disputes:
        other = f"{dispute.other.value} {_mark(framework, dispute.other.source)}"
        used = f"{dispute.used.value} {_mark(framework, dispute.used.source)}"
        output.say(f"  disputed, {dispute.about}: used {used}, not {other}, because: {dispute.why}")
    if not framework.levels:
        output.say(f"  {why_no_levels(framework)}.")
        return
    rows = []
    for level in framework.levels:
        awards = [_award(award, framework) for award in framework.awards[level.code]]
        descriptors = [f"{item.domain}: {item.text} {_mark(framework, item.source)}" for item in level.descriptors]
        rows.append((level.code, str(level.rank), "\n".join(awards), "\n".join(descriptors)))
    columns = ("Level", "Rank", "Awards that stand here", "Descriptors")
    shown = len(columns) if any(row[-1] for row in rows) else len(columns) - 1
    output.say("\n" + output.table(columns[:shown], [row[:shown] for row in rows]) + "\n")
    output.heading("Sources")
    for source in framework.sources:
        where = source.url or source.citation or source.note or ""
        output.say(f"  [{source.id}] {source.verification}: {where}")


def _facts(framework: Framework) -> list[tuple[str, str]]:
    def stated(fact: Stated | StatedDate | None) -> str:
        return f"{fact.value} {_mark(framework, fact.source)}" if fact else ""

    facts = [
        ("own name", framework.native_name or ""),
        ("kind", framework.kind),
        ("status", f"{framework.status} {_mark(framework, framework.source)}"),
        ("countries", " ".join(framework.countries)),
        ("authority", stated(framework.authority)),
        ("legal basis", stated(framework.legal_basis)),
        ("valid from", stated(framework.valid_from)),
        ("valid to", stated(framework.valid_to)),
        ("teach-out to", stated(framework.teach_out_to)),
        ("domains", ", ".join(framework.domains)),
    ]
    return [(label, text) for label, text in facts if text]


def _award(award: QualificationType, framework: Framework) -> str:
    size = [f"{award.years} years"] if award.years else []
    size += [f"{award.credits} {award.credit_system or 'credits'}"] if award.credits else []
    sized = f" ({', '.join(size)})" if size else ""
    return f"{award.title}{sized} {_mark(framework, award.source)}"


def _mark(framework: Framework, source: str) -> str:
    return f"[{source}]" if framework.source_of(source).verification != "recalled" else f"[{source}, not checked]"
