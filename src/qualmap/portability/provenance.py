"""Where a link between frameworks comes from: which report, whose, of when, its standing, how levels were matched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualmap.catalog import Catalogue
from qualmap.records import Evidence, Referencing
from qualmap.records.judgement import Cited, LinkProvenance


def tables_of(tables: Mapping[str, Referencing], evidence: Evidence) -> tuple[Referencing, ...]:
    """The tables that a link or path is made of, by its name."""
    if evidence.kind not in ("link", "path"):
        return ()
    named = evidence.id.rpartition("#")[0]
    if named in tables:
        return (tables[named],)
    return tuple(tables[name] for name in named.split("+") if name in tables)


def provenance(catalogue: Catalogue, pieces: Iterable[Evidence]) -> tuple[LinkProvenance, ...]:
    """Each table behind these pieces of evidence, once, with the pieces that rest on it."""
    tables = {table.id: table for table in catalogue.tables}
    behind: dict[str, list[str]] = {}
    for piece in pieces:
        for table in tables_of(tables, piece):
            behind.setdefault(table.id, []).append(piece.id)
    return tuple(_of(catalogue, tables[name], found) for name, found in sorted(behind.items()))


def _of(catalogue: Catalogue, table: Referencing, evidence: Sequence[str]) -> LinkProvenance:
    framework = catalogue.frameworks.get(table.origin)
    return LinkProvenance(
        table=table.id,
        origin=table.origin,
        destination=table.destination,
        title=table.title,
        body=framework.authority.value if framework and framework.authority else None,
        status=table.status,
        date=table.date,
        matching=table.matching,
        evidence=tuple(dict.fromkeys(evidence)),
        cited=tuple(Cited.of(each) for each in table.sources),
    )
