"""Do the records fit together? Each rule gives findings with place and remedy."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from qualmap.catalog.text import Document, PathKey
from qualmap.errors import Problem, did_you_mean
from qualmap.records import CreditSystems, Dispute, Framework, Instrument, Referencing, Source
from qualmap.records.base import Range

if TYPE_CHECKING:
    from qualmap.records import CopyHosts

RESERVED = ("below", "above")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
T = TypeVar("T")
Loaded = tuple[Document, T]


def check_framework(document: Document, framework: Framework, types: Iterable[str]) -> Iterator[Problem]:
    """Findings inside one framework record."""
    sources = {source.id for source in framework.sources}
    yield from impossible_dates(document)
    yield from check_sources(document, framework.sources)
    for path, source in cited(framework):
        if source not in sources:
            yield document.problem(path, f"no source {source!r} in this record", did_you_mean(source, sources))
    yield from duplicates(document, "levels", "code", [level.code for level in framework.levels])
    yield from _check_ranks(document, framework)
    yield from _check_validity(document, framework)
    for index, level in enumerate(framework.levels):
        if level.code in RESERVED:
            remedy = "the distribution uses this word for what lies outside a ladder"
            yield document.problem(("levels", index, "code"), f"{level.code!r} cannot be a level code", remedy)
    for index, level in enumerate(framework.levels):
        if list(level.same_as) != sorted(set(level.same_as)):
            where: PathKey = ("levels", index, "same_as")
            yield document.problem(where, "addresses are not in order, or named twice", "sort them, each once")
    known = set(framework.codes)
    allowed = set(types)
    for index, award in enumerate(framework.qualification_types):
        for place, code in enumerate(award.levels):
            if code not in known:
                where = ("qualification_types", index, "levels", place)
                yield document.problem(where, f"level {code!r} is not in `levels`", did_you_mean(code, known))
        if list(award.levels) != [code for code in framework.codes if code in award.levels]:
            where = ("qualification_types", index, "levels")
            yield document.problem(where, "levels are not in rank order, or named twice", "lowest first, each once")
        if award.generic_type is not None and award.generic_type not in allowed:
            where = ("qualification_types", index, "generic_type")
            hint = did_you_mean(award.generic_type, allowed)
            yield document.problem(where, f"{award.generic_type!r} is not a generic type", hint)
        for place, right in enumerate(award.access):
            where = ("qualification_types", index, "access", place)
            if right.to not in allowed:
                hint = did_you_mean(right.to, allowed)
                yield document.problem((*where, "to"), f"{right.to!r} is not a generic type", hint)
            if (right.given == "conditional") != (right.condition is not None):
                yield document.problem(
                    where, "a condition and `given: conditional` go together", "give both or neither"
                )
        for field in ("years", "credits"):
            size = getattr(award, field)
            if size is not None and Range.parse(size).high < Range.parse(size).low:
                yield document.problem(("qualification_types", index, field), f"{size!r} ends before it begins")
        if award.isced is not None and not 0 <= award.isced <= 8:
            yield document.problem(("qualification_types", index, "isced"), "ISCED 2011 levels run from 0 to 8")


def check_table(document: Document, table: Referencing, frameworks: dict[str, Framework]) -> Iterator[Problem]:
    """Findings inside one referencing record, and against the frameworks it links."""
    sources = {source.id for source in table.sources}
    yield from impossible_dates(document)
    yield from check_sources(document, table.sources)
    ends: dict[str, Framework] = {}
    for field, name in (("origin", table.origin), ("destination", table.destination)):
        if name in frameworks:
            ends[field] = frameworks[name]
        else:
            yield document.problem((field,), f"no framework edition {name!r}", did_you_mean(name, frameworks))
    unread = [(("unread", index), source) for index, source in enumerate(table.unread)]
    for path, source in [*cited_disputes(table.disputes), *unread]:
        if source not in sources:
            yield document.problem(path, f"no source {source!r} in this record", did_you_mean(source, sources))
    yield from duplicates(document, "links", "level", [link.level for link in table.links])
    for index, link in enumerate(table.links):
        if link.source not in sources:
            where: PathKey = ("links", index, "source")
            yield document.problem(
                where, f"no source {link.source!r} in this record", did_you_mean(link.source, sources)
            )
        if "origin" in ends and link.level not in ends["origin"].codes:
            hint = did_you_mean(link.level, ends["origin"].codes)
            yield document.problem(("links", index, "level"), f"{table.origin} has no level {link.level!r}", hint)
        for place, target in enumerate(link.targets):
            if "destination" in ends and target not in ends["destination"].codes:
                hint = did_you_mean(target, ends["destination"].codes)
                where = ("links", index, "targets", place)
                yield document.problem(where, f"{table.destination} has no level {target!r}", hint)
        if "destination" in ends:
            in_order = [code for code in ends["destination"].codes if code in link.targets]
            if set(link.targets) == set(in_order) and list(link.targets) != in_order:
                where = ("links", index, "targets")
                yield document.problem(
                    where, "targets are not in rank order, or named twice", "lowest first, each once"
                )
        if (link.relation == "unlinked") != (not link.targets):
            remedy = "`unlinked` has no targets; every other relation has at least one"
            yield document.problem(
                ("links", index, "relation"), f"{link.relation!r} with {len(link.targets)} targets", remedy
            )


def check_instrument(document: Document, instrument: Instrument, known: Iterable[str]) -> Iterator[Problem]:
    """Findings inside one instrument record, and against the instruments that it names."""
    sources = {source.id for source in instrument.sources}
    yield from impossible_dates(document)
    yield from check_sources(document, instrument.sources)
    cited: list[tuple[PathKey, str]] = [
        (("source",), instrument.source),
        (("obliges", "source"), instrument.obliges.source),
    ]
    for field, stated in (("adopted", instrument.adopted), ("in_force_from", instrument.in_force_from)):
        cited += [((field, "source"), stated.source)] if stated else []
    for field, statements in (("notes", instrument.notes), ("third_countries", instrument.third_countries)):
        cited += [((field, index, "source"), stated.source) for index, stated in enumerate(statements)]
    cited += [(("parties", index, "source"), party.source) for index, party in enumerate(instrument.parties)]
    for path, source in cited:
        if source not in sources:
            yield document.problem(path, f"no source {source!r} in this record", did_you_mean(source, sources))
    yield from duplicates(document, "parties", "country", [party.country for party in instrument.parties])
    names = set(known)
    for index, replaced in enumerate(instrument.replaces):
        if replaced not in names:
            yield document.problem(("replaces", index), f"no instrument {replaced!r}", did_you_mean(replaced, names))


def check_credit_systems(document: Document, record: CreditSystems) -> Iterator[Problem]:
    """Findings inside the record of credit systems."""
    sources = {source.id for source in record.sources}
    yield from impossible_dates(document)
    yield from check_sources(document, record.sources)
    yield from duplicates(document, "systems", "id", [system.id for system in record.systems])
    cited: list[tuple[PathKey, str]] = [(("full_time_year", "source"), record.full_time_year.source)]
    spans: list[tuple[PathKey, str]] = [(("full_time_year", "hours"), record.full_time_year.hours)]
    owner: dict[str, str] = {}
    for index, system in enumerate(record.systems):
        cited.append((("systems", index, "source"), system.source))
        if system.year_source is not None:
            cited.append((("systems", index, "year_source"), system.year_source))
        spans.append((("systems", index, "hours"), system.hours))
        if system.per_year is not None and system.per_year <= 0:
            yield document.problem(("systems", index, "per_year"), "a year holds more than no credits")
        for place, name in enumerate(system.names):
            if name in owner:
                where: PathKey = ("systems", index, "names", place)
                yield document.problem(where, f"{name!r} appears twice", f"also a name of {owner[name]}")
            owner.setdefault(name, system.id)
    for path, source in cited:
        if source not in sources:
            yield document.problem(path, f"no source {source!r} in this record", did_you_mean(source, sources))
    for path, span in spans:
        size = Range.parse(span)
        if not 0 < size.low <= size.high:
            yield document.problem(path, f"{span!r} is not a span of hours", "write 10 or 25-30")


def check_unique(loaded: Sequence[tuple[Document, str]], kind: str) -> Iterator[Problem]:
    """Findings for ids that stand in more than one file."""
    first: dict[str, str] = {}
    for document, name in loaded:
        if name in first:
            remedy = f"also in {first[name]}; an edition has one record"
            yield document.problem(("id",), f"duplicate {kind} {name!r}", remedy)
        first.setdefault(name, document.file)


def impossible_dates(document: Document) -> Iterator[Problem]:
    """Findings for days that no calendar has, such as 2003-02-30, anywhere in a record."""
    for path in document.lines:
        node = document.at(path)
        if isinstance(node, str) and _DAY.fullmatch(node):
            try:
                date.fromisoformat(node)
            except ValueError as error:
                yield document.problem(path, f"{node!r} is not a date: {error}")


def check_sources(document: Document, sources: Sequence[Source]) -> Iterator[Problem]:
    """Findings inside the sources of a record."""
    if not sources:
        yield document.problem(("sources",), "no source given", "every fact needs a source")
    yield from duplicates(document, "sources", "id", [source.id for source in sources])
    for index, source in enumerate(sources):
        if source.verification != "recalled" and not (source.url or source.citation):
            remedy = "give `url` or `citation`, or mark it `recalled`"
            yield document.problem(("sources", index), "a source that was read has an address", remedy)
        if source.verification == "recalled" and not (source.note or source.url or source.citation):
            yield document.problem(("sources", index), "a recalled source says what is behind it", "add a `note`")


def _check_validity(document: Document, framework: Framework) -> Iterator[Problem]:
    dates = [(field, getattr(framework, field)) for field in ("valid_from", "valid_to", "teach_out_to")]
    known = [(field, stated.value) for field, stated in dates if stated is not None]
    for (earlier, start), (later, end) in itertools.pairwise(known):
        if end.certainly_before(start):
            yield document.problem(
                (later, "value"), f"{end} lies before {earlier}, {start}", "mend one of the two dates"
            )


def check_copies(document: Document, sources: Sequence[Source], hosts: CopyHosts) -> Iterator[Problem]:
    """Sources that were read in a copy of another's, and say that they were read with the authority."""
    for index, source in enumerate(sources):
        host = hosts.host_of(source.url) if source.verification == "seen" else None
        if host is not None:
            message = f"source {source.id!r} was not seen with the authority: {host} holds copies of others"
            yield document.problem(("sources", index, "verification"), message, "write `secondary`")
        farm = hosts.no_source_at(source.url)
        if farm is not None:
            message = f"source {source.id!r} is none: {farm} compiles what others wrote, and nobody stands behind it"
            remedy = "name the document itself, or write `recalled` with a note and no address"
            yield document.problem(("sources", index, "url"), message, remedy)


def _check_ranks(document: Document, framework: Framework) -> Iterator[Problem]:
    ranks = [level.rank for level in framework.levels]
    if ranks != sorted(ranks):
        index = next(i for i in range(1, len(ranks)) if ranks[i] < ranks[i - 1])
        yield document.problem(("levels", index, "rank"), "ranks fall", "list levels from the lowest rung upwards")
    if ranks and sorted(set(ranks)) != list(range(1, max(ranks) + 1)):
        yield document.problem(("levels",), f"ranks are not dense: {sorted(set(ranks))}", "number them 1, 2, 3, ...")
    for rank in sorted(set(ranks)):
        parents = {level.parent for level in framework.levels if level.rank == rank}
        if ranks.count(rank) > 1 and (len(parents) > 1 or None in parents):
            index = ranks.index(rank)
            remedy = "give them the same `parent`, or ranks of their own"
            yield document.problem(("levels", index, "parent"), f"levels share rank {rank} without one parent", remedy)


def cited(framework: Framework) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every place in a framework record that names a source."""
    yield ("source",), framework.source
    for field in ("valid_from", "valid_to", "teach_out_to", "authority", "legal_basis"):
        stated = getattr(framework, field)
        if stated is not None:
            yield (field, "source"), stated.source
    for index, note in enumerate(framework.notes):
        yield ("notes", index, "source"), note.source
    yield from cited_disputes(framework.disputes)
    for index, level in enumerate(framework.levels):
        yield ("levels", index, "source"), level.source
        for place, descriptor in enumerate(level.descriptors):
            yield ("levels", index, "descriptors", place, "source"), descriptor.source
        if level.progression is not None:
            yield ("levels", index, "progression", "source"), level.progression.source
    for index, award in enumerate(framework.qualification_types):
        yield ("qualification_types", index, "source"), award.source
        if award.size_source is not None:
            yield ("qualification_types", index, "size_source"), award.size_source
        for place, right in enumerate(award.access):
            yield ("qualification_types", index, "access", place, "source"), right.source


def cited_disputes(disputes: Sequence[Dispute]) -> Iterator[tuple[PathKey, str]]:
    """Every place in a list of disputes that names a source."""
    for index, dispute in enumerate(disputes):
        yield ("disputes", index, "used", "source"), dispute.used.source
        yield ("disputes", index, "other", "source"), dispute.other.source


def duplicates(document: Document, field: str, key: str, names: Sequence[str]) -> Iterator[Problem]:
    """Names that stand more than once in a list of a record."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield document.problem((field, index, key), f"{name!r} appears twice", "keep one of them")
        seen.add(name)
