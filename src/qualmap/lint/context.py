"""What is linted against: the catalogue's records, read leniently, so that one wrong record hides no other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from qualmap.catalog.classifier import TypeClassifier
from qualmap.catalog.files import (
    COMPILED,
    compiled_apart,
    read_apart,
    read_compiled,
    record_paths,
    working_tree,
)
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import Document, read_document
from qualmap.catalog.words import Words
from qualmap.errors import RecordError
from qualmap.lint.findings import Finding, from_problem
from qualmap.records import (
    Awards,
    CatalogueInfo,
    CopyHosts,
    Framework,
    GenericTypes,
    Instrument,
    Places,
    Record,
    Ref,
    Referencing,
    TitleWords,
)
from qualmap.records.kinds import kind_of, kind_with
from qualmap.records.referencing import is_official

LATEST = "9999"


@dataclass(frozen=True)
class Loaded:
    """A document and the record that it holds."""

    document: Document
    record: Record


@dataclass(frozen=True)
class Context:
    """Records by name, the generic types, the day by which sources are stale, countries, and hosts of copies."""

    frameworks: Mapping[str, Framework]
    tables: tuple[Referencing, ...] = ()
    instruments: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    date: str = LATEST
    ids: frozenset[str] = field(default=frozenset())
    places: Places | None = None
    copy_hosts: CopyHosts | None = None
    classifier: TypeClassifier | None = None

    @classmethod
    def of(cls, records: Iterable[Record]) -> Context:
        """The context that some records give."""
        records = list(records)
        frameworks = {str(record.ref): record for record in records if isinstance(record, Framework)}
        types = [record for record in records if isinstance(record, GenericTypes)]
        return cls(
            frameworks,
            tuple(record for record in records if isinstance(record, Referencing)),
            frozenset(record.id for record in records if isinstance(record, Instrument)),
            frozenset(generic.id for record in types for generic in record.types),
            next((record.date for record in records if isinstance(record, CatalogueInfo)), LATEST),
            frozenset(Ref.parse(name).id for name in frameworks),
            next((record for record in records if isinstance(record, Places)), None),
            next((record for record in records if isinstance(record, CopyHosts)), None),
            _classifier(types, [record for record in records if isinstance(record, TitleWords)]),
        )

    def with_records(self, records: Iterable[Record]) -> Context:
        """The context with the records that are linted in it; its own tables stay the ones to compare with."""
        more = Context.of(records)
        frameworks = {**self.frameworks, **more.frameworks}
        ids = self.ids | more.ids
        acts = self.instruments | more.instruments
        return replace(self, frameworks=frameworks, instruments=acts, ids=ids)

    @cached_property
    def official(self) -> dict[tuple[str, str], Referencing]:
        """For each two editions the newest table that states pairs officially and whose ends are known."""
        newest: dict[tuple[str, str], Referencing] = {}
        for table in sorted(self.tables, key=lambda table: (table.date or "", table.id)):
            states = any(is_official(table, link) for link in table.links)
            if states and {table.origin, table.destination} <= self.frameworks.keys():
                newest[table.origin, table.destination] = table
        return newest

    def edition(self, name: str) -> Framework | None:
        """The edition that a bare id stands for: in force if one is, else the last."""
        editions = [framework for framework in self.frameworks.values() if framework.id == name]
        return max(editions, key=lambda f: (f.status == "in-force", f.status != "superseded", f.edition), default=None)


def _classifier(types: Sequence[GenericTypes], words: Sequence[TitleWords]) -> TypeClassifier | None:
    """The written rule for kinds, where the records have it."""
    return TypeClassifier(types[0], Words(words[0]).expanded) if types and words else None


def own_documents() -> list[Document]:
    """The documents of the bundled records. Raises RecordError when one cannot be read."""
    root = working_tree()
    if root is not None:
        return [read_document(path) for path in record_paths(root)]
    return [Document(name, json.loads(item.json), {}) for name, item in read_compiled()[1].items()]


def own_award_documents() -> list[Document]:
    """The documents of the bundled awards that people hold; none where they were left out."""
    root, folder = working_tree(), kind_of(Awards).folder
    if root is not None:
        return list(read_apart(root, folder).values())
    path = COMPILED.with_name(compiled_apart(folder))
    compiled = read_compiled(path)[1] if path.is_file() else {}
    return [Document(name, json.loads(item.json), {}) for name, item in compiled.items()]


@cache
def own_awards() -> tuple[Awards, ...]:
    """The bundled awards that people hold, read once."""
    return tuple(item.record for item in load(own_award_documents())[0] if isinstance(item.record, Awards))


def load(documents: Iterable[Document]) -> tuple[list[Loaded], list[Finding]]:
    """The records that the documents hold, and findings for those that are not of the format."""
    loaded: list[Loaded] = []
    findings: list[Finding] = []
    for document in documents:
        try:
            loaded.append(Loaded(document, to_record(document, kind_with(document.tree).model)))
        except RecordError as error:
            findings += [from_problem("QM101", problem) for problem in error.problems]
    return loaded, findings


@cache
def own_context() -> Context:
    """The context that the bundled records give, read once."""
    return Context.of(item.record for item in load(own_documents())[0])
