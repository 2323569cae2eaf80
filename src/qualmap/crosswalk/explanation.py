"""The evidence behind a mapping, and what disagrees with it, each with its source and weight."""

from __future__ import annotations

from collections.abc import Sequence

from qualmap.crosswalk.answering import DIGITS
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.link_views import View, links_behind, read_backwards
from qualmap.crosswalk.model import Basis, Evidence
from qualmap.crosswalk.placement import GRIDS
from qualmap.records import Framework, Link, Referencing, Scored, Source
from qualmap.records.referencing import reliability


class Witnesses:
    """Collects the evidence for each level of one crosswalk."""

    def __init__(
        self,
        engine: Engine,
        origin: Framework,
        destination: Framework,
        direct: Sequence[View],
        paths: Sequence[View],
        counted: Sequence[View],
    ) -> None:
        self._engine = engine
        self._origin, self._destination = origin, destination
        self._direct, self._paths = direct, paths
        self._counted = [view.tables for view in counted]
        self._types = {generic.id: generic.label for generic in engine.catalogue.types.types}

    def of(self, at: int, columns: Sequence[int], basis: Basis) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        """Evidence and dissent for the origin level at an index, given the answer's columns."""
        evidence: list[Evidence] = []
        dissent: list[Evidence] = []
        for order, view in enumerate(self._direct):
            if view.reliability[at] > 0 or view.denied[at]:
                agrees = _holds(view, at, columns, exactly=order > 0 and basis == "official")
                used = order == 0 if basis == "official" else self._counts(view)
                items = [self._link(view.tables[0], link, used) for link in links_behind(view, self._origin.codes[at])]
                if not (view.named[at] or view.denied[at]):
                    items = [self._order(view, at, used)]
                (evidence if agrees else dissent).extend(items)
        for view in self._paths:
            if view.reliability[at] > 0:
                agrees = bool(columns) and view.low[at] <= max(columns) and min(columns) <= view.high[at]
                used = basis != "official" and self._counts(view)
                (evidence if agrees else dissent).append(self._path(view, at, used))
        dissent += self._ignored(at)
        dissent += self._disputes(at, columns)
        evidence += self._level(self._origin, self._origin.codes[at], basis)
        for column in columns:
            if 0 < column <= len(self._destination.codes):
                evidence += self._level(self._destination, self._destination.codes[column - 1], basis)
        if basis == "inferred":
            evidence += [item for f in (self._origin, self._destination) for item in self._ladder(f)]
        return tuple(evidence), tuple(dissent)

    def _counts(self, view: View) -> bool:
        """Whether the view's word counts: of those that share a document, only the strongest does."""
        return view.tables in self._counted or view.tables[::-1] in self._counted

    def _link(self, table: Referencing, link: Link, used: bool) -> Evidence:
        source = table.source_of(link.source)
        targets = " or ".join(link.targets) if link.targets else "no counterpart"
        stated = f"{table.origin} level {link.level}: {table.destination} {targets}."
        return Evidence(
            id=f"{table.id}#{link.level}",
            kind="link",
            statement=f"{stated} {link.statement}" if link.statement else stated,
            source=address(source),
            date_seen=source.date_seen,
            status=table.status,
            verification=source.verification,
            claim=link.claim,
            weight=round(reliability(table, link, self._engine.catalogue.assumptions), DIGITS),
            used=used,
        )

    def _order(self, view: View, at: int, used: bool) -> Evidence:
        """A table that does not name the level still says between which levels it lies."""
        table, code = view.tables[0], self._origin.codes[at]
        return Evidence(
            id=f"{table.id}#{code}-unnamed",
            kind="link",
            statement=(
                f"{table.id} gives nothing to {self._origin.ref} level {code}; "
                f"by its place among the levels that are named: {self._span(view, at)}."
            ),
            source=address(table.sources[0]),
            status=table.status,
            verification=table.sources[0].verification,
            weight=round(float(view.reliability[at]), DIGITS),
            used=used,
        )

    def _path(self, view: View, at: int, used: bool) -> Evidence:
        sources = [address(source) for table in view.tables for source in table.sources]
        checks = [source.verification for table in view.tables for source in table.sources]
        worst = max(checks, key=("seen", "secondary", "recalled").index)
        hops = " -> ".join((view.origin, *view.via, view.destination))
        return Evidence(
            id="+".join(table.id for table in view.tables) + f"#{self._origin.codes[at]}",
            kind="path",
            statement=f"{hops}: {self._destination.ref} {self._span(view, at)}.",
            source="; ".join(dict.fromkeys(source for source in sources if source)) or None,
            status=" + ".join(dict.fromkeys(table.status for table in view.tables)),
            verification=worst,
            weight=round(float(view.reliability[at]), DIGITS),
            used=used,
            via=view.via,
        )

    def _span(self, view: View, at: int) -> str:
        names = ("below", *self._destination.codes, "above")
        low, high = names[view.low[at]], names[view.high[at]]
        return low if low == high else f"{low} to {high}"

    def _ignored(self, at: int) -> list[Evidence]:
        """Tables that must not be used, shown so that nobody wonders where they are."""
        ends = {str(self._origin.ref), str(self._destination.ref)}
        code = self._origin.codes[at]
        return [
            self._link(table, link, used=False)
            for table in self._engine.links.ignored
            if {table.origin, table.destination} == ends
            for link in table.links
            if code in ((link.level,) if table.origin == str(self._origin.ref) else link.targets)
        ]

    def _disputes(self, at: int, columns: Sequence[int]) -> list[Evidence]:
        """Other claims about the levels concerned, and about the table that is followed."""
        here = {self._origin.codes[at]}
        there = {self._destination.codes[c - 1] for c in columns if 0 < c <= len(self._destination.codes)}
        holders: list[tuple[Framework | Referencing, str, set[str]]] = [
            (self._origin, str(self._origin.ref), here),
            (self._destination, str(self._destination.ref), there),
            *((view.tables[0], view.tables[0].id, here | there) for view in self._direct),
        ]
        return [
            Evidence(
                id=f"{name}#dispute-{number}",
                kind="dispute",
                statement=(
                    f"{name}, {dispute.about}: another source says {dispute.other.value!r}; "
                    f"used is {dispute.used.value!r}, because: {dispute.why}"
                ),
                source=address(holder.source_of(dispute.other.source)),
                date_seen=holder.source_of(dispute.other.source).date_seen,
                verification=holder.source_of(dispute.other.source).verification,
                weight=0.0,
                used=False,
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
        source = framework.source_of(level.progression.source)
        spread = self._engine.catalogue.parameters.descriptor_spread
        return [
            Evidence(
                id=f"{framework.ref}:{code}#descriptors",
                kind="descriptors",
                statement=(
                    f"{framework.ref} level {code}: on our rubric its descriptors reach as far as those of "
                    f"{height:.1f} on the scale of {self._engine.scale}, give or take {spread:.1f}."
                ),
                source=address(source),
                date_seen=source.date_seen,
                verification=source.verification,
                weight=round(1 / (1 + spread**2), DIGITS),
                used=basis != "official" and self._engine.ladder(str(framework.ref)).by_descriptors,
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
            source = framework.source_of(award.source)
            how = "given in the record" if award.generic_type else "by the written rule"
            label = self._types[generic]
            items.append(
                Evidence(
                    id=f"{framework.ref}:{code}#award-{number}",
                    kind="qualification-type",
                    statement=(
                        f"{framework.ref} level {code}: {award.title}, which counts as {label} ({how}); "
                        f"such awards stand "
                        f"at {anchor.mean:.1f} on the scale of {engine.scale}, give or take {anchor.variance**0.5:.1f}."
                    ),
                    source=address(source),
                    date_seen=source.date_seen,
                    verification=source.verification,
                    weight=round(1 / anchor.variance / precision, DIGITS),
                    used=basis != "official",
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
                id=f"{framework.ref}#ladder",
                kind="ladder",
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


def _holds(view: View, at: int, columns: Sequence[int], *, exactly: bool) -> bool:
    """Whether a table's answer for a level holds all of these columns; none of them, if it says that there is none.

    ``exactly``: it must name no others. A table that is read backwards may name fewer, as it may leave levels out.
    """
    if not columns or view.denied[at]:
        return bool(view.denied[at]) and not columns
    low, high, first, last = int(view.low[at]), int(view.high[at]), min(columns), max(columns)
    if not exactly or not view.named[at]:
        return low <= first and last <= high
    return (low, high) == (first, last) or (read_backwards(view) and first <= low and high <= last)


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


def address(source: Source) -> str | None:
    """Where a source can be found: its address, else its citation."""
    return source.url or source.citation
