"""Checks of the records about who decides: professions, authorities, and the professions that instruments name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualmap.catalog.checks import check_sources, duplicates, impossible_dates
from qualmap.catalog.text import Document, PathKey
from qualmap.errors import Problem, did_you_mean
from qualmap.records import Authorities, Corridors, Instrument, Professions
from qualmap.records.authority import ACADEMIC


def check_limits(document: Document, instrument: Instrument, professions: Iterable[str]) -> Iterator[Problem]:
    """Findings about the professions that an instrument is limited to."""
    yield from _unknown(document, ("professions",), instrument.professions, professions)


def check_professions(document: Document, record: Professions) -> Iterator[Problem]:
    """Findings inside the record of professions: sources, each id once, and each word for one profession only."""
    yield from check_sources(document, record.sources)
    yield from duplicates(document, "professions", "id", [profession.id for profession in record.professions])
    if record.source not in {source.id for source in record.sources}:
        yield document.problem(("source",), f"no source {record.source!r} in this record")
    owner: dict[str, str] = {}
    for index, profession in enumerate(record.professions):
        for word in profession.words:
            if owner.setdefault(word.casefold(), profession.id) != profession.id:
                yield document.problem(
                    ("professions", index, "words"), f"{word!r} stands for {owner[word.casefold()]} too"
                )


def check_authorities(document: Document, record: Authorities, professions: Iterable[str]) -> Iterator[Problem]:
    """Findings inside the record of competent authorities."""
    sources = {source.id for source in record.sources}
    yield from impossible_dates(document)
    yield from check_sources(document, record.sources)
    yield from duplicates(document, "authorities", "id", [one.id for one in record.authorities])
    for index, one in enumerate(record.authorities):
        where = ("authorities", index)
        if one.source not in sources:
            hint = did_you_mean(one.source, sources)
            yield document.problem((*where, "source"), f"no source {one.source!r} in this record", hint)
        if one.decides != ACADEMIC:
            yield from _unknown(document, (*where, "decides"), [one.decides.partition(":")[2]], professions)


def check_corridors(document: Document, record: Corridors, professions: Iterable[str]) -> Iterator[Problem]:
    """Findings inside the record of corridors."""
    sources, regions = {source.id for source in record.sources}, {region.id for region in record.regions}
    yield from impossible_dates(document)
    yield from check_sources(document, record.sources)
    yield from duplicates(document, "regions", "id", [region.id for region in record.regions])
    yield from duplicates(document, "programmes", "id", [programme.id for programme in record.programmes])
    cited = [(("regions", index, "source"), region.source) for index, region in enumerate(record.regions)]
    cited += [(("programmes", index, "source"), one.source) for index, one in enumerate(record.programmes)]
    for where, source in cited:
        if source not in sources:
            yield document.problem(where, f"no source {source!r} in this record", did_you_mean(source, sources))
    for index, programme in enumerate(record.programmes):
        yield from _unknown(document, ("programmes", index), filter(None, [programme.profession]), professions)
        for place in (*programme.origins, *programme.destinations):
            if place.islower() and place not in regions:
                hint = did_you_mean(place, regions)
                yield document.problem(("programmes", index), f"no region {place!r} in this record", hint)


def _unknown(document: Document, where: PathKey, named: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Professions that the record of professions does not hold."""
    ids = set(known)
    for name in named:
        if name not in ids:
            yield document.problem(where, f"no profession {name!r}", did_you_mean(name, ids))
