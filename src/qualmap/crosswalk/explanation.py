"""The evidence behind a mapping, and what disagrees with it, each with its source and weight."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from qualmap.crosswalk.answers import DIGITS, Answer, Answers
from qualmap.crosswalk.link_views import Row
from qualmap.crosswalk.model import Basis, Evidence
from qualmap.crosswalk.placement import GRIDS
from qualmap.records import Framework, Link, Referencing, Scored, Source, Verification
from qualmap.records.base import MARKS
from qualmap.records.referencing import reliability


class _Cited(TypedDict):
    source: str | None
    date_seen: str | None
    verification: Verification


class Explainer:
    """Collects the evidence for each level of one crosswalk."""

    def __init__(self, found: Answers) -> None:
        self._engine, self._names = found.engine, found.names
        self._origin, self._destination = found.origin, found.destination
        self._counted = [view.tables for view in found.pair.counted]
        self._types = {generic.id: generic.label for generic in found.engine.catalogue.types.types}

    def of(self, answer: Answer) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        """Evidence and dissent for one answer."""
        evidence: list[Evidence] = []
        dissent: list[Evidence] = []
        said, columns, official = answer.said, answer.columns, answer.basis == "official"
        for order, row in enumerate(said.direct):
            if row.reliability > 0 or row.denied:
                used = order == 0 if official else self._counts(row)
                items = [self._link(row.tables[0], link, used) for link in row.links]
                if not (row.named or row.denied):
                    items = [self._order(row, used)]
                agrees = row.agrees(columns, exactly=order > 0 and official)
                (evidence if agrees else dissent).extend(items)
        for row in said.paths:
            if row.reliability > 0:
                agrees = bool(columns) and row.low <= max(columns) and min(columns) <= row.high
                (evidence if agrees else dissent).append(self._path(row, not official and self._counts(row)))
        dissent += self._ignored(said.level)
        dissent += self._disputes(answer)
        evidence += self._level(self._origin, said.level, answer.basis)
        for level in answer.levels:
            evidence += self._level(self._destination, level, answer.basis)
        if answer.basis == "inferred":
            evidence += [item for f in (self._origin, self._destination) for item in self._ladder(f)]
        return tuple(evidence), tuple(dissent)

    def _counts(self, row: Row) -> bool:
        """Whether the view's word counts: of those that share a document, only the strongest does."""
        return row.tables in self._counted or row.tables[::-1] in self._counted

    def _link(self, table: Referencing, link: Link, used: bool) -> Evidence:
        targets = " or ".join(link.targets) if link.targets else "no counterpart"
        stated = f"{table.origin} level {link.level}: {table.destination} {targets}."
        return Evidence(
            id=f"{table.id}#{link.level}",
            kind="link",
            tables=(table.id,),
            framework=table.origin,
            level=link.level,
            statement=f"{stated} {link.statement}" if link.statement else stated,
            status=table.status,
            claim=link.claim,
            weight=round(reliability(table, link, self._engine.catalogue.assumptions), DIGITS),
            used=used,
            **_cited(table.source_of(link.source)),
        )

    def _order(self, row: Row, used: bool) -> Evidence:
        """A table that does not name the level still says between which levels it lies."""
        table = row.tables[0]
        return Evidence(
            id=f"{table.id}#{row.level}-unnamed",
            kind="link",
            tables=(table.id,),
            framework=row.view.origin,
            level=row.level,
            statement=(
                f"{table.id} gives nothing to {row.view.origin} level {row.level}; "
                f"by its place among the levels that are named: {row.span}."
            ),
            source=address(table.sources[0]),
            status=table.status,
            verification=table.sources[0].verification,
            weight=round(row.reliability, DIGITS),
            used=used,
        )

    def _path(self, row: Row, used: bool) -> Evidence:
        view = row.view
        sources = [source for table in view.tables for source in table.sources]
        hops = " -> ".join((view.origin, *view.via, view.destination))
        tables = tuple(table.id for table in view.tables)
        return Evidence(
            id=f"{'+'.join(tables)}#{row.level}",
            kind="path",
            tables=tables,
            framework=view.origin,
            level=row.level,
            statement=f"{hops}: {view.destination} {row.span}.",
            source=addresses(sources),
            status=" + ".join(dict.fromkeys(table.status for table in view.tables)),
            verification=max((each.verification for each in sources), key=MARKS.index),
            weight=round(row.reliability, DIGITS),
            used=used,
            via=view.via,
        )

    def _ignored(self, level: str) -> list[Evidence]:
        """Tables that must not be used, shown so that nobody wonders where they are."""
        return [
            self._link(table, link, used=False)
            for table in self._engine.links.ignored
            if {table.origin, table.destination} == set(self._names)
            for link in table.links
            if level in ((link.level,) if table.origin == self._names[0] else link.targets)
        ]

    def _disputes(self, answer: Answer) -> list[Evidence]:
        """Other claims about the levels concerned, and about the table that is followed."""
        here, there = {answer.said.level}, set(answer.levels)
        holders: list[tuple[Framework | Referencing, str, set[str]]] = [
            (self._origin, self._names[0], here),
            (self._destination, self._names[1], there),
            *((row.tables[0], row.tables[0].id, here | there) for row in answer.said.direct),
        ]
        return [
            Evidence(
                id=f"{name}#dispute-{number}",
                kind="dispute",
                framework=name if isinstance(holder, Framework) else None,
                level=dispute.level,
                statement=(
                    f"{name}, {dispute.about}: another source says {dispute.other.value!r}; "
                    f"used is {dispute.used.value!r}, because: {dispute.why}"
                ),
                weight=0.0,
                used=False,
                **_cited(holder.source_of(dispute.other.source)),
            )
            for holder, name, levels in holders
            for number, dispute in enumerate(holder.disputes, start=1)
            if dispute.level is None or dispute.level in levels
        ]

    def _level(self, framework: Framework, code: str, basis: Basis) -> list[Evidence]:
        """What stands on a level: its awards, and what its descriptors ask for."""
        return self._awards(framework, code, basis) + self._described(framework, code, basis)

    def _described(self, framework: Framework, code: str, basis: Basis) -> list[Evidence]:
        """What a level's descriptors say about its height."""
        level = framework.levels[framework.codes.index(code)]
        height = self._engine.measure.height_of(level)
        if height is None or level.progression is None or str(framework.ref) == self._engine.scale:
            return []
        spread = self._engine.catalogue.parameters.descriptor_spread
        return [
            Evidence(
                id=f"{framework.ref}:{code}#descriptors",
                kind="descriptors",
                framework=str(framework.ref),
                level=code,
                statement=(
                    f"{framework.ref} level {code}: on our rubric its descriptors reach as far as those of "
                    f"{height:.1f} on the scale of {self._engine.scale}, give or take {spread:.1f}."
                ),
                weight=round(1 / (1 + spread**2), DIGITS),
                used=basis != "official" and self._engine.ladder(str(framework.ref)).by_descriptors,
                **_cited(framework.source_of(level.progression.source)),
            )
        ]

    def _awards(self, framework: Framework, code: str, basis: Basis) -> list[Evidence]:
        """The award types on a level, and the share of the level's placement that each one carries."""
        engine = self._engine
        anchors = {anchor.type: anchor for anchor in engine.catalogue.parameters.anchors}
        typed = [(award, engine.type_of(award)) for award in framework.awards[code]]
        precision = sum(1 / anchors[generic].variance for _, generic in typed if generic in anchors)
        items = []
        for number, (award, generic) in enumerate(typed, start=1):
            if generic not in anchors:
                continue
            anchor = anchors[generic]
            how = "given in the record" if award.generic_type else "by the written rule"
            label = self._types[generic]
            items.append(
                Evidence(
                    id=award_id(str(framework.ref), code, number),
                    kind="qualification-type",
                    framework=str(framework.ref),
                    level=code,
                    statement=(
                        f"{framework.ref} level {code}: {award.title}, which counts as {label} ({how}); "
                        f"such awards stand "
                        f"at {anchor.mean:.1f} on the scale of {engine.scale}, give or take {anchor.variance**0.5:.1f}."
                    ),
                    weight=round(1 / anchor.variance / precision, DIGITS),
                    used=basis != "official",
                    **_cited(framework.source_of(award.source)),
                )
            )
        return items

    def _ladder(self, framework: Framework) -> list[Evidence]:
        """How a ladder as a whole was placed."""
        ladder = self._engine.ladder(str(framework.ref))
        if str(framework.ref) == self._engine.scale:
            return []
        share = float(ladder.grids[GRIDS.index("printed")])
        rungs = len(set(framework.ranks))
        return [
            Evidence(
                id=ladder_id(str(framework.ref)),
                kind="ladder",
                framework=str(framework.ref),
                statement=(
                    f"{framework.ref} has {rungs} rungs; probability that its printed numbers are heights on the scale "
                    f"of {self._engine.scale}: {share:.2f}."
                ),
                source=address(framework.source_of(framework.source)),
                verification=framework.source_of(framework.source).verification,
                weight=round(share, DIGITS),
                used=True,
            )
        ]


def benchmarked(scored: Scored) -> Evidence:
    """What stands behind a confidence that is called validated."""
    return Evidence(
        id=f"benchmark#{scored.task}-{scored.region}",
        kind="benchmark",
        statement=(
            f"Of {scored.n} answers of this kind on held-out levels of this region, from {scored.clusters} groups of "
            f"frameworks that share no document, confidence was {scored.ece:.3f} off on the mean; a perfectly "
            f"calibrated engine would score {scored.ece_perfect:.3f} there."
        ),
        source="qualmap benchmark",
        weight=0.0,
        used=True,
    )


def award_id(framework: str, level: str, number: int) -> str:
    """The name that an award has as evidence; ``number`` counts the awards of the level from 1."""
    return f"{framework}:{level}#award-{number}"


def ladder_id(framework: str) -> str:
    """The name that a ladder has as evidence."""
    return f"{framework}#ladder"


def address(source: Source) -> str | None:
    """Where a source can be found: its address, else its citation."""
    return source.url or source.citation


def addresses(sources: Iterable[Source]) -> str | None:
    """Where several can be found, each once."""
    return "; ".join(dict.fromkeys(filter(None, map(address, sources)))) or None


def _cited(source: Source) -> _Cited:
    return {"source": address(source), "date_seen": source.date_seen, "verification": source.verification}
