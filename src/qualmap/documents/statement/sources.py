"""The footnotes: each source once, with its address, how it was checked, and when it was seen."""

from __future__ import annotations

from collections.abc import Iterable

from qualmap.assessment.judgement import tables_of
from qualmap.assessment.model import Cited
from qualmap.catalog import Catalogue
from qualmap.crosswalk.model import Evidence
from qualmap.law.model import Said
from qualmap.records import Referencing
from qualmap.wording import RECORDS, Localiser
from qualmap.wording.line import BETWEEN, Line, Words, joined, plain, quoted

_ADDRESSES = ("https://", "http://")


class Sources:
    """Gives each source a number, the same for the same source."""

    def __init__(self, catalogue: Catalogue, localiser: Localiser) -> None:
        self._localiser = localiser
        self._tables = {table.id: table for table in catalogue.tables}
        self._frameworks, self._copies = catalogue.frameworks, catalogue.copy_hosts
        self._seen = _dates_seen(catalogue)
        self._lines: dict[Line, int] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The footnotes in the order of their numbers."""
        return tuple(self._lines)

    def cited(self, sources: Iterable[Cited]) -> tuple[int, ...]:
        """The numbers of sources."""
        return self._numbers(self._line(each.source, each.verification, each.date_seen) for each in sources)

    def said(self, said: Said) -> tuple[int, ...]:
        """The number of the source of a statement in a record."""
        return self.checked(said.source, said.verification)

    def checked(self, source: str | None, verification: str | None) -> tuple[int, ...]:
        """The number of a source; none where there is nothing to be checked."""
        seen = self._seen.get(source or "")
        return () if verification is None else self._numbers([self._line(source, verification, seen)])

    def evidence(self, evidence: Evidence) -> tuple[int, ...]:
        """The numbers behind a piece of evidence: one for each source of each table that it comes from."""
        tables = self.tables_of(evidence)
        if tables:
            return self._numbers(line for table in tables for line in self._of_table(table, evidence))
        if evidence.verification is None:
            return ()
        return self._numbers([self._line(evidence.source, evidence.verification, evidence.date_seen)])

    def tables_of(self, evidence: Evidence) -> tuple[Referencing, ...]:
        """The tables that a link or path was read from."""
        return tables_of(self._tables, evidence)

    def _of_table(self, table: Referencing, evidence: Evidence) -> Iterable[Line]:
        """A table's footnotes: what it is, then each of its sources; for one link its own source alone."""
        its_own = evidence.kind == "link" and evidence.framework == table.origin
        keys = {link.source for link in table.links if its_own and link.level == evidence.level}
        for source in table.sources:
            if not keys or source.id in keys:
                line = self._line(source.url or source.citation, source.verification, source.date_seen)
                yield joined((self._head(table), line), BETWEEN)

    def _head(self, table: Referencing) -> Line:
        """Which report it is, whose, of when, with what standing, and how levels were matched."""
        say, framework = self._localiser.say, self._frameworks.get(table.origin)
        origin, destination = (ref.replace("@", " ") for ref in (table.origin, table.destination))
        parts = [plain(say("note-table", origin=origin, destination=destination))]
        if table.title:
            parts.append(self._localiser.line("statement-note-title", {"what": quoted(table.title, RECORDS)}))
        parts.append(plain(say("note-status", what=say(f"status-{table.status}"))))
        parts.append(
            plain(say("note-date", what=self._localiser.day(table.date)) if table.date else say("note-undated"))
        )
        body = framework.authority if framework else None
        if body:
            parts.append(self._localiser.line("statement-note-body", {"what": quoted(body.value, RECORDS)}))
        else:
            parts.append(plain(say("note-body-unknown")))
        known = table.matching
        parts.append(
            plain(say("note-matching", what=say(f"matching-{known}")) if known else say("note-matching-unknown"))
        )
        return joined(parts, BETWEEN)

    def _line(self, source: str | None, verification: str, seen: str | None) -> Line:
        say = self._localiser.say
        if verification == "seen" and self._copies.host_of(source):  # in a record of somebody's own
            verification = "secondary"
        parts = [self._address(source), plain(say(f"checked-{verification}"))]
        if verification in ("seen", "secondary"):
            parts.append(plain(say("seen-on", date=self._localiser.day(seen)) if seen else say("seen-undated")))
        return joined(parts, BETWEEN)

    def _address(self, source: str | None) -> Line:
        if source is None:
            return plain(self._localiser.say("no-source"))
        parts = source.split("; ") if source.startswith(_ADDRESSES) else [source]
        lines = [
            (Words(part, address=True),) if part.startswith(_ADDRESSES) else quoted(part, RECORDS) for part in parts
        ]
        return joined(lines, BETWEEN)

    def _numbers(self, lines: Iterable[Line]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._lines.setdefault(line, len(self._lines) + 1) for line in lines))


def _dates_seen(catalogue: Catalogue) -> dict[str, str]:
    """When the sources of instruments and authorities were seen, by address or citation."""
    sources = [source for act in catalogue.instruments for source in act.sources] + [*catalogue.authorities.sources]
    return {source.url or source.citation or "": source.date_seen for source in sources if source.date_seen}
